"""The tasks of a job, one by one, in this process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_stories import FERRY, write_jsonl
from twosource import pipeline
from twosource.errors import InputRefused
from twosource.scale import tasks
from twosource.scale.tasks import Annotate, Part, Read, ReadFiles, annotate, done, perform, read, read_files, write


@pytest.fixture
def part(tmp_path: Path) -> Annotate:
    """A part of three articles, read and not annotated yet."""
    source = write_jsonl(tmp_path / "ferry.jsonl", FERRY)
    (name,) = read_files(ReadFiles(str(tmp_path / "work"), (str(source),)))
    return Annotate(str(tmp_path / "work"), name)


def test_a_task_that_is_done_is_not_done_again(part: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    first = annotate(part)

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(pipeline, "read_documents", fail)
    assert annotate(part) == first
    assert len(read(Path(part.work) / first[0], Read).readings) == 3


def test_a_changed_file_is_another_task(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "ferry.jsonl", FERRY[:1])
    task = ReadFiles(str(tmp_path), (str(source),))
    first = read_files(task)
    write_jsonl(source, FERRY[:2])
    assert read_files(task) != first


def test_large_files_are_cut_into_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "PART", 2)
    source = write_jsonl(tmp_path / "ferry.jsonl", FERRY)
    names = perform(ReadFiles(str(tmp_path), (str(source),)))
    assert [len(read(tmp_path / name, Part).articles) for name in names] == [2, 1]


@pytest.mark.parametrize(("most", "is_read"), [(3, True), (2, False)])
def test_who_reads_few_articles_annotates_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, is_read: bool
) -> None:
    monkeypatch.setattr(tasks, "PART", most)
    source = write_jsonl(tmp_path / "ferry.jsonl", FERRY)
    task = ReadFiles(str(tmp_path / "work"), (str(source),))
    assert done(task) is None
    names = perform(task)
    assert done(task) == names
    assert [done(Annotate(task.work, name)) is not None for name in names] == [is_read] * len(names)


def test_articles_that_were_read_and_not_annotated_are_not_done(part: Annotate, tmp_path: Path) -> None:
    task = ReadFiles(part.work, (str(tmp_path / "ferry.jsonl"),))
    assert done(task) is None
    (read_name,) = annotate(part)
    assert done(task) == [part.part]
    assert done(part) == [read_name]


def test_who_hands_out_tasks_loads_nothing_that_does_them() -> None:
    code = (
        "import sys, twosource.scale; print(*sorted({'spacy', 'sqlalchemy', 'onnxruntime', 'daft'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_an_article_that_fails_is_a_row(part: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.read_documents

    def fail(articles: list[object]) -> object:
        if articles[0].id == FERRY[1]["id"]:  # type: ignore[attr-defined]
            raise ValueError("poison")
        return whole(articles)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_documents", fail)
    found = read(Path(part.work) / annotate(part)[0], Read)
    assert len(found.readings) == 2
    assert [r.reason for _, r in found.rejects] == ["it cannot be read (ValueError: poison)"]


def test_an_article_at_which_workers_die_is_left_out(part: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.read_documents

    class Death(BaseException):
        pass

    def die(articles: list[object]) -> object:
        if articles[0].id == FERRY[1]["id"]:  # type: ignore[attr-defined]
            raise Death
        return whole(articles)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_documents", die)
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
