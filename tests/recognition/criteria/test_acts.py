"""From a new version to its adoption and back: rows, dates, the journal, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from msgspec import structs

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.acts import keep_criteria_sets
from khuyenhoc.catalogue.criteria.editing import without_part
from khuyenhoc.catalogue.criteria.queries import criteria_in_force, criteria_set
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.criteria import acts
from khuyenhoc.recognition.criteria.rules import heads
from khuyenhoc.recognition.enums import Scoring
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Assessment
from khuyenhoc.units.queries import map_of, unit_map
from khuyenhoc.units.spec import UnitName

SETS = {one.code: one for one in read_catalogue().criteria_sets}
NEXT = dt.date(2025, 1, 1)


@pytest.fixture
def draft(office):
    """The next version of the citizens' set, made in 2024."""
    with clock.told(2024, 6, 1):
        return acts.draft_from(by=office, code="CDHT-2022")


def raised(one):
    """85 points instead of 80."""
    return structs.replace(one, thresholds={"ordinary": 85, "disadvantaged": 70})


def scored(standing, code, on):
    row = CriteriaSet.objects.get(code=code)
    at = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    return Assessment.objects.create(standing=standing, scoring=Scoring.SELF, criteria=row, at=at, by="test")


def test_a_draft_is_changed_adopted_and_taken_back(draft, office):
    assert (draft.code, draft.is_draft, draft.valid_from, draft.based_on.code) == ("CDHT-2024", True, None, "CDHT-2022")
    (changed,) = acts.revise(by=office, code="CDHT-2024", change=raised)
    assert (changed.label, changed.before, changed.after) == ("Mức đạt, vùng thông thường", "80", "85")
    assert acts.revise(by=office, code="CDHT-2024", change=raised) == ()
    assert criteria_in_force("citizen", "", NEXT) == SETS["CDHT-2022"]

    with clock.told(2024, 12, 1):
        acts.adopt(by=office, code="CDHT-2024", valid_from=NEXT)
    day = dt.timedelta(days=1)
    assert [criteria_in_force("citizen", "", on).code for on in (NEXT - day, NEXT)] == ["CDHT-2022", "CDHT-2024"]
    old = CriteriaSet.objects.get(code="CDHT-2022")
    assert (old.valid_to, old.ended_by.code, criteria_set("CDHT-2022").valid_to) == (NEXT, "CDHT-2024", NEXT)
    with pytest.raises(RecognitionRefused, match="đã được áp dụng nên không sửa được"):
        acts.revise(by=office, code="CDHT-2024", change=raised)

    back = acts.take_back_adoption(by=office, code="CDHT-2024")
    assert (back.is_draft, criteria_set("CDHT-2024").valid_from, criteria_set("CDHT-2022")) == (
        True,
        None,
        SETS["CDHT-2022"],
    )
    done = Event.objects.filter(subject_type="criteria").values_list("act", "unit", "by")
    assert list(done) == [
        (f"{act}_criteria", "30", office.username) for act in ("draft", "revise", "adopt", "take_back")
    ]


def test_the_last_change_is_taken_back_once(draft, office):
    acts.revise(by=office, code="CDHT-2024", change=raised)
    acts.undo_revision(by=office, code="CDHT-2024")
    assert criteria_set("CDHT-2024").thresholds == SETS["CDHT-2022"].thresholds
    with pytest.raises(RecognitionRefused, match="đã được hoàn tác"):
        acts.undo_revision(by=office, code="CDHT-2024")


def test_a_dropped_draft_leaves_room_for_another(draft, office):
    with pytest.raises(RecognitionRefused, match="đã có một bản mới chưa dùng"):
        acts.draft_from(by=office, code="CDHT-2022")
    assert acts.drop_draft(by=office, code="CDHT-2024") == "CDHT-2022"
    assert Event.objects.get(act="drop_criteria").before["code"] == "CDHT-2024"
    assert acts.draft_from(by=office, code="CDHT-2022").based_on.code == "CDHT-2022"


def test_nobody_adopts_what_has_a_fault_or_no_room(draft, office):
    acts.revise(by=office, code="CDHT-2024", change=lambda one: structs.replace(one, indicator_minimum=11))
    with pytest.raises(RecognitionRefused) as refused:
        acts.adopt(by=office, code="CDHT-2024", valid_from=dt.date(2022, 7, 28))
    assert str(refused.value).splitlines() == [
        "Đã có bộ áp dụng từ ngày 28/07/2022. Chọn một ngày sau đó.",
        "10 chỉ số, mỗi chỉ số không dưới 11 điểm, đã quá 100 điểm của cả bộ.",
    ]
    assert CriteriaSet.objects.get(code="CDHT-2024").is_draft


