"""A server on the world of the browser tests, and a browser: one of each for all of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from khuyenhoc.demo.people import read_people
from tests.browser.world import FOLDER
from tests.migrated import copy_into
from tests.serving import COMMAND, chromium, environment, run, served

Open = Callable[..., Page]
SignIn = Callable[..., Page]
PATIENCE = 30_000
"""Milliseconds for what a page does: other tests run beside it, and nothing here is about speed."""
expect.set_options(timeout=PATIENCE)
PASSWORD = "mat-khau-cua-van-phong"
"""Of the office of the installation that was only just founded."""


@contextmanager
def opening(browser: Browser, address: str, **common: Any) -> Iterator[Open]:
    """Opens pages at an address, each in a context of its own, all closed in the end. Faults of scripts fail the test."""
    with ExitStack() as contexts:

        def open_page(*, width: int = 1280, script: bool = True, **more: Any) -> Page:
            context = browser.new_context(
                base_url=address, viewport={"width": width, "height": 800}, locale="vi-VN", java_script_enabled=script,
                **common, **more,
            )  # fmt: skip
            contexts.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
            return page

        yield open_page


def enter(page: Page, username: str, password: str) -> None:
    """Signs somebody in on the sign-in page."""
    page.goto("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/viec/")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder are a browser's."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation's folder, played up to the last commune."""
    folder = tmp_path_factory.mktemp("world")
    copy_into(folder)
    subprocess.run([sys.executable, "-m", "tests.browser.world"], env=environment(folder), check=True)
    return folder


@pytest.fixture(scope="session")
def address(home: Path) -> Iterator[str]:
    with served(home) as found:
        yield found


@pytest.fixture(scope="package")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation that was only just founded."""
    home = tmp_path_factory.mktemp("founded")
    copy_into(home)
    run(home, "init", "--province", "30")
    told = [*COMMAND, "password", "van-phong"]
    subprocess.run(told, env=environment(home), check=True, text=True, input=PASSWORD, capture_output=True)
    return home


@pytest.fixture(scope="package")
def site(founded: Path) -> Iterator[str]:
    """The address of a server on it."""
    with served(founded) as found:
        yield found


@pytest.fixture(scope="session")
def files(home: Path) -> list[Path]:
    """Xã Thanh Tùng's two files, in the order in which it sends them."""
    return sorted((home / FOLDER).iterdir())


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed when these tests are over: while it is open, no other browser can be, and Django takes the thread for a loop."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="package")
def cookies(browser: Browser, address: str) -> Callable[[str], StorageState]:
    """The cookies of somebody who has signed in on the sign-in page, once for all tests."""

    @cache
    def signed_in(username: str) -> StorageState:
        with opening(browser, address) as open_page:
            page = open_page()
            enter(page, username, read_people().password)
            return page.context.storage_state()

    return signed_in


@pytest.fixture
def sign_in(browser: Browser, address: str, cookies: Callable[[str], StorageState]) -> Iterator[SignIn]:
    """A page of somebody who has signed in; `username` None: a visitor."""
    with opening(browser, address) as open_page:

        def make(username: str | None = None, *, at: str | None = "/viec/", **how: Any) -> Page:
            page = open_page(storage_state=cookies(username) if username else None, **how)
            if username and at:
                page.goto(at)
            return page

        yield make
