"""Versions of a form: which one a day has, and what became of each indicator from one to the next. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from khuyenhoc.catalogue.spec import Fact, FormSpec, IndicatorSpec


class VersionMapSpec(Fact, frozen=True, kw_only=True):
    """What became of the indicators of one version of a form in the next: every other code means the same in both.

    `renamed`: old code to new code, the same figure; `dropped`: old codes that nothing follows; `new`: codes without a
    forerunner.
    """

    code: str
    before: str
    after: str
    renamed: dict[str, str] = {}
    dropped: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def carried(self, code: str) -> str | None:
        """The code of the next version under which a figure goes on; None where it does not."""
        return None if code in self.dropped else self.renamed.get(code, code)


def form_on(forms: Iterable[FormSpec], code: str, day: dt.date) -> FormSpec | None:
    """The version of a form that is valid on a day; None where there is none."""
    valid = (f for f in forms if f.code == code and f.valid_from <= day and (f.valid_to is None or day < f.valid_to))
    return next(valid, None)


class FormChange(Struct, frozen=True):
    """From one version of a form to another: `reworded` holds pairs of the old and the new line, whether or not the code is
    another one."""

    new: tuple[IndicatorSpec, ...]
    reworded: tuple[tuple[IndicatorSpec, IndicatorSpec], ...]
    dropped: tuple[IndicatorSpec, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.reworded or self.dropped)


def form_change(before: FormSpec, after: FormSpec, carried: VersionMapSpec | None) -> FormChange:
    """What is new, worded otherwise, and gone. `carried` None: a code means the same in both."""
    follows = {i.code: (carried.carried(i.code) if carried else i.code) for i in before.indicators}
    pairs = [(i, after.by_code[to]) for i in before.indicators if (to := follows[i.code]) and to in after.by_code]
    reached = {new.code for _old, new in pairs}
    return FormChange(
        new=tuple(i for i in after.indicators if i.code not in reached),
        reworded=tuple((old, new) for old, new in pairs if (old.code, old.label) != (new.code, new.label)),
        dropped=tuple(i for i in before.indicators if follows[i.code] not in after.by_code),
    )


def map_between(maps: Iterable[VersionMapSpec], code: str, before: str, after: str) -> VersionMapSpec | None:
    """The mapping between two versions of a form, over those in between where there are some; None where the data has none."""
    following = {m.before: m for m in maps if m.code == code}
    found = following.get(before)
    for _more in following:
        if found is None or found.after == after:
            return found
        found = _joined(found, following[found.after]) if found.after in following else None
    return found if found and found.after == after else None


def _joined(first: VersionMapSpec, second: VersionMapSpec) -> VersionMapSpec:
    """Both one after the other."""
    moved = {old: second.carried(new) for old, new in first.renamed.items()}
    own = {
        old: new for old, new in second.renamed.items() if old not in first.renamed.values() and old not in first.new
    }
    gone = [old for old, new in moved.items() if new is None]
    gone += [old for old in second.dropped if old not in first.renamed.values() and old not in first.new]
    kept = (second.carried(code) for code in first.new)
    return VersionMapSpec(
        code=first.code, before=first.before, after=second.after, status=second.status, source=second.source,
        renamed=own | {old: new for old, new in moved.items() if new}, dropped=(*first.dropped, *gone),
        new=(*(code for code in kept if code), *second.new),
    )  # fmt: skip


def map_faults(forms: Sequence[FormSpec], maps: Sequence[VersionMapSpec]) -> Iterator[str]:
    """What is wrong with mappings: a version that is not there, a code that is not there, or a code that nobody mentions."""
    known = {(f.code, f.version): f for f in forms}
    for one in maps:
        before, after = known.get((one.code, one.before)), known.get((one.code, one.after))
        where = f"{one.code} {one.before} → {one.after}"
        if before is None or after is None:
            yield f"{where}: no such version"
            continue
        old, new = set(before.by_code), set(after.by_code)
        yield from (f"{where}: {c} is not in {one.before}" for c in sorted({*one.renamed, *one.dropped} - old))
        yield from (f"{where}: {c} is not in {one.after}" for c in sorted({*one.renamed.values(), *one.new} - new))
        lost = {c for c in old if one.carried(c) not in new} - {*one.dropped}
        yield from (f"{where}: what became of {c}?" for c in sorted(lost))
        unheard = new - {one.carried(c) for c in old} - {*one.new}
        yield from (f"{where}: where does {c} come from?" for c in sorted(unheard))
