"""Processes that fill an archive: real ones, to be killed, forked from one that has imported everything already.

Imports were more than half of what each of them took.
"""

import json
import os
import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock

from tests.pace import PATIENCE
from tests.store import adder

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(
    [
        adder.__name__,
        *("alembic.command", "alembic.runtime.environment", "courlan"),  # what `add` imports when it comes to it
        *("twosource.articles.box", "twosource.store.deaths", "twosource.store.lineage", "twosource.store.tracing"),
    ]
)


class Adding:
    """`tests.store.adder` at work in a process of its own; `options` as it takes them."""

    def __init__(self, location: str, options: dict[str, object]) -> None:
        pipes = [CONTEXT.Pipe(duplex=False) for _ in ("out", "err")]
        ends = [end for _, end in pipes]
        self.lock = Lock()
        self.process = CONTEXT.Process(target=_add, args=(location, json.dumps(options), *ends))
        self.process.start()
        for end in ends:
            end.close()
        self.out, self.err = (os.fdopen(os.dup(begin.fileno()), encoding="utf-8") for begin, _ in pipes)
        for begin, _ in pipes:
            begin.close()

    @property
    def code(self) -> int | None:
        """The exit status, the signal below zero, or nothing while it is at work."""
        with self.lock:  # threads that ask at once take its end from each other
            return self.process.exitcode

    def kill(self) -> None:
        """SIGKILL."""
        self.process.kill()

    def finished(self) -> tuple[list[list[str]], str]:
        """What it said until its end, line by line, and its complaints."""
        with self.out, self.err:
            out, err = self.out.read(), self.err.read()
        self.process.join(PATIENCE)
        return [line.split() for line in out.splitlines() if line.endswith(tuple("0123456789abcdef"))], err


def _add(location: str, options: str, out: Connection, err: Connection) -> None:
    for end, number in ((out, 1), (err, 2)):
        os.dup2(end.fileno(), number)
        end.close()
    sys.exit(adder.main(location, options))
