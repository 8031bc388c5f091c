"""Floors, data folders and the command line of the benchmarks."""

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import runner
from benchmarks.__main__ import main
from benchmarks.archives import DataMissing
from benchmarks.runner import ALL_TASKS, TASKS, Outcome, below_floors, data_folder, raise_floors, save_cases, table


def outcome(figures: Mapping[str, float | None], **more: object) -> Outcome:
    return Outcome(task="html", split="dev", figures=figures, counts={"pages": 2}, seconds=1.0, **more)  # type: ignore[arg-type]


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"html": {"dev": {"f1": 0.9}}}), encoding="utf-8")
    monkeypatch.setattr(runner, "FLOORS", path)
    monkeypatch.setattr(runner, "RESULTS", tmp_path / "results")
    return path


@pytest.mark.parametrize(
    ("figures", "problems"),
    [
        ({"f1": 0.95}, []),
        ({"f1": 0.9}, []),
        ({"f1": 0.8999}, ["f1 0.8999, its floor is 0.9"]),
        ({"f1": None}, ["f1 is missing, its floor is 0.9"]),
        ({}, ["f1 is missing, its floor is 0.9"]),
    ],
)
@pytest.mark.usefixtures("floors")
def test_below_floors(figures: dict[str, float | None], problems: list[str]) -> None:
    assert below_floors(outcome(figures)) == problems


@pytest.mark.parametrize(("reached", "floor"), [(0.9567, 0.956), (0.5, 0.9), (None, 0.9)])
def test_floors_only_rise(floors: Path, reached: float | None, floor: float) -> None:
    raise_floors(outcome({"f1": reached, "other": 1.0}))
    assert json.loads(floors.read_text(encoding="utf-8")) == {"html": {"dev": {"f1": floor}}}


def test_cases_are_saved_rounded(floors: Path) -> None:
    save_cases(outcome({"f1": 2 / 3}, cases={"page-1": {"f1": 1 / 3}}))
    saved = json.loads((floors.parent / "results" / "html.json").read_text(encoding="utf-8"))
    assert saved == {"figures": {"f1": 0.6667}, "cases": {"page-1": {"f1": 0.3333}}}


def test_the_table_shows_rows_and_their_mean() -> None:
    lines = table(outcome({"f1": 0.5}, cases={"page-1": {"f1": None}, "page-2": {"f1": 0.5}})).splitlines()
    assert [line.split() for line in lines[2:5]] == [["page-1", "-"], ["page-2", "0.500"], ["MEAN", "0.500"]]


def test_many_cases_are_not_shown() -> None:
    cases = {f"page-{i}": {"f1": 0.5} for i in range(100)}
    text = table(outcome({"f1": 0.5}, cases=cases, published=[("f1", 0.97, "another")], notes=["half of it"]))
    assert "page-1" not in text
    assert [line.split() for line in text.splitlines()[1:]] == [
        ["f1", "0.500"],
        ["pages", "2"],
        ["others:", "f1", "0.970", "another"],
        ["note:", "half", "of", "it"],
    ]


def test_corpora_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="TWOSOURCE_DATA"):
        data_folder("html", None, None)
    with pytest.raises(DataMissing, match="not a folder"):
        data_folder("html", tmp_path / "nowhere", None)
    assert data_folder("html", tmp_path, None) == tmp_path
    assert data_folder("accounts", None, None) == runner.STORIES


def test_the_command_line_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TWOSOURCE_DATA", raising=False)
    result = CliRunner().invoke(main, ["events"])
    assert result.exit_code == 1
    assert "--data DIR" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("task", TASKS)
def test_each_task_is_there(task: str) -> None:
    module = import_module(f"benchmarks.tasks.{task}")
    assert callable(module.run)
    assert module.__doc__


def test_each_task_is_listed() -> None:
    here = Path(runner.__file__).parent / "tasks"
    assert {path.stem for path in here.glob("*.py")} - {"__init__"} == set(TASKS) <= set(ALL_TASKS)
