"""Crawls (WARC, also gzip or zstd) into Articles, and every damage into a refusal.

Readers of WARC end in silence at a cut: in 343 to 356 of 400 random cuts both common ones returned fewer bytes and no
error. So each record's length and digest are checked here, the end of the file must be the end of a record, and behind
a damaged record the next whole one is looked for.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from twosource.articles.decode import PAGE_BYTES
from twosource.articles.pages import read_page
from twosource.articles.records import Given, host, unwatched
from twosource.data import Article
from twosource.errors import InputRefused

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

NAME = re.compile(r"\.warc(?:\.gz|\.zst)?$", re.IGNORECASE)
PAGE_TYPES = ("text/html", "application/xhtml+xml")
MOST_BYTES = PAGE_BYTES + 65_536  # of a record: a page and its headers
WINDOW = 1 << 20  # bytes looked through at a time for the next record behind a damage
GZIP, ZSTD, PLAIN = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1."
AGAIN = "Fetch the file again; the records before and behind the damage were read."
log = logging.getLogger(__name__)
Outcome = Article | InputRefused


class Crawled(NamedTuple):
    """One page of a crawl: what was fetched, from where, when, and the record that holds it."""

    data: bytes
    url: str
    retrieved: str | None
    charset: str | None
    source: str


def is_crawl(path: Path) -> bool:
    """Whether the file's name is that of a WARC."""
    return NAME.search(path.name) is not None


def read_crawl(path: Path, given: Given) -> Iterator[Outcome]:
    """The articles of a WARC's pages; a refusal for each page that is none, and for each damage."""
    found = False
    for page in crawled_pages(path, given.begin):
        found = True
        if isinstance(page, InputRefused):
            yield page
            continue
        fields = {"url": page.url} | ({"retrieved": page.retrieved} if page.retrieved else {})
        try:
            given.begin(page.source)
            yield read_page(page.data, page.source, host(page.url) or "page", given, fields, charset=page.charset)
        except InputRefused as refusal:
            yield refusal
    if not found:
        yield InputRefused(str(path), "the crawl holds no page", "Give a WARC with responses of the type text/html.")


def crawled_pages(path: Path, begin: Callable[[str], None] = unwatched) -> Iterator[Crawled | InputRefused]:
    """The HTML responses of a WARC in file order, with a refusal at each damage; `begin("")` is called on the way."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        magic = _magic(stream)
        if magic is None:
            yield InputRefused(
                str(path), "no WARC file by its first bytes", "Give a .warc, .warc.gz or .warc.zst file."
            )
            return
        start: int | None = 0
        while start is not None and start < size:
            stream.seek(start)
            last, damage = start, False
            for position, outcome in _records(stream, path, start):
                last = max(last, position)
                begin("")
                if isinstance(outcome, InputRefused):
                    damage = True
                if outcome is not None:
                    yield outcome
                if damage:
                    break
            if not damage:
                end = _unfinished(stream, last, size, magic)
                if end is not None:
                    yield InputRefused(f"{path}, at byte {last}", end, AGAIN)
                return
            start = _next_record(stream, last + 1, magic, begin)


def _magic(stream: BinaryIO) -> bytes | None:
    head = stream.read(8)
    return next((magic for magic in (GZIP, ZSTD, PLAIN) if head.startswith(magic)), None)


def _records(stream: BinaryIO, path: Path, start: int) -> Iterator[tuple[int, Crawled | InputRefused | None]]:
    """Each record's place in the file with its page, its damage, or None for a record that is no page."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    position = start
    try:
        for record in ArchiveIterator(stream, parse_http=False, max_header_len=65_536):
            position = record.stream_pos
            where = f"{path}, record at byte {position}"
            damage = _damage(record)
            if damage is not None:
                yield position, InputRefused(where, damage, AGAIN)
                return
            wanted = record.record_type in (WarcRecordType.response, WarcRecordType.resource)
            yield position, _page(record, where) if wanted else None
    except (OSError, ValueError, EOFError) as error:
        yield position, InputRefused(f"{path}, behind byte {position}", f"the crawl is damaged ({error})", AGAIN)


