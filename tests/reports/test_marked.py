"""Marks in a text: nested, crossing, and every character once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Block, BlockKind
from twosource.reports.marked import Look, Piece, pieces

TEXT = "abcdefghij"


def shape(steps: list[Piece]) -> str:
    """`(ab(cd)e)`: the marks as brackets."""
    brackets = {"open": "(", "close": ")", "block": "[", "end": "]"}
    return "".join(brackets.get(step.kind, step.text) for step in steps)


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
    assert shape(pieces(TEXT, dict.fromkeys(spans, Look()), "t")) == expected


@pytest.mark.parametrize(
    ("spans", "blocks", "expected"),
    [
        ([], [("headline", 0, 4), ("paragraph", 4, 10)], "[abcd]efghij"),
        ([(0, 4)], [("headline", 0, 4)], "[(abcd)]efghij"),
        ([(2, 6)], [("headline", 0, 4)], "[ab(cd)](ef)ghij"),
        ([(2, 6)], [("paragraph", 0, 4), ("caption", 4, 10)], "ab(cd[ef])[ghij]"),
    ],
)
def test_blocks(spans: list[tuple[int, int]], blocks: list[tuple[str, int, int]], expected: str) -> None:
    made = [Block(kind=BlockKind(kind), start=start, end=end) for kind, start, end in blocks]
    assert shape(pieces(TEXT, dict.fromkeys(spans, Look()), "t", made)) == expected


def test_what_is_cut_off_knows_its_first_part() -> None:
    steps = pieces(TEXT, dict.fromkeys([(1, 5), (3, 8)], Look()), "t")
    assert [(s.target, s.rest) for s in steps if s.kind == "open"] == [("t-1-5", ""), ("t-3-8", ""), ("", "t-3-8")]


SPANS = st.tuples(st.integers(0, 10), st.integers(0, 10)).filter(lambda s: s[0] < s[1])
LOOKS = st.sampled_from([Look(), Look(way="#f", tone="agree", layers=("finding",), findings=(1,))])


@given(st.dictionaries(SPANS, LOOKS, max_size=10))
def test_every_character_once_every_target_once(looks: dict[tuple[int, int], Look]) -> None:
    steps = pieces(TEXT, looks, "t")
    assert "".join(step.text for step in steps) == TEXT
    depth, at = 0, 0
    found = {}
    for step in steps:
        if step.target:
            found[step.target] = at
        depth += {"open": 1, "close": -1}.get(step.kind, 0)
        at += len(step.text)
        assert depth >= 0
        in_evidence = any(
            start <= at - len(step.text) and at <= end for (start, end), look in looks.items() if look.way
        )
        assert step.kind != "text" or bool(step.back) == in_evidence
    assert depth == 0
    assert found == {f"t-{start}-{end}": start for start, end in looks}
