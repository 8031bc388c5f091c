"""Figures of news prose: value, unit, bounds; and the numbers that measure nothing."""

import re
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tests.pace import at_most, check_growth
from twosource.annotate.quantities import find_quantities
from twosource.annotate.times import find_times
from twosource.articles.make import make_article
from twosource.data import Quantity

WORDS = re.compile(r"\s|\w+|[^\w\s]+")
VOCAB = Vocab()


def plain_doc(text: str) -> Doc:
    """The text as bare tokens: no parse, no tags."""
    words = WORDS.findall(text)
    return Doc(VOCAB, words=words, spaces=[False] * len(words))


def read(text: str) -> list[Quantity]:
    """The quantities of a text without a parse, ordinals left out."""
    article = make_article(text, id="a", outlet="Harbour Post", published="2024-03-06")
    times = find_times(article, [(0, len(text))])
    found = find_quantities(article, plain_doc(text), times)
    assert all(text[q.anchor.start : q.anchor.end] == q.anchor.quote for q in found)
    return [q for q in found if not q.ordinal]


def only(text: str) -> Quantity:
    (quantity,) = read(text)
    return quantity


BOUNDS = [
    ("At least 12 people died.", "At least 12", 12, None, ">"),
    ("More than 40 homes burned.", "More than 40", 40, None, ">"),
    ("No fewer than 3 ships sank.", "No fewer than 3", 3, None, ">"),
    ("They found 12 or more ships.", "12 or more", 12, None, ">"),
    ("They found 200+ ships.", "200+", 200, None, ">"),
    ("As many as 40 people died.", "As many as 40", None, 40, "<"),
    ("Up to 40 people died.", "Up to 40", None, 40, "<"),
    ("Fewer than 30 ships sank.", "Fewer than 30", None, 30, "<"),
    ("Nearly 40 homes burned.", "Nearly 40", 36, 40, "~<"),
    ("Each side handed over 175 prisoners.", "175", 175, 175, ""),
    ("The gang turned over 12 rifles.", "12", 12, 12, ""),
    ("Just over 1,000 people fled.", "Just over 1,000", 1000, 1100, "~>"),
    ("About 40 homes burned.", "About 40", 36, 44, "~"),
    ("An estimated 500 people came.", "An estimated 500", 450, 550, "~"),
    ("It went up to 52 in the night.", "52", 52, 52, ""),
    ("It lasted over the past 8 weeks.", "8 weeks", 8, 8, ""),
    ("It lasted for over 8 weeks.", "over 8 weeks", 8, None, ">"),
    ("More than a dozen ships sank.", "More than a dozen", 12, None, ">"),
    ("Dozens were hurt.", "Dozens", 24, 99, "~"),
]


@pytest.mark.parametrize(("text", "quote", "low", "high", "marks"), BOUNDS)
def test_bounds(text: str, quote: str, low: float | None, high: float | None, marks: str) -> None:
    q = only(text)
    assert (q.anchor.quote, q.low, q.high) == (quote, low, high)
    assert marks == "~" * q.approximate + ">" * q.at_least + "<" * q.at_most


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It takes 15 to 20 minutes.", 15, 20, "min"),
        ("It takes between 15 and 20 minutes.", 15, 20, "min"),
        ("Tickets range from $20 to $45.", 20, 45, "USD"),
        ("A $5-6 billion plan.", 5e9, 6e9, "USD"),
        ("It costs $5 to $6 billion.", 5e9, 6e9, "USD"),
        ("It costs 5-6 billion euros.", 5e9, 6e9, "EUR"),
        ("They earn between £48,000 and £90,000 a year.", 48_000, 90_000, "GBP/a"),
        ("There were four to five thousand ships.", 4000, 5000, ""),
        ("There were 10- to 12-foot waves.", 10, 12, "ft"),
        ("Eight or nine ships sank.", 8, 9, ""),
        ("It asked people between the ages of 18 and 35.", 18, 35, "a"),
    ],
)
def test_ranges(text: str, low: float, high: float, unit: str) -> None:
    q = only(text)
    assert (q.low, q.high, q.unit) == (low, high, unit)
    assert q.named == (low, high)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("He got a year and a half.", 1.5, "a"),
        ("It takes an hour and a half.", 1.5, "h"),
        ("It takes two days and a half.", 2.5, "d"),
        ("There are a million and a half ships.", 1.5e6, ""),
        ("There are two and a half million ships.", 2.5e6, ""),
        ("He got five years and six months.", 5.5, "a"),
        ("It takes 2 hours 15 minutes.", 2.25, "h"),
        ("It is minus 12 C.", -12, "°C"),
        ("It is 10 degrees below zero.", -10, "°"),
        ("The error is plus or minus 3 percentage points.", 3, "pp"),
        ("It was a half-point cut.", 0.5, "pp"),
        ("It was cut by half a percentage point.", 0.5, "pp"),
        ("It was a quarter-point cut.", 0.25, "pp"),
        ("A 6.1 earthquake struck.", 6.1, "magnitude"),
        ("The earthquake measured 6.1.", 6.1, "magnitude"),
        ("The agency measured the quake at 6.1.", 6.1, "magnitude"),
        ("The fee is 5,000 pounds.", 5000, "GBP"),
        ("The stone weighs 30 pounds.", 30, "lb"),
        ("The quake struck 6.1 km down.", 6.1, "km"),
        ("Two earthquakes struck.", 2, ""),
    ],
)
def test_one_figure_of_several_words(text: str, value: float, unit: str) -> None:
    q = only(text)
    assert (q.low, q.high, q.unit) == (value, value, unit)


