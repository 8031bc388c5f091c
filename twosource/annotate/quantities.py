"""Numbers in news prose: what value, in what unit, how exact, and of what.

A grammar over the text finds number, scale, unit and the words that bound it ("at least 12", "some 250km", "between
15 and 20"); the parse says what is counted. Numbers inside dates, names and codes are left out. Every quantity
names the rule that read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.annotate.measures import CURRENCIES, CURRENCY_SIGN, Unit, unit_at
from twosource.annotate.numbers import (
    DIGITS,
    FRACTION_WORDS,
    FRACTIONS,
    ORDINALS,
    SCALE,
    VAGUE_WORDS,
    WORDS,
    Number,
    parse_digits,
    parse_vague,
    parse_words,
)
from twosource.data import Anchor, Article, Quantity, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEAST = r"at least|more than|over|upwards of|no fewer than|no less than|not less than|in excess of|exceeding|above|a minimum of|minimum|well over|just over|greater than|topped|surpassed"
MOST = r"at most|up to|as many as|as much as|no more than|not more than|fewer than|less than|under|below|a maximum of|maximum|nearly|almost|close to|just under|as high as"
ABOUT = r"about|around|roughly|approximately|some|an estimated|estimated|circa|approx\.?|nearly|almost|close to|reportedly|or so|just under|just over|as many as|as much as|as high as"
BOUND = re.compile(
    rf"\b((?:{LEAST}|{MOST}|{ABOUT})(?:\s+(?:a further|another|an estimated|about|some|around))?)\s+(?:a total of\s+|the\s+)?$",
    re.IGNORECASE,
)
AFTER = re.compile(r"^(?:\s+|,\s*)?(or more|or so|at least|plus|and more|or fewer|or less)\b|^(\+)", re.IGNORECASE)
NUMBER = re.compile(
    rf"(?P<sign>(?-i:{CURRENCY_SIGN})\s?)?(?<![\w.,/:-])(?P<digits>{DIGITS})(?P<scale>{SCALE})?"
    rf"|(?<![\w-])(?P<vague>{VAGUE_WORDS})(?![\w-])"
    rf"|(?<![\w-])(?P<words>{WORDS})(?![\w])"
    rf"|(?<![\w-])(?P<fraction>{FRACTION_WORDS})(?=\s+(?:of|the|a|an|its|their|all)\b|[- ]points?\b|[- ]percentage)",
    re.IGNORECASE,
)
SIGNED = re.compile(rf"(?P<sign>{CURRENCY_SIGN})\s?(?P<digits>{DIGITS})(?P<scale>{SCALE})?")
RANGE = re.compile(r"^\s?(?:-|–|—|to|and|or)\s?")
ORDINAL = re.compile(rf"(?<![\w-])(?:\d{{1,4}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})(?![\w-])", re.IGNORECASE)
CODE = re.compile(
    r"[A-Z]{1,4}-?$|[#№]\s?$|(?:Boeing|Airbus|Flight|flight|Route|Highway|Article|Section|Resolution|No\.|number|Group|page|Room|room|model|MAX)\s$"
)
VAGUE_EXACT = frozenset({"few", "dozen"})
AGE = re.compile(r"^[- ](?:year|month)s?[- ]old")
POINT = re.compile(r"^(?:[- ]points?\b| of a (?:percentage )?point\b|[- ]percentage[- ]points?\b)")
TOLERANCE = 0.1  # "about 1,000" allows a tenth on either side


def find_quantities(article: Article, doc: Doc, times: Sequence[TimeRange]) -> tuple[Quantity, ...]:
    """All quantities of the article in text order."""
    taken = [(t.anchor.start, t.anchor.end) for t in times if t.kind != "duration"]
    found: list[Quantity] = []
    at = 0
    for block in article.blocks or ():
        text = article.text
        at = block.start
        while at < block.end:
            match = _next(text, at, block.end)
            if match is None:
                break
            at = match.end()
            if any(a < match.end() and match.start() < b for a, b in taken) or _is_code(text, match):
                continue
            quantity = _quantity(article, doc, match, block.start, block.end)
            if quantity is not None:
                found.append(quantity)
                at = max(at, quantity.anchor.end)
        found.extend(_ordinals(article, block.start, block.end, taken))
    return tuple(sorted(_disjoint(found), key=lambda q: q.anchor))


def _next(text: str, at: int, end: int) -> re.Match[str] | None:
    hits = [m for m in (NUMBER.search(text, at, end), SIGNED.search(text, at, end)) if m]
    return min(hits, key=lambda m: (m.start(), -m.end())) if hits else None


def _disjoint(found: list[Quantity]) -> Iterator[Quantity]:
    end = -1
    for quantity in sorted(found, key=lambda q: (q.anchor.start, -q.anchor.end)):
        if quantity.anchor.start >= end:
            yield quantity
            end = quantity.anchor.end


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether the number is part of a name, a code, a score or a clock time."""
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 6]
    groups = match.groupdict()
    if groups.get("digits") and not groups.get("sign"):
        if CODE.search(before) and not re.search(r"[a-z]\s$", before.rstrip() + " " if before[-1:] != " " else ""):
            return True
        if re.match(r"^(?:[A-Z]{1,3}\b(?!W)|:\d\d|/\d|-[A-Z])", after) or re.search(r"\d[:/]$", before):
            return True
        if re.match(r"^\s?(?:a\.?m\.?|p\.?m\.?|GMT|o[’']clock)\b", after, re.IGNORECASE):
            return True
    words = (groups.get("words") or "").lower()
    return words in {"one", "a"} and not re.match(
        r"^[ -](?:of|in|person|people|man|woman|child|soldier|[a-z]+s?\b)", after
    )


