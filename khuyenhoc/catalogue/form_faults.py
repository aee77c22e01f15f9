"""What is wrong with a form in itself: lines that stand twice, references to nothing, dates that are not said. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from khuyenhoc.catalogue.formula import names_in

if TYPE_CHECKING:
    from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec


_REGISTRY: Final = re.compile(r"[a-z]+( (total|registered|recognised))?")


def form_faults(form: FormSpec) -> Iterator[str]:
    """Each fault in words; none of a form that refers to itself only and says when it opens and is due."""
    codes = [i.code for i in form.indicators]
    known, sections = set(codes), {s.code for s in form.sections}
    if len(codes) != len(known):
        yield "an indicator stands twice in the form"
    for i in form.indicators:
        yield from _of_line(i, known, sections)
    for m in form.models:
        if unknown := {m.total, m.registered, m.recognised, m.share} - known:
            yield f"model {m.code} refers to {sorted(unknown)}, which the form does not have"
    given = [x is not None for x in (form.opens_on, form.due_on, form.opens_days, form.due_days)]
    if given not in ([True, True, False, False], [False, False, True, True]):
        yield "a form has either opens_on and due_on, or opens_days and due_days"


def _of_line(line: IndicatorSpec, known: set[str], sections: set[str]) -> Iterator[str]:
    refers = {*line.parts, *filter(None, (line.part_of, line.opens_with))}
    refers |= {n for f in (line.formula, line.equals) if f for n in names_in(f)}
    if unknown := refers - known:
        yield f"{line.code} refers to {sorted(unknown)}, which the form does not have"
    if line.section not in sections:
        yield f"{line.code} stands in section {line.section}, which the form does not have"
    if line.registry is not None and not _REGISTRY.fullmatch(line.registry):
        yield f"{line.code}: registry is a model and one of total, registered, recognised, not {line.registry!r}"
    if line.is_derived != bool(line.formula):
        yield f"{line.code}: a derived indicator, and only that, has a formula"
