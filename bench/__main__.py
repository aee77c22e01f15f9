"""`python -m bench [NAME …] [--json FILE]`: runs all benchmarks, or those that are named."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.harness import in_turns, verdict

NAMES = (
    "help",
    "figures",
    "intake",
    "many",
    "workbooks",
    "export",
    "pages",
    "errors",
    "national-scan",
    "national-kept",
    "explain",
    "units",
    "certificates",
    "recognising",
    "registers",
)
LEAST_ROUNDS = 5


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)}; none: all")
    parser.add_argument("--rounds", type=int, default=LEAST_ROUNDS, help=f"at least {LEAST_ROUNDS}")
    parser.add_argument("--json", metavar="FILE", help="write the result as JSON, - for standard output")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"unknown benchmark: {', '.join(sorted(unknown))}")
    names, rounds = given.names or NAMES, max(given.rounds, LEAST_ROUNDS)
    results = [measure(name, rounds) if len(names) == 1 else measure_alone(name, rounds) for name in names]
    write(results, given.json)
    return 0


def measure(name: str, rounds: int) -> dict[str, Any]:
    """One benchmark's result; its module of that name gives the contest."""
    with importlib.import_module(f"bench.{name.replace('-', '_')}").contest() as contest:
        return verdict(name, contest, in_turns(contest, rounds))


def measure_alone(name: str, rounds: int) -> dict[str, Any]:
    """In a process of its own: one that sets Django up does so on its own installation."""
    command = (sys.executable, "-m", "bench", name, "--rounds", str(rounds), "--json", "-")
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def write(results: list[dict[str, Any]], target: str | None) -> None:
    """As JSON to a file or, for "-", to standard output; in words where standard output is free."""
    text = json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=1) + "\n"
    if target == "-":
        sys.stdout.write(text)
        return
    if target:
        Path(target).write_text(text, encoding="utf-8")
    for result in results:
        print(_line(result))


def _line(result: dict[str, Any]) -> str:
    limit = result["limit"]
    others = [f"{name} {r['median']:.3f} s (×{r['ratio']})" for name, r in result["rivals"].items()]
    others.append(f"limit {limit['name']} {limit['median']:.3f} s (×{limit['ratio']})")
    rest = {key: value for key, value in result.items() if key not in {"name", "ours", "rivals", "limit"}}
    return f"{result['name']}: {result['ours']['median']:.3f} s; {'; '.join(others)}{f'; {rest}' if rest else ''}"


if __name__ == "__main__":
    sys.exit(main())
