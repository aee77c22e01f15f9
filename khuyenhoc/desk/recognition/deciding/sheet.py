"""An entry's sheet for the appraisal: each indicator with what the entry gave itself and what the unit gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.gaps import gaps
from khuyenhoc.catalogue.criteria.saying import area_words, titled
from khuyenhoc.catalogue.criteria.spec import AREAS, CriteriaSetSpec
from khuyenhoc.desk.recognition.typed import typed_number
from khuyenhoc.recognition.appraising import current_points
from khuyenhoc.recognition.criteria.queries import criteria_of
from khuyenhoc.recognition.enums import Scoring, Verdict
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.meetings.models import Vote
from khuyenhoc.recognition.models import Assessment, Standing
from khuyenhoc.recognition.points import Points
from khuyenhoc.recognition.rules import judged_on
from khuyenhoc.recognition.scoring.areas import area_of_standing
from khuyenhoc.recognition.scoring.models import Evidence
from khuyenhoc.vietnamese.numbers import format_count

FIELD = "diem-"
"""How the field of an indicator is called, before its code."""


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator. `own`: what the entry gave itself, `typed`: what stands in the unit's field; `most`: what there is to get."""

    code: str
    title: str
    asked: str
    most: int | None
    own: int | None
    typed: str
    evidence: tuple[Evidence, ...]

    @property
    def field(self) -> str:
        return f"{FIELD}{self.code}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`criteria` None: no set is in force. `vetoes`: (code, title, whether it holds); `areas`: (code, words). `vote`: of the
    village's meeting, None where it came in by a list."""

    standing: Standing
    criteria: CriteriaSetSpec | None
    lines: tuple[Line, ...]
    vetoes: tuple[tuple[str, str, bool], ...]
    areas: tuple[tuple[str, str], ...]
    area: str
    note: str
    gaps: tuple[str, ...]
    is_appraised: bool
    vote: Vote | None


def sheet_of(standing: Standing, posted: Mapping[str, str] | None) -> Sheet:
    """From what the unit gave before, else from what the entry gave itself; `posted`: what was typed and refused instead.

    Seven statements.
    """
    own = current_points([standing.pk], Scoring.SELF).get(standing.pk)
    unit = current_points([standing.pk], Scoring.APPRAISAL).get(standing.pk)
    base = unit or own
    area = (posted or {}).get("vung") or (base.area if base else "") or area_of_standing(standing)
    on = judged_on(standing.year, clock.today())
    criteria = criteria_of(standing.model, standing.entry.scope, area, on)
    group, evidence = base.group if base else "", list(Evidence.objects.filter(standing=standing))
    votes = Vote.objects.filter(standing=standing, meeting__step__taken_back_at=None).select_related("meeting")
    lines = [
        Line(
            i.code, titled(criteria, i), i.wording(group) if i.wording(group) != i.title else i.evidence, criteria.most(i),
            own.points.get(i.code) if own else None, _typed(i.code, base, posted),
            tuple(e for e in evidence if e.indicator == i.code),
        )
        for i in criteria.indicators
    ] if criteria else []  # fmt: skip
    held = set(base.vetoes) if base else set()
    vetoes = [(v.code, v.title or v.code, v.code in held) for v in criteria.vetoes] if criteria else []
    areas = [(a, area_words(a)) for a in AREAS] if criteria and len(criteria.thresholds) > 1 else []
    note = posted.get("ly-do", "") if posted is not None else (unit.note if unit else "")
    return Sheet(
        standing, criteria, tuple(lines), tuple(vetoes), tuple(areas), area, note, tuple(gaps(criteria)) if criteria else (),
        unit is not None, votes.last(),
    )  # fmt: skip


def points_from(standing: Standing, posted: Mapping[str, str]) -> Points:
    """What was typed on a sheet. RecognitionRefused for a field that holds no number. Two statements."""
    own = current_points([standing.pk], Scoring.SELF).get(standing.pk)
    typed = {name.removeprefix(FIELD): text for name, text in posted.items() if name.startswith(FIELD)}
    points = {code: _number(text) for code, text in typed.items()}
    vetoes = [name.removeprefix("loai-tru-") for name in posted if name.startswith("loai-tru-")]
    area = posted.get("vung", "") or (own.area if own else "")
    return Points(points, area, own.group if own else "", vetoes, " ".join(posted.get("ly-do", "").split()))


def sheet_words(sheet: Sheet) -> str:
    """What the appraisal came to, within a sentence; "" before it."""
    standing = sheet.standing
    if not sheet.is_appraised:
        return ""
    if standing.verdict == Verdict.UNSCORED:
        return _("hồ sơ đủ, không chấm điểm")
    said = Verdict(standing.verdict).label if standing.verdict else _("bộ tiêu chí chưa đủ để kết luận")
    return _("%(score)s điểm, %(said)s") % {"score": format_count(standing.score or 0), "said": said}


def _typed(code: str, base: Assessment | None, posted: Mapping[str, str] | None) -> str:
    if posted is not None:
        return posted.get(f"{FIELD}{code}", "")
    known = base.points.get(code) if base else None
    return "" if known is None else str(known)


def _number(text: str) -> int | None:
    clean = text.strip()
    if not clean:
        return None
    if (number := typed_number(clean, digits=4)) is None:
        raise RecognitionRefused(_("“%s” không phải là điểm. Ghi một số nguyên, ví dụ 8.") % clean[:20])
    return number


def is_scored(model: str, year: int, scope: str = "") -> bool:
    """Whether the criteria of a year's list give points at all. One statement."""
    criteria = criteria_of(model, scope, "", judged_on(year, clock.today()))
    return criteria is not None and criteria.is_scored
