"""The archive as it grows: articles per CPU second in and grouped, time per article, size, memory, answers.

The stream is made here: events of invented names, told by several outlets in sentences put together from our stories,
`PER_DAY` reports a day. Vectors are made too (one direction for an event, noise for a report), so that what is timed is
the archive and not the encoder; `whole_per_second` is the same with the real encoder, on our stories. `dev` adds 10,000
reports, `large` 100,000, `small` 1,000. Sizes of kept readings and accounts are those of our stories.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any
from unittest import mock
from zlib import crc32

import numpy as np

from benchmarks.archives import DataMissing
from twosource import stories
from twosource.articles import make_article, read_articles
from twosource.data import Article
from twosource.pipeline import read_documents
from twosource.store import Archive, adding, open_archive
from twosource.store.accounts import pack, unpack

SIZES = {"small": 1_000, "dev": 10_000, "large": 100_000}
PORTION = 500  # articles of one `add`
PER_DAY = 150
TOLD_BY = 6  # reports of one event, on average
SENTENCES = 18  # of a report
NAMED = 4  # invented names of an event
OWN = 0.5  # share of an event's own direction in a vector
SYLLABLES = "ba den kor lis mar nov ost per quen rad sol tav ul vek wen yor zan".split()
ASKED = 40  # questions whose answers are timed


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Fill an archive, portion by portion."""
    paths = sorted(data.glob("*/articles.jsonl")) if data else []
    if not paths or split not in SIZES:
        raise DataMissing(f"{data} holds no story, or {split!r} is none of {', '.join(SIZES)}.")
    ours = [list(read_articles([path])) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        figures, counts = _grow(Path(folder) / "news", ours, SIZES[split])
        whole = _whole(Path(folder) / "ours", [article for story in ours for article in story])
    unit = 1 if sys.platform == "darwin" else 1024
    counts |= whole.pop("counts") | {
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20)
    }
    return {"figures": figures | whole, "counts": counts}


def _grow(location: Path, ours: Sequence[Sequence[Article]], size: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """An archive of `size` reports: CPU seconds of each portion, first into the tables, then into stories."""
    added, grouped = [], []
    reports = stream(ours, size)
    features = partial(stories.features, encode=encode)
    with mock.patch.object(stories, "features", features), open_archive(location, create=True) as archive:
        for _ in range(size // PORTION):
            portion = [next(reports) for _ in range(PORTION)]
            started = process_time()
            adding.add(archive.database, portion)  # `Archive.add` without the grouping, which is timed apart
            between = process_time()
            archive.settle()
            added.append(between - started)
            grouped.append(process_time() - between)
        answers = _answers(archive, ours)
        faults = archive.verify()
        entries = len(archive.stories(limit=10**9))
    each = [(a + g) / PORTION for a, g in zip(added, grouped, strict=True)]
    early, late = statistics.median(each[1:4] or each), statistics.median(each[-4:])
    figures = {
        "add_per_second": PORTION / statistics.median(added[-4:]),
        "group_per_second": PORTION / statistics.median(grouped[-4:]),
        "flatness": early / late,  # 1: as fast when it is full as when it was new
        "sound": float(not faults),
    }
    counts = {
        "articles": size,
        "stories": entries,
        "ms_per_article_first": round(1000 * early, 2),
        "ms_per_article_last": round(1000 * late, 2),
        "kb_per_article": round(
            sum(f.stat().st_size for f in location.parent.glob(location.name + "*")) / size / 1000, 1
        ),
    }
    return figures, counts | answers


def _answers(archive: Archive, ours: Sequence[Sequence[Article]]) -> dict[str, float]:
    """Milliseconds that the slowest of ten answers stays below."""
    draw = random.Random(5)
    words = [draw.choice(story).text.split() for story in ours for _ in range(ASKED // len(ours) + 1)]
    entries = archive.stories(limit=1000)

    def ninth(asked: Sequence[Callable[[], object]]) -> float:
        took = []
        for ask in asked:
            started = process_time()
            ask()
            took.append(1000 * (process_time() - started))
        return round(sorted(took)[int(0.9 * len(took))], 1)

    return {
        "search_ms": ninth([partial(archive.search, " ".join(draw.sample(w, 2)), limit=20) for w in words]),
        "stories_ms": ninth([partial(archive.stories, day=e.first, limit=50) for e in entries[:ASKED]]),
        "story_ms": ninth([partial(archive.story, e.id) for e in entries[:ASKED]]),
    }


def _whole(location: Path, articles: list[Article]) -> dict[str, Any]:
    """Our own stories with the real encoder; then what their readings and accounts take."""
    stories.features(articles[0])  # opens the models
    with open_archive(location, create=True) as archive:
        started = process_time()
        archive.add(articles)
        took = process_time() - started
        started = process_time()
        readings = [(d.article, pack(d)) for d in read_documents(articles)]
        read = process_time() - started
        started = process_time()
        for article, data in readings:
            unpack(article, data)
        unpacked = process_time() - started
    n = len(articles)
    return {
        "whole_per_second": n / took,
        "counts": {
            "reading_kb": round(sum(len(data) for _, data in readings) / n / 1000, 1),
            "read_ms": round(1000 * read / n, 1),
            "unpack_ms": round(1000 * unpacked / n, 1),
        },
    }


# ---- the stream


def stream(ours: Sequence[Sequence[Article]], size: int) -> Iterator[Article]:
    """Reports of invented events, in the order of their days, the same in every run."""
    draw = random.Random(20261125)
    told = [
        s.strip()
        for story in ours
        for a in story
        for s in a.text.replace("\n", " ").split(". ")
        if 5 < len(s.split()) < 40
    ]
    first = date(2020, 1, 1)
    going_on: list[tuple[list[str], str]] = []
    for number in range(size):
        day = first + timedelta(number // PER_DAY)
        if not going_on or draw.random() < 1 / TOLD_BY:
            going_on = [*going_on[-PER_DAY // TOLD_BY :], ([_name(draw) for _ in range(NAMED)], draw.choice(told))]
        names, event = draw.choice(going_on)
        body = [f"{draw.choice(names)} and {draw.choice(names)}: {draw.choice(told)}" for _ in range(SENTENCES)]
        text = f"{names[0]} in {names[1]}: {event[:60]}\n\n" + "\n\n".join(
            ". ".join(body[i : i + 3]) + "." for i in range(0, SENTENCES, 3)
        )
        outlet = f"Outlet {draw.randrange(400)}"
        yield make_article(
            text,
            id=str(number),
            outlet=outlet,
            url=f"https://{outlet.replace(' ', '').lower()}.example/{number}",
            published=f"{day.isoformat()}T{draw.randrange(24):02}:{draw.randrange(60):02}:00+00:00",
            title=text.split("\n")[0],
        )


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()


def encode(texts: Sequence[str]) -> np.ndarray:
    """A direction for the first name in a text, and noise for the rest of it."""
    rows = []
    for text in texts:
        event = np.random.default_rng(crc32(text.split(" ", 1)[0].encode())).normal(size=384)
        report = np.random.default_rng(crc32(text.encode())).normal(size=384)
        rows.append(OWN * event + (1 - OWN) * report)
    vectors = np.stack(rows)
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
