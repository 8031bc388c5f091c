"""GAP: which of two names does a pronoun stand for? Answers are the entities of the snippet read as an article.

A name counts as coreferent when the pronoun's entity has a mention by name that overlaps it. `f1` gives the article
the page's title, as a report has its headline; that is GAP's page-context setting. `snippet_f1` has no title.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from benchmarks import archives
from benchmarks.scores import Hits
from twosource.annotate import annotate
from twosource.articles import make_article
from twosource.data import Article, Entity

FILES = {"dev": "validation", "train": "development", "test": "test"}
PUBLISHED = (
    ("f1", 0.706, "syntactic parallelism with the page's title (Webster et al. 2018), on test"),
    ("snippet_f1", 0.669, "syntactic parallelism without title (Webster et al. 2018), on test"),
)
FEMININE = frozenset({"she", "her", "hers"})


@dataclass(frozen=True, slots=True)
class Case:
    """One pronoun and two names: where they stand, and which of them it stands for."""

    id: str
    text: str
    title: str
    pronoun: tuple[int, int]
    names: tuple[tuple[int, int], tuple[int, int]]
    gold: tuple[bool, bool]

    @property
    def feminine(self) -> bool:
        """Whether the pronoun is she or her."""
        return self.text[slice(*self.pronoun)].lower() in FEMININE


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Read each snippet twice, with the page's title and without, and score both."""
    cases = read_cases(data, FILES.get(split, split))
    titled = [answers(c, e) for c, e in zip(cases, entities(cases, titles=True), strict=True)]
    plain = [answers(c, e) for c, e in zip(cases, entities(cases, titles=False), strict=True)]
    hits = count(cases, titled)
    figures = {"f1": hits.f1}
    for name, feminine in (("f1_masculine", False), ("f1_feminine", True)):
        chosen = [(c, a) for c, a in zip(cases, titled, strict=True) if c.feminine is feminine]
        figures[name] = count(*zip(*chosen, strict=True)).f1 if chosen else 0.0
    figures["bias"] = figures["f1_feminine"] / figures["f1_masculine"] if figures["f1_masculine"] else 0.0
    figures |= {"precision": hits.precision, "recall": hits.recall, "snippet_f1": count(cases, plain).f1}
    return {
        "figures": figures,
        "counts": {"pronouns": len(cases), "names": 2 * len(cases), "coreferent": int(hits.gold)},
        # gold of A and B, then the answers: TF TF is right
        "cases": {c.id: " ".join(_letters(pair) for pair in (c.gold, a)) for c, a in zip(cases, titled, strict=True)},
    }


def _letters(pair: tuple[bool, bool]) -> str:
    return "".join("FT"[answer] for answer in pair)


def read_cases(data: Path | None, part: str) -> list[Case]:
    """The rows of one of GAP's files."""
    text = archives.text(data, "coref-gap", f"gap-{part}.tsv")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_case(row) for row in rows]


def _case(row: Mapping[str, str]) -> Case:
    def place(name: str) -> tuple[int, int]:
        start = int(row[f"{name}-offset"])
        return start, start + len(row[name])

    return Case(
        id=row["ID"],
        text=row["Text"],
        title=unquote(row["URL"].rsplit("/", 1)[-1]).replace("_", " ").partition("(")[0].strip(),
        pronoun=place("Pronoun"),
        names=(place("A"), place("B")),
        gold=(row["A-coref"].upper() == "TRUE", row["B-coref"].upper() == "TRUE"),
    )


def article(case: Case, *, titled: bool) -> Article:
    """The snippet as an article, with the page's title or with none."""
    made = make_article(case.text, id=case.id, outlet="Wikipedia")
    plain = made.to_dict() | {"title": case.title if titled else None}
    return Article.from_dict(plain)


def entities(cases: Iterable[Case], *, titles: bool) -> Iterator[tuple[Entity, ...]]:
    """What the library finds in each snippet."""
    for document in annotate(article(case, titled=titles) for case in cases):
        yield document.entities


def answers(case: Case, found: Iterable[Entity]) -> tuple[bool, bool]:
    """For each of the two names whether an entity of the pronoun has a mention by name there."""
    mine = [e for e in found if any(_touch(case.pronoun, (m.anchor.start, m.anchor.end)) for m in e.mentions)]
    a, b = (
        any(m.kind == "name" and _touch(name, (m.anchor.start, m.anchor.end)) for e in mine for m in e.mentions)
        for name in case.names
    )
    return a, b


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def count(cases: Sequence[Case], given: Sequence[tuple[bool, bool]]) -> Hits:
    """Counts over both names of all cases, as GAP's own scorer pools them."""
    total = Hits()
    for case, answer in zip(cases, given, strict=True):
        for gold, said in zip(case.gold, answer, strict=True):
            total += Hits(gold and said, gold, said)
    return total
