"""Photos and files that prove something: shown to their own people, and to whoever keeps the register."""

from __future__ import annotations

from typing import Final

from django.http import FileResponse, HttpResponseBase
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.recognition.place import seen_map
from khuyenhoc.desk.views.files import kept_bytes
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.looking import look
from khuyenhoc.recognition.scoring.evidence import JPEG
from khuyenhoc.recognition.scoring.models import Evidence

EVIDENCE: Final = "minh-chung.pdf"
MINUTES: Final = "bien-ban-hop.pdf"
"""Under which name a file that is no photo is saved."""


@desk_page
def evidence(request: DeskRequest, pk: int) -> HttpResponseBase:
    """An entry's photo or file, for whoever may see the register; the journal says so once a day."""
    found = Evidence.objects.select_related("standing__unit").get(pk=pk)
    unit = found.standing.unit.code
    request.visitor.check(Right.SEE_REGISTER, unit, seen_map(request, unit, found.standing.year))
    look(by=request.user, unit=unit, model=found.standing.model)
    return served(found.digest, found.kind)


def served(digest: str, kind: str, name: str = EVIDENCE) -> FileResponse:
    """Kept bytes for one reader alone: a photo is shown, a file is saved under a name. Http404 where they are gone."""
    content = kept_bytes(digest, _("Ảnh này không còn trên máy chủ. Báo người giữ sổ."))
    response = FileResponse(content, content_type=kind, as_attachment=kind != JPEG, filename=name)
    if kind == JPEG:
        response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
