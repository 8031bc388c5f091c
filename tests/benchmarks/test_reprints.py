"""Copies made by rules: the same each time, and each as its name says."""

import random

import pytest

from benchmarks.reprints import KINDS, other_words
from tests.stories.dam_break import AGENCY, AGENCY_TITLE, OWN


def made(kind: str, seed: int = 1) -> tuple[str, list[str]]:
    return KINDS[kind](AGENCY_TITLE, AGENCY, OWN, random.Random(seed))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_copies_are_the_same_each_time_and_no_originals(kind: str) -> None:
    assert made(kind) == made(kind)
    assert made(kind)[1] != list(AGENCY)
    assert len(made(kind)[1]) > 1


def test_what_each_kind_keeps() -> None:
    assert len(made("half")[1]) == len(AGENCY) // 2 and set(made("half")[1]) < set(AGENCY)
    assert set(made("reordered")[1]) <= set(AGENCY)
    kept = [p for p in made("embedded")[1] if p in AGENCY]
    assert len(kept) == len(AGENCY) // 3 and set(OWN) < set(made("embedded")[1])
    assert made("local")[1][0] not in AGENCY and made("local")[1][-1] not in AGENCY
    assert made("light")[0] == AGENCY_TITLE and len(made("light")[1]) == len(AGENCY)
    assert not set(made("rewrite")[1]) & set(AGENCY)


def test_words_that_a_rule_knows_are_changed() -> None:
    text = "Officials said nearly all people were very tired."
    assert other_words(text, 0.0, random.Random(1)) == text
    assert "Authorities" in other_words(text, 1.0, random.Random(1))
    assert " very " not in other_words(text, 1.0, random.Random(1))