def test_some_out_of_many_are_counted_and_some_out_of_ten_are_a_share() -> None:
    assert [(q.low, q.unit) for q in read("They saved 12 out of 15 miners.")] == [(12, ""), (15, "")]
    assert [(q.low, q.unit) for q in read("Nine out of 10 voters came.")] == [(90, "%")]


def test_what_else_the_same_change_is_moves_the_same_way() -> None:
    assert [q.change for q in read("The index fell 230 points, or 0.6 percent, to 38,012.")] == ["down", "down", ""]
    assert [q.change for q in read("It sold 230 ships, or 6 percent.")] == ["", ""]


def test_how_far_away_is_no_fall() -> None:
    assert only("The plane came down 30 km south of Aster.").change == ""
    assert only("Prices came down 3 percent.").change == "down"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rate rose from 12 percent to 15 percent.", [(12, "%", "from"), (15, "%", "to")]),
        ("He went from 208 pounds to 193.", [(208, "lb", "from"), (193, "lb", "to")]),
        ("Sales rose to $7 million from $6 million a year earlier.", [(7e6, "USD", ""), (6e6, "USD", "from")]),
        ("It rose 0.7 percent to 6,327.", [(0.7, "%", ""), (6327, "", "")]),
        ("It fell to 95 from 120 in 2023.", [(95, "", ""), (120, "", "from")]),
        ("The price rose $12 to $52.", [(12, "USD", ""), (52, "USD", "")]),
        ("She beat him by 51% to 44%.", [(51, "%", ""), (44, "%", "")]),
        ("Sales fell to 12 million euros, from 15 million.", [(12e6, "EUR", ""), (15e6, "EUR", "from")]),
        ("Sales rose 12 percent from 100 ships.", [(12, "%", ""), (100, "", "from")]),
    ],
)
def test_movements_are_two_figures(text: str, expected: list[tuple[float, str, str]]) -> None:
    last = [q.rule.rpartition(".")[2] for q in read(text)]
    assert [(q.low, q.unit, way if way in {"from", "to"} else "") for q, way in zip(read(text), last, strict=True)] == expected  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit", "change"),
    [
        ("Shares rose 5 percent.", 5, "%", "up"),
        ("Shares fell by nearly 5 percent.", 5, "%", "down"),
        ("It was a 5 percent cut.", 5, "%", "down"),
        ("It was up 0.25 points.", 0.25, "point", "up"),
        ("It rose to 5 percent.", 5, "%", ""),
        ("It dropped 15 inches of rain.", 15, "in", ""),
        ("It was 2 °C warmer, a rise of 2 °C.", 2, "°C", "up"),
    ],
)
def test_differences_have_a_direction(text: str, value: float, unit: str, change: str) -> None:
    q = read(text)[-1]
    assert (q.named, q.unit, q.change) == ((value,), unit, change)


@pytest.mark.parametrize(
    ("text", "value", "unit", "dimension"),
    [
        ("The 45-year-old fled.", 45, "a", "age"),
        ("He is aged 45.", 45, "a", "age"),
        ("She was 75.", 75, "a", "age"),
        ("She was 75 metres away.", 75, "m", "length"),
        ("She was four.", 4, "", ""),
        ("It took half an hour.", 0.5, "h", "duration"),
        ("It rose by a quarter of a percentage point.", 0.25, "pp", "percentage points"),
        ("It fell to -5C.", -5, "°C", "temperature"),
        ("It was a magnitude 6.4 quake.", 6.4, "magnitude", "magnitude"),
        ("The magnitude-6.4 quake struck.", 6.4, "magnitude", "magnitude"),
        ("Delma came ashore as a Category 3 hurricane.", 3, "category", "category"),
        ("The cyclone was a category four system.", 4, "category", "category"),
        ("He was 6ft 3in.", 6.25, "ft", "length"),
        ("He is 5-foot-6 with a beard.", 5.5, "ft", "length"),
        ("He is 5-foot-6-inches tall.", 5.5, "ft", "length"),
        ("It was a 5-foot-12-minute row.", 5, "ft", "length"),
        ("He weighed 200 pounds.", 200, "lb", "mass"),
        ("He paid 200 pounds.", 200, "GBP", "currency:GBP"),
        ("It is 5m long.", 5, "m", "length"),
        ("Some 5m people came.", 5e6, "", ""),
        ("It moves 70 million tons of cargo a year.", 7e7, "ton/a", "mass/duration"),
        ("It said a man of 35 fled.", 35, "a", "age"),
        ("It is 157 KM away.", 157, "km", "length"),
        ("It cost tens of millions of dollars.", None, "USD", "currency:USD"),
        ("They sent 1.2 million barrels a day.", 1.2e6, "bbl/d", "volume/duration"),
    ],
)
def test_units_in_sentences(text: str, value: float | None, unit: str, dimension: str) -> None:
    q = only(text)
    assert (q.named, q.unit, q.dimension) == (() if value is None else (value,), unit, dimension)


