"""Numbers in news (NewsQuant): value, value with unit, value with bound word or direction, as CQE was evaluated.

Each sentence becomes an article and goes through the library as a user's article does. NewsQuant has no offsets, so
quantities are matched one to one within their sentence: same value (relative tolerance 1e-5), then also the same
normalised unit, or the same change. (CQE's own script may count one answer for two gold values; this one does not.)

NewsQuant writes its units in CQE's words and its vague numbers by CQE's conventions; `in_their_words` translates:
shares of a whole are fractions, "dozens" is 12, "tens of thousands" 10,000 to 100,000; "several" and ordinals are not
annotated there. Rules were written by looking at the sentences whose crc32 is even ("seen"), never at the others.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.archives import text as read_text
from benchmarks.scores import Hits
from twosource.annotate import annotate
from twosource.articles.make import make_article
from twosource.data import Document, Quantity

PUBLISHED = [
    ("value_f1", 0.920, "CQE on all 590 sentences"),
    ("value_unit_f1", 0.856, "CQE on all 590 sentences"),
    ("value_change_f1", 0.881, "CQE on all 590 sentences"),
    ("value_f1", 0.730, "quantulum3 on all 590 sentences"),
    ("value_unit_f1", 0.472, "quantulum3 on all 590 sentences"),
]
LEVELS = ("value", "value_unit", "value_change")
UNIT_WORDS = {
    "m": "metre", "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "µm": "micrometre", "nm": "nanometre", "pm": "picometre", "dm": "decimetre", "mi": "mile", "ft": "foot", "in": "inch",
    "yd": "yard", "nmi": "nautical mile", "ly": "light-year", "ha": "hectare", "kg": "kilogram", "g": "gram", "mg": "milligram", "µg": "microgram", "t": "metric ton", "kt": "kilotonne", "Mt": "megatonne",
    "Gt": "gigatonne", "Gton": "gigaton", "Mton": "megaton", "kton": "kiloton", "lb": "pound-mass", "oz": "ounce", "st": "stone", "l": "litre", "ml": "millilitre", "cl": "centilitre", "dl": "decilitre",
    "gal": "gallon", "bbl": "barrel", "mph": "mile per hour", "km/h": "kilometre per hour", "kn": "knot", "mpg": "mile per gallon", "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt",
    "hp": "horsepower", "PS": "horsepower", "J": "joule", "kJ": "kilojoule", "Wh": "watt hour", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour",
    "cal": "calorie", "kcal": "kilocalorie", "V": "volt", "kV": "kilovolt", "mV": "millivolt", "A": "ampere", "mA": "milliampere", "mAh": "milliampere-hour", "Ah": "ampere-hour", "Hz": "hertz",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "rpm": "revolutions per minute", "Pa": "pascal", "kPa": "kilopascal", "MPa": "megapascal", "GPa": "gigapascal", "psi": "pound per square inch",
    "ksi": "kilopound per square inch", "N": "newton", "kN": "kilonewton", "Nm": "newton metre", "lb-ft": "pound-foot", "B": "byte", "KB": "kilobyte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte",
    "TB": "terabyte", "Mbit/s": "megabit per second", "Gbit/s": "gigabit per second", "Sv": "sievert", "mSv": "millisievert", "dB": "decibel", "rad": "radian", "°": "degree", "°C": "celsius",
    "°F": "fahrenheit", "K": "kelvin", "s": "second", "ms": "millisecond", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year", "%": "percentage", "pp": "percentage point",
    "bp": "basis point", "ppm": "part per million", "ppb": "parts-per-billion", "penny": "pence", "m2": "square metre", "km2": "square kilometre", "cm2": "square centimetre", "ft2": "square foot",
    "mi2": "square mile", "in2": "square inch", "m3": "cubic metre", "km3": "cubic kilometre", "ft3": "cubic foot", "cm3": "cubic centimetre", "kV/cm": "kilovolt per centimetre",
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan", "INR": "indian rupee", "PKR": "pakistani rupee", "LKR": "sri lankan rupee", "CAD": "canadian dollar",
    "AUD": "australian dollar", "NZD": "new zealand dollar", "HKD": "hong kong dollar", "SGD": "singaporean dollar", "TWD": "taiwan dollar", "BRL": "brazilian real", "CHF": "swiss franc", "SEK": "swedish krona",
    "NOK": "norwegian krone", "DKK": "danish krone", "CZK": "czech koruna", "PLN": "polish złoty", "HUF": "hungarian forint", "RON": "romanian leu", "HRK": "croatian kuna", "RUB": "russian ruble",
    "UAH": "ukrainian hryvnia", "TRY": "turkish lira", "ILS": "shekel", "KRW": "south korean won", "THB": "thai baht", "MYR": "malaysian ringgit", "IDR": "indonesian rupiah", "PHP": "philippine peso",
    "MXN": "mexican peso", "ZAR": "south african rand", "NGN": "nigerian naira", "KES": "kenyan shilling", "GEL": "georgian lari", "BTC": "bitcoin", "AED": "uae dirham", "SAR": "saudi riyal",
}  # fmt: skip
COUNT_WORDS = {"time": "count"}
VAGUE_THERE = {(24.0, 99.0): 12.0, (40.0, 199.0): 20.0, (2000.0, 9999.0): 1000.0, (200.0, 999.0): 100.0, (2e6, 9999999.0): 1e6}  # fmt: skip


class Plain(NamedTuple):
    """A quantity in CQE's terms: a number or the two ends of a range, the normalised unit, the change."""

    value: tuple[float, ...]
    unit: str
    change: str


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Score the quantities of the split's sentences."""
    sentences = json.loads(read_text(data, "quantities-newsquant", f"{split}.json"))
    articles = [make_article(s["text"], id=f"q{i}", outlet="NewsQuant") for i, s in enumerate(sentences)]
    totals = {half: dict.fromkeys(LEVELS, Hits()) for half in ("seen", "unseen")}
    cases: dict[str, str] = {}
    for sentence, document in zip(sentences, annotate(articles), strict=True):
        gold = [as_plain(q) for q in sentence["quantities"]]
        given = answers(document)
        hits = match(gold, given)
        half = totals["unseen" if zlib.crc32(sentence["text"].encode()) % 2 else "seen"]
        for level in LEVELS:
            half[level] += hits[level]
        cases[document.article.id] = " ".join(f"{hits[level].right:.0f}" for level in LEVELS) + f" of {len(gold)}, {len(given)}"  # fmt: skip
    both = {level: totals["seen"][level] + totals["unseen"][level] for level in LEVELS}
    figures = {f"{level}_f1": both[level].f1 for level in LEVELS}
    figures |= {"value_precision": both["value"].precision, "value_recall": both["value"].recall}
    if split == "dev":
        figures |= {f"{half}_{level}_f1": totals[half][level].f1 for half in totals for level in LEVELS}
    counts = {"sentences": len(sentences), "gold": int(both["value"].gold), "given": int(both["value"].given)}
    return {"figures": figures, "counts": counts, "cases": cases}


