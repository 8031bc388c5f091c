"""Streams without a place on the disk, cut into pieces that can be read elsewhere, and again where that fails.

JSON Lines are cut at ends of lines, as much at a time as has come; anything else is one piece. No more of a stream is
held than a piece, however long it or one of its lines is.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from collections.abc import Iterator
from io import BufferedReader, BytesIO, RawIOBase
from typing import Any, BinaryIO, NamedTuple, TextIO

from twosource.articles.decode import PAGE_BYTES, decode_page, marked_encoding
from twosource.articles.loading import DAMAGED, GZIP
from twosource.articles.records import LINE_BYTES, is_object
from twosource.errors import InputRefused

STDIN = "standard input"
HEAD = 65_536  # bytes of a stream that tell its kind
PIECE = 1 << 20  # bytes of lines in a piece


class Piece(NamedTuple):
    """A part of a stream. `line` is the number of its first line in JSON Lines; 0 where the piece is the whole stream."""

    name: str
    stem: str
    state: str  # of the stream, so that another one is told from it
    line: int
    data: bytes


def standard_input(stdin: TextIO | BinaryIO | None) -> BinaryIO:
    """The bytes of standard input, or of what stands in for it."""
    stream = stdin if stdin is not None else sys.stdin
    if stream is None:
        raise InputRefused(STDIN, "it is closed", "Send something into it, or name a file.")
    binary: Any = getattr(stream, "buffer", None) or stream
    if isinstance(binary.read(0), str):  # a text stream without bytes below it
        binary = BytesIO(binary.read(PAGE_BYTES * 10).encode("utf-8", "surrogatepass"))
    found: BinaryIO = binary
    return found


def pieces(stream: BinaryIO, name: str, stem: str) -> Iterator[Piece]:
    """A stream in pieces, each as soon as it is there, unpacked where it is packed. Raises `InputRefused` behind the last
    one where its packed data is damaged.
    """
    head = stream.read(HEAD)
    if not head.startswith(GZIP):
        yield from _pieces(head, stream, name, stem)
        return
    packed = _Unpacked(_Rejoined(head, stream))
    plain = BufferedReader(packed)
    for piece in _pieces(plain.read(HEAD), plain, name, stem):
        if piece.line or packed.damage is None:  # of anything but lines the part before a damage is no whole article
            yield piece
    if packed.damage is not None:
        raise InputRefused(name, f"its gzip data is damaged ({packed.damage})", "Fetch it again.")


def _pieces(head: bytes, stream: BinaryIO, name: str, stem: str) -> Iterator[Piece]:
    """The pieces of a stream that begins with `head`."""
    state = hashlib.sha256(head).hexdigest()
    start = decode_page(head, name)[0].lstrip("\ufeff \t\r\n") if head else ""
    is_lines = start.startswith("{") and ("\n" not in start or is_object(start.split("\n", 1)[0]))
    if not is_lines or marked_encoding(head) not in {None, "utf-8-sig"}:
        yield Piece(name, stem, state, 0, head + stream.read(PAGE_BYTES + 1 - len(head)))
        return
    line, data = 1, _whole_lines(head, stream)
    while data:
        yield Piece(name, stem, state, line, data)
        line += data.count(b"\n")
        data = _whole_lines(_some(stream), stream)


class _Rejoined:
    """A stream with its head, which was read already, before it."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head = head
        self.stream = stream

    def read(self, size: int) -> bytes:
        """Some bytes, at most so many."""
        part, self.head = self.head[:size], self.head[size:]
        return part or getattr(self.stream, "read1", self.stream.read)(size)


class _Unpacked(RawIOBase):
    """What packed data holds, as far as it can be unpacked; `damage` is why it ends early."""

    def __init__(self, packed: _Rejoined) -> None:
        self.stream = gzip.GzipFile(fileobj=packed, mode="rb")  # type: ignore[call-overload]  # it is only read
        self.damage: Exception | None = None

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill some of the buffer; 0 at the end."""
        try:
            part: bytes = self.stream.read1(len(buffer))
        except DAMAGED as error:
            self.damage, part = error, b""
        buffer[: len(part)] = part
        return len(part)


def _some(stream: BinaryIO) -> bytes:
    """What has come of a stream, waiting only while nothing has."""
    read = getattr(stream, "read1", stream.read)
    found: bytes = read(PIECE)
    return found


def _whole_lines(data: bytes, stream: BinaryIO) -> bytes:
    """The data to the end of its last line. Of a line above the limit stays enough to see that it is above it."""
    cut = data.rfind(b"\n") + 1
    begun = len(data) - cut
    if not begun:
        return data
    data += stream.readline(LINE_BYTES + 1 - begun)
    if data.endswith(b"\n") or len(data) - cut <= LINE_BYTES:
        return data
    while (rest := stream.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
        pass
    return data + b"\n"
