"""Numbers in news prose: what value, in what unit, how exact, and of what.

`numbers` reads the numbers, `measures` their units, `bounds` the words beside them ("at least 12", "rose 5 percent");
here they become quantities: ranges are joined, names, codes and dates left out (`codes`), and the parse says what is
counted (`counted`). Every quantity names the rule that read it. The work is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from twosource.annotate.ages import age_beside_name, age_said
from twosource.annotate.as_of import days_of_figures
from twosource.annotate.bounds import bound_at, change_at, interval_of
from twosource.annotate.codes import is_code, is_score
from twosource.annotate.counted import counted
from twosource.annotate.measures import Unit, currency_before, rate_at, unit_at, unit_named
from twosource.annotate.numbers import ORDINALS, SCALES, Found, find_numbers
from twosource.annotate.ranges import JOINT, Read, alike, movement, range_of, reached, sum_of
from twosource.data import Article, Block, Quantity, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

POUND = unit_named("lb")
POINT = re.compile(r"(?:[- ](?:of )?an?)?[- ](?:percentage[- ])?points?\b", re.IGNORECASE)
SHARE_OF_UNIT = re.compile(r"(?:[- ]of)?[- ]an?[- ]|-")
AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half\b(?! (?:hour|day|week|month|year|mile|million)s?\b)")
MINUS = re.compile(r"(?<!or )(?<!/)\bminus $", re.IGNORECASE)
BELOW_ZERO = re.compile(r" below zero\b", re.IGNORECASE)
COLD = frozenset({"temperature", "degrees"})
MAGNITUDE = re.compile(r"\bmagnitude(?: of|-)? ?(?:about |around )?$", re.IGNORECASE)
QUAKE = re.compile(r"\b(?:(?:earth)?quakes?|tremors?|temblors?|aftershocks?|foreshocks?)\b", re.IGNORECASE)
A_QUAKE = re.compile(rf" (?:[a-z]+ )?{QUAKE.pattern}| on the (?:open-ended )?Richter\b", re.IGNORECASE)
MEASURED = re.compile(
    r"\b(?:measur\w+|register\w+|record\w+|put|strength of|intensity of)(?: (?:a|the|(?:earth)?quake|tremor|about|around|at|as|up|to))* $",
    re.IGNORECASE,
)
STRONGEST_QUAKE, NEARBY_QUAKE = 11, 80
CATEGORY = re.compile(r"\bcat(?:egory|\.)?[ \u00a0-]$", re.IGNORECASE)
STORM = re.compile(r"\b(?:storms?|hurricanes?|typhoons?|cyclones?|landfall|Saffir)\b", re.IGNORECASE)
STRONGEST, NEARBY_STORM = 5, 80  # of the categories of storms; characters
MASS = re.compile(r"\b(?:weigh\w*|heavy|heavier|lift\w*|overweight|body|bench|cargo|baggage|luggage)\b", re.IGNORECASE)
PAY = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|cost\w*|worth|fin(?:e|ed)|price\w*|spen[dt]\w*|£|sterling|wage\w*|fees?|salar\w+|rents?|bills?|tickets?|rewards?|compensation|bail|tax\w*|fares?|debts?|loans?|grants?|prizes?|bonus\w*|donat\w+|fund\w*)\b|£",
    re.IGNORECASE,
)
GOODS = re.compile(r" of (?!the|an?\b)[^\W\d_]+(?: [^\W\d_]+)?(?=(?: per| an?| each|/) ?[^\W\d_])")
INCHES = re.compile(r"[ -]?(\d{1,2})[ -]?(?:in\b|inch(?:es)?\b|″|\")|-(\d|1[01])(?![\w-])")  # the last: "5-foot-8"
SUSPENDED = re.compile(r"-(?:,|\s(?:and|or|to)\s)")
ORDINAL = re.compile(
    rf"(?<![\w-])(?:\d{{1,4}}(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:{'|'.join(ORDINALS)}))(?![\w-])",
    re.IGNORECASE,
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
OR_AS = re.compile(r",? or ")
AWAY = re.compile(
    r"(?: \([^)]*\))? (?:(?:due )?(?:north|south|east|west)|off|from|outside|away|short of)", re.IGNORECASE
)
CHANGING = frozenset({"percent", "percentage points", "points", "length", "speed", "degrees", "temperature"})
NEARBY = 2000  # characters around an amount in pounds in which a "£" makes it money
LEAST_WON = 100  # a sum of money in South Korea is never smaller


def find_quantities(article: Article, doc: Doc, times: Sequence[TimeRange]) -> tuple[Quantity, ...]:
    """All quantities of the article in text order."""
    taken = Taken([(t.anchor.start, t.anchor.end) for t in times if t.kind == "date"])
    found: list[Quantity] = []
    for block in article.blocks or ():
        found.extend(_in_block(article, doc, block, taken))
        found.extend(_ordinals(article, block.start, block.end, taken))
    return days_of_figures(article, doc, times, tuple(_disjoint(found)))


class Taken:
    """Places that are read as times already; asks in logarithmic time."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a time shares a character with [start, end)."""
        at = bisect_right(self.starts, end - 1)
        return any(a < end and start < b for a, b in self.spans[max(0, at - 2) : at])


