"""Units of news and what they are in SI: one table.

Factors are the exact definitions (BIPM SI brochure, 9th edition; international yard and pound of 1959; US gallon and
barrel; the Julian year). Metric prefixes, squares and cubes, and rates ("per hour", "a share") are built from the
rows. Currencies keep their own dimension: nothing here knows an exchange rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple


class Unit(NamedTuple):
    """Name shown, dimension, and how to get to the dimension's SI unit: `value * factor + offset`."""

    name: str
    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def si(self, value: float) -> float:
        """The value in SI units, rounded once."""
        return float(Fraction(str(value)) * self.factor + self.offset)


PREFIXES = {
    "p": ("pico", -12), "n": ("nano", -9), "µ": ("micro", -6), "m": ("milli", -3), "c": ("centi", -2), "d": ("deci", -1), "h": ("hecto", 2), "k": ("kilo", 3),
    "M": ("mega", 6), "G": ("giga", 9), "T": ("tera", 12), "P": ("peta", 15),
}  # fmt: skip
# name, dimension, factor, symbols (exact case), words (plurals with s are added), prefixes that occur
_TABLE: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("m", "length", "1", "m", "metre meter", "nµmcdk"),
    ("mi", "length", "1609.344", "mi", "mile", ""),
    ("ft", "length", "0.3048", "ft ft. ′", "foot feet", ""),
    ("in", "length", "0.0254", 'in. ″', "inch inches", ""),
    ("yd", "length", "0.9144", "yd yds", "yard", ""),
    ("nmi", "length", "1852", "nmi", "nautical_mile", ""),
    ("ly", "length", "9460730472580800", "", "light_year", ""),
    ("ha", "area", "10000", "ha", "hectare", ""),
    ("acre", "area", "4046.8564224", "", "acre", ""),
    ("g", "mass", "0.001", "g", "gram gramme", "nµmk"),
    ("kg", "mass", "1", "kgs kilos", "kilo", ""),
    ("t", "mass", "1000", "t", "tonne metric_ton metric_tonne", "kMG"),
    ("ton", "mass", "907.18474", "", "ton short_ton", "kMG"),
    ("lb", "mass", "0.45359237", "lb lbs lb. lbs.", "pound_of pounds_of", ""),
    ("oz", "mass", "0.028349523125", "oz", "ounce", ""),
    ("l", "volume", "0.001", "l L", "litre liter", "µmcdk"),
    ("gal", "volume", "0.003785411784", "gal", "gallon", ""),
    ("bbl", "volume", "0.158987294928", "bbl bpd", "barrel", ""),
    ("pint", "volume", "0.000473176473", "", "pint", ""),
    ("mph", "speed", "0.44704", "mph MPH", "", ""),
    ("km/h", "speed", "5/18", "km/h kmh kph km/hr kmph", "", ""),
    ("kn", "speed", "463/900", "kt kts", "knot", ""),
    ("mpg", "length/volume", "1609.344/0.003785411784", "mpg", "", ""),
    ("W", "power", "1", "W", "watt", "mkMGT"),
    ("hp", "power", "745.69987158227022", "hp bhp", "horsepower brake_horsepower", ""),
    ("PS", "power", "735.49875", "PS", "metric_horsepower", ""),
    ("J", "energy", "1", "J", "joule", "kMGT"),
    ("Wh", "energy", "3600", "Wh", "watt_hour", "kMGT"),
    ("cal", "energy", "4.184", "", "calorie", "k"),
    ("eV", "energy", "1.602176634e-19", "eV", "electronvolt", "kMGT"),
    ("V", "voltage", "1", "V", "volt", "mkM"),
    ("A", "current", "1", "A", "ampere amp", "mk"),
    ("Ah", "charge", "3600", "Ah", "ampere_hour amp_hour", "m"),
    ("Ω", "resistance", "1", "Ω", "ohm", "kM"),
    ("Hz", "frequency", "1", "Hz HZ", "hertz", "kMGT"),
    ("rpm", "frequency", "1/60", "rpm RPM", "revolutions_per_minute", ""),
    ("Pa", "pressure", "1", "Pa", "pascal", "hkMG"),
    ("mbar", "pressure", "100", "mbar mb", "millibar", ""),
    ("psi", "pressure", "6894.757293168361", "psi", "pounds_per_square_inch", ""),
    ("ksi", "pressure", "6894757.293168361", "ksi", "", ""),
    ("N", "force", "1", "N", "newton", "kM"),
    ("Nm", "torque", "1", "Nm", "newton_metre newton_meter", ""),
    ("lb-ft", "torque", "1.3558179483314004", "lb-ft lb.-ft. lb ft", "pound_foot pound_feet", ""),
    ("B", "data", "8", "B", "byte", "kMGTP"),
    ("bit", "data", "1", "bit", "bit", "kMGT"),
    ("Mbit/s", "data/duration", "1000000", "Mbps Mbit/s Mb/s", "", ""),
    ("Gbit/s", "data/duration", "1000000000", "Gbps Gbit/s Gb/s", "", ""),
    ("mol", "amount", "1", "mol", "mole", "m"),
    ("Sv", "dose", "1", "Sv", "sievert", "mµ"),
    ("Bq", "activity", "1", "Bq", "becquerel", "kMGT"),
    ("dB", "sound", "1", "dB dBA", "decibel", ""),
    ("rad", "angle", "1", "rad", "radian", ""),
    ("°", "degrees", "1", "° deg", "degree", ""),
    ("s", "duration", "1", "sec secs", "second", "pnµm"),
    ("min", "duration", "60", "min mins", "minute", ""),
    ("h", "duration", "3600", "h hr hrs", "hour", ""),
    ("d", "duration", "86400", "", "day", ""),
    ("wk", "duration", "604800", "", "week", ""),
    ("mo", "duration", "2629800", "", "month", ""),
    ("a", "duration", "31557600", "yr yrs", "year", ""),
    ("decade", "duration", "315576000", "", "decade", ""),
    ("century", "duration", "3155760000", "", "century centuries", ""),
    ("%", "percent", "1", "% pc pct", "percent per_cent", ""),
    ("pp", "percentage points", "1", "pp", "percentage_point percent_point", ""),
    ("bp", "percentage points", "0.01", "bps bp", "basis_point", ""),
    ("ppm", "share", "0.000001", "ppm", "part_per_million parts_per_million", ""),
    ("ppb", "share", "0.000000001", "ppb", "part_per_billion parts_per_billion", ""),
    ("point", "points", "1", "", "point", ""),
    ("magnitude", "magnitude", "1", "", "magnitude", ""),
)  # fmt: skip
KELVIN = (  # temperatures have no common zero
    (Unit("°C", "temperature", Fraction(1), Fraction("273.15")), r"(?:°|º|deg(?:rees?)?)?\s?C|degrees?[- ](?:Celsius|centigrade)|Celsius|℃"),
    (Unit("°F", "temperature", Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)), r"(?:°|º|deg(?:rees?)?)?\s?F|degrees?[- ]Fahrenheit|Fahrenheit|℉"),
    (Unit("K", "temperature"), r"kelvins?"),
)  # fmt: skip
# code, signs and codes before the number, words after it
_MONEY: tuple[tuple[str, str, str], ...] = (
    ("USD", "$ US$ U.S.$ $US USD US|$ U.S.|$", "(?:US |U\\.S\\. |American )?dollars?|bucks?|USD|US\\$"),
    ("EUR", "€ EUR", "euros?|EUR|€"), ("GBP", "£ GBP PS", "pounds?(?: sterling)?|quid|GBP"),
    ("JPY", "¥ JPY Y= JP¥", "(?:Japanese )?yen|JPY"), ("CNY", "CN¥ RMB CNY", "(?:Chinese )?yuan|renminbi|RMB|CNY"),
    ("INR", "₹ Rs Rs. INR", "(?:Indian )?rupees?|INR"), ("PKR", "PKR", "Pakistani rupees?|PKR"), ("LKR", "LKR", "Sri Lankan rupees?"),
    ("CAD", "C$ CA$ CAD CDN$ $CDN $CAD C|$", "Canadian dollars?|CAD|CDN"), ("AUD", "A$ AU$ AUD $A", "Australian dollars?|AUD"),
    ("NZD", "NZ$ NZD NZ|$", "New Zealand dollars?"), ("HKD", "HK$ HKD HK|$", "Hong Kong dollars?"), ("SGD", "S$ SGD S|$", "Singapore(?:an)? dollars?"),
    ("TWD", "NT$ TWD NT|$", "(?:new )?Taiwan(?:ese)? dollars?"), ("BRL", "R$ BRL", "(?:Brazilian )?reais|Brazilian real"),
    ("CHF", "CHF", "(?:Swiss )?francs?|CHF"), ("SEK", "SEK", "(?:Swedish )?(?:kronor|kronas?)|SEK"), ("NOK", "NOK", "(?:Norwegian )?kroner|NOK|Norwegian kronas?"),
    ("DKK", "DKK", "Danish (?:kroner|crowns?)|DKK"), ("CZK", "CZK", "Czech (?:koruna|crowns?)|koruna|CZK"), ("PLN", "PLN", "z[lł]ot(?:ys?|ies)|PLN"),
    ("HUF", "HUF", "(?:Hungarian )?forints?|HUF"), ("RON", "RON", "Romanian leu|RON"), ("BGN", "BGN", "(?:Bulgarian )?lev[as]?\\b"), ("RSD", "RSD", "(?:Serbian )?dinars?|RSD"),
    ("HRK", "HRK", "(?:Croatian )?kunas?|kn\\b"), ("RUB", "₽ RUB", "(?:Russian )?ro?ubles?|RUB"), ("UAH", "₴ UAH", "(?:Ukrainian )?hryvni?as?|UAH"),
    ("TRY", "₺ TRY TL", "(?:Turkish )?liras?|TRY"), ("ILS", "₪ NIS ILS", "(?:Israeli )?(?:new )?she[kq]els?|NIS"), ("KRW", "₩ KRW", "(?:South Korean |Korean )?won\\b(?! (?:by|in|the|a|an)\\b)|KRW"),
    ("THB", "฿ THB", "(?:Thai )?baht|THB"), ("MYR", "RM MYR", "(?:Malaysian )?ringgits?|MYR"), ("IDR", "Rp Rp. IDR", "(?:Indonesian )?rupiahs?"),
    ("PHP", "₱ PHP", "Philippine pesos?"), ("MXN", "MXN Mex$", "(?:Mexican )?pesos?"), ("ARS", "AR$ ARS", "Argentin(?:e|ian) pesos?"), ("VND", "₫ VND", "(?:Vietnamese )?dong"),
    ("ZAR", "ZAR", "(?:South African )?rand"), ("NGN", "₦ NGN N=", "(?:Nigerian )?nairas?"), ("KES", "KSh KES Sh", "(?:Kenyan )?shillings?"), ("EGP", "E£ EGP", "Egyptian pounds?"),
    ("IRR", "IRR", "(?:Iranian )?rials?|tomans?"), ("AED", "AED Dh Dhs", "(?:Emirati |UAE )?dirhams?|AED"), ("SAR", "SAR SR", "(?:Saudi )?riyals?"), ("BDT", "৳ Tk Tk. BDT", "(?:Bangladeshi )?taka"),
    ("GEL", "₾ GEL", "(?:Georgian )?lari"), ("KZT", "₸ KZT", "(?:Kazakh )?tenge"), ("BTC", "₿ BTC", "bitcoins?|BTC"),
)  # fmt: skip
CENTS = ((Unit("cent", "currency:USD", Fraction(1, 100)), r"(?:US )?cents?|¢"), (Unit("penny", "currency:GBP", Fraction(1, 100)), r"pence|penny|(?<!\d\d\d\d)(?<!480)(?<!720)p(?![\w.]*\w)"))  # fmt: skip
PER = re.compile(
    r"(?:\s?/\s?|\s+per\s+|-per-|\s+(?P<article>an?|each|every)\s+|-(?P<joined>an?)-)(?P<what>[^\W\d_]+(?!\s(?:earlier|ago|later|before|after|prior|previous|older|from now|since)\b)(?:[ -](?:of|inch|feet|met(?:re|er)s?|miles?|kilomet(?:re|er)s?|mile)\b)?[²³23]?)"
)
RATED = frozenset("share barrel gallon litre liter person head household piece unit night ounce tonne ton kilo kilogram kg pound lb mile kilometre kilometer week day month year hour minute second quarter decade century annum ticket vote game barrel bottle pack gram head".split())  # fmt: skip
TIMES = {"annum": "year", "quarter": "quarter"}
DIGIT_BEFORE = re.compile(r"\d[ -]?(?:[mbkMBK]|bn|mn|tn|(?:m|b|tr)illion|thousand|hundred)?\s?$")
_GAP = re.compile(r"[-\s\u00a0\u202f]{0,2}")
_BARE = frozenset("A N J K B b h l L t F C d in.".split())  # letters that need a digit right before them


