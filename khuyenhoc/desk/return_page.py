"""What the page of a return shows besides the return: what its reader may do, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from khuyenhoc.access.enums import Right
from khuyenhoc.audit.queries import history
from khuyenhoc.desk.journal import Told, told
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.returns.detail import Detail
from khuyenhoc.returns.enums import OPEN, State
from khuyenhoc.returns.models import Remark
from khuyenhoc.returns.rules import may_move
from khuyenhoc.units.queries import UnitMap


@dataclass(frozen=True, slots=True)
class Possible:
    """What the reader may do with a return as it stands."""

    send: bool
    accept: bool
    send_back: bool
    take_back: bool
    sign: bool
    follow: bool
    """Whether its figures may be taken from the registers of its unit."""


def possible(visitor: Visitor, detail: Detail, map_: UnitMap) -> Possible:
    """By the reader's rights, the return's state and whether the collection still runs."""
    return_, state = detail.return_, State(detail.return_.state)
    runs, is_decided = return_.collection.closed_at is None, not detail.contenders

    def may(right: Right, to: State) -> bool:
        return detail.is_open and may_move(state, to) and visitor.may(right, return_.unit.code, map_)

    sends = may(Right.SEND_RETURN, State.SUBMITTED) and runs and state in OPEN and is_decided
    return Possible(
        send=sends,
        accept=may(Right.REVIEW_RETURN, State.ACCEPTED) and is_decided,
        send_back=may(Right.REVIEW_RETURN, State.SENT_BACK),
        take_back=state is State.ACCEPTED and may(Right.REVIEW_RETURN, State.SUBMITTED),
        sign=may(Right.SIGN_RETURN, State.SIGNED),
        follow=detail.is_open and runs and state in OPEN and visitor.may(Right.SEND_RETURN, return_.unit.code, map_),
    )


def happened(detail: Detail) -> list[Told]:
    """The history of a return, newest first, with the reasons given each time it was sent back. Two statements."""
    times = groupby(sorted(detail.remarks, key=lambda r: r.at), key=lambda r: r.at)
    reasons = [sentences(remarks) for _at, remarks in times]
    return told(history("return", detail.return_.pk), {"send_back": reasons})[::-1]


def sentences(remarks: Iterable[Remark]) -> str:
    """Remarks in one line: "Tổng số hội viên cuối năm: cao hơn danh sách; Gửi lại trước thứ sáu"."""
    texts = [(r.indicator.spec["label"] if r.indicator else "", r.text.rstrip(".")) for r in remarks]
    return "; ".join(f"{label}: {text}" if label else text for label, text in texts)
