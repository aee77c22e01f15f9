"""Arguments that several commands take: of which figure, unit, period and map, and who stands in the journal."""

from __future__ import annotations

import argparse


def indicator(parser: argparse.ArgumentParser) -> None:
    """Which figure."""
    parser.add_argument("indicator", metavar="CHỈ_TIÊU", help="mã trong biểu mẫu, ví dụ MH03")


def unit(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Whose figures."""
    parser.add_argument("--unit", required=required, metavar="MÃ", help="mã đơn vị, ví dụ 30")


def unit_and_period(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Whose figures, of which period, on which map."""
    unit(parser, required=required)
    map_day(parser)
    period(parser, required=required)


def map_day(parser: argparse.ArgumentParser) -> None:
    """On the map of which day; `asking.map_day` reads it."""
    parser.add_argument(
        "--as-of", metavar="NGÀY", help="trên bản đồ đơn vị của ngày nào (năm-tháng-ngày; mặc định: ngày cuối kỳ)"
    )


def period(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Of which period."""
    help_ = "kỳ báo cáo: 2023 (cả năm), 2023-6T (6 tháng đầu năm) hoặc 2023-Q1 (quý I)"
    parser.add_argument("--period", required=required, type=str.upper, metavar="KỲ", help=help_)


def from_to(
    parser: argparse.ArgumentParser, first: str = "kỳ đầu (mặc định: kỳ đầu tiên có số)",
    last: str = "kỳ cuối (mặc định: kỳ mới nhất)", *, required: bool = False,
) -> None:  # fmt: skip
    """From which period to which. `first`, `last`: what the help says of each."""
    for name, which in (("from", first), ("to", last)):
        parser.add_argument(f"--{name}", dest=f"{name}_", required=required, type=str.upper, metavar="KỲ", help=which)


def over_time(parser: argparse.ArgumentParser) -> None:
    """A figure of a unit over periods, as lines or as a picture."""
    indicator(parser)
    unit(parser)
    parser.add_argument("--svg", metavar="TỆP", help="ghi biểu đồ dạng SVG")
    map_day(parser)


def actor(parser: argparse.ArgumentParser) -> None:
    """Who stands in the journal; `asking.office` reads it."""
    parser.add_argument("--by", metavar="TÀI_KHOẢN", help="ghi tên tài khoản nào vào nhật ký (mặc định: van-phong)")


def json(parser: argparse.ArgumentParser) -> None:
    """Where the result goes as JSON; `running.write_json` writes it."""
    help_ = "ghi kết quả dạng JSON ra tệp; không ghi tệp, hoặc -: in ra màn hình"
    parser.add_argument("--json", nargs="?", const="-", metavar="TỆP", help=help_)
