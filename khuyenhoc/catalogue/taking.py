"""A form that is made of another one: a part of it, or its next version. Pure: a form and what a file says, lists out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import to_builtins

from khuyenhoc.catalogue.errors import CatalogueError
from khuyenhoc.catalogue.spec import FormSpec

Lists = dict[str, list[dict[str, Any]]]
KEYS = {"form", "indicators", "checks", "changed", "dropped"}


def taken_lists(base: FormSpec, taken: Mapping[str, Any], own: Lists, name: str) -> Lists:
    """The sections, models, indicators and checks of a form that takes over another one's.

    `taken`: `indicators` and `checks` (codes; absent: all), `dropped` (codes), `changed` (entries with a code and what is
    said otherwise; a former label stays as an alias, so that files by the older version are still read). `own`: what the
    file adds. CatalogueError where it names what the other form does not have, or a key that is not known.
    """
    if unknown := set(taken) - KEYS:
        raise CatalogueError(f"{name}, taken_from: unknown keys {sorted(unknown)}")
    indicators = _indicators(base, taken, name) + own["indicators"]
    sections = [to_builtins(s) for s in base.sections] + own["sections"]
    order = {s["code"]: n for n, s in enumerate(sections)}
    used = {i["section"] for i in indicators}
    codes = {i["code"] for i in indicators}
    wanted = taken.get("checks", [c.code for c in base.checks])
    _known(wanted, base.check, f"{name}, checks")
    models = [m for m in base.models if {m.total, m.registered, m.recognised, m.share} <= codes]
    return {
        "sections": [s for s in sections if s["code"] in used],
        "models": [to_builtins(m) for m in models] + own["models"],
        "indicators": sorted(indicators, key=lambda i: order.get(i["section"], len(order))),
        "checks": [to_builtins(c) for c in base.checks if c.code in wanted] + own["checks"],
    }


def _indicators(base: FormSpec, taken: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    wanted = taken.get("indicators", list(base.by_code))
    changed = {entry.get("code"): entry for entry in taken.get("changed", [])}
    dropped = taken.get("dropped", [])
    for codes, what in ((wanted, "indicators"), (changed, "changed"), (dropped, "dropped")):
        _known(codes, base.by_code, f"{name}, {what}")
    kept = [to_builtins(i) for i in base.indicators if i.code in wanted and i.code not in dropped]
    return [_otherwise(i, changed[i["code"]]) if i["code"] in changed else i for i in kept]


def _otherwise(indicator: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    aliases = [*entry.get("aliases", indicator["aliases"])]
    if entry.get("label", indicator["label"]) != indicator["label"]:
        aliases.append(indicator["label"])
    return {**indicator, **entry, "aliases": aliases}


def _known(codes: Iterable[str], known: Mapping[str, Any], where: str) -> None:
    if strangers := sorted(str(code) for code in codes if code not in known):
        raise CatalogueError(f"{where}: the other form does not have {strangers}")
