"""`khuyenhoc certificates make|verify|rotate`: certificates as a PDF, whether one is genuine, another signing key."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import office, read_file, unit_named
from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import CouldNot, write_json


def execute(given: argparse.Namespace) -> int:
    """0 done, or all genuine; 1 where one is not; 2 where it could not be done."""
    return {"make": _make, "verify": _verify, "rotate": _rotate}[given.action](given)


def _make(given: argparse.Namespace) -> int:
    from khuyenhoc.audit import clock
    from khuyenhoc.documents.certificates import WordingWrong, certificates_pdf
    from khuyenhoc.documents.certified import printed
    from khuyenhoc.recognition.certificates.acts import issue_certificates
    from khuyenhoc.recognition.certificates.publishing import own_address
    from khuyenhoc.recognition.certificates.queries import in_calling_order
    from khuyenhoc.recognition.certificates.tokens import WAY
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.units.queries import unit_map

    if not (given.unit and given.year and given.model and given.pdf):
        raise CouldNot(
            "Ghi đủ đơn vị, năm, mô hình và tệp PDF: --unit 11242 --year 2023 --model family --pdf giay.pdf."
        )
    unit = unit_named(given.unit)
    own, village = _wording(given.wording), _village(unit, given.village)
    made = issue_certificates(by=office(given.by), unit=unit, model=LearningModel(given.model), year=given.year)
    certificates = in_calling_order(unit.code, given.model, given.year, village=village)
    if not certificates:
        raise CouldNot("Không có giấy công nhận nào để in. Kiểm tra lại tên thôn, hoặc ra quyết định công nhận trước.")
    map_ = unit_map(certificates[0].decision.decided_on or clock.today())
    try:
        pdf = certificates_pdf(printed(certificates, map_, made_at=clock.now(), own=own))
    except WordingWrong as error:
        raise CouldNot(str(error)) from error
    Path(given.pdf).write_bytes(pdf)
    if not write_json(given.json, {"pdf": given.pdf, "certificates": len(certificates), "issued": len(made)}):
        print(f"Đã ghi {len(certificates)} giấy công nhận vào {given.pdf} ({len(made)} giấy cấp mới).")
        print(f"Mã trên giấy dẫn đến {own_address()}/{WAY}/.{_only_here()}")
    return DONE


def _only_here() -> str:
    from django.conf import settings

    return (
        ""
        if settings.PUBLIC_URL
        else " Địa chỉ này chỉ mở được ở máy này: đặt KHUYENHOC_URL rồi in lại trước khi phát."
    )


def _wording(path: str | None) -> dict[str, Any] | None:
    import yaml

    if not path:
        return None
    try:
        found = yaml.safe_load(read_file(Path(path)).decode())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CouldNot(f"Tệp “{path}” không phải YAML. Xem mẫu trong sổ tay quản trị.") from error
    if not isinstance(found, dict):
        raise CouldNot(f"Tệp “{path}” không có mục nào. Xem mẫu trong sổ tay quản trị.")
    return found


def _village(unit: Any, name: str | None) -> Any:
    from khuyenhoc.recognition.models import Village
    from khuyenhoc.vietnamese.text import fold

    if not name:
        return None
    wanted, all_ = fold(name), list(Village.objects.filter(unit=unit))
    found = [v for v in all_ if wanted in {v.search_name, fold(v.full_name)}]
    if len(found) != 1:
        names = ", ".join(v.full_name for v in all_) or "chưa có thôn nào"
        raise CouldNot(f"Không rõ thôn “{name}” là thôn nào. Các thôn của đơn vị: {names}.")
    return found[0]


def _verify(given: argparse.Namespace) -> int:
    from khuyenhoc.recognition.certificates.judging import Verdict
    from khuyenhoc.recognition.certificates.queries import verify
    from khuyenhoc.recognition.certificates.scanning import NotReadable, codes_in

    if not given.what:
        raise CouldNot("Ghi mã cần kiểm tra, hoặc một tệp PDF, ảnh, văn bản có mã.")
    try:
        codes = codes_in(read_file(Path(given.what))) if _is_file(given.what) else [given.what]
    except NotReadable as error:
        raise CouldNot(str(error)) from error
    found = [verify(code) for code in codes] or [verify("")]
    worst = next((one for one in found if one.verdict is not Verdict.GENUINE), found[0])
    shown = [_as_json(one) for one in found]
    if not write_json(given.json, {**_as_json(worst), "checked": len(codes), "certificates": shown}):
        for one in shown:
            _print(one)
    return DONE if worst.verdict is Verdict.GENUINE else FINDINGS


def _is_file(what: str) -> bool:
    try:
        return Path(what).is_file()
    except OSError:  # a token is longer than a name of a file may be
        return False


def _as_json(found: Any) -> dict[str, Any]:
    said = found.said
    return {
        "status": found.verdict.value, "reason": found.why.value if found.why else "",
        "says": said and {
            "code": said.code, "model": said.model.value, "name": said.name, "unit": said.unit, "year": said.year,
            "decision": said.number, "decided_on": said.decided_on.isoformat(), "issued_on": said.issued_on.isoformat(),
            "synthetic": said.synthetic, "valid_until": said.valid_until.isoformat() if said.valid_until else None,
        },
        "revoked_on": found.revoked_on.isoformat() if found.revoked_on else None,
    }  # fmt: skip


def _print(one: dict[str, Any]) -> None:
    from khuyenhoc.recognition.certificates.judging import Verdict, Why

    print(Verdict(one["status"]).label)
    if said := one["says"]:
        name = f"{said['name']}, " if said["name"] else ""
        print(f"  {name}{said['unit']}, năm {said['year']}; Quyết định số {said['decision']}")
    if one["reason"]:
        print(f"  {Why(one['reason']).label}")


def _rotate(given: argparse.Namespace) -> int:
    from khuyenhoc.recognition.certificates.keys import revoke_key, rotate_key, signing_key

    by = office(given.by) if given.by else None
    if given.revoke:
        revoke_key(by=by, kid=given.revoke, reason=given.reason)
        print(
            f"Đã hủy khóa {given.revoke}. Mọi giấy ký bằng khóa đó không còn giá trị; thu hồi và cấp lại những giấy ấy."
        )
        row, _private = signing_key()
    else:
        row = rotate_key(by=by)
        print("Đã thay khóa ký. Giấy đã cấp vẫn còn giá trị.")
    print(f"Khóa đang dùng: {row.kid}, đến hết {row.expires_at:%d/%m/%Y}.")
    return DONE
