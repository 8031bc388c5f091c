"""Marks in a text: nested, crossing, and every character once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.marked import Back, Piece, pieces

TEXT = "abcdefghij"


def shape(steps: list[Piece]) -> str:
    """`(ab(cd)e)`: the marks as brackets."""
    return "".join({"open": "(", "close": ")"}.get(step.kind, step.text) for step in steps)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "abcdefghij"),
        ([(0, 10)], "(abcdefghij)"),
        ([(2, 5), (5, 7)], "ab(cde)(fg)hij"),
        ([(1, 8), (2, 4)], "a(b(cd)efgh)ij"),
        ([(1, 8), (1, 4)], "a((bcd)efgh)ij"),
        ([(1, 5), (3, 8)], "a(bc(de))(fgh)ij"),
        ([(0, 4), (2, 6), (3, 9)], "(ab(c(d)))((ef)ghi)j"),
    ],
)
def test_marks(spans: list[tuple[int, int]], expected: str) -> None:
    assert shape(pieces(TEXT, {}, set(spans), "t")) == expected


spans = st.tuples(st.integers(0, 10), st.integers(0, 10)).filter(lambda s: s[0] < s[1])


@given(st.dictionaries(spans, st.just(Back("#f", "agree")), max_size=6), st.sets(spans, max_size=6))
def test_every_character_once_every_target_once(back: dict[tuple[int, int], Back], quiet: set[tuple[int, int]]) -> None:
    steps = pieces(TEXT, back, quiet, "t")
    assert "".join(step.text for step in steps) == TEXT
    depth, at = 0, 0
    found = {}
    for step in steps:
        if step.target:
            found[step.target] = at
        depth += {"open": 1, "close": -1}.get(step.kind, 0)
        at += len(step.text)
        assert depth >= 0
        in_evidence = any(start <= at - len(step.text) and at <= end for start, end in back)
        assert step.kind != "text" or bool(step.back) == in_evidence
    assert depth == 0
    assert found == {f"t-{start}-{end}": start for start, end in {*back, *quiet}}
