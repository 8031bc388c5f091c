"""Where tasks run: in this process, on Daft's workers on this machine, or on a Ray cluster through Daft.

The adapter is small on purpose: a task goes out as a short text and comes back as the names of its files. A worker that
dies takes the query with it on one machine; the query is run again, and finds what is done.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from twosource.errors import UsageError
from twosource.scale.tasks import DEATHS, Task, perform

ENGINE = re.compile(r"plain|native|ray(?:://\S+)?")
ENGINES = "plain, native, ray or ray://HOST:PORT"
SHARE = 0.5  # of a core that Ray sets aside for a worker: a lost node's workers find room on those that are left
SILENT = {"DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "1", "DAFT_PROGRESS_BAR": "0", "RAY_USAGE_STATS_ENABLED": "0"}
ATTEMPTS = 2 + 2 * DEATHS  # at one list of tasks: a few articles may kill their workers
Progress = Callable[[str, int, int], None]


def perform_all(
    tasks: Sequence[Task], *, engine: str, step: str, workers: int | None = None, progress: Progress | None = None
) -> list[list[str]]:
    """The files of each task, in the order of the tasks."""
    if not ENGINE.fullmatch(engine):
        raise UsageError(f"there is no engine {engine!r}; give {ENGINES}")
    if engine == "plain":
        return [_told(perform(task), step, n, len(tasks), progress) for n, task in enumerate(tasks, start=1)]
    _start(engine)
    encoded = [msgspec.json.encode(task).decode() for task in tasks]
    attempt = 1
    while True:
        try:
            done: dict[int, list[str]] = {}
            for number, files in _query(encoded, workers or _workers(engine)):
                done[number] = _told(files, step, len(done) + 1, len(tasks), progress)
            return [done[number] for number in range(len(tasks))]
        except Exception as error:  # a worker died with its process, or Daft lost it; what is done is on disk
            if attempt == ATTEMPTS or _is_ours(error):
                raise
            attempt += 1


def _told(files: list[str], step: str, done: int, total: int, progress: Progress | None) -> list[str]:
    if progress is not None:
        progress(step, done, total)
    return files


def _is_ours(error: Exception) -> bool:
    """Whether an error is one that a second attempt cannot mend; Daft wraps it, and keeps its name in the words."""
    return "InputRefused" in f"{type(error).__name__} {error}"


_chosen: list[str] = []  # Daft's runner is chosen once per process


def _start(engine: str) -> None:
    """Choose Daft's runner."""
    if _chosen == [engine]:
        return
    if _chosen:
        raise UsageError(f"this process runs on the engine {_chosen[0]!r} already; start another for {engine!r}")
    for name, value in SILENT.items():
        os.environ.setdefault(name, value)  # read on import
    try:
        import daft
    except ImportError:
        raise UsageError("this engine needs Daft: pip install 'twosource[cluster]'") from None
    if engine == "native":
        daft.set_runner_native()
    else:
        import ray

        os.environ.setdefault("RAY_LOG_TO_DRIVER", "0")  # what workers print is in Ray's own logs
        ray.init(None if engine == "ray" else engine, runtime_env={"env_vars": SILENT})
        daft.set_runner_ray(noop_if_initialized=True)
    _chosen.append(engine)


def _workers(engine: str) -> int:
    """Worker processes: a core each here, all of the cluster's there."""
    if engine == "native":
        return os.cpu_count() or 1
    import ray

    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _query(tasks: Sequence[str], workers: int) -> Iterator[tuple[int, list[str]]]:
    """Run the tasks as one query and give each one's number and files as they come."""
    import daft

    share = None if _chosen == ["native"] else SHARE
    performer = daft.cls(Performer, use_process=True, max_concurrency=workers, cpus=share)()
    frame = daft.from_pydict({"number": list(range(len(tasks))), "task": list(tasks)})
    if _chosen == ["native"]:
        frame = frame.into_batches(1)  # a worker takes the next task when it is done with one
    else:
        frame = frame.into_partitions(len(tasks) or 1)
    answered = frame.with_column("files", performer.answer(frame["task"])).select("number", "files")
    for row in answered.iter_rows():
        yield row["number"], msgspec.json.decode(row["files"], type=list[str])


class Performer:
    """What a worker holds: its models stay loaded between tasks."""

    def answer(self, task: str) -> str:
        """A task and its files, as JSON."""
        return msgspec.json.encode(perform(msgspec.json.decode(task, type=Task))).decode()
