"""Are two names one name? Spelling, transliteration, titles, particles, initials, acronyms, legal forms.

A name is compared part by part, each as `spelling` says. Given names must agree as well as family names: two Georges with
one surname are two people unless their middle names say the same; so are a man's and a woman's name, a father and a son
who is "Jr.", and one whose second name is the other's first. Below 0.8 a score says how near two names are and not that
they are one: "Selena Williams" is a letter away from another person.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from twosource.models.genders import TITLES, single_name_gender
from twosource.models.spelling import alike_part, readings, same_part, skeleton

PARTICLES = frozenset(
    "al el ul as ash at ad an ar bin ibn ben abu umm de da do dos das del della di du la le van von der den ter bint".split()
)
SMALL_WORDS = frozenset("the of for and a an in de la le du des et y del di der fur und".split())
SPELLINGS = {
    "defence": "defense", "centre": "center", "labour": "labor", "organisation": "organization", "programme": "program",
    "harbour": "harbor", "theatre": "theater", "intl": "international", "dept": "department", "govt": "government",
    "natl": "national", "assn": "association", "univ": "university", "saint": "st", "fourty": "forty",
}  # fmt: skip
LEAST_PLURAL = 6  # letters of a word that is one name with its plural: "Conservative", "Conservatives"
GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}


def same_name(a: str, b: str, kind: str = "") -> tuple[float, str]:
    """Score 0..1 that two names are one, and why. `kind` is an entity type; a legal form also tells a company."""
    if kind not in {"", "person"} or has_legal_form(a) or has_legal_form(b):
        return same_organisation(a, b)
    one, two = name_parts(a), name_parts(b)
    if not one or not two:
        return 0.0, "a name without parts"
    if _generations_apart(a, b, full=len(one) > 1 and len(two) > 1):
        return 0.4, "father and child"
    if one == two:
        return 1.0, "same parts"
    if not kind and (is_acronym(a, b) or is_acronym(b, a)):
        return 0.9, "acronym"
    if _joined(one, two):
        return 0.95, "same letters, other word breaks"
    if len(one) == 1 or len(two) == 1:
        return _single(one, two)
    return _full(one, two, comma="," in a or "," in b)


def one_writing(a: str, b: str) -> bool:
    """Whether one report may write a person's name in both ways: with parts left out, initials, short forms, accents.

    A report spells a name in one way; where it has "Ahmed Salim" and "Ahmed Salem" it tells of two.
    """
    one, two = name_parts(a), name_parts(b)
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    if len(shorter) < 2 or "".join(one) == "".join(two):
        return True
    left = list(longer)
    for part in shorter:
        home = next((p for p in left if p == part or _one_given_name(p, part) or _initial(p, part)), None)
        if home is None:
            return False
        left.remove(home)
    return True


def _single(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[float, str]:
    """A name of one part against another name."""
    single, other = (one[0], two) if len(one) == 1 else (two[0], one)
    if any(same_part(single, part) for part in other):
        return (0.8, "one part stands in the other name") if len(other) > 1 else (0.95, "one spelling of the other")
    if len(other) == 1 and _near(single, other[0]):
        return 0.6, "a letter or two apart"
    return 0.0, "no part in common"


def _full(one: tuple[str, ...], two: tuple[str, ...], *, comma: bool = False) -> tuple[float, str]:
    """Two names of several parts: each part of the shorter needs its own in the longer."""
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    left = list(longer)
    exact, near, order = 0, 0, []
    for part in shorter:
        home = _home(part, left)
        if home is None:
            return 0.2, f"nothing for {part!r}"
        same = _one_part(part, home)
        exact += same
        near += not same and not _initial(part, home)
        order.append(longer.index(home))
        left.remove(home)
    if near:
        return (0.7 if near == 1 and exact else 0.3), "a letter or two apart"
    if not exact:
        return 0.3, "initials only"
    if len(shorter) > 1 and len(left) >= 1 and _middle_clash(shorter, longer):
        return 0.4, "other middle names"
    if left and order[0] and single_name_gender(shorter[0]):
        return 0.7, "the first name of one is a later name of the other"
    if order != sorted(order) and not comma and len(shorter) == 2 and not left:
        return 0.75, "the parts change places"
    if exact == len(shorter) and len(left) < 2:
        return 0.95, "every part has its own"
    return 0.85, "every part has its own"


def _home(part: str, left: Sequence[str]) -> str | None:
    """The part of another name that this one is: equal first, then an initial, then a near miss."""
    for test in (_one_part, _initial, _near):
        for other in left:
            if test(part, other):
                return other
    return None


def _one_part(a: str, b: str) -> bool:
    """Whether two parts are one name, spelt in two ways or shortened; a man's name is no spelling of a woman's."""
    if a == b or _one_given_name(a, b):
        return True
    return same_part(a, b) and {single_name_gender(a), single_name_gender(b)} != {"m", "f"}


def _generations_apart(a: str, b: str, *, full: bool) -> bool:
    """Whether "Jr." or "Sr." tells two people of one name apart; a surname alone leaves it open."""
    one, two = generation(a), generation(b)
    return one != two and (full or bool(one and two))


@lru_cache(maxsize=50_000)
def generation(name: str) -> str:
    """What a name says of father and child: "jr", "sr", or ""."""
    words = re.findall(r"[a-z]+", name.lower())
    return next((GENERATIONS[w] for w in words[1:] if w in GENERATIONS), "")


def _one_given_name(a: str, b: str) -> bool:
    """A given name and its short form: "bill" and "william"."""
    forms = _short_forms()
    return a in forms.get(b, ()) or b in forms.get(a, ()) or bool(forms.get(a, frozenset()) & forms.get(b, frozenset()))


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for full, short in name_tables()["short_forms"].items():
        for name in short.split():
            found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


@cache
def name_tables() -> Mapping[str, Mapping[str, str]]:
    """Facts about names: short forms of given names, legal forms, several names of one state."""
    text = resources.files("twosource.models").joinpath("name_facts.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables


def _near(a: str, b: str) -> bool:
    """A letter apart, two in a long part, or much alike: a slip of the pen, or another name."""
    shorter = min(len(a), len(b))
    if shorter < 3 or (a + b).isdigit():
        return False
    return Levenshtein.distance(a, b, score_cutoff=2) <= (2 if shorter >= 7 else 1) or alike_part(a, b)


def _joined(one: Sequence[str], two: Sequence[str]) -> bool:
    whole = "".join(one)
    return len(one) != len(two) and len(whole) >= 5 and whole == "".join(two)


def _middle_clash(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    left = list(longer)
    for part in shorter:
        if part in left:
            left.remove(part)
    return len(shorter) > 2 and any(len(p) == 1 for p in left)


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]


@lru_cache(maxsize=50_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Lowercase Latin parts of a name without titles, particles and possessive s."""
    plain = re.sub(r"[’']s\b", "", name)
    plain = re.sub(r"^([A-Z])([A-Z])(?= [A-Z]\w*[a-z])", r"\1 \2", plain)  # "JD Vance"
    plain = anyascii(plain).lower().replace(".", " ").replace("'", "")
    plain = re.sub(r"\babd[ -]?(?:a|e|i|o|u|ou)l", "abdel", plain)  # Abd al-, Abdul, Abdel: one Arabic compound
    words = [w for w in re.split(r"[^a-z0-9]+", plain) if w]
    kept = tuple(w for w in words if w not in TITLES and w not in PARTICLES and w != "the")
    return kept or tuple(w for w in words if w != "the")


