"""A commune's register of families at the desk, for tests of its pages."""

from __future__ import annotations

from tests.recognition.conftest import commune, families, keeper, villages

__all__ = ["commune", "families", "keeper", "villages"]

LIST = "/so/11242/gia-dinh/2023/"
