"""Readers of the server while `add` runs: how long pages take, what a page costs, and a Datasette of the same file.

An archive is filled as by `archive` (invented reports, vectors given); the accounts of its latest stories are made. Then
`twosource serve` answers READERS readers, each of whom asks for a page, reads it for one to three seconds, and goes on to
the next: the list, a facet, a day, a search, a story, an article, the same as JSON. Meanwhile `twosource add` takes in
further reports, with the real encoder, and stories grow. A Datasette of the same file is asked for what it has of each
kind by as many readers while `add` goes on; TWOSOURCE_DATASETTE names its command. `dev` is 10,000 reports and 64
readers, `small` 1,000 and 8. TWOSOURCE_LOAD names a folder where filled archives are kept between runs.
"""

from __future__ import annotations

import asyncio
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from urllib.parse import quote_plus

import httpx2
import msgspec

from benchmarks.archives import DataMissing
from benchmarks.made_stream import encode, flat, stream
from twosource import stories
from twosource.articles import read_articles
from twosource.data import Article
from twosource.store import Archive, open_archive

PUBLISHED: list[tuple[str, float, str]] = []
PER_DAY = 150  # reports of the made stream
SEED = 20261126
PORTION = 500  # reports of one `add` while the archive is filled
READ = (1.0, 3.0)  # seconds that a reader reads a page
LIMIT = 120.0  # seconds after which a page counts as failed
TOLD = ("pages", "failed", "p50_ms", "p95_ms", "p99_ms", "cpu_ms")  # beside the figures, of either server
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Size(NamedTuple):
    """How much a split has of everything."""

    reports: int
    readers: int
    seconds: float
    opened: int  # latest stories whose accounts are there
    more: int  # reports that `add` takes in meanwhile, at most


SIZES = {"small": Size(1_000, 8, 15.0, 8, 500), "dev": Size(10_000, 64, 90.0, 30, 12_000)}

# kind of page -> how many of a hundred are of it
MIX = {"list": 24, "facet": 8, "day": 4, "search": 16, "story": 22, "article": 16, "story.json": 4, "list.json": 4, "outlets": 2}  # fmt: skip


class Asked(NamedTuple):
    """One page: its kind, how it was answered (0: not at all, and why), and how long it took."""

    kind: str
    status: int
    seconds: float
    why: str = ""


class Things(NamedTuple):
    """What readers ask about: of an archive, by ids and numbers."""

    stories: list[str]
    articles: list[tuple[str, int]]
    outlets: list[str]
    days: list[str]
    words: list[str]


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Fill, serve, read; then the same of Datasette."""
    paths = sorted(data.glob("*/articles.jsonl")) if data else []
    if not paths or split not in SIZES:
        raise DataMissing(f"{data} holds no story, or {split!r} is none of {', '.join(SIZES)}.")
    size = SIZES[split]
    ours = [list(read_articles([path])) for path in paths]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        location = _filled(folder / "news.archive", ours, size)
        with open_archive(location) as archive:
            things = things_of(archive, ours, size.opened)
        more = list(stream(flat(ours), size.reports + 2 * size.more, PER_DAY))[size.reports :]
        twosource = measure(serve(location), our_pages(things), location, more[: size.more], size)
        command = os.environ.get("TWOSOURCE_DATASETTE", "")
        other = {}
        if command:
            other = measure(datasette(command, location), their_pages(things), location, more[size.more :], size)
        with open_archive(location) as archive:
            faults = [f"{fault.where}: {fault.what}" for fault in archive.verify()]
    return _result(twosource, other, size, faults)


def _result(ours: dict[str, Any], other: dict[str, Any], size: Size, faults: list[str]) -> dict[str, Any]:
    figures = {
        "answered": 1 - ours["failed"] / max(ours["pages"], 1),
        "within_500_ms": ours["within"],
        "p99_to_datasette": other["p99_ms"] / ours["p99_ms"] if other else None,
        "cpu_to_datasette": other["cpu_ms"] / ours["cpu_ms"] if other and ours["cpu_ms"] else None,
    }
    counts = {"readers": size.readers, "reports": size.reports, "added_meanwhile": ours["added"]}
    for name, found in (("", ours), ("datasette_", other)):
        counts |= {f"{name}{key}": round(found[key], 1) for key in TOLD if found}
    notes = [_line("twosource", ours)] + ([_line("Datasette", other)] if other else [])
    if not other:
        notes.append("no Datasette: TWOSOURCE_DATASETTE names its command")
    return {"figures": figures, "counts": counts, "notes": notes, "faults": faults}


def _line(name: str, found: Mapping[str, Any]) -> str:
    kinds = ", ".join(f"{kind} {p50:.0f}/{p99:.0f}" for kind, (p50, p99) in sorted(found["kinds"].items()))
    return (
        f"{name}: {found['pages']} pages, {found['failed']} failed{' ' if found['failures'] else ''}{', '.join(found['failures'])}, p50 {found['p50_ms']:.0f} ms, p95 {found['p95_ms']:.0f} ms, "
        f"p99 {found['p99_ms']:.0f} ms, {found['cpu_ms']:.1f} CPU ms a page; {found['added']} reports added meanwhile; "
        f"p50/p99 by kind: {kinds}"
    )


# ---- the archive


def _filled(location: Path, ours: Sequence[Sequence[Article]], size: Size) -> Path:
    """An archive of the size, copied from the folder that keeps them where there is one."""
    folder = os.environ.get("TWOSOURCE_LOAD", "")
    kept = Path(folder) / f"{size.reports}.archive" if folder else None
    if kept is None or not kept.exists():
        fill(location, ours, size.reports)
        if kept is not None:
            shutil.copyfile(location, kept)
    else:
        shutil.copyfile(kept, location)
    return location


def fill(location: Path, ours: Sequence[Sequence[Article]], reports: int) -> None:
    """Make an archive of the first reports of the stream."""
    coming = stream(flat(ours), reports, PER_DAY)
    features = partial(stories.features, encode=encode)
    with mock.patch.object(stories, "features", features), open_archive(location, create=True) as archive:
        while portion := list(islice(coming, PORTION)):
            archive.add(portion)
        archive.database.tidy()


def things_of(archive: Archive, ours: Sequence[Sequence[Article]], opened: int) -> Things:
    """What readers ask about; the stories' accounts are made."""
    draw = random.Random(SEED)
    latest = archive.stories(limit=opened)
    for entry in latest:
        archive.account(entry.id)
    ids = [stored.article.id for entry in latest for stored in archive.story(entry.id).articles]
    with archive.database.reading() as connection:
        numbers: dict[str, int] = dict(connection.exec_driver_sql("SELECT id, number FROM articles").all())
    counted = archive.counted()
    words = [draw.choice(story).text.split() for story in ours for _ in range(5)]
    return Things(
        stories=[entry.id for entry in latest],
        articles=[(id, numbers[id]) for id in ids],
        outlets=list(counted.facets["outlet"])[:40],
        days=sorted({entry.last for entry in archive.stories(limit=500) if entry.last}),
        words=[" ".join(w.strip("\"'“”,.") for w in draw.sample(some, 2)) for some in words],
    )


