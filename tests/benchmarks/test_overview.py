"""The page about the benchmarks names every task, option and pinned figure."""

import re
from pathlib import Path

import pytest

from benchmarks import overview, runner
from benchmarks.__main__ import main

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "benchmarks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("task", runner.TASKS)
def test_each_task_is_explained(task: str) -> None:
    assert re.search(rf"^\| `{task}` \|", PAGE, re.MULTILINE)


def test_each_option_is_explained() -> None:
    flags = [flag for parameter in main.params for flag in parameter.opts if flag.startswith("--")]
    assert len(flags) == 5
    assert not [flag for flag in flags if f"| `{flag}" not in PAGE]


def test_floors_are_of_tasks_and_below_what_was_saved() -> None:
    floors = runner.read_floors()
    assert set(floors) <= set(runner.ALL_TASKS)
    shown = {(task, figure.strip("`")): float(value) for task, figure, value, _, _ in overview.rows()}
    pinned = {(task, figure): floor for task, splits in floors.items() for figure, floor in splits["dev"].items()}
    assert pinned
    assert not {key for key, floor in pinned.items() if key in shown and shown[key] + 0.0005 < floor}
