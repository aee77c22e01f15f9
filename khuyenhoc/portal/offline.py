"""The file that verifies certificates without network: keys, what is revoked, words and script, to be kept on a disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyenhoc.portal.verify_words import DO, ENDED, HOLDS
from khuyenhoc.recognition.certificates.judging import KeyFacts, Verdict, Why
from khuyenhoc.recognition.certificates.keys import key_facts
from khuyenhoc.recognition.certificates.publishing import revocations
from khuyenhoc.recognition.certificates.statements import LETTER
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.vietnamese.text import capitalised


@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """/xac-minh/khong-can-mang.html: to be downloaded. Four statements."""
    response = HttpResponse(page())
    response["Content-Disposition"] = 'attachment; filename="kiem-tra-giay-cong-nhan.html"'
    response["X-Robots-Tag"] = "noindex"
    return response


def page() -> str:
    """The file, whole. Four statements. Http404 where the assets have not been built."""
    script = finders.find("kh/verify.js")
    if script is None:
        raise Http404(_("Chưa dựng phần chạy trên trình duyệt. Quản trị chạy “make assets” rồi thử lại."))
    written = Path(script).read_text(encoding="utf-8")
    context = {"data": _data(), "script": mark_safe(written), "today": timezone.localdate()}  # noqa: S308 our own script
    return render_to_string("portal/verify_offline.html", context)


def _data() -> dict[str, Any]:
    """What the script reads; the same words as on the page that needs network."""
    revoked = revocations()  # first, since it may make a key
    words = {
        "verdicts": {v.value: str(v.label) for v in Verdict},
        "whys": {
            **{w.value: str(w.label) for w in Why},
            "short": _("Mã 16 chữ chỉ kiểm tra được ở trang có mạng. Ở đây cần quét mã QR, hoặc dán địa chỉ trong mã."),
        },
        "dos": {v.value: str(DO[v]) for v in Verdict},
        "honour": _("{model} năm {year}: {whose}"),
        "holds": str(HOLDS) % _("ngày {day}"),
        "ended": str(ENDED) % _("ngày {day}"),
        "decision": _("Quyết định số {number}, ngày {day}"),
    }
    return {
        "keys": [_key(one) for one in key_facts().values()],
        "revocations": revoked,
        "models": {LETTER[model]: capitalised(str(model.label)) for model in LearningModel},
        "words": words,
    }


def _key(one: KeyFacts) -> dict[str, Any]:
    days = {"from": int(f"{one.signs_from:%Y%m%d}"), "until": int(f"{one.signs_until:%Y%m%d}")}
    return {"kid": one.kid, "x": one.public, "revoked": one.is_revoked, **days}
