"""`khuyenhoc audit verify`."""

from __future__ import annotations

import argparse

from khuyenhoc.cli.main import DONE, FINDINGS


def execute(given: argparse.Namespace) -> int:
    """0 where the chain holds, 1 where a link is broken."""
    from khuyenhoc.audit.queries import verify
    from khuyenhoc.vietnamese.numbers import format_count

    count, broken = verify()
    if broken:
        print(f"Nhật ký hỏng từ sự kiện số {format_count(broken.sequence)}: {broken.reason}.")
        return FINDINGS
    print(f"Nhật ký nguyên vẹn: {format_count(count)} sự kiện nối nhau liền mạch.")
    return DONE
