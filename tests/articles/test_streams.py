"""Streams in pieces: what is read of them is what is read of a file, however they come."""

import gzip
import io
import json
import os
import threading
from pathlib import Path

import pytest

from tests.articles.deadly import WORDS
from twosource.articles import streams
from twosource.articles.feeds import Link
from twosource.articles.files import read_sources
from twosource.articles.records import LINE_BYTES
from twosource.articles.streams import Piece, pieces
from twosource.data import Article


def record(word: str, *, fill: int = 0) -> bytes:
    return json.dumps({"outlet": "Post", "text": f"{WORDS} {word}", "fill": "x" * fill}).encode() + b"\n"


def cut(data: bytes) -> list[Piece]:
    return list(pieces(io.BytesIO(data), "a stream", "stream"))


def told(data: bytes) -> list[str]:
    outcomes = read_sources(["-"], stdin=io.BytesIO(data))
    return [
        o.text.split()[-1] if isinstance(o, Article) else o.url if isinstance(o, Link) else f"{o.source}: {o.reason}"
        for o in outcomes
    ]


def test_lines_are_cut_at_their_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEAD", 300)
    monkeypatch.setattr(streams, "PIECE", 300)
    data = b"".join(record(str(n)) for n in range(20)).removesuffix(b"\n")
    found = cut(data)
    assert len(found) > 5
    assert b"".join(piece.data for piece in found) == data
    assert all(piece.data.endswith(b"\n") for piece in found[:-1])
    assert [piece.line for piece in found] == [
        1 + b"".join(before.data for before in found[:n]).count(b"\n") for n in range(len(found))
    ]
    assert len({piece.state for piece in found}) == 1 and cut(data[1:])[0].state != found[0].state
    assert told(data) == [str(n) for n in range(20)]


def test_a_line_above_the_limit_costs_only_itself() -> None:
    long = record("long", fill=3 * LINE_BYTES)
    said = told(record("one") + long + b"{broken\n" + record("four"))
    assert (said[0], said[3]) == ("one", "four")
    assert said[1] == f"standard input, line 2: longer than {LINE_BYTES:,} bytes"
    assert said[2].startswith("standard input, line 3: not valid JSON")
    assert told(long[:-1]) == [f"standard input, line 1: longer than {LINE_BYTES:,} bytes"]


def test_no_more_is_held_than_a_piece() -> None:
    found = cut(record("one") + record("long", fill=5 * LINE_BYTES) + record("three"))
    assert max(len(piece.data) for piece in found) < LINE_BYTES + streams.HEAD + 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ["standard input: it is empty"]),
        (b"\n \n", ["standard input: it is empty"]),
        (record("one").decode().encode("utf-16"), ["one"]),
        (b"\n\n" + record("one") + b"\n" + record("two"), ["one", "two"]),
        (b"[" + record("one") + b"," + record("two") + b"]", ["one", "two"]),
        (f"<html><body><article><p>{WORDS}</p><p>{WORDS[:-1]} now.</p></article></body></html>".encode(), ["now."]),
        (f"{WORDS} last".encode(), ["last"]),
        (
            f"<?xml version='1.0'?><rss version='2.0'><channel><item><description>{WORDS * 5} item</description></item></channel></rss>".encode(),
            ["item"],
        ),
        (b"# ours\nhttps://a.example/1\r\n\nhttps://a.example/2", ["https://a.example/1", "https://a.example/2"]),
        (
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
            ["standard input: a crawl, in which places are looked up"],
        ),
    ],
)
def test_streams_of_all_kinds(data: bytes, said: list[str]) -> None:
    assert told(data) == said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_has_come_of_a_pipe_is_read_before_the_rest(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    first, read = record("one", fill=streams.HEAD), threading.Event()

    def write() -> None:
        with pipe.open("wb", buffering=0) as file:
            file.write(first)
            file.write(record("two"))
            assert read.wait(20)
            file.write(record("three"))

    writer = threading.Thread(target=write)
    writer.start()
    outcomes = iter(read_sources([pipe]))
    assert isinstance(next(outcomes), Article)
    read.set()
    assert len(list(outcomes)) == 2
    writer.join()


@pytest.mark.parametrize("members", [1, 3])
def test_a_packed_stream_is_unpacked(members: int) -> None:
    rows = [record(str(n)) for n in range(6)]
    parts = [rows[n::members] for n in range(members)]
    packed = b"".join(gzip.compress(b"".join(part)) for part in parts)
    assert told(packed) == told(b"".join(row for part in parts for row in part))
    assert told(gzip.compress(WORDS.encode())) == told(WORDS.encode())


def test_of_a_packed_stream_that_is_cut_the_whole_lines_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEAD", 300)
    monkeypatch.setattr(streams, "PIECE", 300)
    packed = gzip.compress(b"".join(record(str(n)) for n in range(50)), compresslevel=0)
    *found, last = told(packed[: len(packed) // 2])
    assert found[:10] == [str(n) for n in range(10)]
    assert "gzip data is damaged" in last


def test_a_packed_text_that_is_cut_is_no_article() -> None:
    (only,) = told(gzip.compress(WORDS.encode() * 20)[:-12])
    assert "gzip data is damaged" in only
    (only,) = told(gzip.compress(gzip.compress(WORDS.encode())))
    assert "gzip archive" in only
