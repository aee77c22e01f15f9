"""`khuyenhoc units facts FILE`."""

from __future__ import annotations

import argparse

from khuyenhoc.cli.earlier import load_table


def execute(given: argparse.Namespace) -> int:
    """Loads how many villages units have."""
    return load_table(given, "facts")