def _disjoint(found: list[Quantity]) -> Iterator[Quantity]:
    end = -1
    for quantity in sorted(found, key=lambda q: (q.anchor.start, -q.anchor.end)):
        if quantity.anchor.start >= end:
            yield quantity
            end = quantity.anchor.end


def _in_block(article: Article, doc: Doc, block: Block, taken: Taken) -> Iterator[Quantity]:
    text, limits = article.text, (block.start, block.end)
    numbers = [n for n in find_numbers(text, *limits) if not taken.overlaps(n.start, n.end)]
    at, edge, hanging = 0, block.start, list[Read]()
    before: Read | None = None
    change: Literal["", "up", "down"] = ""
    while at < len(numbers):
        number = numbers[at]
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if following and is_score(text, number, following):
            at += 2
            continue
        read = _read(text, number, following, (max(edge, block.start), block.end))
        at += read.used
        while at < len(numbers) and numbers[at].start < read.end:
            at += 1
        if read.unit is None:
            age = age_beside_name(text, doc, read, limits)
            if age is None and read.used == 1 and is_code(text, doc, number, limits):
                continue
            read = age or read
        if read.unit is None and SUSPENDED.match(text[read.end : read.end + 6]):
            hanging.append(read)  # "two- and three-bedroom": the unit comes with the next figure
            continue
        way = movement(text, before, read, limits)
        same = way == "to" or (way == "from" and read.unit is None and reached(text, before, read, block.start))
        if same and before is not None and before.unit is not None and alike(read.unit, before.unit):
            read = read._replace(unit=before.unit)
        quantity = _quantity(article, doc, read, (edge, block.end), way=way)
        if OR_AS.fullmatch(text[edge : quantity.anchor.start]) and quantity.unit == "%" and not quantity.change:
            quantity = msgspec.structs.replace(quantity, change=change)  # "fell 230 points, or 0.6 percent"
        before = read
        for waiting in hanging:
            yield _quantity(article, doc, waiting._replace(unit=read.unit), (block.start, waiting.end), like=quantity)
        hanging.clear()
        yield quantity
        edge, change = quantity.anchor.end, quantity.change
    for waiting in hanging:
        yield _quantity(article, doc, waiting, (block.start, waiting.end))


def _read(text: str, number: Found, following: Found | None, limits: tuple[int, int]) -> Read:
    """The number with its sign, its currency, its unit, and the other end of its range."""
    left, right = limits
    first = _with_unit(text, number, limits)
    if following is None or number.number.rule == "fraction":
        return _fraction(text, first, right) if number.number.rule == "fraction" else _named(text, first, left)
    second = _with_unit(text, following, (first.end, right))
    if whole := sum_of(first, second, text[first.end : second.start]):
        return age_said(text, whole, left) or whole
    joint = JOINT.fullmatch(text[first.end : second.start]) if second.start >= first.end else None
    joined = range_of(text, (first, number), (second, following), joint, left) if joint else None
    return _named(text, joined or first, left)