# ---- organisations and places


def same_organisation(a: str, b: str) -> tuple[float, str]:
    """Score 0..1 that two names of organisations or places are one, and why."""
    one, two = organisation_parts(a), organisation_parts(b)
    if not one or not two:
        return 0.0, "a name without parts"
    if one == two:
        return 1.0, "same parts"
    if known_as(a) and known_as(b):
        return (1.0, "known by both names") if known_as(a) == known_as(b) else (0.2, "names of two")
    if is_acronym(a, b) or is_acronym(b, a):
        return 0.9, "acronym"
    if len(one) == len(two) == 1 and a.isupper() and b.isupper() and max(len(a), len(b)) <= 5:
        return 0.4, "two acronyms"
    if sorted(one) == sorted(two):
        return 0.95, "same parts in another order"
    if _joined(one, two):
        return 0.95, "same letters, other word breaks"
    if _numbers(one) != _numbers(two):
        return 0.2, "other numbers"
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    left = list(longer)
    near = 0
    for part in shorter:
        home = next((p for p in left if _one_word(part, p)), None) or next((p for p in left if _near(part, p)), None)
        if home is None:
            return 0.2, f"nothing for {part!r}"
        near += not _one_word(part, home)
        left.remove(home)
    if near:
        return (0.7 if near == 1 and not left else 0.3), "a letter or two apart"
    return (0.6, "a shorter name") if left else (0.9, "every part has its own")


def _one_word(a: str, b: str) -> bool:
    """Whether two words of a name are one: in two spellings, or one of its members and all of them."""
    return same_part(a, b) or (min(len(a), len(b)) >= LEAST_PLURAL and (a == b + "s" or b == a + "s"))


