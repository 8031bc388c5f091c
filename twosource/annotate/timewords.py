"""The words that time expressions are made of, each with its class and its value.

A sentence becomes a string with one character per word, the character standing for the class of the word; the grammar
(timegrammar) looks for patterns in that string. So a pattern never sees the words themselves, and each word is looked at
once, however many patterns there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MONTHS = {m: i for i, names in enumerate((
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
    "october oct", "november nov", "december dec",
), start=1) for m in names.split()}  # fmt: skip
DAYS = {d: i for i, names in enumerate((
    "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs thur", "friday fri", "saturday sat", "sunday sun",
)) for d in names.split()}  # fmt: skip
ORDINALS = {w: i for i, w in enumerate(
    "first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth".split()
)}  # fmt: skip
ORDINALS = {word: i + 1 if i == 0 else i + 2 for word, i in ORDINALS.items()}  # "second" is also a unit

# class -> its words, "word" or "word=value"; the value of a word without one is the word
CLASSES: dict[str, str] = {
    "ONES": "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9",
    "TEENS": "ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19",
    "TENS": "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90",
    "HUNDRED": "hundred=100",
    "THOUSAND": "thousand=1000",
    "DOZEN": "dozen=12",
    "HALF": "half",
    "ART": "a an",
    "ANOTHER": "another additional",
    "COUPLE": "couple",
    "FEW": "few handful",
    "SEVERAL": "several many numerous",
    "DOZENS": "dozens scores",
    "DAY": "day",
    "UNIT": "week month year decade century millennium hour minute fortnight",
    "UNITS": "days weeks months years decades centuries millennia hours minutes fortnights",
    "SECOND": "second",
    "SECONDS": "seconds",
    "QUARTER": "quarter",
    "QUARTERS": "quarters",
    "SEASON": "summer=SU winter=WI autumn=FA",
    "SEASONVERB": "spring=SP fall=FA",
    "DAYPART": "morning=MO afternoon=AF evening=EV night=NI",
    "DAYPARTS": "mornings=MO afternoons=AF evenings=EV nights=NI",
    "OVERNIGHT": "overnight",
    "WEEKEND": "weekend",
    "WEEKENDS": "weekends",
    "TODAY": "today=0 yesterday=-1 tomorrow=1",
    "TONIGHT": "tonight",
    "NOON": "noon=12:00 midday=12:00 midnight=24:00",
    "OCLOCK": "o'clock",
    "ZONE": "gmt utc cest est edt et cet bst ist pst pdt",
    "LAST": "last=-1",
    "PAST": "past=-1",
    "PREVIOUS": "previous=-1 preceding=-1 prior=-1",
    "NEXT": "next=1",
    "THIS": "this=0",
    "VERY": "very",
    "COMING": "coming=1 upcoming=1",
    "CURRENT": "current=0",
    "FOLLOWING": "following=1 ensuing=1",
    "SAME": "same=0",
    "THAT": "that=0",
    "LATEST": "latest=0",
    "RECENT": "recent",
    "EARLY": "early=early",
    "LATE": "late=late",
    "MID": "mid=mid",
    "EARLIER": "earlier=earlier",
    "LATER": "later=later",
    "BEGINNING": "beginning=start start=start opening=start",
    "MIDDLE": "middle=mid",
    "END": "end=end close=end",
    "AGO": "ago",
    "BEFORE": "before previously",
    "AFTER": "after afterward afterwards",
    "HENCE": "hence",
    "AHEAD": "ahead",
    "EVERY": "every each",
    "OTHER": "other",
    "DAILY": "daily=P1D weekly=P1W monthly=P1M annually=P1Y hourly=PT1H nightly=P1D biweekly=P2W bimonthly=P2M",
    "QUARTERLY": "quarterly=P3M",
    "NOW": "now=PRESENT_REF currently=PRESENT_REF nowadays=PRESENT_REF presently=PRESENT_REF",
    "RECENTLY": "recently=PAST_REF lately=PAST_REF",
    "FUTURE": "future",
    "SHORT": "near short immediate foreseeable distant",
    "TERM": "term",
    "DATE": "date",
    "TIME": "time moment",
    "PRESENT": "present",
    "THESE": "these",
    "FISCAL": "fiscal",
    "FULL": "full entire whole",
    "PERIOD": "period",
    "OLD": "old",
    "AGE": "aged age",
    "LONG": "long",
    "THE": "the",
    "OF": "of",
    "IN": "in",
    "ON": "on",
    "AT": "at",
    "BY": "by",
    "FROM": "from",
    "BETWEEN": "between",
    "SINCE": "since",
    "UNTIL": "until till",
    "DURING": "during through throughout",
    "FOR": "for",
    "AND": "and",
    "OR": "or",
    "TO": "to",
    "INTO": "into",
    "LOCAL": "local",
    "WITHIN": "within",
    "SO": "so",
    "ABOUT": "about nearly almost roughly approximately some",
    "AROUND": "around",
    "OVER": "over",
    "MORE": "more",
    "LESS": "less fewer",
    "THAN": "than",
    "LEAST": "least most",
    "UP": "up",
    "ONLY": "only just barely",
    "NEW": "new",
    "EVE": "eve=eve",
    "CHRISTMAS": "christmas=12-25 halloween=10-31 thanksgiving=TG easter=EA",
    # with "Day"; a weekday's own names, in days from Easter ("TG" from Thanksgiving, "" for those no calendar holds)
    "NAMEDDAY": "boxing=12-26 valentine=02-14 valentines=02-14 veterans=11-11 armistice=11-11 bastille=07-14 anzac=04-25 labor=LD memorial=MD",
    "FEAST": "good=-2 palm=-7 ash=-46 maundy=-3 black=TG+1 cyber=TG+4 super=no bloody=no",
    # what a bare number may count instead of being a year, or what makes a number something else
    "COUNTED": "people men women children troops soldiers fighters homes houses jobs km kilometers kilometres miles feet metres "
    "meters tons tonnes percent mw dollars pounds euros points barrels shares words votes members workers employees "
    "yards acres hectares units cases deaths victims pieces copies passengers students kilograms kg",
}  # fmt: skip
LEXED = (
    "NAME WORD OTHERMARK COMMA HYPHEN DASH SLASH POSS DOT CURRENCY PERCENT OPEN CLOSE MONTH MAY WEEKDAY WEEKDAYS DAYABBR YEAR "
    "DAYNUM INT DECIMAL ORD ORDWORD DECADE CLOCK ISODATE SLASHDATE STAMP QUARTERNUM".split()
)
CHARACTERS = {name: chr(0x4E00 + i) for i, name in enumerate([*CLASSES, *LEXED])}

TOKEN = re.compile(
    r"(?P<ISODATE>\b(?:1[5-9]|20)\d\d-\d\d-\d\d(?!\d))"
    r"|(?P<SLASHDATE>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<CLOCK>\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.\s?m\.?|[ap]m\b|[AP]\.M\.?|[AP]M\b)|\b\d{1,2}:\d\d(?![\d:.,]\d)(?::\d\d)?)"
    r"|(?P<STAMP>\b\d{4}(?=\s(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|IST)\b))"
    r"|(?P<DECADE>\b(?:1[5-9]|20)\d0['’]?s\b|['’`][2-9]0s\b)"
    r"|(?P<ORD>\b\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<NUMBER>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+|\d+)(?![^\W\d_])"
    r"|(?P<GLUED>\d+[^\W_]*)"
    r"|(?P<QUARTERNUM>\bQ[1-4]\b)"
    r"|(?P<POSS>['’]s\b)"
    r"|(?P<ABBR>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?(?!\w))"
    r"|(?P<word>o['’]clock|[^\W\d_]+)"
    r"|(?P<DASH>-{2,})"
    r"|(?P<mark>[^\s\w]|_)"
)
MARKS = {
    ",": "COMMA", "-": "HYPHEN", "‑": "HYPHEN", "–": "DASH", "—": "DASH", "/": "SLASH", ".": "DOT", "$": "CURRENCY", "£": "CURRENCY",
    "€": "CURRENCY", "¥": "CURRENCY", "#": "CURRENCY", "%": "PERCENT", "(": "OPEN", ")": "CLOSE",
}  # fmt: skip


def _lexicon() -> dict[str, tuple[str, str]]:
    words = {}
    for name, listed in CLASSES.items():
        for entry in listed.split():
            word, _, value = entry.partition("=")
            words[word] = (CHARACTERS[name], value or word)
    for word, number in ORDINALS.items():
        words[word] = (CHARACTERS["ORDWORD"], str(number))
    return words


def _names() -> dict[str, tuple[str, str]]:
    """Months and weekdays, which count only with a capital."""
    words = {}
    for table, full in ((MONTHS, "MONTH"), (DAYS, "WEEKDAY")):
        for word, number in table.items():
            name = full if len(word) > 4 or word in {"june", "july"} else "DAYABBR" if full == "WEEKDAY" else "MONTH"
            for form in (word.capitalize(), word.upper()):
                words[form] = (CHARACTERS[name], str(number))
            if name == "WEEKDAY":
                words[f"{word.capitalize()}s"] = (CHARACTERS["WEEKDAYS"], str(number))
    words["May"] = words["MAY"] = (CHARACTERS["MAY"], "5")
    return words


LEXICON: Mapping[str, tuple[str, str]] = _lexicon()
NAMES: Mapping[str, tuple[str, str]] = _names()
WORD, NAME, OTHERMARK = CHARACTERS["WORD"], CHARACTERS["NAME"], CHARACTERS["OTHERMARK"]


@dataclass(slots=True, frozen=True)
class Words:
    """The words of a sentence: `classes[i]` is the class of the word `text[starts[i]:ends[i]]`, `values[i]` its value."""

    text: str
    classes: str
    starts: list[int]
    ends: list[int]
    values: list[str]


@dataclass(slots=True, frozen=True)
class Found:
    """Words that fit a pattern; the pattern's named groups are their parts."""

    words: Words
    match: re.Match[str]

    @property
    def span(self) -> tuple[int, int]:
        """Where the expression stands in the text."""
        return self.words.starts[self.match.start()], self.words.ends[self.match.end() - 1]

    def values(self, name: str) -> list[str]:
        """The values of the words of a part, in order; none when the part is not there."""
        start, end = self.match.span(name) if name in self.match.re.groupindex else (-1, -1)
        return self.words.values[start:end] if start >= 0 else []

    def value(self, *names: str) -> str:
        """The value of the first word of the first of the parts that is there, "" where none is."""
        return next((self.words.values[self.match.start(n)] for n in names if self.values(n)), "")

    def wording(self, name: str | int = 0) -> str:
        """The words of a part as they stand, in small letters; "" when it is not there."""
        start, end = self.match.span(name) if isinstance(name, int) or name in self.match.re.groupindex else (-1, -1)
        if start < 0 or start == end:
            return ""
        return self.words.text[self.words.starts[start] : self.words.ends[end - 1]].lower()

    def beside(self, step: int) -> tuple[str, str]:
        """Class and words of the neighbour before (-1, -2) or after (1, 2) the expression; ("", "") at the edge."""
        at = self.match.start() + step if step < 0 else self.match.end() + step - 1
        if not 0 <= at < len(self.words.starts):
            return "", ""
        return self.words.classes[at], self.words.text[self.words.starts[at] : self.words.ends[at]]


