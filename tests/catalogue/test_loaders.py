import datetime as dt

import pytest

from khuyenhoc.catalogue.loaders import CatalogueError, read_catalogue, read_facts, read_form
from khuyenhoc.catalogue.spec import InstrumentSpec
from tests.catalogue.conftest import changed

FORM = "bc-nam-2023.yaml"


def test_the_catalogue_of_ours_is_whole():
    catalogue = read_catalogue()
    form = catalogue.forms[0]
    assert (form.code, form.version, form.valid_from) == ("BC-NAM", "2023", dt.date(2023, 1, 1))
    assert {c.code for c in form.checks} == {f"K{n:02d}" for n in range(1, 19)}
    assert {i.code: i.date for i in catalogue.instruments}["QD-677-2022"] == dt.date(2022, 6, 3)


def test_every_fact_has_a_status_and_a_source():
    catalogue = read_catalogue()
    lists = (catalogue.instruments, catalogue.targets, catalogue.criteria_sets, catalogue.bounds)
    facts = [fact for facts in lists for fact in facts]
    facts += [line for form in catalogue.forms for line in (form, *form.sections, *form.indicators, *form.checks)]
    assert [f.code for f in facts if not f.status or not f.source] == []


def test_a_target_without_a_source_has_no_value():
    assert [t.code for t in read_catalogue().targets if t.status == "GAP" and t.value is not None] == []


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("instruments.yaml", lambda d: d["instruments"][0].update(isuer="x"), "CT-11-2007.*isuer"),
        ("instruments.yaml", lambda d: d["instruments"][0].pop("number"), "CT-11-2007.*number"),
        ("instruments.yaml", lambda d: d.update(instrument=[]), "unknown keys.*instrument"),
        ("instruments.yaml", lambda d: d["instruments"][4].update(date="2022-06-31"), "QD-677-2022.*date"),
        ("instruments.yaml", lambda d: d["instruments"][1].update(continues="CT-12"), "KL-49-2019.*CT-12"),
        ("instruments.yaml", lambda d: d["instruments"].append(d["instruments"][0]), "CT-11-2007.*twice"),
        ("targets.yaml", lambda d: d["targets"][0].update(instrument="QD-1"), "QG-387-GD-2025.*QD-1"),
        ("targets.yaml", lambda d: d["targets"][0].update(measure="MH99 / MH01"), "QG-387-GD-2025.*MH99"),
        ("targets.yaml", lambda d: d["targets"][0].update(measure="MH03 /"), "QG-387-GD-2025.*measure"),
        ("criteria.yaml", lambda d: d["criteria_sets"][0].update(instrument="QD-2"), "CDHT-2022.*QD-2"),
        ("criteria.yaml", lambda d: d["criteria_sets"][1]["criteria"][0].update(point=3), "GDHT-2015.*point"),
        (
            "targets.yaml",
            lambda d: d["targets"][0].update(measure="MH03 + QK04"),
            "QG-387-GD-2025.*đồng is not added to gia đình",
        ),
        ("targets.yaml", lambda d: d["targets"][0].update(measure="MH03 / MH01"), "QG-387-GD-2025: in lần, not in %"),
        ("bounds.yaml", lambda d: d["bounds"][0].update(indicator="MH98"), "CD-30.*MH98"),
        (FORM, lambda d: d["indicators"][0].update(lable="x"), "BC-NAM.*lable"),
        (FORM, lambda d: d.update(titel="x"), "BC-NAM.*titel"),
        (FORM, lambda d: d["indicators"][3].update(part_of="TC99"), "TC04.*TC99"),
        (FORM, lambda d: d["indicators"][0].update(section="ZZ"), "TC01.*ZZ"),
        (FORM, lambda d: d["indicators"][0].update(formula="TC02 + 1"), "TC01.*derived"),
        (FORM, lambda d: d["indicators"].append(d["indicators"][0]), "twice"),
        (FORM, lambda d: d["models"][0].update(total="MH97"), "family.*MH97"),
    ],
)
def test_a_fault_in_a_file_is_named_with_its_file_and_entry(folder, name, change, message):
    changed(folder / name, change)
    with pytest.raises(CatalogueError, match=f"(?s){name}.*{message}"):
        read_catalogue(folder)


@pytest.mark.parametrize(
    ("code", "changed_to", "message"),
    [
        ("MH34", {"formula": "HV01 + QK04"}, "đồng is not added to người"),
        ("MH34", {"formula": "HV01 / HV03"}, "is in lần, not in %"),
        ("MH34", {"formula": "HV01 / HV03 * 100 + MH03 / MH01 * 100"}, "shares are not added"),
        ("MH34", {"formula": "HV01 / (HV03 - HV03) * 100"}, "the divisor is always 0"),
        ("MH34", {"formula": "MH04 / MH14 * 100"}, "MH04 is a share"),
        ("QK04", {"equals": "QK01 + HV01"}, "người is not added to đồng"),
        ("TC04", {"part_of": "MH01"}, "is in gia đình, not in ban"),
        ("QK02", {"over_time": None}, "flow or a stock"),
        ("QK05", {"over_time": "flow"}, "flow or a stock"),
    ],
)
def test_a_formula_with_other_units_of_measure_is_refused_when_the_catalogue_is_read(folder, code, changed_to, message):
    def change(document):
        next(i for i in document["indicators"] if i["code"] == code).update(changed_to)

    changed(folder / FORM, change)
    with pytest.raises(CatalogueError, match=f"BC-NAM 2023, {code}: .*{message}"):
        read_catalogue(folder)


def test_a_file_that_is_no_mapping_or_no_yaml_is_refused(tmp_path):
    path = tmp_path / "x.yaml"
    for text in ("- 1", "{", ""):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError, match=r"x\.yaml"):
            read_form(path)


def test_defaults_fill_what_an_entry_leaves_out_and_nothing_else(tmp_path):
    path = tmp_path / "x.yaml"
    entry = '{code: A, number: "1", kind: k, issuer: i, title: t'
    path.write_text(
        f"defaults: {{status: verified, source: s}}\ninstruments:\n- {entry}}}\n- {entry}, status: unverified}}\n",
        encoding="utf-8",
    )
    read = read_facts(path, "instruments", InstrumentSpec)
    assert [(i.status, i.source) for i in read] == [("verified", "s"), ("unverified", "s")]
