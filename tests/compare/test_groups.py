"""Which points may stand in one group."""

import numpy as np
import pytest

from tests.compare.test_stances import points_of
from twosource.compare.align import Scores
from twosource.compare.groups import of_one_verb
from twosource.compare.pairs import all_pairs


@pytest.mark.parametrize(
    ("one", "two", "score", "kept"),
    [
        ("Ines Orr was buried in Lunde.", "Ines Orr warned the owners.", 0.5, False),
        ("Ines Orr was buried in Lunde.", "Ines Orr warned the owners.", 0.8, True),
        ("Ines Orr warned the workers.", "Ines Orr warned the owners.", 0.5, True),
    ],
)
def test_two_deeds_of_one_person_do_not_confirm_each_other(one: str, two: str, score: float, kept: bool) -> None:
    persons = points_of(one, two, kind="person")
    assert [p.article for p in persons] == ["a", "b"]
    pairs = all_pairs(2)
    values = np.where(pairs.left == pairs.right, 1.0, score)
    found = of_one_verb(Scores(pairs, values), persons, 0.35).block([0, 1])
    assert found[0, 1] == found[1, 0] == (score if kept else 0)
