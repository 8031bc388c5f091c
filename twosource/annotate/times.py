"""Time expressions and the days they cover.

A grammar of English news forms finds them; each is read by a named rule. Dates that the words give in full have basis
text; what counts from the day of publication ("on Tuesday", "late last year") has basis publication; what nothing
anchors stays unresolved and says so. The direction of weekdays and bare months follows the words before them: past by
default, as news reports, future after "will", "next", "until" and the like. Weeks run Monday to Sunday. Values follow
TIMEX3 where it has one (Pustejovsky et al. 2003); ranges are written A..B.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from twosource.annotate.calendar import (
    CLOCK,
    DASH,
    FULLDAY,
    PART,
    UNIT,
    Context,
    D,
    M,
    N,
    Reading,
    Y,
    value_of,
)
from twosource.annotate.dates import (
    clock_only,
    dated_weekday,
    day_range,
    decade,
    full_date,
    iso_date,
    month_alone,
    month_day,
    month_year,
    months,
    quarter,
    season,
    slash_date,
    year,
    years,
)
from twosource.annotate.relative import ago, day_of_month, hanging, lasting, period, shifted, weekday, weekend
from twosource.data import Article, Basis, BlockKind, TimeRange

Rule = Callable[[re.Match[str], Context], "Reading | None"]
LEAD = r"(?P<lead>(?:[Ll]ast|[Nn]ext|[Tt]his (?:coming|past)|[Tt]he previous|[Tt]his|[Cc]oming|[Pp]ast)\s)?"
HOURS = r"(?:(?:[Ee]arly|[Ll]ate) (?:on )?)?"
FULL_DATES: tuple[tuple[str, Rule], ...] = (
    (rf"\b(?P<m>{M})\s(?P<d>{D}),?\s(?P<y>{Y})\b", full_date),
    (rf"\b(?P<d>{D})(?:\sof)?\s(?P<m>{M}),?\s(?P<y>{Y})\b", full_date),
    (r"\b(?P<y>20\d\d|19\d\d)-(?P<n>\d\d)-(?P<d>\d\d)\b", iso_date),
)
RULES: tuple[tuple[str, Rule], ...] = (
    *FULL_DATES,
    (r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b", slash_date),
    (rf"\b{FULLDAY},?\s\(?(?P<m>{M})\s(?P<d>{D})(?:,?\s(?P<y>{Y}))?\)?", dated_weekday),
    (rf"\b{FULLDAY},?\s\(?(?:the\s)?(?P<d>{D})(?:\sof)?\s(?P<m>{M})(?:,?\s(?P<y>{Y}))?\)?", dated_weekday),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<e>{D})(?:,?\s(?P<y>{Y}))?\b(?!\s?(?:percent|%|people))", day_range),
    (rf"\b(?P<d>{D}){DASH}(?P<e>{D})\s(?P<m>{M})(?:,?\s(?P<y>{Y}))?\b", day_range),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<m2>{M})\s(?P<e>{D})(?:,?\s(?P<y>{Y}))?\b", day_range),
    (rf"\b(?P<m>{M})\s(?P<d>{D})\b(?!\s?(?:percent|%|people|,\d|[:.]\d))", month_day),
    (rf"\b(?P<d>{D})(?:\sof)?\s(?P<m>{M})(?!\w)", month_day),
    (rf"(?:(?P<p>{PART})\s?)?\b(?P<m>{M}),?\s(?:of\s)?(?P<y>{Y})\b", month_year),
    (
        rf"\b(?:[Bb]etween|[Ff]rom|[Ii]n)\s(?P<m>{M})(?:\sand\s|\sto\s|{DASH})(?P<m2>{M})(?:,?\s(?P<y>{Y}))?(?!\w)",
        months,
    ),
    (rf"(?P<lead>(?:[Ll]ast|[Tt]his past|[Nn]ext)\s)(?P<p>)(?P<m>{M})(?!\w|\s\d)", month_alone),
    (
        rf"(?P<lead>)(?P<p>(?:[Ee]arly|[Ll]ate|[Mm]id-?|[Tt]he (?:end|start|beginning|middle)|(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle))\s?(?:in|of)?\s?)(?P<m>{M})(?!\w|\s\d)",
        month_alone,
    ),
    (rf"(?P<lead>)(?P<p>)(?<=\b[Ii]n )(?P<m>{M})(?!\w|\s\d)", month_alone),
    (rf"(?P<lead>)(?P<p>)(?<=\b[Ss]ince )(?P<m>{M})(?!\w|\s\d)", month_alone),
    (rf"(?P<lead>)(?P<p>)(?<=\b[Uu]ntil )(?P<m>{M})(?!\w|\s\d)", month_alone),
    (
        r"(?P<lead>)(?P<p>)\b(?P<m>January|February|April|June|July|August|September|October|November|December)(?=[’']s?\b|\b)(?!\s\d)",
        month_alone,
    ),
    (rf"\b(?:[Bb]etween|[Ff]rom)\s(?P<y>{Y})(?:\sand\s|\sto\s|{DASH})(?P<y2>{Y})\b", years),
    (rf"(?<![\w$£€-])(?P<y>{Y})(?:-|–|/)(?P<y2>{Y}|\d\d)(?![\d-])", years),
    (rf"(?:(?P<p>{PART})\s?)(?P<y>{Y})\b(?!\s?(?:people|percent|%))", year),
    (rf"(?P<p>)(?<=\b[Ii]n )(?P<y>{Y})\b(?![,.]\d|\s?(?:people|percent|%|MW|km))", year),
    *(
        (
            rf"(?P<p>)(?<=\b{lead} )(?P<y>{Y})\b(?![,.]\d|\s?(?:people|percent|%|MW|km|troops|soldiers|homes|houses))",
            year,
        )
        for lead in ("[Ss]ince", "of", "by", "[Uu]ntil", "after", "before", "the", "[Ff]rom", "for", "during", "and")
    ),
    (
        r"\b(?P<p>)(?P<y>(?:19|20)\d\d)(?=[’']s\b|\s(?:election|agreement|war|flood|film|season|budget|census|constitution|earthquake|coup|uprising|protests?|attack|deal|accord|report|study|law|treaty|floods|conflict)\b)",
        year,
    ),
    (r"\b(?:[Tt]he\s)?(?:(?P<p>early|mid|late)[- ])?(?P<y>(?:1[5-9]|20)\d0|[’'][2-9]0)s\b", decade),
    (
        rf"\b{LEAD}(?P<w>{FULLDAY})(?P<tail>,?\s(?:(?:of )?(?:last|next|the previous) week))?(?:\s(?:morning|afternoon|evening|night))?\b",
        weekday,
    ),
    (
        r"\b(?:[Tt]he day (?:before yesterday|after tomorrow)|[Ee]arlier today|[Yy]esterday(?: morning| evening| afternoon)?|[Tt]oday|[Tt]onight|[Tt]omorrow(?: morning)?|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|[Oo]vernight)\b",
        shifted,
    ),
    (
        r"\b(?:(?P<p>[Ee]arl(?:y|ier)|[Ll]ate(?:r)?|[Mm]id-?|[Tt]he (?:end|start|beginning|middle) of|[Ee]nd of)\s(?:in\s)?)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Cc]oming|[Cc]urrent)\s(?:very\s)?(?P<unit>weekend|week|month|year|spring|summer|autumn|fall|winter)\b",
        period,
    ),
    (r"\b[Oo]ver the weekend\b|\b[Aa]t the weekend\b|\b[Tt]he weekend\b", weekend),
    (
        rf"\b(?:[Aa]bout |[Aa]lmost |[Nn]early |[Aa]round |[Mm]ore than |[Oo]ver )?(?P<n>{N})\s(?P<unit>{UNIT})\s(?:ago|earlier|previously|later)\b",
        ago,
    ),
    (
        r"\b(?:[Tt]he|[Tt]hat) same (?:day|night|evening)\b|\b[Tt]hat (?:day|night|evening|morning)\b|\b(?:[Tt]he|a|[Oo]ne|[Aa]) day (?:before|after|earlier|later)\b|\b[Tt]he (?:following|next|previous) day\b",
        hanging,
    ),
    (
        rf"\b(?:[Tt]he\s)?(?P<q>first|second|third|fourth|Q[1-4])[- ]?(?:fiscal )?(?:quarter)?(?:\s(?:of|in)\s|\s)?(?P<y>{Y})?(?<=[\dr])\b",
        quarter,
    ),
    (rf"\b(?:[Tt]he\s)?(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?\s(?P<y>{Y})\b", season),
    (
        r"\b(?:on|On|of) the (?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))\b(?!\s+(?:floor|century|anniversary|day|time|minute|hour|district|place|round|[A-Z]))",
        day_of_month,
    ),
    (rf"\b(?:{CLOCK})(?:\s(?:GMT|UTC|IST|EDT|EST|ET|CET|BST|local time))?(?!\w)", clock_only),
    (
        rf"\b(?:(?:[Aa]t least|[Mm]ore than|[Aa]bout|[Aa]lmost|[Nn]early|[Ff]or|[Oo]ver|[Uu]p to)\s)?(?:{N}|\d+)[ -](?:{UNIT})(?![- ]old)\b",
        lasting,
    ),
)
COMPILED = tuple((re.compile(pattern), rule) for pattern, rule in RULES)


def find_times(article: Article, spans: Sequence[tuple[int, int]]) -> tuple[TimeRange, ...]:
    """Time expressions inside the given sentence bounds, in text order."""
    reference, basis = _reference(article)
    context = Context(reference, basis)
    skip = [
        (b.start, b.end)
        for b in article.blocks
        if b.kind in {BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE}
    ]
    found: list[TimeRange] = []
    for start, end in spans:
        if any(a <= start and end <= b for a, b in skip):
            continue
        for time in _in_sentence(article, start, end, context):
            found.append(time)
            if time.first and time.first == time.last:
                context.previous = date.fromisoformat(time.first)
    return tuple(found)


def _reference(article: Article) -> tuple[date | None, Basis]:
    """The day relative dates count from: publication, else a date that the page's own dateline or stamp states."""
    if article.published_date is not None:
        return article.published_date, Basis.PUBLICATION
    for block in article.blocks:
        if block.kind in {BlockKind.BOILERPLATE, BlockKind.DATELINE}:
            for pattern, rule in FULL_DATES:
                if match := re.search(pattern, article.text[block.start : block.end]):
                    reading = rule(match, Context(None, Basis.NONE))
                    if reading is not None and reading.first is not None and reading.first == reading.last:
                        return reading.first, Basis.METADATA
    return None, Basis.NONE


