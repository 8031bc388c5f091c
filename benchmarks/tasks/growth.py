"""What a story costs as it grows: CPU seconds of reading, lineage and comparison for 5 to 200 articles.

The articles are those of the article stream from its first labelled one on, in its order, taken as one story whatever
they tell: as many names, figures and days as a real story of that size, and the most work for whoever compares all with
all. They are read once and their reading is added up. Seconds are CPU time of this process.
"""

from __future__ import annotations

import resource
import sys
from itertools import dropwhile, islice
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.archives import DataMissing
from benchmarks.story_sets import rows
from twosource.articles import make_article
from twosource.compare import compare
from twosource.compare.actors import name_actors
from twosource.compare.align import weights
from twosource.compare.candidates import find_candidates
from twosource.compare.points import collect_points
from twosource.data import Article, Document, Story
from twosource.pipeline import in_order, read_documents
from twosource.stories.group import group_articles
from twosource.stories.origins import find_origins

SIZES = (5, 10, 20, 40, 80, 137, 200)
MOST_SECONDS = {40: 30.0, 200: 200.0}  # what a story of so many articles may take in all
PUBLISHED: list[tuple[str, float, str]] = []


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Grow one story; the sizes are those that the data allows."""
    articles = pooled(data, max(SIZES))
    list(read_documents(articles[:1]))  # opens the models
    documents: list[Document] = []
    reading: list[float] = []
    for article in articles:
        started = process_time()
        documents.extend(read_documents([article]))
        reading.append(process_time() - started)
    cases = {}
    for size in SIZES:
        if size > len(articles):
            break
        chosen = {a.id for a in in_order(articles[:size])}
        cases[str(size)] = {"read": sum(reading[:size])} | cost([d for d in documents if d.article.id in chosen])
    for case in cases.values():
        case["all"] = sum(case[step] for step in ("read", "group", "origins", "compare"))
    return {
        "figures": figures(cases),
        "counts": {f"pairs_{size}": int(case["pairs"]) for size, case in cases.items()} | {"mib": memory()},
        "notes": [
            f"{size} articles: {case['all']:.1f} CPU s, of them {case['read']:.1f} reading, {case['origins']:.1f} lineage, "
            f"{case['compare']:.1f} comparison; {case['pairs'] / case['statements']:.0f} candidate pairs a statement"
            for size, case in cases.items()
        ],
    }


def cost(documents: list[Document]) -> dict[str, float]:
    """CPU seconds of the steps of one story, with its numbers of statements and of candidate pairs."""
    articles = in_order(d.article for d in documents)
    by_id = {d.article.id: d for d in documents}
    ordered = [by_id[a.id] for a in articles]
    times = [process_time()]
    group_articles(articles)
    times.append(process_time())
    origins = find_origins(articles)
    times.append(process_time())
    compare(Story(id="growth", articles=tuple(articles), origins=origins), ordered, fitted=weights())
    times.append(process_time())
    steps = ("group", "origins", "compare")
    spent = {step: b - a for step, a, b in zip(steps, times, times[1:], strict=False)}
    return spent | {"statements": float(sum(len(d.statements) for d in ordered)), "pairs": float(pairs(ordered))}


def pairs(documents: list[Document]) -> int:
    """How many pairs of points are looked at, of all kinds."""
    actor_of = {entity: actor.id for actor in name_actors(documents) for entity in actor.entities}
    points = collect_points(documents, actor_of)
    kinds = sorted({p.kind for p in points})
    return sum(len(find_candidates([p for p in points if p.kind == kind])) for kind in kinds)


def figures(cases: dict[str, dict[str, float]]) -> dict[str, float | None]:
    """How many times the story fits into the seconds it may take, and how the cost of a pair holds from 40 to 200."""
    made: dict[str, float | None] = {
        f"fits_{size}": most / cases[str(size)]["all"] if str(size) in cases else None
        for size, most in MOST_SECONDS.items()
    }
    small, large = cases.get("40"), cases.get("200")
    grown = small and large and (small["compare"] / small["pairs"]) / (large["compare"] / large["pairs"])
    return made | {"seconds_per_pair_kept": grown or None}


def pooled(data: Path | None, most: int) -> list[Article]:
    """The first articles of the stream that a story is known of, and those between them."""
    told = dropwhile(lambda row: not row.get("story"), rows(data, "stream-dev", "articles.jsonl"))
    chosen = list(islice(told, most))
    if not chosen:
        raise DataMissing(f"{data}: stream-dev holds no article with a story.")
    return [
        make_article(row["text"], id=f"g{i}", outlet=row["outlet"], title=row["title"], published=row["published"][:10])
        for i, row in enumerate(chosen)
    ]


def memory() -> int:
    """Peak resident memory of this process, MiB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20)
