"""Certificates that were issued, as they are printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from khuyenhoc.documents.certificates import Certificates, Paper, wording_of
from khuyenhoc.documents.wording import bare_name
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.publishing import own_address, paper_address
from khuyenhoc.recognition.certificates.tokens import WAY, read
from khuyenhoc.recognition.wholes.saying import titled
from khuyenhoc.units.queries import UnitMap


def printed(
    certificates: Sequence[Certificate], map_: UnitMap, *, made_at: dt.datetime, address: str = "",
    own: Mapping[str, Any] | None = None,
) -> Certificates:  # fmt: skip
    """Certificates of one unit, model and year (`in_calling_order`) for `certificates_pdf`; there is at least one.

    `map_`: of the day of their decision. `address`: the installation's, where it is not the one that is set. `own`: the unit's
    own words. WordingWrong.
    """
    address, standing = address or own_address(), certificates[0].standing
    said = read(certificates[0].jws).said
    named = "honour" in (own or {})
    return Certificates(
        wording=wording_of(standing.model, own), year=standing.year, verify=f"{address.partition('://')[2]}/{WAY}",
        made_at=made_at, synthetic=said is not None and said.synthetic,
        papers=tuple(_paper(certificate, map_, address, own_honour=named) for certificate in certificates),
    )  # fmt: skip


def _paper(certificate: Certificate, map_: UnitMap, address: str, *, own_honour: bool) -> Paper:
    """`own_honour`: the unit words the honour itself; else that of a whole unit says its level."""
    scope = "" if own_honour else certificate.entry.scope
    unit, village, decision = certificate.standing.unit.code, certificate.entry.village, certificate.decision
    is_own = certificate.entry.about_id == certificate.standing.unit_id
    above = [map_.units[code].full_name for code in map_.lineage(unit) if code in map_.units] or [unit]
    assert decision.decided_on is not None
    return Paper(
        name=certificate.name, unit=", ".join([*([village.full_name] if village else []), *above[is_own:]]),
        number=decision.number, decided_on=decision.decided_on,
        body=decision.body or f"Hội Khuyến học {above[0]}", place=bare_name(above[0]),
        code=certificate.code, address=paper_address(certificate.jws, address), signer=decision.signer,
        signer_title=decision.signer_title, honour=titled(certificate.standing.model, scope).upper() if scope else "",
    )  # fmt: skip
