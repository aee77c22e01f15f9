"""Layouts of one unit's return in one table: columns renamed and moved, plan and last year beside, groups, merged headers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.corpus import heads
from tests.corpus.job import TYPED, Job
from tests.corpus.labels import changed, wordings
from tests.corpus.parts import FORM, Cell, Filled, Page, Row

Column = tuple[str, Callable[[int, str], Cell]]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]


def lines(job: Job) -> list[Page]:
    """A line an indicator; columns in any order, with or without code, unit of measure, plan, last year, percent, note."""
    one, random = job.filled[0], job.random
    columns = _columns(job, one)
    if random.random() < 0.6:
        random.shuffle(columns)
    codes = codes_of(one) if random.random() < 0.8 else _by_sections(random, codes_of(one))
    with_sections = random.random() < 0.4
    rows: list[Row] = [[name for name, _ in columns]]
    if random.random() < 0.3:
        rows.append(_numbers(random, len(columns)))
    label_at = next(n for n, (name, _) in enumerate(columns) if name in heads.LABEL)
    section, gaps = "", random.random() < 0.3
    for n, code in enumerate(codes, start=1):
        indicator = FORM.by_code[code]
        if with_sections and indicator.section != section:
            section = indicator.section
            if gaps:
                rows.append([])
            rows.append(_section(section, label_at, len(columns), random.random() < 0.5))
        rows.append([cell(n, code) for _, cell in columns])
    return [_placed(job, one, rows)]


def _columns(job: Job, one: Filled) -> list[Column]:
    random, word = job.random, job.word()
    labels = {code: word(code) for code in codes_of(one)}
    columns: list[Column] = [(job.pick(heads.LABEL), lambda n, c: labels[c])]
    if random.random() < 0.8:
        columns.insert(0, (job.pick(heads.NUMBER), lambda n, c: n))
    if random.random() < 0.5:
        columns.insert(1, (job.pick(heads.CODE), lambda n, c: c))
    needs_measure = job.manner.stated == "measure" and job.manner.factor_name != "đồng"
    if needs_measure or random.random() < 0.6:
        columns.append((job.pick(heads.MEASURE), lambda n, c: job.measure(one, c)))
    if random.random() < 0.3:
        columns.append((job.pick(heads.LAST), lambda n, c: job.junk(c)))
    if random.random() < 0.3:
        columns.append((job.pick(heads.PLAN), lambda n, c: job.junk(c)))
    columns.append((job.pick(heads.VALUE), lambda n, c: one.cell(c)))
    if random.random() < 0.25:
        columns.append((job.pick(heads.PERCENT), lambda n, c: 97.5))
    if random.random() < 0.3:
        columns.append((job.pick(heads.NOTE), lambda n, c: None))
    return columns


def codes_of(one: Filled) -> list[str]:
    """The indicators that stand in a table, in the form's order: not all where lines were dropped."""
    return [i.code for i in FORM.indicators if i.code in one.puts]


def _by_sections(random: Random, codes: list[str]) -> list[str]:
    """The sections in another order; lines keep theirs."""
    sections = [s.code for s in FORM.sections]
    random.shuffle(sections)
    return [c for s in sections for c in codes if FORM.by_code[c].section == s]


def _numbers(random: Random, width: int) -> Row:
    way = random.randrange(3)
    if way == 0:
        return list(range(1, width + 1))
    if way == 1:
        return [f"({n})" for n in range(1, width + 1)]
    return ["A", "B", *range(1, width - 1)] if width > 3 else list(range(1, width + 1))


def _section(code: str, at: int, width: int, roman: bool) -> Row:
    row: Row = [None] * width
    title = next(s.title for s in FORM.sections if s.code == code)
    number = ROMAN[[s.code for s in FORM.sections].index(code)]
    row[at] = f"{number}. {title}" if roman or at == 0 else title.upper()
    return row


