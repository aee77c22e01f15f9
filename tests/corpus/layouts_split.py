"""Layouts of one return in several tables: a matrix of models, tables one under another, side by side, on several sheets."""

from __future__ import annotations

from random import Random

from tests.corpus import heads
from tests.corpus.job import TYPED, Job
from tests.corpus.parts import FORM, Filled, Page, Row

FACETS = {
    "total": ["Tổng số", "TS", "Tổng số hiện có", "Tổng số trên địa bàn"],
    "registered": ["Đăng ký", "Số đăng ký", "Đã đăng ký", "ĐK", "Số đăng ký trong năm"],
    "recognised": ["Được công nhận", "Công nhận", "Đạt", "Số được công nhận", "Đạt danh hiệu", "Đã công nhận"],
}
NAMES = {
    "family": ["Gia đình học tập", "GĐHT", "Gia đình HT", "1. Gia đình học tập"],
    "clan": ["Dòng họ học tập", "DHHT", "Dòng họ HT", "2. Dòng họ học tập"],
    "community": ["Cộng đồng học tập", "CĐHT", "Cộng đồng HT", "Cộng đồng học tập (thôn, khu dân cư)"],
    "organisation": ["Đơn vị học tập", "ĐVHT", "Đơn vị HT"],
    "citizen": ["Công dân học tập", "Công dân HT", "5. Công dân học tập"],
}
OF_MODELS = [c for m in FORM.models for c in (m.total, m.registered, m.recognised)]


def matrix(job: Job) -> list[Page]:
    """Models down, "Tổng số, Đăng ký, Công nhận" across (or the other way round), the other lines in a table of their own."""
    one, random = job.filled[0], job.random
    table = (_down if random.random() < 0.7 else _across)(job, one)
    others = lines_of(job, one, [c for c in TYPED if c not in OF_MODELS])
    parts = [others, table] if random.random() < 0.5 else [table, others]
    if random.random() < 0.3:
        return [Page([*job.head(one), *part], f"Biểu {n}") for n, part in enumerate(parts, start=1)]
    return [
        Page(
            [*job.head(one), *parts[0], [], *_title(job, "Biểu 2"), *parts[1], *heads.below(random, one.unit)],
            job.sheet,
        )
    ]


def _down(job: Job, one: Filled) -> list[Row]:
    random = job.random
    facets = list(FACETS)
    with_share = random.random() < 0.5
    header: Row = [
        job.pick(heads.NUMBER),
        job.pick(["Mô hình", "Tên mô hình", "Loại mô hình", "Nội dung"]),
    ]
    header += [random.choice(FACETS[f]) for f in facets] + (["Tỷ lệ (%)"] if with_share else [])
    rows: list[Row] = [header]
    for n, model in enumerate(FORM.models, start=1):
        cells = [one.cell(getattr(model, f)) for f in facets]
        rows.append([n, random.choice(NAMES[model.code]), *cells, *([None] if with_share else [])])
    return rows


def _across(job: Job, one: Filled) -> list[Row]:
    random = job.random
    rows: list[Row] = [["TT", "Nội dung", *(_model_title(random, m.code) for m in FORM.models)]]
    for n, facet in enumerate(FACETS, start=1):
        rows.append([n, random.choice(FACETS[facet]), *(one.cell(getattr(m, facet)) for m in FORM.models)])
    return rows


def _model_title(random: Random, code: str) -> str:
    return random.choice([t for t in NAMES[code] if not t[0].isdigit()])


def lines_of(job: Job, one: Filled, codes: list[str]) -> list[Row]:
    """A plain table of some lines."""
    word = job.word()
    header: Row = [job.pick(heads.NUMBER), job.pick(heads.LABEL), job.pick(heads.MEASURE), job.pick(heads.VALUE)]
    return [header, *([n, word(c), measured(job, one, c), one.cell(c)] for n, c in enumerate(codes, start=1))]


def measured(job: Job, one: Filled, code: str) -> str:
    if FORM.by_code[code].is_money and job.manner.factor_name != "đồng":
        return job.manner.factor_name
    return one.puts[code].measure


def _title(job: Job, text: str) -> list[Row]:
    return [[text]] if job.random.random() < 0.7 else [[]]


def _parts(job: Job) -> list[tuple[str, list[str]]]:
    """The sections, dealt to two to eight tables."""
    number = job.random.randint(2, len(FORM.sections))
    cuts = sorted(job.random.sample(range(1, len(FORM.sections)), number - 1))
    sections = [FORM.sections[a:b] for a, b in zip([0, *cuts], [*cuts, len(FORM.sections)], strict=True)]
    return [
        (" và ".join(s.title for s in part), [c for c in TYPED if FORM.by_code[c].section in {s.code for s in part}])
        for part in sections
    ]


def one_under_another(job: Job) -> list[Page]:
    """Several forms on one sheet, each with its own header."""
    one = job.filled[0]
    rows: list[Row] = job.head(one)
    for n, (title, codes) in enumerate(_parts(job), start=1):
        rows += [[f"Biểu {n}. {title}"], *lines_of(job, one, codes), []]
    return [Page([*rows, *heads.below(job.random, one.unit)], job.sheet)]


def side_by_side(job: Job) -> list[Page]:
    """Two tables beside each other."""
    one = job.filled[0]
    half = len(TYPED) // 2 + job.random.randint(-5, 5)
    left, right = lines_of(job, one, TYPED[:half]), lines_of(job, one, TYPED[half:])
    height = max(len(left), len(right))
    between: Row = [None] * job.random.choice([0, 1, 2])
    rows = [
        [*(left[n] if n < len(left) else [None] * 4), *between, *(right[n] if n < len(right) else [])]
        for n in range(height)
    ]
    return [Page([*job.head(one), *rows], job.sheet)]


def several_sheets(job: Job) -> list[Page]:
    """One return over several sheets; who it is may stand on the first one only."""
    one, everywhere = job.filled[0], job.random.random() < 0.5
    pages = []
    for n, (title, codes) in enumerate(_parts(job), start=1):
        head = job.head(one) if n == 1 or everywhere else [*job.around(), [title]]
        pages.append(Page([*head, *lines_of(job, one, codes)], f"Biểu {n}"))
    return pages
