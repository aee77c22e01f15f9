"""Two who draft at once: one article, of which the second is a further version."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.at_once import play


@pytest.mark.django_db
def test_two_editors_draft_one_article(tmp_path: Path) -> None:
    assert play("tests.portal.racing", tmp_path) == {"both": ["done", "done"], "versions": [2]}
