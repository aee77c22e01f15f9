"""The seal of a collection: the key comes from the installation's secret, so that a copy of the folder keeps it."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac

from khuyenhoc.returns.identity import Seal
from khuyenhoc.returns.models import Collection

_PURPOSE = "khuyenhoc.returns.workbook"


def seal_of(collection: Collection) -> Seal:
    """The key and the collection by which workbooks are signed and known again. No statement."""
    key = salted_hmac(_PURPOSE, "identity", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Seal(key, collection.code)
