"""`khuyenhoc certificates`: made as a PDF, verified from the picture of it, revoked; keys rotated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.cli.main import main
from khuyenhoc.recognition.certificates.models import Certificate, SigningKey
from khuyenhoc.recognition.certificates.publishing import paper_address
from khuyenhoc.recognition.certificates.revoking import revoke

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(office: User, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, Any]:
        code = main(["certificates", *map(str, arguments)])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if "--json" in arguments and printed.out else printed.out or printed.err

    return run


@pytest.fixture
def pdf(run: Run, commune: Any, decision: Any, tmp_path: Path) -> Path:
    path = tmp_path / "giay.pdf"
    made = ("make", "--unit", commune.code, "--year", "2023", "--model", "family", "--pdf", str(path))
    assert run(*made, "--json") == (0, {"pdf": str(path), "certificates": 3, "issued": 3})
    assert "đặt KHUYENHOC_URL rồi in lại" in run(*made)[1]
    return path


def texts(path: Path) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path)]


def test_a_list_is_printed_in_calling_order_and_verified_from_the_file(run: Run, pdf: Path) -> None:
    pages = texts(pdf)
    names = [name for page in pages for name in ("Nguyễn Văn Hùng", "Trần Thị Nguyệt", "Đỗ Quang Khải") if name in page]
    assert names == ["Nguyễn Văn Hùng", "Trần Thị Nguyệt", "Đỗ Quang Khải"]
    assert "thôn Đông, xã Thanh Tùng, huyện Thanh Miện, tỉnh Hải Dương" in pages[0]
    assert "Hội Khuyến học xã Thanh Tùng" in pages[0]
    code, found = run("verify", str(pdf), "--json")
    assert (code, found["status"], found["checked"]) == (0, "genuine", 3)
    assert [one["says"]["name"] for one in found["certificates"]] == ["Nguyễn Văn Hùng", "", "Đ. Q. K."]


def test_a_picture_of_one_is_verified_until_it_is_revoked(run: Run, pdf: Path, keeper: User, tmp_path: Path) -> None:
    picture = tmp_path / "anh.jpg"
    pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil().rotate(90, expand=True).save(picture, quality=60)
    code, found = run("verify", str(picture), "--json")
    assert (code, found["status"], found["says"]["decision"]) == (0, "genuine", "12/QĐ-HKH")
    revoke(by=keeper, certificates=[Certificate.objects.order_by("pk")[0].pk], reason="Ghi sai tên.")
    code, found = run("verify", str(picture), "--json")
    assert (code, found["status"], found["reason"]) == (1, "revoked", "withdrawn")
    assert "ĐÃ THU HỒI" in run("verify", str(picture))[1]
    code, found = run("verify", str(pdf), "--json")
    assert (code, found["status"], found["checked"]) == (1, "revoked", 3)


def test_tokens_are_verified_as_text(run: Run, certificates: list[Certificate], tmp_path: Path) -> None:
    address = paper_address(certificates[0].jws)
    (tmp_path / "thu.txt").write_text(f"Xin kiểm tra giấy này:\n{address}\n", encoding="utf-8")
    for what in (address, certificates[0].jws, certificates[0].code, str(tmp_path / "thu.txt")):
        assert run("verify", what, "--json")[1]["status"] == "genuine", what
    altered = f"{address[:-9]}{'B' if address[-9] == 'A' else 'A'}{address[-8:]}"
    assert run("verify", altered)[0] == 1
    assert run("verify", altered, "--json")[1]["status"] == "altered"
    assert run("verify", "linh tinh", "--json")[1]["status"] == "unknown"


@pytest.mark.parametrize("data", [b"%PDF-1.7\nhong", b"\xff\xd8\xff\xe0 khong phai anh", b"\x00\x01\x02\xfe"])
def test_a_file_that_is_none_is_said_to_be_none(run: Run, collection: object, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "hong.bin").write_bytes(data)
    code, said = run("verify", str(tmp_path / "hong.bin"))
    assert (code, said.startswith("khuyenhoc: Tệp")) == (2, True)


def test_a_picture_without_a_code_is_no_certificate(run: Run, collection: object, tmp_path: Path) -> None:
    Image.new("L", (300, 300), 255).save(tmp_path / "trang.png")
    code, found = run("verify", str(tmp_path / "trang.png"), "--json")
    assert (code, found["status"], found["checked"]) == (1, "unknown", 0)


def test_one_village_is_printed_with_words_of_its_own(run: Run, commune: Any, decision: Any, tmp_path: Path) -> None:
    path, words = tmp_path / "thon.pdf", tmp_path / "loi.yaml"
    words.write_text("title: BẰNG CÔNG NHẬN\n", encoding="utf-8")
    made = ("make", "--unit", commune.code, "--year", "2023", "--model", "family", "--pdf", str(path))
    assert run(*made, "--village", "thon doai", "--wording", str(words), "--json")[1]["certificates"] == 1
    assert "BẰNG CÔNG NHẬN" in texts(path)[0]
    code, said = run(*made, "--village", "Tây")
    assert (code, "thôn Đông, thôn Đoài" in said) == (2, True)
    words.write_text("tieu-de: x\n", encoding="utf-8")
    assert "mục không dùng được" in run(*made, "--wording", str(words))[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["make", "--unit", "11242"], "Ghi đủ đơn vị, năm, mô hình và tệp PDF"),
        (["make", "--unit", "x", "--year", "2023", "--model", "clan", "--pdf", "x.pdf"], "Không có đơn vị nào mã “x”"),
        (
            ["make", "--unit", "11242", "--year", "2023", "--model", "clan", "--pdf", "x.pdf"],
            "Chưa có mục nào được công nhận",
        ),
        (["verify"], "Ghi mã cần kiểm tra"),
        (["rotate", "--revoke", "khongco", "--reason", "x"], "Không có khóa nào tên “khongco”"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    run: Run, collection: object, arguments: list[str], said: str
) -> None:
    code, printed = run(*arguments)
    assert (code, said in printed) == (2, True)


def test_keys_are_rotated_and_revoked(run: Run, certificates: list[Certificate], person: Any) -> None:
    old = SigningKey.objects.get().kid
    assert "Đã thay khóa ký" in run("rotate")[1]
    assert run("verify", certificates[0].jws)[0] == 0
    assert run("rotate", "--by", person(Role.EDITOR, "30").username)[0] == 2
    by = person(Role.ADMINISTRATOR, "30").username
    assert run("rotate", "--revoke", old, "--reason", "Mất máy.", "--by", by)[0] == 0
    assert run("verify", certificates[0].jws, "--json")[1]["reason"] == "key_revoked"
