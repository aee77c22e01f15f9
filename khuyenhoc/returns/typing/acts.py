"""Typing a return: keeping what is typed, taking it back, sending it. Each act: one transaction, the right checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.queries import form_spec, indicator_ids
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.conflicts.queries import refuse_contested
from khuyenhoc.returns.conflicts.rules import contends
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import WrongState
from khuyenhoc.returns.holding import held_for_sender
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.typing.queries import cell_values, context_of
from khuyenhoc.returns.typing.reading import read_typed, says_same, shown, version_of
from khuyenhoc.returns.typing.rechecking import recheck
from khuyenhoc.returns.typing.rows import store_cells
from khuyenhoc.returns.typing.visits import end_visits, note_change, open_visits
from khuyenhoc.returns.undoing import withdraw
from khuyenhoc.returns.values import CellValue, Stated

MISSING = CellValue("", Stated.BLANK)


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was sent. `seen`: the version that the page had shown (`reading.version_of`); None: whatever stood."""

    text: str
    seen: str | None = None


@dataclass(frozen=True)
class Kept:
    """`changed`: what was stored. `overtaken`: what now stands where another device was quicker; nothing was stored there."""

    changed: frozenset[str] = frozenset()
    overtaken: Mapping[str, CellValue] = field(default_factory=dict)


@transaction.atomic
def keep(*, by: User, return_: Return, section: str, typed: Mapping[str, Typed], leaves: bool = False) -> Kept:
    """Stores what was typed into fields of a section (by indicator) at once, and checks anew.

    A field is left as it is where another device changed it since the page was shown, unless both say the same. Unknown
    fields are passed over. `leaves`: the section is left, so that the journal is told of the stay.
    """
    return_ = _locked(by, return_)
    form, ids = form_of(return_.collection), indicator_ids(return_.collection.form_id)
    standing = cell_values(return_)
    fields = {i.code: i for i in form.typed if i.section == section and i.code in typed}
    read = {code: read_typed(i, typed[code].text) for code, i in fields.items()}
    differ = {code: cell for code, cell in read.items() if not _stands(standing.get(code, MISSING), cell)}
    overtaken = {c: now for c in differ if _is_overtaken(now := standing.get(c, MISSING), read[c], typed[c].seen)}
    changed = {code: cell for code, cell in differ.items() if code not in overtaken}
    if changed:
        store_cells(return_, ids, changed)
    if changed or leaves:  # what it is compared with may have moved: last year's return by a revision, a register
        recheck(return_, form, {**standing, **changed}, context_of(return_, form), ids)
    if changed:
        before = {code: shown(fields[code], standing.get(code, MISSING)) for code in changed}
        after = {code: shown(fields[code], cell) for code, cell in changed.items()}
        note_change(by, return_, form, section, before, after)
    if leaves:
        end_visits(return_, form, open_visits(return_, by, section))
    return Kept(frozenset(changed), overtaken)


def _stands(now: CellValue, typed: CellValue) -> bool:
    return says_same(now, typed) and now.raw == typed.raw


def _is_overtaken(now: CellValue, typed: CellValue, seen: str | None) -> bool:
    return seen is not None and seen != version_of(now) and not says_same(now, typed)


def _locked(by: User, return_: Return) -> Return:
    """The return, held still; whoever types may send for the unit, and it is still being typed."""
    return_ = held_for_sender(by, return_)
    stands = return_.superseded_at is None or contends(return_)
    if not return_.is_typed or return_.state != State.DRAFT or not stands:
        raise WrongState(_("Báo cáo này không còn là bản đang nhập trên trang. Mở lại trang để xem trạng thái mới."))
    return return_


@transaction.atomic
def drop(*, by: User, return_: Return) -> Return:
    """Takes back a return that is being typed: it counts for nothing and stays readable; what it replaced stands again.

    NotReady where another return waits to be chosen instead of it: then that is how it is given up.
    """
    return_ = _locked(by, return_)
    if return_.superseded_at is None:
        refuse_contested([return_])
    end_visits(return_, form_spec(return_.collection.form_id), open_visits(return_))
    return_.withdrawn_at = clock.now()
    withdraw([return_], return_.withdrawn_at)
    before = {"revision": return_.revision}
    record(by=by.username, unit=return_.unit.code, act="drop_typing", subject=("return", return_.pk), before=before)
    return return_


@transaction.atomic
def send(*, by: User, return_: Return, submit: Callable[[Return], Return]) -> Return:
    """Tells the journal of what was typed until now, then sends by `submit`: all or nothing. NotReady as `acts.submit`, also
    where what it is compared with has moved since, a register or last year's return: it is found then."""
    return_ = _locked(by, return_)
    form = form_of(return_.collection)
    end_visits(return_, form, open_visits(return_))
    _check_anew(return_, form)
    return_.refresh_from_db(fields=["errors", "warnings"])
    return submit(return_)


@transaction.atomic
def look_again(*, by: User, return_: Return) -> None:
    """Checks what was typed against what it is compared with by now; nothing that was typed changes."""
    return_ = _locked(by, return_)
    _check_anew(return_, form_of(return_.collection))


def _check_anew(return_: Return, form: FormSpec) -> None:
    ids = indicator_ids(return_.collection.form_id)
    recheck(return_, form, cell_values(return_), context_of(return_, form), ids)