def _rows() -> Iterator[tuple[str, Unit, bool]]:
    """(alias, unit, whether its case counts), metric prefixes included."""
    for name, dimension, factor, symbols, words, prefixes in _TABLE:
        above, _, below = factor.partition("/")
        unit = Unit(name, dimension, Fraction(above) / Fraction(below or "1"))
        for symbol in symbols.replace("lb ft", "lb_ft").split():
            yield symbol.replace("_", " "), unit, True
        for word in words.split():
            yield from ((form.replace("_", " "), unit, False) for form in (word, word + "s"))
        for prefix in prefixes:
            spelled, power = PREFIXES[prefix]
            made = Unit(prefix + name, dimension, unit.factor * Fraction(10) ** power)
            marks = {"µ": "µμu", "k": "kK" if dimension == "data" else "k"}.get(prefix, prefix)
            yield from ((mark + symbol, made, True) for mark in marks for symbol in symbols.split() if symbol.isalpha())
            yield from ((spelled + form, made, False) for word in words.split() for form in (word.replace("_", " "), word.replace("_", " ") + "s"))  # fmt: skip
    for shouted, name, dimension, thousand in (("kms", "km", "length", 1000), ("KM", "km", "length", 1000), ("KMS", "km", "length", 1000), ("KG", "kg", "mass", 1)):  # fmt: skip
        yield shouted, Unit(name, dimension, Fraction(thousand)), True


