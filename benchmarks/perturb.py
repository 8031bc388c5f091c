"""News sentences with one thing changed, and what the change makes of the two: `agree`, `conflicting` or `not-comparable`.

The changes are made by rules over the annotations of a read document: one figure, unit, day, name or polarity becomes
another (conflicting); a figure is written otherwise or converted, an assertion is hedged (agree); another sentence of
the same article takes its place (not-comparable). Each edit says which words it replaced, so that it can be checked.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from twosource.data import Anchor, Document, Modality, Polarity, Quantity

Verdict = Literal["agree", "conflicting", "not-comparable"]
SHORTEST, LONGEST = 7, 45  # words of a sentence
NUMBER_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,]|\.\d)|(?<![\w.,])\d+(?:\.\d+)?(?!\w|[.,]\d)")
WORDS = re.compile(rf"(?<![\w-])(?:{'|'.join(NUMBER_WORDS)})(?![\w-])", re.IGNORECASE)
FACTORS = (0.4, 0.5, 0.6, 1.5, 1.8, 2.5)
POINTING = frozenset({"the", "these", "those", "its", "their", "his", "her", "all", "both"})
OTHER_UNIT = {
    "miles": "yards", "mile": "yard", "kilometers": "meters", "kilometres": "metres", "feet": "inches", "foot": "inch",
    "meters": "kilometers", "metres": "kilometres", "yards": "miles", "km": "metres", "inches": "feet",
    "hours": "days", "hour": "day", "days": "weeks", "day": "week", "weeks": "months", "week": "month",
    "months": "years", "month": "year", "years": "months", "minutes": "hours", "minute": "hour", "seconds": "minutes",
    "million": "billion", "billion": "million", "trillion": "billion", "thousand": "million",
    "pounds": "tons", "tons": "pounds", "tonnes": "kilograms", "kilograms": "tonnes", "kg": "tonnes",
    "acres": "square miles", "hectares": "square kilometres", "gallons": "barrels", "barrels": "gallons",
    "dollars": "euros", "euros": "dollars", "$": "€", "€": "$", "£": "$", "Fahrenheit": "Celsius", "Celsius": "Fahrenheit",
}  # fmt: skip
CONVERTED = {
    "miles": ("kilometers", 1.609344), "kilometers": ("miles", 0.621371), "kilometres": ("miles", 0.621371),
    "km": ("miles", 0.621371), "feet": ("meters", 0.3048), "meters": ("feet", 3.28084), "metres": ("feet", 3.28084),
    "pounds": ("kilograms", 0.453592), "kilograms": ("pounds", 2.204623), "acres": ("hectares", 0.404686),
    "hectares": ("acres", 2.471054),
}  # fmt: skip
WEIGHT = frozenset({"pounds", "pound"})  # also money: only where the reader says it is a mass
UNIT = re.compile("|".join([rf"\b{re.escape(u)}\b" if u[0].isalpha() else re.escape(u) for u in OTHER_UNIT]))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH = re.compile(rf"\b(?:{'|'.join(m for m in MONTHS if m != 'May')})\b")
MONTH_DAY = re.compile(r"\b[A-Z][a-z]{2,8}\.? (\d{1,2})\b(?!,?\d)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
AUXILIARIES = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "must"}
)
MAIN = frozenset({"root", "ccomp", "conj", "parataxis"})  # relations of verbs that a sentence asserts
BE = frozenset({"is", "are", "was", "were"})
DO = {"VBD": "did", "VBZ": "does", "VBP": "do"}
NEGATIVE = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|only|any|hardly|barely|unless)\b|n['’]t\b", re.I
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a sentence that others replace (nothing replaces them, or they are inserted, where either is empty)."""

    kind: str
    verdict: Verdict
    at: Anchor  # the words that change; empty where words are inserted
    new: str

    def apply(self, stretch: Anchor) -> str:
        """The words of a stretch that holds the edit, changed."""
        start, end = self.at.start - stretch.start, self.at.end - stretch.start
        return stretch.quote[:start] + self.new + stretch.quote[end:]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, the day their reports came out, and how they stand; `edit` is None where the second is another
    sentence, not a changed one.
    """

    kind: str
    verdict: Verdict
    published: str
    one: str
    two: str
    edit: Edit | None = None


def sentences(document: Document) -> list[Anchor]:
    """The sentences that statements stand in, of a usual length, in order, without blanks at the ends."""
    found = sorted({s.sentence for s in document.statements if s.block == "paragraph"})
    whole = [document.article.anchor(s.start, s.start + len(s.quote.rstrip())) for s in found]
    return [s for s in whole if SHORTEST <= len(s.quote.split()) <= LONGEST and "\n" not in s.quote]


# ---- figures and units


def numbers(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """An exact figure becomes another of the same form, half as much again away or more."""
    for quantity, at in _figures(document, sentence):
        new = _other_number(at.quote, rng)
        over = quantity.dimension == "percent" and new[:1].isdigit() and float(new.replace(",", "")) > 100
        if new and not over:
            yield Edit("number", "conflicting", at, new)


def written_otherwise(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """A figure in words is written in digits, a small one in digits in words."""
    for _, at in _figures(document, sentence):
        word = at.quote.lower()
        if word in NUMBER_WORDS:
            yield Edit("same-number", "agree", at, str(NUMBER_WORDS.index(word) + 2))
        elif at.quote.isdigit() and 2 <= int(at.quote) <= 20:
            yield Edit("same-number", "agree", at, NUMBER_WORDS[int(at.quote) - 2])


def units(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """A unit or scale becomes another: miles yards, hours days, millions billions, dollars euros."""
    for quantity in _exact_quantities(document, sentence):
        for match in UNIT.finditer(quantity.anchor.quote):
            if quantity.dimension and not (match.group() in WEIGHT and quantity.dimension != "mass"):
                yield Edit("unit", "conflicting", _inside(quantity.anchor, match), OTHER_UNIT[match.group()])
                break


def conversions(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """A measure in another unit, rounded as the first was."""
    for quantity in _exact_quantities(document, sentence):
        found = re.fullmatch(rf"({DIGITS.pattern})([ -])({'|'.join(CONVERTED)})", quantity.anchor.quote)
        if found is None or quantity.dimension.startswith("currency"):
            continue
        other, factor = CONVERTED[found.group(3)]
        value = float(found.group(1).replace(",", "")) * factor
        shown = f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
        yield Edit("same-unit", "agree", quantity.anchor, f"{shown}{found.group(2)}{other}")


def _exact_quantities(document: Document, sentence: Anchor) -> Iterator[Quantity]:
    """Figures of the sentence that name one exact value."""
    for quantity in document.quantities:
        if not sentence.covers(quantity.anchor) or quantity.ordinal or len(quantity.named) != 1:
            continue
        if quantity.low is None or quantity.low != quantity.high or quantity.approximate:
            continue
        yield quantity


def _figures(document: Document, sentence: Anchor) -> Iterator[tuple[Quantity, Anchor]]:
    """Exact figures that say what they measure, with their number; none that only points back ("the two sides")."""
    for quantity in _exact_quantities(document, sentence):
        if quantity.counted is None and not quantity.dimension:
            continue
        before = document.article.text[max(0, quantity.anchor.start - 12) : quantity.anchor.start].lower().split()
        if before and before[-1] in POINTING:
            continue
        found = [*DIGITS.finditer(quantity.anchor.quote), *WORDS.finditer(quantity.anchor.quote)]
        if len(found) == 1 and sentence.quote.count(found[0].group()) == 1:
            yield quantity, _inside(quantity.anchor, found[0])


def _other_number(shown: str, rng: random.Random) -> str:
    """Another number in the same form, "" where there is none."""
    if shown.lower() in NUMBER_WORDS:
        here = NUMBER_WORDS.index(shown.lower())
        word = rng.choice([w for i, w in enumerate(NUMBER_WORDS) if abs(i - here) >= 2 and i < 11])
        return word.capitalize() if shown[0].isupper() else word
    value = float(shown.replace(",", ""))
    places = len(shown.partition(".")[2])
    if value < 1 and not places:
        return ""
    new = value * rng.choice(FACTORS)
    if not places:
        size = 10 ** max(0, len(shown.replace(",", "").rstrip("0")) and len(shown.replace(",", "")) - 2)
        new = round(new / size) * size if size > 1 else round(new)
        new = new if abs(new - value) >= 2 and new >= 2 else value + rng.choice((2, 3, 5))
        return f"{new:,.0f}" if "," in shown else f"{new:.0f}"
    return f"{new:,.{places}f}" if "," in shown else f"{new:.{places}f}"


# ---- days


def dates(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """A weekday, month, day of a month or year becomes another: of what a statement tells, or only of the saying."""
    stated = {t.anchor for s in document.statements for t in s.times}
    for time in document.times:
        kind = "date" if time.anchor in stated else "date-of-saying"
        if not sentence.covers(time.anchor) or time.kind != "date" or time.approximate or not time.value:
            continue
        words = time.anchor.quote
        weekday = next((m for d in WEEKDAYS if (m := re.search(rf"\b{d}\b", words))), None)
        if weekday and not MONTH_DAY.search(words):
            here = WEEKDAYS.index(weekday.group())
            yield Edit(kind, "conflicting", _inside(time.anchor, weekday), WEEKDAYS[(here + rng.randint(2, 5)) % 7])
        elif (day := MONTH_DAY.search(words)) and not weekday:
            number = int(day.group(1))
            new = rng.choice([n for n in range(1, 29) if abs(n - number) >= 2])
            yield Edit(kind, "conflicting", _inside(time.anchor, day, 1), str(new))
        elif (month := MONTH.search(words)) and not weekday and not day:
            others = [m for m in MONTHS if m not in (month.group(), "May")]
            yield Edit(kind, "conflicting", _inside(time.anchor, month), rng.choice(others))
        elif (year := YEAR.search(words)) and len(YEAR.findall(words)) == 1 and time.precision == "year":
            new = int(year.group()) + rng.choice((-4, -3, -2, 2, 3))
            yield Edit(kind, "conflicting", _inside(time.anchor, year), str(new))


def dates_otherwise(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """A weekday is given as the day of the month that it stands for."""
    for time in document.times:
        if sentence.covers(time.anchor) and time.anchor.quote in WEEKDAYS and time.precision == "day":
            following = document.article.text[time.anchor.end : sentence.end]
            if not re.match(r"[,.;]| (?:in|at|on|by|to|that|when|after|before|and)\b", following):
                continue  # "Tuesday's debate", "the Sunday shows"
            _, month, day = time.value.split("-")
            before = document.article.text[: time.anchor.start].endswith("on ")
            new = f"{MONTHS[int(month) - 1]} {int(day)}"
            yield Edit("same-date", "agree", time.anchor, new if before else f"on {new}")


# ---- polarity and hedges


def negations(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """An asserted, affirmed statement is negated: "was not", "did not kill"."""
    for token in _asserted_verbs(document, sentence):
        edit = _negated(document, token)
        if edit is not None:
            yield edit


def hedges(document: Document, sentence: Anchor, rng: random.Random) -> Iterator[Edit]:
    """An assertion is hedged: "reportedly"."""
    for token in _asserted_verbs(document, sentence):
        at = document.article.anchor(token.idx, token.idx)
        yield Edit("hedge", "agree", at, rng.choice(("reportedly ", "allegedly ")))


def _asserted_verbs(document: Document, sentence: Anchor) -> Iterator[Token]:
    """Finite or auxiliary-led verbs of plain statements that nobody's saying is the verb of."""
    if NEGATIVE.search(sentence.quote) or "?" in sentence.quote:
        return
    cues = {a.cue for a in document.attributions if a.cue is not None}
    for statement in document.statements:
        if not sentence.covers(statement.predicate) or any(c.overlaps(statement.predicate) for c in cues):
            continue
        if statement.polarity is not Polarity.POSITIVE or statement.modality is not Modality.ASSERTED:
            continue
        span = document.doc.char_span(statement.predicate.start, statement.predicate.end, alignment_mode="expand")
        if span is None or statement.lemma in {"say", "tell"}:
            continue
        token = span.root
        if token.dep_.partition(":")[0].lower() not in MAIN:
            continue
        if token.tag_ in DO or (token.tag_ in {"VBN", "VBG", "VB"} and _auxiliary(token) is not None):
            yield token


