"""Variants of a quotation: which words the first one does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.variants import differing

CASES = [
    ("We will search on", "We will search on", ""),
    ("We will search on", "We shall search on", "shall"),
    ("We will search on", "“We will search on, he said", ", he said"),
    ("We will search", "we WILL search", ""),
    ("one two three", "three", ""),
    ("", "all new", "all new"),
]


@pytest.mark.parametrize(("first", "variant", "other"), CASES)
def test_words_the_first_has_not(first: str, variant: str, other: str) -> None:
    assert "".join(run.text for run in differing(first, variant) if run.other) == other


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_character_is_lost(first: str, variant: str) -> None:
    assert "".join(run.text for run in differing(first, variant)) == variant
