"""Numbers as written become values; vague words become documented intervals."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pace import check_growth
from twosource.annotate.numbers import find_numbers

EXACT = [
    ("7", 7),
    ("1,234,567.8", 1_234_567.8),
    ("12,34,567", 1_234_567),
    ("10 000", 10_000),
    ("1.234.567", 1_234_567),
    (".5", 0.5),
    ("2½", 2.5),
    ("2 1/2", 2.5),
    ("3.2×10−8", 3.2e-8),
    ("4.3M", 4_300_000),
    ("5bn", 5e9),
    ("30K", 30_000),
    ("3-million", 3_000_000),
    ("4 hundred", 400),
    ("1.5 lakh crore", 1.5e12),
    ("12 crore", 120_000_000),
    ("twenty-five", 25),
    ("two hundred and six", 206),
    ("one hundred one", 101),
    ("seventy thousand and twelve", 70_012),
    ("four hundred thousand", 400_000),
    ("a hundred", 100),
    ("a million", 1_000_000),
    ("half a million", 500_000),
    ("two and a half million", 2_500_000),
    ("one and a half", 1.5),
    ("a quarter of a million", 250_000),
    ("half a dozen", 6),
    ("two dozen", 24),
    ("a dozen", 12),
    ("a couple of hundred", 200),
]
VAGUE = [
    ("dozens", 24, 99),
    ("several", 3, 9),
    ("a few", 2, 5),
    ("a handful", 3, 7),
    ("hundreds", 200, 999),
    ("several hundred", 300, 900),
    ("a few thousand", 2_000, 5_000),
    ("tens of thousands", 20_000, 99_999),
    ("hundreds of thousands", 200_000, 999_999),
    ("tens of millions", 20_000_000, 99_999_999),
    ("thousands upon thousands", 2_000, 99_999),
]
SHARES = [
    ("two-thirds of voters", "two-thirds", 200 / 3),
    ("half the seats", "half", 50),
    ("a quarter of them", "a quarter", 25),
    ("one in five pupils", "one in five", 20),
    ("three out of four doctors", "three out of four", 75),
    ("9 out of 10 cats", "9 out of 10", 90),
]


def read(text: str) -> list[tuple[str, float, float]]:
    return [(text[f.start : f.end], f.number.low, f.number.high) for f in find_numbers(text, 0, len(text))]


@pytest.mark.parametrize(("words", "value"), EXACT)
def test_exact_numbers(words: str, value: float) -> None:
    assert read(f"There were {words} there.") == [(words, value, value)]


@pytest.mark.parametrize(("words", "low", "high"), VAGUE)
def test_vague_words_are_intervals(words: str, low: float, high: float) -> None:
    text = f"They saw {words} of them."
    assert read(text) == [(words, low, high)]
    assert not next(find_numbers(text, 0, len(text))).number.exact


@pytest.mark.parametrize(("text", "words", "share"), SHARES)
def test_shares_are_percent(text: str, words: str, share: float) -> None:
    ((found, low, high),) = read(text)
    assert (found, low) == (words, high and pytest.approx(share))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the first half of the game", []),
        ("a third earthquake", []),
        ("one, two, three", ["one", "two", "three"]),
        ("four to five thousand", ["four", "five thousand"]),
        ("X40 and A-10", []),
        ("often money won", []),
        ("EUR50m", ["50m"]),
        ("1,2", ["1"]),
    ],
)
def test_where_numbers_begin_and_end(text: str, words: list[str]) -> None:
    assert [found for found, _, _ in read(text)] == words


@pytest.mark.parametrize(
    "unit",
    ["9", "1,1,", "1,11,", "1 000 ", "1.000.", "one ", "a half ", "twenty-", "½", "$", "\u0661", "tens of ", "(", "hundred "],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def work(text: str) -> None:
        for found in find_numbers(text, 0, len(text)):
            assert found.start < found.end

    short, long = (partial(work, unit * (size // len(unit))) for size in (20_000, 80_000))
    check_growth(short, long, sizes=4, limit=12, floor=0.01)


@given(st.text(alphabet="0123456789.,-/ ½ aonetwhudrmlifv×\u0661\u00b2"))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for found in find_numbers(text, 0, len(text)):
        assert end <= found.start < found.end <= len(text)
        assert found.number.low <= found.number.high
        end = found.end
