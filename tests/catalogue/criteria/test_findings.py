"""What `criteria check` finds in a file: each kind of fault, on both sides; and files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khuyenhoc.catalogue.criteria.findings import faults_of_all, gaps
from khuyenhoc.catalogue.criteria.reading import read_criteria
from khuyenhoc.catalogue.errors import CatalogueError
from khuyenhoc.catalogue.loaders import DATA
from tests.catalogue.conftest import changed

INSTRUMENTS = {"QD-244-KHVN-2022", "QD-387-2022", "TT-22-2020", "TT-25-2023"}
CITIZEN, FAMILY, NEXT_FAMILY, CLAN, VILLAGE, COMMUNE, DISTRICT = range(7)

Change = Callable[[Any], object]


def of(n: int, **keys: object) -> Change:
    """Sets keys of a set; None takes one away."""

    def change(document: Any) -> None:
        entry = document["criteria_sets"][n]
        entry |= {key: value for key, value in keys.items() if value is not None}
        for key in [key for key, value in keys.items() if value is None]:
            entry.pop(key, None)

    return change


def indicators(*points: int | None, **keys: object) -> list[dict[str, object]]:
    return [{"code": f"CS{n}", **({"points": p} if p else {}), **keys} for n, p in enumerate(points, start=1)]


def found(path: Path) -> list[tuple[str, str]]:
    return [(f"{f.code} {f.field}".strip(), f.message) for f in faults_of_all(read_criteria(path), INSTRUMENTS)]


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "criteria.yaml"


WORDED = indicators(*[10] * 9, wordings=[{"group": g, "text": f"Lời {g}"} for g in ("N1", "N2", "N3")])


@pytest.mark.parametrize(
    "change",
    [
        of(CITIZEN, indicators=indicators(*[10] * 10)),
        of(CITIZEN, indicators=indicators(*[5] * 10), points=50, thresholds={"ordinary": 50, "disadvantaged": 50}),
        of(CITIZEN, thresholds={"ordinary": 100, "disadvantaged": 1}),
        of(CITIZEN, indicator_minimum=10),
        of(CITIZEN, indicators=[*WORDED, {"code": "CS10", "points": 10}]),
        of(CITIZEN, status="unverified: lời", instrument=None),
        of(FAMILY, criteria=[{"code": "TC1", "points": 30}, {"code": "TC2", "points": 70}]),
        of(FAMILY, complete=True, criteria=[{"code": "TC1", "points": 30}, {"code": "TC2", "points": 70}]),
        of(FAMILY, valid_to="2021-12-31"),
        of(CLAN, votes_needed={"value": 100}, valid_years={"value": 1}),
        of(NEXT_FAMILY, area="disadvantaged"),
    ],
)
def test_what_may_be(file: Path, change: Change) -> None:
    changed(file, change)
    assert found(file) == []


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (of(CITIZEN, indicators=indicators(*[10] * 9, 9)), "CDHT-2022 points",
         "Các chỉ số cộng lại được 99 điểm, mà cả bộ có 100 điểm. Sửa lại cho bằng nhau."),
        (of(FAMILY, complete=True), "GDHT-2015 points",
         "Các tiêu chí cộng lại được 60 điểm, mà cả bộ có 100 điểm. Sửa lại cho bằng nhau."),
        (of(FAMILY, criteria=[{"code": "TC1", "points": 101}]), "GDHT-2015 points",
         "Các tiêu chí cộng lại được 101 điểm, mà cả bộ có 100 điểm. Sửa lại cho bằng nhau."),
        (of(CITIZEN, criteria=[{"code": "NL1", "points": 20}, {"code": "NL2"}, {"code": "NL3"}],
            indicators=indicators(*[10] * 10, criterion="NL1")), "CDHT-2022 criteria.NL1.points",
         "Các chỉ số cộng lại được 100 điểm, mà tiêu chí “NL1” có 20 điểm. Sửa lại cho bằng nhau."),
        (of(CITIZEN, thresholds={"ordinary": 101, "disadvantaged": 70}), "CDHT-2022 thresholds.ordinary",
         "Mức đạt ở vùng thông thường là 101 điểm, mà nhiều nhất chỉ được 100 điểm: không ai đạt được."),
        (of(CITIZEN, thresholds={"ordinary": 80, "disadvantaged": 81}), "CDHT-2022 thresholds.disadvantaged",
         "Mức đạt ở vùng khó khăn (81) cao hơn ở vùng thông thường (80). Xem lại hai số."),
        (of(CITIZEN, thresholds={"ordinary": 80}, area="disadvantaged"), "CDHT-2022 thresholds.ordinary",
         "Bộ này chỉ dùng cho vùng khó khăn, nên không có mức đạt của vùng thông thường."),
        (of(CITIZEN, indicators=[]), "CDHT-2022 indicators", "Có mức đạt mà không có chỉ số nào để chấm."),
        (of(CITIZEN, indicator_minimum=11), "CDHT-2022 indicator_minimum",
         "10 chỉ số, mỗi chỉ số không dưới 11 điểm, đã quá 100 điểm của cả bộ."),
        (of(CITIZEN, indicators=indicators(*[12] * 8, 4), points=100), "CDHT-2022 indicators.CS9.points",
         "Chỉ số 9 cao nhất 4 điểm, mà không chỉ số nào được dưới 5 điểm: không ai đạt được."),
        (of(CITIZEN, points=0, thresholds={}), "CDHT-2022 points", "Số điểm phải từ 1 trở lên; chưa biết thì để trống."),
        (of(CITIZEN, indicators=[{**i, "code": "CS1"} for i in indicators(50, 50)]), "CDHT-2022 indicators.CS1",
         "Mã “CS1” có hai lần. Mỗi mục phải có mã riêng."),
        (of(CITIZEN, indicators=[*WORDED[:8], {**WORDED[8], "wordings": WORDED[8]["wordings"][:2]}]),
         "CDHT-2022 indicators.CS9.wordings.N3", "Chỉ số 9 thiếu lời cho nhóm “N3”, trong khi nhóm khác đã có."),
        (of(CITIZEN, indicators=indicators(100, wordings=[{"group": "N9", "text": "Lời"}])),
         "CDHT-2022 indicators.CS1.wordings.N9", "Chỉ số 1 có lời cho nhóm “N9” mà bộ này không có."),
        (of(CITIZEN, indicators=indicators(100, criterion="NL9")), "CDHT-2022 indicators.CS1.criterion",
         "Chỉ số 1 thuộc tiêu chí “NL9” mà bộ này không có."),
        (of(CITIZEN, instrument="QD-1"), "CDHT-2022 instrument",
         "Văn bản “QD-1” không có trong danh mục. Sửa lại mã, hoặc để trống khi chưa rõ."),
        (of(CITIZEN, status="đúng"), "CDHT-2022 status",
         "Chưa ghi tình trạng kiểm chứng, hoặc ghi “đúng”. Ghi verified, unverified (kèm “: phần nào”) hoặc GAP."),
        (of(CITIZEN, source=" "), "CDHT-2022 source", "Chưa ghi nguồn. Ghi đọc được ở đâu, hoặc “chưa đọc được nội dung”."),
        (of(CITIZEN, vetoes=[{"code": "LT1", "status": "verified"}]), "CDHT-2022 vetoes.LT1.title",
         "Đã ghi là kiểm chứng rồi mà chưa có lời. Ghi lời, hoặc đổi tình trạng."),
        (of(CLAN, votes_needed={"value": 101}), "DHHT-2022 votes_needed", "Tỷ lệ tán thành phải từ 1 đến 100 %."),
        (of(CLAN, valid_years={"value": 0}), "DHHT-2022 valid_years", "Số năm có giá trị phải từ 1 trở lên."),
        (of(CLAN, valid_from=None), "DHHT-2022 valid_from", "Chưa ghi bộ tiêu chí áp dụng từ ngày nào."),
        (of(CLAN, valid_to="2022-03-25"), "DHHT-2022 valid_to", "Ngày thôi áp dụng phải sau ngày bắt đầu."),
        (of(CLAN, scope="commune"), "DHHT-2022 scope",
         "Cấp “commune” không có, hoặc không phải bộ tiêu chí của cộng đồng. Để trống, hoặc ghi mã của một cấp."),
        (of(CLAN, version=""), "DHHT-2022 version", "Phiên bản ghi từ 1 đến 16 chữ, ví dụ năm ban hành."),
        (of(CLAN, code="D/2022"), "D/2022 code", "Mã chỉ gồm chữ, số, dấu gạch nối, nhiều nhất 32 chữ."),
        (of(DISTRICT, valid_to="2025-07-02"), "CDHHT-2023 valid_to",
         "Cấp huyện kết thúc từ ngày 01/07/2025, nên bộ tiêu chí phải thôi áp dụng chậm nhất từ ngày ấy."),
        (of(DISTRICT, valid_from="2025-07-01", valid_to=None), "CDHHT-2023 valid_from", "Cấp huyện khi ấy không có."),
        (of(FAMILY, valid_to="2022-01-02"), "GDHT-2022 valid_from",
         "Từ ngày 01/01/2022 có hai bộ cùng áp dụng: GDHT-2015 và GDHT-2022. Ghi ngày thôi áp dụng của bộ trước."),
        (of(FAMILY, valid_to=None, area="ordinary"), "GDHT-2022 valid_from",
         "Từ ngày 01/01/2022 có hai bộ cùng áp dụng: GDHT-2015 và GDHT-2022. Ghi ngày thôi áp dụng của bộ trước."),
        (of(CLAN, code="CDHT-2022"), "CDHT-2022 code", "Mã “CDHT-2022” có hai lần. Mỗi bộ tiêu chí phải có mã riêng."),
    ],
)  # fmt: skip
def test_what_may_not_be(file: Path, change: Change, where: str, message: str) -> None:
    changed(file, change)
    assert (where, message) in found(file)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (of(CITIZEN, pointz=1), "“criteria.yaml”, bộ CDHT-2022: không có khóa “pointz”; xem lại cách viết."),
        (of(CITIZEN, model=None), "“criteria.yaml”, bộ CDHT-2022: thiếu khóa “model”."),
        (of(CITIZEN, model="clam"), "“criteria.yaml”, bộ CDHT-2022: model: giá trị không hợp lệ."),
        (of(CITIZEN, points="100"), "“criteria.yaml”, bộ CDHT-2022: points: cần số nguyên, mà ghi chữ."),
        (of(CITIZEN, indicators=[1]), "“criteria.yaml”, bộ CDHT-2022: indicators[0]: cần nhóm khóa, mà ghi số nguyên."),
        (
            of(CITIZEN, indicators=[{"code": "A", "wordings": [{"group": "N1", "txt": ""}]}]),
            "“criteria.yaml”, bộ CDHT-2022: indicators[0].wordings[0]: không có khóa “txt”; xem lại cách viết.",
        ),
        (
            lambda d: d.update(criteria_sets=[1]),
            "“criteria.yaml” không phải tệp bộ tiêu chí: cần khóa criteria_sets là một danh sách các bộ.",
        ),
        (
            lambda d: d.update(extra=1),
            "“criteria.yaml” không phải tệp bộ tiêu chí: cần khóa criteria_sets là một danh sách các bộ.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(file: Path, change: Change, message: str) -> None:
    changed(file, change)
    with pytest.raises(CatalogueError) as refused:
        read_criteria(file)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: 1\nb: [\n", "“x.yaml” viết chưa đúng dạng YAML, gần dòng 3."),
        (b"\xff\xfe", "“x.yaml” không phải tệp văn bản UTF-8. Lưu lại dạng UTF-8."),
    ],
)
def test_a_file_that_is_no_yaml(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError) as refused:
        read_criteria(path)
    assert str(refused.value) == message


def test_what_is_shipped_has_no_fault_and_says_what_is_unknown() -> None:
    path = DATA / "criteria.yaml"
    assert found(path) == []
    unknown = {one.code: list(gaps(one)) for one in read_criteria(path)}
    assert unknown["CDHT-2022"][:2] == [
        "Chưa rõ điểm cao nhất của từng chỉ số.",
        "Chưa có lời của 10 trong 10 chỉ số.",
    ]
    assert unknown["GDHT-2022"][0].startswith("Chưa có chỉ số nào: không chấm điểm")


def test_what_no_source_told_is_absent() -> None:
    """Nothing is invented: a gap carries no wording, no points and no number."""
    for one in read_criteria(DATA / "criteria.yaml"):
        unknown = [part for part in (*one.groups, *one.criteria, *one.indicators, *one.vetoes) if part.status == "GAP"]
        assert [part.code for part in unknown if part.title or getattr(part, "points", None)] == []
        assert (one.votes_needed.value, one.valid_years.value) == (None, None)
        assert one.status != "GAP" or (one.points, one.thresholds, one.indicators) == (None, {}, ())
