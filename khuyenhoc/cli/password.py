"""`khuyenhoc password USER`: asked for twice, never on the command line."""

from __future__ import annotations

import argparse
import getpass
import sys

from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot

SHORTEST = 10


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.access.acts import set_password
    from khuyenhoc.access.models import User
    from khuyenhoc.returns.founding import FOUNDER

    user = User.objects.filter(username=given.username).first()
    if user is None:
        raise CouldNot(f"Không có tài khoản “{given.username}”.")
    set_password(by=FOUNDER, user=user, password=_asked())
    print(f"Đã đặt mật khẩu cho “{given.username}”.")
    return DONE


def _asked() -> str:
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
    elif (password := getpass.getpass("Mật khẩu mới: ")) != getpass.getpass("Nhập lại lần nữa: "):
        raise CouldNot("Hai lần nhập không giống nhau. Chưa đổi gì.")
    if len(password) < SHORTEST:
        raise CouldNot(f"Mật khẩu cần ít nhất {SHORTEST} ký tự. Chưa đổi gì.")
    return password
