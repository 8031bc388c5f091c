"""Article text of 181 saved pages (article-extraction-benchmark, 2019), by its own measure: shingles of four words.

Precision and recall are means over the pages, F1 is made of the two. `body` leaves out the blocks that are headline,
byline or furniture. `alone` is trafilatura without our second opinion and without what is put back.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from benchmarks.archives import DataMissing, members, text
from twosource.articles.blocks import find_blocks
from twosource.articles.decode import decode_page
from twosource.articles.html import Page, extract_page
from twosource.data import BlockKind
from twosource.errors import InputRefused

ARCHIVE = "html-extraction"
PUBLISHED = [
    ("f1", 0.970, "rs-trafilatura, 2026"),
    ("f1", 0.970, "AutoExtract, 2019"),
    ("f1", 0.960, "go-trafilatura"),
    ("f1", 0.958, "trafilatura 2.0.0"),
    ("f1", 0.951, "Diffbot"),
    ("f1", 0.949, "newspaper4k"),
]
SHINGLE = 4
NO_BODY = frozenset({BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BOILERPLATE})


class Score(NamedTuple):
    """Of one page; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None
    f1: float


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Read every page as `twosource compare` does, and hold its text against the article's."""
    if split != "dev":
        raise DataMissing(f"{ARCHIVE} has one part, dev.")
    gold = {name: page["articleBody"] for name, page in json.loads(text(data, ARCHIVE, "ground-truth.json")).items()}
    texts: dict[str, list[Score]] = {"": [], "body": [], "alone": []}
    cases: dict[str, float] = {}
    refused = flagged = 0
    for name, content in members(data, ARCHIVE, "html/*.html.gz"):
        key = Path(name).name.removesuffix(".html.gz")
        html, _ = decode_page(gzip.decompress(content), key)
        page = read(html, key)
        refused += page is None
        flagged += page is not None and any("disagree" in note for note in page.notes)
        texts[""].append(score(gold[key], page.text if page else ""))
        texts["body"].append(score(gold[key], body(page) if page else ""))
        texts["alone"].append(score(gold[key], alone(html)))
        cases[key[:12]] = texts[""][-1].f1
    return {
        "figures": {f"{kind}_{name}".strip("_"): v for kind, s in texts.items() for name, v in figures(s).items()},
        "counts": {"pages": len(cases), "refused": refused, "extractors disagree": flagged},
        "cases": cases,
    }


def read(html: str, name: str) -> Page | None:
    """The page's article, None when it is refused."""
    try:
        return extract_page(html, source=name)
    except InputRefused:
        return None


def body(page: Page) -> str:
    """The text of the blocks that tell the story."""
    kept = [b for b in find_blocks(page.text, title=page.title) if b.kind not in NO_BODY]
    return "\n".join(page.text[b.start : b.end] for b in kept)


def alone(html: str) -> str:
    """Trafilatura's text by its own default."""
    from trafilatura import extract

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return extract(html, include_comments=False) or ""


def score(gold: str, given: str) -> Score:
    """Precision, recall and F1 of one text in shingles, as the benchmark counts them."""
    want, have = shingles(gold), shingles(given)
    right = (want & have).total()
    if want == have:
        return Score(1.0, 1.0, 1.0)
    return Score(
        right / have.total() if have else None,
        right / want.total() if want else None,
        2 * right / (want.total() + have.total()),
    )


def shingles(words: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts; a shorter text is one shingle."""
    tokens = re.findall(r"\w+", words)
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(max(1, len(tokens) - SHINGLE + 1)) if tokens)


def figures(scores: Sequence[Score]) -> dict[str, float]:
    """Means over the pages, and the mean F1 of the worst tenth of them."""
    precision = mean(s.precision for s in scores if s.precision is not None)
    recall = mean(s.recall for s in scores if s.recall is not None)
    worst = sorted(s.f1 for s in scores)[: max(1, len(scores) // 10)]
    return {
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "precision": precision,
        "recall": recall,
        "worst_decile": mean(worst),
    }
