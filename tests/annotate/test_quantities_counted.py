"""What a figure counts, from the reader's parse; and without one, from the next words."""

import pytest
import spacy

from twosource.annotate import annotate
from twosource.annotate.counted import counted
from twosource.articles.make import make_article

CASES = [
    ("The blast killed 28 civilians in the old town.", ["civilians"]),
    ("Police arrested 12 armed robbers on the coast road.", ["armed robbers"]),
    ("Rescuers brought dozens of local residents to the harbour.", ["local residents"]),
    ("One of its oldest ships sank in the harbour.", ["oldest ships"]),
    ("Two-thirds of the members voted for the plan.", ["members"]),
    ("They sell a three-bedroom house near the sea.", ["bedroom"]),
    ("The team has won the cup 12 times.", ["times"]),
    ("The toll rose to 28 in the night.", [None]),
    ("The number of measles cases in the county has climbed to 31.", ["cases"]),
    ("The number of members stands at 45,000.", ["members"]),
    ("The number of homes sold fell to 41,000.", [None]),
    ("Output grew 1.8 percent year on year.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_counted(text: str, expected: list[str | None]) -> None:
    (document,) = annotate([make_article(text, id="a", outlet="Harbour Post", published="2024-03-06")])
    found = [q for q in document.quantities if not q.ordinal and q.dimension in {"", "percent"}]
    assert [q.counted.quote if q.counted else None for q in found] == expected
    for q in found:
        assert q.counted is None or text[q.counted.start : q.counted.end] == q.counted.quote


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("They saw 11 civilians there.", "11", "civilians"),
        ("They saw dozens of ships.", "dozens", "ships"),
        ("They saw 20 per week.", "20", None),
    ],
)
def test_without_a_parse(text: str, number: str, expected: str | None) -> None:
    article = make_article(text, id="a", outlet="Harbour Post")
    start = text.index(number)
    what = counted(article, spacy.blank("en")(text), start, start + len(number))
    assert (what.quote if what else None) == expected


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("The driver, 52, was arrested.", "age"),
        ("The pilot, who was 61, died at the scene.", "age"),
        ("Ida Brandt, 45, left.", "age"),
        ("The total, 52, is final.", ""),
    ],
)
def test_an_age_beside_somebody(text: str, dimension: str) -> None:
    (document,) = annotate([make_article(text, id="a", outlet="Harbour Post", published="2024-03-06")])
    (figure,) = document.quantities
    assert figure.dimension == dimension
