"""HTML in, accounts out, on two processes at once: articles a second, each step's share, memory, others on the same pages.

A process takes every second story, opens its models, and then runs the flow; the CPU seconds of both are counted while
both run, so that what they take from each other is in the figure. Two cores make the sum of both rates; wall time is told
beside it, and is the same where nothing else runs on the machine.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from benchmarks.pages import page
from twosource.annotate import annotate
from twosource.articles import read_articles
from twosource.compare import compare
from twosource.pipeline import in_order
from twosource.reports.as_json import dumps
from twosource.statements import state
from twosource.stories import group_stories

if TYPE_CHECKING:
    from spacy.language import Language

PROCESSES = 2
STEPS = ("read", "annotate", "state", "group", "compare", "write")
LABELS = {"dep": 45, "tag": 50, "ner": 18}  # numbers of classes of spaCy's small English pipeline


def throughput(paths: Sequence[Path]) -> tuple[dict[str, float | None], dict[str, float], list[str]]:
    """Figures, counts and notes of the flow over the stories' pages."""
    with tempfile.TemporaryDirectory(prefix="twosource-") as folder:
        for number, path in enumerate(paths):
            lines = path.read_text(encoding="utf-8").splitlines()
            for order, line in enumerate(lines):
                kept = Path(folder) / str(number % PROCESSES) / f"{number:03d}-{order:02d}.html"
                kept.parent.mkdir(exist_ok=True)
                kept.write_text(page(json.loads(line)), encoding="utf-8")
        spawn = multiprocessing.get_context("spawn")
        gate = spawn.Barrier(PROCESSES)
        with spawn.Pool(PROCESSES, _wait_at, (gate,)) as pool:
            shares = sorted(Path(folder).iterdir())
            found = pool.map(_timed, shares, chunksize=1)
    return _figures(found)


def _figures(found: Sequence[dict[str, float]]) -> tuple[dict[str, float | None], dict[str, float], list[str]]:
    """Rates of the processes added up, costs of a step as means over all articles."""
    articles = sum(f["articles"] for f in found)
    spent = {step: sum(f[step] for f in found) for step in (*STEPS, "trafilatura")}
    spacy_seconds = sum(f["spacy"] for f in found)
    figures: dict[str, float | None] = {
        "articles_per_second_two_cores": sum(f["articles"] / sum(f[step] for step in STEPS) for f in found),
        "trafilatura_alone_two_cores": PROCESSES * articles / spent["trafilatura"],
        "untrained_spacy_two_cores": PROCESSES * articles / spacy_seconds,
    }
    counts: dict[str, float] = {
        "pages": int(articles),
        "pages_words": int(sum(f["words"] for f in found)),
        "accounts_from_pages": int(sum(f["accounts"] for f in found)),
        "peak_mib_of_one_process": int(max(f["mib"] for f in found)),
    }
    parts = ", ".join(f"{step} {1000 * spent[step] / articles:.1f}" for step in STEPS)
    wall = articles / max(f["wall"] for f in found)
    notes = [
        f"CPU ms an article: {parts}; trafilatura alone {1000 * spent['trafilatura'] / articles:.1f}.",
        f"By the clock of this machine {wall:.1f} articles a second; others' work is in that.",
        "spaCy: tagger, parser and entities of its small English size with random weights (none can be had here); "
        "no attribution, time, event or vector, and no comparison.",
    ]
    return figures, counts, notes


_gate: list[Any] = []


def _wait_at(gate: Any) -> None:
    _gate.append(gate)


def _timed(folder: Path) -> dict[str, float]:
    """One process' run: opened by a first pass over two pages, then all at once with the other process."""
    pages = sorted(folder.iterdir())
    _flow(pages[:2], _Clock())
    clock = _Clock()
    _gate[0].wait()
    started = perf_counter()
    articles, accounts = _flow(pages, clock)
    took = perf_counter() - started
    mib = _peak()
    _gate[0].wait()
    texts = [path.read_text(encoding="utf-8") for path in pages]
    from trafilatura import extract

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    with clock.of("trafilatura"):
        for text in texts:
            extract(text, include_comments=False, with_metadata=True)
    language = small_spacy()
    with clock.of("spacy"):
        for doc in language.pipe([article.text for article in articles]):
            len(doc.ents)
    words = sum(len(article.text.split()) for article in articles)
    return clock.spent | {"articles": len(articles), "accounts": accounts, "words": words, "wall": took, "mib": mib}


class _Clock:
    """CPU seconds of this process by step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Time what is inside."""
        started = process_time()
        yield
        self.spent[step] = process_time() - started


def _flow(pages: Sequence[Path], clock: _Clock) -> tuple[list[Any], int]:
    """The steps of `reconcile`, each by itself."""
    with clock.of("read"):
        articles = in_order(read_articles(pages))
    with clock.of("annotate"):
        documents = list(annotate(articles))
    with clock.of("state"):
        documents = [state(document) for document in documents]
    with clock.of("group"):
        stories = group_stories(articles)
    of = {document.article.id: document for document in documents}
    with clock.of("compare"):
        accounts = [compare(story, [of[a.id] for a in story.articles]) for story in stories]
    with clock.of("write"):
        for account in accounts:
            dumps(account, indent=None)
    return articles, len(accounts)


def small_spacy() -> Language:
    """A spaCy pipeline of the size of its small English one, with random weights: as fast, and as good as none."""
    import spacy
    from spacy.training import Example

    language = spacy.blank("en")
    language.add_pipe("tok2vec")
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    language.add_pipe("tagger", config={"model": {"tok2vec": shared}})
    language.add_pipe("parser", config={"model": {"tok2vec": shared}, "min_action_freq": 1})
    language.add_pipe("ner")
    words = ["Rain"] * max(LABELS.values())
    half = len(words) // 2
    doc = spacy.tokens.Doc(
        language.vocab,
        words=words,
        tags=[f"T{i % LABELS['tag']}" for i in range(len(words))],
        heads=[half] * len(words),
        deps=["ROOT" if i == half else f"d{i % LABELS['dep']}" for i in range(len(words))],
        ents=[f"B-E{i}" if i < LABELS["ner"] else "O" for i in range(len(words))],
    )
    language.initialize(lambda: [Example(language.make_doc(" ".join(words)), doc)])
    return language


def _peak() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20)
