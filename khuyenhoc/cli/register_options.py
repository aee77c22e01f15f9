"""The arguments of `khuyenhoc registers`."""

from __future__ import annotations

import argparse

from khuyenhoc.cli import options
from khuyenhoc.cli.certificate_options import MODELS

ACTIONS = ("count", "load", "units", "erase")


def registers(parser: argparse.ArgumentParser) -> None:
    help_ = "count: đếm tổng số, đăng ký, được công nhận; load: nạp danh sách từ một tệp bảng tính; "
    help_ += "units: đưa mọi đơn vị ngay bên dưới vào danh sách cộng đồng học tập của năm; erase: xóa tên hết hạn lưu"
    parser.add_argument("action", choices=ACTIONS, metavar="|".join(ACTIONS), help=help_)
    parser.add_argument(
        "file", nargs="?", metavar="TỆP", help="load: tệp danh sách, bảng tính trình bày thế nào cũng được"
    )
    options.unit(parser, required=False)
    help_ = "sổ của năm nào, ví dụ 2023 (load: mặc định năm nay)"
    parser.add_argument("--year", type=int, metavar="NĂM", help=help_)
    parser.add_argument("--model", choices=MODELS, metavar="MÔ_HÌNH", help=f"load: {', '.join(MODELS)}")
    parser.add_argument(
        "--decision", default="", metavar="SỐ", help="load: quyết định của dòng ghi đạt mà không ghi quyết định"
    )
    parser.add_argument("--decided", metavar="NGÀY", help="load: ngày của quyết định ấy")
    help_ = "load: thôn chưa có trong danh mục thôn của đơn vị thì thêm vào (không có thì là dòng phải sửa)"
    parser.add_argument("--add-villages", action="store_true", help=help_)
    parser.add_argument("--dry-run", action="store_true", help="load, units, erase: chỉ xem sẽ nạp, đưa vào, xóa gì")
    options.actor(parser)
    options.map_day(parser)
