"""The command `khuyenhoc`. Reading its arguments needs no Django; each command brings in only what it needs."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys

from khuyenhoc.cli import options
from khuyenhoc.cli.certificate_options import certificates
from khuyenhoc.cli.register_options import registers

DONE, FINDINGS, COULD_NOT = 0, 1, 2

LEAN = "khuyenhoc.config.settings.lean"
FULL = "khuyenhoc.config.settings.full"


class Parser(argparse.ArgumentParser):
    """argparse, saying what is wrong in Vietnamese."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(COULD_NOT, f"{self.prog}: lệnh viết chưa đúng: {message}\n")


def build_parser() -> argparse.ArgumentParser:
    """All commands with their arguments; `module` and `settings` say where each one lives and what it needs.

    `reads_files`: of one that reads files, what the server of children brings in for it.
    """
    parser = Parser(prog="khuyenhoc", description="Một năm số liệu khuyến học, từ tệp của cơ sở đến báo cáo đã ký.")
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True)

    def command(name: str, help_: str, *, settings: str = LEAN, json: bool = False) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=help_, description=help_)
        found.set_defaults(module=f"khuyenhoc.cli.{name}", settings=settings)
        if json:
            options.json(found)
        return found

    demo = command("demo", "dựng năm 2023 của Hải Dương bằng số liệu mẫu rồi chạy máy chủ", settings=FULL)
    demo.add_argument("--no-serve", action="store_true", help="dựng xong thì dừng")
    demo.add_argument(
        "--through", type=int, metavar="NĂM", help="sắp xếp đơn vị như thực tế đến hết năm nào, ví dụ 2025"
    )
    help_ = "lập cả sổ mô hình học tập mẫu của mọi đơn vị, đủ từng gia đình, dòng họ, cộng đồng, đơn vị"
    demo.add_argument("--registers", action="store_true", help=help_)
    demo.add_argument("--fresh", action="store_true", help="xóa dữ liệu mẫu cũ rồi dựng lại từ đầu")

    init = command("init", "tạo một bản cài đặt trống: đơn vị, danh mục và đợt báo cáo năm", settings=FULL)
    init.add_argument("--province", required=True, metavar="MÃ", help="mã đơn vị cấp cao nhất, ví dụ 30")
    init.add_argument(
        "--as-of", default="2023-12-31", metavar="NGÀY", help="bản đồ đơn vị của ngày nào (năm-tháng-ngày)"
    )

    password = command("password", "đặt mật khẩu cho một tài khoản")
    password.add_argument("username", metavar="TÀI_KHOẢN", help="tên tài khoản, ví dụ van-phong")

    serve = command("serve", "chạy máy chủ và việc nền", settings=FULL)
    serve.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="địa chỉ lắng nghe")
    serve.add_argument("--port", type=int, default=8000, metavar="CỔNG", help="cổng lắng nghe")

    audit = command("audit", "kiểm tra nhật ký")
    audit.add_argument("action", choices=["verify"], metavar="verify", help="tìm mắt xích hỏng đầu tiên của nhật ký")

    intake = command("intake", "đọc một thư mục tệp của các đơn vị vào đợt báo cáo", json=True)
    intake.set_defaults(reads_files="khuyenhoc.returns.intake.warm")
    intake.add_argument("folder", metavar="THƯ_MỤC", help="thư mục, kể cả các thư mục con")
    intake.add_argument("--collection", required=True, metavar="ĐỢT", help="mã đợt báo cáo, ví dụ BC-NAM-2023")
    intake.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không lưu gì")
    options.actor(intake)

    history = command("history", "nạp số liệu đã được chấp nhận của các kỳ trước", json=True)
    history.add_argument("action", choices=["load", "undo"], metavar="load|undo", help="nạp một tệp, hoặc hoàn tác")
    history.add_argument(
        "file", metavar="TỆP", help="tệp CSV: kỳ, đơn vị, chỉ tiêu, giá trị; khi hoàn tác: số của lần nạp"
    )
    _earlier(history)

    _units(command("units", "đơn vị qua thời gian: bản đồ, lịch sử, sáp nhập, số thôn", json=True))

    workbooks = command("workbooks", "lập biểu mẫu Excel riêng cho từng đơn vị của một đợt báo cáo")
    workbooks.add_argument("--collection", required=True, metavar="ĐỢT", help="mã đợt báo cáo, ví dụ BC-NAM-2023")
    workbooks.add_argument("--out", required=True, metavar="NƠI", help="thư mục, hoặc một tệp .zip")
    workbooks.add_argument("--unit", metavar="MÃ", help="chỉ lập cho một đơn vị (mặc định: mọi đơn vị phải nộp)")

    options.unit_and_period(command("targets", "chỉ tiêu của một đơn vị", json=True))
    printed = command("printed", "số liệu của một đơn vị đã in ở đâu, số nào nay đã khác", json=True)
    options.unit(printed)
    options.period(printed)
    options.unit_and_period(command("oddities", "số khác thường của một đơn vị và các đơn vị bên dưới", json=True))

    figures = command("figures", "số liệu tổng hợp của một đơn vị; hoặc kiểm tra các bản giữ sẵn", json=True)
    help_ = "đối chiếu các bản giữ sẵn với từng ô, dựng lại bản hỏng"
    figures.add_argument("action", nargs="?", choices=["verify"], metavar="verify", help=help_)
    figures.add_argument("--spark", action="store_true", help="verify: cộng các bản giữ sẵn bằng Spark")
    options.unit_and_period(figures, required=False)
    help_ = "một con số: mã chỉ tiêu, hoặc công thức như “QK02 / HV03”"
    figures.add_argument("--figure", metavar="SỐ", help=help_)
    help_ = "--figure: so các đơn vị của một cấp (không ghi cấp: ngay bên dưới)"
    figures.add_argument("--across", nargs="?", const="", metavar="CẤP", help=help_)
    figures.add_argument("--since", type=str.upper, metavar="KỲ", help="--figure: qua các kỳ, từ kỳ này đến --period")
    help_ = "--figure: tính cả báo cáo đã gửi mà chưa chấp nhận"
    figures.add_argument("--with-submitted", action="store_true", help=help_)

    explain = command("explain", "một con số cộng lại từ đâu, đến từng ô", json=True)
    options.indicator(explain)
    options.unit_and_period(explain)

    why = command(
        "why", "vì sao một con số thay đổi giữa hai kỳ: từng đơn vị, báo cáo, địa giới góp bao nhiêu", json=True
    )
    options.over_time(why)
    options.from_to(why, "kỳ trước, ví dụ 2022", "kỳ sau, ví dụ 2022", required=True)

    compare = command("compare", "một con số qua các kỳ, trên một bản đồ hoặc bản đồ của từng kỳ", json=True)
    options.over_time(compare)
    options.from_to(compare)

    _export(command("export", "số liệu của nhiều đơn vị, chỉ tiêu, kỳ ra một tệp XLSX, CSV hoặc Parquet", json=True))

    report = command("report", "báo cáo tổng kết năm, sơ kết 6 tháng hoặc quý")
    options.period(report)
    options.map_day(report)
    report.add_argument("--unit", metavar="MÃ", help="đơn vị lập báo cáo (mặc định: đơn vị mở đợt báo cáo)")
    report.add_argument("--docx", metavar="TỆP", help="ghi bản DOCX")
    report.add_argument("--pdf", metavar="TỆP", help="ghi bản PDF")

    article = command("article", "bài viết tổng kết năm, sơ kết 6 tháng hoặc quý")
    options.period(article)
    options.map_day(article)
    article.add_argument("--unit", metavar="MÃ", help="đơn vị của bài viết (mặc định: đơn vị mở đợt báo cáo)")
    article.add_argument("--html", required=True, metavar="TỆP", help="ghi bản HTML")

    citations = command("citations", "tìm văn bản được dẫn trong một bài và đối chiếu với danh mục", json=True)
    citations.add_argument("file", metavar="TỆP", help="tệp văn bản (UTF-8)")

    help_ = "sổ mô hình học tập: đếm trong sổ của một đơn vị và các đơn vị bên dưới, nạp danh sách"
    registers(command("registers", help_, json=True))
    certificates(command("certificates", "giấy công nhận: in ra PDF, kiểm tra thật giả, thay khóa ký", json=True))

    criteria = command("criteria", "kiểm tra một tệp bộ tiêu chí: điểm, mức đạt, ngày áp dụng, lời, nguồn", json=True)
    criteria.add_argument("action", choices=["check"], metavar="check", help="tìm chỗ sai trước khi dùng")
    criteria.add_argument("file", metavar="TỆP", help="tệp YAML, viết như danh mục có sẵn")
    return parser


