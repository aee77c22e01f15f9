"""Reads the catalogue's YAML files into frozen values. No database: `acts.load_catalogue` keeps them there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from msgspec import Struct, ValidationError, convert

from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.catalogue.errors import CatalogueError
from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.measures import UNITS
from khuyenhoc.catalogue.measuring import measure_faults
from khuyenhoc.catalogue.spec import (
    BoundSpec,
    Fact,
    FormSpec,
    InstrumentSpec,
    TargetSpec,
)
from khuyenhoc.catalogue.taking import taken_lists
from khuyenhoc.catalogue.versions import VersionMapSpec, map_faults

try:
    from yaml import CSafeLoader as SafeLoader  # about ten times as fast
except ImportError:  # a build without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

DATA = Path(__file__).parent / "data"
F = TypeVar("F", bound=Fact)
CRITERIA_PARTS = ("groups", "criteria", "indicators", "wordings", "vetoes", "votes_needed", "valid_years")


__all__ = [
    "Catalogue", "CatalogueError", "read_catalogue", "read_document", "read_facts", "read_form",
    "shipped_form", "version_maps",
]  # fmt: skip


class Catalogue(Struct, frozen=True):
    """All facts of the catalogue, each list in the order of its file."""

    forms: tuple[FormSpec, ...]
    instruments: tuple[InstrumentSpec, ...]
    targets: tuple[TargetSpec, ...]
    criteria_sets: tuple[CriteriaSetSpec, ...]
    bounds: tuple[BoundSpec, ...]
    version_maps: tuple[VersionMapSpec, ...] = ()


def read_catalogue(folder: Path = DATA) -> Catalogue:
    """Every file of `folder`. CatalogueError on an unknown or missing key, a code twice, a reference to nothing, or a formula
    whose units of measure do not go together."""
    catalogue = Catalogue(
        forms=tuple(read_form(path) for path in sorted(folder.glob("bc-*.yaml"))),
        instruments=read_facts(folder / "instruments.yaml", "instruments", InstrumentSpec),
        targets=read_facts(folder / "targets.yaml", "targets", TargetSpec),
        criteria_sets=read_facts(folder / "criteria.yaml", "criteria_sets", CriteriaSetSpec, nested=CRITERIA_PARTS),
        bounds=read_facts(folder / "bounds.yaml", "bounds", BoundSpec),
        version_maps=read_facts(folder / "versions.yaml", "versions", VersionMapSpec),
    )
    maps = (f"versions.yaml, {fault}" for fault in map_faults(catalogue.forms, catalogue.version_maps))
    measures = measure_faults(catalogue.forms, catalogue.targets)
    if faults := [*_repeated(catalogue), *_dangling(catalogue), *maps, *measures]:
        raise CatalogueError("; ".join(faults))
    return catalogue


@cache
def shipped_form(code: str, version: str) -> FormSpec | None:
    """A version of a form as shipped; None where there is none. Reads the whole catalogue, once a process."""
    return next((f for f in read_catalogue().forms if (f.code, f.version) == (code, version)), None)


@cache
def version_maps() -> tuple[VersionMapSpec, ...]:
    """What became of each line from one version of a form to the next, as shipped. Read once a process."""
    return read_facts(DATA / "versions.yaml", "versions", VersionMapSpec)


def _repeated(catalogue: Catalogue) -> Iterator[str]:
    lists: dict[str, Iterable[InstrumentSpec | TargetSpec | CriteriaSetSpec | BoundSpec]] = {
        "instruments.yaml": catalogue.instruments,
        "targets.yaml": catalogue.targets,
        "criteria.yaml": catalogue.criteria_sets,
        "bounds.yaml": catalogue.bounds,
    }
    for name, facts in lists.items():
        repeated = [code for code, times in Counter(f.code for f in facts).items() if times > 1]
        yield from (f"{name}, {code}: stands twice" for code in repeated)


def _dangling(catalogue: Catalogue) -> Iterator[str]:
    """What refers to an instrument or an indicator that no file holds."""
    instruments = {i.code for i in catalogue.instruments}
    indicators = {i.code for form in catalogue.forms for i in form.indicators} | {UNITS}
    cited = [
        *(("instruments.yaml", i.code, i.continues) for i in catalogue.instruments),
        *(("targets.yaml", t.code, t.instrument) for t in catalogue.targets),
        *(("criteria.yaml", c.code, c.instrument) for c in catalogue.criteria_sets),
    ]
    counted = [
        *(("targets.yaml", t.code, name) for t in catalogue.targets for name in names_in(t.measure or "0")),
        *(("bounds.yaml", b.code, b.indicator) for b in catalogue.bounds),
    ]
    yield from (f"{name}, {code}: no instrument {to}" for name, code, to in cited if to and to not in instruments)
    yield from (f"{name}, {code}: no indicator {to}" for name, code, to in counted if to not in indicators)


def read_form(path: Path) -> FormSpec:
    """One form with its sections, indicators and checks. CatalogueError as in `read_catalogue`."""
    document = read_document(path)
    defaults = document.pop("defaults", {})
    form = document.pop("form", {})
    lists = {name: _filled(document.pop(name, []), defaults) for name in ("sections", "models", "indicators", "checks")}
    if taken := document.pop("taken_from", None):
        lists = taken_lists(read_form(path.parent / str(taken.get("form"))), taken, lists, path.name)
    whole = {**defaults, **form, **lists, **document}
    return _made(FormSpec, whole, path, form.get("code", "?"))


def read_facts(path: Path, key: str, kind: type[F], nested: tuple[str, ...] = ()) -> tuple[F, ...]:
    """The list under `key` of a file; `defaults` fill status and source, in each entry and, at any depth, its `nested` parts."""
    document = read_document(path)
    defaults = document.pop("defaults", {})
    listed = document.pop(key, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in (*listed, defaults)):
        raise CatalogueError(f"{path.name}: {key}: a list of mappings is expected")
    entries = _filled(listed, defaults)
    if document:
        raise CatalogueError(f"{path.name}: unknown keys {sorted(document)}")
    whole = [_handed_down(entry, nested) for entry in entries]
    return tuple(_made(kind, entry, path, str(entry.get("code", "?"))) for entry in whole)


def read_document(path: Path) -> dict[str, Any]:
    """A data file as it stands. CatalogueError where it is no YAML, or no mapping."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)
    except yaml.YAMLError as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    if not isinstance(document, dict):
        raise CatalogueError(f"{path.name}: a mapping is expected")
    return document


def _filled(entries: list[dict[str, Any]], defaults: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**defaults, **entry} for entry in entries]


def _handed_down(entry: dict[str, Any], nested: tuple[str, ...]) -> dict[str, Any]:
    """The entry with its provenance in each of its parts that states none."""
    above = {key: value for key, value in entry.items() if key in ("status", "source")}
    for name in nested:
        match entry.get(name):
            case list(parts):
                entry |= {name: [_handed_down(above | p, nested) if isinstance(p, dict) else p for p in parts]}
            case dict(part):
                entry |= {name: above | part}
    return entry


def _made(kind: type[F], data: dict[str, Any], path: Path, code: str) -> F:
    try:
        return convert(data, kind)
    except ValidationError as error:
        raise CatalogueError(f"{path.name}, {code}: {error}") from error
