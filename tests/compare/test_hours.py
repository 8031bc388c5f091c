"""Hours of the day, and whether two of them can be one."""

import pytest

from twosource.annotate.times import find_times
from twosource.compare.hours import Clocks, Hour, between, distinct, hour_of, learn_clocks, relate
from twosource.data import Article, TimeRange


def times_of(text: str) -> list[tuple[TimeRange, Article]]:
    article = Article(id="a", outlet="o", text=text, sha256="", published="2025-02-05")
    return [(t, article) for t in find_times(article, [(0, len(text))])]


def hours(text: str) -> list[Hour]:
    return [hour for t, article in times_of(text) if (hour := hour_of(t, article)) is not None]


def only(text: str) -> Hour:
    (hour,) = hours(text)
    return hour


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The mill burned down at 1:20 p.m. on Tuesday.", "13:20"),
        ("The mill burned down at 13:20.", "13:20"),
        ("The mill burned down at about 1:20 p.m.", "13:10..13:30"),
        ("The mill burned down around 1:20 p.m.", "13:10..13:30"),
        ("The mill burned down at 5pm.", "16:50..17:10"),
        ("The mill burned down at noon.", "11:50..12:10"),
        ("The mill burned down shortly after noon.", "12:00..12:45"),
        ("The mill burned down just before 6:30 a.m.", "05:45..06:30"),
        ("The mill burned down at 1:20 p.m. local time.", "13:20 local"),
        ("The mill burned down at 13:20 hours local time.", "13:20 local"),
        ("The mill burned down at 1120 GMT.", "11:20 utc"),
        ("The mill burned down at 13:20 CET.", "12:20 utc"),
        ("The mill burned down at 1:20 p.m. IST.", "13:20 ist"),
        ("The mill burned down on Tuesday afternoon.", "12:00..18:30"),
        ("The mill burned down on Monday night.", "20:00..06:00"),
    ],
)
def test_an_hour_is_as_wide_as_its_words(text: str, shown: str) -> None:
    assert only(text).shown() == shown


@pytest.mark.parametrize(
    "text",
    [
        "The mill must be empty by 5 p.m.",
        "The road is shut until 6:30 a.m.",
        "The road is shut from 6:30 a.m.",
        "Nobody was seen after 11 p.m.",
        "They led with 7:42 remaining in the first half.",
        "She scored at 7:42 into the match.",
        "He ran it in 2:05:33.",
        "The mill burned down on Tuesday.",
    ],
)
def test_a_bound_is_no_hour(text: str) -> None:
    assert hours(text) == []


def test_two_clocks_are_the_ends_of_one_stretch() -> None:
    first, last = hours("The thieves came between 9:30 and 9:40 pm.")
    assert between(first, last).shown() == "21:30..21:40"


@pytest.mark.parametrize(
    ("texts", "offset", "names"),
    [
        (["It fell at 12:33 (1033 GMT)."], 120, {"local"}),
        (["It fell at 1:39 p.m. IST (0809 UTC)."], 330, {"local", "ist"}),
        (["It fell at 5am (2200 Friday GMT)."], 420, {"local"}),
        (["It fell at 12:33.", "It fell at 1033 GMT."], None, {"local"}),  # no report gives both
        (["It fell at 12:33 (1033 GMT).", "It fell at 12:33 (1133 GMT)."], None, {"local"}),  # at odds
    ],
)
def test_an_hour_given_twice_teaches_the_clock(texts: list[str], offset: int | None, names: set[str]) -> None:
    clocks = learn_clocks(time for text in texts for time in times_of(text))
    assert (clocks.offset, clocks.names) == (offset, names)


UNKNOWN, MADRID, NO_ZONE = Clocks(), Clocks(120), Clocks(one=True)


@pytest.mark.parametrize(
    ("one", "two", "clocks", "relation"),
    [
        ("at 1:20 p.m.", "at 13:20", UNKNOWN, "same"),
        ("at 1:20 p.m.", "at about 1:30 p.m.", UNKNOWN, "meets"),
        ("at 1:20 p.m.", "at 1:24 p.m.", UNKNOWN, "meets"),  # clocks differ by minutes
        ("at 1:27 p.m.", "at 1:28 p.m.", UNKNOWN, "meets"),
        ("at 1:27 p.m.", "at 1:29 p.m.", UNKNOWN, "apart"),  # both to the minute
        ("at about 1:27 p.m.", "at 1:29 p.m.", UNKNOWN, "meets"),
        ("at 1:20 p.m.", "at 1:45 p.m.", UNKNOWN, "apart"),
        ("at 1:20 p.m.", "on Tuesday afternoon", UNKNOWN, "meets"),
        ("at 9:20 a.m.", "on Tuesday afternoon", UNKNOWN, "apart"),
        ("at 11:58 p.m.", "just after midnight", UNKNOWN, "meets"),  # round the day
        ("at 2:15", "at 14:15", UNKNOWN, "meets"),  # which half of the day is not said
        ("at 1:20 p.m.", "at 3:20 p.m.", UNKNOWN, "unknown"),  # two zones, maybe
        ("at 1:20 p.m. local time", "at 3:20 p.m. local time", UNKNOWN, "apart"),
        ("at 12:33 local time", "at 10:33 GMT", UNKNOWN, "unknown"),
        ("at 12:33 local time", "at 10:50 GMT", UNKNOWN, "apart"),  # no zone lies so
        ("at 12:33 local time", "at 10:33 GMT", MADRID, "same"),
        ("at 12:33", "at 10:33 GMT", MADRID, "same"),
        ("at 12:33", "at 11:33 GMT", MADRID, "apart"),
        ("at 12:33", "at 14:33", MADRID, "apart"),  # both by the clock of the place
        ("at 12:33", "at 11:33 p.m. ET", MADRID, "unknown"),
        ("at 1:20 p.m.", "at 3:20 p.m.", NO_ZONE, "apart"),  # no report names a zone
    ],
)
def test_two_hours(one: str, two: str, clocks: Clocks, relation: str) -> None:
    a, b = (only(f"The grid failed {words}.") for words in (one, two))
    assert relate(a, b, clocks) == relate(b, a, clocks) == relation


@pytest.mark.parametrize(
    ("texts", "one"),
    [
        (("The grid failed at 1:20 p.m.", "It was back at 3:20 p.m."), True),
        (("The grid failed at 1:20 p.m.", "It was back at 1420 GMT."), False),
        (("The grid failed at 1:20 p.m. local time.", "It was back at 3:20 p.m."), False),
    ],
)
def test_hours_of_reports_that_name_no_zone_are_by_one_clock(texts: tuple[str, ...], one: bool) -> None:
    assert learn_clocks(time for text in texts for time in times_of(text)).one is one


def test_an_hour_given_by_two_clocks_is_one() -> None:
    times = times_of("The jet left at 14:05 local time (1205 GMT).")
    found = [(t, hour) for t, article in times if (hour := hour_of(t, article)) is not None]
    assert learn_clocks(times).offset == 120
    assert [hour.shown() for _, hour in distinct(found, learn_clocks(times))] == ["14:05 local"]
    assert len(distinct(found, Clocks())) == 1  # read as one expression, so that no zone need be known


def test_two_hours_of_unknown_zones_are_two_and_one_by_a_known_one() -> None:
    times = times_of("The jet left at 14:05 local time. It was 1205 GMT.")
    found = [(t, hour) for t, article in times if (hour := hour_of(t, article)) is not None]
    assert len(distinct(found, Clocks())) == 2
    assert len(distinct(found, Clocks(offset=120, names=frozenset({"local"})))) == 1
