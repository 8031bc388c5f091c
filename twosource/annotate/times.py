"""Time expressions and the days they cover.

A grammar of English news forms (timegrammar) finds them; each is read by a named rule. Dates that the words give in full
have basis text; what counts from the day of publication ("on Tuesday", "late last year") has basis publication; what
nothing anchors stays unresolved and says so. The direction of weekdays and of months without a year follows the words
around them, and the tense of the verb above them where the document is parsed. Weeks run Monday to Sunday. `timex` is
the TIMEX3 value (Pustejovsky et al. 2003), which durations, sets and vague words have too; ranges are written A..B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from twosource.annotate.calendar import Context, Reading, timex_of, value_of
from twosource.annotate.tense import tense_above
from twosource.annotate.timegrammar import COMPILED, Rule
from twosource.annotate.timewords import CHARACTERS, Found, Words, lex
from twosource.data import Article, Basis, BlockKind, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

SKIPPED = frozenset({BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE})
FIRST_YEAR, LAST_YEAR = 1000, 9000  # of a publication; at the calendar's ends nothing can be counted
BEFORE, AFTER = 90, 40  # characters of the sentence that may say where a weekday lies
FULL_DAYS = frozenset({"date.full", "date.iso", "date.slash"})
FULL = FULL_DAYS | {"month.full", "month.part"}
FILED = 3  # days at most from the dateline to the publication
OLD = 2  # years before publication from which on a time is long past
TELLING = 1  # sentences for which a news report goes on telling of a full date long past
YEAR = CHARACTERS["YEAR"]
NOW_WORDS = frozenset(CHARACTERS[name] for name in ("WEEKDAY", "TODAY", "TONIGHT", "AGO"))
MANY_YEARS = 3  # so many long past years, and so many times more of them than words of now, make a history


def find_times(article: Article, spans: Sequence[tuple[int, int]], doc: Doc | None = None) -> tuple[TimeRange, ...]:
    """Time expressions inside the given sentence bounds, in text order. A parsed `doc` gives the tense of verbs."""
    reference, basis = _reference(article)
    skip = [(b.start, b.end) for b in article.blocks if b.kind in SKIPPED]
    kept = [(start, end) for start, end in spans if not any(a <= start and end <= b for a, b in skip)]
    sentences = [lex(article.text, start, end) for start, end in kept]
    reader = _Reader(article, Context(reference, basis, history=_is_history(sentences, reference)), doc)
    return tuple(time for words in sentences for time in reader.read(words))


def _is_history(sentences: Sequence[Words], reference: date | None) -> bool:
    """Whether the article tells of years long past rather than of its own days."""
    old = now = 0
    for words in sentences:
        for at, name in enumerate(words.classes):
            if name == YEAR:
                old += reference is not None and int(words.values[at]) <= reference.year - OLD
            elif name in NOW_WORDS:
                now += 1
    return old >= MANY_YEARS and old > MANY_YEARS * now


def _reference(article: Article) -> tuple[date | None, Basis]:
    """The day relative dates count from: that of a dateline of the days before publication, for there the report was written;
    else publication, else a date that the page's own dateline or stamp states.
    """
    published = article.published_date
    if published is not None and FIRST_YEAR <= published.year <= LAST_YEAR:
        written = _written(article, published)
        return (written, Basis.METADATA) if written else (published, Basis.PUBLICATION)
    for block in article.blocks:
        if block.kind in {BlockKind.BOILERPLATE, BlockKind.DATELINE}:
            for _, reading in _readings(lex(article.text, block.start, block.end), Context(None, Basis.NONE)):
                if reading.rule in FULL_DAYS and reading.first is not None:
                    return reading.first, Basis.METADATA
    return None, Basis.NONE


def _written(article: Article, published: date) -> date | None:
    """The day that a dateline gives, where it lies a few days before publication."""
    for block in article.blocks:
        if block.kind is BlockKind.DATELINE:
            for _, reading in _readings(
                lex(article.text, block.start, block.end), Context(published, Basis.PUBLICATION)
            ):
                day = reading.first
                if day is not None and reading.precision == "day" and 0 < (published - day).days <= FILED:
                    return day
    return None


class _Reader:
    """One article's sentences, with what was read in those before."""

    def __init__(self, article: Article, context: Context, doc: Doc | None) -> None:
        self.article, self.context, self.doc = article, context, doc
        self.telling = 0

    def read(self, words: Words) -> Iterator[TimeRange]:
        """The times of one sentence."""
        self.telling -= 1
        if self.telling < 0 and not self.context.history:
            self.context.told = False
        for found, reading in _readings(words, self.context, self.doc):
            self.remember(reading)
            yield _noun(self.article, found, reading)

    def remember(self, reading: Reading) -> None:
        """What later expressions count from."""
        context, first = self.context, reading.first
        if reading.rule == "quarter" and reading.precision == "quarter":
            context.quarter = reading
        from_text = reading.basis is Basis.TEXT
        if first is None or reading.kind != "date" or (context.history and not from_text):
            return
        if reading.precision in {"day", "month", "year"}:
            context.previous, context.grain = first, reading.precision
        if context.history:
            context.told = True
        elif not from_text or reading.rule not in FULL:
            context.told = context.told and from_text
        else:
            context.told = context.reference is None or first.year <= context.reference.year - OLD
            self.telling = TELLING


def _readings(words: Words, context: Context, doc: Doc | None = None) -> Iterator[tuple[Found, Reading]]:
    """The expressions of a sentence, leftmost and then longest first, each with what its rule made of it.

    Each pattern keeps its next match, so it goes over the sentence once, however many expressions there are.
    """
    classes, at = words.classes, 0
    waiting: list[tuple[re.Match[str], Rule]] = [(m, rule) for p, rule in COMPILED if (m := p.search(classes))]
    while waiting:
        best = min(range(len(waiting)), key=lambda i: (waiting[i][0].start(), -waiting[i][0].end()))
        match, rule = waiting[best]
        found = Found(words, match)
        _look_around(words, found, context)
        context.tense = partial(tense_above, doc, *found.span) if doc is not None else None
        reading = rule(found, context)
        if reading is None:
            waiting[best : best + 1] = _next(match, rule, classes, match.start() + 1)
            continue
        yield found, reading
        at = match.end()
        waiting = [
            pair
            for match, rule in waiting
            for pair in ([(match, rule)] if match.start() >= at else _next(match, rule, classes, at))
        ]


def _next(match: re.Match[str], rule: Rule, classes: str, at: int) -> list[tuple[re.Match[str], Rule]]:
    following = match.re.search(classes, at)
    return [(following, rule)] if following else []


def _look_around(words: Words, found: Found, context: Context) -> None:
    start, end = found.span
    context.before = words.text[max(words.starts[0], start - BEFORE) : start]
    context.after = words.text[end : min(words.ends[-1], end + AFTER)]


def _noun(article: Article, found: Found, reading: Reading) -> TimeRange:
    first, last = reading.first, reading.last
    return TimeRange(
        anchor=article.anchor(*found.span),
        value=value_of(first, last, reading.precision) if first and last else "",
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        precision=reading.precision,  # type: ignore[arg-type]
        basis=reading.basis,
        kind=reading.kind,  # type: ignore[arg-type]
        approximate=reading.approximate,
        clock=reading.clock,
        rule=reading.rule,
        timex=reading.timex or (timex_of(first, last, reading.precision) if first and last else ""),
    )
