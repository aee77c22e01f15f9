"""Spark takes half a minute to start: its tests run only where they are asked for by name (`make test-spark`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    asked = any(
        HERE in (path := Path(argument.split("::")[0]).resolve()).parents or path == HERE for argument in config.args
    )
    return None if asked else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # Spark warns of this version of pandas, through which nothing of ours goes.
        item.add_marker(pytest.mark.filterwarnings("ignore::FutureWarning"))
        item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture(scope="session")
def spark() -> Iterator[object]:
    from khuyenhoc.rollups.cluster import session

    with session() as found:
        yield found
