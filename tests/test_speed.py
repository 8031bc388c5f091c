"""The times a user feels: start-up of `--help`, seven reports from start to account."""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

STORY = Path(__file__).parent.parent / "benchmarks" / "stories" / "01-bandar-abbas-port-explosion" / "articles.jsonl"
CALL = "import sys; from twosource.cli import main; sys.argv[0] = 'twosource'; main()"


def seconds(*arguments: str) -> float:
    started = perf_counter()
    subprocess.run([sys.executable, "-c", CALL, *arguments], check=True, capture_output=True)
    return perf_counter() - started


def test_help_answers_at_once() -> None:
    seconds("--help")  # the first run writes bytecode
    # the fastest of five is what it costs; the others say what else the machine did
    assert min(seconds("--help") for _ in range(5)) < 0.5


@pytest.mark.slow
def test_seven_reports_take_less_than_fifteen_seconds() -> None:
    assert seconds("compare", str(STORY), "--json") < 15
