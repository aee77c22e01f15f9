"""Reasons that a unit gave for its warnings, kept by check and indicator, to be offered again. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from khuyenhoc.catalogue.carrying import carried
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Finding, Return

Key = tuple[str, str]
"""A check and the code of an indicator, "" for a warning on the whole return."""


@dataclass(frozen=True, slots=True)
class OldReason:
    """What was written as the reason in an earlier period, and accepted with the return."""

    period: str
    text: str


def key_of(finding: Finding) -> Key:
    """The finding has to be read with its indicator."""
    return finding.code, finding.indicator.code if finding.indicator else ""


def reasons_before(return_: Return) -> dict[Key, OldReason]:
    """The latest accepted reason of the return's unit in an earlier period, for each warning. One statement.

    By the codes of the return's own version of the form; what was said of a line that is gone is left out.
    """
    form = return_.collection.form
    rows = Finding.objects.exclude(reason="").filter(
        level="W",
        return_of__unit_id=return_.unit_id,
        return_of__collection__form__code=form.code,
        return_of__collection__period_ends__lt=return_.collection.period_ends,
        return_of__state__in=IN_FORCE,
        return_of__superseded_at=None,
    )
    fields = (
        "code",
        "indicator__code",
        "return_of__collection__period",
        "reason",
        "return_of__collection__form__version",
    )
    latest_last = rows.order_by("return_of__collection__period_ends", "pk").values_list(*fields)
    return {
        (code, now): OldReason(period, reason)
        for code, indicator, period, reason, version in latest_last
        if (now := carried(form.code, version, form.version, indicator) if indicator else "") is not None
    }


def given(
    findings: Iterable[Finding], typed: Mapping[str, str], as_before: Collection[str], before: Mapping[Key, OldReason]
) -> list[tuple[Finding, str]]:
    """The reasons that are new, from what was typed (by the finding's number) and where the old one still holds. Pure."""
    found = []
    for finding in findings:
        text = typed.get(str(finding.pk), "").strip()
        if str(finding.pk) in as_before and (old := before.get(key_of(finding))):
            text = old.text
        if text and text != finding.reason:
            found.append((finding, text))
    return found