# ---- what is asked


def our_pages(things: Things) -> dict[str, list[str]]:
    """Pages of each kind; of stories and articles those that most people read come first."""
    return {
        "list": ["/", "/", "/", "/?offset=50", "/?offset=100"],
        "facet": [f"/?outlet={quote_plus(name)}" for name in things.outlets],
        "day": [f"/?day={day}" for day in things.days],
        "search": [f"/?q={quote_plus(words)}" for words in things.words],
        "story": [f"/stories/{id}" for id in things.stories],
        "article": [f"/articles/{id}" for id, _ in things.articles],
        "story.json": [f"/stories/{id}.json" for id in things.stories],
        "list.json": ["/stories.json", "/stories.json?limit=200"],
        "outlets": ["/outlets"],
    }


def their_pages(things: Things) -> dict[str, list[str]]:
    """What Datasette has of each kind: tables and rows of the same file, facets and full-text search included."""
    table = "/news/stories?_sort_desc=last&_size=50&_facet=articles"
    story = "/news?sql=" + quote_plus(
        "select a.id, a.outlet, a.title, a.published, a.text from members m join articles a on a.number = m.article where m.story = :story"
    )
    return {
        "list": [table, table, table, f"{table}&_next=50"],
        "facet": [
            f"/news/articles?outlet={quote_plus(name)}&_facet=outlet&_col=id&_col=title" for name in things.outlets
        ],
        "day": [f"/news/stories?first__lte={day}&last__gte={day}&_size=50" for day in things.days],
        "search": [
            f"/news/articles?_search={quote_plus(words)}&_size=50&_col=id&_col=title&_col=outlet&_facet=outlet"
            for words in things.words
        ],
        "story": [f"{story}&story={id}" for id in things.stories],
        "article": [f"/news/articles/{number}" for _, number in things.articles],
        "story.json": [story.replace("/news?", "/news.json?") + f"&story={id}" for id in things.stories],
        "list.json": ["/news/stories.json?_sort_desc=last&_size=50", "/news/stories.json?_sort_desc=last&_size=200"],
        "outlets": ["/news/articles?_facet=outlet&_size=0&_facet_size=max"],
    }


async def read_all(base: str, pages: Mapping[str, Sequence[str]], readers: int, seconds: float) -> list[Asked]:
    """Everything that this many readers ask for in this time."""
    limits = httpx2.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx2.AsyncClient(base_url=base, timeout=LIMIT, limits=limits) as client:
        until = time.monotonic() + seconds
        each = [_reader(client, pages, random.Random(SEED + number), until) for number in range(readers)]
        return [asked for some in await asyncio.gather(*each) for asked in some]


