"""A commune keeps a register of families: 1.950 of 2.100 registered, 1.800 recognised, as its clean return states."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Register, Standing
from khuyenhoc.recognition.queries import figures_on
from khuyenhoc.recognition.rules import Count
from khuyenhoc.returns import acts
from khuyenhoc.returns.errors import NotReady, Refused, WrongState
from khuyenhoc.returns.feeding.acts import put_back_figures, take_from_register
from khuyenhoc.returns.feeding.models import RegisterFigure
from khuyenhoc.returns.feeding.queries import registers_beside
from khuyenhoc.returns.feeding.rules import by_indicator
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.typing.acts import Typed, keep, send
from khuyenhoc.returns.typing.queries import cell_values
from khuyenhoc.returns.typing.starting import begin
from khuyenhoc.returns.workbook.queries import workbooks_of
from khuyenhoc.units.models import Unit
from tests.fixtures import CLEAN
from tests.registers import listed

COMMUNE = "11242"
FAMILY = "family"
SMALL = {"MH01": 21, "MH02": 19, "MH03": 18, "MH41": 30, "MH42": 20, "MH43": 10}


@pytest.fixture
def register(office):
    return listed(office, COMMUNE, 21, 19, 18)


def said(return_):
    return list(
        Finding.objects.filter(return_of=return_, code="K18").values_list("indicator__code", "message", "reason")
    )


def beside(return_):
    return registers_beside(return_, form_of(return_.collection), cell_values(return_))


def withdrawn(step, number=1):
    """Entries that are not on the list any more."""
    rows = Standing.objects.filter(step=step, status="recognised")[:number]
    Standing.objects.filter(pk__in=[s.pk for s in rows]).update(status="ended", left_on=dt.date(2023, 12, 1))


def test_what_fits_is_noted_beside_the_return(register, draft):
    return_ = draft(COMMUNE, **SMALL)
    assert said(return_) == []
    (figure,) = RegisterFigure.objects.filter(return_of=return_)
    assert (figure.count, figure.step_id, figure.on, figure.taken) == (
        Count(21, 19, 18), register.pk, dt.date(2023, 12, 31), False,
    )  # fmt: skip
    (one,) = beside(return_)
    assert (one.differing, one.is_taken, one.has_moved) == ([], False, False)


def test_what_differs_has_to_be_chosen_with_a_reason(register, draft, office):
    return_ = draft(COMMUNE, **SMALL | {"MH03": 17})
    assert said(return_) == [(
        "MH03", "Gia đình được công nhận gia đình học tập ghi 17, trong sổ của đơn vị là 18. Sửa theo sổ, hoặc ghi lý do "
        "giữ số đã ghi. Xem lại ô D19 trong tệp.", "",
    )]  # fmt: skip
    with pytest.raises(NotReady):
        acts.submit(by=office, return_=return_)
    with pytest.raises(Refused, match="Ghi một câu vì sao"):
        take_from_register(by=office, return_=return_, models=[FAMILY])
    with CaptureQueriesContext(connection) as asked:
        take_from_register(by=office, return_=return_, models=[FAMILY], reason="Tệp sót một gia đình.")
    assert sum('FROM "recognition_register"' in one["sql"] for one in asked) == 1
    cells = cell_values(return_)
    assert [(cells[code].value, cells[code].at) for code in ("MH01", "MH02", "MH03")] == [
        (21, "Sổ!MH01"), (19, "Sổ!MH02"), (18, "Sổ!MH03"),
    ]  # fmt: skip
    assert said(return_) == []
    assert RegisterFigure.objects.get(return_of=return_).taken
    event = Event.objects.filter(act="take_from_register").get()
    assert (event.before["cells"]["MH03"], event.after["cells"]["MH03"], event.after["reason"]) == (
        17, 18, "Tệp sót một gia đình.",
    )  # fmt: skip
    with pytest.raises(Refused, match="đã khớp với sổ"):
        take_from_register(by=office, return_=return_, models=[FAMILY], reason="lần nữa")


def test_what_was_sent_follows_the_register_until_it_is_accepted(register, draft, office):
    return_ = draft(COMMUNE, **SMALL)
    take_from_register(by=office, return_=return_, models=[FAMILY], reason="Theo sổ.")
    acts.submit(by=office, return_=return_)
    withdrawn(register)
    (one,) = beside(return_)
    assert one.has_moved
    assert [(p.indicator.code, p.cell.value, p.now, p.then) for p in one.differing] == [
        ("MH01", 21, 20, 21), ("MH02", 19, 18, 19), ("MH03", 18, 17, 18),
    ]  # fmt: skip
    take_from_register(by=office, return_=return_, models=[FAMILY])
    assert cell_values(return_)["MH01"].value == 20
    acts.accept(by=office, return_=Return.objects.get(pk=return_.pk))
    withdrawn(register)
    with pytest.raises(WrongState, match="bản sửa đổi"):
        take_from_register(by=office, return_=return_, models=[FAMILY])


def test_what_was_sent_takes_nothing_that_would_have_to_be_explained(register, draft, office):
    return_ = draft(COMMUNE, **SMALL)
    acts.submit(by=office, return_=return_)
    Standing.objects.filter(step=register, status="listed").update(status="ended", left_on=dt.date(2023, 12, 1))
    listed(office, COMMUNE, 1, 1, 1, model=LearningModel.CLAN)
    with pytest.raises(NotReady, match="trả lại để sửa trước"):
        take_from_register(by=office, return_=return_, models=[FAMILY], reason="Theo sổ.")
    assert cell_values(return_)["MH01"].at != "Sổ!MH01"


def test_typed_returns_begin_with_the_figures_of_the_register(register, collection, office):
    return_ = begin(by=office, collection=collection, unit=Unit.objects.get(code=COMMUNE))
    cells = cell_values(return_)
    assert {code: (c.value, c.raw, c.at) for code, c in cells.items()} == {
        "MH01": (21, "21", "Sổ!MH01"), "MH02": (19, "19", "Sổ!MH02"), "MH03": (18, "18", "Sổ!MH03"),
    }  # fmt: skip
    assert RegisterFigure.objects.get(return_of=return_).taken
    keep(by=office, return_=return_, section="MH", typed={"MH01": Typed("21"), "MH03": Typed("17")})
    cells = cell_values(return_)
    assert (cells["MH01"].at, cells["MH03"].at) == ("Sổ!MH01", "Trang nhập!MH03")
    assert [code for code, _message, _reason in said(return_)] == ["MH03"]


def test_a_register_is_asked_as_of_the_periods_last_day(register, draft):
    Register.objects.update(kept_from=dt.date(2024, 1, 1))
    assert beside(draft(COMMUNE)) == []
    Register.objects.update(kept_from=dt.date(2023, 1, 1), kept_until=dt.date(2023, 12, 31))
    assert said(draft("11245")) == []
    assert beside(Return.objects.get(unit__code=COMMUNE)) == []


def test_a_register_without_a_list_of_the_year_says_nothing_rather_than_zero(collection, draft, office):
    for unit in Unit.objects.filter(code__in=[COMMUNE, "11245"]):
        Register.objects.create(unit=unit, model=FAMILY, kept_from=dt.date(2022, 1, 1))
    (workbook,) = workbooks_of(collection, {COMMUNE})
    assert workbook.edition.fed == frozenset()
    return_ = draft(COMMUNE, **SMALL)
    assert (said(return_), beside(return_)) == ([], [])
    typed = begin(by=office, collection=collection, unit=Unit.objects.get(code="11245"))
    assert cell_values(typed) == {}


def test_a_figure_whose_list_is_there_no_more_has_to_be_explained(register, collection, office):
    return_ = begin(by=office, collection=collection, unit=Unit.objects.get(code=COMMUNE))
    Standing.objects.filter(step=register).delete()
    keep(by=office, return_=return_, section="TC", typed={"TC02": Typed("9")})
    assert next((code, message) for code, message, _reason in said(return_)) == (
        "MH01", "Tổng số gia đình lấy từ sổ là 21, nay sổ không có danh sách năm này. Ghi lại số, hoặc ghi lý do giữ số cũ.",
    )  # fmt: skip


def test_a_blank_workbook_comes_with_them(register, collection):
    found = {content.unit.code: content for content in workbooks_of(collection, {COMMUNE, "11245"})}
    assert found[COMMUNE].context.registers == {"MH01": 21, "MH02": 19, "MH03": 18}
    assert found[COMMUNE].edition.fed == {"MH01", "MH02", "MH03"}
    assert found["11245"].edition.fed == frozenset()


def test_files_of_many_units_ask_their_registers_together(register, draft, office, django_assert_max_num_queries):
    with clock.told(2023, 12, 16):
        listed(office, "11245", 3, 2, 1)
    with django_assert_max_num_queries(60) as few:
        draft(COMMUNE)
    with django_assert_max_num_queries(60) as more:
        draft("11245")
    assert len(more) == len(few)


def test_a_register_that_has_moved_is_found_when_what_was_typed_is_sent(register, collection, office):
    return_ = begin(by=office, collection=collection, unit=Unit.objects.get(code=COMMUNE))
    stated = {i.code: i.section for i in form_of(collection).typed if i.code not in cell_values(return_)}
    for section in set(stated.values()):
        typed = {code: Typed(str((CLEAN | SMALL)[code])) for code, of in stated.items() if of == section}
        keep(by=office, return_=return_, section=section, typed=typed)
    withdrawn(register)
    with pytest.raises(NotReady, match="Còn cảnh báo chưa ghi lý do"):
        send(by=office, return_=return_, submit=lambda r: acts.submit(by=office, return_=r))
    take_from_register(by=office, return_=return_, models=[FAMILY])
    send(by=office, return_=return_, submit=lambda r: acts.submit(by=office, return_=r))
    assert Return.objects.get(pk=return_.pk).state == "submitted"


def test_half_a_year_takes_those_of_its_lines_that_registers_count(register):
    half = next(f for f in read_catalogue().forms if f.period == "half-year")
    june = figures_on(2023, dt.date(2023, 6, 30), [COMMUNE])[COMMUNE]
    assert by_indicator(half, june) == {"MH01": 21, "MH02": 19}


def test_taking_is_undone(register, draft, office):
    return_ = draft(COMMUNE, **SMALL | {"MH03": 17})
    before = cell_values(return_)
    take_from_register(by=office, return_=return_, models=[FAMILY], reason="Theo sổ.")
    put_back_figures(by=office, return_=return_, model=FAMILY)
    assert cell_values(return_) == before
    assert [code for code, _message, _reason in said(return_)] == ["MH03"]
    assert not RegisterFigure.objects.get(return_of=return_).taken
    with pytest.raises(Refused, match="không hoàn tác được nữa"):
        put_back_figures(by=office, return_=return_, model=FAMILY)
