"""Whose an institution is: each state has a foreign ministry, an army and a supreme court, and the name alone tells none.

The words beside the name may: "Iran's Foreign Ministry", "the Israeli army", "the Ministry of Defence in Kyiv".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from twosource.models.names import name_tables, organisation_parts
from twosource.models.roles import land_of

NAME = r"[A-Z][\w.’'-]*"
BEFORE = re.compile(rf"((?:{NAME} )?{NAME}) $")
AFTER = re.compile(rf" (?:of|in) (?:the )?({NAME}(?: {NAME})?)")
LAND = re.compile(r"\b(?:U\.?[SK]\b\.?|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![\w-])")  # "Iran-backed" is not Iran's
NEAR = 40  # characters beside a name that may say whose it is


class Institution(NamedTuple):
    """The words that say which body it is, and the state that it is of: "" where nothing tells, "~..." a name that is no state's."""

    body: tuple[str, ...]
    owner: str


@lru_cache(maxsize=50_000)
def body_of(name: str) -> Institution | None:
    """A name made of words that every state's bodies share, without its state; None for a name of its own."""
    parts = organisation_parts(name)
    for size in (0, 1, 2):
        for land, rest in ((parts[:size], parts[size:]), (parts[len(parts) - size :], parts[: len(parts) - size])):
            owner = land_of(" ".join(land)) if size else ""
            if (owner or not size) and _plain(rest):
                return Institution(tuple(sorted(set(rest) - {"affairs"})), owner)
    return None


def _plain(parts: tuple[str, ...]) -> bool:
    heads, fields, alone = (_words(key) for key in ("heads", "fields", "alone"))
    if len(parts) == 1:
        return parts[0] in alone
    return any(p in heads for p in parts) and all(p in heads or p in fields for p in parts)


def is_body(noun: str) -> bool:
    """Whether a noun is one by which bodies of state are called: "police", "ministry"."""
    return noun in _words("heads") or noun in _words("alone")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(name_tables()["institutions"][key].split())


def institution(text: str, start: int, end: int) -> Institution | None:
    """The institution that is named at `text[start:end]`, with the state that the name or the words beside it give."""
    found = body_of(text[start:end])
    if found is None or found.owner:
        return found
    before, after = BEFORE.search(text[max(0, start - NEAR) : start]), AFTER.match(text[end : end + NEAR])
    return found._replace(owner=_possessor(before[1] if before else "") or _seat(after[1] if after else ""))


def _possessor(words: str) -> str:
    """The state of an adjective or a possessive; another's name where it is a possessive."""
    plain = re.sub(r"[’']s?$", "", words)
    last = plain.split(" ")[-1]
    land = land_of(plain) or land_of(last) or _seats().get(plain.lower()) or _seats().get(last.lower(), "")
    return land or (f"~{last.lower()}" if plain != words else "")


def _seat(words: str) -> str:
    """The state that a name after "of" or "in" is, or is governed from."""
    plain = re.sub(r"[’']s?$", "", words)
    first = plain.split(" ")[0]
    return next((x for w in (plain, first) if (x := land_of(w) or _seats().get(w.lower(), ""))), "")


@cache
def _seats() -> dict[str, str]:
    return {seat.strip(): land for land, seats in name_tables()["seats"].items() for seat in seats.split(",")}


def one_body(one: Institution, two: Institution) -> bool:
    """Whether two institutions may be one: the same body, and not of two states. Who is no state may be part of one."""
    if one.body != two.body:
        return False
    owners = {one.owner, two.owner} - {""}
    return len(owners) < 2 or all(o.startswith("~") for o in owners)


@lru_cache(maxsize=4_096)
def lands_named(text: str) -> Counter[str]:
    """How often a text names each state or its people."""
    words = LAND.findall(text)
    found = (land_of(w) or land_of(w.split(" ")[0]) or land_of(w.split(" ")[-1]) for w in words)
    return Counter(land for land in found if land)
