"""A site with an editor, two communes' accepted figures, and the year's article as a draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.acts import set_targets
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.documents.facts import find_conference
from khuyenhoc.portal import acts
from khuyenhoc.portal.drafting import category
from khuyenhoc.portal.models import ArticlePage, HomePage
from khuyenhoc.portal.queries import news_index
from khuyenhoc.returns.models import Return
from khuyenhoc.rollups.queries import annual_review

UNIT, PERIOD = "30", "2023"
COMMUNES = ("11239", "11242")


@pytest.fixture(autouse=True)
def no_memory() -> None:
    """Wagtail remembers sites and sizes of pictures by keys that the next test gives to others."""
    cache.clear()


@pytest.fixture
def year(accept: Callable[..., Return]) -> None:
    for commune in COMMUNES:
        accept(commune)
    target = TargetSpec(
        code="T1", title="Gia đình học tập", unit=UNIT, period=PERIOD, measure="MH03 / MH01 * 100", value=70,
        synthetic=True, status="synthetic", source="mẫu",
    )  # fmt: skip
    set_targets(by="test", unit=UNIT, period=PERIOD, targets=[target])


@pytest.fixture
def site(collection: object) -> HomePage:
    return acts.ensure_site(by="test", unit=UNIT)


@pytest.fixture
def editor(person: Callable[[Role, str], User]) -> User:
    return person(Role.EDITOR, UNIT)


@pytest.fixture
def article(year: None, site: HomePage, editor: User) -> ArticlePage:
    """The year's article, drafted, not yet published."""
    review = annual_review(UNIT, PERIOD)
    return acts.draft_article(by=editor, review=review, conference=find_conference(UNIT, PERIOD))


@pytest.fixture
def news(site: HomePage, editor: User) -> Callable[..., ArticlePage]:
    """A small article, published at a day of January 2024, or left as a draft."""

    def make(
        title: str, *, day: int = 10, text: str = "Nội dung.", heading: str = "Tin", live: bool = True
    ) -> ArticlePage:
        body = [("paragraph", f"<p>{text}</p>")]
        page = ArticlePage(title=title, slug=f"bai-{ArticlePage.objects.count()}", lead="Mở đầu.", body=body)
        page.category = category(heading)
        index = news_index()
        assert index is not None
        index.add_child(instance=page)
        page.save_revision(user=editor)
        if not live:
            return page
        with clock.told(2024, 1, day):
            return acts.publish(by=editor, page=page)

    return make


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The browser of the editor, signed in."""
    client.force_login(editor)
    return client
