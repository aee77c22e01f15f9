from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.noting import note_decision

DAY = dt.date(2023, 10, 20)


def test_a_decision_on_paper_is_noted_once(keeper, commune):
    noted = {"by": keeper, "unit": commune, "model": LearningModel.FAMILY, "year": 2023, "decided_on": DAY}
    decision = note_decision(number=" 12/QĐ-HKH ", **noted)
    assert (decision.number, decision.loaded, decision.issued_by) == ("12/QĐ-HKH", True, keeper.username)
    assert note_decision(number="12/QĐ-HKH", **noted) == decision
    assert Event.objects.filter(act="note_decision").count() == 1
    with pytest.raises(RecognitionRefused, match="Ghi số quyết định"):
        note_decision(number=" ", **noted)
