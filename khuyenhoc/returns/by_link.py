"""A return that somebody sends by a one-time link: what stands for the unit, receiving the file, submitting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.links import note_use, use_up
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.returns import acts
from khuyenhoc.returns.conflicts.models import Conflict
from khuyenhoc.returns.conflicts.rules import contends
from khuyenhoc.returns.detail import warnings_of
from khuyenhoc.returns.enums import IN_FORCE, OPEN, State
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection, ReceivedFile, Return
from khuyenhoc.returns.receiving import NamedFile, receive, try_out
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.text import in_sentence


class Stage(StrEnum):
    """What whoever holds a link finds: nothing begun, a draft of the link's own, or what makes sending needless."""

    BEGIN = "begin"
    DRAFT = "draft"
    CONTESTED = "contested"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    CLOSED = "closed"


@dataclass(frozen=True)
class Found:
    """The stage, and the return that it is about: the link's draft, or what stands for the unit.

    `choice`: the last decision between two returns of the unit.
    """

    stage: Stage
    return_: Return | None = None
    choice: Conflict | None = None


def find_stage(link: OneTimeLink, collection: Collection) -> Found:
    """Where the unit stands for whoever holds its link. Two statements."""
    rows = Return.objects.filter(collection=collection, unit=link.unit, withdrawn_at=None)
    parts = ("collection", "unit", "file", "conflict__chosen", "conflict__decided_by")
    revisions = list(rows.select_related(*parts).order_by("-revision"))
    decided = [c for r in revisions if (c := getattr(r, "conflict", None)) and c.decided_at]
    choice = max(decided, key=attrgetter("decided_at"), default=None)
    return replace(_stage(link, collection, revisions, choice), choice=choice)


def _stage(link: OneTimeLink, collection: Collection, revisions: Sequence[Return], choice: Conflict | None) -> Found:
    standing = [r for r in revisions if r.superseded_at is None]
    open_, in_force = (next((r for r in standing if r.state in states), None) for states in (OPEN, IN_FORCE))
    contender = next((r for r in reversed(revisions) if contends(r)), None)
    if contender and open_ and not collection.closed_at:
        return Found(Stage.CONTESTED, contender)
    if open_ and open_.state == State.DRAFT and (_chosen_by(link, choice, open_) or has_sent(link, open_)):
        return Found(Stage.DRAFT, open_)
    if open_ and open_.state == State.SUBMITTED:
        return Found(Stage.WAITING, open_)
    if in_force and not open_:
        return Found(Stage.ACCEPTED, in_force)
    if collection.closed_at:
        return Found(Stage.CLOSED)
    return Found(Stage.BEGIN, open_)


def _chosen_by(link: OneTimeLink, choice: Conflict | None, return_: Return) -> bool:
    """Whether a return stands because whoever holds the link has chosen it: then it is theirs to send, whoever made it."""
    return choice is not None and (choice.chosen_id, choice.decided_by_id) == (return_.pk, link.user_id)


def has_sent(link: OneTimeLink, return_: Return) -> bool:
    """Whether a return's file, by its content, came by the link: somebody else's tells of other units too. One statement."""
    return ReceivedFile.objects.filter(received_by=link.user, sha256=return_.file.sha256).exists()


def take_file(*, link: OneTimeLink, collection: Collection, map_: UnitMap, name: str, data: bytes) -> None:
    """Keeps, reads and checks a file; its return is the link's draft from now on. Refused, in plain words, where it is none.

    A file that names no unit is the link's unit's. It is kept as it came in any case. NotKept where the disk refuses.
    """
    tried = try_out(by=link.user, collection=collection, files=[NamedFile(name, data)])
    if not any(entry.unit for entry in tried):
        name = f"{_folder(link, map_)}/{name}"
    entries = receive(by=link.user, collection=collection, files=[(name, data)])
    note_use(link=link, what="receive_file")
    own = next((e for e in entries if e.unit == link.unit.code), None)
    if own is not None and own.return_id is not None:
        return
    if own is not None:
        raise Refused(own.reason)
    others = [in_sentence(map_.name(e.unit)) for e in entries if e.unit]
    if others:
        message = _(
            "Tệp này là báo cáo của %(others)s, còn liên kết này chỉ dùng cho %(unit)s. Chọn đúng tệp rồi gửi lại."
        )
        raise Refused(message % {"others": ", ".join(others[:3]), "unit": in_sentence(map_.name(link.unit.code))})
    raise Refused("\n".join(dict.fromkeys(e.reason for e in entries)))


def _folder(link: OneTimeLink, map_: UnitMap) -> str:
    """A folder that names the link's unit and the one above it: what reading goes by where the file itself says nothing."""
    named = (map_.units[code].full_name for code in map_.lineage(link.unit.code)[:2] if code in map_.units)
    return ", ".join(named)


def is_placed(link: OneTimeLink, map_: UnitMap, return_: Return) -> bool:
    """Whether a return that came by a link is its unit's because the link says so, not the file."""
    return return_.file.name.startswith(f"{_folder(link, map_)}/")


@transaction.atomic
def submit_by_link(*, link: OneTimeLink, return_: Return, reasons: Mapping[str, str]) -> Return:
    """Writes the reasons (by the finding's number), sends the return, and uses the link up. All or nothing.

    NotReady where an error stands or a warning has no reason.
    """
    for finding in warnings_of(return_):
        text = reasons.get(str(finding.pk), "").strip()
        if text and text != finding.reason:
            acts.answer(by=link.user, finding=finding, reason=text)
    sent = acts.submit(by=link.user, return_=return_)
    use_up(link=link)
    return sent
