"""`khuyenhoc criteria check FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import write_json


def execute(given: argparse.Namespace) -> int:
    """0 where nothing has to be corrected (gaps are told, and are none), 1 with findings. Needs no database."""
    from khuyenhoc.catalogue.criteria.findings import faults_of_all, gaps
    from khuyenhoc.catalogue.criteria.reading import read_criteria
    from khuyenhoc.catalogue.loaders import read_catalogue

    sets = read_criteria(Path(given.file))
    found = faults_of_all(sets, {i.code for i in read_catalogue().instruments})
    unknown = {one.code: list(gaps(one)) for one in sets}
    shown = {
        "sets": [one.code for one in sets], "gaps": unknown,
        "findings": [{"set": f.code, "field": f.field, "message": f.message} for f in found],
    }  # fmt: skip
    if not write_json(given.json, shown):
        for finding in found:
            print(f"Sai: {finding.code}{f', {finding.field}' if finding.field else ''}: {finding.message}")
        for code, sentences in unknown.items():
            for sentence in sentences:
                print(f"{code}: {sentence}")
        print(f"{len(sets)} bộ tiêu chí, {len(found)} chỗ phải sửa.")
    return FINDINGS if found else DONE
