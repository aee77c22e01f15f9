"""Two editors who draft news of one decision at once, in processes of their own.

Run as a script by `test_racing`; it says as JSON what came of each, and what is there after it.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import Any

from tests.at_once import at_once, set_up


def main() -> None:
    set_up()
    print(json.dumps(_played()))


def _played() -> dict[str, Any]:
    from khuyenhoc.portal.acts import AlreadyPublished, draft_news
    from khuyenhoc.portal.models import ArticlePage

    editors, decision = _editors(), _announced()
    both = at_once(*(partial(draft_news, by=by, decision=decision) for by in editors), refused=AlreadyPublished)
    return {"both": both, "versions": [page.revisions.count() for page in ArticlePage.objects.all()]}


def _editors() -> list[Any]:
    """Two of a province with a site."""
    from khuyenhoc.access.acts import create_user, give_role
    from khuyenhoc.access.enums import Role
    from khuyenhoc.portal.acts import ensure_site
    from khuyenhoc.units.acts import found_province
    from khuyenhoc.units.models import Unit
    from khuyenhoc.units.spec import UnitsFile
    from tests.units.reorganising.small import UNITS

    found_province(by="test", file=UnitsFile("thử", "unverified", "2023-01-01", UNITS))
    ensure_site(by="test", unit="30")
    people = [create_user(by="test", username=name, full_name=name) for name in ("ann", "ben")]
    for user in people:
        unit = Unit.objects.get(code="30")
        give_role(by="test", user=user, role=Role.EDITOR, unit=unit, valid_from=dt.date(2023, 1, 1))
    return people


def _announced() -> int:
    """The row of a decision by which a family is recognised, before the public."""
    from khuyenhoc.audit import clock
    from khuyenhoc.recognition.enums import LearningModel, Status
    from khuyenhoc.recognition.models import Decision, Entry, Standing
    from khuyenhoc.units.models import Unit

    now, family = clock.now(), {"unit": Unit.objects.get(code="3001"), "model": LearningModel.FAMILY}
    made = Decision.objects.create(
        **family, year=2023, number="1/QĐ", decided_on=dt.date(2023, 12, 10), created_at=now, issued_at=now,
        announced_at=now,
    )  # fmt: skip
    entry = Entry.objects.create(**family, name="Vũ Văn Ba", search_name="vu van ba", since=dt.date(2023, 1, 1))
    Standing.objects.create(**family, entry=entry, year=2023, status=Status.RECOGNISED, decision=made)
    return int(made.pk)


if __name__ == "__main__":
    main()
