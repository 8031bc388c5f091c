"""The archive as it grows: articles per CPU second in and grouped, time per article at each decade, size, memory, answers.

The stream is made (`benchmarks/made_stream.py`): `PER_DAY` reports a day, so that 10,000 lie in the seven days of the
window from the first week on. Vectors are made too, so that what is timed is the archive and not the encoder;
`whole_per_second` is the same with the real encoder, on our stories. `small` adds 1,000 reports, `dev` 10,000, `large`
100,000. `add` is what `twosource add` does with an article that was read (traits without the encoder, keys of its
paragraphs, who copies whom, the tables, full text); `group` is `settle`, grouping alone with traits given, the reading
and writing of the tables counted in. All times are CPU seconds of this one process. Sizes of kept readings and accounts
are those of our stories.
"""

from __future__ import annotations

import gc
import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any
from unittest import mock

from benchmarks.archives import DataMissing
from benchmarks.made_stream import encode, stream
from twosource import stories
from twosource.annotate.packed import pack, unpack
from twosource.articles import read_articles
from twosource.data import Article
from twosource.pipeline import read_documents
from twosource.store import Archive, adding, open_archive

SIZES = {"small": 1_000, "dev": 10_000, "large": 100_000}
DECADES = (1_000, 10_000, 100_000)
PER_DAY = 1_430
PORTION = 500  # articles of one `add`
LATE = 4  # portions before a size that give its figures, by their median
LIMIT_MIB = 1_430  # 1.5 GB
ASKED = 40  # questions whose answers are timed


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Fill an archive, portion by portion."""
    paths = sorted(data.glob("*/articles.jsonl")) if data else []
    if not paths or split not in SIZES:
        raise DataMissing(f"{data} holds no story, or {split!r} is none of {', '.join(SIZES)}.")
    ours = [article for path in paths for article in read_articles([path])]
    with tempfile.TemporaryDirectory() as folder:
        figures, counts, cases = _grow(Path(folder) / "news", ours, SIZES[split])
        counts["peak_mib"] = _peak()  # without the encoder: its memory is in `peak_mib_with_encoder`
        whole = _whole(Path(folder) / "ours", ours)
    counts |= whole.pop("counts") | {"peak_mib_with_encoder": _peak()}
    return {"figures": figures | whole, "counts": counts, "cases": cases}


def _grow(location: Path, ours: Sequence[Article], size: int) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """An archive of `size` reports: CPU seconds of each portion, first into the tables, then into stories."""
    added: list[float] = []
    grouped: list[float] = []
    cases: dict[str, Any] = {}
    reports = stream(ours, size, PER_DAY)
    features = partial(stories.features, encode=encode)
    last: list[Article] = []
    with mock.patch.object(stories, "features", features), open_archive(location, create=True) as archive:
        for portion in range(1, size // PORTION + 1):
            last = [next(reports) for _ in range(PORTION)]
            started = process_time()
            adding.add(archive.database, last)  # `Archive.add` without the grouping, which is timed apart
            between = process_time()
            archive.settle()
            added.append((between - started) / PORTION)
            grouped.append((process_time() - between) / PORTION)
            if portion * PORTION in DECADES:
                cases[f"{portion * PORTION} reports"] = _so_far(added, grouped) | {
                    "kb_per_article": round(_bytes(location) / portion / PORTION / 1000, 1),
                    "peak_mib": _peak(),
                }
        answers = _answers(archive, last)
        faults = archive.verify()
        entries = len(archive.stories(limit=10**9))
    here = _so_far(added, grouped)
    figures = {
        "add_per_second": 1000 / here["add_ms"],
        "group_per_second": 1000 / here["group_ms"],
        "flatness": flatness(cases),
        "limit_by_memory": LIMIT_MIB / _peak(),  # 1: just 1.5 GB with 10,000 articles in the window
        "sound": float(not faults),
    }
    return figures, {"articles": size, "stories": entries} | answers, cases


def flatness(cases: dict[str, dict[str, float]]) -> float | None:
    """Time per article at 10,000, when the window is full, over that at 100,000: 1 is as fast, .67 is half as slow again."""
    early, late = (cases.get(f"{size} reports") for size in (10_000, 100_000))
    if early is None or late is None:
        return None
    return (early["add_ms"] + early["group_ms"]) / (late["add_ms"] + late["group_ms"])


def _so_far(added: Sequence[float], grouped: Sequence[float]) -> dict[str, float]:
    """Milliseconds an article takes at this size."""
    return {
        "add_ms": round(1000 * statistics.median(added[-LATE:]), 3),
        "group_ms": round(1000 * statistics.median(grouped[-LATE:]), 3),
    }


def _bytes(location: Path) -> int:
    """Of the archive's files."""
    return sum(f.stat().st_size for f in location.parent.glob(location.name + "*"))


def _peak() -> int:
    """Peak resident memory of this process, MiB."""
    gc.collect()
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 2**20)


def _answers(archive: Archive, told: Sequence[Article]) -> dict[str, float]:
    """Milliseconds that nine of ten answers stay below."""
    draw = random.Random(5)
    asked = draw.sample(list(told), ASKED)
    entries = archive.stories(limit=1000)
    ids = [s.article.id for e in entries[:ASKED] for s in archive.story(e.id).articles[:1]]

    def ninth(asked: Sequence[Callable[[], object]]) -> float:
        took = []
        for ask in asked:
            started = process_time()
            ask()
            took.append(1000 * (process_time() - started))
        return round(sorted(took)[int(0.9 * len(took))], 1)

    return {
        "search_ms": ninth([partial(archive.search, " ".join(_two(a, draw)), limit=20) for a in asked]),
        "stories_ms": ninth([partial(archive.stories, day=e.first, limit=50) for e in entries[:ASKED]]),
        "story_ms": ninth([partial(archive.story, e.id) for e in entries[:ASKED]]),
        "copies_ms": ninth([partial(archive.copies, id) for id in ids]),
    }


def _two(article: Article, draw: random.Random) -> list[str]:
    """Two words of a report that a search takes as words."""
    return draw.sample([w for w in article.text.split() if w.isalpha()], 2)


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
