"""What a report compares a thing with: "far more homes than in Storm Alma", "an area twice the size of Malta".

The reference is a name, a noun with a year ("the 1953 flood", "the record set in 1976"), or a year alone. Who wins over
whom is no such comparison: names of persons are no reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.questions.lines import HAVE, HYPHENS, Line, begins, stem
from twosource.compare.questions.parse import COMMON, NOUNS
from twosource.compare.questions.scales import scale_of
from twosource.compare.questions.scopes import Scopes
from twosource.compare.questions.superlatives import BE, NEGATORS, clause_subject, denied
from twosource.data import Anchor

if TYPE_CHECKING:
    from spacy.tokens import Token

MORE = frozenset({"more", "greater", "above", "beyond"})
LESS = frozenset({"less", "fewer", "below", "under"})
SMALLER = frozenset({"small", "short", "young", "near"})  # scales on which more of the adjective is less of the thing
PASSING = frozenset("exceed surpass top beat eclipse outstrip overtake outdo break smash shatter".split())
REACHING = frozenset("reach match equal attain rival".split())
TIMES = {"times": "more", "twice": "more", "double": "more", "triple": "more", "half": "less"}
# what may stand between "than" and its reference
OPEN = frozenset({"DT", "PRP$", "POS", "JJ", "JJS", "JJR", "RB", "VBN", "WDT", "HYPH"})
TOWARDS = frozenset({"of", "in", "during", "at", "on", "for", "that", "those"})
COUNTS = frozenset(
    "half third quarter fifth tenth dozen hundred thousand million billion percent per cent couple few".split()
)
YEAR = re.compile(r"[12]\d{3}")
WITHIN = 10  # words from "than" to the end of its reference
BETWEEN = 6  # words from the comparative to its "than"
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison: `to` is what with, `nouns` name what is measured where the words do."""

    words: Anchor
    direction: str  # more, less, equal
    scale: str
    to: str  # an Actor id, "flood:1953", or a year alone
    nouns: frozenset[str]
    factor: str = ""  # "one and a half times"


@dataclass(frozen=True, slots=True)
class Reference:
    """The thing compared with: its key, where its words end, the nouns on the way to it."""

    key: str
    end: int
    nouns: frozenset[str]


def find_comparisons(scopes: Scopes) -> list[Comparison]:
    """All comparisons of a document, in order."""
    return [made for line in scopes.lines for made in _in_line(line, scopes)]


def _in_line(line: Line, scopes: Scopes) -> Iterator[Comparison]:
    for at in range(len(line.tokens)):
        made = _than(line, at, scopes) or _times(line, at, scopes) or _against_dated(line, at, scopes)
        if made is not None and made.to not in scopes.people and len(made.words.quote.split()) <= LONGEST:
            yield made


# ---- three ways to compare


def _than(line: Line, at: int, scopes: Scopes) -> Comparison | None:
    """A comparative: "larger than Malta", "far more homes than in Storm Alma"."""
    word = line.word(at)
    if line.tag(at) not in {"JJR", "RBR"} or word in {"earlier", "later", "rather", "sooner", "further"}:
        return None
    than = next((i for i in range(at + 1, at + 1 + BETWEEN) if line.word(i) == "than"), None)
    if (
        than is None
        or any(line.tag(i)[:1] in {",", ":", "."} for i in range(at, than))
        or line.word(at - 1) == "nothing"
    ):
        return None
    reference = _reference(line, than + 1, scopes, years=True)
    if reference is None:
        return None
    measured = {stem(line.tokens[i]) for i in range(at + 1, than) if line.tag(i) in COMMON}
    scale, direction = _direction(line, at)
    return _made(line, at, reference, scopes, direction=direction, scale=scale, nouns=measured)


def _direction(line: Line, at: int) -> tuple[str, str]:
    """(scale, direction) of a comparative: "fewer", "less destructive", "larger"."""
    word = line.word(at)
    quality = line.word(at + 1) if line.tag(at + 1) in {"JJ", "VBN", "VBG"} else ""
    if word in MORE | LESS:
        return scale_of(quality) if quality else "great", "more" if word in MORE else "less"
    scale = "harm" if word == "worse" else scale_of(word)
    return ("great", "less") if scale in SMALLER else (scale, "more")


def _times(line: Line, at: int, scopes: Scopes) -> Comparison | None:
    """A multiple: "1½ times the size of Malta", "twice as big as Malta"."""
    direction = TIMES.get(line.word(at))
    if direction is None:
        return None
    i = at + 1
    while i < at + BETWEEN and (line.tag(i) in {"DT", "JJ", "NN"} or line.word(i) == "as") and line.word(i - 1) != "as":
        i += 1
    if line.word(at + 1) == "as":
        i = next((j + 1 for j in range(at + 2, at + BETWEEN) if line.word(j) == "as"), 0)
    elif line.word(i) == "of":
        i += 1
    else:
        return None
    reference = _reference(line, i, scopes, years=False) if i else None
    if reference is None:
        return None
    start = at
    while line.tag(start - 1) in {"CD", "CC"} or line.word(start - 1) in {"half", "a", "½", "¼", "¾"}:
        start -= 1
    factor = " ".join(line.words(start, at + 1))
    return _made(line, start, reference, scopes, direction=direction, scale="great", nouns=set(), factor=factor)


