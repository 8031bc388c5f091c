"""Time expressions against TIMEX3 (TempEval-3): spans, and the values of those that meet a gold span.

Only what stands in the TEXT is scored; the document's date is given, as TempEval-3 gives it. `strict_f1` counts equal
spans, `relaxed_f1` spans that share a character, `value_f1` relaxed matches with an equal TIMEX3 value over all spans.
Splits: dev is TimeBank, aquaint and wikiwars are what they say, test is the platinum folder. Of TimeBank only the files
whose crc32 is even were read while the rules were written; `kept_*` are the figures of the others.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from benchmarks.archives import DataMissing, texts
from benchmarks.scores import TOUCHING, Hits, exact, overlap, pairs
from twosource.annotate import annotate
from twosource.data import Article, Block, BlockKind, TimeRange

PUBLISHED = [
    ("strict_f1", 0.921, "SynTime on platinum"),
    ("relaxed_f1", 0.950, "SynTime on platinum"),
    ("strict_f1", 0.813, "HeidelTime on platinum"),
    ("relaxed_f1", 0.903, "HeidelTime on platinum"),
    ("value_f1", 0.776, "HeidelTime on platinum"),
    ("value_f1", 0.674, "SUTime on platinum"),
    ("value_f1", 0.824, "UWTime on platinum"),
    ("strict_f1", 0.815, "SynTime on WikiWars, all 22 documents, part of them its training"),
    ("relaxed_f1", 0.937, "SynTime on WikiWars, all 22 documents"),
]
ARCHIVES = {"wikiwars": "time-wikiwars"}  # all else is in time-tempeval3
FOLDERS = {"dev": "timebank", "aquaint": "aquaint", "wikiwars": "tml", "test": "platinum"}
TYPES = ("DATE", "TIME", "DURATION", "SET")

Time = tuple[int, int, str, str]  # start, end, type, value


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Score the documents of a split."""
    documents = list(read_documents(data, split))
    found = annotate(article for article, _ in documents)
    cases: dict[str, str] = {}
    sums: Counter[str] = Counter()
    totals = dict.fromkeys([*MEASURES, *(f"kept_{m}" for m in MEASURES)], Hits())
    types = dict.fromkeys(TYPES, Hits())
    for (article, gold), document in zip(documents, found, strict=True):
        given = [timex for time in document.times for timex in as_timex(time)]
        hits = measure(gold, given)
        kept = zlib.crc32(article.id.encode()) % 2 == 1
        for name, hit in hits.items():
            totals[name] += hit
            totals[f"kept_{name}"] += hit if kept else Hits()
        for kind in TYPES:
            types[kind] += measure([g for g in gold if g[2] == kind], [g for g in given if g[2] == kind])["strict"]
        cases[article.id] = " ".join(f"{name} {hit.right:.0f}" for name, hit in hits.items()) + f" of {len(gold)}"
        sums.update(documents=1, words=len(article.text.split()), gold=len(gold), given=len(given))
    figures = {f"{name}_f1": hits.f1 for name, hits in totals.items() if hits.gold or not name.startswith("kept_")}
    if split != "dev":
        figures = {name: value for name, value in figures.items() if not name.startswith("kept_")}
    figures |= {"strict_precision": totals["strict"].precision, "strict_recall": totals["strict"].recall}
    figures |= {f"strict_f1_{kind}": hits.f1 for kind, hits in types.items() if hits.gold}
    return {"figures": figures, "counts": dict(sums), "cases": cases}


HOURLY = re.compile(r"^(?:T|.*[\dX]T)")  # 2025-02-04TEV, but not PAST_REF
MEASURES = ("strict", "relaxed", "value")


def measure(gold: Sequence[Time], given: Sequence[Time]) -> dict[str, Hits]:
    """What one document adds to each figure."""
    met = pairs([g[:2] for g in gold], [g[:2] for g in given], overlap, TOUCHING)
    return {
        "strict": exact((g[:2] for g in gold), (g[:2] for g in given)),
        "relaxed": Hits(len(met), len(gold), len(given)),
        "value": Hits(sum(gold[i][3] == given[j][3] for i, j in met), len(gold), len(given)),
    }