def _powers(rows: list[tuple[str, Unit, bool]]) -> Iterator[tuple[str, Unit, bool]]:
    """Squares and cubes of the lengths: "square miles", "sq ft", "km²", "cubic metres"."""
    for alias, unit, exact in rows:
        if unit.dimension != "length":
            continue
        for power, dimension, words, marks in ((2, "area", "square sq sq.", "² 2 ^2"), (3, "volume", "cubic cu", "³ 3 ^3")):  # fmt: skip
            made = Unit(f"{unit.name}{power}", dimension, unit.factor**power)
            yield from ((f"{word} {alias}", made, exact and len(alias) < 3) for word in words.split())
            if exact:
                yield from ((alias + mark, made, True) for mark in marks.split() if alias.isalpha())


def _tables() -> tuple[dict[str, Unit], dict[str, Unit], re.Pattern[str]]:
    rows = list(_rows())
    rows += _powers(rows)
    exact = {alias: unit for alias, unit, case in rows if case}
    folded = {alias.lower().replace("-", " "): unit for alias, unit, case in rows if not case}
    exact_forms = "|".join(re.escape(a) for a in sorted(exact, key=len, reverse=True))
    word_forms = "|".join(re.escape(a).replace(r"\ ", "[ -]") for a in sorted(folded, key=len, reverse=True))
    return exact, folded, re.compile(rf"(?P<word>(?i:{word_forms}))(?![\w²³/])|(?P<symbol>{exact_forms})(?![\w²³])")


