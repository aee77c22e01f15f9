"""Verifying a certificate: for anyone, without account, cookie or script; and what machines read to do it themselves."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from khuyenhoc.access.throttle import VERIFYINGS, client_address, is_over, note
from khuyenhoc.portal.verify_words import DO, MARKS, lines_of
from khuyenhoc.recognition.certificates import publishing
from khuyenhoc.recognition.certificates.judging import Verdict
from khuyenhoc.recognition.certificates.keys import key_facts
from khuyenhoc.recognition.certificates.queries import certificate_of, verify
from khuyenhoc.recognition.certificates.tokens import WAY, bare

TOO_MANY: Final = 429
MOST_LISTS: Final = 1000
KEPT: Final = "public, max-age=300"
MOST_LETTERS: Final = 2000
MAY_BE_ALTERED: Final = 64
"""So long a text is no slip of the 16 letters: what it was is told by verifying it."""
_ADDRESSABLE: Final = re.compile(rf"[\w.\s-]{{1,{MOST_LETTERS}}}", re.ASCII)


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """/xac-minh/: a place for a code, by hand or pasted with its address. No statement."""
    wanted = bare(request.GET.get("ma", ""))
    if _ADDRESSABLE.fullmatch(wanted) or MAY_BE_ALTERED <= len(wanted) <= MOST_LETTERS:
        return _sealed(redirect("verify", token=re.sub(r"\s", "", wanted)))
    return _sealed(render(request, "portal/verify.html", {"wanted": request.GET.get("ma", "")}))


@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """/xac-minh/…/: genuine, revoked, altered or unknown. Three statements; five where it is not genuine, which is counted."""
    who = client_address(request)
    if is_over(VERIFYINGS, who):
        return _sealed(render(request, "portal/verify.html", {"waits": True}, status=TOO_MANY))
    found = verify(f"/{WAY}/{token}")
    if found.verdict is not Verdict.GENUINE:
        note(VERIFYINGS, who)
    context = {
        "found": found, "lines": lines_of(found), "mark": MARKS[found.verdict], "do": DO[found.verdict], "token": token,
        "is_genuine": found.verdict is Verdict.GENUINE,
    }  # fmt: skip
    return _sealed(render(request, "portal/verify.html", context))


@require_safe
def badge(request: HttpRequest, token: str) -> HttpResponse:
    """The certificate as an Open Badges 3.0 credential, for whoever has it. Seven statements."""
    who = client_address(request)
    found = None if is_over(VERIFYINGS, who) else certificate_of(token)
    if found is None:
        raise Http404
    jwt = publishing.credential_jwt(found, _address(request))
    response = HttpResponse(jwt, content_type="application/vc+jwt")
    response["Content-Disposition"] = f'attachment; filename="giay-cong-nhan-{found.code}.jwt"'
    return _sealed(response)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """/.well-known/jwks.json: the public keys. One statement."""
    return _public(JsonResponse(publishing.key_set(), content_type="application/jwk-set+json"))


@require_safe
def key(request: HttpRequest, kid: str) -> HttpResponse:
    """One of them, as a credential names it. One statement."""
    found = key_facts().get(kid)
    if found is None or found.is_revoked:
        raise Http404
    return _public(JsonResponse(publishing.published(found), content_type="application/jwk+json"))


@require_safe
def revocations(request: HttpRequest) -> HttpResponse:
    """/.well-known/revocations.jwt: what is revoked, signed and dated. Three statements."""
    return _public(HttpResponse(publishing.revocations(), content_type="application/jwt"))


@require_safe
def states(request: HttpRequest, number: int) -> HttpResponse:
    """A Bitstring Status List, for wallets with Open Badges. Two statements."""
    if number >= MOST_LISTS:
        raise Http404
    return _public(HttpResponse(publishing.status_jwt(number, _address(request)), content_type="application/vc+jwt"))


def _address(request: HttpRequest) -> str:
    return settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")


def _public(response: HttpResponse) -> HttpResponse:
    """For every machine that asks, also from a page of somebody else."""
    response["Cache-Control"], response["Access-Control-Allow-Origin"] = KEPT, "*"
    return response


def _sealed(response: HttpResponse) -> HttpResponse:
    """The address says whose certificate it is: no cache keeps the page, no search engine finds it, no other site is told."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