def _against_dated(line: Line, at: int, scopes: Scopes) -> Comparison | None:
    """Beside a dated thing: "above the 1953 flood", "did not beat the record set in 1976"."""
    verb, word = line.tokens[at].lemma_.lower(), line.word(at)
    after = at + 1
    if word in {"above", "below"} and line.tag(at) == "IN":
        direction = "more" if word == "above" else "less"
    elif line.tag(at)[:2] == "VB" and verb in PASSING:
        direction = "more"
    elif line.tag(at)[:2] == "VB" and verb in REACHING:
        direction = "equal"
    elif verb in {"come", "get"} and line.words(at + 1, at + 3) in (["up", "to"], ["close", "to"], ["near", "to"]):
        direction, after = ("equal" if line.word(at + 1) == "up" else "less"), at + 3
    elif verb == "fall" and line.words(at + 1, at + 3) == ["short", "of"]:
        direction, after = "less", at + 3
    else:
        return None
    reference = _reference(line, after, scopes, years=False)
    if reference is None or ":" not in reference.key:
        return None
    negated = bool({"not", "n't", "n’t", "never"} & set(line.words(at - 2, at)))
    if negated:
        direction = "less" if direction in {"more", "equal"} else ""
    start = at - 2 if negated else at
    words = _anchor(line, start, reference.end, scopes)
    return Comparison(words, direction, "great", reference.key, frozenset()) if direction else None


# ---- their parts


def _reference(line: Line, at: int, scopes: Scopes, *, years: bool) -> Reference | None:
    """The name, the dated noun or the year with which a thing is compared; None where the words go elsewhere."""
    nouns: set[str] = set()
    pointing = bool({"that", "those"} & set(line.words(at, at + 2)))
    for i in range(at, min(at + WITHIN, len(line.tokens))):
        actor = scopes.actor_beginning(line, i) if line.word(i) != "the" else ""
        if actor:
            # "greater than that of the port of Rotterdam": what is measured stands before
            return _named(line, i, actor, set() if pointing else nouns, scopes)
        if line.tag(i) in NOUNS and line.tag(i + 1) not in NOUNS and (date := scopes.date_of(line, i)):
            head = i - 1 if line.word(i) == "set" and line.tag(i - 1) in NOUNS else i  # "the record set in 1976"
            end = _past_date(line, i, date)
            spelled = date[:4] in line.words(at, end)
            return Reference(f"{stem(line.tokens[head])}:{date[:4]}", end, frozenset(nouns)) if spelled else None
        if YEAR.fullmatch(line.word(i)):
            if years and line.word(i - 1) in {"in", "than"} and (year := scopes.date_of(line, i)):
                return Reference(year, i + 1, frozenset(nouns))
            if line.tag(i + 1) not in NOUNS:
                return None
        elif line.tag(i) in NOUNS and line.word(i) not in COUNTS:
            nouns |= {stem(line.tokens[i])} if line.tag(i + 1) != "POS" else set()
        elif line.tag(i) not in OPEN and line.word(i) not in TOWARDS:
            return None
    return None


def _named(line: Line, at: int, actor: str, nouns: set[str], scopes: Scopes) -> Reference | None:
    end = at + 1
    while end < len(line.tokens) and scopes.actor_at(line, end) == actor and line.tag(end) in NOUNS:
        end += 1
    speaks = line.tag(end)[:2] in {"VB", "MD"} and line.word(end) not in HAVE | BE
    if line.tag(end) == "POS" or speaks:
        return None  # "than the bank's plan", "than the bank expected": another thing, or a clause
    key, end = (f"{actor}+{stem(line.tokens[end])}", end + 1) if line.tag(end) in NOUNS else (actor, end)
    if line.word(end) == "in" and line.tag(end + 1) == "CD":
        end += 2
    return Reference(key, end, frozenset(nouns))


def _past_date(line: Line, at: int, date: str) -> int:
    """The end of a dated noun: past "of March 1976" where the date follows it."""
    end = at + 1
    for i in range(at + 1, min(at + 5, len(line.tokens))):
        if date[:4] in line.word(i):
            return i + 1
        if not (line.word(i) in {"of", "in", "the"} or line.tag(i) in {"VBN", "NNP", "DT", "CD"}):
            break
    return end


def _made(
    line: Line,
    at: int,
    reference: Reference,
    scopes: Scopes,
    *,
    direction: str,
    scale: str,
    nouns: set[str],
    factor: str = "",
) -> Comparison | None:
    if denied(line, at):
        return None
    start = at
    while line.tag(start - 1) == "RB" or line.word(start - 1) in HYPHENS:
        start -= 1
    noun: Token | None = None
    if line.tag(start - 1) in COMMON:
        noun = line.tokens[start - 1]
        start = begins(line, start)
    elif line.word(start - 1) in BE and (subject := clause_subject(line, start - 1)) is not None:
        noun = line.tokens[subject] if line.tag(subject) in COMMON else None
        start = begins(line, subject + 1)
    if line.word(start) in NEGATORS:
        return None
    named = nouns or reference.nouns or ({stem(noun)} if noun is not None else set())
    words = _anchor(line, start, reference.end, scopes)
    return Comparison(words, direction, scale, reference.key, frozenset(named), factor)


def _anchor(line: Line, start: int, end: int, scopes: Scopes) -> Anchor:
    first, last = line.tokens[start], line.tokens[end - 1]
    return scopes.document.article.anchor(first.idx, last.idx + len(last))
