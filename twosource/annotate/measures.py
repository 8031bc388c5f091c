"""Units of news and what they are in SI: one table.

Factors are the exact definitions (BIPM SI brochure; international yard and pound; US barrel of oil). Currencies keep
their own dimension: nothing here knows an exchange rate.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Unit(NamedTuple):
    """Name shown, dimension, and factor to the dimension's SI unit."""

    name: str
    dimension: str
    factor: float


_TABLE: tuple[tuple[str, str, float, str], ...] = (
    ("km", "length", 1000, r"km|kms|kilomet(?:re|er)s?|kilomet(?:re|er)"),
    ("mi", "length", 1609.344, r"miles?|mi"),
    ("m", "length", 1, r"met(?:re|er)s?"),
    ("cm", "length", 0.01, r"cm|centimet(?:re|er)s?"),
    ("mm", "length", 0.001, r"mm|millimet(?:re|er)s?"),
    ("ft", "length", 0.3048, r"feet|foot|ft"),
    ("in", "length", 0.0254, r"inch(?:es)?"),
    ("yd", "length", 0.9144, r"yards?"),
    ("nmi", "length", 1852, r"nautical miles?"),
    ("ha", "area", 1e4, r"hectares?|ha"),
    ("acre", "area", 4046.8564224, r"acres?"),
    ("km2", "area", 1e6, r"square kilomet(?:re|er)s?|sq\.? ?km|km²|km2"),
    ("mi2", "area", 2589988.110336, r"square miles?|sq\.? ?mi(?:les?)?"),
    ("m2", "area", 1, r"square met(?:re|er)s?|sq\.? ?m|m²"),
    ("ft2", "area", 0.09290304, r"square f(?:ee|oo)t|sq\.? ?ft"),
    ("kg", "mass", 1, r"kg|kilograms?|kilos?"),
    ("g", "mass", 0.001, r"grams?"),
    ("t", "mass", 1000, r"(?:metric )?tonnes?|metric tons?"),
    ("ton", "mass", 907.18474, r"(?:short )?tons?"),
    ("lb", "mass", 0.45359237, r"pounds? of|lbs?"),
    ("bbl", "volume", 0.158987294928, r"barrels?"),
    ("l", "volume", 0.001, r"lit(?:re|er)s?"),
    ("gal", "volume", 0.003785411784, r"gallons?"),
    ("km/h", "speed", 1 / 3.6, r"km/h|kmh|kph|kilomet(?:re|er)s (?:per|an) hour"),
    ("mph", "speed", 0.44704, r"mph|miles (?:per|an) hour"),
    ("kn", "speed", 1852 / 3600, r"knots?"),
    ("MW", "power", 1e6, r"MW|megawatts?"),
    ("GW", "power", 1e9, r"GW|gigawatts?"),
    ("kW", "power", 1e3, r"kW|kilowatts?"),
    ("kV", "voltage", 1e3, r"kV|kilovolts?"),
    ("s", "duration", 1, r"seconds?|secs?"),
    ("min", "duration", 60, r"minutes?|mins?"),
    ("h", "duration", 3600, r"hours?|hrs?"),
    ("d", "duration", 86400, r"days?"),
    ("wk", "duration", 604800, r"weeks?"),
    ("mo", "duration", 2629800, r"months?"),
    ("a", "duration", 31557600, r"years?|yrs?"),
    ("decade", "duration", 315576000, r"decades?"),
    ("century", "duration", 3155760000, r"centur(?:y|ies)"),
    ("°C", "temperature", 1, r"°C|degrees? Celsius|℃"),
    ("°F", "temperature-F", 1, r"°F|degrees? Fahrenheit"),
    ("%", "percent", 1, r"%|per ?cent|percent|pct"),
    ("pp", "percentage points", 1, r"percentage[- ]points?|points of a percent"),
    ("bp", "percentage points", 0.01, r"basis[- ]points?|bps|bp"),
)
CURRENCIES = {
    "$": "USD", "US$": "USD", "C$": "CAD", "A$": "AUD", "HK$": "HKD", "S$": "SGD", "NZ$": "NZD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR",
    "Rs": "INR", "Rs.": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "฿": "THB", "CHF": "CHF", "USD": "USD", "EUR": "EUR", "GBP": "GBP",
}  # fmt: skip
CURRENCY_WORDS: tuple[tuple[str, str], ...] = (
    ("USD", r"(?:US )?dollars?|USD"), ("EUR", r"euros?|EUR"), ("GBP", r"pounds?(?: sterling)?|GBP"), ("JPY", r"yen"), ("CNY", r"yuan|renminbi"),
    ("INR", r"(?:Indian )?rupees?"), ("RUB", r"ro?ubles?"), ("KRW", r"won"), ("TRY", r"(?:Turkish )?lira"), ("THB", r"baht"), ("CHF", r"(?:Swiss )?francs?"),
    ("SEK", r"(?:Swedish )?kronor|kronas?"), ("RSD", r"dinars?"), ("IRR", r"rials?"), ("MXN", r"pesos?"), ("ZAR", r"rand"), ("CAD", r"Canadian dollars?"),
)  # fmt: skip
_UNITS = tuple((Unit(n, d, f), re.compile(rf"(?:{p})(?![\w/²])")) for n, d, f, p in _TABLE)
_MONEY = tuple((Unit(c, f"currency:{c}", 1.0), re.compile(rf"(?:{p})\b", re.IGNORECASE)) for c, p in CURRENCY_WORDS)
CURRENCY_SIGN = "|".join(re.escape(s) for s in sorted(CURRENCIES, key=len, reverse=True))


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit whose words begin at offset `at` (after blanks or a hyphen), longest first, with the offset where they end."""
    gap = re.compile(r"[-\s]?").match(text, at)
    start = gap.end() if gap else at
    hits = [(m.end(), unit) for unit, pattern in (*_UNITS, *_MONEY) if (m := pattern.match(text, start))]
    if not hits:
        return None
    end, unit = max(hits, key=lambda h: h[0])
    return unit, end
