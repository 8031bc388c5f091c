"""The tasks of a job, one by one, in this process."""

import os
from pathlib import Path

import pytest

from tests.small_stories import FERRY, write_jsonl
from twosource.errors import InputRefused
from twosource.scale import tasks
from twosource.scale.tasks import Annotate, Part, Read, ReadFiles, annotate, perform, read, write


@pytest.fixture
def part(tmp_path: Path) -> Annotate:
    """A part of three articles, read and not annotated yet."""
    source = write_jsonl(tmp_path / "ferry.jsonl", FERRY)
    (name,) = perform(ReadFiles(str(tmp_path / "work"), (str(source),)))
    return Annotate(str(tmp_path / "work"), name)


def test_a_task_that_is_done_is_not_done_again(part: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    first = annotate(part)

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(tasks, "read_documents", fail)
    assert annotate(part) == first
    assert len(read(Path(part.work) / first[0], Read).readings) == 3


def test_a_changed_file_is_another_task(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "ferry.jsonl", FERRY[:1])
    task = ReadFiles(str(tmp_path), (str(source),))
    first = perform(task)
    write_jsonl(source, FERRY[:2])
    assert perform(task) != first


def test_large_files_are_cut_into_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "PART", 2)
    source = write_jsonl(tmp_path / "ferry.jsonl", FERRY)
    names = perform(ReadFiles(str(tmp_path), (str(source),)))
    assert [len(read(tmp_path / name, Part).articles) for name in names] == [2, 1]


def test_an_article_that_fails_is_a_row(part: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tasks.read_documents

    def fail(articles: list[object]) -> object:
        if articles[0].id == FERRY[1]["id"]:  # type: ignore[attr-defined]
            raise ValueError("poison")
        return whole(articles)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "read_documents", fail)
    found = read(Path(part.work) / annotate(part)[0], Read)
    assert len(found.readings) == 2
    assert [r.reason for _, r in found.rejects] == ["it cannot be read (ValueError: poison)"]


def test_an_article_at_which_workers_die_is_left_out(part: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tasks.read_documents

    class Death(BaseException):
        pass

    def die(articles: list[object]) -> object:
        if articles[0].id == FERRY[1]["id"]:  # type: ignore[attr-defined]
            raise Death
        return whole(articles)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "read_documents", die)
    for _ in range(tasks.DEATHS):
        with pytest.raises(Death):
            annotate(part)
    found = read(Path(part.work) / annotate(part)[0], Read)
    assert len(found.readings) == 2
    assert [r.reason for _, r in found.rejects] == ["a worker died 2 times while reading it"]


def test_files_appear_whole_and_damage_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.part", Part())
    assert os.listdir(tmp_path) == ["a.part"]
    (tmp_path / "a.part").write_bytes((tmp_path / "a.part").read_bytes()[:-2])
    with pytest.raises(InputRefused, match="damaged"):
        read(tmp_path / "a.part", Part)
