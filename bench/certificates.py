"""A thousand certificates, each signed, with its own code, in one PDF. To hold: at most 1 s, at most 1.3 times bare Typst.

Beside it: Typst given the same document with the codes drawn already (and, as `without_codes`, with none at all), without a
signature of ours. The limit is signing alone. `processor_ms`: the same two by time of the processor, which other work on the
machine does not change. `verify_ms`: the public page, the 95th percentile of 200 visits, at most 20 ms.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from bench.harness import Contest, Work, milliseconds
from bench.workshop import set_up

NUMBER, VISITS = 1_000, 200
DAY = dt.date(2023, 12, 1)
MADE = dt.datetime(2023, 12, 5, 9, tzinfo=dt.UTC)
ADDRESS = "https://khuyenhoc.example.vn"
BODY = "Hội Khuyến học xã Thanh Tùng"


@contextmanager
def contest(number: int = NUMBER, visits: int = VISITS) -> Iterator[Contest]:
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        os.environ |= {"KHUYENHOC_URL": ADDRESS, "KHUYENHOC_HOSTS": "testserver"}
        set_up(Path(folder), "full")
        yield _contest(number, visits, Path(folder))


def _contest(number: int, visits: int, home: Path) -> Contest:
    from khuyenhoc.documents import certificates as paper
    from khuyenhoc.documents.codes import Code, code_of
    from khuyenhoc.recognition.certificates.publishing import paper_address
    from khuyenhoc.recognition.certificates.signing import new_key
    from khuyenhoc.recognition.certificates.statements import Said
    from khuyenhoc.recognition.certificates.tokens import signed
    from khuyenhoc.recognition.enums import LearningModel

    key, unit = new_key(), "xã Thanh Tùng, huyện Thanh Miện"
    names = [f"Nguyễn Văn Mẫu {n}" for n in range(number)]
    codes_of = [f"{n:016}".translate(str.maketrans("0123456789", "ABCDEFGHIJ")) for n in range(number)]

    def statement(n: int) -> Said:
        return Said(codes_of[n], LearningModel.FAMILY, names[n], unit, 2023, "12/QĐ-HKH", DAY, MADE.date(), True)

    def sheet(n: int, address: str) -> paper.Paper:
        return paper.Paper(names[n], f"thôn Đông, {unit}", "12/QĐ-HKH", DAY, BODY, "Thanh Tùng", codes_of[n], address)

    def whole(addresses: list[str]) -> paper.Certificates:
        sheets = tuple(sheet(n, address) for n, address in enumerate(addresses))
        return paper.Certificates(paper.wording_of("family"), 2023, "khuyenhoc.example.vn/xac-minh", MADE, sheets, True)

    def tokens() -> list[str]:
        return [signed(statement(n), key) for n in range(number)]

    def ours() -> bytes:
        return paper.certificates_pdf(whole([paper_address(token, ADDRESS) for token in tokens()]))

    addresses = [paper_address(token, ADDRESS) for token in tokens()]
    given, drawn, dot = whole(addresses), [code_of(address) for address in addresses], [Code(1, b"\xff")] * number
    return Contest(
        ours=ours,
        rivals={"Typst, codes given": lambda: paper.drawn(given, drawn)},
        limit=("signing", tokens),
        note={
            "certificates": number,
            "bytes": len(ours()),
            "without_codes_ms": milliseconds(lambda: paper.drawn(given, dot), 3),
            "processor_ms": {
                "ours": _processor(ours),
                "Typst, codes given": _processor(lambda: paper.drawn(given, drawn)),
            },
            **_visited(visits),
        },
    )


def _processor(work: Work, times: int = 3) -> float:
    """Milliseconds of all cores together, the median: what a busy machine does not change."""
    taken = []
    for _turn in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return round(median(taken) * 1000, 1)


def _visited(visits: int) -> dict[str, Any]:
    """The public page of a genuine certificate, in this process: what it takes besides the network."""
    from django.core.management import call_command
    from django.test import Client

    from khuyenhoc.recognition.certificates.keys import signing_key
    from khuyenhoc.recognition.certificates.signing import new_key
    from khuyenhoc.recognition.certificates.statements import Said
    from khuyenhoc.recognition.certificates.tokens import on_paper, signed
    from khuyenhoc.recognition.enums import LearningModel

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    said = Said("A" * 16, LearningModel.FAMILY, "N. V. M.", "xã Thanh Tùng", 2023, "12/QĐ-HKH", DAY, dt.date.today())
    client, own, foreign = Client(), signing_key()[1], new_key()
    taken = []
    for n in range(visits):
        token = on_paper(signed(said, own if n % 2 else foreign))
        begin = time.perf_counter()
        assert client.get(f"/xac-minh/{token}/", REMOTE_ADDR=f"10.0.{n // 40}.{n % 40}").status_code == 200
        taken.append(time.perf_counter() - begin)
    return {"verify_ms": round(quantiles(taken, n=20)[-1] * 1000, 1)}
