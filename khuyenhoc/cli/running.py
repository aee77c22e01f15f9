"""Running a command: Django set up, known faults said in a sentence, unknown ones never as a traceback."""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.json import encode

from khuyenhoc.cli.main import COULD_NOT


class CouldNot(Exception):
    """The command cannot do what was asked; the message is a sentence that says what to do."""


def run(execute: Callable[[argparse.Namespace], int], given: argparse.Namespace) -> int:
    """The command's exit code. With KHUYENHOC_DEBUG=1 an unknown fault shows its traceback."""
    import django
    from django.db import OperationalError

    django.setup()
    from khuyenhoc.access.queries import NotAllowed
    from khuyenhoc.audit.storage import NotKept
    from khuyenhoc.catalogue.errors import CatalogueError
    from khuyenhoc.recognition.errors import RecognitionRefused
    from khuyenhoc.returns.errors import Refused
    from khuyenhoc.units.errors import UnitsRefused

    gc.freeze()
    gc.enable()
    try:
        return execute(given)
    except (CouldNot, NotAllowed, NotKept, Refused, RecognitionRefused, UnitsRefused, CatalogueError) as error:
        return _say(str(error))
    except OperationalError as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            return _say(
                "Chưa có dữ liệu trong thư mục này. Chạy “khuyenhoc init --province 30” hoặc “khuyenhoc demo” trước."
            )
        return _say(
            f"Cơ sở dữ liệu không làm việc được: {error}. Kiểm tra chỗ trống trên đĩa và quyền ghi rồi chạy lại."
        )
    except OSError as error:
        return _say(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}. Không có gì bị thay đổi.")
    except Exception:
        if os.environ.get("KHUYENHOC_DEBUG") == "1":
            raise
        logging.getLogger("khuyenhoc").debug("unknown fault", exc_info=True)
        return _say(
            "Có lỗi ngoài dự kiến. Số liệu trước đó còn nguyên. Chạy lại với KHUYENHOC_DEBUG=1 để xem chi tiết."
        )


def _say(sentence: str) -> int:
    print(f"khuyenhoc: {sentence}", file=sys.stderr)
    return COULD_NOT


def _lines(values: list[Any]) -> str:
    """A list as JSON with a line an entry, which a person can search and a program writes quickly."""
    return "[\n" + ",\n".join(encode(value).decode() for value in values) + "\n]"


def write_json(target: str | None, value: Any) -> bool:
    """Writes JSON to a file or, for "-", to standard output; False where none was asked for."""
    if not target:
        return False
    text = _lines(value) if isinstance(value, list) else json.dumps(value, ensure_ascii=False, indent=1)
    if target == "-":
        print(text)
    else:
        Path(target).write_text(f"{text}\n", encoding="utf-8")
    return True
