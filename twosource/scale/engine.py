"""Where tasks run: in this process, on Daft's workers on this machine, or on a Ray cluster through Daft.

The adapter is small on purpose: a task goes out as a short text and comes back as the names of its files. A worker that
dies takes the query with it on one machine; the query is run again, and finds what is done.

A query starts its workers anew, and a worker costs some two seconds until its models are loaded. So what is done is not
sent out, a step gets no more workers than its work is worth, and the comparison of a few articles needs none: they were
read by then, and what can kill a process is the reading of what somebody else wrote.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from twosource.errors import UsageError
from twosource.scale.tasks import DEATHS, Compare, Task, done, perform

ENGINE = re.compile(r"plain|native|ray(?:://\S+)?")
ENGINES = "plain, native, ray or ray://HOST:PORT"
SHARE = 0.5  # of a core that Ray sets aside for a worker: a lost node's workers find room on those that are left
SILENT = {"DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "1", "DAFT_PROGRESS_BAR": "0", "RAY_USAGE_STATS_ENABLED": "0"}
ATTEMPTS = 2 + 2 * DEATHS  # at one list of tasks: a few articles may kill their workers
WORTH = 64  # articles of one worker: reading and comparing them costs five times what starting it does
Progress = Callable[[str, int, int], None]


def perform_all(
    tasks: Sequence[Task],
    *,
    engine: str,
    step: str,
    articles: int,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[list[str]]:
    """The files of each task, in the order of the tasks. `articles` is how many they are about, as far as is known."""
    if not ENGINE.fullmatch(engine):
        raise UsageError(f"there is no engine {engine!r}; give {ENGINES}")
    answers: dict[int, list[str]] = {}
    for number, files in _answers(tasks, engine, articles, workers):
        answers[number] = files
        if progress is not None:
            progress(step, len(answers), len(tasks))
    return [answers[number] for number in range(len(tasks))]


def _answers(tasks: Sequence[Task], engine: str, articles: int, workers: int | None) -> Iterator[tuple[int, list[str]]]:
    """Each task's number and files, as they come."""
    todo: dict[int, Task] = {}
    for number, task in enumerate(tasks):
        files = done(task)
        if files is None:
            todo[number] = task
        else:
            yield number, files
    crew = workers or min(len(todo), max(1, -(-articles // WORTH)))
    if engine == "plain" or not (workers or crew > 1 or any(_may_kill(task) for task in todo.values())):
        yield from ((number, perform(task)) for number, task in todo.items())
        return
    _start(engine)
    attempt = 1
    while todo:
        try:
            for number, files in _query(dict(todo), workers or min(crew, _cores(engine))):
                del todo[number]
                yield number, files
        except Exception as error:  # a worker died with its process, or Daft lost it; what is done is on disk
            if attempt == ATTEMPTS or _is_ours(error):
                raise
            attempt += 1


def _may_kill(task: Task) -> bool:
    """Whether a task reads what somebody else wrote, which no process is to do that has more to do."""
    return not isinstance(task, Compare)


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


def _cores(engine: str) -> int:
    """Of this machine here, of the whole cluster there."""
    if engine == "native":
        return os.cpu_count() or 1
    import ray

    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _query(tasks: Mapping[int, Task], workers: int) -> Iterator[tuple[int, list[str]]]:
    """Run the tasks as one query and give each one's number and files as they come, in any order."""
    import daft

    share = None if _chosen == ["native"] else SHARE
    performer = daft.cls(Performer, use_process=True, max_concurrency=workers, cpus=share)()
    encoded = [msgspec.json.encode(task).decode() for task in tasks.values()]
    frame = daft.from_pydict({"number": list(tasks), "task": encoded})
    if _chosen == ["native"]:
        frame = frame.into_batches(1)  # a worker takes the next task when it is done with one
    else:
        frame = frame.into_partitions(len(tasks))
    answered = frame.with_column("files", performer.answer(frame["task"])).select("number", "files")
    with daft.execution_config_ctx(maintain_order=False):  # else a long task holds up the other workers
        for row in answered.iter_rows():
            yield row["number"], msgspec.json.decode(row["files"], type=list[str])


class Performer:
    """What a worker holds: its models stay loaded between tasks."""

    def answer(self, task: str) -> str:
        """A task and its files, as JSON."""
        return msgspec.json.encode(perform(msgspec.json.decode(task, type=Task))).decode()
