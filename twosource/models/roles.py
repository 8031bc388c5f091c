"""What a person is said to be: offices, ranks, kinship, as closed tables of English (`roles.toml`), in one spelling each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from twosource.models.names import state_of

LONGEST = 3  # words of a role's name


@cache
def roles() -> Mapping[str, Mapping[str, str]]:
    """The tables."""
    text = resources.files("twosource.models").joinpath("roles.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables


@cache
def listed(table: str, key: str = "all") -> frozenset[str]:
    """The words of one list of a table."""
    return _words(roles()[table][key])


def units(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """The words with names of roles drawn together and in one spelling: (first, end, unit), in order.

    "Lt", "Gen" are one rank; "CEO" is a chief executive, and so is each "co-CEO".
    """
    plain = [re.sub(r"^(?:ex|co)-", "", word.lower().rstrip(".")) for word in words]
    alone = [_spellings().get(word, word) for word in plain]
    made: list[tuple[int, int, str]] = []
    at = 0
    while at < len(plain):
        for size in range(min(LONGEST, len(plain) - at), 0, -1):
            found = next((r for w in (plain, alone) if (r := _role(" ".join(w[at : at + size])))), "")
            if found or size == 1:
                made.append((at, at + size, found or plain[at]))
                at += size
                break
    return made


def is_role(unit: str) -> bool:
    """Whether a unit names an office, a rank or a kinship."""
    return unit in _heads()


def one_post(role: str) -> str:
    """The role under which posts of one field and one body are the same: a director is a head, a secretary a minister."""
    return {"director": "head", "manager": "head", "secretary": "minister"}.get(role, role)


@cache
def ranks() -> dict[str, frozenset[str]]:
    """Each rank with those of which it is a kind or a short form."""
    return {rank: _words(kinds) for rank, kinds in roles()["ranks"].items()}


@cache
def kin() -> dict[str, str]:
    """Each word of kinship with what it makes one: "son" a child."""
    return {word: what for what, words in roles()["kin"].items() for word in _words(words)}


@lru_cache(maxsize=50_000)
def land_of(word: str) -> str:
    """The state of a name or of the adjective of its people, "" for other words: "Spanish" is Spain's."""
    return state_of(word) or _peoples().get(word.lower(), "")


def _role(words: str) -> str:
    return _spellings().get(words, "") or (words if words in _names() else "")


@cache
def _spellings() -> dict[str, str]:
    return {form: role for role, forms in roles()["spellings"].items() for form in _words(forms)}


@cache
def _heads() -> frozenset[str]:
    offices = [listed("offices", key) for key in ("sole", "domain", "many")]
    return frozenset().union(*offices, roles()["spellings"], roles()["ranks"], kin()) - {"deputy", "defense"}


@cache
def _names() -> frozenset[str]:
    return _heads() | frozenset(roles()["spellings"])


@cache
def _peoples() -> dict[str, str]:
    text = resources.files("twosource.models").joinpath("peoples.toml").read_text(encoding="utf-8")
    table: dict[str, str] = tomllib.loads(text)
    made = {}
    for land, adjectives in table.items():
        for word in (land, *_words(adjectives)):
            made[word] = state_of(land) or land
    return made


def _words(listing: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in listing.split(",")) - {""}
