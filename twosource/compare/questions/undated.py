"""What a report says has no date yet, and a later one dates: "no timeline for a full recovery", then "not before January".

The noun that the missing date is for ("a date for the trial", "a timeline for recovery") meets a later report's plan for
that noun or for the verb of its stem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article
from twosource.compare.questions.evidence import Ruled, because, focus_of, tokens_of
from twosource.compare.questions.happenings import Dated
from twosource.compare.questions.parse import has_word
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.compare.when import UNSURE_DATES
from twosource.data import Anchor, Article, Conflict, Document, Status, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Token

DATES = r"(?:date|timeline|timetable|time ?frame|timescale|schedule)"
OPEN = re.compile(
    rf"\b(?:no|without an?|not (?:give|set|name|announce)\w* an?)(?: \w+){{0,2}} {DATES}\b"
    rf"|\b{DATES}\b[^.;:]{{0,60}}?\b(?:unclear|unknown|uncertain|yet to be \w+|not (?:yet )?(?:been )?"
    r"(?:clear|known|certain|set|given|fixed|announced|decided|named))\b",
    re.IGNORECASE,
)
NOUNS = frozenset("date timeline timetable timeframe frame timescale schedule".split())
STEM = 5  # letters that a noun and its verb share: recovery, recover


@dataclass(frozen=True, slots=True)
class Undated:
    """Words that say that there is no date for something, with the lemmas of what it is for."""

    point: Point
    words: Anchor
    things: frozenset[str]


def find_undated(documents: Sequence[Document], events: Sequence[Point]) -> Iterator[Undated]:
    """What the documents say has no date yet. `events` are their event points."""
    of_article = by_article(events)
    for document in documents:
        if not document.doc.has_annotation("DEP"):
            continue
        for point in of_article[document.article.id]:
            at = point.statement.anchor
            match = OPEN.search(at.quote)
            span = tokens_of(document, at) if match else ()
            things = frozenset(lemma_of(t) for token in span for t in _for_what(token))
            if match and things:
                words = document.article.anchor(at.start + match.start(), at.start + match.end())
                yield Undated(point, words, things)


def judge_undated(undated: Sequence[Undated], dated: Sequence[Dated], setting: Setting) -> Iterator[Ruled]:
    """The things without a date to which reports of a later day give one."""
    for thing in sorted({t for u in undated for t in u.things}):
        still = [u for u in undated if thing in u.things]
        first = min(filter(None, (setting.published(u.point) for u in still)), default="")
        plans = [
            (d, t)
            for d in dated
            for t in d.times
            if _gives(d, t, thing, setting) and setting.published(d.point) > first
        ]
        if not first or not plans:
            continue
        first_plan = min(setting.published(d.point) for d, _ in plans)
        before = [u for u in still if "" < setting.published(u.point) < first_plan]
        if not before:
            continue
        answers = [Answer(tuple(replace(u.point, focus=u.words) for u in before), before[0].words, "no date")]
        by_value: dict[str, list[Point]] = {}
        for d, t in plans:
            by_value.setdefault(t.value, []).append(d.on(t))
        answers.extend(Answer(tuple(p), focus_of(p[0]), value) for value, p in by_value.items())
        anchors = (*(u.words for u in before), *(t.anchor for _, t in plans))
        reason = because("plan.dated", (thing, "no date", *by_value), anchors)
        yield Verdict("date", Status.UPDATED, tuple(answers), (reason,), Conflict.DATE), 1.0


# ---- parts


def _for_what(token: Token) -> list[Token]:
    """What a date is for: "a timeline for recovery", "the date of the trial"."""
    if lemma_of(token) not in NOUNS:
        return []
    named = [c for c in token.children if c.dep_.startswith("nmod") and has_word(c, {"for", "of"})]
    return [n for n in named if n.pos_ in {"NOUN", "PROPN", "VERB"}]


def _gives(dated: Dated, time: TimeRange, thing: str, setting: Setting) -> bool:
    """Whether a telling gives a date to come for a thing, by the noun or by the verb of its stem."""
    verb = dated.verb.partition("_")[0]
    stem = len(verb) >= STEM and len(thing) >= STEM and verb[:STEM] == thing[:STEM]
    if not (stem or thing in dated.things) or not time.value or time.kind != "date" or time.rule in UNSURE_DATES:
        return False
    return _ahead(time, setting.articles[dated.article]) and not dated.other


def _ahead(time: TimeRange, article: Article) -> bool:
    published = article.published_date
    return published is not None and time.last > published.isoformat()
