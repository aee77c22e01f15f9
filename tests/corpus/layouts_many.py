"""Layouts of many units in one file: a row a unit, a column a unit, a sheet a unit; and sheets and rows that are hidden."""

from __future__ import annotations

from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised, without_accents
from tests.corpus import heads
from tests.corpus.job import TYPED, Job
from tests.corpus.labels import wordings
from tests.corpus.layouts import lines
from tests.corpus.layouts_split import lines_of
from tests.corpus.parts import FORM, Cell, Page, Row


def _named(job: Job, unit: UnitName, way: int) -> str:
    """A unit as one way of writing calls it; "without kind" only where the name is one unit's in its district."""
    return [
        capitalised(unit.full_name), unit.name, heads.short(unit), without_accents(capitalised(unit.full_name)),
        f"Hội Khuyến học {unit.full_name}", unit.full_name.upper(),
    ][way]  # fmt: skip


def _title(job: Job) -> list[Row]:
    district = job.filled[0].district
    return [
        [f"HỘI KHUYẾN HỌC {district.full_name.upper()}"],
        [
            job.pick(
                [
                    "TỔNG HỢP SỐ LIỆU KHUYẾN HỌC NĂM 2023",
                    "BIỂU TỔNG HỢP CÔNG TÁC KHUYẾN HỌC NĂM 2023",
                    "Tổng hợp báo cáo năm 2023",
                ]
            )
        ],
        *job.around(),
        [],
    ]


def a_row_a_unit(job: Job) -> list[Page]:
    """Indicators across, units down, by name or by official code; subtotals in between and below."""
    random, word = job.random, job.word()
    by_code, way = random.random() < 0.4, random.randrange(6)
    named = not by_code or random.random() < 0.7
    codes = list(TYPED)
    labels = [word(code).strip("-+• ") for code in codes]
    lead: Row = [job.pick(heads.NUMBER)]
    lead += ["Mã đơn vị"] if by_code else []
    lead += [job.pick(["Đơn vị", "Tên đơn vị", "Xã, phường, thị trấn", "Tên xã", "Hội cơ sở"])] if named else []
    sections = random.random() < 0.4
    first: Row = [*lead, *labels]
    rows: list[Row] = [first]
    merged = []
    if sections:
        over: Row = [*lead, *([None] * len(codes))]
        for n, code in enumerate(codes):
            if n == 0 or FORM.by_code[codes[n - 1]].section != FORM.by_code[code].section:
                over[len(lead) + n] = next(s.title for s in FORM.sections if s.code == FORM.by_code[code].section)
        merged = _over(over, len(lead), len(codes))
        first[: len(lead)] = [None] * len(lead)
        rows.insert(0, over)
        merged += [(0, c, 1, c) for c in range(len(lead))]
    if random.random() < 0.3:
        rows.append([f"({n})" for n in range(1, len(rows[-1]) + 1)])
    for n, one in enumerate(job.filled, start=1):
        who: Row = [
            n,
            *([one.unit.code if way % 2 else int(one.unit.code)] if by_code else []),
            *([_named(job, one.unit, way)] if named else []),
        ]
        rows.append([*who, *(one.cell(c) for c in codes)])
    if random.random() < 0.7:
        total: Row = [job.pick(["Cộng", "Tổng cộng", "TỔNG SỐ", "Toàn huyện"]), *[None] * (len(lead) - 1)]
        if random.random() < 0.5 and named:
            total = [None] * (len(lead) - 1) + total[:1]
        rows.insert(
            len(rows) if random.random() < 0.7 else len(rows) - len(job.filled),
            [*total, *(_sum(job, c) for c in codes)],
        )
    head = _title(job)
    return [Page([*head, *rows], "Tổng hợp", [(t + len(head), a, b + len(head), r) for t, a, b, r in merged])]


