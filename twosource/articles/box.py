"""What a process is at, on the disk before it begins: who is killed cannot say it afterwards.

A box is a small file. The input that is being read is written into it before it is touched, and taken out when it is
done. Nothing is synced: what a process wrote outlives the process, if not the machine.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

DEATHS = 2  # of readers at one input, until it is not tried again
KILLED = 3  # runs as a whole: one more, because whoever kills at random moments may hit an input twice
REFUSED = "Mend or remove it; it is tried again when it has changed."
KEY_DIGITS = 32
PLACE_BYTES = 4_000
EMPTY = b"\0"
READ = getattr(os, "O_BINARY", 0) | os.O_RDWR | os.O_CREAT


def place_key(place: str, state: str) -> str:
    """What an input is remembered by: its name, and the state of what holds it (a changed file is another input)."""
    return hashlib.sha256(f"{state}\n{place}".encode("utf-8", "replace")).hexdigest()[:KEY_DIGITS]


class Box:
    """An open box; parent and child may hold the same one, as only one of them is at work at a time."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self.file = os.open(self.path, READ, 0o600)

    def put(self, place: str, state: str) -> None:
        """Say what is begun."""
        words = f"{place_key(place, state)}{place}".encode("utf-8", "replace")
        self._write(words[: KEY_DIGITS + PLACE_BYTES] + EMPTY)

    def empty(self) -> None:
        """Say that nothing is at work."""
        self._write(EMPTY)

    def content(self) -> tuple[str, str]:
        """Key and name of the input at work; two empty strings where there is none."""
        os.lseek(self.file, 0, os.SEEK_SET)
        words = os.read(self.file, KEY_DIGITS + PLACE_BYTES).partition(EMPTY)[0].decode("utf-8", "replace")
        return words[:KEY_DIGITS], words[KEY_DIGITS:]

    def close(self) -> None:
        """Let go of the file; it stays."""
        os.close(self.file)

    def _write(self, words: bytes) -> None:
        with suppress(OSError):  # on a full disk it only cannot tell
            os.lseek(self.file, 0, os.SEEK_SET)
            os.write(self.file, words)