def _value(groups: dict[str, str | None]) -> Number | None:
    if groups.get("digits"):
        return parse_digits(groups["digits"] or "", groups.get("scale") or "")
    if groups.get("fraction"):
        share = FRACTIONS[" ".join((groups["fraction"] or "").lower().split())] * 100
        return Number(share, share, True, "fraction")
    if groups.get("vague"):
        return parse_vague(groups["vague"] or "")
    return parse_words(groups.get("words") or "")


def _quantity(article: Article, doc: Doc, match: re.Match[str], left: int, right: int) -> Quantity | None:
    text, groups = article.text, match.groupdict()
    number = _value(groups)
    if number is None:
        return None
    start, end = match.start(), match.end()
    low, high, rule = number.low, number.high, number.rule
    unit = Unit(CURRENCIES[(groups.get("sign") or "").strip()], "", 1.0) if groups.get("sign") else None
    if unit:
        unit = Unit(unit.name, f"currency:{unit.name}", 1.0)
    twin = unit_at(text[:right], end) if not unit else None
    joined = twin[1] if twin and twin[0].dimension == "percent" and RANGE.match(text[twin[1] : right]) else end
    second = _range(text, joined, right, before=text[max(left, start - 12) : start])
    if second is not None:
        other, stop = second
        scale = (
            other.high / low
            if groups.get("digits") and not groups.get("scale") and _scaled(text[end:stop]) and other.high > 1e3 * low
            else 1.0
        )
        if other.high >= low:
            scale = _shared_scale(text[end:stop]) if scale != 1.0 else 1.0
            low, high, end, rule = low * scale, other.high, stop, "range"
    if groups.get("fraction") and (point := POINT.match(text[end:right])):
        low, high, end, unit = low / 100, high / 100, end + point.end(), Unit("pp", "percentage points", 1.0)
    elif groups.get("fraction"):
        unit = Unit("%", "percent", 1.0)
    measured = unit_at(text[:right], end) if not unit else None
    age = AGE.match(text[end:right])
    if age:
        unit, end, rule = Unit("a", "age", 1.0), end + age.end(), "age"
    elif measured:
        unit, end = measured
    return _bounded(article, doc, (start, end, left, right), (low, high, number.exact, rule), unit)


def _scaled(text: str) -> bool:
    return re.search(rf"{SCALE}$", text, re.IGNORECASE) is not None


def _shared_scale(text: str) -> float:
    match = re.search(rf"({SCALE})$", text, re.IGNORECASE)
    number = parse_digits("1", match.group(1)) if match else None
    return number.low if number else 1.0


def _range(text: str, end: int, right: int, *, before: str) -> tuple[Number, int] | None:
    """The upper end of "15 to 20", "10-15", "between 15 and 20", "one or two"."""
    joint = RANGE.match(text[end:right])
    if joint is None:
        return None
    if "and" in joint.group() and not re.search(r"\bbetween\s+$", before, re.IGNORECASE):
        return None
    if joint.group().strip() == "to" and re.search(
        r"\b(?:from|rose|fell|up|down|increased|climbed)\b", before, re.IGNORECASE
    ):
        return None
    rest = text[end + joint.end() : right]  # cut out: the hyphen before it must not look like part of a code
    match = SIGNED.match(rest) or NUMBER.match(rest)
    if match is None or (joint.group().strip() == "or" and not match.groupdict().get("words")):
        return None
    number = _value(match.groupdict())
    return None if number is None else (number, end + joint.end() + match.end())


