"""Time expressions: what is found, how it is read, and what it counts from."""

from datetime import date

import pytest

from twosource.annotate.times import find_times
from twosource.data import Article, Basis, TimeRange

PUBLISHED = "2025-02-05"  # a Wednesday


def times_in(text: str, published: str | None = PUBLISHED) -> tuple[TimeRange, ...]:
    article = Article(id="a", outlet="o", text=text, sha256="", published=published)
    return find_times(article, [(0, len(text))])


def only(text: str, published: str | None = PUBLISHED) -> TimeRange:
    found = times_in(text, published)
    assert len(found) == 1, [t.anchor.quote for t in found]
    return found[0]


# text with the expression in brackets, value, TIMEX3 value, rule
DATES = [
    ("They met on [February 4, 2025], he said.", "2025-02-04", "2025-02-04", "date.full"),
    ("They met on [4 February 2025].", "2025-02-04", "2025-02-04", "date.full"),
    ("They met on [the 4th of February 2025].", "2025-02-04", "2025-02-04", "date.full"),
    ("It is dated [2025-02-04].", "2025-02-04", "2025-02-04", "date.iso"),
    ("It is dated [13/02/2025].", "2025-02-13", "2025-02-13", "date.slash"),
    ("It is dated [02/13/2025].", "2025-02-13", "2025-02-13", "date.slash"),
    ("It is dated [03/03/2025].", "2025-03-03", "2025-03-03", "date.slash"),
    ("The fire broke out on [Feb. 4].", "2025-02-04", "2025-02-04", "date.no-year"),
    ("The fire broke out on [Dec. 28].", "2024-12-28", "2024-12-28", "date.no-year"),
    ("The bridge collapsed on [Tuesday, Feb. 4].", "2025-02-04", "2025-02-04", "date.no-year"),
    ("The bridge will open on [March 3].", "2025-03-03", "2025-03-03", "date.no-year"),
    ("The deadline is [around March 3].", "2025-03-03", "2025-03-03", "date.no-year"),
    ("The festival ran from [July 4-6, 2024].", "2024-07-04..2024-07-06", "2024-07-04", "date.days"),
    ("The festival ran from [30 June to 2 July 2024].", "2024-06-30..2024-07-02", "2024-06-30", "date.days"),
    ("The festival ran from [June 30 to July 2, 2024].", "2024-06-30..2024-07-02", "2024-06-30", "date.days"),
    ("The festival ran from [2 to 5 May 2024].", "2024-05-02..2024-05-05", "2024-05-02", "date.days"),
    ("It rained in [January and February 2021].", "2021-01..2021-02", "2021-01", "month.range"),
    ("Many fled the rising of [July and August 2024].", "2024-07..2024-08", "2024-07", "month.range"),
    ("He was born in [March 1961].", "1961-03", "1961-03", "month.full"),
    ("It reopened in [early March 2024].", "2024-03-01..2024-03-11", "2024-03", "month.part"),
    ("It closed at [the end of 1990].", "1990-11..1990-12", "1990", "year.part"),
    ("It closed in [mid-1996].", "1996-05..1996-08", "1996", "year.part"),
    ("It closed in [1996].", "1996", "1996", "year.full"),
    ("It closed in [nineteen ninety-six].", "1996", "1996", "year.full"),
    ("It closed in [the year two thousand].", "2000", "2000", "year.spelled"),
    ("It grew in [fiscal 2019].", "2019", "2019", "year.full"),
    ("The war of [2008-2011] was forgotten.", "2008..2011", "2008", "year.range"),
    ("It was built in [the 1980s].", "1980..1989", "198", "decade"),
    ("It was built in [the early 1980s].", "1980..1983", "198", "decade"),
    ("It was built in [the '80s].", "1980..1989", "198", "decade"),
    ("It was built in [the 19th century].", "1801..1900", "18", "century"),
    ("Output fell in [the third quarter].", "2024-07..2024-09", "2024-Q3", "quarter"),
    ("Output fell in [the third quarter of 2021].", "2021-07..2021-09", "2021-Q3", "quarter"),
    ("It reported a [fourth-quarter] loss.", "2024-10..2024-12", "2024-Q4", "quarter"),
    ("Output fell in [Q3 2021].", "2021-07..2021-09", "2021-Q3", "quarter"),
    ("Output fell in [the first half of 2021].", "2021-01..2021-06", "2021-H1", "quarter.half"),
    ("It snowed in [the winter of 1994].", "1994-12..1995-02", "1994-WI", "season"),
    ("They married in [summer 2021].", "2021-06..2021-08", "2021-SU", "season"),
    ("They sang on [Christmas Eve 2023].", "2023-12-24", "2023-12-24", "date.holiday"),
    ("They sang on [Easter 2024].", "2024-03-31", "2024-03-31", "date.holiday"),
    ("It fell in [the week of March 6, 2023].", "2023-03-06..2023-03-12", "2023-W10", "week.of"),
    ("It fell in [the last week of June 2023].", "2023-06-24..2023-06-30", "2023-06", "period.of"),
    ("The vote, [July last year], was close.", "2024-07", "2024-07", "month.full"),
]  # fmt: skip
RELATIVE = [
    ("Police said on [Tuesday] that two died.", "2025-02-04", "2025-02-04", "weekday.past"),
    ("Police said on [Wednesday] that two died.", "2025-02-05", "2025-02-05", "weekday.past"),
    ("Police said on [Thursday] that two died.", "2025-01-30", "2025-01-30", "weekday.past"),
    ("The court will rule on [Thursday].", "2025-02-06", "2025-02-06", "weekday.coming"),
    ("The plant is scheduled to close [Friday].", "2025-02-07", "2025-02-07", "weekday.coming"),
    ("The plant is due to close, officials said [Friday].", "2025-01-31", "2025-01-31", "weekday.past"),
    ("Growing fear after [Friday]'s quake.", "2025-01-31", "2025-01-31", "weekday.past"),
    ("They meet [next Monday].", "2025-02-10", "2025-02-10", "weekday.next"),
    ("They met [last Wednesday].", "2025-01-29", "2025-01-29", "weekday.last"),
    ("They met on [Thursday last week].", "2025-01-30", "2025-01-30", "weekday.last-week"),
    ("He arrived [yesterday].", "2025-02-04", "2025-02-04", "day.relative"),
    ("He arrives [tomorrow].", "2025-02-06", "2025-02-06", "day.relative"),
    ("He arrived [the day before yesterday].", "2025-02-03", "2025-02-03", "day.relative"),
    ("He arrived [late yesterday].", "2025-02-04", "2025-02-04", "day.relative"),
    ("He arrived [this morning].", "2025-02-05", "2025-02-05TMO", "day.relative"),
    ("He arrived [last night].", "2025-02-04", "2025-02-04TNI", "day.relative"),
    ("He arrives [tonight].", "2025-02-05", "2025-02-05TNI", "day.relative"),
    ("He was shot [Tuesday evening].", "2025-02-04", "2025-02-04TEV", "weekday.past"),
    ("He was shot at [10 p.m. Tuesday].", "2025-02-04", "2025-02-04T22:00", "weekday.past"),
    ("He was shot at [noon on Tuesday].", "2025-02-04", "2025-02-04T12:00", "weekday.past"),
    ("Prices rose [last week].", "2025-01-27..2025-02-02", "2025-W05", "period.relative"),
    ("Prices rose [this month].", "2025-02", "2025-02", "period.relative"),
    ("Prices will rise [next year].", "2026", "2026", "period.relative"),
    ("Prices rose [last year].", "2024", "2024", "period.relative"),
    ("Prices rose [late last year].", "2024-09..2024-12", "2024", "period.part"),
    ("Prices rose [earlier this month].", "2025-02-01..2025-02-05", "2025-02", "period.earlier"),
    ("Prices rose at [the end of last month].", "2025-01-27..2025-01-31", "2025-01", "period.part"),
    ("Prices rose [last summer].", "2024-06..2024-08", "2024-SU", "period.relative"),
    ("Prices rose [last fall].", "2024-09..2024-11", "2024-FA", "period.relative"),
    ("Prices rose [this very week].", "2025-02-03..2025-02-09", "2025-W06", "period.relative"),
    ("Prices rose [last quarter].", "2024-10..2024-12", "2024-Q4", "period.relative"),
    ("They fought over [the weekend].", "2025-02-01..2025-02-02", "2025-W05-WE", "weekend"),
    ("They rest [next weekend].", "2025-02-15..2025-02-16", "2025-W07-WE", "period.relative"),
    ("He left [two days ago].", "2025-02-03", "2025-02-03", "ago"),
    ("He left [three weeks ago].", "2025-01-15", "2025-W03", "ago"),
    ("He left [a year ago].", "2024", "2024", "ago"),
    ("He left [six months ago].", "2024-08", "2024-08", "ago"),
    ("He left [more than two years ago].", "2023", "2023", "ago"),
    ("He left in [January].", "2025-01", "2025-01", "month.no-year"),
    ("He left in [March].", "2024-03", "2024-03", "month.no-year"),
    ("A cut is possible at its [March] meeting.", "2025-03", "2025-03", "month.no-year"),
    ("A cut is possible at its [October] meeting.", "2024-10", "2024-10", "month.no-year"),
    ("The council holds its next session in [late June].", "2025-06-21..2025-06-30", "2025-06", "month.part"),
    ("He left [last April].", "2024-04", "2024-04", "month.no-year"),
    ("He will leave in [March].", "2025-03", "2025-03", "month.no-year"),
    ("He left in [May].", "2024-05", "2024-05", "month.no-year"),
    ("He left in [late November].", "2024-11-21..2024-11-30", "2024-11", "month.part"),
    ("He was hurt on [the 3rd].", "2025-02-03", "2025-02-03", "day.of-month"),
    ("A ruling is expected by [year-end].", "2025-11..2025-12", "2025", "period.end"),
    ("Results for [the fiscal year] fell.", "2025", "2025", "year.fiscal"),
    ("It fell in [the last week of January].", "2025-01-25..2025-01-31", "2025-01", "period.of"),
    ("They sang on [Christmas Eve].", "2024-12-24", "2024-12-24", "date.holiday"),
    ("They met [last Thanksgiving].", "2024-11-28", "2024-11-28", "date.holiday"),
    ("They partied on [New Year's Eve].", "2024-12-31", "2024-12-31", "date.holiday"),
    ("It is open until [Friday].", "2025-02-07", "2025-02-07", "weekday.coming"),
    ("It left in [late-November].", "2024-11-21..2024-11-30", "2024-11", "month.part"),
    ("He was shot at [3 a.m. local time (0200 GMT) on Tuesday].", "2025-02-04", "2025-02-04T03:00", "weekday.past"),
    ("He was shot on [Tuesday at around 3 a.m. local time].", "2025-02-04", "2025-02-04T03:00", "weekday.past"),
    ("Drones struck [overnight on Monday].", "2025-02-03", "2025-02-03TNI", "weekday.past"),
    ("Drones struck [overnight into Tuesday].", "2025-02-03..2025-02-04", "2025-02-03TNI", "day.overnight"),
    ("Drones struck [overnight from Sunday to Monday].", "2025-02-02..2025-02-03", "2025-02-02TNI", "day.overnight"),
    ("Drones struck [overnight].", "2025-02-04..2025-02-05", "2025-02-05TNI", "day.relative"),
    ("The bombs fell on [Easter Sunday].", "2024-03-31", "2024-03-31", "date.holiday"),
    ("The bombs fell on [Good Friday].", "2024-03-29", "2024-03-29", "date.holiday"),
    ("Shops were full on [Black Friday].", "2024-11-29", "2024-11-29", "date.holiday"),
    ("The wave struck on [Boxing Day].", "2024-12-26", "2024-12-26", "date.holiday"),
    ("Shops were shut on [Labor Day].", "2024-09-02", "2024-09-02", "date.holiday"),
    ("It was a good [Friday].", "2025-01-31", "2025-01-31", "weekday.past"),
    ("They partied on [the Fourth of July].", "2024-07-04", "2024-07-04", "date.no-year"),
    ("The vote is on [Sunday].", "2025-02-09", "2025-02-09", "weekday.coming"),
    ("The vote was on [Sunday].", "2025-02-02", "2025-02-02", "weekday.past"),
    ("Voters go to the polls on [Sunday].", "2025-02-09", "2025-02-09", "weekday.coming"),
    ("Voters went to the polls on [Sunday].", "2025-02-02", "2025-02-02", "weekday.past"),
    ("He was due in court on [Friday].", "2025-02-07", "2025-02-07", "weekday.coming"),
    ("He had been due in court on [Friday].", "2025-01-31", "2025-01-31", "weekday.past"),
    ("The vote, which had been due on [Monday], is off.", "2025-02-03", "2025-02-03", "weekday.past"),
    ("The vote was moved to [Thursday].", "2025-02-06", "2025-02-06", "weekday.coming"),
    ("Following [Sunday]'s vote, police were deployed.", "2025-02-02", "2025-02-02", "weekday.past"),
    ("He left on [the following Sunday].", "2025-02-16", "2025-02-16", "weekday.next"),
    ("Ahead of [Sunday]'s vote, police were deployed.", "2025-02-09", "2025-02-09", "weekday.coming"),
    ("He goes on trial in [September].", "2025-09", "2025-09", "month.no-year"),
    ("He went on trial in [September].", "2024-09", "2024-09", "month.no-year"),
    ("The talks will resume on [the 14th].", "2025-02-14", "2025-02-14", "day.of-month"),
]  # fmt: skip
# text, TIMEX3 value, kind, rule: none of them is a date
NO_DATES = [
    ("The siege lasted [three days].", "P3D", "duration", "duration"),
    ("The talks will last [three days].", "P3D", "duration", "duration"),
    ("The siege lasted [a decade].", "P10Y", "duration", "duration"),
    ("The siege lasted [more than two years].", "P2Y", "duration", "duration"),
    ("The siege lasted [two and a half years].", "P2Y6M", "duration", "duration"),
    ("The siege lasted [2 1/2 hours].", "PT2H30M", "duration", "duration"),
    ("The siege lasted [at least twenty-four hours].", "PT24H", "duration", "duration"),
    ("The siege lasted [a couple of weeks].", "P2W", "duration", "duration"),
    ("The siege lasted [several months].", "PXM", "duration", "duration"),
    ("The siege lasted [a hundred days].", "P100D", "duration", "duration"),
    ("The siege lasted for [centuries].", "PXCE", "duration", "duration.vague"),
    ("She drew up a [10-year] plan.", "P10Y", "duration", "duration"),
    ("She began the [two-day] visit.", "P2D", "duration", "duration"),
    ("She left the [day-long] meeting.", "P1D", "duration", "duration"),
    ("She ended a [decades-long] feud.", "PXDE", "duration", "duration"),
    ("It took [another seven months].", "P7M", "duration", "duration"),
    ("[The past three months] were hard.", "P3M", "duration", "duration.past"),
    ("[The next two weeks] are decisive.", "P2W", "duration", "duration.next"),
    ("They march [every Monday].", "XXXX-WXX-1", "set", "set"),
    ("They march on [Mondays].", "XXXX-WXX-1", "set", "set"),
    ("They march [every Tuesday night].", "XXXX-WXX-2TNI", "set", "set"),
    ("They march [each year].", "P1Y", "set", "set"),
    ("They march [every two weeks].", "P2W", "set", "set"),
    ("They march [every other day].", "P2D", "set", "set"),
    ("They march [daily].", "P1D", "set", "set"),
    ("The dam is [now] full.", "PRESENT_REF", "vague", "vague"),
    ("It [currently] holds water.", "PRESENT_REF", "vague", "vague"),
    ("He [recently] retired.", "PAST_REF", "vague", "vague"),
    ("That was in [the past].", "PAST_REF", "vague", "vague"),
    ("He retired in [recent years].", "PAST_REF", "vague", "vague"),
    ("He retired [several years ago].", "PAST_REF", "vague", "ago.vague"),
    ("That is for [the near future].", "FUTURE_REF", "vague", "vague"),
    ("Sales for [the year] rose.", "2025", "vague", "period.definite"),
]
# no time at all, or not the one that it looks like
FALSE_FRIENDS = [
    "The 45-year-old man and the 7 year old boy were unhurt.",
    "He is 45 years old.",
    "He may march to the sun in a second.",
    "Theresa May spoke; April Jones and Jan Novak listened.",
    "About 2000 people and more than 1990 demonstrators came.",
    "It cost $1999 or £2005, 1,998 euros.",
    "Output fell 1.5 percent; 12/7 is a score and 5-3 too.",
    "It produces two million barrels a day and pays $5 a day.",
    "Tens of 1000s came to the March for Life.",
    "The 1002 victims were named.",
]


