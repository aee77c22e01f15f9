"""The files of a sending: taken only where they came to their end."""

from __future__ import annotations

from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from khuyenhoc.returns.errors import Refused

_BROKEN_OFF: Final = "khuyenhoc.broken_off"


class UploadHandler(TemporaryFileUploadHandler):
    """Notes a sending that broke off in the middle of a file, of which Django says nothing but leaves the file out."""

    def upload_interrupted(self) -> None:
        super().upload_interrupted()
        if self.request is not None:
            self.request.META[_BROKEN_OFF] = True


def whole_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile[bytes]]:
    """The files by the names of their fields. Refused where the line broke: none of them is taken then."""
    files = request.FILES
    if request.META.get(_BROKEN_OFF):
        raise Refused(_("Mạng bị ngắt giữa chừng nên tệp chưa đến đủ; chưa nhận tệp nào. Kiểm tra mạng rồi gửi lại."))
    return files
