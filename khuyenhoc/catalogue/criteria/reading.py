"""Reading a file of criteria sets, with what cannot be read said in words. No database."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yaml
from django.utils.translation import gettext as _
from msgspec import ValidationError

from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.catalogue.errors import CatalogueError
from khuyenhoc.catalogue.loaders import CRITERIA_PARTS, read_facts

KINDS: Final = {
    "int": "số nguyên", "str": "chữ", "bool": "true hoặc false", "array": "danh sách", "object": "nhóm khóa",
    "date": "ngày (năm-tháng-ngày)", "null": "để trống", "float": "số có dấu phẩy",
}  # fmt: skip


def read_criteria(path: Path) -> tuple[CriteriaSetSpec, ...]:
    """The sets of a file. CatalogueError, with a sentence, where it is no such file, or has a key that is not known. OSError."""
    try:
        return read_facts(path, "criteria_sets", CriteriaSetSpec, nested=CRITERIA_PARTS)
    except UnicodeDecodeError as error:
        raise CatalogueError(_("“%s” không phải tệp văn bản UTF-8. Lưu lại dạng UTF-8.") % path.name) from error
    except CatalogueError as error:
        raise CatalogueError(_said(path.name, error)) from error


def _said(name: str, error: CatalogueError) -> str:
    match error.__cause__:
        case yaml.MarkedYAMLError(problem_mark=mark) if mark:
            text = _("“%(name)s” viết chưa đúng dạng YAML, gần dòng %(line)s.")
            return text % {"name": name, "line": mark.line + 1}
        case ValidationError() as cause:
            entry = str(error).removesuffix(f": {cause}").removeprefix(f"{name}, ")
            return _("“%(name)s”, bộ %(entry)s: %(why)s") % {"name": name, "entry": entry, "why": _why(str(cause))}
    return _("“%s” không phải tệp bộ tiêu chí: cần khóa criteria_sets là một danh sách các bộ.") % name


def _why(message: str) -> str:
    """The decoder's message in words, with the place that it names."""
    found = re.fullmatch(r"(?P<what>.+?)(?: - at `\$\.?(?P<at>.*)`)?", message, re.DOTALL)
    what, at = (found["what"], found["at"]) if found else (message, "")
    if field := re.search(r"unknown field `(.+)`", what):
        said = _("không có khóa “%s”; xem lại cách viết.") % field[1]
    elif field := re.search(r"missing required field `(.+)`", what):
        said = _("thiếu khóa “%s”.") % field[1]
    elif kinds := re.search(r"Expected `(.+)`, got `(.+)`", what):
        said = _("cần %(wanted)s, mà ghi %(got)s.") % {"wanted": _kinds(kinds[1]), "got": _kinds(kinds[2])}
    else:
        said = _("giá trị không hợp lệ.")
    return f"{at}: {said}" if at else said


def _kinds(named: str) -> str:
    known = [KINDS.get(kind, kind) for kind in named.split(" | ") if kind != "null"]
    return _(" hoặc ").join(known or [KINDS["null"]])