def _damage(record: WarcRecord) -> str | None:
    """What is wrong with a record; it is read on the way, unless it is too large for a page."""
    stated = record.headers.get("Content-Length") or ""
    if not record.headers.get("WARC-Type") or not stated.isdigit():
        return "a record's header is cut short or broken"
    if int(stated) > MOST_BYTES:
        left = int(stated)
        while left > 0 and (part := record.reader.read(min(left, WINDOW))):
            left -= len(part)
        return f"a record is cut short: {left:,} of its {int(stated):,} bytes are missing" if left else None
    record.freeze()
    wrong = "WARC-Block-Digest" in record.headers and not record.verify_block_digest()
    record.reader.seek(0)
    missing = int(stated) - len(record.reader.read())
    record.reader.seek(0)
    if missing > 0:
        return f"a record is cut short: {missing:,} of its {int(stated):,} bytes are missing"
    return "a record was altered: its bytes do not have the digest that it states" if wrong else None


def _page(record: WarcRecord, where: str) -> Crawled | InputRefused | None:
    """The page of a whole response; a refusal for one that is too large or could not be fetched; None for other kinds."""
    from fastwarc.warc import WarcRecordType

    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    named = f"{where} ({url[:200]})"
    if int(record.headers["Content-Length"]) > MOST_BYTES:
        return InputRefused(named, f"the page has more than {PAGE_BYTES:,} bytes", "It is left out.")
    kind, charset = record.headers.get("Content-Type") or "", None
    if record.record_type == WarcRecordType.response:
        try:
            record.parse_http(auto_decode="all", max_header_len=65_536, quirks_mode=True)
        except (OSError, ValueError) as error:
            return InputRefused(named, f"its HTTP response is broken ({error})", AGAIN)
        if record.http_headers is None:
            return InputRefused(named, "its HTTP response is broken", AGAIN)
        status = record.http_headers.status_code
        kind, charset = record.http_content_type or "", record.http_charset
        if status != 200:
            return InputRefused(named, f"the server answered {status}, not with a page", "Fetch the address again.")
    if not kind.lower().startswith(PAGE_TYPES):
        log.info("%s: skipped, it is of the type %s", named, kind or "unknown")
        return None
    try:
        data = record.reader.read(PAGE_BYTES + 1)
    except (OSError, ValueError) as error:
        return InputRefused(named, f"its HTTP response is broken ({error})", AGAIN)
    if len(data) > PAGE_BYTES:
        return InputRefused(named, f"the page has more than {PAGE_BYTES:,} bytes", "It is left out.")
    if not data.strip():
        return InputRefused(named, "the page is empty", "Fetch the address again.")
    retrieved = record.record_date.isoformat() if record.record_date else None
    return Crawled(data, url, retrieved, charset, where)


def _unfinished(stream: BinaryIO, last: int, size: int, magic: bytes) -> str | None:
    """What tells that the file ends within its last record, of which nothing seemed to be missing."""
    if magic != GZIP:
        return None  # a plain record's length was checked; a zstd frame that is cut raises
    stream.seek(last)
    while last < size:
        member = zlib.decompressobj(wbits=31)
        try:
            while not member.eof:
                part = stream.read(WINDOW)
                if not part:
                    return "the file ends within a compressed record"
                while part and not member.eof:
                    member.decompress(part, WINDOW)
                    part = member.unconsumed_tail
        except zlib.error as error:
            return f"the crawl is damaged ({error})"
        last = stream.tell() - len(member.unused_data)
        stream.seek(last)
    return None


def _next_record(stream: BinaryIO, start: int, magic: bytes, begin: Callable[[str], None]) -> int | None:
    """Where the next record begins that can be read, at or behind `start`; None when there is none."""
    stream.seek(start)
    behind = b""
    while part := stream.read(WINDOW):
        begin("")
        window, base = behind + part, stream.tell() - len(part) - len(behind)
        at = window.find(magic)
        while at >= 0:
            if magic != GZIP or _begins_record(stream, base + at):
                return base + at
            at = window.find(magic, at + 1)
        behind = window[-(len(magic) - 1) :]
        stream.seek(base + len(window))
    return None


def _begins_record(stream: BinaryIO, start: int) -> bool:
    """Whether a gzip member at `start` holds a record: its first three bytes also occur within compressed data."""
    stream.seek(start)
    try:
        return zlib.decompressobj(wbits=31).decompress(stream.read(4096), 8).startswith(PLAIN)
    except zlib.error:
        return False
