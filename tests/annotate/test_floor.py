"""Who speaks where, and who goes on speaking."""

from __future__ import annotations

import pytest

from twosource.annotate import annotate
from twosource.annotate.floor import kept, last_speaker, spoken
from twosource.annotate.gathered import Scene
from twosource.articles import make_article
from twosource.data import Document

TEXT = "The plan was sound, Paul Renner told reporters. “We were ready,” he said."


def read(text: str) -> Document:
    """The text as a document."""
    return next(annotate([make_article(text, id="t", outlet="Outlet")]))


def test_sayings() -> None:
    """Each with the noun of its source and its cue."""
    doc = read(TEXT).doc
    said = spoken(doc)
    assert [(doc[s.head].text, doc[s.cue].text, s.told) for s in said] == [
        ("Paul", "told", False),
        ("he", "said", False),
    ]


def test_the_last_speaker() -> None:
    """The one before a pronoun that speaks; a pronoun that does not has none."""
    doc = read(TEXT).doc
    scene, said = Scene(doc), spoken(doc)
    he = next(t for t in doc if t.text == "he")
    last = last_speaker(scene, said, he, 4)
    assert last is not None and doc[last.head].text == "Paul" and kept(scene, said, [])
    assert last_speaker(scene, said, next(t for t in doc if t.text == "We"), 4) is None


GOES_ON = [
    ("Paul Renner said that Karl Moser had lied for years.\n\nHe added that the talks would go on.", "Paul Renner"),
    (
        "“It is what I expect of Karl Moser,” Paul Renner told reporters.\n\nHe said that talks would go on.",
        "Paul Renner",
    ),
]


@pytest.mark.parametrize(("text", "name"), GOES_ON)
def test_goes_on_speaking(text: str, name: str) -> None:
    """Neither the one whom the words were about nor the one named last."""
    entities = read(text).entities
    assert [e.name for e in entities if any(m.anchor.quote == "He" for m in e.mentions)] == [name]
