"""A plan takes a village away from a commune that goes on, while a draft of its decision lies there."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.recognition.appraising import accept_own_points
from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, draft_decision, narrow_decision
from khuyenhoc.recognition.deciding.issuing import issue_decision
from khuyenhoc.recognition.deciding.queries import members_of
from khuyenhoc.recognition.enums import DecisionKind, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.handing.going import VILLAGES
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.returns.reorganising import redraw
from khuyenhoc.units.planning import keep_draft
from tests.desk.conftest import text_of
from tests.recognition.deciding_people import families_of, proposed_families

DAY = dt.date(2023, 7, 1)
SHEET = [
    ["Đơn vị cũ", "Huyện cũ", "Đơn vị mới", "Cấp trên mới", "Phạm vi"],
    ["xã Thanh Tùng", "huyện Thanh Miện", "xã Thanh Tùng", "huyện Thanh Miện", "một phần"],
    ["xã Thanh Tùng", "huyện Thanh Miện", "xã Phạm Kha", "huyện Thanh Miện", "một phần"],
    ["xã Phạm Kha", "huyện Thanh Miện", "xã Phạm Kha", "huyện Thanh Miện", ""],
]


@pytest.fixture
def draft(keeper, families) -> Decision:
    rows = proposed_families(keeper, families)
    accept_own_points(by=keeper, standings=[s.pk for s in rows])
    made = draft_decision(by=keeper, kind=DecisionKind.RECOGNISE, chosen={s.pk: "" for s in rows})
    return describe_decision(by=keeper, decision=made.pk, paper=Paper("12/QĐ-HKH", dt.date(2023, 12, 10)))


@pytest.fixture
def divided(draft, villages) -> Decision:
    """The draft, after thôn Đoài with the last two families has gone to xã Phạm Kha."""
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    plan.answers = {VILLAGES: {str(villages[1].pk): "11245"}}
    plan.save(update_fields=["answers"])
    redraw(by="test", plan=plan)
    assert Standing.objects.filter(unit__code="11245", year=2023).count() == 2
    return draft


def test_the_draft_says_so_and_goes_on_with_those_that_are_left(divided, keeper, families):
    assert len(members_of(divided)) == 3
    with pytest.raises(RecognitionRefused, match="Có 2 mục không còn trong danh sách của đơn vị"):
        issue_decision(by=keeper, decision=divided.pk)
    assert narrow_decision(by=keeper, decision=divided.pk) == 2
    assert narrow_decision(by=keeper, decision=divided.pk) == 0
    issue_decision(by=keeper, decision=divided.pk)
    assert [s.status for s in families_of(families)] == [Status.RECOGNISED] * 3 + [Status.PROPOSED] * 2


def test_nothing_is_left_of_it(divided, keeper, families):
    Standing.objects.filter(unit__code="11242").update(status=Status.MOVED_AWAY)
    with pytest.raises(RecognitionRefused, match="Bỏ dự thảo này"):
        narrow_decision(by=keeper, decision=divided.pk)


def test_what_was_chosen_before_the_plan_is_refused_in_words(divided, keeper, families):
    rows = [s.pk for s in families]
    with pytest.raises(RecognitionRefused, match="có mục đã sang đơn vị khác"):
        draft_decision(by=keeper, kind=DecisionKind.RECOGNISE, chosen=dict.fromkeys(rows, ""))


def test_the_pages_of_the_draft(divided, keeper, families, client):
    client.force_login(keeper)
    one = f"/cong-nhan/quyet-dinh/{divided.pk}/"
    text = text_of(client.get(one))
    assert "2 gia đình đã sang đơn vị khác hoặc không còn trong sổ" in text
    assert ("Danh sách: 3 gia đình" in text, "Đỗ Quang Khải" in text) == (True, False)
    assert client.get(f"{one}van-ban.pdf").status_code == 200
    refused = client.post(f"{one}ban-hanh/xong/")
    assert (refused.status_code, "không còn trong danh sách của đơn vị" in text_of(refused)) == (409, True)
    Standing.objects.filter(pk=families[0].pk).update(verdict="failed")
    early = text_of(client.get(f"{one}ban-hanh/"))
    assert "Nguyễn Văn Hùng: điểm chưa đạt" in early
    assert "Đã bỏ 3 gia đình khỏi dự thảo." in text_of(client.post(f"{one}bo-muc/", follow=True))
    again = text_of(client.post(f"{one}bo-muc/", follow=True))
    assert ("Không phải bỏ mục nào: mọi mục trong dự thảo đều ban hành được." in again, "Đã bỏ" in again) == (
        True,
        False,
    )
    assert "2 gia đình được ghi là “được công nhận”" in text_of(client.get(f"{one}ban-hanh/"))
    assert "Quyết định số 12/QĐ-HKH" in text_of(client.post(f"{one}ban-hanh/xong/", follow=True))
