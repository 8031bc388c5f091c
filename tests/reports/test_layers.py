"""Layers of an article: every place exact, each with what it was read as."""

from functools import cache

import pytest

from tests.small_stories import FERRY
from twosource.articles import make_article
from twosource.data import Anchor, Document, Quantity
from twosource.pipeline import read_documents, reconcile
from twosource.reports.as_html import page
from twosource.reports.layers import NAMES, OF_ACCOUNT, OF_READING, figure, listed
from twosource.reports.links import Links
from twosource.reports.texts import looks, marked_alone

TEXT = (
    "Ferry sinks off Lunde Island\n\n"
    "A ferry sank off Lunde Island on 5 March 2024, killing at least 12 people, Ida Brandt said. "
    "She denied that it had been overloaded."
)


@cache
def document() -> Document:
    article = make_article(id="a", outlet="Harbour Post", published="2024-03-06", text=TEXT)
    return next(read_documents([article]))


def test_each_layer_has_its_words() -> None:
    found = {layer: {m.anchor.quote: m.says for m in marks} for layer, marks in listed(document())}
    assert set(found) == set(OF_READING) <= set(NAMES)
    assert found["figure"]["at least 12"] == "≥12 people"
    assert found["time"]["5 March 2024"].startswith("2024-03-05")
    assert "Ida Brandt" in found["name"]
    assert found["same"]["She"] == "Ida Brandt"
    assert {"Ida Brandt", "said"} <= set(found["source"])
    assert any(says == "said by Ida Brandt" for says in found["said"].values())
    for _, marks in listed(document()):
        spans = [(m.anchor.start, m.anchor.end) for m in marks]
        assert spans == sorted(set(spans))
        assert all(m.anchor.quote == TEXT[m.anchor.start : m.anchor.end] for m in marks)


def test_the_marks_carry_their_layers() -> None:
    made = marked_alone(document().article, None, None, document())
    marks = {p.target: p.look for p in made if p.kind == "open" and p.target}
    start = TEXT.index("at least 12")
    look = marks[f"w-{start}-{start + len('at least 12')}"]
    assert "figure" in look.layers
    assert look.says == ("figures: ≥12 people",)
    assert "".join(p.text for p in made if p.kind == "text") == TEXT


def test_the_page_has_a_switch_for_each_layer_and_marks_of_them() -> None:
    articles = [make_article(**row) for row in FERRY]
    (account,) = reconcile(articles)
    source = page([account], articles)
    for layer in NAMES:
        assert f'id="layer-{layer}"' in source
    spans = looks(Links(account, 1, {a.id for a in articles}))
    assert {layer for some in spans.values() for look in some.values() for layer in look.layers} >= {"finding", *OF_ACCOUNT} - {"event"}  # fmt: skip
    for of in spans.values():
        assert all(start < end for start, end in of)


@pytest.mark.parametrize(
    ("low", "high", "approximate", "shown"),
    [(12, None, False, "≥12"), (None, 5000, False, "≤5,000"), (24, 99, True, "~24–99"), (565, 565, False, "565"), (0.5, 0.5, False, "0.5")],
)  # fmt: skip
def test_figures(low: float | None, high: float | None, approximate: bool, shown: str) -> None:
    assert figure(Quantity(anchor=Anchor("a", 0, 1, "x"), low=low, high=high, approximate=approximate)) == shown
