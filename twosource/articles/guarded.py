"""Sources read in another process, so that no input stops the others: not by a crash, a loop, or all the memory.

The process reads one input at a time, when it is asked for it. Where it dies or does not answer, another one tries the
input again, alone; where that one dies too, the input is refused with the reason and the source goes on behind it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from twosource.articles.box import DEATHS, Box
from twosource.articles.child import CPU_SECONDS, MEMORY, OUT_OF_MEMORY, Job, Next, Said, receive, send
from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched
from twosource.articles.files import By, Outcome, read_sources
from twosource.articles.make import HALF_CHARACTER
from twosource.articles.records import Given
from twosource.articles.streams import Piece
from twosource.errors import InputRefused, TwosourceError

ANSWER_SECONDS = 120.0  # for an answer, however busy the machine is
GONE_SECONDS = 10.0  # until a process that closed its end is gone
WORN = 2_000  # jobs after which a process makes way for a new one: libraries leak
START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from twosource.articles.child import serve; serve(sys.argv[2])"
log = logging.getLogger(__name__)


class Died(Exception):
    """The process ended while it read; the words say how."""


class Reader:
    """A process that reads, started when the first source is; `close` it.

    `box` is where it says what it is at, and `died` how often a run was killed at which input before.
    """

    def __init__(self, *, box: str | Path | None = None, died: Mapping[str, int] | None = None) -> None:
        self.passed: set[str] = set()  # keys of inputs in `died` that got through
        self._died = dict(died or {})
        self._own = box is None
        if box is None:
            file, box = tempfile.mkstemp(prefix="twosource-")
            os.close(file)
        self._box = Box(box)
        self._process: subprocess.Popen[bytes] | None = None
        self._listener = ThreadPoolExecutor(1, thread_name_prefix="twosource-reader")
        self._started = 0
        self._jobs = 0
        self._open = 0

    def close(self) -> None:
        """End the process."""
        self._end()
        self._listener.shutdown()
        self._box.close()
        if self._own:
            Path(self._box.path).unlink(missing_ok=True)

    def read_sources(
        self,
        sources: Iterable[str | Path],
        *,
        outlet: str | None = None,
        published: str | None = None,
        url: str | None = None,
    ) -> Iterator[Outcome]:
        """What `articles.read_sources` gives; files and streams are read by the process."""
        by = By(self.read_file, self.read_piece)
        return read_sources(sources, outlet=outlet, published=published, url=url, by=by)

    def read_file(self, path: Path, given: Given) -> Iterator[Outcome]:
        """What a file holds."""
        state = path.stat()
        yield from self._read(
            Job(
                number=0,
                name=HALF_CHARACTER.sub("\ufffd", str(path)),
                state=f"{state.st_size} {state.st_mtime_ns}",
                given=given[:3],
                path=os.fsencode(path),
            )
        )

    def read_piece(self, piece: Piece, given: Given) -> Iterator[Outcome]:
        """What a piece of a stream holds."""
        return self._read(Job(number=0, name=piece.name, state=piece.state, given=given[:3], piece=piece))

    def read_fetched(self, found: Fetched, link: Link, given: Given) -> Iterator[Outcome]:
        """What an address gave."""
        state = hashlib.sha256(found.data or b"").hexdigest()
        return self._read(Job(number=0, name=found.url, state=state, given=given[:3], found=found, link=link))

    def _read(self, job: Job) -> Iterator[Outcome]:
        """The outcomes of a job, whatever happens to the process."""
        self._jobs += 1
        self._open += 1
        job = msgspec.structs.replace(job, number=self._jobs, died=self._died)
        deaths: Counter[str] = Counter()
        had, begun = 0, 0  # outcomes, and the process that the job was given to
        try:
            while True:
                process = self._process or self._start()
                message = Next(job.number) if begun == self._started else msgspec.structs.replace(job, skip=had)
                begun = self._started
                try:
                    said = self._ask(process, message)
                except Died as death:
                    place = self._box.content()[1] or job.name
                    deaths[place] += 1
                    if deaths[place] >= DEATHS:
                        job = msgspec.structs.replace(job, refused=(place, f"reading it was stopped twice: {death}"))
                    continue
                if said.done:
                    return
                if said.failed is not None:
                    job, begun = msgspec.structs.replace(job, refused=said.failed), 0
                else:
                    had += 1
                    yield _outcome(said)
        finally:
            self._open -= 1
            if not self._open and self._jobs >= WORN:
                self._end()
                self._jobs = 0

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-c", START, json.dumps([str(p) for p in sys.path]), self._box.path]
        try:
            self._process = subprocess.Popen(  # Ctrl-C is for this process alone, which then ends the other
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        except OSError as error:
            raise TwosourceError(f"the process that reads cannot be started ({error})") from error
        self._started += 1
        self._box.empty()
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], message: Job | Next) -> Said:
        """The answer to a message. Raises `Died` where there is none."""
        try:
            send(cast(BinaryIO, process.stdin), message)
            said = self._answer(process)
        except (OSError, TimeoutError, EOFError) as error:
            status = self._end(wait=not isinstance(error, TimeoutError))
            if status > 0 and status != OUT_OF_MEMORY and not self._box.content()[0]:
                raise TwosourceError(f"the process that reads ended with status {status}; it says why above") from None
            raise Died(_how(status, late=isinstance(error, TimeoutError))) from None
        self._box.empty()  # here: a reader that outlives its parent must not take out what the parent died of
        for line in said.log:
            log.info("%s", line)
        self.passed.update(said.passed)
        return said

    def _answer(self, process: subprocess.Popen[bytes]) -> Said:
        while True:
            listening = self._listener.submit(receive, cast(BinaryIO, process.stdout), Said)
            said = listening.result(timeout=ANSWER_SECONDS)
            if said is None:
                raise EOFError
            if said != Said():  # which only says that work goes on
                return said

    def _end(self, *, wait: bool = False) -> int:
        """End the process, or let it come to the end that it is at; its status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        if not wait:
            process.kill()
        try:
            status = process.wait(timeout=GONE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                cast(BinaryIO, stream).close()
        return status


def _outcome(said: Said) -> Outcome:
    if said.refusal is not None:
        return InputRefused(*said.refusal)
    return cast(Outcome, said.article if said.article is not None else said.link)


def _how(status: int, *, late: bool) -> str:
    """How a process ended, in words."""
    if late:
        return f"no end within {ANSWER_SECONDS:.0f} seconds"
    if status == OUT_OF_MEMORY:
        return f"more than {MEMORY >> 20:,} MiB of memory"
    if status == -getattr(signal, "SIGXCPU", 0):
        return f"more than {CPU_SECONDS} seconds of processor time"
    if status < 0:
        return f"the process was ended by {signal.Signals(-status).name}"
    return f"the process ended with status {status}"
