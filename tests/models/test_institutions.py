"""Bodies that every state has, and whose they are."""

from __future__ import annotations

import pytest

from twosource.models.institutions import Institution, body_of, institution, is_body, lands_named, one_body

TOLD = [
    ("Iran's Foreign Ministry spoke.", "Foreign Ministry", "iran"),
    ("The Foreign Ministry in Tehran spoke.", "Foreign Ministry", "iran"),
    ("The Israeli Foreign Ministry spoke.", "Israeli Foreign Ministry", "israel"),
    ("The Israeli Foreign Ministry spoke.", "Foreign Ministry", "israel"),
    ("The Ministry of Defence of Ukraine spoke.", "Ministry of Defence", "ukraine"),
    ("South Korea's Ministry of Defence spoke.", "Ministry of Defence", "south korea"),
    ("Gaza's Health Ministry spoke.", "Health Ministry", "gaza"),
    ("Velden's Health Department spoke.", "Health Department", "~velden"),
    ("On Monday the Foreign Ministry spoke.", "Foreign Ministry", ""),
]


@pytest.mark.parametrize(("text", "name", "owner"), TOLD)
def test_owner(text: str, name: str, owner: str) -> None:
    """The words in the name, before it and after it."""
    start = text.index(name)
    found = institution(text, start, start + len(name))
    assert found is not None and found.owner == owner


@pytest.mark.parametrize("name", ["Bank of America", "Air India", "Velden Police Department", "Aster Lines", "", "US"])
def test_a_name_of_its_own(name: str) -> None:
    """What has a word of its own in its name is one body, whoever it belongs to."""
    assert body_of(name) is None


def test_one_body() -> None:
    """One ministry by its words and its state; an owner that is not told may be either."""
    iran, israel, open_ = (Institution(("foreign", "ministry"), owner) for owner in ("iran", "israel", ""))
    assert one_body(iran, open_) and one_body(open_, israel) and not one_body(iran, israel)
    assert not one_body(iran, Institution(("health", "ministry"), "iran"))
    assert body_of("Ministry of Foreign Affairs") == body_of("Foreign Ministry")


def test_lands_named() -> None:
    """States and their people; who is backed by one is not its own."""
    assert lands_named("The U.S. army met South Korean and Iran-backed fighters in France.") == {
        "usa": 1, "south korea": 1, "france": 1,
    }  # fmt: skip
    assert is_body("police") and not is_body("ferry")
