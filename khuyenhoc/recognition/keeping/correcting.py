"""Correcting what a register says of an entry, and keeping what the person said about showing the name."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.changing import change_entries
from khuyenhoc.recognition.enums import LearningModel, NameShown
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Entry, Step, Village
from khuyenhoc.recognition.moving import note, require_keeper
from khuyenhoc.recognition.rules import LONGEST, OLDEST, may_be_born
from khuyenhoc.vietnamese.text import normalise


@dataclass(frozen=True, slots=True)
class Said:
    """What a register says of an entry. `village_id`: its row; `birth_year`: of a citizen alone."""

    name: str
    village_id: int | None = None
    number: int = 0
    head: str = ""
    house: str = ""
    birth_year: int | None = None


@transaction.atomic
def correct(*, by: User, entry: int, year: int, said: Said) -> Step:
    """Changes what a register says of an entry (row). RecognitionRefused where it cannot be so, or is so already; NotAllowed."""
    row = Entry.objects.select_related("unit").get(pk=entry)
    require_keeper(by, row.unit.code)
    wanted: dict[str, Any] = {
        name: normalise(value) if isinstance(value, str) else value for name, value in asdict(said).items()
    }
    if faults := faults_of(row.model, said, clock.today().year):
        raise RecognitionRefused("\n".join(faults))
    if said.village_id and not Village.objects.filter(pk=said.village_id, unit=row.unit_id, valid_to=None).exists():
        raise RecognitionRefused(_("Thôn đã chọn không có ở đơn vị này. Chọn lại thôn."))
    return _changed(by, row, year, "correct_entry", wanted)


@transaction.atomic
def show_name(*, by: User, entry: int, year: int, how: NameShown) -> Step:
    """How much of the name certificates show, as the person said. RecognitionRefused where it is so already. NotAllowed."""
    row = Entry.objects.select_related("unit").get(pk=entry)
    require_keeper(by, row.unit.code)
    return _changed(by, row, year, "show_name", {"name_shown": how.value})


def faults_of(model: str, said: Said, this_year: int) -> list[str]:
    """A sentence for each thing that a register cannot say so. Pure."""
    faults = []
    if not normalise(said.name):
        faults.append(_("Ghi tên."))
    for field, most in LONGEST.items():
        if len(normalise(text := getattr(said, field))) > most:
            faults.append(_("“%(text)s…” dài quá %(most)d chữ. Viết ngắn lại.") % {"text": text[:30], "most": most})
    if said.birth_year is not None and not may_be_born(said.birth_year, this_year):
        message = _("Năm sinh %(year)d không hợp lý. Ghi năm từ %(first)d đến %(last)d.")
        faults.append(message % {"year": said.birth_year, "first": this_year - OLDEST, "last": this_year})
    if said.birth_year is not None and model != LearningModel.CITIZEN:
        faults.append(_("Chỉ sổ công dân học tập ghi năm sinh."))
    return faults


def _changed(by: User, row: Entry, year: int, act: str, wanted: dict[str, Any]) -> Step:
    if row.erased_at:
        raise RecognitionRefused(_("Tên của mục này đã được xóa theo yêu cầu nên không sửa nữa."))
    if row.about_id:
        raise RecognitionRefused(_("Tên đơn vị lấy theo danh mục đơn vị nên không sửa ở sổ."))
    step = Step.objects.create(
        unit_id=row.unit_id, model=row.model, year=year, act=act, number=1, at=clock.now(), by=by.username,
        facts={"entry": row.pk},
    )  # fmt: skip
    change_entries(step, {row.pk: wanted})
    if not step.entries:
        raise RecognitionRefused(_("Chưa có gì thay đổi."))
    note(step, row.unit.code, 1)
    return step
