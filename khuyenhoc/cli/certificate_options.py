"""The arguments of `khuyenhoc certificates`."""

from __future__ import annotations

import argparse

from khuyenhoc.cli import options

ACTIONS = ("make", "verify", "rotate")
MODELS = ("family", "clan", "community", "organisation", "citizen")


def certificates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=ACTIONS, metavar="|".join(ACTIONS), help="xem sổ tay quản trị, mục Giấy công nhận"
    )
    help_ = "verify: mã, địa chỉ trong mã QR, 16 chữ in dưới mã; hoặc tệp PDF, ảnh chụp, văn bản có mã"
    parser.add_argument("what", nargs="?", metavar="MÃ|TỆP", help=help_)
    options.unit(parser, required=False)
    parser.add_argument("--year", type=int, metavar="NĂM", help="make: công nhận năm nào, ví dụ 2023")
    parser.add_argument("--model", choices=MODELS, metavar="MÔ_HÌNH", help=f"make: {', '.join(MODELS)}")
    parser.add_argument("--pdf", metavar="TỆP", help="make: ghi giấy công nhận ra tệp PDF, mỗi giấy một trang")
    parser.add_argument("--village", metavar="THÔN", help="make: chỉ một thôn, ví dụ “thôn Đông” (mặc định: mọi thôn)")
    parser.add_argument("--wording", metavar="TỆP", help="make: tệp YAML có lời văn riêng của đơn vị")
    parser.add_argument(
        "--revoke", metavar="KHÓA", help="rotate: khóa bị lộ; mọi giấy ký bằng khóa đó không còn giá trị"
    )
    parser.add_argument("--reason", default="", metavar="LÝ_DO", help="rotate --revoke: vì sao")
    options.actor(parser)
