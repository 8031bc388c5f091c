"""Which tasks are sent to workers, to how many, and which are done here."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.small_stories import FERRY, write_jsonl
from twosource.scale import engine
from twosource.scale.engine import WORTH, perform_all
from twosource.scale.tasks import Compare, ReadFiles, Task, perform

Sent = list[tuple[list[int], int]]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The numbers of the tasks of each query, and its workers; the tasks are done in this process."""
    queries: Sent = []

    def query(tasks: Mapping[int, Task], workers: int) -> Iterator[tuple[int, list[str]]]:
        queries.append((list(tasks), workers))
        yield from ((number, perform(task)) for number, task in tasks.items())

    monkeypatch.setattr(engine, "_query", query)
    monkeypatch.setattr(engine, "_start", lambda _: None)
    monkeypatch.setattr(engine, "_cores", lambda _: 4)
    return queries


def reading(folder: Path, count: int) -> list[ReadFiles]:
    """Tasks of a report each."""
    sources = [write_jsonl(folder / f"{n}.jsonl", [FERRY[0] | {"id": f"r{n}"}]) for n in range(count)]
    return [ReadFiles(str(folder / "work"), (str(source),)) for source in sources]


@pytest.mark.parametrize(
    ("articles", "asked", "workers"),
    [(3, None, 1), (WORTH, None, 1), (WORTH + 1, None, 2), (9 * WORTH, None, 3), (3, 2, 2), (0, None, 1)],
)
def test_a_step_gets_the_workers_that_its_work_is_worth(
    tmp_path: Path, sent: Sent, articles: int, asked: int | None, workers: int
) -> None:
    perform_all(reading(tmp_path, 3), engine="native", step="read", articles=articles, workers=asked)
    assert sent == [([0, 1, 2], workers)]


def test_what_is_done_is_not_sent(tmp_path: Path, sent: Sent) -> None:
    first, second = reading(tmp_path, 2)
    told: list[tuple[int, int]] = []
    done = perform_all([second], engine="plain", step="read", articles=1)
    both = perform_all(
        [first, second], engine="native", step="read", articles=2, progress=lambda _, n, of: told.append((n, of))
    )
    assert both[1:] == done
    assert sent == [([0], 1)]
    assert told == [(1, 2), (2, 2)]
    assert perform_all([first, second], engine="native", step="read", articles=2, workers=2) == both
    assert len(sent) == 1


@pytest.mark.parametrize(("articles", "asked", "queries"), [(5, None, 0), (WORTH + 1, None, 1), (5, 2, 1)])
def test_a_few_articles_are_compared_here(
    tmp_path: Path, sent: Sent, monkeypatch: pytest.MonkeyPatch, articles: int, asked: int | None, queries: int
) -> None:
    monkeypatch.setattr(engine, "perform", lambda task: [f"{task.story} here"])
    monkeypatch.setattr("tests.scale.test_engine.perform", lambda task: [f"{task.story} there"])
    tasks = [Compare(str(tmp_path), f"{n}.story", ()) for n in range(2)]
    found = perform_all(tasks, engine="native", step="compare", articles=articles, workers=asked)
    assert found == [[f"{n}.story {'there' if queries else 'here'}"] for n in range(2)]
    assert len(sent) == queries


def test_a_query_that_fails_is_run_again_for_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    queries: list[list[int]] = []

    def query(tasks: Mapping[int, Task], workers: int) -> Iterator[tuple[int, list[str]]]:
        queries.append(list(tasks))
        for number, task in reversed(tasks.items()):
            yield number, perform(task)
            if len(queries) == 1:
                raise RuntimeError("a worker died")

    monkeypatch.setattr(engine, "_query", query)
    monkeypatch.setattr(engine, "_start", lambda _: None)
    tasks = reading(tmp_path, 3)
    found = perform_all(tasks, engine="native", step="read", articles=3)
    assert queries == [[0, 1, 2], [0, 1]]
    assert found == [perform(task) for task in tasks]
