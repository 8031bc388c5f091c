import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.articles.deadly import SECONDS, START, WORDS
from tests.small_stories import FERRY, write_jsonl
from twosource.articles import guarded, streams
from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched
from twosource.articles.files import read_sources
from twosource.articles.guarded import Reader
from twosource.articles.records import Given
from twosource.data import Article
from twosource.errors import InputRefused, TwosourceError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits of processes are those of POSIX")


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    monkeypatch.setattr(guarded, "START", START)
    with closing(Reader()) as reader:
        yield reader


def lines(path: Path, *words: str) -> Path:
    return write_jsonl(path, [{"outlet": "Post", "text": f"{WORDS} {word}"} for word in words])


def warc(path: Path, *words: str) -> Path:
    records = []
    for number, word in enumerate(words):
        page = f"<html><body><article><p>{WORDS} {word}</p><p>{WORDS.replace('140', '141')}</p></article></body></html>"
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        records.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    path.write_bytes(b"".join(records))
    return path


def told(outcomes: Iterator[object]) -> list[str]:
    """The last word of each article; the reason of each refusal."""
    return [o.text.split()[-1] if isinstance(o, Article) else o.reason for o in outcomes if not isinstance(o, Link)]  # type: ignore[attr-defined]


def test_what_is_read_elsewhere_is_what_is_read_here(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", FERRY)
    with source.open("a") as file:
        file.write('{broken\n{"text": 1}\n')
    (tmp_path / "b.txt").write_text(WORDS)
    (tmp_path / "empty.html").write_text("")
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(WORDS)
    (tmp_path / "c.xml").write_text(
        "<rss version='2.0'><channel><item><link>https://a.example/1</link></item></channel></rss>"
    )
    (tmp_path / "d").mkdir()
    sources = [tmp_path, tmp_path / "missing", "https://a.example/2"]
    with closing(Reader()) as reader:
        there, here = list(reader.read_sources(sources)), list(read_sources(sources))
    assert [o if not isinstance(o, InputRefused) else vars(o) for o in there] == [
        o if not isinstance(o, InputRefused) else vars(o) for o in here
    ]
    assert len(there) == 11


@pytest.mark.faults
@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("segfault", "stopped twice: the process was ended by SIGSEGV"),
        ("loop", "stopped twice: more than 3 seconds of processor time"),
        ("hang", "stopped twice: no end within 10 seconds"),
        ("memory", "stopped twice: more than 1,024 MiB of memory"),
        ("error", "it cannot be read (ZeroDivisionError: by zero)"),
    ],
)
def test_a_deadly_line_costs_only_itself(
    deadly: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, word: str, reason: str
) -> None:
    if word == "loop":  # set in that process, and for the words about it
        monkeypatch.setenv(SECONDS, "3")
        monkeypatch.setattr(guarded, "CPU_SECONDS", 3)
    if word == "hang":
        monkeypatch.setattr(guarded, "ANSWER_SECONDS", 10.0)
    source = lines(tmp_path / "a.jsonl", "one", "two", f"[{word}]", "four")
    said = told(deadly.read_sources([source]))
    assert said[:2] + said[3:] == ["one", "two", "four"]
    assert said[2].endswith(reason)


@pytest.mark.faults
def test_a_deadly_line_of_a_stream_costs_only_itself(
    deadly: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = lines(tmp_path / "a.jsonl", "one", "two", "[segfault]", f"[once] {tmp_path}/flag", "five", "six")
    monkeypatch.setattr(streams, "HEAD", 200)
    monkeypatch.setattr(streams, "PIECE", 400)
    with source.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        outcomes = list(deadly.read_sources(["-"]))
    assert told(iter(outcomes))[:2] + told(iter(outcomes))[3:] == ["one", "two", f"{tmp_path}/flag", "five", "six"]
    assert isinstance(refusal := outcomes[2], InputRefused)
    assert (refusal.source, refusal.reason.partition(":")[0]) == (
        "standard input, line 3",
        "reading it was stopped twice",
    )


@pytest.mark.faults
def test_sources_of_all_kinds_go_on(deadly: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    warc(folder / "a.warc.gz", "one", "[segfault]", "[segfault]", "four")
    (folder / "b.txt").write_text(f"{WORDS} [segfault]")
    (folder / "c.txt").write_text(f"{WORDS} five")
    items = "".join(f"<item><description>{WORDS * 5} {w}</description></item>" for w in ("six", "[segfault]", "eight"))
    (folder / "d.xml").write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
    outcomes = list(deadly.read_sources([folder]))
    refused = [o.source.removeprefix(f"{folder}/") for o in outcomes if isinstance(o, InputRefused)]
    assert [name.partition(" at byte")[0] for name in refused] == [
        "a.warc.gz, record", "a.warc.gz, record", "b.txt", "d.xml, item 2",
    ]  # fmt: skip
    assert len({o.source for o in outcomes}) == len(outcomes) == 9
    texts = " ".join(o.text for o in outcomes if isinstance(o, Article))
    assert "[" not in texts and all(word in texts for word in ("one", "four", "five", "six", "eight"))


@pytest.mark.faults
def test_what_dies_once_is_tried_again(deadly: Reader, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", "one", f"[once] {tmp_path}/flag", "three")
    assert told(deadly.read_sources([source])) == ["one", f"{tmp_path}/flag", "three"]


@pytest.mark.faults
def test_jobs_in_one_another(deadly: Reader, tmp_path: Path) -> None:
    """A page is read while the list that names it is not at its end, and kills the process that holds both."""
    source = lines(tmp_path / "a.jsonl", "one", "two", "three")
    body = f"<html><body><article><p>{WORDS} [segfault]</p><p>{WORDS}</p></article></body></html>".encode()
    page = Fetched("https://a.example/1", body, "text/html", "utf-8", None, None)
    outer = deadly.read_sources([source])
    said = told(iter([next(outer)]))
    (refusal,) = deadly.read_fetched(page, Link(page.url, "a list"), Given())
    assert isinstance(refusal, InputRefused) and refusal.source == page.url
    assert said + told(outer) == ["one", "two", "three"]


def test_a_reader_that_cannot_start_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", "one")
    monkeypatch.setattr(guarded, "START", "import sys; sys.exit(3)")
    with closing(Reader()) as reader, pytest.raises(TwosourceError, match="ended with status 3"):
        list(reader.read_sources([source]))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with closing(Reader()) as reader, pytest.raises(TwosourceError, match="cannot be started"):
        list(reader.read_sources([source]))


def test_programs_without_a_main_guard_may_use_it(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", "one")
    (tmp_path / "json.py").write_text("raise SystemExit('a file of the folder was run')")
    program = f"from twosource.store import open_archive\nprint(open_archive('news', create=True).add_sources(['{source}']).stored)\n"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "program.py").write_text(program)
    root = str(Path(guarded.__file__).parents[2])
    ran = subprocess.run(
        [sys.executable, "bin/program.py"], cwd=tmp_path, env=os.environ | {"PYTHONPATH": root}, capture_output=True, check=False
    )  # fmt: skip
    assert (ran.stdout, ran.stderr) == (b"1\n", b"")


def test_a_worn_process_makes_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(guarded, "WORN", 1)
    source = lines(tmp_path / "a.jsonl", "one")
    with closing(Reader()) as reader:
        for started in (1, 2):
            assert told(reader.read_sources([source])) == ["one"]
            assert reader._started == started