_EXACT, _WORDS, _UNIT = _tables()
_CURRENCY = {code: Unit(code, f"currency:{code}") for code, _, _ in _MONEY}
_MONEY_WORDS = re.compile("|".join(f"(?P<{code}>(?i:{words}))(?![\\w])" for code, _, words in _MONEY))
_LOOSE = tuple((unit, re.compile(rf"(?:{pattern})(?![\w]|-\w)")) for unit, pattern in (*KELVIN, *CENTS))
_SIGNS = {sign.replace("|", ""): code for code, signs, _ in _MONEY for sign in signs.split()}
_SIGN = "|".join(re.escape(s).replace(r"\|", r"\s?") for s in sorted((s for _, signs, _ in _MONEY for s in signs.split()), key=len, reverse=True))  # fmt: skip
SIGN_BEFORE = re.compile(rf"(?:(?<=[\s(\[–—/“\"‘'-])|^)(?P<sign>{_SIGN})\s?$")


def unit_named(symbol: str) -> Unit:
    """The unit of a symbol, as the table has it."""
    return _EXACT[symbol]


def currency_before(text: str, at: int, floor: int) -> tuple[Unit, int] | None:
    """The currency whose sign or code stands right before offset `at`, with where it begins."""
    window = max(floor, at - 8)
    match = SIGN_BEFORE.search(text[window:at])
    if match is None:
        return None
    sign = re.sub(r"\s", "", match.group("sign"))
    if sign == "PS" and not re.match(r"\d[\d.]*(?:,\d{3}|[mk]\b|bn)", text[at : at + 20]):
        return None  # a model of games console; "£" in a text that lost it is only taken before an amount
    return _CURRENCY[_SIGNS[sign]], window + match.start("sign")