def _with_unit(text: str, number: Found, limits: tuple[int, int]) -> Read:
    left, right = limits
    low, high, exact, rule, named = number.number
    start, end, unit = number.start, number.end, None
    currency = currency_before(text, start, left)
    if currency:
        unit, start = currency
        measured = unit_at(text, end, right, rates=False)
        if measured and measured[0].dimension.startswith("currency") and measured[0].factor == 1:
            unit, end = measured  # "$75 Canadian dollars": the words are more exact than the sign
        elif match := re.match(r"\s(?:U\.S\.|US|Canadian|Australian)(?![\w$])", text[end : end + 12]):
            end += match.end()
        unit, end = _rated(text, unit, end, right)
    elif rule != "fraction":
        of = 4 if rule == "vague" and text[end : end + 4] == " of " else 0
        measured = unit_at(text, end + of, right)
        if measured:
            unit, end = _money_or_mass(text, number, *measured, limits)
            unit = _rate_of_goods(text, unit, end, right)
        elif number.scale == "m" and number.end - number.start < 8 and (metres := _metres(text, number)):
            unit, low = metres
            high, named, rule = low, (low,), "digits"
    if unit is not None and unit.name == "ft" and (inches := INCHES.match(text[end : min(right, end + 12)])):
        low = high = low + int(inches[1] or inches[2]) / 12
        named, end = (low,), end + inches.end()
    if unit is not None and (more := AND_A_HALF.match(text[end : min(right, end + 30)])):
        low, high, end = low + 0.5, high + 0.5, end + more.end()
        named = (low,) if low == high else ()
    return _signed(text, Read(start, end, low, high, exact, rule, named, unit), limits)


def _signed(text: str, read: Read, limits: tuple[int, int]) -> Read:
    """The figure below zero where a sign or words say so: "-12C", "minus 12 C", "10 degrees below zero"."""
    start, end = read.start, read.end
    minus = MINUS.search(text[max(limits[0], start - 9) : start])
    below = read.unit is not None and read.unit.dimension in COLD and BELOW_ZERO.match(text[end : limits[1]][:12])
    if minus:
        start -= len(minus[0])
    elif below:
        end += below.end()
    elif _is_negative(text, start, limits[0]):
        start -= 1
    else:
        return read
    return read._replace(start=start, end=end, low=-read.high, high=-read.low, named=tuple(-v for v in read.named))


def _rated(text: str, unit: Unit, end: int, right: int) -> tuple[Unit, int]:
    window = text[end : min(right, end + 40)]
    rated = rate_at(window, 0, unit)
    return (rated[0], end + rated[1]) if rated else (unit, end)


def _rate_of_goods(text: str, unit: Unit | None, end: int, right: int) -> Unit | None:
    """The rate in "70 million tons of cargo a year": what is measured stands between the unit and the time."""
    goods = GOODS.match(text[end : min(right, end + 50)])
    rated = rate_at(text[end : min(right, end + 80)], goods.end(), unit) if goods and unit else None
    return rated[0] if rated else unit


def _is_negative(text: str, start: int, left: int) -> bool:
    sign = text[start - 1] if start > left else ""
    return sign == "−" or (sign == "-" and (start < 2 or text[start - 2] in " (\n\u00a0"))


def _metres(text: str, number: Found) -> tuple[Unit, float] | None:
    """Whether "5m" is five metres (before words of size), and not five million."""
    if re.match(
        r"[- ](?:long|high|tall|wide|deep|away|above|below|sprint|race|final|freestyle|hurdles|dash|relay)\b|[²³]",
        text[number.end : number.end + 12],
    ):
        return Unit("m", "length"), number.number.low / SCALES["m"]
    return None


def _money_or_mass(text: str, number: Found, unit: Unit, end: int, limits: tuple[int, int]) -> tuple[Unit | None, int]:
    """Pounds are money or mass: money where the words around speak of paying, or the figure is large."""
    if unit.name == "KRW" and number.number.high < LEAST_WON:
        return None, number.end  # "12 won their races"
    if not unit.name.startswith("GBP") or "pound" not in text[number.end : end].lower():
        return unit, end
    around = text[max(limits[0], number.start - 80) : min(limits[1], end + 80)]
    money = PAY.search(around) or number.scale in {"million", "billion", "m", "bn"} or "sterling" in around
    if (money and not MASS.search(around)) or (
        "£" in text[max(0, number.start - NEARBY) : end + NEARBY]
        and text[number.end] != "-"
        and not MASS.search(around)
    ):
        return unit, end
    tail = unit.name.removeprefix("GBP")
    return Unit("lb" + tail, unit.dimension.replace("currency:GBP", "mass"), POUND.factor * unit.factor), end


def _fraction(text: str, read: Read, right: int) -> Read:
    """A share in percent, or a part of a unit: "half an hour", "a quarter point"."""
    low, high, named = read.low / 100, read.high / 100, tuple(v / 100 for v in read.named)
    if point := POINT.match(text[read.end : min(right, read.end + 30)]):
        unit = Unit("pp", "percentage points")
        return read._replace(end=read.end + point.end(), low=low, high=high, named=named, unit=unit)
    joint = SHARE_OF_UNIT.match(text[read.end : min(right, read.end + 8)])
    measured = unit_at(text, read.end + joint.end(), right, rates=False) if joint else None
    if measured and text[read.end + (joint.end() if joint else 0)].isalpha():
        return read._replace(end=measured[1], low=low, high=high, named=named, unit=measured[0])
    return read._replace(unit=Unit("%", "percent"))