@pytest.mark.parametrize(
    "text",
    [
        "They met on March 5, 2024, at 5:30 and left at 7 pm.",
        "Call 555-1234 or +1 212 555 0199.",
        "A Boeing 737 and an F-16 landed on Route 66 beside a 787 Dreamliner.",
        "They won 3-1, then 6-4, 6-3; a 4-3-3 formation.",
        "The vote was 52-48.",
        "No one came, and they saw one another.",
        "It was a one-off on 24/7 watch since 9/11.",
        "Postcode M21 9AB8, Room 12, item #3, No. 5.",
        "He lives at 575 Old Mill Road.",
        "In the 1990s it was 5G and 3D.",
        "A 4K TV at 1080i.",
        "Net zero is a 3:1 chance, on the Fourth of July.",
        "He sat in seat 11A; the runway 23; it began at 19: 00.",
    ],
)
def test_numbers_that_measure_nothing(text: str) -> None:
    assert [q.anchor.quote for q in read(text)] == []


def test_a_hyphen_that_hangs_takes_the_next_unit() -> None:
    assert [(q.low, q.unit) for q in read("They sell two-, three- and five-litre jars.")] == [(2, "l"), (3, "l"), (5, "l")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("As of Tuesday, 19 people had died.", ["2024-03-05"]),
        ("Some 33 bodies were found by March 5.", ["2024-03-05"]),
        ("The toll rose to 28 on Tuesday.", ["2024-03-05"]),
        ("Some 67 people were dead on Tuesday.", ["2024-03-05"]),
        ("The bomb killed 28 people on Tuesday.", [""]),
        ("It will pay 28 workers by Friday.", [""]),
        ("As of March 9, 28 people had died.", [""]),  # after the report came out
    ],
)
def test_the_day_a_figure_stood(text: str, days: list[str]) -> None:
    assert [q.as_of for q in read(text)] == days


def test_ordinals_stand_apart() -> None:
    article = make_article("The twenty-first guest was the 3rd to leave.", id="a", outlet="Harbour Post")
    found = find_quantities(article, plain_doc(article.text), ())
    assert [(q.low, q.ordinal) for q in found] == [(21, True), (3, True)]


HOSTILE = [
    "9", "1,1,1,", "1-1-", "$1 ", "£1 pounds ", "from 1 to 2 ", "one of ", "((((", "1 a day ", "\u0661 ", "at least ", "5 km ", "2-, ", "about about ", "rose ", "between 1 and ",
    "as of 5 May 3 died. ",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def work(size: int) -> "partial[object]":
        article = make_article(unit * (size // len(unit)), id="a", outlet="Harbour Post")
        return partial(find_quantities, article, plain_doc(article.text), ())

    check_growth(work(4_000), work(16_000), sizes=4, limit=10, floor=0.025)


def test_a_megabyte_of_digits() -> None:
    article = make_article("9" * 999_999, id="a", outlet="Harbour Post")
    with at_most(2):
        assert find_quantities(article, plain_doc(article.text), ()) == ()


words = st.sampled_from("at least nearly 40 1,000 $5 five dozen of to - 20 % km million a year between and from rose people . , ( half third £ x".split())  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(words, min_size=1, max_size=14), st.sampled_from(["", " "]))
def test_any_words_are_read(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    if not text.strip():
        return
    end = -1
    for q in read(text):
        assert q.anchor.start >= end
        assert q.low is None or q.high is None or q.low <= q.high
        assert (q.si_low is None) == (q.low is None or not q.unit)
        end = q.anchor.end


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("The ministry put the toll at nine, lowering an earlier toll of 12.", ["", "from"]),
        ("An earlier version of this report said that 12 people died.", ["from"]),
        ("The previous count was 12 and the new one is 15.", ["from", ""]),
        ("Nine people died, not 12 as first reported.", ["", "not"]),
        ("It was 21 rather than 12.", ["", "not"]),
        ("It was not 12 metres away.", [""]),
    ],
)
def test_figures_that_words_call_old_or_set_aside(text: str, ways: list[str]) -> None:
    assert [way if (way := q.rule.rpartition(".")[2]) in {"from", "not"} else "" for q in read(text)] == ways
