"""What a plan says of people, of what is owed and of targets at units that end: shown, and chosen where there is a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.handing import ROLES, Passing, left_to_nobody, passings, shared
from khuyenhoc.access.models import RoleAssignment, User
from khuyenhoc.catalogue.handing import Aim, aims
from khuyenhoc.catalogue.models import Target
from khuyenhoc.documents.wording import listed
from khuyenhoc.recognition.handing.going import VILLAGES, Going, goings
from khuyenhoc.recognition.handing.models import HandedRegister
from khuyenhoc.returns.handing.models import ClosedObligation
from khuyenhoc.returns.handing.owed import OWED, Collecting, Owing, collecting, owing
from khuyenhoc.returns.models import Obligation
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised, fold, in_sentence

OTHER = "khac:"
"""Before the code of a unit: the role goes on there, but somebody else holds it."""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Handing:
    """Everything at the units that end. `people`: full names by user name, of those who take roles over."""

    roles: list[Passing]
    owed: list[Owing]
    collections: list[Collecting]
    targets: list[Aim]
    people: Mapping[str, str]
    nobody: list[Right]
    registers: list[Going]

    @property
    def is_asked(self) -> bool:
        return bool(self.roles or self.owed or self.villages)

    @property
    def villages(self) -> list[Going]:
        """Villages, and entries in none, of which it is asked where they go."""
        return [one for one in self.registers if one.is_asked]

    @property
    def register_lines(self) -> list[str]:
        """Of each unit that keeps registers, to where how many entries go."""
        found: dict[tuple[str, str], int] = {}
        for one in self.registers:
            to = next((offer.full_name for offer in one.offers if offer.code == one.to), _("chưa chọn"))
            if one.to != one.unit.code:
                found[one.unit.full_name, to] = found.get((one.unit.full_name, to), 0) + one.entries
        text = _("Sổ của %(unit)s: %(n)s mục sang %(to)s")
        return [text % {"unit": unit, "to": to, "n": format_count(n)} for (unit, to), n in found.items() if n]

    @property
    def warnings(self) -> list[str]:
        text = _("%(n)s người sẽ cùng giữ vai trò %(role)s ở %(unit)s. Chỉ một người tiếp tục thì chọn lại.")
        said = [text % {"n": n, "role": role, "unit": unit.full_name} for unit, role, n in shared(self.roles)]
        text = _("Sau phương án không còn ai có quyền %s. Chọn lại ai tiếp nhận trước khi áp dụng.")
        return said + [text % right.label for right in self.nobody]

    @property
    def role_lines(self) -> list[tuple[Passing, str]]:
        return [(one, self._role_words(one)) for one in self.roles]

    @property
    def owed_lines(self) -> list[tuple[Owing, str]]:
        return [(one, owed_words(one)) for one in self.owed]

    def _role_words(self, one: Passing) -> str:
        """ "tiếp tục ở xã Tùng Lâm", "giao cho Trần Văn A, ở xã Tùng Lâm", "thôi giữ vai trò"."""
        if one.goes_to is None:
            return _("thôi giữ vai trò; vẫn xem lại được số liệu và báo cáo cũ")
        where = in_sentence(one.goes_to.full_name)
        if one.person:
            return _("giao cho %(who)s, ở %(unit)s") % {"who": self.people.get(one.person, one.person), "unit": where}
        return _("tiếp tục ở %(unit)s") % {"unit": where}


def handing(plan: Plan, answers: Mapping[str, Any]) -> Handing:
    """What a draft would do as it is answered now. Ten statements at most."""
    roles = passings(plan, answers)
    names = {one.person for one in roles if one.person}
    people = {u.username: u.get_full_name() for u in User.objects.filter(username__in=names)} if names else {}
    return Handing(
        roles, owing(plan, answers), collecting(plan), aims(plan), people, left_to_nobody(roles, plan.after.on),
        goings(plan, answers),
    )  # fmt: skip


def owed_words(one: Owing) -> str:
    """ "xã Tùng Lâm gửi thay", "khép cùng đơn vị cũ" …"""
    units = listed([in_sentence(unit.full_name) for unit in one.by])
    if not one.goes_on:
        return _("khép cùng đơn vị cũ")
    return _("%s gửi thay, đứng tên đơn vị cũ") % units if one.is_then else _("%s phải nộp, theo đơn vị mới") % units


def handed(row: Reorganisation) -> list[str]:
    """What an applied plan did with what stood at the units that it ended, "" lines left out. Six statements."""
    roles = RoleAssignment.objects.filter(user__link=None)
    counts = [
        (_("%s vai trò kết thúc cùng đơn vị."), roles.filter(ended_by=row)),
        (_("%s vai trò bắt đầu ở đơn vị kế tiếp."), roles.filter(began_by=row)),
        (_("%s đơn vị cũ thôi phải nộp báo cáo trong các đợt đang mở."), ClosedObligation.objects.filter(plan=row)),
        (_("%s đơn vị kế tiếp phải nộp thay."), Obligation.objects.filter(began_by=row)),
        (_("%s chỉ tiêu được chuyển sang đơn vị kế tiếp."), Target.objects.filter(carried_by=row)),
    ]
    entries = sum(len(one.entries) for one in HandedRegister.objects.filter(plan=row))
    moved = [_("%s mục của sổ mô hình học tập sang đơn vị kế tiếp.") % format_count(entries)] if entries else []
    return [text % format_count(n) for text, rows in counts if (n := rows.count())] + moved


def role_options(one: Passing, typed: str | None) -> list[Option]:
    """What may become of a role; `typed`: what was chosen on the page just now, None where nothing was."""
    given = (f"{OTHER}{one.to}" if one.person else one.to) if typed is None else typed
    found = [(unit.code, _("tiếp tục ở %s") % in_sentence(unit.full_name)) for unit in one.offers]
    found += [("", _("thôi giữ vai trò"))]
    found += [(f"{OTHER}{u.code}", _("giao cho người khác ở %s") % in_sentence(u.full_name)) for u in one.offers]
    return [Option(value, capitalised(label), value == given) for value, label in found]


def answers_in(typed: Mapping[str, str], found: Handing) -> dict[str, Any]:
    """The answers of the form. UnitsRefused, a sentence a line, where somebody who takes a role over is not known."""
    reasons: list[str] = []
    roles = {str(one.role.pk): _role(typed, one, reasons) for one in found.roles}
    if reasons:
        raise UnitsRefused("\n".join(reasons))
    owed = {
        str(o.obligation.pk): typed.get(f"no-{o.obligation.pk}", "co") == "co" for o in found.owed if o.may_be_closed
    }
    return {ROLES: roles, OWED: owed, VILLAGES: {one.key: typed.get(f"so-{one.key}", one.to) for one in found.villages}}


def _role(typed: Mapping[str, str], one: Passing, reasons: list[str]) -> dict[str, str]:
    value, name = typed.get(f"vai-{one.role.pk}", one.to), typed.get(f"nguoi-{one.role.pk}", "").strip()
    if not value.startswith(OTHER) and not (
        value and name
    ):  # whoever is named is meant, also where the choice was left
        return {"to": value, "person": ""}
    user = _person(name)
    if user is None:
        text = _(
            "Vai trò của %(who)s ở %(unit)s giao cho ai? Ghi đúng tên đăng nhập, hoặc họ và tên của một tài khoản đang mở."
        )
        reasons.append(text % {"who": one.role.user.get_full_name(), "unit": one.unit.full_name})
    return {"to": value.removeprefix(OTHER), "person": user.username if user else name}


def _person(name: str) -> User | None:
    """The open account of a user name, else the only one of a full name."""
    if not name:
        return None
    known = User.objects.filter(is_active=True, link=None)
    found = list(known.filter(username=name)) or [u for u in known if fold(u.full_name) == fold(name)]
    return found[0] if len(found) == 1 else None
