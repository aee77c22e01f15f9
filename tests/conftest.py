"""What all tests share: which of them a run is about."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

# A property is about what comes out, never about how long a busy machine takes for it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.fixtures"]

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="only tests that touch the database, none of a browser"
    )


def touches_database(item: pytest.Item) -> bool:
    """Whether a test reads or writes the database of its own process (a browser's server has one of its own) and
    is about that."""
    marked = item.get_closest_marker("django_db") is not None
    asked = bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))
    elsewhere = any(item.get_closest_marker(name) for name in ("browser", "look"))
    return (marked or asked) and not elsewhere


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are called by their number: a file holds the time of its making, and the processes must agree on a test's name."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group(_installation(item)))
    if config.getoption("--only-database"):
        items[:] = [item for item in items if touches_database(item)]


def _installation(item: pytest.Item) -> str:
    """What a browser's test shares with others, which one process has to try in their order: the year that takes long to play,
    the installation that was only just founded, or nothing outside of its file."""
    asked = set(getattr(item, "fixturenames", ()))
    return next(
        (f"browser: {shared}" for shared in ("home", "founded") if shared in asked), f"browser: {item.path.stem}"
    )


def pytest_collection_finish() -> None:
    """What stands now stays to the end: to look through it again and again for rubbish took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
