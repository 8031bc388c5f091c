"""Number words and digits as values, with the vague words of news as documented intervals.

The conventions for vague words are ours, chosen wide: "dozens" is 24 to 99, "hundreds" 200 to 999, "several" 3 to 9,
"a few" 2 to 5; other coders fix single values for them (ACLED counts 12 for dozens, 100 for hundreds), which hides
that the report did not say. Every pattern here has bounded repeats: a megabyte of digits costs one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

UNITS = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
SCALES = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "crore": 10**7, "crores": 10**7, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
DOZENS = {
    "dozens": (24, 99), "scores": (40, 199), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "millions": (2 * 10**6, 9_999_999),
    "billions": (2 * 10**9, 9_999_999_999), "trillions": (2 * 10**12, 9_999_999_999_999),
}  # fmt: skip
HANDFUL = {
    "several": (3, 9),
    "a few": (2, 5),
    "few": (2, 5),
    "a couple": (2, 2),
    "a couple of": (2, 2),
    "a handful": (3, 7),
}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12,
    "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip
ORDINALS = {w: i for i, w in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), start=1
)}  # fmt: skip
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")

_small = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_scale = "hundred|thousand|lakhs?|million|crores?|billion|trillion"
_measure = "(?:minute|hour|day|week|month|year|decade|century|mile|metre|meter|point)"
_parts = "|".join(sorted(PARTS, key=len, reverse=True))
_glyphs = "".join(GLYPHS)
_owner = rf"(?!\s(?:an?|of a)\s(?:dozen|{_scale})\b)(?=\s(?:of|the|an?|its|their|all|his|her|our|my|your|these|those|that|as)\b)"
_among = r"(?: in(?: every)? (?!(?:1[89]|20)\d\d\b)| out of (?:every )?)"
DIGITS = (
    r"(?:\d{1,3}(?:,\d{2,3}){0,7},\d{3}(?!\d)(?:\.\d{1,12}(?!\d))?"  # 1,234,567.8 and 12,34,567
    r"|\d{1,3}(?:[\u202f\u00a0\u2009 ]\d{3}){1,5}(?![\d.,]\d|\d)|\d{1,3}(?:\.\d{3}){2,5}(?![.,]?\d)"
    r"|\d{1,15}(?!\d)(?:\.\d{1,12}(?!\d))?|\.\d{1,12}(?!\d))"
)
SCALE = rf"(?:(?:[ \u00a0-]?(?:{_scale}|mln|bln|mn|bn|trn|tn|mil)\b){{1,2}}|(?:bn|tn|[mkbMKB])(?![\w²³]|/[a-z]))"
POWER = r"(?:\s?[×x]\s?10\^?(?P<power>[-−⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
WORDS = (
    rf"(?:half (?:an?|of a) (?:dozen|{_scale})|an? (?:dozen|{_scale})(?:[ -](?:{_scale}))?(?:[ -]and[ -]a[ -]half)?"
    rf"|(?:{_small})(?:[ -](?:and[ -])?(?:{_small}|{_scale}|dozen)|[ -]and[ -]a[ -]half){{0,9}}"
    rf"|an?(?= {_measure} and a half\b))"  # "an hour and a half": the unit stands between
)
VAGUE = (
    rf"(?:(?:a couple of|a couple|several|a few|few|a handful of)[ -](?:dozen|{_scale}|mn|bn)(?: (?:thousand|million|billion))?"
    rf"|(?:{'|'.join(DOZENS)})(?: (?:up)?on (?:{'|'.join(DOZENS)})| of (?:thousands|millions|billions|trillions))?"
    r"|several|a few|(?<=\b(?:last|past|next) )few|a couple of|a couple|a handful)"
)
FRACTION = (
    rf"(?:(?:(?:(?:an?|{_small}|\d)[- ])(?:{_parts})s?|half){_owner}|(?:{_small})-(?:{_parts})s?"
    rf"|(?:an? )?(?:half|quarter)(?=[- ](?:percentage[- ])?points?\b)"  # "a half-point cut"
    rf"|(?P<one>one|1){_among}(?P<many>{_small}|hundred|\d{{1,4}})"
    rf"|(?P<some>{_small}|\d{{1,3}}){_among}(?P<all>{_small}|hundred|(?:\d|10|20|100|1000)(?![\d,]))"  # "45 out of 63 drones" counts
    rf")(?!\s?(?:per ?cent|%|million|billion))"
)
PART_OF_SCALE = rf"(?:an?|{_small}|half)[- ](?:{_parts})s? of an? (?:{_scale})|half of an? (?:{_scale})"
NOT_A_SHARE = re.compile(r"\b(?:first|second|third|last|this|that|next|latter|other|better|opening|closing|every)\s(?:a\s)?$", re.IGNORECASE)  # fmt: skip
_COMPILED = re.compile(
    rf"(?<![\w-])(?:(?P<piece>{PART_OF_SCALE})|(?P<fraction>{FRACTION}))(?![\w])"
    rf"|(?:(?<![\w.,/:])(?:(?<=magnitude[-–])|(?<=category[-–])|(?<![^\W\d][-–]))(?<![)\].,/–-][-–])|(?-i:(?<=\b[A-Z]{{2}})|(?<=\b[A-Z]{{3}})|(?<=\b[RT][spk])))(?:(?P<digits>{DIGITS})(?P<glyph>[ ]?[{_glyphs}]|[ -]\d/\d(?!\d))?(?:{POWER}|(?P<scale>{SCALE}))?|(?P<part>[{_glyphs}]))"
    rf"|(?<![\w-])(?:(?P<vague>{VAGUE})|(?P<words>{WORDS}))(?![\w])",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """An interval of values; `exact` is False for vague words. `named` are the numbers that the words name."""

    low: float
    high: float
    exact: bool
    rule: str
    named: tuple[float, ...] = ()


class Found(NamedTuple):
    """A number where it stands in a text; `scale` is the scale word with it, "" when there is none."""

    start: int
    end: int
    number: Number
    scale: str = ""


def find_numbers(text: str, left: int, right: int) -> Iterator[Found]:
    """The numbers of `text[left:right]`, in order, without sign, currency, or unit."""
    at = left
    while match := _COMPILED.search(text, at, right):
        found = _read(match)
        at = found.end if found else match.end()
        if found:
            yield found


def _read(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    start, end = match.start(), match.end()
    scale = (groups["scale"] or "").strip(" -\u00a0").lower()
    number: Number | None
    if groups["digits"]:
        number = parse_digits(groups["digits"], scale, power=groups["power"] or "", glyph=groups["glyph"] or "")
    elif groups["part"]:
        number = _share(*GLYPHS[groups["part"]])
    elif groups["piece"]:
        number, scale = parse_piece(groups["piece"])
    elif groups["fraction"]:
        if NOT_A_SHARE.search(match.string, max(0, start - 12), start):
            return None
        number = parse_fraction(
            groups["fraction"], groups["some"] or groups["one"] or "", groups["all"] or groups["many"] or ""
        )
    elif groups["vague"]:
        number = parse_vague(groups["vague"])
    else:
        words = groups["words"] or ""
        number, used = parse_words(words)
        end = start + used
        scale = next((w for w in reversed(re.split(r"[ -]+", words[:used].lower())) if w in SCALES), "")
    return None if number is None else Found(start, end, number, scale)


def parse_digits(text: str, scale: str = "", *, power: str = "", glyph: str = "") -> Number | None:
    """Digits with separators; a scale word or letter, a power of ten, or a fraction may follow."""
    plain = re.sub(r"[,\u202f\u00a0\u2009 ](?=\d)", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    if glyph.strip(" -"):
        above, below = GLYPHS.get(glyph.strip()) or tuple(map(int, glyph.strip(" -").split("/")))
        if below == 0:
            return None
        value += Decimal(above) / Decimal(below)
    for word in re.split(r"[ \u00a0-]+", scale.lower()):
        value *= SCALES.get(word, 1)
    if power:
        value = value.scaleb(int(power.translate(SUPERSCRIPTS)))
    return _one(float(value), "digits.scale" if scale or power else "digits")


def parse_words(text: str) -> tuple[Number | None, int]:
    """Cardinal words ("twenty-five", "two hundred and six", "half a million") and how many characters they take."""
    lowered = text.lower()
    half = re.match(r"half (?:an?|of a) ", lowered)
    whole, part, last, used = Decimal(0), Decimal(0), 10**15, 0
    step = Decimal(1)  # what "and a half" is half of
    for match in re.finditer(r"[a-z]+", lowered[half.end() if half else 0 :]):
        word, end = match.group(), match.end() + (half.end() if half else 0)
        if word in UNITS or word in TENS:
            size = 100 if word in TENS else 10 if UNITS[word] < 10 else 100
            room = 1 if part % 100 in range(20, 100, 10) and size == 10 else part % 100 == 0
            if not room or (used and last == 1):
                break
            part += UNITS.get(word, TENS.get(word, 0))
            step = Decimal(1)
            last = 1 if word in UNITS else 10
        elif word in SCALES:
            if SCALES[word] <= 100:
                part = max(part, Decimal(1)) * SCALES[word]
            else:
                whole, part = whole + max(part, Decimal(1)) * SCALES[word], Decimal(0)
            last, step = 100, Decimal(SCALES[word])
        elif word == "half":
            whole, part = (whole + step / 2, part) if step > 100 else (whole, part + step / 2)
        else:  # "a" and "and" count for nothing, and end nothing
            continue
        used = end
    if text.lower() in {"a", "an"}:
        whole, used = Decimal(1), len(text)
    value = float((whole + part) * (Decimal("0.5") if half else 1))
    return (_one(value, "words") if used else None), used


def parse_vague(text: str) -> Number:
    """Vague words as intervals: "dozens", "tens of thousands", "several hundred", "a few"."""
    words = " ".join(text.lower().replace("-", " ").split())
    if words in HANDFUL:
        low, high = HANDFUL[words]
    elif match := re.fullmatch(rf"({'|'.join(sorted(HANDFUL, key=len, reverse=True))}|a handful of) (.+)", words):
        low, high = HANDFUL[match.group(1).removesuffix(" of") if "handful" in words else match.group(1)]
        for scale in match.group(2).split():
            low, high = low * SCALES[scale], high * SCALES[scale]
    else:
        first, *rest = [w for w in words.split() if w in DOZENS]
        low, high = DOZENS[first]
        if rest and " of " in words:
            factor = DOZENS[rest[0]][0] // 2
            low, high = low * factor, (high + 1) * factor - 1
        elif rest:
            high = 10 * high + 9
    exact = low == high
    return Number(float(low), float(high), exact, "vague", (float(low),) if exact else ())


def parse_fraction(text: str, some: str = "", everyone: str = "") -> Number | None:
    """A share in percent: "half", "two-thirds", "one in five"."""
    if some and everyone:
        above, below = _plain(some), _plain(everyone)
        return _share(above, below) if 0 < above < below else None
    *head, last = re.split(r"[- ]+", text.lower())
    below = PARTS.get(last) or PARTS[last.removesuffix("s")]
    above = 1 if not head or head[0] in {"a", "an"} else _plain(head[0])
    return _share(above, below) if 0 < above < below else None


def parse_piece(text: str) -> tuple[Number | None, str]:
    """A part of a scale word, "a quarter of a million", and the scale."""
    part, _, scale = text.lower().rpartition(" ")
    share = parse_fraction(re.sub(r" of an?$", "", part))
    return (_one(share.low / 100 * SCALES[scale], "words") if share else None), scale


def _plain(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdecimal() else UNITS.get(word, TENS.get(word, int(SCALES.get(word, 0))))


def _share(above: int, below: int) -> Number:
    share = float(Decimal(100 * above) / Decimal(below))
    return _one(share, "fraction")


def _one(value: float, rule: str) -> Number:
    return Number(value, value, True, rule, (value,))