def _auxiliary(token: Token) -> Token | None:
    found = [t for t in token.lefts if t.lower_ in AUXILIARIES and t.dep_.startswith(("aux", "cop"))]
    return found[0] if found else None


def _negated(document: Document, token: Token) -> Edit | None:
    """The edit that negates a verb, None where its form does not allow it."""
    anchor = document.article.anchor
    auxiliary = _auxiliary(token)
    if auxiliary is not None:
        return Edit("negation", "conflicting", anchor(end := auxiliary.idx + len(auxiliary), end), " not")
    if token.lower_ in BE:
        return Edit("negation", "conflicting", anchor(end := token.idx + len(token), end), " not")
    if token.tag_ not in DO or not token.lemma_ or token.lemma_ == "be" or not token.is_lower:
        return None
    new = f"{DO[token.tag_]} not {token.lemma_}"
    return Edit("negation", "conflicting", anchor(token.idx, token.idx + len(token)), new)


# ---- names


def names(
    document: Document, sentence: Anchor, rng: random.Random, others: Sequence[tuple[str, str]]
) -> Iterator[Edit]:
    """A person's, place's or organisation's name becomes one of the same type. `others`: (type, name)."""
    for entity in document.entities:
        here = [m for m in entity.mentions if sentence.covers(m.anchor)]
        if len(here) != 1 or here[0].kind != "name" or entity.type not in {"person", "place", "organisation"}:
            continue
        known = set(entity.name.lower().split()) | set(here[0].anchor.quote.lower().split())
        size = len(here[0].anchor.quote.split())
        known |= {
            word.strip(".,;:!?”\"'’").removesuffix("’s").removesuffix("'s") for word in sentence.quote.lower().split()
        }
        fitting = [
            n for t, n in others if t == entity.type and len(n.split()) == size and not known & set(n.lower().split())
        ]
        if fitting and here[0].anchor.quote[0].isupper():
            yield Edit("name", "conflicting", here[0].anchor, rng.choice(fitting))


