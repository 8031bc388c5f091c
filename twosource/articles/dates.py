"""A date as a source states it, into ISO 8601; or nothing. A day that has to be guessed is no date.

ISO and mail forms first, then dateutil, asked several times with opposite defaults: a part of the date that follows the
default was not in the words, and a day that changes with the reading order of "03/04/2025" is ambiguous.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

LONGEST = 64  # date libraries take seconds on long hostile strings; no date is longer
YEARS = range(1700, 2101)  # pages with a broken clock say 0001 or 1970-01-01
EPOCH = "1970-01-01"
FULL_YEAR = re.compile(r"(?<!\d)(?:1[7-9]|20)\d\d(?!\d)")
# nobody writes the day between year and month
YEAR_FIRST = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\d\s?[ap]\.?m\b", re.IGNORECASE)
MAIL = re.compile(
    r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d{2}:\d{2}(?::\d{2})?(?:\s[+-]\d{4}|\s(?:GMT|UTC|Z))?$"
)
# names of zones are ambiguous (IST, CST), so a time with one is kept as local time
ZONE = re.compile(r"\b(?!AM\b|PM\b|GMT\b|UTC\b|Z\b)[A-Z]{2,5}\b(?=\W*$|\s+\d{4}\W*$)")
STAMP_WORDS = re.compile(r"^\W*(?:published|updated|posted|modified|date|on|:|\s)+", re.IGNORECASE)


def read_date(words: str) -> str | None:
    """The ISO date or date-time these words state, as exact as they are; None when they leave a part of it open."""
    words = STAMP_WORDS.sub("", words.strip()).strip(" .|[]()")
    if not words or len(words) > LONGEST:
        return None
    words = YEAR_FIRST.sub(lambda day: f"{day[1]}-{day[3]:0>2}-{day[4]:0>2}", words)
    found = _iso(words) or _iso(ZONE.sub("", words).strip()) or _mail(words) or _free(words)
    if found is None or int(found[:4]) not in YEARS or found.startswith(EPOCH):
        return None
    return found


def as_words(given: str | date | None, name: str) -> str | None:
    """A date that a caller gives, as ISO words where it is a `date` or `datetime`. Raises `TypeError` for anything else."""
    if isinstance(given, date):
        return given.isoformat()
    if given is None or isinstance(given, str):
        return given
    raise TypeError(f"{name} must be a string or a datetime.date, not {type(given).__name__}: {given!r:.60}")


def _iso(words: str) -> str | None:
    if not re.match(r"\d{4}-?\d{2}-?\d{2}(?:$|[T ])", words):
        return None
    try:
        moment = datetime.fromisoformat(re.sub(r" (?=[+-]\d{2}:?\d{2}$|Z$)", "", words))
    except ValueError:
        return None
    return moment.date().isoformat() if len(words) <= 10 else moment.isoformat()


def _mail(words: str) -> str | None:
    """The form of mail headers and feeds, "Mon, 28 Apr 2025 10:00:00 +0200"."""
    if not MAIL.match(words):
        return None
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, IndexError, TypeError):
        return None


def _offset(name: str | None, seconds: int | None) -> timezone | None:
    """The zone of a stated offset; a bare name ("IST") is not guessed at."""
    return None if seconds is None else timezone(timedelta(seconds=seconds))


def _free(words: str) -> str | None:
    if not FULL_YEAR.search(words):
        return None
    from dateutil.parser import ParserError, parse

    plain = ZONE.sub("", words).replace("|", " ").strip(" ,")
    readings: set[datetime] = set()
    for default in (datetime(2001, 1, 1), datetime(2004, 12, 31)):
        for day_first in (True, False):
            try:
                readings.add(parse(plain, dayfirst=day_first, default=default, tzinfos=_offset))
            except (ParserError, ValueError, OverflowError, TypeError, AttributeError, RecursionError):
                return None
    days = {reading.date() for reading in readings}
    if len(days) != 1:
        return None
    return readings.pop().isoformat() if CLOCK.search(plain) and len(readings) == 1 else days.pop().isoformat()
