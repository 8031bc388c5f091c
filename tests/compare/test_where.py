"""Statements of two places."""

import pytest

from twosource.compare.where import elsewhere


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Russian strikes on Kharkiv killed three people", "Russian strikes on Odesa killed two people"),
        ("12 were arrested in Lyon", "nine were arrested in Spain"),
        ("an attack in Kano and in Lagos", "an attack in Nairobi"),
    ],
)
def test_two_places(one: str, two: str) -> None:
    assert elsewhere(one, two)
    assert elsewhere(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("strikes on Kharkiv killed three", "strikes on Ukraine killed two"),
        ("strikes on Kharkiv killed three", "the strikes killed two"),
        ("Moscow said that three died", "Kyiv said that two died"),  # who says it, not where
        ("a shop in Paris Street", "a shop in London Road"),
        ("a plant in Paris, Texas", "a plant in Dallas"),
        ("an attack in Kano and in Lagos", "an attack in Lagos"),
        ("a rally in Oslo", "a rally in Nowhere"),
    ],
)
def test_not_known_to_be_two(one: str, two: str) -> None:
    assert not elsewhere(one, two)
