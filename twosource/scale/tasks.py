"""The tasks of a job. Each takes a small record, leaves its result in a file below `work`, and names that file.

A file's name follows from what went in, and it appears whole or not at all: whoever runs a task again finds it. What a
single article does to its worker is kept out of the others' way: an error is a row of data, and an article at which a
worker died twice is left out, with the reason. What reads and compares is loaded by the worker that does it, and not
by the process that only hands out tasks.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from twosource.articles import read_sources, unfetched
from twosource.data import Account, Article, Story
from twosource.errors import InputRefused
from twosource.models.load import version
from twosource.scale import places
from twosource.scale.places import joined
from twosource.scale.rows import read_rows
from twosource.settings import setting

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

    work: str  # a folder or a prefix of an object store, as everywhere below
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
    kinds: dict[type, Callable[[Any], list[str]]] = {ReadFiles: read_through, Annotate: annotate, Compare: compare}
    return kinds[type(task)](task)


def done(task: Task) -> list[str] | None:
    """The files of a task that needs no worker any more; a store is asked by the workers, who ask at once."""
    if any(map(places.is_store, (task.work, *(task.files if isinstance(task, ReadFiles) else ())))):
        return None
    if isinstance(task, ReadFiles):
        index = joined(task.work, _index(task))
        names = read(index, list[str]) if places.exists(index) else None
        is_done = names is not None and all(done(rest) for rest in _at_once(task, names))
        return names if is_done else None
    name = _read_name(task) if isinstance(task, Annotate) else _account_name(task)
    return [name] if places.exists(joined(task.work, name)) else None


def read_through(task: ReadFiles) -> list[str]:
    """Parts of at most `PART` articles; where it is one, its articles are annotated by the worker that has them."""
    names = read_files(task)
    for rest in _at_once(task, names):
        annotate(rest)
    return names


def _at_once(task: ReadFiles, names: Sequence[str]) -> list[Annotate]:
    """What is annotated where it was read; of several parts, each may find another worker."""
    return [Annotate(task.work, name) for name in names] if len(names) == 1 else []


def _index(task: ReadFiles) -> str:
    return f"{_key('read', *(f'{name} {places.state(name)}' for name in task.files))}.index"


def read_files(task: ReadFiles) -> list[str]:
    """Parts of at most `PART` articles, in the order of the files."""
    name = _index(task)
    key = name.removesuffix(".index")
    index = joined(task.work, name)
    if not places.exists(index):
        names: list[str] = []
        articles: list[Article] = []
        rejects: list[Reject] = []
        for outcome in (found for name in task.files for found in _outcomes(name)):
            if isinstance(outcome, Article):
                articles.append(outcome)
            else:
                rejects.append(outcome)
            if len(articles) >= PART:
                names.append(_write_part(task.work, key, len(names), articles, rejects))
                articles, rejects = [], []
        if articles or rejects:
            names.append(_write_part(task.work, key, len(names), articles, rejects))
        write(index, names)
    return read(index, list[str])


def _outcomes(name: str) -> Iterator[Article | Reject]:
    """What a file or object holds; each says the name it was given under."""
    if not places.is_store(name):
        yield from _read(name)
        return
    try:
        with places.copied(name) as path:
            for outcome in _read(str(path)):
                source = outcome.source.replace(str(path), name, 1)
                yield msgspec.structs.replace(outcome, source=source)
    except OSError as error:
        yield Reject(name, f"it cannot be read ({str(error).splitlines()[0]})", "Check the address and the keys.")


def _read(name: str) -> Iterator[Article | Reject]:
    is_table = name.lower().endswith(".parquet") and Path(name).is_file()
    found = read_rows(Path(name)) if is_table else read_sources([name])
    for outcome in found:
        if isinstance(outcome, Article):
            yield outcome
        else:
            refusal = unfetched(outcome)
            yield Reject(refusal.source, refusal.reason, refusal.advice)


def _write_part(work: str, key: str, number: int, articles: list[Article], rejects: list[Reject]) -> str:
    name = f"{key}-{number:05d}.part"
    write(joined(work, name), Part(tuple(articles), tuple(rejects)))
    return name


def annotate(task: Annotate) -> list[str]:
    """The readings of a part, in its order."""
    name = _read_name(task)
    path = joined(task.work, name)
    if places.exists(path):
        return [name]
    from twosource.annotate.packed import pack
    from twosource.pipeline import read_documents

    part = read(joined(task.work, task.part), Part)
    deaths = f"{path}.deaths"
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
    places.remove(deaths)
    return [name]


def _read_name(task: Annotate) -> str:
    return f"{task.part.removesuffix('.part')}-{_key('annotate')[:12]}.read"


def key_of(article: Article) -> str:
    """What tells two articles apart that state the same id."""
    return f"{article.id} {article.sha256}"


def _died(address: str) -> dict[str, int]:
    return read(address, dict[str, int]) if places.exists(address) else {}


def compare(task: Compare) -> list[str]:
    """The account of a story."""
    name = _account_name(task)
    path = joined(task.work, name)
    if not places.exists(path):
        from twosource.annotate.packed import unpack
        from twosource.compare import compare as compare_documents

        story = read(joined(task.work, task.story), Story)
        packed: dict[str, bytes] = {}
        for file in task.readings:
            packed.update(read(joined(task.work, file), Read).readings)
        documents = [unpack(article, packed[key_of(article)]) for article in story.articles]
        write(path, compare_documents(story, documents))
    return [name]


def _account_name(task: Compare) -> str:
    return f"{task.story.removesuffix('.story')}.account"


def keep_story(work: str, story: Story) -> str:
    """The name of the file that holds a story for its `Compare`."""
    name = f"{_key('compare', story.id, *map(key_of, story.articles))}.story"
    if not places.exists(joined(work, name)):
        write(joined(work, name), story)
    return name


def account_of(work: str, name: str) -> Account:
    """The account that a `Compare` left."""
    return read(joined(work, name), Account)


def _key(*words: str) -> str:
    """A file name that follows from the words, from the version of code and models, and from the families of outlets."""
    if setting("TWOSOURCE_FAMILIES"):
        from twosource.stories.families import table_digest

        words = (*words, table_digest())
    return hashlib.sha256("\n".join((version(), *words)).encode()).hexdigest()[:32]


def write(address: str | Path, record: object) -> None:
    """Write a record so that the file is there whole or not at all."""
    places.keep(address, zlib.compress(msgspec.msgpack.encode(record), LEVEL))


def read(address: str | Path, kind: type[T]) -> T:
    """A record that `write` wrote."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(places.load(address)), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise InputRefused(
            str(address), f"a work file is damaged ({error})", "Remove it and run the job again."
        ) from None
