"""Which office a description gives, and whose it is."""

import pytest

from twosource.articles import make_article
from twosource.compare.actors import name_actors
from twosource.compare.questions.described import descriptions
from twosource.compare.questions.offices import Office, offices, owners_of
from twosource.pipeline import read_documents


def held(*texts: str) -> list[list[Office]]:
    """The offices in each text."""
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-08", text=t) for i, t in enumerate(texts)]
    documents = [*read_documents(articles)]
    owners = owners_of(name_actors(documents))
    people = [[s for s in descriptions(d) if s.entity.type == "person"] for d in documents]
    return [[o for said in found for o in offices(said, owners)] for found in people]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Tomas Berg, the minister of the interior of Norway, thanked the crews.",
        ),
        (
            "Nordbank CEO Tomas Berg said that the ship was insured.",
            "Tomas Berg, who is insured, is the chief executive of Nordbank. Tomas Berg, chief executive of Nordbank, left.",
        ),
        (
            "Norway closed its ports, the country's prime minister, Tomas Berg, said.",
            "Norwegian Prime Minister Tomas Berg said so.",
        ),
        (
            "Tomas Berg, who heads the Oslo police, thanked the crews.",
            "Oslo police chief Tomas Berg thanked the crews.",
        ),
    ],
)
def test_one_office(one: str, two: str) -> None:
    first, second = held(one, two)
    assert first and second
    assert any(a.same(b) and b.same(a) for a in first for b in second)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Norwegian Foreign Minister Lars Holm thanked the crews.",
        ),
        (
            "Norway's president Tomas Berg thanked the crews.",
            "Lars Holm, president of Norway's Nordbank, thanked the crews.",
        ),
        ("Nordbank CEO Tomas Berg left.", "Nordbank chairman Lars Holm left."),
        ("Ohio Governor Tomas Berg left.", "Texas Governor Lars Holm left."),
    ],
)
def test_two_offices(one: str, two: str) -> None:
    first, second = held(one, two)
    assert first and second
    assert not any(a.same(b) for a in first for b in second)


@pytest.mark.parametrize(
    "text",
    [
        "Former Norwegian Prime Minister Tomas Berg thanked the crews.",
        "Norway's ex-president Tomas Berg thanked the crews.",
        "Tomas Berg was prime minister of Norway.",
        "Tomas Berg, a director at Nordbank, thanked the crews.",
        "Prime Minister Tomas Berg thanked the crews.",  # nobody says whose
        "Norwegian commander Tomas Berg thanked the crews.",  # there are many
        "Central bank governor Tomas Berg of Nordbank thanked the crews.",  # of a body: several at once
    ],
)
def test_no_office_that_one_holds_now(text: str) -> None:
    assert held(text) == [[]]