def _bounded(
    article: Article,
    doc: Doc,
    place: tuple[int, int, int, int],
    value: tuple[float, float, bool, str],
    unit: Unit | None,
) -> Quantity:
    """Apply bound words before and after, unit, and what is counted."""
    start, end, left, right = place
    low, high, exact, rule = value
    text = article.text
    before = BOUND.search(text[left:start])
    words = before.group(1).lower() if before else ""
    after = AFTER.match(text[end:right])
    trailing = (after.group(1) or after.group(2)).lower() if after else ""
    between = re.search(r"\bbetween\s+$", text[left:start], re.IGNORECASE) if rule == "range" else None
    if before:
        start = left + before.start(1)
    elif between:
        start = left + between.start()
    if after:
        end += after.end()
    least = bool(re.match(rf"(?:{LEAST})\b", words)) or trailing in {"or more", "at least", "plus", "and more", "+"}
    most = bool(re.match(rf"(?:{MOST})\b", words)) or trailing in {"or fewer", "or less"}
    about = not exact or bool(re.match(rf"(?:{ABOUT})\b", words)) or trailing == "or so"
    factor = unit.factor if unit else 1.0
    floor = None if most and not about else low
    ceiling = None if least else high
    if about and exact:
        floor = low * (1 - TOLERANCE) if floor is not None else None
        ceiling = high * (1 + (0 if most else TOLERANCE)) if ceiling is not None else None
    anchor = article.anchor(start, end)
    return Quantity(
        anchor=anchor,
        low=floor,
        high=ceiling,
        unit=unit.name if unit else "",
        dimension=unit.dimension if unit else "",
        si_low=None if floor is None or not unit else floor * factor,
        si_high=None if ceiling is None or not unit else ceiling * factor,
        approximate=about,
        at_least=least,
        at_most=most,
        counted=counted(article, doc, start, end) if unit is None else None,
        rule=rule + (".bounded" if words or trailing else ""),
    )


def _ordinals(article: Article, left: int, right: int, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    for match in ORDINAL.finditer(article.text, left, right):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        word = match.group().lower()
        value = float(ORDINALS[word]) if word in ORDINALS else float(re.sub(r"\D", "", word))
        anchor = article.anchor(match.start(), match.end())
        yield Quantity(anchor=anchor, low=value, high=value, ordinal=True, rule="ordinal")


def counted(article: Article, doc: Doc, start: int, end: int) -> Anchor | None:
    """The words that say what is counted: the noun the number modifies with its adjectives, else what follows."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    if doc.has_annotation("DEP"):
        number = next((t for t in reversed(list(span)) if t.like_num or t.pos_ == "NUM"), span[-1])
        head = _climb(number)
        if head is not None and head.i >= span.end:
            return (
                article.anchor(doc[span.end].idx, head.idx + len(head))
                if head.i - span.end < 6
                else _anchor(article, head)
            )
        if head is not None and head.i < span.start:
            return _anchor(article, head)
    return _next_words(article, doc, span.end)


def _climb(number: Token) -> Token | None:
    """The noun or adjective that a number word counts."""
    token = number
    while (
        token.dep_ in {"compound", "nummod", "advmod", "quantmod", "fixed", "goeswith", "flat"}
        and token.head is not token
    ):
        token = token.head
        if token.pos_ in {"NOUN", "PROPN", "ADJ"} and not token.like_num:
            return token
    for child in token.children:  # "dozens of people", "28 dead" with the number as head
        if (
            child.i > token.i
            and child.dep_ in {"nmod", "amod", "acl", "dep"}
            and child.pos_ in {"NOUN", "ADJ", "VERB", "PROPN"}
        ):
            return child
    return None


def _anchor(article: Article, token: Token) -> Anchor:
    return article.anchor(token.idx, token.idx + len(token))


def _next_words(article: Article, doc: Doc, at: int) -> Anchor | None:
    """Without a parse: up to two plain words right after the number ("11 civilians", "28 dead")."""
    words: list[Token] = []
    for token in doc[at : at + 4]:
        if token.lower_ == "of" and not words:
            continue
        if not token.is_alpha or token.is_stop:
            break
        words.append(token)
        if len(words) == 2 or token.lower_.endswith("s"):
            break
    return article.anchor(words[0].idx, words[-1].idx + len(words[-1])) if words else None
