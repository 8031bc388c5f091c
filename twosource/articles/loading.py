"""The bytes of files: whole or as a stream, unpacked, within limits; and what is said where they cannot be had."""

from __future__ import annotations

import errno
import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from twosource.articles.decode import PAGE_BYTES
from twosource.articles.feeds import unpacked
from twosource.articles.kinds import PACKED
from twosource.errors import InputRefused

DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)
GZIP = b"\x1f\x8b"
T = TypeVar("T")


def load(path: Path, *, most: int = PAGE_BYTES) -> bytes:
    """The bytes of a page or text, unpacked. A larger file is refused by its size, unread."""
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(PAGE_BYTES + 1) if size <= PAGE_BYTES else b""
    if max(size, len(data)) > PAGE_BYTES:
        reason = f"{max(size, len(data)):,} bytes, more than {PAGE_BYTES:,}"
        raise InputRefused(str(path), reason, "Give one article a file; many go into a .jsonl.")
    if path.suffix.lower() == PACKED:
        data = unpacked(data, str(path), most=most)
    if not data.strip():
        raise InputRefused(str(path), "the file is empty", "Remove it, or give the article's words.")
    return data


def opened(path: Path) -> BinaryIO:
    """A file's bytes as a stream, unpacked where its name and its first bytes say that they are packed."""
    with path.open("rb") as stream:
        packed = path.suffix.lower() == PACKED and stream.read(len(GZIP)) == GZIP
    return cast(BinaryIO, gzip.open(path) if packed else path.open("rb"))


def unbroken(outcomes: Iterator[T], name: str) -> Iterator[T | InputRefused]:
    """The outcomes of packed data; where it is damaged, what is behind is refused."""
    try:
        yield from outcomes
    except DAMAGED as error:
        yield InputRefused(name, f"its gzip data is damaged ({error}); what stands before was read", "Fetch it again.")


def unreadable(error: OSError, name: str) -> InputRefused:
    """The refusal that a failure of the disk comes to."""
    reasons = {
        errno.ENOENT: ("there is no such file", "Check the path."),
        errno.EACCES: ("it may not be read", "Check its permissions."),
        errno.ELOOP: ("it is a link that leads back to itself", "Name the file itself."),
    }
    known = reasons.get(error.errno or 0, (f"it cannot be read ({error.strerror or error})", "Check the file."))
    return InputRefused(name, *known)
