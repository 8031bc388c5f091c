"""Which figures are points, and the words around them."""

from dataclasses import replace

import msgspec
import pytest

from tests.compare.test_stances import points_of
from twosource.articles import make_article
from twosource.compare.points import collect_points
from twosource.pipeline import read_documents


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The mill hired 48 men.", ["48"]),
        ("The mill hired 48 / 50 men.", ["48", "50"]),
        ("The page was changed on 11 / 09 / 2010 by the mill.", []),
        ("The mill was shut at 12: 48PM by its owners.", []),
        ("The mill was shut at 5: 03p by its owners.", []),
        ("The Gulls (7-9) beat the Larks by nine points.", ["nine points"]),
    ],
)
def test_parts_of_a_stamp_count_nothing(text: str, figures: list[str]) -> None:
    points = points_of(text, kind="quantity")
    assert [p.focus.quote for p in points if p.focus] == figures


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Police said that 30 people were arrested in Oakland.", True),
        ("In Oakland, where 30 people were arrested, a crowd gathered.", True),
        ("A crowd gathered in Oakland, where police said 30 people were arrested.", True),
        ("A crowd gathered in Oakland, and 30 people were arrested.", False),
    ],
)
def test_the_place_a_figure_is_counted_in(text: str, *, counted: bool) -> None:
    points = points_of(text, kind="quantity")
    assert points
    assert all(bool(p.own_places) is counted for p in points)


def test_a_statement_beyond_its_sentence_keeps_its_words() -> None:
    text = "The mill hired many men near the lake."
    (document,) = read_documents([make_article(text, id="r", outlet="A", published="2024-03-05")])
    (statement,) = document.statements
    short = msgspec.structs.replace(statement, sentence=document.article.anchor(0, len("The mill")))
    (event,) = [p for p in collect_points([replace(document, statements=(short,))], {}) if p.kind == "event"]
    assert event.lemmas <= event.around
