"""Secret addresses of posters and of entries: made from a nonce, found by their hash, good until revoked or past their day."""

from __future__ import annotations

from typing import Final

from khuyenhoc.access.enums import LinkState
from khuyenhoc.access.tokens import hashed, is_from, new_nonce, token_from
from khuyenhoc.audit import clock
from khuyenhoc.recognition.joining.models import Invitation, OwnLink
from khuyenhoc.recognition.models import Standing

POSTER: Final = "khuyenhoc.recognition.invitation"
OWN: Final = "khuyenhoc.recognition.own-link"


def poster_token(invitation: Invitation) -> str:
    """What stands in the address on a poster."""
    return token_from(POSTER, invitation.nonce)


def own_token(link: OwnLink) -> str:
    """What stands in an entry's own address."""
    return token_from(OWN, link.nonce)


def find_invitation(token: str) -> Invitation | None:
    """The invitation of a token, whatever its state; None for a token that is not ours. One statement."""
    found = Invitation.objects.select_related("unit", "village__unit").filter(token_hash=hashed(token)).first()
    return found if found and is_from(token, POSTER, found.nonce) else None


def find_own(token: str) -> OwnLink | None:
    """The own link of a token with its standing, entry and village; None for a token that is not ours. One statement."""
    rows = OwnLink.objects.select_related("standing__entry__village", "standing__unit", "standing__decision")
    found = rows.filter(token_hash=hashed(token)).first()
    return found if found and is_from(token, OWN, found.nonce) else None


def state_of(invitation: Invitation) -> LinkState:
    """Whether a poster's code can be used today, and if not why not. No statement."""
    if invitation.revoked_at:
        return LinkState.REVOKED
    return LinkState.EXPIRED if invitation.expires_on < clock.today() else LinkState.OPEN


def invitation_row(by: str, **what: object) -> Invitation:
    """A new invitation, not yet written."""
    nonce = new_nonce()
    return Invitation(
        **what, nonce=nonce, token_hash=hashed(token_from(POSTER, nonce)), created_at=clock.now(), created_by=by
    )


def give_link(standing: Standing, by: str) -> OwnLink:
    """A new own link of an entry, which ends the one before. Two statements, within the caller's transaction."""
    now, nonce = clock.now(), new_nonce()
    OwnLink.objects.filter(standing=standing, revoked_at=None).update(revoked_at=now)
    return OwnLink.objects.create(
        standing=standing, nonce=nonce, token_hash=hashed(token_from(OWN, nonce)), created_at=now, created_by=by
    )
