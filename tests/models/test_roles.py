"""Offices, ranks and states in one spelling each."""

import pytest

from twosource.models.roles import is_role, kin, land_of, ranks, roles, units


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Lt. Gen. Roe", ["lieutenant general", "roe"]),
        ("Pakistani defence secretary", ["pakistani", "defense minister"]),
        ("the Chief Executive Officer", ["the", "chief executive"]),
        ("Netflix co-CEO", ["netflix", "chief executive"]),
        ("deputy PM", ["deputy", "prime minister"]),
        ("vice-president", ["vice president"]),
        ("army chief of staff", ["army", "chief of staff"]),
        ("", []),
    ],
)
def test_units(words: str, drawn: list[str]) -> None:
    found = units(words.split())
    assert [unit for _, _, unit in found] == drawn
    assert [i for first, end, _ in found for i in range(first, end)] == list(range(len(words.split())))


def test_roles() -> None:
    assert all(map(is_role, ("governor", "colonel", "brother", "chief executive", "interior minister")))
    assert not any(map(is_role, ("table", "deputy", "former", "norway")))


@pytest.mark.parametrize(
    ("word", "land"),
    [("Spain", "spain"), ("Spanish", "spain"), ("US", "usa"), ("American", "usa"), ("British", "uk"), ("table", "")],
)
def test_land_of(word: str, land: str) -> None:
    assert land_of(word) == land


def test_ranks_are_apart_or_kinds_of_each_other() -> None:
    table = ranks()
    assert not table["corporal"] & table["warrant officer"]
    assert not table["sergeant"] & table["captain"]
    assert table["lieutenant general"] & table["general"]
    assert table["brigadier general"] & table["brigadier"]
    assert kin()["son"] == kin()["daughter"] != kin()["brother"]


def test_each_form_has_one_spelling() -> None:
    """A form under two roles would be read as the one that the file happens to name last."""
    forms = [form.strip() for listing in roles()["spellings"].values() for form in listing.split(",") if form.strip()]
    assert len(forms) == len(set(forms))