def _in_sentence(article: Article, start: int, end: int, context: Context) -> Iterator[TimeRange]:
    text = article.text
    at = start
    while at < end:
        best: tuple[re.Match[str], Rule] | None = None
        for pattern, rule in COMPILED:
            match = pattern.search(text, at, end)
            if (
                match
                and match.end() > match.start()
                and (best is None or (match.start(), -match.end()) < (best[0].start(), -best[0].end()))
            ):
                best = (match, rule)
        if best is None:
            return
        match, rule = best
        context.before, context.after = (
            text[max(start, match.start() - 90) : match.start()],
            text[match.end() : min(end, match.end() + 40)],
        )
        reading = rule(match, context)
        if reading is None:
            at = match.start() + 1
            continue
        yield _noun(article, match, reading)
        if reading.first and reading.first == reading.last:
            context.previous = reading.first
        at = match.end()


def _noun(article: Article, match: re.Match[str], reading: Reading) -> TimeRange:
    first, last = reading.first, reading.last
    return TimeRange(
        anchor=article.anchor(match.start(), match.end()),
        value=value_of(first, last, reading.precision) if first and last else "",
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        precision=reading.precision if first else "none",  # type: ignore[arg-type]
        basis=reading.basis if first or reading.kind != "date" else Basis.NONE,
        kind=reading.kind,  # type: ignore[arg-type]
        approximate=reading.approximate,
        clock=reading.clock,
        rule=reading.rule,
    )
