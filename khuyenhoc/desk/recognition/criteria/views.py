"""The list of criteria sets; one of them, to be read and printed; and the question before a draft is dropped."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.changes import differences
from khuyenhoc.catalogue.criteria.editing import KINDS, parts_of
from khuyenhoc.catalogue.criteria.findings import Finding
from khuyenhoc.catalogue.criteria.queries import criteria_set as set_of
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.catalogue.queries import instruments
from khuyenhoc.desk.frame import at_home, show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.recognition.criteria.places import NEW, TAB, address, problems_of
from khuyenhoc.desk.recognition.criteria.reading import (
    Holds,
    Kept,
    a_draft,
    check_may_set,
    findings_of,
    listed,
    may_set,
    one_set,
)
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.theme.problems import Problem


@desk_page
def criteria_sets(request: DeskRequest) -> HttpResponse:
    """All sets by model. One statement besides those of the roles and the map."""
    visitor = request.visitor
    return show(
        request,
        "criteria/list",
        at_home(visitor),
        tab=TAB,
        models=listed(visitor),
        today=clock.today(),
        sets=may_set(visitor),
    )


@desk_page
def criteria_set(request: DeskRequest, code: str) -> HttpResponse:
    return set_page(request, code, problems=[])


def set_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """A set; of a draft also what is wrong with it, what it says otherwise, and how it is adopted. CriteriaSet.DoesNotExist."""
    visitor = request.visitor
    kept = one_set(visitor, code)
    known = instruments()
    sets = may_set(visitor)
    context: dict[str, Any] = {"draft": None}
    if kept.holds is Holds.DRAFT:
        context = _drafted(kept, findings_of(kept.spec, known))
    elif sets:
        context = {"draft": CriteriaSet.objects.filter(based_on=kept.row, is_draft=True).first()}
    return show(
        request, "criteria/set", at_home(visitor), tab=TAB, kept=kept, one=kept.spec, sets=sets, problems=problems,
        instrument=next((i for i in known if i.code == kept.spec.instrument), None), parts=_parts(kept),
        since=request.POST.get("tu-ngay", ""), until=request.POST.get("den-ngay", ""), **context,
    )  # fmt: skip


def _drafted(kept: Kept, found: list[Finding]) -> dict[str, Any]:
    """What is shown of a draft alone: what to put right, what is otherwise than before, and where each part is changed."""
    one, base, code = kept.spec, kept.row.based_on, kept.spec.code
    return {
        "found": problems_of(code, found), "base": base, "whole": address(code),
        "changed": differences(set_of(base.code), one) if base else (),
        "new": {kind: address(code, kind, NEW) for kind in KINDS},
        "places": {kind: {p.code: address(code, kind, p.code) for p in parts_of(one, kind)} for kind in KINDS},
    }  # fmt: skip


def _parts(kept: Kept) -> list[tuple[Any, list[Any]]]:
    """The indicators under their criteria, those that stand under none at the end."""
    one = kept.spec
    known = {criterion.code for criterion in one.criteria}
    found: list[tuple[Any, list[Any]]] = [
        (c, [i for i in one.indicators if i.criterion == c.code]) for c in one.criteria
    ]
    loose = [i for i in one.indicators if i.criterion not in known]
    return [*found, *([(None, loose)] if loose else [])]


@desk_page
def dropping(request: DeskRequest, code: str) -> HttpResponse:
    return dropping_page(request, code, problems=[])


def dropping_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """Asks before a draft is dropped."""
    check_may_set(request.visitor)
    kept = a_draft(request.visitor, code)
    return show(
        request, "criteria/drop", at_home(request.visitor), tab=TAB, kept=kept, one=kept.spec, problems=problems
    )
