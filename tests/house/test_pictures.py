"""Every page of the desk and of the portal has its picture in a handbook, or its reason why not."""

from __future__ import annotations

import re

from PIL import Image
from wagtail.models import get_page_models

from docs.picture_plan import END, HALF, MERGED, WITHOUT
from docs.picture_registers import REGISTERS
from khuyenhoc.desk.urls import urlpatterns as desk
from khuyenhoc.portal.urls import urlpatterns as portal
from khuyenhoc.portal.wagtail_hooks import addresses
from tests.house.tree import ROOT

DOCS = ROOT / "docs"
LARGEST, WIDEST = 150_000, 1120
PLANNED = HALF + END + MERGED + REGISTERS
SHOWN = {picture.of for picture in PLANNED}


def only_acts(view) -> bool:
    """Whether a view is made by `act_on`: opened by its address, it leads to its page."""
    while view is not None:
        if view.__code__.co_name == "acting":
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def names() -> set[str]:
    """Of all addresses, and of the kinds of pages that editors make."""
    made = {model.__name__ for model in get_page_models()}
    return {p.name for p in (*desk, *portal, *addresses())} | made - {"Page"}


def test_every_page_has_a_picture_or_a_reason_why_not() -> None:
    acts = {p.name for p in desk if only_acts(p.callback)}
    assert {"accept", "undo_run_act"} <= acts
    assert names() - acts - SHOWN - set(WITHOUT) == set()


def test_no_reason_outlives_its_page() -> None:
    assert set(WITHOUT) - names() == set()
    assert set(WITHOUT) & SHOWN == set()


def test_every_picture_is_there_and_is_shown_in_a_handbook() -> None:
    planned = {picture.name for picture in PLANNED}
    assert {p.stem for p in (DOCS / "pictures").iterdir()} == planned, "chạy lại: make docs"
    text = "".join(d.read_text(encoding="utf-8") for d in DOCS.glob("*.md"))
    assert planned - set(re.findall(r"\(pictures/(.+?)\.png\)", text)) == set()


def test_pictures_are_small() -> None:
    for path in (DOCS / "pictures").iterdir():
        with Image.open(path) as picture:
            assert (picture.width <= WIDEST, path.stat().st_size <= LARGEST) == (True, True), path.name