def split(marked: str) -> tuple[str, str]:
    """The text without its brackets, and the words that stood in them."""
    return marked.replace("[", "").replace("]", ""), marked[marked.index("[") + 1 : marked.index("]")]


@pytest.mark.parametrize(("marked", "value", "timex", "rule"), DATES + RELATIVE)
def test_dates(marked: str, value: str | None, timex: str, rule: str) -> None:
    text, words = split(marked)
    time = only(text)
    assert (time.anchor.quote, time.timex, time.rule, time.kind) == (words, timex, rule, "date")
    assert value is None or time.value == value
    assert date.fromisoformat(time.first) <= date.fromisoformat(time.last)
    assert time.basis is not Basis.NONE


@pytest.mark.parametrize(("marked", "value", "timex", "rule"), RELATIVE)
def test_what_counts_from_the_publication_says_so(marked: str, value: str, timex: str, rule: str) -> None:
    assert only(split(marked)[0]).basis is Basis.PUBLICATION


@pytest.mark.parametrize(("marked", "value", "timex", "rule"), RELATIVE)
def test_relative_dates_stay_open_without_a_publication_date(marked: str, value: str, timex: str, rule: str) -> None:
    text, words = split(marked)
    time = only(text, None)
    assert time.anchor.quote == words
    assert (time.value, time.first, time.last, time.basis) == ("", "", "", Basis.NONE)


