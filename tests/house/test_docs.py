"""Every command, setting, indicator, check, model and locked package has its line in the documentation."""

from __future__ import annotations

import importlib.util
import json
import re

import pytest
import yaml

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.cli.main import build_parser
from tests.house.tree import PACKAGE, ROOT

DOCS = ROOT / "docs"
SETTING = re.compile(r"\b(?:KHUYENHOC_[A-Z_]+|DATABASE_URL)\b")


def text(name):
    return (DOCS / name).read_text(encoding="utf-8")


def script(name):
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands():
    (subparsers,) = [a for a in build_parser()._actions if a.choices and a.dest != "help"]
    return subparsers.choices


def settings():
    return {name for path in PACKAGE.rglob("*.py") for name in SETTING.findall(path.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def dictionary():
    return script("make_dictionary")


def test_every_command_is_described():
    described = set(re.findall(r"^\| `khuyenhoc ([a-z]+)", text("quan-tri.md"), flags=re.MULTILINE))
    assert described == set(commands())


def test_every_option_is_described():
    options = {o for c in commands().values() for a in c._actions for o in a.option_strings if o.startswith("--")}
    assert {o for o in options - {"--help"} if o not in text("quan-tri.md")} == set()


def test_every_setting_is_described():
    found = settings()
    assert "DATABASE_URL" in found
    described = set(re.findall(r"^\| `([A-Z_]+)`", text("quan-tri.md"), flags=re.MULTILINE))
    assert described == found


def test_table_of_rights_is_current():
    assert text("quan-tri.md") == script("make_rights").document(), "chạy lại: make docs"


def test_every_indicator_and_check_is_described():
    forms = read_catalogue().forms
    codes = {entry.code for form in forms for entry in (*form.indicators, *form.checks)}
    described = set(re.findall(r"^\| ([A-Z]+\d+) \|", text("tu-dien-du-lieu.md"), flags=re.MULTILINE))
    assert described == codes


def test_every_model_is_described(dictionary):
    described = set(re.findall(r"^### (\w+\.\w+)$", text("tu-dien-du-lieu.md"), flags=re.MULTILINE))
    assert described == {model._meta.label for model in dictionary.own_models()}


def test_dictionary_is_current(dictionary):
    assert text("tu-dien-du-lieu.md") == dictionary.document(), "chạy lại: make docs"


def test_dictionary_explains_nothing_that_is_gone(dictionary):
    meanings = yaml.safe_load(text("meanings.yaml"))
    assert set(meanings["models"]) == {model._meta.label for model in dictionary.own_models()}
    assert set(meanings["checks"]) == {check.code for form in read_catalogue().forms for check in form.checks}


def rows(document):
    found = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", document, flags=re.MULTILINE)
    return {name: (version, terms) for names, version, terms in found for name in names.split(", ")}


@pytest.mark.parametrize("lock", ["run", "dev", "node", "spark"])
def test_every_locked_package_has_a_licence(lock):
    listed = rows(text("licences.md"))
    locked = script("make_licences").locked(lock)
    assert {name: version for name, version in locked.items() if listed.get(name, ("", ""))[0] != version} == {}


def test_every_package_of_the_assets_has_a_licence():
    listed = rows(text("licences.md"))
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {p.removeprefix("node_modules/"): (e["version"], e["license"]) for p, e in packages.items() if p}
    assert {name: entry for name, entry in wanted.items() if listed.get(name) != entry} == {}


def test_links_of_the_documents_lead_somewhere():
    documents = [ROOT / "README.md", *DOCS.rglob("*.md")]
    links = [
        (d, m) for d in documents for m in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", d.read_text(encoding="utf-8"))
    ]
    assert links
    assert [f"{d.name}: {link}" for d, link in links if not (d.parent / link).exists()] == []


def test_each_decision_has_a_number_of_its_own():
    decisions = sorted((DOCS / "adr").glob("*.md"))
    headings = [path.read_text(encoding="utf-8").partition(" ")[2].partition(".")[0] for path in decisions]
    assert [(path.name[:4], n) for path, n in zip(decisions, headings, strict=True)] == [
        (f"{n:04}", str(n)) for n in range(1, len(decisions) + 1)
    ]