def grouped_across(job: Job) -> list[Page]:
    """Units down; above, headings over short labels that mean something only under them."""
    random, word, way = job.random, job.word(), job.random.randrange(6)
    top: Row = [job.pick(heads.NUMBER), job.pick(["Đơn vị", "Tên đơn vị", "Xã, phường, thị trấn"])]
    bottom: Row = [None, None]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1)]
    codes: list[str] = []
    for group in wordings()["groups"]:
        merged.append((0, len(top), 0, len(top) + len(group["lines"]) - 1))
        money = any(FORM.by_code[c].is_money for c in group["lines"]) and job.manner.factor_name != "đồng"
        # A heading of the fund that stands for itself: "Quỹ khuyến học" over it would be a third row.
        heading = group["headings"][0] + (f" ({job.manner.factor_name})" if money else "")
        top += [heading, *[None] * (len(group["lines"]) - 1)]
        bottom += [random.choice(texts) for texts in group["lines"].values()]
        codes += group["lines"]
    rest = [c for c in TYPED if c not in codes]
    merged = [m for m in merged if (m[0], m[1]) != (m[2], m[3])] + [
        (0, n, 1, n) for n in range(len(top), len(top) + len(rest))
    ]
    top += [word(c).strip("-+• ") for c in rest]
    bottom += [None] * len(rest)
    rows: list[Row] = [top, bottom]
    for n, one in enumerate(job.filled, start=1):
        rows.append([n, _named(job, one.unit, way), *(one.cell(c) for c in [*codes, *rest])])
    head = _title(job)
    return [Page([*head, *rows], "Tổng hợp", [(t + len(head), a, b + len(head), r) for t, a, b, r in merged])]


def _over(over: Row, lead: int, width: int) -> list[tuple[int, int, int, int]]:
    starts = [c for c in range(lead, lead + width) if over[c]]
    ends = [*(s - 1 for s in starts[1:]), lead + width - 1]
    return [(0, a, 0, b) for a, b in zip(starts, ends, strict=True) if b > a]


def _sum(job: Job, code: str) -> Cell:
    return sum(v for one in job.filled if isinstance(v := one.cell(code).cell, int | float) and not isinstance(v, bool))


def a_column_a_unit(job: Job) -> list[Page]:
    """Indicators down, units across, and their sum in the last column."""
    random, word, way = job.random, job.word(), job.random.randrange(6)
    with_total = random.random() < 0.6
    header: Row = [
        job.pick(heads.NUMBER),
        job.pick(heads.LABEL),
        job.pick(heads.MEASURE),
        *(_named(job, f.unit, way) for f in job.filled),
    ]
    header += [job.pick(["Cộng", "Tổng cộng", "Toàn huyện"])] if with_total else []
    rows: list[Row] = [header]
    for n, code in enumerate(TYPED, start=1):
        cells: list[Cell] = [one.cell(code) for one in job.filled]
        measure = job.manner.factor_name if FORM.by_code[code].is_money else FORM.by_code[code].unit
        rows.append([n, word(code), measure, *cells, *([_sum(job, code)] if with_total else [])])
    return [Page([*_title(job), *rows], "Tổng hợp")]


def a_sheet_a_unit(job: Job) -> list[Page]:
    """A sheet for each unit, with a cover or a summary before them."""
    pages = []
    for one in job.filled:
        alone = Job(job.random, [one], job.manner, job.said)
        page = lines(alone)[0]
        page.name = f"{one.unit.name}"[:28]
        pages.append(page)
    cover = Page(
        [[f"HỘI KHUYẾN HỌC {job.filled[0].district.full_name.upper()}"], ["Báo cáo năm 2023 của các đơn vị"]], "Bìa"
    )
    return [cover, *pages] if job.random.random() < 0.6 else pages


def last_year_hidden(job: Job) -> list[Page]:
    """This year's sheet with last year's beside it, hidden; or shown, and called by its year."""
    one = job.filled[0]
    shown = lines(job)[0]
    old: list[Row] = [
        [f"Hội Khuyến học {one.unit.full_name}, {one.district.full_name}"],
        ["BÁO CÁO CÔNG TÁC KHUYẾN HỌC NĂM 2022"],
        [],
    ]
    old += [["STT", "Chỉ tiêu", "ĐVT", "Kết quả"]]
    old += [[n, FORM.by_code[c].label, FORM.by_code[c].unit, job.junk(c)] for n, c in enumerate(TYPED, start=1)]
    hidden = job.random.random() < 0.6
    before = Page(old, "Năm 2022" if not hidden else job.pick(["2022", "Sheet2", "Cũ", "Năm 2022"]), hidden=hidden)
    return [shown, before] if job.random.random() < 0.5 else [before, shown]


def hidden_rows(job: Job) -> list[Page]:
    """Lines of another year hidden among this year's: what the sender does not see does not count."""
    one, head = job.filled[0], job.head(job.filled[0])
    rows = lines_of(job, one, TYPED)
    start = job.random.randint(2, 30)
    hidden = [[*row[:3], job.junk(code)] for row, code in zip(rows[1:], TYPED, strict=True)][:start]
    first = len(head) + 1 + start
    return [
        Page(
            [*head, *rows[: start + 1], *hidden, *rows[start + 1 :]],
            job.sheet,
            hidden_rows=list(range(first, first + start)),
        )
    ]
