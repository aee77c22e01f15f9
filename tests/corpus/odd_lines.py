"""Files in which a line or a column cannot be told: each must be asked at its place, and offer what is right."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from khuyenhoc.vietnamese.numbers import format_count
from tests.corpus.figures import Manner
from tests.corpus.job import TYPED, Job
from tests.corpus.make import a_unit, expected, filled, finished, say
from tests.corpus.parts import FORM, Made, Page, Put, Question, Row, Truth
from tests.corpus.places import address

PLAIN = Manner("number", "dong", "không có")
AMBIGUOUS = {
    "MH12": "Đăng ký", "MH03": "Được công nhận", "MH22": "CDHT dang ky", "KT04": "Giấy khen", "QK01": "Số dư quỹ",
    "QK04": "Số dư", "HB01": "Học bổng", "QK031": "Học bổng", "HB02": "Khen thưởng", "MH11": "Dòng họ", "MH01": "Tổng số",
    "QK033": "Chi hỗ trợ", "MH43": "Công dân", "MH31": "Đơn vị", "QK025": "Khác", "TH02": "Số buổi", "QK02": "Số tiền",
}  # fmt: skip
"""Labels that may mean several lines, this one among them, where neither the lines before nor a unit of measure tell."""
NAMELESS = {
    "TT03": "Nội dung phát sinh",
    "TH04": "Công tác khác",
    "HV06": "Việc đột xuất",
    "KT02": "Theo dõi thêm",
    "TC05": "Việc chung",
}
"""Labels that nobody can tell."""
ALIKE = [
    ("Đợt 1", "Đợt 2"),
    ("Kết quả", "Kết quả"),
    ("Số liệu", "Thực hiện"),
    ("Lần 1", "Lần 2"),
    ("Năm 2023", "Năm 2023"),
]
"""Headers of two columns of which either may hold the year."""


NUMBER, LABEL, MEASURE, FIGURE = range(4)


class Plain:
    """A plain table of one unit, which can be changed line by line, with what stands over it."""

    def __init__(self, random: Random, seed: int) -> None:
        self.random, self.one = random, filled(random, a_unit(random), PLAIN, seed)
        self.head = Job(random, [self.one], PLAIN, say(random)).head(self.one)
        self.left = random.choice([0, 0, 1, 2])
        self.header: Row = ["STT", "Chỉ tiêu", "ĐVT", "Kết quả"]
        self.lines: list[Row] = [[n, i.label, i.unit, self.one.cell(i.code)] for n, i in enumerate(FORM.typed, start=1)]
        self.by_code = dict(zip(TYPED, self.lines, strict=True))

    def line(self, code: str) -> Row:
        return self.by_code[code]

    def bare(self, code: str) -> None:
        """The line first of all and without its unit of measure, so that nothing tells what its label leaves out."""
        line = self.line(code)
        line[MEASURE] = ""
        self.lines = [line, *(other for other in self.lines if other is not line)]

    def put(self, code: str, put: Put) -> None:
        """Another figure in a line."""
        self.one.puts = dict(self.one.puts) | {code: put}
        self.line(code)[FIGURE] = put

    def page(self) -> Page:
        rows = [*self.head, self.header, *self.lines]
        return Page([[None] * self.left + row for row in rows])

    def at(self, code: str, column: int) -> str:
        """The address of a cell of a line."""
        return address(self.page(), self.row(code), self.left + column)

    def row(self, code: str) -> int:
        return len(self.head) + 1 + next(n for n, line in enumerate(self.lines) if line is self.line(code))


def _asked(number: int, table: Plain, about: str, *questions: Question, hidden: tuple[int, ...] = ()) -> Made:
    """The file with its questions."""
    one = replace(expected(table.one), asked=questions)
    page = replace(table.page(), hidden_rows=list(hidden))
    return finished(table.random, number, [page], Truth("needs_mapping", [one], about), convert=False)


def asked_line(random: Random, number: int, seed: int) -> Made:
    """Labels that may mean several lines, or none that could be told."""
    table = Plain(random, seed)
    several, nameless = random.choice(list(AMBIGUOUS)), random.choice(list(NAMELESS))
    for code, text in ((several, AMBIGUOUS[several]), (nameless, NAMELESS[nameless])):
        table.line(code)[LABEL] = text
    table.bare(several)
    questions = [
        Question((table.at(several, LABEL),), frozenset({several}), several),
        Question((table.at(nameless, LABEL),), frozenset(), nameless),
    ]
    return _asked(number, table, f"asked line {several}, {nameless}", *questions)


def asked_code(random: Random, number: int, seed: int) -> Made:
    """A line whose code says one thing and whose label another."""
    table = Plain(random, seed)
    table.header[NUMBER] = "Mã"
    for i in FORM.typed:
        table.line(i.code)[NUMBER] = i.code
    code, other = random.choice(
        [("MH12", "MH13"), ("HB02", "HB03"), ("KT01", "KT02"), ("QK031", "QK032"), ("HV01", "HV02")]
    )
    table.line(code)[LABEL] = FORM.by_code[other].label
    question = Question((table.at(code, LABEL),), frozenset({code, other}), code)
    return _asked(number, table, f"asked code {code} or {other}", question)


def asked_measure(random: Random, number: int, seed: int) -> Made:
    """Shares or money where things are counted; đồng under "triệu đồng", which would be beyond belief."""
    table = Plain(random, seed)
    code = random.choice(["TC02", "MH11", "TT03", "QK04"])
    if FORM.by_code[code].is_money:
        table.line(code)[MEASURE] = "triệu đồng"
        table.put(code, Put(format_count(2_345_670_000), "ask", "triệu đồng"))
    else:
        table.line(code)[MEASURE] = random.choice(["%", "đồng", "triệu đồng"])
    question = Question((table.at(code, FIGURE),), frozenset({code}), code)
    return _asked(number, table, f"asked measure {code}", question)


def asked_twice(random: Random, number: int, seed: int) -> Made:
    """A line that stands twice, with another figure each time; or only in a row that is hidden."""
    table = Plain(random, seed)
    code = random.choice(["HV02", "MH02", "HB01", "TT04", "QK021"])
    if random.random() < 0.5:
        question = Question((table.at(code, FIGURE),), frozenset({code}), code)
        return _asked(number, table, f"asked hidden {code}", question, hidden=(table.row(code),))
    table.lines.append([*table.line(code)[:FIGURE], 1234])
    second = address(table.page(), len(table.head) + len(table.lines), table.left + FIGURE)
    question = Question((table.at(code, FIGURE), second), frozenset({code}), code)
    return _asked(number, table, f"asked twice {code}", question)


def asked_column(random: Random, number: int, seed: int) -> Made:
    """Two columns of figures, either of which may be the year's."""
    table, (first, second) = Plain(random, seed), random.choice(ALIKE)
    table.header[FIGURE:] = [first, second]
    for line in table.lines:
        line.append(random.randint(100, 900))
    return _asked(number, table, f"asked column {first}, {second}", Question((table.page().name,)))