@pytest.mark.parametrize(("marked", "timex", "kind", "rule"), NO_DATES)
def test_what_is_no_date(marked: str, timex: str, kind: str, rule: str) -> None:
    text, words = split(marked)
    time = only(text)
    assert (time.anchor.quote, time.timex, time.kind, time.rule) == (words, timex, kind, rule)
    if kind != "duration":
        assert (time.value, time.first, time.last) == ("", "", "")


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends(text: str) -> None:
    assert [t.anchor.quote for t in times_in(text) if t.value or t.kind != "vague"] == []


UNITS = (
    "second minute hour day weekend week fortnight month quarter season summer year decade century millennium".split()
)
AROUND = [
    "the last {}",
    "this {}",
    "the previous {}",
    "the next {}",
    "late that {}",
    "earlier this {}",
    "the current {}",
]


@pytest.mark.parametrize("unit", UNITS)
def test_every_period_is_one_that_a_reading_can_be_kept_of(unit: str) -> None:
    for words in AROUND:
        for found in times_in(f"It began on Monday. It ended in {words.format(unit)}."):
            assert TimeRange.from_dict(found.to_dict()) == found


@pytest.mark.parametrize(
    "words", ["at the last minute", "in the next hour", "in the last fortnight", "in the last millennium"]
)
def test_what_no_calendar_bounds_is_no_date(words: str) -> None:
    assert not [t for t in times_in(f"The plan changed {words}.") if t.value]