def as_timex(time: TimeRange) -> list[Time]:
    """Our noun as TIMEX3 has it, which writes both ends of a range ("1914-18") as expressions of their own."""
    start, end = time.anchor.start, time.anchor.end
    ends = BETWEEN.search(time.anchor.quote) if time.rule in RANGES else None
    if ends:
        size = RANGES[time.rule]
        return [
            (start, start + ends.start(), "DATE", time.first[:size]),
            (start + ends.end(), end, "DATE", time.last[:size]),
        ]
    kind = {"duration": "DURATION", "set": "SET"}.get(time.kind, "TIME" if HOURLY.search(time.timex) else "DATE")
    return [(start, end, kind, time.timex)]


RANGES = {"year.range": 4, "month.range": 7, "date.days": 10}  # rule -> characters of an ISO date that it gives
BETWEEN = re.compile(r"\s*(?:[-\u2013\u2014/]|\b(?:to|until|till|and|through|during|throughout)\b)\s*")


# ---- TimeML


def read_documents(data: Path | None, split: str) -> Iterator[tuple[Article, list[Time]]]:
    """The split's texts as articles published on the document's date, with the gold times."""
    if split not in FOLDERS:
        raise DataMissing(f"time has the splits {', '.join(FOLDERS)}; {split} is none of them.")
    found = False
    for archive in archives(data, ARCHIVES.get(split, "time-tempeval3")):
        for name, source in texts(data, archive, "*.tml"):
            if in_split(PurePosixPath(archive, name), split):
                found = True
                yield read_timeml(PurePosixPath(name).name, source)
        if found:
            return
    raise DataMissing(f"no .tml file under {data} lies in a folder named {FOLDERS[split]}.")


def archives(data: Path | None, name: str) -> list[str]:
    """Where to look: the archive of that name, else every archive and folder that has TimeML."""
    if data is None or not data.is_dir():
        return [name]
    there = sorted({p.name.removesuffix(".tar.xz") for p in data.iterdir() if p.is_dir() or p.name.endswith(".tar.xz")})
    holding = [other for other in there if other != name and _has_timeml(data, other)]
    return [*([name] if name in there else []), *holding]


def _has_timeml(data: Path, archive: str) -> bool:
    """Only time archives are opened to look; a folder shows what it holds."""
    if (data / archive).is_dir():
        return any((data / archive).rglob("*.tml"))
    return "time" in archive or "tempeval" in archive or "platinum" in archive


def in_split(path: PurePosixPath, split: str) -> bool:
    """Whether a folder above the file is the split's, whatever it stands in."""
    folders = [part.lower() for part in path.parts[:-1]]
    if split == "wikiwars":  # the whole set once: the halves of it, not the copy or another program's output
        return bool({"trainingset", "testset"} & set(folders))
    return any(FOLDERS[split] in folder for folder in folders)


def read_timeml(name: str, source: str) -> tuple[Article, list[Time]]:
    """The TEXT as an article with its paragraphs, and the TIMEX3 in it."""
    root = ElementTree.fromstring(source)  # corpora that the caller named
    text_node = root.find(".//TEXT")
    stamp = root.find(".//DCT/TIMEX3")
    pieces: list[str] = []
    times: list[Time] = []
    if text_node is not None:
        _gather(text_node, pieces, times)
    text = "".join(pieces)
    article = Article(
        id=name,
        outlet="TimeML",
        text=text,
        sha256="",
        published=(stamp.get("value") or None) if stamp is not None else None,
        blocks=tuple(_paragraphs(text)),
    )
    return article, sorted(times)


def _gather(node: ElementTree.Element, pieces: list[str], times: list[Time]) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _gather(child, pieces, times)
        pieces.append(child.tail or "")
    words = "".join(pieces)[start:]
    if node.tag == "TIMEX3" and words.strip():
        first = start + len(words) - len(words.lstrip())
        times.append((first, first + len(words.strip()), node.get("type", ""), node.get("value", "")))


def _paragraphs(text: str) -> Iterator[Block]:
    at = 0
    for part in text.split("\n\n"):
        if part.strip():
            start = at + len(part) - len(part.lstrip())
            yield Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(part.strip()))
        at += len(part) + 2
