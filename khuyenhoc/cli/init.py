"""`khuyenhoc init --province CODE`."""

from __future__ import annotations

import argparse

from khuyenhoc.cli.asking import day_of
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot


def execute(given: argparse.Namespace) -> int:
    """Makes the tables and founds the installation. Nothing is changed where it is founded already."""
    from django.core.management import call_command
    from django.db import IntegrityError

    from khuyenhoc.access.office import OFFICE
    from khuyenhoc.portal.acts import ensure_site
    from khuyenhoc.recognition.certificates.keys import signing_key
    from khuyenhoc.returns.founding import FOUNDER, found

    as_of = day_of(given.as_of)
    call_command("migrate", verbosity=0)
    try:
        collection = found(province=given.province, as_of=as_of)
    except FileNotFoundError as error:
        raise CouldNot(
            f"Chưa có bản đồ đơn vị ngày {as_of:%d/%m/%Y} của đơn vị mã {given.province}. Kiểm tra mã, hoặc chọn ngày khác."
        ) from error
    except IntegrityError as error:
        raise CouldNot("Thư mục này đã có một bản cài đặt. Không có gì bị thay đổi.") from error
    ensure_site(by=FOUNDER, unit=given.province)
    signing_key()
    print(f"Đã tạo {collection.obligations.count()} đơn vị phải nộp báo cáo trong đợt {collection.code}.")
    print(f"Đặt mật khẩu cho tài khoản “{OFFICE}”: khuyenhoc password {OFFICE}")
    return DONE
