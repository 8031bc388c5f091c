"""What every benchmark shares: the list of tasks, where their data is, the floors, the table.

A task is a module `benchmarks/tasks/NAME.py` with `run(data, split) -> dict`:
`figures` (name to number, higher is better, None where there was nothing to judge), `counts` (what was judged),
and, where it has them, `cases` (per-case outcomes that are saved: ids, labels and scores, never a corpus' text),
`faults` (what must not happen at any score) and `notes` (what a reader of the figures has to know).
Its literal `PUBLISHED` names what others reached: (figure, value, who and on what).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.archives import DataMissing

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results"
STORIES = HERE / "stories"

# name -> what it reads: our own stories, or the public corpora that --data names
ALL_TASKS: dict[str, str] = {
    "accounts": "stories",
    "findings": "corpora",
    "disagreements": "corpora",
    "parse": "corpora",
    "ner": "corpora",
    "coref": "corpora",
    "cdec": "corpora",
    "attribution": "corpora",
    "time": "corpora",
    "quantities": "corpora",
    "events": "corpora",
    "names": "corpora",
    "pairs": "corpora",
    "likeness": "stories",
    "html": "corpora",
    "stories": "corpora",
    "handed": "corpora",
    "stream": "corpora",
    "speed": "stories",
    "engines": "stories",
    "archive": "stories",
    "load": "stories",
    "growth": "corpora",
    "lineage": "corpora",
}
TASKS = {name: reads for name, reads in ALL_TASKS.items() if (HERE / "tasks" / f"{name}.py").is_file()}

Published = tuple[str, float, str]
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of a task measured."""

    task: str
    split: str
    figures: Mapping[str, float | None]
    counts: Mapping[str, float]
    seconds: float
    cases: Mapping[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    published: Sequence[Published] = ()

    def to_dict(self) -> dict[str, Any]:
        """The public part, as `--json` prints it."""
        return {
            "task": self.task,
            "split": self.split,
            "figures": dict(self.figures),
            "counts": dict(self.counts),
            "seconds": round(self.seconds, 2),
        }


def data_folder(task: str, data: Path | None, stories: Path | None) -> Path | None:
    """The folder the task reads. Raises `DataMissing` when it needs corpora and there are none."""
    if ALL_TASKS[task] == "stories":
        return stories or STORIES
    if data is None:
        raise DataMissing("It needs public corpora: name their folder with --data DIR or TWOSOURCE_DATA.")
    if not data.is_dir():
        raise DataMissing(f"{data} is not a folder; --data names the one that holds the corpora.")
    return data


def measure(task: str, data: Path | None, split: str) -> Outcome:
    """Run the task and time it."""
    started = perf_counter()
    module = import_module(f"benchmarks.tasks.{task}")
    try:
        got = module.run(data, split)
    except FileNotFoundError as error:
        raise DataMissing(f"{error.filename or error} is not there; {data} should hold it.") from error
    return Outcome(
        task=task,
        split=split,
        figures=got["figures"],
        counts=got.get("counts", {}),
        seconds=perf_counter() - started,
        cases=got.get("cases", {}),
        faults=list(got.get("faults", [])),
        notes=list(got.get("notes", [])),
        published=getattr(module, "PUBLISHED", ()),
    )


# ---- floors: per task and split, name -> the least it may be


def read_floors() -> dict[str, dict[str, dict[str, float]]]:
    """All floors: task -> split -> figure -> least value."""
    floors: dict[str, dict[str, dict[str, float]]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def below_floors(outcome: Outcome) -> list[str]:
    """One line for each figure that is under its floor, or missing."""
    lines = []
    for name, floor in sorted(read_floors().get(outcome.task, {}).get(outcome.split, {}).items()):
        value = outcome.figures.get(name)
        if value is None or value < floor:
            lines.append(f"{name} {'is missing' if value is None else format(value, '.4f')}, its floor is {floor}")
    return lines


def raise_floors(outcome: Outcome) -> None:
    """Lift each floor that the task has to the figure just reached; leave the others where they are."""
    floors = read_floors()
    mine = floors.get(outcome.task, {}).get(outcome.split, {})
    for name, floor in mine.items():
        # rounding down keeps the figure that set a floor above it
        mine[name] = max(floor, int((outcome.figures.get(name) or 0.0) * 1000) / 1000)
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def save_cases(outcome: Outcome) -> None:
    """Write the per-case outcomes, so that a change shows as changed lines and not only as another mean."""
    if not outcome.cases:
        return
    RESULTS.mkdir(exist_ok=True)
    name = outcome.task if outcome.split == "dev" else f"{outcome.task}-{outcome.split}"
    parts = {"figures": _rounded(outcome.figures), "cases": _rounded(outcome.cases)}
    text = ",\n".join(f'"{key}": {_lines(rows)}' for key, rows in parts.items())
    (RESULTS / f"{name}.json").write_text("{\n" + text + "\n}\n", encoding="utf-8")


def _lines(rows: Mapping[str, Any]) -> str:
    """A JSON object with one line for each key: short, and a changed case is a changed line."""
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {json.dumps(row)}" for key, row in rows.items()) + "\n}"


def _rounded(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key: _rounded(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [_rounded(value) for value in node]
    return round(node, 4) if isinstance(node, float) else node


# ---- showing


def table(outcome: Outcome) -> str:
    """The figures and counts as aligned text, those of others beside them; few cases of the same figures as rows."""
    lines = [f"{outcome.task} ({outcome.split}), {outcome.seconds:.1f} s"]
    rows = {name: case for name, case in outcome.cases.items() if isinstance(case, Mapping)}
    if 0 < len(rows) <= MOST_ROWS and all(set(row) <= set(outcome.figures) for row in rows.values()):
        lines += _grid(rows | {"MEAN": outcome.figures})
    else:
        lines += [f"  {name:32} {_shown(value):>10}" for name, value in outcome.figures.items()]
    lines += [f"  {name:32} {value:>10,}" for name, value in outcome.counts.items()]
    lines += [f"  others: {name:24} {_shown(value):>10}  {who}" for name, value, who in outcome.published]
    lines += [f"  note: {note}" for note in outcome.notes]
    return "\n".join(lines)


def _grid(rows: Mapping[str, Mapping[str, Any]]) -> list[str]:
    columns = list(rows["MEAN"])
    width = max(map(len, rows))
    widths = [max(6, len(column)) for column in columns]
    lines = [" ".join([" " * width, *(f"{column:>{w}}" for column, w in zip(columns, widths, strict=True))])]
    for name, row in rows.items():
        cells = [f"{_shown(row.get(column)):>{w}}" for column, w in zip(columns, widths, strict=True)]
        lines.append(" ".join([f"{name:{width}}", *cells]))
    return lines


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"
    return str(value)
