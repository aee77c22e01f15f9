"""Forms that are made of others, versions on both sides of their dates, and what became of each line."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec import structs

from khuyenhoc.catalogue.loaders import CatalogueError, read_catalogue, read_form
from khuyenhoc.catalogue.versions import VersionMapSpec, form_change, form_on, map_between
from tests.catalogue.conftest import changed

CATALOGUE = read_catalogue()
HALF, NEXT, MAPS = "bc-nua-nam-2023.yaml", "bc-nam-2025.yaml", "versions.yaml"


def of(code, version):
    return next(f for f in CATALOGUE.forms if (f.code, f.version) == (code, version))


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (dt.date(2022, 12, 31), None),
        (dt.date(2023, 1, 1), "2023"),
        (dt.date(2025, 6, 30), "2023"),
        (dt.date(2025, 7, 1), "2025"),
        (dt.date(2031, 12, 31), "2025"),
    ],
)
def test_each_day_has_the_version_of_its_date(day, version):
    found = form_on(CATALOGUE.forms, "BC-NAM", day)
    assert (found.version if found else None) == version


@pytest.mark.parametrize("code", sorted({f.code for f in CATALOGUE.forms}))
def test_no_day_has_two_versions_and_none_is_left_out_once_begun(code):
    forms = sorted((f for f in CATALOGUE.forms if f.code == code), key=lambda f: f.valid_from)
    assert [f.valid_to for f in forms] == [*(f.valid_from for f in forms[1:]), None]


@pytest.mark.parametrize(
    ("code", "version", "ends", "opens", "due"),
    [
        ("BC-NAM", "2023", dt.date(2024, 12, 31), dt.date(2024, 11, 1), dt.date(2024, 12, 20)),
        ("BC-NUA-NAM", "2023", dt.date(2024, 6, 30), dt.date(2024, 5, 31), dt.date(2024, 7, 10)),
        ("BC-QUY", "2023", dt.date(2024, 3, 31), dt.date(2024, 3, 16), dt.date(2024, 4, 10)),
    ],
)
def test_usual_dates(code, version, ends, opens, due):
    assert of(code, version).usual_dates(ends) == (opens, due)


@pytest.mark.parametrize("code", ["BC-NUA-NAM", "BC-QUY"])
def test_a_part_of_the_year_asks_a_part_of_the_lines_in_the_same_words_but_for_the_period(code):
    whole, part = of("BC-NAM", "2023"), of(code, "2023")
    assert set(part.by_code) < set(whole.by_code)
    for line in part.indicators:
        same = whole.by_code[line.code]
        assert line.label == same.label.replace("trong năm", "trong kỳ").replace("cuối năm", "cuối kỳ")
        assert {same.label, *same.aliases} <= {line.label, *line.aliases}
        assert structs.replace(line, label=same.label, aliases=same.aliases) == same
    assert "unverified" in part.status


def test_a_reworded_line_keeps_its_old_words_so_that_older_files_are_still_read():
    before, after = of("BC-NAM", "2023"), of("BC-NAM", "2025")
    change = form_change(before, after, map_between(CATALOGUE.version_maps, "BC-NAM", "2023", "2025"))
    assert [(old.label, new.label) for old, new in change.reworded] == [
        ("Đã thành lập Hội Khuyến học xã, phường, thị trấn", "Đã thành lập Hội Khuyến học xã, phường, đặc khu"),
        ("Giấy khen của Hội cấp dưới", "Giấy khen của Hội cấp xã"),
    ]
    assert (change.new, change.dropped) == ((), ())
    assert all(old.label in new.aliases for old, new in change.reworded)


def rewritten(folder):
    """The next version with a line under another code, one that is gone, and a new one."""
    new = {"code": "KT05", "section": "KT", "label": "Cờ thi đua", "unit": "cờ", "adds_up": "sum", "over_time": "flow"}

    def change(document):
        document["taken_from"]["dropped"] = ["KT03", "KT04"]
        document["taken_from"]["changed"] = []
        document["indicators"] = [new, {**new, "code": "KT09", "label": "Giấy khen của Hội cấp xã", "unit": "giấy"}]

    changed(folder / NEXT, change)


def test_renamed_dropped_and_new_lines_by_data_alone(folder):
    rewritten(folder)
    changed(
        folder / MAPS,
        lambda d: d["versions"][0].update(renamed={"KT04": "KT09"}, dropped=["KT03"], new=["KT05"]),
    )
    catalogue = read_catalogue(folder)
    before, after = (next(f for f in catalogue.forms if f.version == v) for v in ("2023", "2025"))
    (carried,) = catalogue.version_maps
    change = form_change(before, after, carried)
    assert [i.code for i in change.new] == ["KT05"]
    assert [i.code for i in change.dropped] == ["KT03"]
    assert [(old.code, new.code) for old, new in change.reworded] == [("KT04", "KT09")]
    assert [carried.carried(code) for code in ("KT04", "KT03", "HV01")] == ["KT09", None, "HV01"]


def step(before, after, **what):
    return VersionMapSpec(code="BC-NAM", before=before, after=after, status="unverified", source="thử", **what)


def test_versions_in_between_are_gone_over_one_after_the_other():
    maps = (
        step("2023", "2025", renamed={"A": "B", "C": "D"}, dropped=("E",), new=("F", "G")),
        step("2025", "2027", renamed={"B": "H", "I": "J", "F": "K"}, dropped=("D", "L", "G"), new=("M",)),
        step("2027", "2029"),
    )
    found = map_between(maps, "BC-NAM", "2023", "2029")
    assert {code: found.carried(code) for code in "ACEIL"} == {"A": "H", "C": None, "E": None, "I": "J", "L": None}
    assert (found.carried("HV01"), set(found.new)) == ("HV01", {"K", "M"})
    assert map_between(maps, "BC-NAM", "2025", "2029").carried("B") == "H"
    for before, after in (("2027", "2025"), ("2023", "2031"), ("2029", "2030"), ("2025", "2025")):
        assert map_between(maps, "BC-NAM", before, after) is None


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"renamed": {"KT04": "KT09"}, "dropped": ["KT03"]}, "where does KT05 come from"),
        ({"renamed": {"KT04": "KT09"}, "new": ["KT05"]}, "what became of KT03"),
        ({"renamed": {"KT04": "KT99"}, "dropped": ["KT03"], "new": ["KT05", "KT09"]}, "KT99 is not in 2025"),
        ({"renamed": {"KT98": "KT09"}, "dropped": ["KT03", "KT04"], "new": ["KT05"]}, "KT98 is not in 2023"),
        ({"after": "2031"}, "no such version"),
    ],
)
def test_a_mapping_that_leaves_a_line_unsaid_is_refused(folder, mapping, message):
    rewritten(folder)
    changed(folder / MAPS, lambda d: d["versions"][0].update(mapping))
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["taken_from"].update(indicator=["HV01"]), "unknown keys.*indicator"),
        (lambda d: d["taken_from"]["indicators"].append("HV99"), "indicators.*HV99"),
        (lambda d: d["taken_from"]["checks"].append("K99"), "checks.*K99"),
        (lambda d: d["taken_from"].update(changed=[{"code": "HV98", "label": "x"}]), "changed.*HV98"),
        (lambda d: d["taken_from"].update(dropped=["HV97"]), "dropped.*HV97"),
        (lambda d: d["taken_from"]["indicators"].remove("HV03"), "HV04 refers to.*HV03"),
        (lambda d: d["form"].pop("due_days"), "either opens_on and due_on"),
        (lambda d: d["form"].update(due_on=[7, 10]), "either opens_on and due_on"),
    ],
)
def test_a_part_that_does_not_hold_together_is_refused(folder, change, message):
    changed(folder / HALF, change)
    with pytest.raises(CatalogueError, match=message):
        read_form(folder / HALF)
