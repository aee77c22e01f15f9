"""The frame of the benchmarks."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bench.__main__ import main, measure, write
from bench.harness import Contest, in_turns, process, verdict


def contest(log):
    def work(name):
        return lambda: log.append(name)

    return Contest(ours=work("ours"), rivals={"rival": work("rival")}, limit=("limit", work("limit")), note={"mb": 1})


def test_each_is_run_once_to_warm_up_and_once_a_round():
    log = []
    taken = in_turns(contest(log), rounds=5)
    assert {name: len(seconds) for name, seconds in taken.items()} == {"ours": 5, "rival": 5, "limit": 5}
    assert [log.count(name) for name in ("ours", "rival", "limit")] == [6, 6, 6]


def test_another_goes_first_in_each_round():
    log = []
    in_turns(contest(log), rounds=3)
    assert log[3::3] == ["ours", "rival", "limit"]


def test_ratio_is_the_other_s_median_over_ours():
    taken = {"ours": [1.0, 2.0, 9.0], "rival": [5.0, 6.0, 7.0], "limit": [1.0, 1.0, 0.5]}
    assert verdict("x", contest([]), taken) == {
        "name": "x",
        "ours": {"min": 1.0, "median": 2.0},
        "rivals": {"rival": {"min": 5.0, "median": 6.0, "ratio": 3.0}},
        "limit": {"name": "limit", "median": 1.0, "ratio": 0.5},
        "mb": 1,
    }


def test_a_command_that_fails_is_no_result():
    with pytest.raises(subprocess.CalledProcessError):
        process(sys.executable, "-c", "raise SystemExit(1)")()


def test_a_benchmark_is_shown_as_json(capsys):
    write([measure("help", rounds=1)], "-")
    result = json.loads(capsys.readouterr().out)
    assert result["name"] == "help"
    assert result["ours"]["median"] > 0
    assert set(result["rivals"]) == {"django-admin"}
    assert result["limit"]["ratio"] > 0


def test_a_result_can_go_to_a_file_and_is_then_also_said(tmp_path, capsys):
    result = verdict("x", contest([]), {"ours": [0.5], "rival": [1.0], "limit": [0.1]})
    write([result], str(tmp_path / "x.json"))
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == result
    assert capsys.readouterr().out == "x: 0.500 s; rival 1.000 s (×2.0); limit limit 0.100 s (×0.2); {'mb': 1}\n"


def test_an_unknown_name_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["nothing"])
    assert "unknown benchmark: nothing" in capsys.readouterr().err
