"""Issuing a decision: everyone whom it is about, or nobody. It is not undone; a recognition ends by another decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache, partial
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.recognition.certificates.revoking import revoke_of
from khuyenhoc.recognition.criteria.queries import criteria_of
from khuyenhoc.recognition.deciding.drafting import check_chosen, held_draft, still_of
from khuyenhoc.recognition.enums import DecisionKind, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.recognition.moving import locked, move, require_keeper
from khuyenhoc.recognition.rules import judged_on, last_day
from khuyenhoc.vietnamese.dates import format_date


@transaction.atomic
def issue_decision(*, by: User, decision: int) -> Decision:
    """A draft becomes the decision: its entries are recognised and refused, or their recognition is withdrawn, all or none.

    RecognitionRefused without a number or a day, where the day is to come, where the number is taken, where the decision was
    issued already, or where one of the entries is no longer as it was; NotAllowed. Statements grow by one for each 500 entries.
    """
    found = held_draft(by, decision)
    _check_paper(found)
    chosen = {int(pk): reason for pk, reason in found.chosen.items()}
    standings = still_of(found, chosen)
    _check_not_its_own(found, standings)
    check_chosen(DecisionKind(found.kind), standings, chosen)
    found.issued_at, found.issued_by = clock.now(), by.username
    found.save()
    facts = {"decision": found.pk, "number": found.number}
    if found.kind == DecisionKind.WITHDRAW:
        _withdraw(found, by.username, standings, facts)
    else:
        _recognise(found, by.username, standings, facts)
    return found


@transaction.atomic
def add_scan(*, by: User, decision: int, scan: str, name: str) -> Decision:
    """The signed paper, kept under its SHA-256, with the name under which it came. RecognitionRefused for a draft; NotAllowed."""
    found = held_issued(by, decision)
    found.scan, found.scan_name = scan, name
    found.save(update_fields=["scan", "scan_name"])
    record(
        by=by.username, unit=found.unit.code, act="add_decision_scan", subject=("decision_on_models", found.pk),
        after={"scan": scan, "name": name},
    )  # fmt: skip
    return found


def held_issued(by: User, decision: int) -> Decision:
    """An issued decision, held still. RecognitionRefused for a draft; NotAllowed."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("unit").get(pk=decision)
    require_keeper(by, found.unit.code, Right.RECOGNISE)
    if not found.issued_at:
        raise RecognitionRefused(_("Quyết định còn là dự thảo. Ban hành xong rồi mới làm việc này."))
    return found


def _check_paper(decision: Decision) -> None:
    if not decision.number or not decision.decided_on:
        raise RecognitionRefused(_("Chưa có số hoặc ngày của quyết định. Ghi cả hai, lưu lại rồi mới ban hành."))
    if decision.decided_on > clock.today():
        text = _("Ngày quyết định %s còn ở phía trước. Kiểm tra lại ngày, hoặc đợi đến ngày ấy.")
        raise RecognitionRefused(text % format_date(decision.decided_on))
    same = Decision.objects.filter(
        unit=decision.unit_id, model=decision.model, kind=decision.kind, number=decision.number,
        decided_on=decision.decided_on, issued_at__isnull=False,
    )  # fmt: skip
    if same.exists():
        text = _("Đã có quyết định số %(number)s ngày %(day)s. Kiểm tra lại số.")
        raise RecognitionRefused(text % {"number": decision.number, "day": format_date(decision.decided_on)})


def _check_not_its_own(decision: Decision, standings: Sequence[Standing]) -> None:
    """A unit with nothing above it in the installation notes the decision of somebody outside of it."""
    if not decision.body and any(s.entry.about_id == decision.unit_id for s in standings):
        raise RecognitionRefused(
            _("Đơn vị không tự công nhận mình. Ghi cơ quan cấp trên đã ban hành quyết định vào ô “Cơ quan ban hành”.")
        )


def _recognise(decision: Decision, by: str, standings: Sequence[Standing], facts: dict[str, Any]) -> None:
    refused = [s for s in standings if decision.chosen[str(s.pk)]]
    recognised = [s for s in standings if not decision.chosen[str(s.pk)]]
    until = cache(partial(valid_until, decision, judged_on(decision.year, clock.today())))

    def take_in(standing: Standing) -> None:
        standing.decision, standing.valid_until, standing.reason = decision, until(standing.entry.scope), ""

    if recognised:
        move(by=by, act="recognise", standings=recognised, to=Status.RECOGNISED, change=take_in, facts=facts)
    if refused:
        reason = partial(_say_why, decision)
        move(by=by, act="refuse", standings=refused, to=Status.REFUSED, change=reason, facts=facts)


def _withdraw(decision: Decision, by: str, standings: Sequence[Standing], facts: dict[str, Any]) -> None:
    """In the year of the decision and in the later ones to which the recognition was carried over."""
    reasons = {(s.entry_id, s.decision_id): decision.chosen[str(s.pk)] for s in standings}
    later = Standing.objects.filter(
        entry__in=[s.entry_id for s in standings], year__gt=decision.year, status=Status.RECOGNISED
    )
    ahead = [pk for pk, *key in later.values_list("pk", "entry", "decision") if tuple(key) in reasons]

    def end(standing: Standing) -> None:
        standing.withdrawal, standing.reason = decision, reasons[standing.entry_id, standing.decision_id]

    whole = sorted([*standings, *locked(ahead)], key=_list_of)
    for _key, rows in groupby(whole, key=_list_of):
        move(by=by, act="withdraw", standings=list(rows), to=Status.WITHDRAWN, change=end, facts=facts)
    reason = _("Rút công nhận theo Quyết định số %s.") % decision.number
    revoke_of(by=by, standings=[s.pk for s in whole], reason=reason)


def _list_of(standing: Standing) -> tuple[int, int]:
    return standing.year, standing.unit_id


def _say_why(decision: Decision, standing: Standing) -> None:
    standing.reason = decision.chosen[str(standing.pk)]


def valid_until(decision: Decision, on: dt.date, scope: str) -> dt.date | None:
    """The last day of what a decision recognises, by the criteria of a day; None where they do not say for how long."""
    criteria = criteria_of(decision.model, scope, "", on)
    assert decision.decided_on
    return last_day(decision.decided_on, criteria.valid_years.value if criteria else None)
