"""What the build made: it asks no other host, and a page weighs little."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest

from khuyenhoc.theme.fonts import BASE, FontsMissing, font_folder
from khuyenhoc.theme.palette import colours

SITE = BASE / "build" / "static" / "kh"
FIRST_VISIT, LATER = 150_000, 30_000
"""Bytes over the wire: everything at first, the page alone when the rest is kept."""


def weight(path: Path) -> int:
    """Bytes as sent: woff2 is packed already."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))


@pytest.fixture(scope="module")
def css() -> str:
    return (SITE / "kh.css").read_text(encoding="utf-8")


def test_styles_load_only_what_lies_beside_them(css: str) -> None:
    addresses = re.findall(r"url\(([^)]*)\)", css)
    assert len(addresses) == 8
    for address in addresses:
        assert (SITE / address.strip("\"'")).is_file()
    assert "@import" not in css


def test_nothing_names_another_host(css: str) -> None:
    hosts = re.compile(r"https?://[\w-]|(?<![:\w'\"])//[a-z][\w-]+\.[a-z]")
    assert hosts.findall(css) == []
    assert re.findall(r"https?://[\w.-]+", (SITE / "kh.js").read_text(encoding="utf-8")) == []


def test_no_face_or_badge_of_the_original_is_left(css: str) -> None:
    assert "transport" not in css.lower()
    assert "crown" not in css.lower().replace("crown copyright", "")
    assert "crest" not in css.lower()


def test_styles_carry_the_palette(css: str) -> None:
    root = css.replace(" ", "")
    assert [
        name for name, value in colours().items() if f"--kh-{name}:{value}" not in root.replace("#fff;", "#ffffff;")
    ] == []


def test_the_first_visit_is_light() -> None:
    fonts = sum(weight(path) for path in (SITE / "fonts").glob("*.woff2") if "latin-ext" not in path.name)
    others = sum(weight(SITE / name) for name in ("kh.css", "kh.js", "htmx.min.js", "mark.svg"))
    assert fonts + others + LATER <= FIRST_VISIT


def test_figures_for_columns_are_a_small_subset() -> None:
    for path in (SITE / "fonts").glob("kh-figures-*.woff2"):
        assert weight(path) < 4_000


def test_a_second_build_changes_nothing() -> None:
    before = {path: path.stat().st_mtime_ns for path in SITE.rglob("*")}
    subprocess.run(["node", BASE / "khuyenhoc/theme/build.mjs"], check=True, capture_output=True)
    assert {path: path.stat().st_mtime_ns for path in SITE.rglob("*")} == before


def test_the_lock_names_no_place_of_download() -> None:
    text = (BASE / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text  # npm also writes whom to fund: those lines are taken out
    lock = json.loads(text)
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_the_fonts_of_papers_are_all_there() -> None:
    names = {path.stem for path in font_folder().glob("*.ttf")}
    tinos = {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert tinos | {"BeVietnamPro-Regular", "BeVietnamPro-Bold", "BeVietnamPro-SemiBold"} <= names


def test_fonts_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "A.ttf").touch()
    monkeypatch.setenv("KHUYENHOC_FONTS", str(tmp_path))
    assert font_folder() == tmp_path


def test_missing_fonts_are_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENHOC_FONTS", str(tmp_path / "không-có"))
    with pytest.raises(FontsMissing, match=r"Chưa có phông chữ trong thư mục .*không-có.*make assets"):
        font_folder()
