"""What the tests about the structure look at: the rooms, and the files of the project."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "khuyenhoc"

LEFT_OUT = {".git", ".venv", "node_modules", "var", "build", "__pycache__"}
BINARY = {".docx", ".ico", ".jpg", ".mo", ".pdf", ".png", ".sqlite3", ".xlsx", ".zip"}


@cache
def layers() -> tuple[tuple[str, ...], ...]:
    """The rooms from the top down, those of one height together: read from the import contract."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = document["tool"]["importlinter"]["contracts"]
    return tuple(tuple(name.strip() for name in layer.split("|")) for layer in contract["layers"])


def height(room: str) -> int:
    """0 for the lowest rooms. ValueError for a room that the contract does not name."""
    for depth, rooms in enumerate(reversed(layers())):
        if room in rooms:
            return depth
    raise ValueError(f"{room} does not stand in the import contract")


def rooms() -> set[str]:
    """The sub-packages that there are."""
    return {init.parent.name for init in PACKAGE.glob("*/__init__.py")}


@cache
def files() -> tuple[Path, ...]:
    """All text files of the project, as somebody who cloned it sees them."""
    return tuple(sorted(p for p in _walk(ROOT) if p.suffix not in BINARY))


def _walk(folder: Path) -> list[Path]:
    found = []
    for path in folder.iterdir():
        if path.name in LEFT_OUT or path.name.endswith((".egg-info", "_cache")) or path.name == ".hypothesis":
            continue
        found += _walk(path) if path.is_dir() else [path]
    return found