def _named(text: str, read: Read, left: int) -> Read:
    """An age, or the strength of a quake or a storm, where the words beside the figure say so."""
    if (age := age_said(text, read, left)) is not None:
        return age
    if read.unit is None and _is_magnitude(text, read, left):
        return read._replace(unit=Unit("magnitude", "magnitude"))
    if read.unit is None and (found := _category(text, read, left)):
        return read._replace(start=read.start - len(found[0]), unit=Unit("category", "category"))
    return read


def _is_magnitude(text: str, read: Read, left: int) -> bool:
    """Whether the figure is a quake's: "magnitude 6.1"; with a decimal, "a 6.1 quake", "the quake measured 6.1"."""
    before = text[max(left, read.start - NEARBY_QUAKE) : read.start]
    if read.high < STRONGEST_QUAKE and MAGNITUDE.search(before[-22:]):
        return True
    if read.used > 1 or not read.low < STRONGEST_QUAKE or "." not in text[read.start : read.end]:
        return False
    return bool(A_QUAKE.match(text, read.end) or (MEASURED.search(before) and QUAKE.search(before)))


def _category(text: str, read: Read, left: int) -> re.Match[str] | None:
    """The words before the number of a storm's category: "a Category 3 hurricane"."""
    found = CATEGORY.search(text[max(left, read.start - 9) : read.start])
    around = text[max(left, read.start - NEARBY_STORM) : read.end + NEARBY_STORM]
    return found if 1 <= read.low <= read.high <= STRONGEST and STORM.search(around) else None


def _quantity(
    article: Article, doc: Doc, read: Read, limits: tuple[int, int], *, like: Quantity | None = None, way: str = ""
) -> Quantity:
    """The figure with its bounds, its SI value, and what it counts."""
    text, unit, end = article.text, read.unit, read.end
    lasting = unit is not None and unit.dimension == "duration"
    bound = bound_at(text, (read.start, end), limits, lasting=lasting)
    about = bound.about or (not read.exact and not bound.least and not bound.most) or not read.exact
    low, high = interval_of(read.low, read.high, bound, exact=read.exact)
    what = like.counted if like else None
    if like is None and (unit is None or unit.dimension == "percent"):
        what = counted(article, doc, read.start, max(end, bound.end))
    if unit is None and what is not None and what.start >= end:
        rated = rate_at(text[what.end : min(limits[1], what.end + 30)], 0, None)
        unit = rated[0] if rated else None
    elif unit is None:
        rated = rate_at(text[end : min(limits[1], end + 30)], 0, None)
        unit = rated[0] if rated else None
    change: Literal["", "up", "down"] = ""
    if unit is not None and (unit.dimension in CHANGING or unit.dimension.startswith("currency")):
        change = change_at(text, (bound.start, bound.end), limits)
    if change and unit is not None and unit.dimension == "length" and AWAY.match(text, bound.end):
        change = ""  # "came down 30 km south of the town"
    if unit is not None and change and unit.offset:
        unit = Unit(unit.name, "temperature difference", unit.factor)  # "2 °C warmer" is no level
    return Quantity(
        anchor=article.anchor(bound.start, bound.end),
        low=low,
        high=high,
        unit=unit.name if unit else "",
        dimension=unit.dimension if unit else "",
        si_low=None if low is None or not unit else unit.si(low),
        si_high=None if high is None or not unit else unit.si(high),
        approximate=about,
        at_least=bound.least,
        at_most=bound.most,
        counted=what,
        change=change,
        named=read.named,
        rule=read.rule + (".bounded" if bound.words else "") + (f".{way}" if way else ""),
    )


def _ordinals(article: Article, left: int, right: int, taken: Taken) -> Iterator[Quantity]:
    for match in ORDINAL.finditer(article.text, left, right):
        if taken.overlaps(match.start(), match.end()):
            continue
        word = match.group().lower()
        tens, _, last = word.rpartition("-")
        value = float(TENS.get(tens, 0) + ORDINALS[last]) if last in ORDINALS else float(re.sub(r"\D", "", word))
        anchor = article.anchor(match.start(), match.end())
        yield Quantity(anchor=anchor, low=value, high=value, ordinal=True, named=(value,), rule="ordinal")
