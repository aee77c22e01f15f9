"""What tests of the catalogue share: its files in a folder in which they can be changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from khuyenhoc.catalogue.loaders import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def changed(path: Path, change: Callable[[Any], object]) -> None:
    """Writes a file anew with what `change` does to its contents."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