def names_of(document: Document) -> list[tuple[str, str]]:
    """(type, name) of the persons, places and organisations, plain names only."""
    plain = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2}")
    wanted = {"person", "place", "organisation"}
    return [(e.type, e.name) for e in document.entities if e.type in wanted and plain.fullmatch(e.name)]


def _inside(anchor: Anchor, match: re.Match[str], group: int = 0) -> Anchor:
    start, end = match.span(group)
    return Anchor(anchor.article, anchor.start + start, anchor.start + end, match.group(group))


# ---- pairs

EDITS: dict[str, Callable[[Document, Anchor, random.Random], Iterator[Edit]]] = {
    "number": numbers,
    "unit": units,
    "date": dates,
    "negation": negations,
    "hedge": hedges,
    "same-number": written_otherwise,
    "same-unit": conversions,
    "same-date": dates_otherwise,
}


def edits(
    document: Document, sentence: Anchor, rng: random.Random, others: Sequence[tuple[str, str]] = ()
) -> list[Edit]:
    """Every edit that the sentence allows, in the order of the table, names last."""
    found = [edit for make in EDITS.values() for edit in make(document, sentence, rng)]
    return [*found, *names(document, sentence, rng, others)]


def look_alike(document: Document, sentence: Anchor) -> Anchor | None:
    """The other sentence of the article that shares most words with this one, unless it repeats it."""
    mine = _content(document, sentence)
    best: tuple[float, Anchor] | None = None
    for other in sentences(document):
        theirs = _content(document, other)
        if other == sentence or not mine or not theirs:
            continue
        shared = len(mine & theirs) / min(len(mine), len(theirs))
        if shared < REPEATED and (best is None or shared > best[0]):
            best = (shared, other)
    return best[1] if best else None


REPEATED = 0.6


def _content(document: Document, sentence: Anchor) -> frozenset[str]:
    span = document.doc.char_span(sentence.start, sentence.end, alignment_mode="expand") or ()
    return frozenset(t.lemma_.lower() for t in span if t.is_alpha and not t.is_stop)
