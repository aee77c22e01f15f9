"""Writes the table of roles and rights into `docs/quan-tri.md`, from the one table that the program itself asks."""

from __future__ import annotations

import os
import re
from pathlib import Path

import django

TARGET = Path(__file__).resolve().parent / "quan-tri.md"
PART = re.compile(r"(<!-- quyền -->\n).*?(<!-- hết quyền -->)", re.DOTALL)


def table() -> str:
    """A line a right, a column a role."""
    from khuyenhoc.access.enums import Right, Role, Scope
    from khuyenhoc.access.rules import MAY

    words = {None: "", Scope.OWN: "đơn vị mình", Scope.TREE: "cả bên dưới"}
    lines = [f"| Quyền | {' | '.join(str(role.label) for role in Role)} |", f"|{' --- |' * (len(Role) + 1)}"]
    lines += [f"| {right.label} | {' | '.join(words[MAY[role].get(right)] for role in Role)} |" for right in Right]
    return "\n".join(lines) + "\n"


def document() -> str:
    """The handbook with the table as it has to be."""
    return PART.sub(lambda found: found[1] + table() + found[2], TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.test")
    django.setup()
    TARGET.write_text(document(), encoding="utf-8")
