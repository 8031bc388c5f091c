"""What was last measured, as rows for the docs: each pinned figure beside its floor and what others reached."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module

from benchmarks.runner import RESULTS, TASKS, read_floors


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(task, figure, value, floor, others) of the dev splits that have saved results."""
    floors = read_floors()
    for task in TASKS:
        path = RESULTS / f"{task}.json"
        if not path.is_file():
            continue
        figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
        published = getattr(import_module(f"benchmarks.tasks.{task}"), "PUBLISHED", ())
        pinned = floors.get(task, {}).get("dev", {})
        for figure, value in figures.items():
            others = "; ".join(f"{other:.3f} {who}" for name, other, who in published if name == figure)
            if value is not None and (figure in pinned or others):
                yield task, f"`{figure}`", f"{value:.3f}", f"{pinned[figure]:.3f}" if figure in pinned else "", others
