"""Who is said to speak, and whether two speakers may be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from twosource.compare.likeness import lemma_of
from twosource.compare.questions.evidence import tokens_of
from twosource.data import Anchor, Attribution, Document
from twosource.models.names import name_parts, same_name

SAME_NAME = 0.8  # from which two names are one
OTHER_NAME = 0.3  # up to which the names of two persons have nothing in common
POINTING = frozenset("he she it they who which that him her them".split())  # stands for a name that was not found

HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord)\b")

Relation = Literal["same", "open", "other"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: its name, "" for nobody named; its actor in the story; what it is; the words that name it there."""

    name: str = ""
    actor: str = ""
    type: str = ""
    words: Anchor | None = None

    @property
    def person(self) -> bool:
        """Whether a person speaks."""
        return self.type == "person"


def speaker_of(document: Document, said: Attribution | None, actor_of: Mapping[str, str]) -> Speaker:
    """Who speaks by an attribution; nobody without one, or where only a pronoun is known."""
    if said is None or not said.speaker or said.speaker.lower() in POINTING:
        return Speaker()
    entity = next((e for e in document.entities if e.id == said.speaker_entity), None)
    if entity is None:
        return Speaker(said.speaker, words=said.source)
    return Speaker(entity.name, actor_of.get(entity.id, ""), entity.type, said.source)


def related(one: Speaker, two: Speaker) -> Relation:
    """Whether two speakers are one, may be one (nobody named, an office, a body that speaks for a state), or are two
    persons.
    """
    if not one.name or not two.name:
        return "open"
    if one.actor and one.actor == two.actor:
        return "same"
    if one.person and two.person:
        return "same" if _likeness(one.name, two.name, "person") >= SAME_NAME else "other"
    if one.person or two.person:
        return "open"
    return "same" if _likeness(one.name, two.name, "organisation") >= SAME_NAME else "open"


@lru_cache(maxsize=10_000)
def _likeness(one: str, two: str, kind: str) -> float:
    return same_name(one, two, kind)[0]


def strangers(one: Speaker, two: Speaker) -> bool:
    """Whether two persons, both named in full by their reports or with a "Ms" or "Mr", and by name where they speak, have
    nothing of a name in common.
    """
    if not (one.person and two.person) or one.words is None or two.words is None:
        return False
    first, second = (set(name_parts(s.name)) for s in (one, two))
    in_full = all(
        len(parts) > 1 or (parts and s.words and HONORIFIC.search(s.words.quote))
        for parts, s in ((first, one), (second, two))
    )
    if not in_full or first & second:
        return False
    by_name = all(s.name.split()[-1] in s.words.quote for s in (one, two) if s.words is not None)
    return by_name and one.actor != two.actor and _likeness(one.name, two.name, "person") <= OTHER_NAME


def stems_of(document: Document, words: Anchor) -> tuple[str, ...]:
    """The content words of a stretch in order: lemmas, American spelling, hyphens taken apart."""
    tokens = [t for t in tokens_of(document, words) if t.idx >= words.start and not t.is_stop and not t.is_punct]
    parts = (part for t in tokens for part in lemma_of(t).replace("’", "'").split("-"))
    return tuple(_american(p) for p in parts if any(c.isalnum() for c in p) and p not in LOOSE)


LOOSE = frozenset("'s n't 'm 're 've 'll 'd non say".split())
SPELLINGS = (("isation", "ization"), ("ise", "ize"), ("yse", "yze"), ("our", "or"), ("ence", "ense"), ("tre", "ter"), ("ogue", "og"), ("lled", "led"), ("lling", "ling"))  # fmt: skip
SHORT = 5  # letters of a word that has one spelling


def _american(word: str) -> str:
    """One spelling for two: both sides are put through it, so that it need not be a word."""
    if len(word) < SHORT:
        return word
    for british, american in SPELLINGS:
        if word.endswith(british):
            return word.removesuffix(british) + american
    return word
