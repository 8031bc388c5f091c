"""Is a name a man's or a woman's? A table of given names and of words that say so; in doubt neither."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import dropwhile

from anyascii import anyascii

# words before or behind a name that are none of it
TITLES = frozenset(
    "mr mrs ms miss dr prof professor president vice prime minister premier chancellor king queen prince princess sheikh sheik emir sultan "
    "gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal brig brigadier adm admiral marshal commander "
    "gov governor sen senator rep representative mp congressman congresswoman secretary ambassador judge justice attorney mayor chief chair chairman "
    "chairwoman chairperson ceo director spokesman spokeswoman spokesperson officer sheriff deputy acting interim former ex sir lord lady dame "
    "pope cardinal bishop archbishop rabbi imam ayatollah mullah mufti rev reverend father sister crown transitional foreign defence defense finance interior "
    "treasurer coach inspector constable superintendent warrant sr jr hon".split()
)
MALE_WORDS = frozenset(
    "mr sir lord king prince emperor duke count baron sultan emir pope cardinal ayatollah imam rabbi señor monsieur herr man boy father "
    "dad son brother husband uncle nephew grandfather grandson widower boyfriend fiancé stepfather gentleman guy chairman spokesman "
    "congressman policeman businessman fireman actor waiter monk priest friar salesman sportsman statesman nobleman gunman "
    "schoolboy grandad stepson groom cameraman fisherman clergyman tribesman landlord".split()
)
FEMALE_WORDS = frozenset(
    "mrs ms miss mme dame lady sheikha queen princess empress duchess countess baroness señora madame frau woman girl mother mom mum daughter sister "
    "wife aunt niece grandmother granddaughter widow girlfriend fiancée stepmother chairwoman spokeswoman congresswoman policewoman "
    "businesswoman actress waitress nun heiress hostess goddess stewardess saleswoman sportswoman stateswoman schoolgirl ballerina "
    "grandma stepdaughter bride landlady headmistress".split()
)


def given_name_gender(name: str) -> str:
    """Gender m, f, or "" where the first part of the name does not tell; one part alone may be a surname."""
    parts = _parts(name)
    return _table().get(parts[0], "") if len(parts) > 1 else ""


def word_gender(word: str) -> str:
    """What a title or noun says of the person it stands for: "Mr", "queen", "spokeswoman"."""
    plain = word.lower().rstrip(".")
    return "m" if plain in MALE_WORDS else "f" if plain in FEMALE_WORDS or plain.endswith("woman") else ""


def single_name_gender(name: str) -> str:
    """As `given_name_gender`, also for a name of one part: a guess, since many surnames are given names."""
    parts = _parts(name)
    return _table().get(parts[0], "") if parts else ""


def _parts(name: str) -> list[str]:
    """The parts of a name behind its titles: "sheikh" is borne by women too, as part of their names."""
    parts = re.findall(r"[a-z]+", anyascii(name).lower().replace("'", ""))
    return list(dropwhile(TITLES.__contains__, parts))


@cache
def _table() -> dict[str, str]:
    text = resources.files("twosource.models").joinpath("given_names.toml").read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(text)
    return {name: gender[0] for gender, names in lists.items() for name in names.split()}