def lex(text: str, start: int, end: int) -> Words:
    """The words of `text[start:end]` with their classes."""
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    for match in TOKEN.finditer(text, start, end):
        kind, word = match.lastgroup or "", match.group()
        if kind == "word":
            name, value = NAMES.get(word) or LEXICON.get(word.lower().replace("’", "'")) or (_unknown(word), word)
        elif kind == "mark":
            name, value = CHARACTERS[MARKS.get(word, "OTHERMARK")], word
        elif kind == "NUMBER":
            name, value = _number(word)
        elif kind == "ABBR":
            name, value = NAMES[word.rstrip(".")]
            # "Jan" without its stop may be a person
            name = CHARACTERS["MAY"] if name == CHARACTERS["MONTH"] and word[-1] != "." else name
        elif kind == "GLUED":
            name, value = WORD, word
        else:
            name, value = CHARACTERS[kind], word
        classes.append(name)
        starts.append(match.start())
        ends.append(match.end())
        values.append(value)
    return _with_spelled_years(Words(text, "".join(classes), starts, ends, values))


SPELLED = re.compile(
    "(?:{TEENS}|{TENS})(?:{TENS}(?:{HYPHEN}?{ONES})?|{TEENS})".format(
        **CHARACTERS
    )  # nineteen ninety-six, twenty twelve
)


