"""Two spellings of one name part, and two names that differ by as little."""

from __future__ import annotations

import pytest

from twosource.models.spelling import alike_part, same_part

ONE = [
    ("zelensky", "zelenskyy"), ("zelensky", "zelenskiy"), ("gaddafi", "qaddafi"), ("gaddafi", "gadhafi"), ("tiani", "tchiani"), ("muhammad", "mohamed"),
    ("ahmad", "ahmed"), ("hussein", "hossain"), ("omar", "umar"), ("said", "saeed"), ("abdourahamane", "abdourahmane"), ("nasrallah", "nasrullah"),
    ("sergei", "sergey"), ("rajaee", "rajaei"), ("schneider", "schnieder"),
]  # fmt: skip
TWO = [
    ("maria", "mario"), ("paul", "paula"), ("julie", "julia"), ("hansen", "jansen"), ("peters", "petersen"), ("peterson", "petersen"), ("chen", "cheng"),
    ("kang", "kong"), ("tim", "tom"), ("dan", "dean"), ("cheng", "zheng"), ("hassan", "hussein"), ("khamenei", "khomeini"), ("moreno", "marin"),
    ("niger", "nigeria"), ("titan", "titanic"), ("williams", "williamson"), ("paris", "presse"), ("vii", "viii"), ("said", "sayed"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), ONE)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    """Sounds that transliterations write apart, long vowels, letters doubled or turned round."""
    assert same_part(a, b) and same_part(b, a)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_names(a: str, b: str) -> None:
    """A letter tells two people apart."""
    assert not same_part(a, b) and not same_part(b, a)


def test_alike_is_less_than_the_same() -> None:
    """What looks alike may be one; it is not said to be."""
    assert alike_part("peters", "petersen") and alike_part("maria", "mario")
    assert not alike_part("brandt", "renner")
