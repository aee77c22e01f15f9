"""Benchmarks: ours beside rivals and beside the limit of what could be, in turns. `python -m bench NAME --json -`."""
