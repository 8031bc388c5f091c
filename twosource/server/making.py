"""Accounts made while a server goes on answering: one after another, each once however many ask for it.

Reading reports is work for a whole core, and a thread that does it keeps the others of its process waiting. So `serve`
has it done in a process of its own (`apart`), which alone opens the models; it ends with the server, however that ends.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from threading import Lock

from twosource.errors import ArchiveError
from twosource.store import Archive, open_archive

PATIENCE = 0.25  # seconds that a page waits for an account before it says that one is being made
KILLED = "the process that makes accounts was killed, perhaps for want of memory"
NICER = 5  # the process that makes accounts lets those that answer go first


class Making:
    """The accounts that are being made now."""

    def __init__(self, archive: Archive, patience: float = PATIENCE, *, apart: bool = False) -> None:
        self.archive = archive
        self.patience = patience
        self._apart = apart
        self._running: dict[str, Future[None]] = {}
        self._failed: dict[str, BaseException] = {}  # what stopped a making, for the next who asks
        self._executor: Executor | None = None
        self._lock = Lock()

    def start(self, story: str) -> Future[None]:
        """Have the account of a story made and kept, if that is not going on already."""
        with self._lock:
            running = self._running.get(story)
            if running is not None:
                return running
            self._executor = self._executor or self._open()
            try:
                running = self._executor.submit(self._work(), story)
            except BrokenProcessPool:  # it was killed, by whoever needed its memory
                self._executor = self._open()
                running = self._executor.submit(self._work(), story)
            self._running[story] = running
        running.add_done_callback(partial(self._done, story))
        return running

    async def account(self, story: str) -> None:
        """Wait until the story's account is there. Raises what making it raises."""
        await self._wait(story, None)

    async def wait(self, story: str) -> bool:
        """Whether the account was there soon. Raises what making it raises, or raised after a page stopped waiting."""
        with self._lock:
            failed = self._failed.pop(story, None)
        if failed is not None:
            raise failed
        return await self._wait(story, self.patience)

    async def _wait(self, story: str, timeout: float | None) -> bool:
        made = asyncio.wrap_future(self.start(story))
        # asked for here, since nobody may wait any more: `_failed` has it then
        made.add_done_callback(lambda done: done.cancelled() or done.exception())
        done, _ = await asyncio.wait({made}, timeout=timeout)  # who is gone before the end stops it for nobody else
        if done:
            with self._lock:
                self._failed.pop(story, None)
            try:
                made.result()
            except BrokenProcessPool as error:
                raise ArchiveError(KILLED) from error
        return bool(done)

    def close(self) -> None:
        """Stop what is being made."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        for worker in self.workers():
            worker.terminate()

    def workers(self) -> list[multiprocessing.process.BaseProcess]:
        """The processes apart."""
        return [child for child in multiprocessing.active_children() if self._apart]

    def _open(self) -> Executor:
        if not self._apart:
            return ThreadPoolExecutor(1, thread_name_prefix="account")  # apart from those that answer
        database = self.archive.database
        url = database.engine.url
        place = os.path.abspath(database.name) if database.sqlite else url.render_as_string(hide_password=False)
        new = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=new, initializer=_begin, initargs=(place,))

    def _work(self) -> Callable[[str], None]:
        return _make_apart if self._apart else partial(_make, self.archive)

    def _done(self, story: str, made: Future[None]) -> None:
        with self._lock:
            self._running.pop(story, None)
            self._failed.pop(story, None)
            error = None if made.cancelled() else made.exception()
            if error is not None:
                self._failed[story] = ArchiveError(KILLED) if isinstance(error, BrokenProcessPool) else error


def _make(archive: Archive, story: str) -> None:
    archive.account(story)


# ---- the process apart

_archives: list[Archive] = []


def _begin(location: str) -> None:
    """Open the archive; go on when Ctrl-C stops the server, and end when the server has."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICER)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()
    _archives.append(open_archive(location))


def _end_with(parent_ended: Callable[[], None]) -> None:
    parent_ended()
    os._exit(0)


def _make_apart(story: str) -> None:
    _make(_archives[0], story)
