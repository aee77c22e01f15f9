"""The end of the played year: papers made, the article drafted from the accepted figures, and published."""

from __future__ import annotations

from collections.abc import Callable

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.demo.people import Calendar
from khuyenhoc.demo.picture import hall
from khuyenhoc.demo.sentences import synthetic_mark
from khuyenhoc.desk.papers import make_papers
from khuyenhoc.documents.facts import find_conference
from khuyenhoc.portal.acts import attach_photo, draft_article, ensure_site, publish
from khuyenhoc.returns.founding import FOUNDER
from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.queries import annual_review

Say = Callable[[str], None]


def publish_year(*, collection: Collection, office: User, editor: User, calendar: Calendar, say: Say) -> None:
    """The papers by the office before the conference, the article by the editor on its morning."""
    unit, period, day = collection.unit.code, collection.period, calendar.conference
    with clock.told(calendar.signed.year, calendar.signed.month, calendar.signed.day, 14):
        papers = make_papers(by=office, unit=unit, period=period)
    say(f"đã lập {len(papers)} văn bản: {', '.join(p.name for p in papers)}")
    with clock.told(day.year, day.month, day.day, 8):
        ensure_site(by=FOUNDER, unit=unit)
        conference = find_conference(unit, period)
        page = draft_article(by=editor, review=annual_review(unit, period), conference=conference)
        caption = f"{conference.photo_caption if conference else ''} ({synthetic_mark()})"
        page = attach_photo(by=editor, page=page, picture=hall(page.title), name="hoi-nghi.jpg", caption=caption)
    with clock.told(day.year, day.month, day.day, 9):
        publish(by=editor, page=page)
    say(f"đã đăng bài “{page.title}”")
