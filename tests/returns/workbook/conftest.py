"""What the tests of the workbooks share: LibreOffice to reckon many files at once."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Files = Mapping[str, bytes]
Reckon = Callable[..., dict[str, bytes]]


@pytest.fixture(scope="session")
def reckoned(tmp_path_factory: pytest.TempPathFactory) -> Reckon:
    """Files as LibreOffice saves them again: .xlsx as `to`, all in one call of it."""

    def convert(files: Files, to: str = "xlsx", *, of: str = "xlsx") -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("reckoned")
        for name, data in files.items():
            (folder / f"{name}.{of}").write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
        sources = [str(folder / f"{name}.{of}") for name in files]
        out = folder / "out"
        subprocess.run([*command, "--outdir", str(out), *sources], check=True, capture_output=True, timeout=300)
        return {name: read(out / f"{name}.{to}") for name in files}

    return convert


def read(path: Path) -> bytes:
    return path.read_bytes()
