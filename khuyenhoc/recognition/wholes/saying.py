"""How lists of whole units are called, and where their way is called otherwise than a village's. Pure.

Levels and kinds of unit are named by data alone (`units.spec.read_levels`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from khuyenhoc.recognition.enums import Cause, LearningModel, Stage, Status
from khuyenhoc.units.spec import UnitName, read_levels, tier


def titled(model: str, scope: str = "") -> str:
    """ "gia đình học tập"; of communities that are whole units with the level: "cộng đồng học tập cấp xã"."""
    label = str(LearningModel(model).label)
    return _("%(model)s cấp %(tier)s") % {"model": label, "tier": tier(scope)} if scope else label


def whole_noun(scope: str) -> str:
    """ "đơn vị cấp xã": what stands on a list of whole units."""
    return _("đơn vị cấp %s") % tier(scope)


def kinds_said(units: Iterable[UnitName], scope: str) -> str:
    """What such units are called, in the order of the level's kinds: "xã, thị trấn"; all kinds where there is no unit."""
    known = next(level.kinds for level in read_levels().levels if level.code == scope)
    found = {unit.kind for unit in units}
    return ", ".join(kind for kind in known if kind in found or not found)


def is_level(scope: str) -> bool:
    """Whether there ever was such a level."""
    return scope in {level.code for level in read_levels().levels}


def status_label(status: str, scope: str = "") -> str:
    """ "đã đăng ký"; nobody's village proposes a whole unit."""
    if scope and status == Status.PROPOSED:
        return _("được đề nghị")
    return str(Status(status).label)


def cause_label(cause: Cause, scope: str = "") -> str:
    """Why something is held back."""
    if scope and cause == Cause.NO_VOTE:
        return _("hội nghị chưa họp đề nghị")
    return str(cause.label)


def stage_label(stage: Stage, scope: str = "") -> str:
    """ "Thẩm định"."""
    return _("Họp bình xét") if scope and stage == Stage.VOTE else str(stage.label)