def unit_at(text: str, at: int, right: int | None = None, *, rates: bool = True) -> tuple[Unit, int] | None:
    """The unit that begins at offset `at` (after blanks or a hyphen), with what it is per, and where it ends."""
    window = text[at : min(len(text) if right is None else right, at + 60)]
    gap = _GAP.match(window)
    start = gap.end() if gap else 0
    attached = start == 0 and at > 0 and text[at - 1].isdigit()
    digit = bool(DIGIT_BEFORE.search(text[max(0, at - 12) : at]))
    if window[:start] == "-":
        attached = False
    hits = list(_candidates(window, start, digit=digit, attached=attached))
    if not hits:
        return None
    end, unit = max(hits, key=lambda hit: hit[0])
    rated = rate_at(window, end, unit) if rates else None
    unit, end = rated or (unit, end)
    return unit, at + end


def _candidates(window: str, start: int, *, digit: bool, attached: bool) -> Iterator[tuple[int, Unit]]:
    if match := _UNIT.match(window, start):
        symbol = match.group("symbol")
        after = window[match.end() : match.end() + 1]
        if after == "-" and match.group().lower() in {"second", "f", "c", "k", "t"}:
            pass  # "10 second-half goals", "100 F-16s"
        elif symbol == "A" and after != "/":
            pass  # "seat 11A"
        elif not symbol:
            yield match.end(), _WORDS[match.group().lower().replace("-", " ")]
        elif symbol in "%°" or (digit and (attached or symbol not in _BARE or after in {"/", ")"})):
            yield match.end(), _EXACT[symbol]
    if (match := _MONEY_WORDS.match(window, start)) and match.lastgroup:
        yield match.end(), _CURRENCY[match.lastgroup]
    for unit, pattern in _LOOSE:
        if (match := pattern.match(window, start)) and (digit or match.end() - match.start() > 2):
            yield match.end(), unit


def rate_at(window: str, at: int, unit: Unit | None) -> tuple[Unit, int] | None:
    """What a quantity is per ("a share", "per hour", "/cm2"), joined to its unit; None when it is per nothing."""
    match = PER.match(window, at)
    if match is None:
        return None
    words = match.group("what")
    below = next((u for _, u in _candidates(window, match.start("what"), digit=True, attached=True)), None)
    end = max([e for e, _ in _candidates(window, match.start("what"), digit=True, attached=True)], default=match.end())
    single = words.lower().rstrip("s") if words.lower() not in RATED else words.lower()
    if (match.group("article") or match.group("joined")) and single not in RATED:
        return None
    if below is not None and below.dimension in {"degrees", "magnitude", "percent"}:
        below = None
    one = unit or Unit("", "")
    if below is None:
        end, single = match.start("what") + len(words.split(" ")[0]), single.split(" ")[0]
        return Unit(f"{one.name}/{TIMES.get(single, single)}", f"{one.dimension}/{single}", one.factor), end
    dimension = f"{one.dimension}/{below.dimension}"
    dimension = {"length/duration": "speed"}.get(dimension, dimension)
    return Unit(f"{one.name}/{below.name}", dimension, one.factor / below.factor), end