def _placed(job: Job, one: Filled, rows: list[Row], merged=()) -> Page:
    """The table anywhere on the sheet."""
    random, head = job.random, job.head(one)
    left = random.choice([0, 0, 0, 1, 2])
    body = [*head, *rows, *heads.below(random, one.unit)]
    shift = len(head)
    width = max(map(len, rows))
    if random.random() < 0.3 and width > 2:
        # A title over the whole table, and section titles likewise.
        alone = [n for n, row in enumerate(body) if row and row[0] and not any(c not in (None, "") for c in row[1:])]
        merged = [*merged, *((n - shift, 0, n - shift, width - 1) for n in alone if n < shift or not merged)]
    moved = [(t + shift, a + left, b + shift, r + left) for t, a, b, r in merged]
    return Page([[None] * left + list(row) for row in body], job.sheet, moved)


def grouped(job: Job) -> list[Page]:
    """Short labels that mean something only under the heading of their group."""
    one, random = job.filled[0], job.random
    dashed, numbered = random.random() < 0.4, random.random() < 0.5
    header: Row = [job.pick(heads.NUMBER), job.pick(heads.LABEL), job.pick(heads.MEASURE), job.pick(heads.VALUE)]
    rows, used, word = [header], set(), job.word()
    for n, group in enumerate(wordings()["groups"]):
        heading = changed(random, random.choice(group["headings"]))
        if group.get("continues"):
            heading = f"{n}. {heading}" if numbered else heading
        else:
            heading = f"{ROMAN[n]}. {heading}" if numbered else heading
        rows.append([None, heading, None, None])
        for code, texts in group["lines"].items():
            text = random.choice(texts)
            used.add(code)
            rows.append([None, f"- {text}" if dashed else text, _measured(job, one, code), one.cell(code)])
    rows.append([None, "XX. Các chỉ tiêu khác" if numbered else "Các chỉ tiêu khác", None, None])
    rows += [[None, word(code), _measured(job, one, code), one.cell(code)] for code in TYPED if code not in used]
    return [_placed(job, one, rows)]


def _measured(job: Job, one: Filled, code: str) -> str:
    """In a table without room for it in the label the unit of the money stands in its column."""
    if FORM.by_code[code].is_money and job.manner.stated == "label":
        return job.manner.factor_name
    return job.measure(one, code)


def merged_header(job: Job) -> list[Page]:
    """Two or three rows of header with merged cells, years below "Kết quả", numbers of columns, groups merged down the side."""
    one, random, word = job.filled[0], job.random, job.word()
    late = random.random() < 0.5
    top: Row = ["TT", "Nội dung", None, "ĐVT", random.choice(["Kết quả", "Số liệu", "Thực hiện"]), None]
    years: Row = [None, None, None, None, *(["Năm 2022", "Năm 2023"] if late else ["Năm 2023", "Năm 2022"])]
    merged = [(0, 0, 1, 0), (0, 1, 1, 2), (0, 3, 1, 3), (0, 4, 0, 5)]
    rows: list[Row] = [top, years]
    if random.random() < 0.4:
        rows[1][0] = None
        deeper: Row = [None, None, None, None, "Cả năm", "Cả năm"]
        rows.append(deeper)
        merged = [(0, 0, 2, 0), (0, 1, 2, 2), (0, 3, 2, 3), (0, 4, 0, 5)]
    if random.random() < 0.5:
        rows.append(["A", "B", None, "C", 1, 2])
        merged.append((len(rows) - 1, 1, len(rows) - 1, 2))
    used: set[str] = set()
    models = list(wordings()["groups"][:5])
    for group in models:
        merged.append((len(rows), 1, len(rows) + len(group["lines"]) - 1, 1))
        for n, (code, texts) in enumerate(group["lines"].items()):
            used.add(code)
            heading = group["headings"][0] if n == 0 else None
            rows.append([n + 1, heading, random.choice(texts), _measured(job, one, code), *_both(job, one, code, late)])
    for code in TYPED:
        if code not in used:
            merged.append((len(rows), 1, len(rows), 2))
            rows.append([None, word(code), None, _measured(job, one, code), *_both(job, one, code, late)])
    return [_placed(job, one, rows, merged)]


def _both(job: Job, one: Filled, code: str, late: bool) -> list[Cell]:
    figures = [job.junk(code), one.cell(code)]
    return figures if late else figures[::-1]
