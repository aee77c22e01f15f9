"""Who takes over at units that a plan ends: seen, chosen, done on the day in one go, and undone with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from django.test import Client

from khuyenhoc.access.acts import give_role
from khuyenhoc.access.enums import Role
from khuyenhoc.access.links import create_links, token_of
from khuyenhoc.access.models import RoleAssignment, User
from khuyenhoc.access.queries import held_roles
from khuyenhoc.access.rules import Held
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.acts import set_targets
from khuyenhoc.catalogue.models import Target
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.desk.handing_page import handing
from khuyenhoc.returns import acts
from khuyenhoc.returns.chasing.queries import addresses
from khuyenhoc.returns.handing.models import ClosedObligation
from khuyenhoc.returns.models import Collection, Obligation, Return
from khuyenhoc.returns.reorganising import answer, apply, keep_draft, undo
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation, Unit
from khuyenhoc.units.planning import drawn
from khuyenhoc.units.queries import unit_map
from tests.desk.conftest import text_of

DURING, AFTER = dt.date(2023, 12, 1), dt.date(2024, 1, 1)
"""Days on which a commune ends: before the period of the open collection is over, and after it."""
ROWS = [
    ["Mã cũ", "Đơn vị mới", "Cấp trên mới"],
    ["11242", "xã Tùng Lâm", "tỉnh Hải Dương"],
    ["11245", "xã Tùng Lâm", "tỉnh Hải Dương"],
    ["300", "giải thể", ""],
]
NEW = "11242-2023"


def keep(by: User, on: dt.date) -> Reorganisation:
    return keep_draft(by=by, rows=ROWS, on=on, source="phụ lục", decision="1/NQ")[0]


def state() -> list[list[tuple[object, ...]]]:
    """Everything but the journal that a plan may change above the units, without the numbers of rows."""
    return [
        sorted(
            RoleAssignment.objects.values_list("user", "role", "unit", "valid_from", "valid_to", "ended_by"), key=str
        ),
        sorted(Obligation.objects.values_list("collection", "unit", "due_on", "extended_for", "began_by"), key=str),
        sorted(Collection.objects.values_list("code", "unit"), key=str),
        sorted(Target.objects.values_list("code", "unit", "period"), key=str),
    ]


@pytest.fixture
def people(person: Callable[..., User]) -> dict[str, User]:
    """The secretaries of two communes and the officer of their district."""
    return {
        "tung": person(Role.COMMUNE_SECRETARY, "11242"),
        "kha": person(Role.COMMUNE_SECRETARY, "11245"),
        "huyen": person(Role.DISTRICT_OFFICER, "300"),
    }


def test_seen_chosen_done_and_undone(
    officer: Client,
    office: User,
    people: dict[str, User],
    signed_in: Callable[[User], Client],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    kha, until = people["kha"].roles.get().pk, dt.date(2026, 12, 31)
    units, map_ = [Unit.objects.get(code="11245")], unit_map(DURING - dt.timedelta(days=1))
    [link] = create_links(by=office, units=units, purpose="BC-NAM-2023", expires_on=until, map_=map_)
    before, plan = state(), keep(office, DURING)
    page = text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
    assert "Cán bộ: 3 vai trò" in page
    assert "2 người sẽ cùng giữ vai trò Thư ký Hội cấp xã ở xã Tùng Lâm." in page
    assert "(huyện Thanh Miện): thôi giữ vai trò; vẫn xem lại được số liệu và báo cáo cũ" in page
    assert "Xã Thanh Tùng, năm 2023: xã Tùng Lâm phải nộp, theo đơn vị mới" in page
    form = {f"vai-{kha}": f"khac:{NEW}", f"nguoi-{kha}": "nobody"}
    wrong = officer.post(f"/sap-nhap/{plan.pk}/ban-giao/ghi/", form)
    assert (wrong.status_code, "giao cho ai? Ghi đúng tên đăng nhập" in text_of(wrong)) == (409, True)
    owed = Obligation.objects.get(unit__code="11245")
    form |= {f"nguoi-{kha}": people["huyen"].full_name, f"no-{owed.pk}": "khong"}
    assert officer.post(f"/sap-nhap/{plan.pk}/ban-giao/ghi/", form).url == f"/sap-nhap/{plan.pk}/"
    page = text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
    assert f"giao cho {people['huyen'].full_name}, ở xã Tùng Lâm" in page
    assert "Xã Phạm Kha, năm 2023: khép cùng đơn vị cũ" in page

    drawn_, plan = drawn(plan), Reorganisation.objects.get()
    with django_assert_max_num_queries(10):
        handing(drawn_, plan.answers)
    officer.post(f"/sap-nhap/{plan.pk}/ap-dung/")
    assert "không còn phải nộp báo cáo trong đợt này" in text_of(Client().get(f"/l/{token_of(link)}/"))
    assert "3 vai trò kết thúc cùng đơn vị." in text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
    assert [held_roles(people[name], DURING)[0] for name in ("tung", "kha", "huyen")] == [
        Held(Role.COMMUNE_SECRETARY, NEW), Held(Role.COMMUNE_SECRETARY, "11245", past=True),
        Held(Role.COMMUNE_SECRETARY, NEW),
    ]  # fmt: skip
    assert held_roles(people["huyen"], DURING - dt.timedelta(days=1)) == (Held(Role.DISTRICT_OFFICER, "300"),)
    assert set(Obligation.objects.filter(unit__code__in=("11242", "11245", NEW)).values_list("unit__code")) == {(NEW,)}
    assert ClosedObligation.objects.count() == 2
    ended = Event.objects.filter(act="end_role")
    assert {(e.unit, e.after["plan"]) for e in ended} == {("11242", plan.pk), ("11245", plan.pk), ("300", plan.pk)}
    with clock.told(2023, 12, 2):
        led_on(signed_in(people["kha"]), signed_in(people["tung"]))
        with pytest.raises(UnitsRefused, match="Giao vai trò ở đơn vị kế tiếp"):
            give_role(by="test", user=office, role=Role.EDITOR, unit=Unit.objects.get(code="11242"), valid_from=DURING)
        late = give_role(
            by="test",
            user=office,
            role=Role.EDITOR,
            unit=Unit.objects.get(code="11242"),
            valid_from=dt.date(2023, 6, 1),
        )
        assert (late.valid_to, late.ended_by) == (DURING, plan)
        late.delete()
    officer.post(f"/sap-nhap/{plan.pk}/hoan-tac/")
    assert state() == before


def led_on(past: Client, going_on: Client) -> None:
    """Whose role ended with the unit reads on what was theirs and is told where it is now; whose went on acts there."""
    tasks = text_of(past.get("/viec/"))
    assert "Xã Phạm Kha kết thúc từ ngày 01/12/2023" in tasks
    assert "Nay là: Xã Tùng Lâm." in tasks
    assert past.get("/don-vi/11245/").status_code == 200
    refused = past.get("/nhat-ky/")
    assert refused.status_code == 403
    assert "số liệu và báo cáo cũ vẫn xem được" in text_of(refused)
    assert "Xem xã Phạm Kha" in text_of(past.get("/gui-tep/", follow=True))
    assert going_on.get("/so-lieu/").url.startswith(f"/so-lieu/{NEW}/")


def test_what_was_owed_for_a_period_that_is_over_is_sent_by_the_successor_in_the_old_name(
    officer: Client, office: User, people: dict[str, User], draft: Callable[..., Return], collection: Collection
) -> None:
    before, plan = state(), keep(office, AFTER)
    apply(by=office, plan=plan)
    assert Obligation.objects.filter(unit__code__in=("11242", "11245", NEW)).count() == 2
    with clock.told(2024, 1, 2):
        assert held_roles(people["tung"])[1:] == (
            Held(Role.COMMUNE_SECRETARY, "11242"), Held(Role.COMMUNE_SECRETARY, "11245"),
            Held(Role.COMMUNE_SECRETARY, "11242", past=True),
        )  # fmt: skip
        people["tung"].email = "tung@example.vn"
        people["tung"].save()
        assert addresses(["11245", "11239"]) == {"11245": "tung@example.vn"}
        assert "Nay là: Xã Tùng Lâm" in text_of(officer.get("/dot/BC-NAM-2023/nhac/11245/"))
        sent = acts.submit(by=people["tung"], return_=draft("11245", by=people["tung"]))
        acts.accept(by=office, return_=sent)
        undo(by=office, plan=plan)  # nothing was accepted on the new map: the return is of the old one
    assert state() == before


def test_targets_are_carried_where_all_of_the_unit_goes_into_one(office: User, collection: Collection) -> None:
    facts = {"title": "Gia đình học tập", "value": Decimal(80), "source": "thử", "status": "synthetic"}
    for unit, period in (("11242", "2023"), ("11245", "2022"), ("300", "2023")):
        targets = [TargetSpec(code=f"{unit}-{period}", unit=unit, period=period, **facts)]
        set_targets(by="test", unit=unit, period=period, targets=targets)
    before, plan = state(), keep(office, DURING)
    apply(by=office, plan=plan)
    assert list(Target.objects.filter(carried_by=plan).values_list("unit", "period", "spec__unit")) == [
        (NEW, "2023", NEW)
    ]
    undo(by=office, plan=plan)
    assert state() == before


def test_a_collection_follows_the_unit_that_collects_it(
    officer: Client,
    office: User,
    person: Callable[..., User],
    signed_in: Callable[[User], Client],
    collection: Collection,
) -> None:
    leader = person(Role.PROVINCE_LEADER, "30")
    before = state()
    rows = [["Mã cũ", "Đơn vị mới", "Mã mới"], ["", "thành phố Hải Phòng", "31"], ["30", "thành phố Hải Phòng", "31"]]
    plan, made = keep_draft(by=office, rows=rows, on=DURING, source="phụ lục")
    assert made.can_be_applied, (made.faults, made.questions)
    all_end = {str(role.pk): {"to": ""} for role in RoleAssignment.objects.filter(unit__code="30")}
    assert ["quyền sáp nhập" in said for said in handing(made, {"roles": all_end}).warnings] == [True]
    assert handing(made, {}).warnings == []
    answer(by=office, plan=plan, answers={"roles": {str(leader.roles.get().pk): {"to": ""}}})
    apply(by=office, plan=plan)
    collection.refresh_from_db()
    with clock.told(2023, 12, 2):
        assert collection.unit.code == "31"
        assert {held.unit for held in held_roles(office)} == {"30", "31"}
        tasks = text_of(officer.get("/viec/"))
        assert "Hội Khuyến học thành phố Hải Phòng" in tasks
        assert "kết thúc cùng đơn vị" not in tasks, "whose role went on is not told that it ended"
        assert "Hội Khuyến học tỉnh Hải Dương" in text_of(officer.get(f"/sap-nhap/{plan.pk}/")), (
            "as it was before the plan"
        )
        journal = text_of(signed_in(leader).get("/nhat-ky/"))
        assert "Ghi phần bàn giao của phương án sắp xếp" in journal, "whose role ended reads on what was done there"
        undo(by=office, plan=plan)
    assert state() == before
