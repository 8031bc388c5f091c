"""What a time expression takes from the words and sentences around it, and what any text at all may do to the finder."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pace import at_most
from twosource.annotate.times import find_times
from twosource.data import Article, Basis, Block, BlockKind, TimeRange

PUBLISHED = "2025-02-05"  # a Wednesday


def read(*sentences: str, published: str | None = PUBLISHED, kinds: tuple[BlockKind, ...] = ()) -> list[TimeRange]:
    """The times of the sentences; each is a block of its own where kinds are given."""
    text, spans, at = "\n".join(sentences), [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    blocks = tuple(Block(kind=kind, start=a, end=b) for kind, (a, b) in zip(kinds, spans, strict=False))
    article = Article(id="a", outlet="o", text=text, sha256="", published=published, blocks=blocks)
    return list(find_times(article, spans))


def values(*sentences: str, published: str | None = PUBLISHED) -> list[str]:
    return [time.timex for time in read(*sentences, published=published)]


# sentences, TIMEX3 values
TOLD = [
    (["The bridge fell on March 3, 2009.", "The inquiry opened in June."], ["2009-03-03", "2009-06"]),
    (["The bridge fell on March 3, 2009.", "It will reopen in June."], ["2009-03-03", "2025-06"]),
    (["The bridge fell in 2009.", "In June the inquiry opened."], ["2009", "2024-06"]),
    (["The bridge fell on March 3, 2009.", "He knew it.", "He said so.", "In June he left."], ["2009-03-03", "2024-06"]),
    (["The bridge fell on March 3, 2009.", "The next day it rained."], ["2009-03-03", "2009-03-04"]),
    (["It fell on March 3, 2009.", "That year was dry; the following year was wet."], ["2009-03-03", "2009", "2010"]),
    (["It fell on March 3, 2009.", "Two days later it rained."], ["2009-03-03", "2009-03-05"]),
    (["The river rose in 1931, 1935 and 1938.", "On August 8 the dam broke."], ["1931", "1935", "1938", "1938-08-08"]),
    (["It rose 4% in the second quarter of 2024.", "A year earlier it fell."], ["2024-Q2", "2023-Q2"]),
    (["It rose in the third quarter.", "The year-ago quarter was worse."], ["2024-Q3", "2023-Q3"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentences", "timex"), TOLD)
def test_what_the_sentences_before_say(sentences: list[str], timex: list[str]) -> None:
    assert values(*sentences) == timex


def test_what_counts_from_the_text_needs_no_publication_date() -> None:
    fell, after = read("The bridge fell on March 3, 2009.", "The next day it rained.", published=None)
    assert (fell.basis, after.basis, after.value) == (Basis.TEXT, Basis.TEXT, "2009-03-04")


# an expression that nothing anchors, with what its words say all the same
OPEN = [
    ("He left on Tuesday.", "XXXX-WXX-2", "weekday"),
    ("He left on Feb. 4.", "XXXX-02-04", "date.no-year"),
    ("He left in March.", "XXXX-03", "month.no-year"),
    ("He left in the third quarter.", "XXXX-Q3", "quarter"),
    ("He left over the weekend.", "XXXX-WXX-WE", "weekend"),
    ("He left on the 12th.", "XXXX-XX-12", "day.of-month"),
    ("He left yesterday.", "", "day.relative"),
    ("He left the day before.", "", "day.hanging"),
]


@pytest.mark.parametrize(("text", "timex", "rule"), OPEN)
def test_without_an_anchor_only_the_words_are_said(text: str, timex: str, rule: str) -> None:
    (time,) = read(text, published=None)
    assert (time.value, time.first, time.basis, time.timex, time.rule) == ("", "", Basis.NONE, timex, rule)


def test_both_orders_of_a_slash_date_leave_it_open() -> None:
    (time,) = read("It is dated 02/03/2025.")
    assert (time.value, time.basis, time.rule) == ("", Basis.NONE, "date.slash")


def test_a_stamp_of_the_page_anchors_where_no_date_was_given() -> None:
    kinds = (BlockKind.BOILERPLATE, BlockKind.PARAGRAPH)
    (time,) = read("Updated Feb. 5, 2025", "He left on Tuesday.", published=None, kinds=kinds)
    assert (time.value, time.basis) == ("2025-02-04", Basis.METADATA)


@pytest.mark.parametrize("kind", [BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE])
def test_what_is_no_story_has_no_times(kind: BlockKind) -> None:
    assert read("Updated on Tuesday.", kinds=(kind,)) == []


def test_an_hour_alone_has_no_day() -> None:
    (time,) = read("It began at 5:30 p.m. in the north.")
    assert (time.clock, time.value, time.precision, time.rule) == ("17:30", "", "time", "clock")


# ---- any text

WORDS = (
    "the a last next this early late mid - – , . ' 's on in of at to and or May March Jan. Tuesday Tuesdays 4 31 1990 2011 19th first second "
    "third quarter half year years week day morning night ago earlier later now recently past future more than about every each two hundred "
    "couple few several twenty nineteen 10 p.m. 5:30 2025-02-30 31/12/99 1/2 80s 1980s $ % weekend summer fall fiscal end beginning today "
    "tomorrow noon will said centuries Q3 99999999999999999999 ٣"
).split()
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
DATES = st.one_of(st.none(), st.sampled_from([PUBLISHED, "0001-01-01", "9999-12-31", "2024-02-29"]))


@given(TEXTS, DATES)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str, published: str | None) -> None:
    found = read(text, published=published)
    for time in found:
        assert text[time.anchor.start : time.anchor.end] == time.anchor.quote
        assert time.anchor.quote.strip() == time.anchor.quote != ""
        assert time.rule
        assert (time.value == "") == (time.first == "") == (time.last == "")
        assert time.first <= time.last
        assert time.kind in {"date", "duration"} or not time.value
        if published is None:
            assert time.basis is not Basis.PUBLICATION
    assert all(a.anchor.end <= b.anchor.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["1 ", "1,", "1/", "May ", "Jan. 1 ", "the end of ", "nineteen ", "2024-", "a", "9", "Monday "]
)
def test_hostile_text_is_read_in_seconds(piece: str) -> None:
    with at_most(10):
        read(piece * (250_000 // len(piece)))


STORY = (
    "Two people died on Tuesday when a bridge collapsed in the old town, police said. It was built in March 1961 and closed for three weeks "
    "last year, after an inspector who had worked there for more than two decades found cracks. The mayor said that nobody had been warned. "
)


def test_speed() -> None:
    text = STORY * 400
    with at_most(len(text.split()) / 20_000):  # 190,000 words a second on the machine this was written on
        read(text)


@pytest.mark.parametrize(
    ("dateline", "text", "value", "basis"),
    [
        ("DORN, Feb. 4 (AP) -", "He left today.", "2025-02-04", Basis.METADATA),
        ("DORN, Feb. 4 (AP) -", "He left yesterday.", "2025-02-03", Basis.METADATA),
        ("DORN, Feb. 6 (AP) -", "He left today.", "2025-02-05", Basis.PUBLICATION),  # after it came out: misread
        ("DORN, Jan. 4 (AP) -", "He left today.", "2025-02-05", Basis.PUBLICATION),  # an old text
        ("DORN (AP) -", "He left today.", "2025-02-05", Basis.PUBLICATION),
    ],
)
def test_a_dateline_says_when_the_report_was_written(dateline: str, text: str, value: str, basis: Basis) -> None:
    found = read(dateline, text, published="2025-02-05", kinds=(BlockKind.DATELINE, BlockKind.PARAGRAPH))
    assert [(t.value, t.basis) for t in found if t.anchor.quote in {"today", "yesterday"}] == [(value, basis)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The club cancelled Saturday's match.", "2025-02-08"),
        ("The board called off Friday's vote.", "2025-02-07"),
        ("The vote was postponed from Thursday to Friday.", "2025-02-06"),
        ("The match was cancelled on Monday.", "2025-02-03"),
        ("The club postponed Saturday.", "2025-02-01"),
    ],
)
def test_what_is_called_off_was_still_to_be(text: str, value: str) -> None:
    assert read(text, published="2025-02-05")[0].value == value
