"""The script of the page on which files are sent: a folder's files are told with their paths in it."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser

from khuyenhoc.config.home import BASE

SCRIPT = (BASE / "khuyenhoc" / "desk" / "static" / "desk" / "folders.js").read_text(encoding="utf-8")
FORM = (
    '<form class="kh-upload" onsubmit="return false"><input type="hidden" name="duong_dan">'
    '<input type="file" {kind}><button>Gửi</button></form>'
)
DROPPED = """form => {
  const file = (name, path) => ({isFile: true, fullPath: path, file: (done) => done(new File(['x'], name))})
  const folder = (entries) => ({isDirectory: true, createReader: () => { let given = entries
    return {readEntries: (done) => { done(given); given = [] }} }})
  const entry = folder([file('a.xlsx', '/bc/a.xlsx'), folder([file('a.xlsx', '/bc/huyện Tứ Kỳ/a.xlsx')])])
  const event = new Event('drop', {bubbles: true, cancelable: true})
  event.dataTransfer = {items: [{webkitGetAsEntry: () => entry}]}
  form.querySelector('input[type=file]').dispatchEvent(event)
  return event.defaultPrevented
}"""


def test_a_folder_that_is_chosen_or_dropped(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "bc" / "huyện Tứ Kỳ").mkdir(parents=True)
    for path in ("a.xlsx", "huyện Tứ Kỳ/a.xlsx"):
        (tmp_path / "bc" / path).write_bytes(b"x")
    page = browser.new_page()
    for kind in ("webkitdirectory multiple", "multiple"):
        page.set_content(FORM.format(kind=kind))
        page.add_script_tag(content=SCRIPT)
        if kind == "multiple":
            assert page.locator("form").evaluate(DROPPED)
            page.wait_for_function("document.querySelector('input[type=file]').files.length === 2")
        else:
            page.locator("input[type=file]").set_input_files(tmp_path / "bc")
        page.get_by_text("Gửi").click()
        told = json.loads(page.locator("[name=duong_dan]").input_value())
        assert sorted(told) == ["bc/a.xlsx", "bc/huyện Tứ Kỳ/a.xlsx"]
    page.close()
