"""The process that reads: one input at a time, when it is asked to, within limits of time and memory.

It is started by `guarded.Reader`. Messages are MessagePack behind their length: a `Job` begins a source, `Next` asks for
its next outcome, and each is answered by one `Said`. What it is at stands in the box, so that the parent knows what it
died of.
"""

from __future__ import annotations

import logging
import os
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from twosource.articles.box import KILLED, REFUSED, Box, place_key
from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched
from twosource.articles.files import guarded, read_file, read_piece
from twosource.articles.follow import read_fetched
from twosource.articles.make import HALF_CHARACTER
from twosource.articles.records import Given
from twosource.articles.streams import Piece
from twosource.data import Article
from twosource.errors import InputRefused

CPU_SECONDS = 20  # for one input, or from one sign of life to the next
STILL = 5.0  # seconds after which the parent is told that work goes on
MEMORY = 1 << 30  # bytes that reading may take above what the process has at its start
OUT_OF_MEMORY = 77  # exit status
LENGTH = struct.Struct("<I")
log = logging.getLogger("twosource")
T = TypeVar("T")
Outcome = Article | Link | InputRefused


class Job(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """A source to read: a file, what an address gave, or a piece of a stream."""

    number: int
    name: str
    state: str  # of the source, so that a changed one is told from what it was
    given: tuple[str | None, str | None, str | None]
    path: bytes = b""
    found: Fetched | None = None
    link: Link | None = None
    piece: Piece | None = None
    skip: int = 0  # outcomes that were had before
    refused: tuple[str, str] | None = None  # an input that is not tried, and why
    died: dict[str, int] = {}  # deaths of `add` by key of the input


class Next(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """Go on with a job."""

    number: int


class Said(msgspec.Struct, array_like=True, frozen=True):
    """What came next: an outcome, the end of the source, a failure at a place; or nothing yet, but work goes on."""

    article: Article | None = None
    link: Link | None = None
    refusal: tuple[str, str, str] | None = None
    done: bool = False
    failed: tuple[str, str] | None = None
    passed: tuple[str, ...] = ()  # keys of inputs at which `add` died before, and now got through
    log: tuple[str, ...] = ()


def send(stream: BinaryIO, message: object) -> None:
    """Write a message."""
    data = msgspec.msgpack.encode(message)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO, kind: type[T]) -> T | None:
    """The next message; None where the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return msgspec.msgpack.decode(data, type=kind) if len(data) == length else None


class Condemned(InputRefused):
    """The refusal of an input that is not tried any more; it ends what it is raised in."""


class Reading:
    """A job on its way."""

    def __init__(self, job: Job, box: Box, still: Callable[[], None]) -> None:
        self.job = job
        self.box = box
        self.still = still
        self.had = 0
        self.place = job.name
        self.passed: list[str] = []
        self._outcomes = self._read()

    def next(self) -> Said:
        """The next outcome that the parent does not have yet."""
        try:
            while True:
                self._at(f"{self.job.name}, behind its input {self.had}" if self.had else self.job.name)
                limit_time(CPU_SECONDS)
                outcome = next(self._outcomes, None)
                if outcome is None:
                    return Said(done=True)
                self.had += 1
                if self.had > self.job.skip:
                    return self._said(outcome)
        except Condemned as refusal:  # between two inputs: the rest cannot be read
            self._outcomes = iter(())
            self.had += 1
            return self._said(refusal)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except Exception as error:  # a fault of ours or of a library; the others of the source go on behind it
            return Said(failed=(self.place, f"it cannot be read ({type(error).__name__}: {error})"))

    def begin(self, place: str) -> None:
        """Called before each input of the source is read; "" while none is, to say that work goes on."""
        if not place:
            limit_time(CPU_SECONDS)
            self.still()
        elif self.had < self.job.skip:
            raise InputRefused(place, "it was read before", "")
        else:
            self._at(place)
            limit_time(CPU_SECONDS)

    def _read(self) -> Iterator[Outcome]:
        job = self.job
        given = Given(*job.given, begin=self.begin)
        if job.found is not None and job.link is not None:
            yield from guarded(read_fetched(job.found, job.link, given), job.name)
        elif job.piece is not None:
            yield from guarded(read_piece(job.piece, given), job.name)
        else:
            path = Path(os.fsdecode(job.path))
            yield from guarded(read_file(path, given), path)

    def _at(self, place: str) -> None:
        self.place = place
        self.box.put(place, self.job.state)
        if self.job.refused is not None and self.job.refused[0] == place:
            raise Condemned(place, self.job.refused[1], REFUSED)
        if self.job.died:
            key = place_key(place, self.job.state)
            deaths = self.job.died.get(key, 0)
            if deaths >= KILLED:
                raise Condemned(place, f"twosource was killed {deaths} times while reading it", REFUSED)
            if deaths:
                self.passed.append(key)

    def _said(self, outcome: Outcome) -> Said:
        passed, self.passed = tuple(self.passed), []
        if isinstance(outcome, Article):
            return Said(article=outcome, passed=passed)
        if isinstance(outcome, Link):
            return Said(link=outcome, passed=passed)
        words = (HALF_CHARACTER.sub("\ufffd", w) for w in (outcome.source, outcome.reason, outcome.advice))
        return Said(refusal=(next(words), next(words), next(words)), passed=passed)


def limit_time(seconds: int) -> None:
    """End this process when it takes more CPU time than this from now on."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def limit_memory() -> None:
    """Let no more memory be had than `MEMORY` on top of what there is; be the first to go when the machine runs out."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, resource.RLIM_INFINITY))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


class Lines(logging.Handler):
    """What is logged, kept for the parent to log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(HALF_CHARACTER.sub("\ufffd", record.getMessage()))


def serve(box: str) -> None:
    """Answer the parent until it is gone."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the messages
    lines = Lines()
    log.handlers, log.propagate = [lines], False
    log.setLevel(logging.INFO)
    limit_memory()
    jobs: dict[int, Reading] = {}
    held = Box(box)
    told = 0.0

    def still() -> None:
        nonlocal told
        if time.monotonic() - told > STILL:
            told = time.monotonic()
            send(outgoing, Said())

    while (asked := receive(incoming, Job | Next)) is not None:  # type: ignore[arg-type]
        told = time.monotonic()
        if isinstance(asked, Job):
            jobs[asked.number] = Reading(asked, held, still)
        said = jobs[asked.number].next()
        if said.done or said.failed is not None:
            del jobs[asked.number]
        send(outgoing, msgspec.structs.replace(said, log=tuple(lines.lines)))
        lines.lines.clear()


if __name__ == "__main__":
    serve(sys.argv[1])
