"""How a figure of one version of a form goes on in another."""

from __future__ import annotations

from khuyenhoc.catalogue.versions import map_between


def carried(form: str, before: str, after: str, indicator: str) -> str | None:
    """The code of a figure of one version in another; None where nothing follows it. The same where no mapping is known."""
    if before == after:
        return indicator
    from khuyenhoc.catalogue.loaders import version_maps  # most never need the data files

    known = map_between(version_maps(), form, before, after)
    return known.carried(indicator) if known else indicator
