"""What is said of a layout: kept, replaced, dropped; and how labels are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.returns.mapping.fixes import Fix, Kind, restored, said, stored, with_fix, without

FIXES = st.builds(
    Fix,
    kind=st.sampled_from(Kind),
    table=st.integers(0, 3),
    text=st.sampled_from(["a", "b"]),
    header=st.sampled_from(["", "c"]),
    nth=st.integers(0, 2),
    indicator=st.sampled_from(["", "MH03", "QK02"]),
    scale=st.sampled_from([0, 1, 1_000_000]),
)


@given(st.lists(FIXES))
def test_what_is_kept_as_json_comes_back(fixes):
    assert restored(stored(fixes)) == tuple(fixes)


@given(st.lists(FIXES, max_size=12))
def test_of_each_place_the_last_word_counts(fixes):
    kept: tuple[Fix, ...] = ()
    for fix in fixes:
        kept = with_fix(kept, fix)
        assert kept[-1] == fix
    assert len({f.place for f in kept}) == len(kept)
    assert sum(f.kind is Kind.SHEET for f in kept) <= 1
    columns = [f.table for f in kept if f.kind is Kind.COLUMN]
    assert len(set(columns)) == len(columns)


def test_one_is_dropped_by_its_number():
    first, second = Fix(Kind.LINE, 0, "a"), Fix(Kind.LINE, 0, "b")
    assert without((first, second), 0) == (second,)


def test_years_are_told_by_how_far_they_are_from_the_period():
    assert (
        said("Năm 2022", "Năm 2023", year="2023") == said("năm 2023", "nam 2024", year="2024") == "nam <-1> | nam <+0>"
    )
    assert said("Năm 2022", "Năm 2023", year="2023") != said("Năm 2023", "Năm 2022", year="2023")


def test_labels_are_compared_without_accents_case_and_year():
    assert said("Kết quả năm 2023") == said("KET QUA NĂM 2024") == "ket qua nam ####"
    assert said("Số 20231") == "so 20231"
    assert said("Nhóm", "", "Cột") == "nhom | cot"
