"""Which words a finding shows."""

import pytest

from twosource.articles import make_article
from twosource.compare.points import collect_points
from twosource.compare.shown import most_like, name_shown, names_of
from twosource.pipeline import read_documents


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (
            (
                "The council of Aster closed the coast road after the landslide.",
                "The council closed the coast road in Aster.",
                "In Aster they closed the road.",
            ),
            "The council closed the coast road in Aster",
        ),
        (
            (
                "He worried about what she was going to sell.",
                "The minister was going to sell the old harbour of Aster.",
            ),
            "The minister was going to sell the old harbour of Aster",
        ),
    ],
)
def test_the_words_most_like_the_others_are_shown(texts: tuple[str, ...], shown: str) -> None:
    documents = list(read_documents([make_article(t, id=f"r{i}", outlet=f"O{i}") for i, t in enumerate(texts)]))
    points = [p for p in collect_points(documents, {}) if p.kind == "event"]
    assert most_like(points).anchor.quote == shown


def test_a_name_is_shown_rather_than_a_pronoun() -> None:
    texts = (
        "Mayor Ida Brandt opened the bridge. She praised the builders.",
        "Ida Brandt came to the bridge. She praised all builders.",
    )
    documents = list(read_documents([make_article(t, id=f"r{i}", outlet=f"O{i}") for i, t in enumerate(texts)]))
    actor_of = {e.id: "one" for d in documents for e in d.entities if "Brandt" in e.name}
    points = [p for p in collect_points(documents, actor_of) if p.kind == "person"]
    said = [p for p in points if p.statement.lemma == "praise"]
    assert {p.focus.quote for p in said if p.focus is not None} == {"She"}
    assert name_shown(said, names_of(documents, actor_of)).quote == "Ida Brandt"
