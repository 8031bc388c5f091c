"""The tasks of a job. Each takes a small record, leaves its result in a file below `work`, and names that file.

A file's name follows from what went in, and it appears whole or not at all: whoever runs a task again finds it. What a
single article does to its worker is kept out of the others' way: an error is a row of data, and an article at which a
worker died twice is left out, with the reason.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import msgspec

from twosource.articles import read_sources, unfetched
from twosource.data import Account, Article, Story
from twosource.errors import InputRefused
from twosource.pipeline import read_documents
from twosource.store.accounts import pack, unpack, version

PART = 32  # articles of one part: some seconds of reading
DEATHS = 2  # of workers at one article, until it is left out
LEVEL = 3  # of zlib
T = TypeVar("T")


class Reject(msgspec.Struct, frozen=True):
    """An input that is no article of the job, and why."""

    source: str
    reason: str
    advice: str


class Part(msgspec.Struct, frozen=True):
    """Articles, and what was refused beside them."""

    articles: tuple[Article, ...] = ()
    rejects: tuple[Reject, ...] = ()


class Read(msgspec.Struct, frozen=True):
    """A part's articles by key: those that were read, packed, and those that could not be."""

    readings: tuple[tuple[str, bytes], ...] = ()
    rejects: tuple[tuple[str, Reject], ...] = ()


class ReadFiles(msgspec.Struct, frozen=True, tag=True):
    """Read a crawl, a file of many articles, or some files of one, into parts."""

    work: str
    files: tuple[str, ...]


class Annotate(msgspec.Struct, frozen=True, tag=True):
    """Annotate the articles of a part."""

    work: str
    part: str


class Compare(msgspec.Struct, frozen=True, tag=True):
    """Make the account of a story from the readings of its articles."""

    work: str
    story: str  # files, so that no text travels with a task
    readings: tuple[str, ...]


Task = ReadFiles | Annotate | Compare


def perform(task: Task) -> list[str]:
    """The names of the files, below `work`, that hold the task's result."""
    kinds: dict[type, Callable[[Any], list[str]]] = {ReadFiles: read_files, Annotate: annotate, Compare: compare}
    return kinds[type(task)](task)


def read_files(task: ReadFiles) -> list[str]:
    """Parts of at most `PART` articles, in the order of the files."""
    key = _key("read", *(f"{name} {_state(Path(name))}" for name in task.files))
    index = Path(task.work) / f"{key}.index"
    if not index.exists():
        names: list[str] = []
        articles: list[Article] = []
        rejects: list[Reject] = []
        for outcome in read_sources(task.files):
            if isinstance(outcome, Article):
                articles.append(outcome)
            else:
                refusal = unfetched(outcome)
                rejects.append(Reject(refusal.source, refusal.reason, refusal.advice))
            if len(articles) >= PART:
                names.append(_write_part(task.work, key, len(names), articles, rejects))
                articles, rejects = [], []
        if articles or rejects:
            names.append(_write_part(task.work, key, len(names), articles, rejects))
        write(index, names)
    return read(index, list[str])


def _state(path: Path) -> str:
    """What tells that a file is the one it was."""
    if not path.exists():
        return "missing"
    state = path.stat()
    return f"{state.st_size} {state.st_mtime_ns}"


def _write_part(work: str, key: str, number: int, articles: list[Article], rejects: list[Reject]) -> str:
    name = f"{key}-{number:05d}.part"
    write(Path(work) / name, Part(tuple(articles), tuple(rejects)))
    return name


def annotate(task: Annotate) -> list[str]:
    """The readings of a part, in its order."""
    name = f"{task.part.removesuffix('.part')}-{_key('annotate')[:12]}.read"
    path = Path(task.work) / name
    if path.exists():
        return [name]
    part = read(Path(task.work) / task.part, Part)
    deaths = Path(task.work) / f"{name}.deaths"
    died = _died(deaths)
    readings, rejects = [], []
    for article in part.articles:
        key = key_of(article)
        deadly = died.get(key, 0)
        if deadly >= DEATHS:
            reason = f"a worker died {deadly} times while reading it"
            rejects.append((key, Reject(article.source, reason, "Give it alone to `twosource compare` to see why.")))
            continue
        write(deaths, died | {key: deadly + 1})  # before the work: who dies cannot write after
        try:
            (document,) = read_documents([article])
            readings.append((key, pack(document)))
        except Exception as error:  # one article's failure is a row, whatever it is
            reason = f"it cannot be read ({type(error).__name__}: {error})"
            rejects.append((key, Reject(article.source, reason, "Report it with the text.")))
    write(path, Read(tuple(readings), tuple(rejects)))
    deaths.unlink(missing_ok=True)
    return [name]


def key_of(article: Article) -> str:
    """What tells two articles apart that state the same id."""
    return f"{article.id} {article.sha256}"


def _died(path: Path) -> dict[str, int]:
    return read(path, dict[str, int]) if path.exists() else {}


def compare(task: Compare) -> list[str]:
    """The account of a story."""
    from twosource.compare import compare as compare_documents

    story = read(Path(task.work) / task.story, Story)
    name = f"{task.story.removesuffix('.story')}.account"
    path = Path(task.work) / name
    if not path.exists():
        packed: dict[str, bytes] = {}
        for file in task.readings:
            packed.update(read(Path(task.work) / file, Read).readings)
        documents = [unpack(article, packed[key_of(article)]) for article in story.articles]
        write(path, compare_documents(story, documents))
    return [name]


def keep_story(work: Path, story: Story) -> str:
    """The name of the file that holds a story for its `Compare`."""
    name = f"{_key('compare', story.id, *map(key_of, story.articles))}.story"
    if not (work / name).exists():
        write(work / name, story)
    return name


def account_of(work: Path, name: str) -> Account:
    """The account that a `Compare` left."""
    return read(work / name, Account)


def _key(*words: str) -> str:
    """A file name that follows from the words and from the version of code and models."""
    return hashlib.sha256("\n".join((version(), *words)).encode()).hexdigest()[:32]


def write(path: Path, record: object) -> None:
    """Write a record so that the file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f"{path.suffix}.{uuid4().hex}")  # workers on several machines may share the folder
    part.write_bytes(zlib.compress(msgspec.msgpack.encode(record), LEVEL))
    part.replace(path)


def read(path: Path, kind: type[T]) -> T:
    """A record that `write` wrote."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise InputRefused(str(path), f"a work file is damaged ({error})", "Remove it and run the job again.") from None
