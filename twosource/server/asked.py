"""What an address asks for: its parameters, checked. What is not understood is refused with what would be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from litestar import Request

from twosource.data import Status
from twosource.store.records import Outcome

MOST = 500  # entries of one page of a list
PAGE = 50
STATUSES = tuple(str(status) for status in Status)
OUTCOMES: tuple[str, ...] = get_args(Outcome)


class Misasked(Exception):
    """A parameter that is not allowed, or whose value is not; the text says what is."""


class Missing(Exception):
    """An id or page that there is not; `back` is where to go on."""

    def __init__(self, what: str, back: str = "/") -> None:
        super().__init__(what)
        self.back = back


class Parameter(NamedTuple):
    """How a parameter is read, and what may be said."""

    read: Callable[[str], Any]
    allowed: str


def _text(value: str) -> str:
    if len(value) > 500 or "\x00" in value:
        raise ValueError
    return value


def _day(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        raise ValueError
    date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    return value


def _refuse() -> str:
    raise ValueError


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise ValueError
        return int(value)

    return read


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    return lambda value: value if value in words else _refuse()


def _span(value: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", value)
    if found is None or int(found[1]) >= int(found[2]):
        raise ValueError
    return int(found[1]), int(found[2])


TEXT = Parameter(_text, "at most 500 characters")
PARAMETERS = {
    "q": TEXT,
    "outlet": TEXT,
    "name": TEXT,
    "language": Parameter(_text, "a language code such as en"),
    "agency": TEXT,
    "day": Parameter(_day, "a day such as 2025-02-04, a month such as 2025-02, or a year"),
    "status": Parameter(_one_of(STATUSES), f"one of {', '.join(STATUSES)}"),
    "outcome": Parameter(_one_of(OUTCOMES), f"one of {', '.join(OUTCOMES)}"),
    "run": Parameter(_number(1, 10**9), "the number of a run"),
    "before": Parameter(_number(1, 10**9), "the number of a log entry"),
    "limit": Parameter(_number(1, MOST), f"a number from 1 to {MOST}"),
    "offset": Parameter(_number(0, 10**9), "a number from 0"),
    "at": Parameter(_span, "a span such as 104-292, from a lower to a higher number"),
}


def asked(request: Request[Any, Any, Any], *names: str) -> dict[str, Any]:
    """The request's parameters among these names, each once; empty ones are as if not given."""
    return read(request.query_params.dict(), names)


def read(given: Mapping[str, list[str]], names: tuple[str, ...]) -> dict[str, Any]:
    """Checked values by name. Raises `Misasked` that names what is allowed."""
    found: dict[str, Any] = {}
    for name, values in given.items():
        if name not in names:
            raise Misasked(f"{_shown(name)} is no parameter here; there are {', '.join(names) or 'none'}")
        if len(values) > 1:
            raise Misasked(f"{name} is given {len(values)} times; give it once")
        if values[0] != "":
            try:
                found[name] = PARAMETERS[name].read(values[0])
            except ValueError:
                raise Misasked(f"{name} cannot be {_shown(values[0])}; it is {PARAMETERS[name].allowed}") from None
    return found


def _shown(value: str) -> str:
    return repr(value[:60])
