"""The files of a sending on a page, called by their paths in the folder that was chosen."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.sheets.archives import is_left_behind, leads_out

PATHS = "duong_dan"
"""The field in which the page tells the paths of all files, as a JSON list in their order: a browser sends bare names."""


def sent_files(request: HttpRequest) -> list[tuple[str, UploadedFile[bytes]]]:
    """Each file with its path below its folder. What a system leaves behind in folders is left out. Refused as `whole_files`."""
    files = whole_files(request).getlist("files")
    paths = _paths(request.POST.get(PATHS, ""))
    if len(paths) != len(files):
        paths = [""] * len(files)
    named = ((_called(file, path), file) for file, path in zip(files, paths, strict=True))
    return [(name, file) for name, file in named if not is_left_behind(name)]


def _called(file: UploadedFile[bytes], path: str) -> str:
    is_path = path.rpartition("/")[2] and not leads_out(path)
    return path if is_path else file.name or "tep"


def _paths(told: str) -> list[str]:
    try:
        paths = json.loads(told or "[]")
    except ValueError:
        return []
    return [p.replace("\\", "/") if isinstance(p, str) else "" for p in paths] if isinstance(paths, list) else []
