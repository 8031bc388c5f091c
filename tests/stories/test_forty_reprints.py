"""Forty reprints and a rewrite of a report of each of some stories are one origin; a report of its own is a second."""

import json
import random
from pathlib import Path

import pytest

from benchmarks.reprints import KINDS
from twosource.articles import make_article, read_articles
from twosource.data import Article, BlockKind
from twosource.stories.origins import find_origins

STORIES = Path(__file__).parent.parent.parent / "benchmarks" / "stories"
RULES = ("half", "reordered", "local", "light")


def copies(original: Article, number: int) -> list[Article]:
    """Reprints of an article by rules, and last its rewrite."""
    told = [original.text[b.start : b.end] for b in original.blocks if b.kind is BlockKind.PARAGRAPH]
    made = []
    for i in range(number + 1):
        rule = "rewrite" if i == number else RULES[i % len(RULES)]
        title, paragraphs = KINDS[rule](original.title or "", told, (), random.Random(f"{original.id} {i}"))
        text = "\n\n".join([title, *paragraphs])
        made.append(make_article(text, id=f"copy{i}", outlet=f"Gazette of Town {i}", published=original.published))
    return made


@pytest.mark.parametrize("name", ["01-bandar-abbas-port-explosion", "06-aude-wildfire", "16-louvre-heist"])
def test_forty_reprints_and_a_rewrite(name: str) -> None:
    articles = {a.id: a for a in read_articles([STORIES / name / "articles.jsonl"])}
    gold = json.loads((STORIES / name / "gold.json").read_text(encoding="utf-8"))
    together = {i for group in gold["lineages"] for i in group["articles"]}
    alone = [a for i, a in articles.items() if i not in together]
    first, own = sorted(alone, key=lambda a: (-len(a.text), a.id))[:2]
    made = copies(first, 40)
    (origin,) = find_origins([first, *made])
    assert set(origin.articles) == {first.id, *(a.id for a in made)}
    assert {frozenset(o.articles) for o in find_origins([*made, own, first])} == {
        frozenset(origin.articles),
        frozenset({own.id}),
    }
