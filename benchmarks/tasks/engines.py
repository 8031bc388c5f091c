"""What an engine costs: CPU seconds of a whole job in this process and on Daft's native workers, the same bytes.

`twosource run` in a new process each time, all that it starts counted: seven stories of some fifty reports, a file for
each; and the stories of `benchmarks/stories` with three times their reports (some four hundred, in one file: each comes
again one and two years later, under another id). Both engines run at once, so that both have the same machine, whatever
else it does; a figure is the plain flow's CPU seconds by the engine's, the median of the rounds.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.archives import DataMissing
from benchmarks.tasks.speed import in_new_process

PUBLISHED: list[tuple[str, float, str]] = []
ENGINES = ("plain", "native")
FEW, YEARS = 7, 3
ROUNDS = {"few": 3, "many": 1}
Record = dict[str, Any]


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Run both jobs on both engines."""
    paths = sorted(data.glob("*/articles.jsonl")) if data else []
    if not paths:
        raise DataMissing(f"{data} holds no story (a folder with articles.jsonl).")
    if importlib.util.find_spec("daft") is None:
        raise DataMissing("Daft is not installed (twosource[cluster]).")
    with tempfile.TemporaryDirectory(prefix="twosource-") as folder:
        jobs = {"few": Path(folder) / "few", "many": Path(folder) / "many"}
        for path in paths[:FEW]:
            write(jobs["few"] / f"{path.parent.name}.jsonl", told(path, 0))
        write(jobs["many"] / "years.jsonl", [r for year in range(YEARS) for path in paths for r in told(path, year)])
        found = {name: costs(source, ROUNDS[name]) for name, source in jobs.items()}
        reports = {
            name: sum(len(p.read_text("utf-8").splitlines()) for p in job.iterdir()) for name, job in jobs.items()
        }
    return {
        "figures": {f"{name}_plain_by_native": statistics.median(plain / native for plain, native in rounds)
                    for name, (rounds, _) in found.items()},
        "counts": {f"{name}_reports": count for name, count in reports.items()},
        "faults": [f"{name}: accounts differ" for name, (_, same) in found.items() if not same],
        "notes": [
            f"{name}: CPU s plain {plain:.1f}, native {native:.1f}, so {native / plain:.2f} times as much"
            for name, (rounds, _) in found.items()
            for plain, native in rounds
        ],
    }  # fmt: skip


def told(path: Path, year: int) -> Iterator[Record]:
    """The records of a story, `year` years later, under ids that nothing else has."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record: Record = json.loads(line)
        record["id"] = f"{path.parent.name}-{record['id']}-{year}"
        for name in ("published", "modified", "retrieved"):
            if record.get(name):
                record[name] = f"{int(record[name][:4]) + year}{record[name][4:].replace('-02-29', '-02-28')}"
        yield record


def write(path: Path, records: Iterator[Record] | Sequence[Record]) -> None:
    """A JSON Lines file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def costs(source: Path, rounds: int) -> tuple[list[tuple[float, float]], bool]:
    """CPU seconds of the plain flow and of the native engine in each round, and whether all gave the same accounts."""
    spent: list[tuple[float, float]] = []
    accounts: set[bytes] = set()
    for number in range(rounds):
        outs = [source.parent / f"{source.name}-{engine}-{number}" for engine in ENGINES]
        with ThreadPoolExecutor(len(ENGINES)) as both:
            plain, native = both.map(partial(job, source), ENGINES, outs)
        spent.append((plain, native))
        accounts.update((out / "accounts.jsonl").read_bytes() for out in outs)
    return spent, len(accounts) == 1


def job(source: Path, engine: str, out: Path) -> float:
    """CPU seconds of a job and of all that it started."""
    return in_new_process("run", str(source), "--out", str(out), "--engine", engine, "--quiet")["cpu_ms"] / 1000
