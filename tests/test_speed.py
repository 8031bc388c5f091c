"""The times a user feels: start-up of `--help`, seven reports from start to account.

They are counted in CPU seconds, which do not rise with what else the machine does; the work is one process and waits for
nothing.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pace import check

STORY = Path(__file__).parent.parent / "benchmarks" / "stories" / "01-bandar-abbas-port-explosion" / "articles.jsonl"
CALL = "import sys; from twosource.cli import main; sys.argv[0] = 'twosource'; main()"


def seconds(*arguments: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-c", CALL, *arguments], check=True, capture_output=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def test_help_answers_at_once() -> None:
    seconds("--help")  # the first run writes bytecode
    least = min(seconds("--help") for _ in range(5))
    assert least > 0
    check(least, 0.5)


@pytest.mark.slow
def test_seven_reports_take_less_than_fifteen_seconds() -> None:
    spent = seconds("compare", str(STORY), "--json")
    assert spent > 0
    check(spent, 15)


def test_the_command_line_computes_in_one_thread_unless_told_otherwise() -> None:
    threads = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    assert said_of_threads(threads) == "1"
    assert said_of_threads(threads | {"OMP_NUM_THREADS": "3"}) == "None"
    assert said_of_threads(threads | {"OPENBLAS_NUM_THREADS": "2"}) == "2"


def said_of_threads(environment: dict[str, str]) -> str:
    call = (
        "import os, sys; from twosource.cli import main; assert 'numpy' not in sys.modules; sys.argv = ['twosource', 'schema'];"
        "sys.stdout = sys.stderr; main(); sys.__stdout__.write(str(os.environ.get('OPENBLAS_NUM_THREADS')))"
    )
    done = subprocess.run([sys.executable, "-c", call], check=True, capture_output=True, text=True, env=environment)
    return done.stdout