def test_a_set_keeps_the_day_on_which_its_forerunner_would_have_ended(office):
    with clock.told(2024, 6, 1):
        acts.draft_from(by=office, code="CDHHT-2023")
    acts.adopt(by=office, code="CDHHT-2024", valid_from=dt.date(2025, 1, 1))
    assert criteria_set("CDHHT-2024").valid_to == dt.date(2025, 7, 1)
    acts.take_back_adoption(by=office, code="CDHHT-2024")
    assert criteria_set("CDHHT-2023") == SETS["CDHHT-2023"]


def test_a_set_holds_until_the_day_that_its_instrument_says(draft, office):
    with pytest.raises(RecognitionRefused, match="Ngày thôi áp dụng phải sau ngày bắt đầu"):
        acts.adopt(by=office, code="CDHT-2024", valid_from=NEXT, valid_to=NEXT)
    acts.adopt(by=office, code="CDHT-2024", valid_from=NEXT, valid_to=dt.date(2031, 1, 1))
    assert criteria_in_force("citizen", "", dt.date(2030, 12, 31)).code == "CDHT-2024"
    assert criteria_in_force("citizen", "", dt.date(2031, 1, 1)) is None
    acts.take_back_adoption(by=office, code="CDHT-2024")
    assert criteria_set("CDHT-2022") == SETS["CDHT-2022"]


def test_what_somebody_was_scored_by_stands(draft, office, families):
    first, second, third = families[:3]
    scored(first, "CDHT-2022", dt.date(2023, 10, 1))
    with pytest.raises(RecognitionRefused, match="Từ ngày 01/10/2023 đã có phiếu chấm"):
        acts.adopt(by=office, code="CDHT-2024", valid_from=dt.date(2023, 10, 1))
    acts.adopt(by=office, code="CDHT-2024", valid_from=dt.date(2023, 10, 2))
    acts.take_back_adoption(by=office, code="CDHT-2024")

    scored(second, "CDHT-2022", dt.date(2024, 2, 1))  # of 2023, so judged on its last day
    acts.adopt(by=office, code="CDHT-2024", valid_from=dt.date(2024, 1, 1))
    scored(third, "CDHT-2024", dt.date(2024, 1, 3))
    with pytest.raises(RecognitionRefused, match="Đã có phiếu chấm theo bộ tiêu chí này"):
        acts.take_back_adoption(by=office, code="CDHT-2024")


def test_what_cannot_be_taken_back_says_why(draft, office):
    with pytest.raises(RecognitionRefused, match="chưa áp dụng"):
        acts.take_back_adoption(by=office, code="CDHT-2024")
    with pytest.raises(RecognitionRefused, match="có sẵn trong danh mục"):
        acts.take_back_adoption(by=office, code="CDHT-2022")
    acts.adopt(by=office, code="CDHT-2024", valid_from=NEXT)
    again = acts.draft_from(by=office, code="CDHT-2022")
    with pytest.raises(RecognitionRefused, match="một bản mới khác"):
        acts.take_back_adoption(by=office, code="CDHT-2024")
    acts.drop_draft(by=office, code=again.code)
    later = acts.draft_from(by=office, code="CDHT-2024")
    acts.adopt(by=office, code=later.code, valid_from=dt.date(2026, 1, 1))
    with pytest.raises(RecognitionRefused, match="thay bằng một bộ khác"):
        acts.take_back_adoption(by=office, code="CDHT-2024")


def test_the_catalogue_read_again_leaves_what_was_made_here(draft, office):
    acts.adopt(by=office, code="CDHT-2024", valid_from=NEXT)
    mine = criteria_set("CDHT-2024")
    keep_criteria_sets([*SETS.values(), without_part(replace_code(SETS["CDHT-2022"], "CDHT-2024"), "groups", "N1")])
    assert (criteria_set("CDHT-2024"), criteria_set("CDHT-2022").valid_to) == (mine, NEXT)


def replace_code(one, code):
    return structs.replace(one, code=code, valid_from=NEXT)


def test_one_draft_of_a_set_at_a_time_is_the_database_s_rule(draft):
    row = CriteriaSet.objects.get(code="CDHT-2024")
    row.pk, row.code = None, "CDHT-X"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("role", [Role.COMMUNE_SECRETARY, Role.PROVINCE_LEADER, Role.ADMINISTRATOR])
def test_only_the_office_of_the_top_unit_sets_criteria(role, collection, person):
    unit = "11242" if role is Role.COMMUNE_SECRETARY else "30"
    with pytest.raises(NotAllowed, match="lập và áp dụng bộ tiêu chí"):
        acts.draft_from(by=person(role, unit), code="CDHT-2022")


def test_of_several_provinces_each_has_to_give_the_right():
    two = [UnitName(code, "province", "tỉnh", code, None) for code in ("30", "31")]
    below = UnitName("300", "district", "huyện", "x", "30")
    assert heads(map_of(NEXT, [*two, below])) == ["30", "31"]
    assert heads(map_of(NEXT, [structs.replace(two[0], parent="00"), below])) == ["30"]


def test_the_top_of_the_demonstration(collection):
    assert heads(unit_map(collection.period_ends)) == ["30"]