def as_plain(gold: dict[str, str]) -> Plain:
    """A quantity of the corpus; its ranges are written "1000-2000"."""
    ends = re.fullmatch(r"([\d.]+(?:E\d+)?)-([\d.]+(?:E\d+)?)", gold["value"])
    value = tuple(float(v) for v in ends.groups()) if ends else (float(gold["value"]),)
    return Plain(value, gold["normalized_unit"].strip().lower(), gold["change"].strip())


def answers(document: Document) -> list[Plain]:
    """Our quantities in CQE's terms. "Rose from 12 to 15" is one range there and two figures, marked so, here."""
    made: list[Plain] = []
    came = False
    for quantity in document.quantities:
        plain = in_their_words(document, quantity)
        if plain is None:
            continue
        if came and quantity.rule.endswith(".to"):
            before = made.pop()
            plain = plain._replace(value=(before.value[0], plain.value[-1]), change=before.change)
        made.append(plain)
        came = quantity.rule.endswith(".from")
    return made


def in_their_words(document: Document, quantity: Quantity) -> Plain | None:
    """Our quantity in CQE's terms; None for what its corpus does not annotate."""
    if quantity.ordinal:
        return None
    value = quantity.named
    if not value:
        if quantity.low is None or quantity.high is None or quantity.high <= 9:
            return None
        single = VAGUE_THERE.get((quantity.low, quantity.high))
        value = (single,) if single else (quantity.low / 2, quantity.high + 1)
    share = quantity.rule.startswith("fraction") and quantity.unit == "%"
    if share:
        value = tuple(v / 100 for v in value)
    return Plain(value, _unit(document, quantity, share=share), _change(quantity))


def _unit(document: Document, quantity: Quantity, *, share: bool) -> str:
    if share:
        return f"% {_lemmas(document, quantity) or '-'}"
    if quantity.dimension == "age":
        return f"{UNIT_WORDS[quantity.unit]} of age"
    if quantity.unit in UNIT_WORDS:
        return UNIT_WORDS[quantity.unit]
    parts = [UNIT_WORDS.get(part, part) for part in quantity.unit.split("/")]
    if parts[0] == "":
        counted = _lemmas(document, quantity)
        parts[0] = COUNT_WORDS.get(counted, counted) or ("-" if len(parts) == 1 else "")
    return " per ".join(parts).strip().lower()


def _lemmas(document: Document, quantity: Quantity) -> str:
    """Lemmas of what is counted, without articles and joining words."""
    if quantity.counted is None:
        return ""
    span = document.doc.char_span(quantity.counted.start, quantity.counted.end, alignment_mode="expand")
    words = ""
    for token in span or ():
        if token.lower_ in {"and", "of", "the", "a", "or"} or token.text == ",":
            continue
        if token.tag_ == "POS" or token.lower_ in {"'s", "’s"}:
            continue
        glue = "" if token.text == "-" or words.endswith("-") or not words else " "
        words += glue + (_singular(token.text) if token.pos_ in {"NOUN", "PROPN"} else token.lemma_)
    return words.lower()


def _singular(word: str) -> str:
    """The noun in the singular, by the common endings: the reader's lemmas are scored elsewhere."""
    for ending, singular in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("uses", "us"), ("zes", "z")):  # fmt: skip
        if len(word) > len(ending) + 1 and word.endswith(ending):
            return word.removesuffix(ending) + singular
    return word.removesuffix("s") if len(word) > 3 and not word.endswith(("ss", "us", "is")) else word


def _change(quantity: Quantity) -> str:
    if quantity.approximate and quantity.named:
        return "~"
    if quantity.at_least:
        return ">"
    return "<" if quantity.at_most else quantity.change or "="


def match(gold: Sequence[Plain], given: Sequence[Plain]) -> dict[str, Hits]:
    """One-to-one matches by value, by value and unit, by value and change."""
    counts = {}
    for level in LEVELS:
        left, right = list(given), 0
        for a in gold:
            found = next((b for b in left if _close(a.value, b.value) and _same(level, a, b)), None)
            if found is not None:
                left.remove(found)
                right += 1
        counts[level] = Hits(right, len(gold), len(given))
    return counts


def _same(level: str, a: Plain, b: Plain) -> bool:
    return level == "value" or (a.unit == b.unit if level == "value_unit" else a.change == b.change)


def _close(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(math.isclose(x, y, rel_tol=1e-5, abs_tol=1e-8) for x, y in zip(a, b, strict=True))
