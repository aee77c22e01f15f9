"""`python -m tests.corpus [--seed N] [--count N] [--hard] [--json FILE] [--keep FOLDER]`: reads files made for it; the score."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import django
from django.conf import settings


def main() -> int:
    """0 where the target is reached (`Score.reached`), else 1."""
    given = _given()
    settings.configure(USE_I18N=False)
    django.setup()
    from tests.corpus.heads import with_hard_words
    from tests.corpus.labels import with_hard_wordings
    from tests.corpus.make import corpus
    from tests.corpus.scoring import converted, scored

    if given.hard:
        with_hard_words()
        with_hard_wordings()
    files = list(corpus(given.seed, given.count))
    if given.keep:
        for made, data in zip(files, converted(files), strict=True):
            path = Path(given.keep, made.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    score = scored(files)
    if given.json:
        text = json.dumps(score.as_json(), ensure_ascii=False, indent=1)
        print(text) if given.json == "-" else Path(given.json).write_text(text, encoding="utf-8")
    else:
        _print(score.as_json())
    return 0 if score.reached else 1


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus")
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--count", type=int, default=170)
    parser.add_argument("--hard", action="store_true", help="with words that the reader does not know yet")
    parser.add_argument("--json", help="the score as JSON into this file, - for the screen")
    parser.add_argument("--keep", help="leave the files in this folder")
    return parser.parse_args()


def _print(score: dict) -> None:
    from tests.corpus.scoring import OF_A_CHECK

    for name in ("files", "cells", "right_percent", "outcomes", "questions"):
        print(f"{name}: {score[name]}")
    print("check", *(f"{name:>14}" for name in OF_A_CHECK))
    for code, counts in score["checks"].items():
        print(f"{code:5}", *(f"{counts[name]:14}" for name in OF_A_CHECK))
    for name in ("wrong", "notes"):
        for line in score[name]:
            print(f"{name}: {line}")
    print("target reached" if score["reached"] else "TARGET MISSED")


if __name__ == "__main__":
    sys.exit(main())
