"""`khuyenhoc audit verify`."""

from __future__ import annotations

import argparse

from khuyenhoc.cli.main import DONE, FINDINGS


def execute(given: argparse.Namespace) -> int:
    """0 where the chain holds, 1 where a link is broken or the machine's clock is behind the last events."""
    from django.utils import timezone

    from khuyenhoc.audit.queries import clock_behind, verify
    from khuyenhoc.vietnamese.dates import format_date
    from khuyenhoc.vietnamese.numbers import format_count

    count, broken = verify()
    if broken:
        print(f"Nhật ký hỏng từ sự kiện số {format_count(broken.sequence)}: {broken.reason}.")
        return FINDINGS
    print(f"Nhật ký nguyên vẹn: {format_count(count)} sự kiện nối nhau liền mạch.")
    if last := clock_behind():
        here = timezone.localtime(last)
        written = f"{here:%H:%M} ngày {format_date(here)}"
        print(f"Có sự kiện ghi lúc {written}, muộn hơn giờ máy chủ bây giờ. Đặt lại ngày giờ của máy chủ cho đúng.")
        return FINDINGS
    return DONE