async def _reader(
    client: httpx2.AsyncClient, pages: Mapping[str, Sequence[str]], draw: random.Random, until: float
) -> list[Asked]:
    found: list[Asked] = []
    await asyncio.sleep(draw.uniform(0, READ[1]))
    while time.monotonic() < until:
        (kind,) = draw.choices(list(MIX), list(MIX.values()))
        some = pages[kind]
        path = some[min(int(draw.paretovariate(1)) - 1, len(some) - 1) if kind in {"story", "list"} else draw.randrange(len(some))]  # fmt: skip
        started = time.monotonic()
        status, why = 0, ""
        try:
            status = (await client.get(path)).status_code
        except httpx2.HTTPError as error:
            why = type(error).__name__
        found.append(Asked(kind, status, time.monotonic() - started, why))
        await asyncio.sleep(draw.uniform(*READ))
    return found


# ---- who answers


class Server(NamedTuple):
    """A server that was started: its address and its process."""

    base: str
    process: subprocess.Popen[str]


def serve(location: Path) -> Server:
    """`twosource serve` of an archive, at a free port."""
    command = [sys.executable, "-m", "twosource", "serve", str(location), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    said = process.stderr.readline() if process.stderr else ""
    return Server(said.split(" at ")[-1].strip().rstrip("/"), process)


def datasette(command: str, location: Path) -> Server:
    """A Datasette of an archive's file, with time enough for its searches."""
    port = 8000 + random.randrange(1000)
    call = [
        *shlex.split(command),
        "serve",
        str(location),
        "--port",
        str(port),
        "--setting",
        "max_returned_rows",
        "2000",
    ]
    call += ["--setting", "sql_time_limit_ms", "10000", "--setting", "facet_time_limit_ms", "10000"]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    return Server(f"http://127.0.0.1:{port}", process)


def _until_up(server: Server) -> None:
    for _ in range(600):
        with suppress(httpx2.HTTPError):
            httpx2.get(f"{server.base}/", timeout=LIMIT)
            return
        time.sleep(0.1)
    raise RuntimeError(f"{server.base} never answered")


@contextmanager
def adding(location: Path, more: Sequence[Article]) -> Iterator[subprocess.Popen[bytes]]:
    """`twosource add` at work on further reports; stopped at the end, as with Ctrl-C."""
    path = location.with_name(f"more-{more[0].id}.jsonl")
    names = ("id", "outlet", "url", "published", "title", "text")
    path.write_bytes(b"\n".join(msgspec.json.encode({n: getattr(a, n) for n in names}) for a in more))
    command = [sys.executable, "-m", "twosource", "add", str(location), str(path), "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        before = _taken(location)
        while process.poll() is None and _taken(location) == before:
            time.sleep(0.2)  # it opens the models first
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def measure(
    server: Server, pages: Mapping[str, Sequence[str]], location: Path, more: Sequence[Article], size: Size
) -> dict[str, Any]:
    """Latencies and CPU time of a server that readers ask while reports are added."""
    try:
        _until_up(server)
        with adding(location, more) as adder:
            before = _taken(location)
            cpu = _cpu(server.process.pid)
            asked = asyncio.run(read_all(server.base, pages, size.readers, size.seconds))
            cpu = _cpu(server.process.pid) - cpu
            added, ended = _taken(location) - before, adder.poll() is not None
        if ended:
            raise RuntimeError("`add` ended before the readers did: give it more reports")
        return summary(asked, cpu) | {"added": added}
    finally:
        server.process.terminate()
        server.process.wait(30)
        if server.process.stderr is not None:
            server.process.stderr.close()


def _taken(location: Path) -> int:
    with open_archive(location) as archive:
        return sum(run.taken for run in archive.runs())


def _cpu(process: int) -> float:
    """Seconds of CPU time of a process; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def summary(asked: Sequence[Asked], cpu: float) -> dict[str, Any]:
    """Quantiles of the pages' times, in milliseconds, all and by kind; failed is what is no page: 5xx, or no answer."""
    times = [a.seconds for a in asked]
    kinds = {kind: [a.seconds for a in asked if a.kind == kind] for kind in sorted({a.kind for a in asked})}
    return {
        "pages": len(asked),
        "failed": sum(a.status >= 500 or a.status == 0 for a in asked),
        "failures": sorted({a.why or str(a.status) for a in asked if a.status >= 500 or a.status == 0}),
        "refused": sum(400 <= a.status < 500 for a in asked),
        "p50_ms": _quantile(times, 0.5),
        "p95_ms": _quantile(times, 0.95),
        "p99_ms": _quantile(times, 0.99),
        "within": sum(t < 0.5 for t in times) / max(len(times), 1),
        "cpu_ms": 1000 * cpu / max(len(asked), 1),
        "kinds": {kind: (_quantile(some, 0.5), _quantile(some, 0.99)) for kind, some in kinds.items()},
    }


def _quantile(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