@lru_cache(maxsize=50_000)
def organisation_parts(name: str) -> tuple[str, ...]:
    """Lowercase Latin words of an organisation's name: no legal form, no small words, one spelling."""
    plain = re.sub(r"[’']s\b", "", name)
    plain = re.sub(r"\b(?:\w\.){2,}", lambda m: m.group().replace(".", ""), plain)
    plain = anyascii(plain).lower().replace("'", "")
    for long, form in _long_forms():
        plain = plain.replace(long, form)
    words = [SPELLINGS.get(w, w) for w in re.split(r"[^a-z0-9]+", plain) if w and w not in SMALL_WORDS]
    kept = tuple(w for w in words if w not in _legal_forms()) or tuple(words)
    return kept[:-1] if len(kept) > 1 and kept[-1] == "party" else kept  # the Liberal Party, the Liberals


@lru_cache(maxsize=50_000)
def has_legal_form(name: str) -> bool:
    """Whether the name says that it is a company: "plc", "Inc."."""
    plain = re.sub(r"[^a-z ]", "", anyascii(name).lower().replace("/", ""))
    return any(w in _legal_forms() for w in plain.split()[1:]) or any(w in plain for w, _ in _long_forms())


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(name_tables()["legal_forms"]["short"].split())


@cache
def _long_forms() -> tuple[tuple[str, str], ...]:
    forms = name_tables()["legal_forms"]
    return tuple((words, short) for short, words in forms.items() if " " in words and short != "short")


@cache
def _listed(table: str) -> dict[str, str]:
    return {n.strip(): k for k, names in name_tables()[table].items() for n in names.split(",")}


@lru_cache(maxsize=50_000)
def state_of(name: str) -> str:
    """The state or union that a name is one of several names of, "" for others."""
    return _listed("states").get(plain_name(name), "")


@lru_cache(maxsize=50_000)
def known_as(name: str) -> str:
    """The state, union, body, city or sea that has the name among others, "" for what has one name."""
    plain = plain_name(name)
    return next((found for table in ("states", "bodies", "cities") if (found := _listed(table).get(plain))), "")


def plain_name(name: str) -> str:
    """A name in small letters of English, without an article and all signs but spaces."""
    return re.sub(r"[^a-z ]", "", anyascii(name).lower().replace("-", " ")).removeprefix("the ").strip()


def _numbers(parts: Sequence[str]) -> list[str]:
    return sorted(p for p in parts if any(c.isdigit() for c in p))


def block_keys(name: str, kind: str = "", *, looking: bool = False) -> frozenset[str]:
    """Keys of which two names that are one share at least one: names without a common key need no comparison.

    A name of one part may be any part of a longer one. Two longer names must share two parts, so one that looks for its
    like among names as long or longer (`looking`) needs the keys of its pairs only.
    """
    person = _person_keys(name_parts(name), looking=looking) if kind in {"", "person"} else set()
    return frozenset(person | (_organisation_keys(name) if kind != "person" else set()))


def _person_keys(parts: Sequence[str], *, looking: bool) -> set[str]:
    forms = [{skeleton(r) for f in (p, *_short_forms().get(p, ())) for r in readings(f)} for p in parts]
    pairs = {
        f"{a[:2]}+{b[:1]}"
        for i, left in enumerate(forms)
        for j, right in enumerate(forms)
        if i != j
        for a in left
        for b in right
    }
    return pairs if pairs and looking else pairs | {a[:2] for form in forms for a in form}


def _organisation_keys(name: str) -> set[str]:
    parts = organisation_parts(name)
    keys = {"/".join(sorted(skeleton(p)[:2] for p in parts)), "~" + "".join(parts)[:6]} if parts else set()
    words = [w for w in re.split(r"[\s\-]+", re.sub(r"\(.*?\)|[’']s\b", "", name)) if w]
    letters = re.sub(r"[^A-Za-z]", "", name)
    if len(letters) <= 7 and letters.isupper():
        keys.add(f"={letters}")
    if len(words) > 1:
        keys |= {"=" + "".join(w[0] for w in words).upper(), "=" + "".join(w[0] for w in words if w[0].isupper())}
    known = known_as(name)
    return keys | ({f"@{known}"} if known else set())


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long`'s words (small words may be left out)."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not (2 <= len(letters) <= 7 and re.fullmatch(r"[A-Z.&\-]+", short)):
        return False
    words = [w for w in re.split(r"[\s\-]+", re.sub(r"\(.*?\)|[’']s\b", "", long)) if w]
    full = "".join(w[0] for w in words).upper()
    big = "".join(w[0] for w in words if w[0].isupper())
    return len(words) > 1 and letters in {full, big}
