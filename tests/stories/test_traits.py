"""What grouping keeps of an article: enough to tell events apart, small, and the same in every process."""

import numpy as np
import pytest

from tests.small_stories import FERRY, STRIKE
from twosource.articles import make_article
from twosource.data import Article
from twosource.stories.likeness import SIGNS, row_of, signs, stacked
from twosource.stories.traits import LEAD, NAME, NUMBER, STEPS, TITLE, Traits, features, keys_of, rarities, term, words


def article(row: dict[str, str]) -> Article:
    return make_article(row["text"], id=row["id"], outlet=row["outlet"], published=row["published"])


@pytest.fixture(scope="module")
def ferry() -> list[Traits]:
    return [features(article(row)) for row in FERRY]


@pytest.mark.parametrize(
    ("word", "expected"), [("Ministers", "minister"), ("minister's", "minister"), ("cities", "city"), ("gas", "gas"), ("boxes", "box"), ("glass", "glass")]
)  # fmt: skip
def test_terms(word: str, expected: str) -> None:
    assert term(word) == expected


def test_common_words_are_left_out_and_rare_ones_weigh_most() -> None:
    assert words("The ministers said that it was in Varna") == ["minister", "varna"]
    known, rare = rarities(keys_of(["president", "zzyzxqq"]))
    assert 0 < known < rare


def test_marks_say_where_a_word_stands() -> None:
    text = "Ferry sinks off Varna\n\nA ferry with 112 people on board sank on Tuesday near Varna, the mayor said."
    read = features(make_article(text, id="a", outlet="o", published="2024-03-06"))
    marks = dict(zip(read.terms, read.marks, strict=True))
    assert marks["ferry"] == TITLE | LEAD
    assert marks["varna"] == TITLE | LEAD | NAME
    assert marks["112"] & NUMBER
    assert read.weekdays == 0b10
    assert read.published == "2024-03-06"


def test_traits_are_small_and_come_back(ferry: list[Traits]) -> None:
    stored = ferry[0].to_bytes()
    assert len(stored) < 4000
    assert Traits.from_bytes(stored) == ferry[0]


def test_vectors_add_up_exactly(ferry: list[Traits]) -> None:
    vector = np.frombuffer(ferry[0].lead, dtype=np.float16).astype(np.float64) * STEPS
    assert (vector == np.round(vector)).all()


def test_an_article_without_a_day_has_that_of_its_retrieval() -> None:
    assert (
        features(make_article("A ferry sank.", id="a", outlet="o", retrieved="2024-03-09")).day
        == features(make_article("A ferry sank.", id="b", outlet="o", published="2024-03-09")).day
    )
    assert features(make_article("A ferry sank.", id="c", outlet="o")).day == 0


def test_signs_are_alike_both_ways_and_alone_or_among_others(ferry: list[Traits]) -> None:
    rows = [row_of(t) for t in [*ferry, features(article(STRIKE[0]))]]
    table = np.stack([signs(row, stacked(rows)) for row in rows])
    assert (table == table.transpose(1, 0, 2)).all()
    assert (signs(rows[0], stacked(rows[2:3])) == table[0, 2:3]).all()
    lead = SIGNS.index("lead_meaning")
    assert table[0, 1, lead] > table[0, -1, lead]