def _with_spelled_years(words: Words) -> Words:
    """Years that are written out ("nineteen ninety-six"), as broadcasts are, become one word."""
    classes = words.classes
    for match in reversed(list(SPELLED.finditer(classes))):
        start, end = match.span()
        numbers = [int(v) for v in words.values[start:end] if v.isdigit()]
        if not (15 <= numbers[0] <= 19 or (numbers[0] == 20 and 10 <= sum(numbers[1:]) < 30)):
            continue
        classes = classes[:start] + CHARACTERS["YEAR"] + classes[end:]
        words.values[start:end] = [str(numbers[0] * 100 + sum(numbers[1:]))]
        words.ends[start:end] = words.ends[end - 1 : end]
        words.starts[start:end] = words.starts[start : start + 1]
    return Words(words.text, classes, words.starts, words.ends, words.values)


def _unknown(word: str) -> str:
    return NAME if word[0].isupper() else WORD


def _number(word: str) -> tuple[str, str]:
    if not word.isascii() or not word.isdigit():
        return CHARACTERS["DECIMAL" if "." in word else "INT"], word.replace(",", "")
    if len(word) <= 2 and 1 <= int(word) <= 31:
        return CHARACTERS["DAYNUM"], word
    return CHARACTERS["YEAR" if len(word) == 4 and 1000 <= int(word) <= 2100 else "INT"], word
