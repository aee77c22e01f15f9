"""How sure a fact is, in words. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import Fact


def provenance(fact: Fact) -> str:
    """ "" for what is verified, else the words of its mark: "chưa kiểm chứng", "chưa có nguồn"."""
    if fact.is_verified:
        return ""
    return _("chưa có nguồn") if fact.status == "GAP" else _("chưa kiểm chứng")


def doubt(fact: Fact) -> str:
    """Which part of a fact is not verified, "tên văn bản"; "" where it is the whole of it, or none."""
    return fact.status.partition(":")[2].strip()
