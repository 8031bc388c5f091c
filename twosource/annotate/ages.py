"""The ages of people: said outright ("aged 45", "45-year-old"), or set beside a name or a word for a person ("Ida Brandt, 45,",
"the president, 73,", "a mother of three, 34,", "her sons, 6 and 9,").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.annotate.measures import Unit, unit_named
from twosource.annotate.ranges import Read

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ONE_PERSON = frozenset(
    "man woman boy girl teenager child baby infant toddler pensioner victim suspect defendant accused gunman attacker assailant "
    "shooter killer driver motorist motorcyclist cyclist rider pedestrian passenger pilot captain skipper sailor tourist hiker climber "
    "swimmer diver skier runner player striker goalkeeper singer actor actress teacher student pupil worker employee farmer fisherman "
    "soldier officer policeman policewoman firefighter nurse doctor lawyer journalist photographer politician activist mother father "
    "husband wife widow widower son daughter brother sister grandmother grandfather uncle aunt boyfriend girlfriend partner "
    "neighbour neighbor resident survivor hostage migrant prisoner inmate "
    "president premier minister chancellor senator lawmaker congressman congresswoman governor mayor leader ruler dictator king queen "
    "prince princess monarch pope cardinal bishop priest cleric ayatollah imam ambassador diplomat judge general commander colonel "
    "chairman chairwoman executive founder billionaire tycoon magnate businessman businesswoman entrepreneur banker trader "
    "star comedian comic presenter broadcaster host director filmmaker producer writer author novelist poet playwright painter artist "
    "musician rapper guitarist drummer songwriter composer dancer model designer chef architect scientist physicist professor "
    "champion coach manager midfielder defender winger forward quarterback golfer boxer wrestler jockey sprinter athlete footballer "
    "veteran millionaire heir heiress hero rebel warlord dissident fugitive convict candidate nominee incumbent native father-in-law "
    "mother-in-law twin cousin nephew niece grandson granddaughter fiance fiancee spouse bride groom lecturer engineer builder "
    "electrician plumber paramedic astronaut cosmonaut".split()
)
PERSONS = frozenset(
    f"men women boys girls children twins couple pair siblings policemen fishermen {' '.join(f'{word}s' for word in ONE_PERSON)}".split()
)
YEAR_OF_AGE = unit_named("yr")._replace(dimension="age")
AGED = re.compile(
    r"\b(?:aged|ages?(?: of)?|(?:man|woman|boy|girl) of|(?:younger|older) than|who turned)\s(?:between\s|about\s|from\s)?$",
    re.IGNORECASE,
)
AGES = re.compile(r"\b(?:aged|ages) (?:\d{1,2}(?:,? (?:and|or) |, ))+$", re.IGNORECASE)  # "two sons, ages 6 and 16"
LISTED = re.compile(r"(?P<who>\w+)(?:, | [–—] )(?P<both>both )?(?P<before>(?:\d{1,2}(?:,? and |, ))*)$", re.IGNORECASE)
REST = re.compile(r"(?P<more>(?:, \d{1,2}(?!\d))*,? and \d{1,2})?(?:[,;.)]|\s[-–—])(?!\d)")
PARENT = re.compile(r"\b(?:mother|father|mum|mom|dad|parent|grandmother|grandfather)[ -]of[ -](?:\w+)$", re.IGNORECASE)
WHO_IS = re.compile(r", who (?:is|was) $")
HE_IS = re.compile(r"\b(?:he|she) (?:is|was) (?:now )?$", re.IGNORECASE)
DIED_AT = re.compile(r"\bdie[sd]\b[^.,;:\d]{0,24} at $", re.IGNORECASE)  # "died on Sunday at 82"
NOW = re.compile(r", now $")
GROWN = 13  # years from which "he is 75" tells an age; "she was four" may be a rank
BESIDE_NAME = re.compile(r"(?:[,;)]|\s?[-–—]\s|\.\s|\.?$)")
AGE_LIMIT = 120
REACH = 40  # characters before a figure in which the words for whose age it is stand


def age_said(text: str, read: Read, left: int) -> Read | None:
    """The figure as an age where words say so: "45-year-old", "aged 45"."""
    if read.unit is not None and read.unit.dimension == "duration":
        old = re.match(r"[- ](?:olds?|of age)\b", text[read.end : read.end + 8])
        unit = Unit(read.unit.name, "age", read.unit.factor)
        return read._replace(end=read.end + old.end(), unit=unit, rule="age") if old else None
    return _age(read) if read.unit is None and read.high <= AGE_LIMIT and _says_aged(text, read, left) else None


def _says_aged(text: str, read: Read, left: int) -> bool:
    return bool(
        AGED.search(text[max(left, read.start - 18) : read.start])
        or AGES.search(text[max(0, read.start - 24) : read.start])
        or re.match(r"(?:between|from) (?:the )?ages?\b", text[read.start : read.end])
    )


def age_beside_name(text: str, doc: Doc, read: Read, limits: tuple[int, int]) -> Read | None:
    """The figure as an age in apposition to a person's name or to a word for a person: "Ida Brandt, 45, said", "a British man,
    72,"; in words only beside a name: "Tom, eight, was"; and said of somebody: "she was 75".
    """
    left, right = limits
    if read.used > 1 or not 1 <= read.low <= AGE_LIMIT or read.low != int(read.low):
        return None
    figures = text[read.start : read.end].isdecimal()
    if figures and _listed(text, doc, read, limits):
        return _age(read)
    if not BESIDE_NAME.match(text[read.end : min(right, read.end + 3)]):
        return None
    lead = text[max(left, read.start - REACH) : read.start]
    if HE_IS.search(lead) or DIED_AT.search(lead):
        return _age(read) if figures and read.low >= GROWN else None
    who = WHO_IS.search(lead) or NOW.search(lead)
    start = who.start() + read.start - len(lead) if who else read.start - 2
    if start <= left or (who is None and text[start : read.start] not in {", ", " ("}):
        return None
    if figures and PARENT.search(text[max(left, start - REACH) : start]):
        return _age(read)
    name = _word_before(doc, start)
    if name is None:
        return None
    if not figures:
        return _age(read) if _is_person(name, {"PER", "PERSON"}) and text[read.start].islower() else None
    return _age(read) if name.lower_ in ONE_PERSON or _is_person(name, {"", "PER", "PERSON", "MISC"}) else None


def _age(read: Read) -> Read:
    return read._replace(unit=YEAR_OF_AGE, rule="age")


def _word_before(doc: Doc, at: int) -> Token | None:
    """The word that ends where a comma or a bracket stands."""
    span = doc.char_span(at - 1, at, alignment_mode="expand")
    return span[0] if span is not None else None


def _is_person(name: Token, types: set[str]) -> bool:
    return name.pos_ == "PROPN" and name.ent_type_.upper() in types


def _listed(text: str, doc: Doc, read: Read, limits: tuple[int, int]) -> bool:
    """Whether the figure is one of several ages: "her two sons, 6 and 9,", "the couple, both 62,", "Ida and Per Brandt, 45 and 47,"."""
    start = max(limits[0], read.start - REACH)
    listed = LISTED.search(text[start : read.start])
    rest = REST.match(text[read.end : min(limits[1], read.end + REACH)] + "\n")
    if listed is None or rest is None or not (listed["both"] or listed["before"] or rest["more"]):
        return False
    name = _word_before(doc, start + listed.end("who"))
    return listed["who"].lower() in PERSONS or (name is not None and _is_person(name, {"PER", "PERSON"}))
