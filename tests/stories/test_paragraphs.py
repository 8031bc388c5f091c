"""Keys of paragraphs find near-duplicates whatever stands around them; the check shows the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stories.dam_break import AGENCY, ORIGINAL, OWN_REPORT, REWRITTEN, story
from twosource.articles import make_article
from twosource.data import Article
from twosource.stories.paragraphs import BANDS, SCHEME, bands, pairs_by_keys, verify

FILLER = tuple(
    f"In the town of {name} the council spoke about {what} on Monday and put the decision off until the autumn session."
    for name, what in (("Aster", "trams"), ("Velden", "bins"), ("Lunde", "a bridge"), ("Karst", "its bathing beach"))
)
EDITED = tuple(p.replace("Sunday", "the weekend").replace("early", "soon").replace(" said", " told us") for p in AGENCY)
COPIES = {
    "cut": story("cut", "Dam breaks", AGENCY[3:6]),
    "reordered": story("reordered", "Dam breaks", AGENCY[::-1]),
    "edited": story("edited", "Dam breaks", EDITED),
    "embedded": story("embedded", "The week in the towns", [*FILLER[:2], *AGENCY[2:5], *FILLER[2:]]),
    "in one paragraph": story("joined", "Dam breaks", [" ".join(AGENCY)]),
}


def share_a_key(a: Article, b: Article) -> bool:
    return list(pairs_by_keys([bands(a), bands(b)])) == [(0, 1)]


@pytest.mark.parametrize("name", sorted(COPIES))
def test_copies_share_keys_and_are_verified(name: str) -> None:
    assert share_a_key(ORIGINAL, COPIES[name])
    found = verify(ORIGINAL, COPIES[name])
    assert found is not None
    for one, other in found.passages:
        assert ORIGINAL.text[one.start : one.end] == one.quote
        assert COPIES[name].text[other.start : other.end] == other.quote
    lengths = [one.end - one.start for one, _ in found.passages]
    assert lengths == sorted(lengths, reverse=True)


def test_small_edits_stand_inside_one_passage() -> None:
    found = verify(ORIGINAL, COPIES["edited"])
    assert found is not None
    assert any("Sunday" in one.quote and "the weekend" in other.quote for one, other in found.passages)
    assert all("\n" not in one.quote for one, _ in found.passages)


@pytest.mark.parametrize("other", [OWN_REPORT, REWRITTEN], ids=["own report", "rewrite"])
def test_other_words_are_no_copy(other: Article) -> None:
    assert not share_a_key(ORIGINAL, other)
    assert verify(ORIGINAL, other) is None


def test_one_paragraph_in_common_is_a_phrase_of_the_house() -> None:
    line = "Content of this house may be reprinted free of charge by every paper that names it and sends a copy to the desk."
    one = story("one", "Trams in Aster", [*FILLER[:2], line])
    two = story("two", "A dam breaks", [AGENCY[0], line])
    assert share_a_key(one, two)
    assert verify(one, two) is None


def test_quotations_make_no_keys() -> None:
    speech = '"We will not leave this valley, whatever they send us, and we will not forget who took the money away."'
    assert bands(make_article(f"Valley\n\n{speech}\n\n{FILLER[0]}", id="a", outlet="A"))[0].start > len(speech)


def test_keys_follow_the_words_alone() -> None:
    """The keys are stored: another version of the library must not make others unnoticed."""
    (keyed,) = bands(make_article(FILLER[0], id="a", outlet="A"))
    assert keyed.start == 0 and len(set(keyed.keys)) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in keyed.keys)
    assert (SCHEME, keyed.keys[0]) == ("minhash2.20/3w/8x3", -7517038434484623739)


@given(st.permutations(sorted(COPIES)))
def test_the_order_of_arrival_changes_no_pair(names: list[str]) -> None:
    articles = [ORIGINAL, OWN_REPORT, *(COPIES[name] for name in names)]
    found = {frozenset((articles[i].id, articles[j].id)) for i, j in pairs_by_keys([bands(a) for a in articles])}
    by_name = [COPIES[name] for name in sorted(COPIES)]
    plain = [*by_name, ORIGINAL, OWN_REPORT]
    assert found == {frozenset((plain[i].id, plain[j].id)) for i, j in pairs_by_keys([bands(a) for a in plain])}
