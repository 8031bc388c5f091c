"""Accounts made while a server goes on answering: one after another, each once however many ask for it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from twosource.data import Account
from twosource.store import Archive

PATIENCE = 0.25  # seconds that a page waits for an account before it says that one is being made


class Making:
    """The accounts that are being made now."""

    def __init__(self, archive: Archive, patience: float = PATIENCE) -> None:
        self.archive = archive
        self.patience = patience
        self._running: dict[str, Future[Account]] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="account")  # apart from those that answer
        self._lock = Lock()

    def start(self, story: str) -> Future[Account]:
        """Have the account of a story made, if that is not going on already."""
        with self._lock:
            running = self._running.get(story)
            if running is None:
                running = self._running[story] = self._pool.submit(self.archive.account, story)
                running.add_done_callback(lambda _: self._done(story))
        return running

    async def account(self, story: str) -> Account:
        """The story's account, however long it takes. Raises what making it raises."""
        return await asyncio.wrap_future(self.start(story))

    async def wait(self, story: str) -> bool:
        """Whether the account was there soon. Raises what making it raises."""
        made = asyncio.wrap_future(self.start(story))
        done, _ = await asyncio.wait({made}, timeout=self.patience)
        if done:
            made.result()
        return bool(done)

    def _done(self, story: str) -> None:
        with self._lock:
            self._running.pop(story, None)
