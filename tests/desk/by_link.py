"""What somebody does by a one-time link, without an account."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.access.models import OneTimeLink
from tests.workbooks import official

UNIT = "11242"


def send(client, at, data=None, name="thanh-tung.xlsx", **changed):
    file = SimpleUploadedFile(name, official(**changed) if data is None else data)
    return client.post(f"{at}gui-tep/", {"tep": file}, follow=True)


def fresh(link):
    return OneTimeLink.objects.select_related("user").get(pk=link.pk)