def _export(parser: argparse.ArgumentParser) -> None:
    help_ = "mã chỉ tiêu, ví dụ MH03; ghi nhiều lần cho nhiều chỉ tiêu"
    parser.add_argument("--indicator", action="append", metavar="CHỈ_TIÊU", help=help_)
    parser.add_argument(
        "--unit", action="append", metavar="MÃ", help="mã đơn vị, ví dụ 30; ghi nhiều lần cho nhiều đơn vị"
    )
    help_ = "cả các đơn vị của một cấp bên dưới (không ghi cấp: ngay bên dưới)"
    parser.add_argument("--below", nargs="?", const="", metavar="CẤP", help=help_)
    options.from_to(parser)
    help_ = "mỗi cột là một kỳ, một chỉ tiêu, hay mỗi dòng một số"
    parser.add_argument("--columns", choices=["ky", "chi-tieu", "danh-sach"], default="ky", help=help_)
    parser.add_argument("--view", metavar="ĐỊA_CHỈ", help="thay cho các mục trên: địa chỉ của trang Tra cứu số liệu")
    parser.add_argument("--out", metavar="TỆP", help="ghi ra tệp .xlsx, .csv hoặc .parquet")
    options.actor(parser)
    options.map_day(parser)


def _units(parser: argparse.ArgumentParser) -> None:
    actions = ["load", "tree", "history", "plan", "apply", "undo", "counter", "apportion", "check", "facts"]
    parser.add_argument("action", choices=actions, metavar="|".join(actions), help="xem sổ tay quản trị, mục 4 và 15")
    help_ = (
        "load: danh sách đơn vị; plan: bảng sắp xếp; history: mã hoặc tên đơn vị; apply, undo, counter: số của phương án; "
        "apportion: bảng đã điền, mã đơn vị đã chia, hoặc số của lần phân bổ (với --undo); facts: tệp CSV đơn vị, số thôn"
    )
    parser.add_argument("file", nargs="?", metavar="TỆP|ĐƠN_VỊ|SỐ", help=help_)
    help_ = "load: nạp cả nước theo dữ liệu có sẵn, rồi sắp xếp lại theo bảng có sẵn đến --as-of"
    parser.add_argument("--country", action="store_true", help=help_)
    help_ = (
        "tree: mã đơn vị, ví dụ 30 (mặc định: mọi đơn vị); load --country, plan: chỉ lấy dữ liệu có sẵn của đơn vị ấy"
    )
    parser.add_argument("--unit", metavar="MÃ", help=help_)
    parser.add_argument("--as-of", metavar="NGÀY", help="tree, load: bản đồ của ngày nào (mặc định: hôm nay)")
    parser.add_argument("--date", metavar="NGÀY", help="plan, counter: ngày có hiệu lực; apportion: ngày chia")
    parser.add_argument(
        "--reason", default="", metavar="CĂN_CỨ", help="apportion: phân bổ theo căn cứ nào, ví dụ biên bản bàn giao"
    )
    parser.add_argument("--out", metavar="TỆP", help="apportion: ghi bảng để điền ra tệp XLSX")
    parser.add_argument("--undo", action="store_true", help="apportion: hoàn tác lần phân bổ có số đó")
    options.period(parser, required=False)
    parser.add_argument("--decision", default="", metavar="SỐ", help="plan: số nghị quyết, quyết định")
    parser.add_argument("--decided", metavar="NGÀY", help="plan: ngày ký")
    parser.add_argument("--signer", default="", metavar="TÊN", help="plan: người hoặc cơ quan ký")
    help_ = "load: bản đồ có hiệu lực từ ngày nào; facts: áp dụng từ ngày nào, cho dòng không ghi (mặc định: đầu năm của đợt)"
    parser.add_argument("--since", metavar="NGÀY", help=help_)
    _earlier(parser)


def _earlier(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", metavar="NGUỒN", help="nguồn của số liệu, cho dòng không ghi (mặc định: tên tệp)")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ nạp gì, không lưu")
    options.actor(parser)


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 done, 1 done with findings, 2 could not (with a sentence on standard error)."""
    given = build_parser().parse_args(arguments)
    gc.disable()  # what a start brings in stays: looking through it for something to throw away costs a tenth of the start
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", given.settings)
    if "reads_files" in given:  # those who read come into being while this process gets ready itself
        children = importlib.import_module("khuyenhoc.sheets.children")
        children.bring_in(given.reads_files)
        if __name__ != "__main__":  # each child goes through the program's own beginning once more
            children.bring_in(__name__)
        children.start_server()
    module = importlib.import_module(given.module)
    from khuyenhoc.cli.running import run

    code = run(module.execute, given)
    gc.freeze()  # nor is what is left at the end, which goes with the process
    return code


if __name__ == "__main__":
    sys.exit(main())
