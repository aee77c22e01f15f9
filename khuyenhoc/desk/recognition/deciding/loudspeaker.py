"""What the loudspeaker says of a decision: to be read on the page, copied, changed, printed."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.recognition.deciding.place import decided_at, village_name
from khuyenhoc.desk.recognition.place import show_list
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association
from khuyenhoc.documents.loudspeaker import TIMES, Broadcast, seconds, spoken
from khuyenhoc.recognition.deciding.queries import recognised_by
from khuyenhoc.recognition.enums import DecisionKind
from khuyenhoc.vietnamese.text import in_sentence


@desk_page
def loudspeaker_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Http404 where there is nothing to be told: a draft, or a decision that withdraws."""
    decision, place = decided_at(request, pk)
    if not decision.decided_on or not decision.issued_at or decision.kind == DecisionKind.WITHDRAW:
        raise Http404(_("Chỉ quyết định công nhận đã ban hành mới có bài đọc loa."))
    rows = recognised_by(decision)
    own = association(place.map, place.unit).partition(",")[0]
    villages = Counter(village_name(s) for s in rows)
    text = spoken(Broadcast(
        association=own, noun=place.noun, titled=place.titled, year=place.year, number=decision.number,
        decided_on=decision.decided_on, body=decision.body or own,
        by_village=[(name, n) for name, n in villages.items() if name], total=len(rows),
        names=[in_sentence(s.entry.name) for s in rows] if place.scope else [],
    ))  # fmt: skip
    return show_list(
        request, "deciding/loudspeaker", place, decision=decision, text=text,
        once=seconds(text), twice=seconds(text) * TIMES,
    )  # fmt: skip
