"""How a report ranks a thing among others: "the longest strike at the ports in 30 years".

A ranking has a noun that is ranked, a scale, a place on it, and a scope: how far back the list goes and whom it takes
in. The forms are closed classes of the grammar: superlatives, ordinals before them, "first" with a time, "record",
"unprecedented", "never before".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twosource.compare.questions.lines import FINITE, HAVE, HYPHENS, MARKS, Line, begins, named_by, stem
from twosource.compare.questions.parse import COMMON, NAMES, NOUNS
from twosource.compare.questions.scales import ordinal, scale_of
from twosource.compare.questions.scopes import EXPERIENCED, Scope, Scopes
from twosource.data import Anchor

if TYPE_CHECKING:
    from spacy.tokens import Token

# superlatives that rank nothing: a place in time, a share, a way of speaking
LOOSE = frozenset("latest newest last next utmost foremost".split())
SHARING = frozenset({"one", "among", "some", "two", "three", "four", "five"})
NEGATORS = frozenset("not n't n’t never no nor neither without hardly".split())
# "the first half of the year" orders a whole by its parts
PARTS = frozenset(
    "half quarter third day week weekend month year hour minute season part stage phase round leg section term floor edition".split()
)
# "on an unprecedented scale": the thing is what has the scale
LEVELS = frozenset("level high low peak point".split())
SPAN_UNITS = frozenset("day week month quarter year decade".split())
IDLE = frozenset("interest level degree order".split())  # "at the highest level": no list, unless of a time
PLAIN = frozenset("honest dishonest modest immodest earnest manifest west".split())
MEASURES = frozenset("scale level nature kind proportion size magnitude extent intensity".split())
BE = frozenset("is was are were be been being 's ’s become becomes became remain remains remained".split())
MAKING = frozenset("make makes made making call calls called dub dubs dubbed described considered deemed rank ranks ranked ranking".split())  # fmt: skip
SORTING = NOUNS | {"JJ"}
LONGEST = 30  # words


@dataclass(frozen=True, slots=True)
class Ranking:
    """One ranking: `words` from the possessor or article to the end of its scope, `head` the lemma of what is ranked."""

    words: Anchor
    scale: str
    place: int  # 2 for "second-largest"
    shared: bool  # "one of the largest"
    worst: bool  # by the vague word "worst"
    head: str
    scope: Scope
    sort: frozenset[str] = frozenset()  # what else names the ranked thing: "container" of "largest container port"
    subject: str = ""  # Actor id of a name of which the ranking is said
    of: str = ""  # the word that governs the phrase, with its preposition: "blast at"
    dated: str = ""  # the ranked thing is an earlier one, of this time

    @property
    def exact(self) -> tuple[str, int, bool]:
        """Scale, place, and whether others share it."""
        return self.scale, self.place, self.shared


@dataclass(frozen=True, slots=True)
class Core:
    """The word that ranks: from its first word to where the noun phrase goes on."""

    start: int
    end: int
    scale: str
    worst: bool = False
    record: bool = False
    over: str = ""  # the time that the ranking word itself names: "40-year high"


def find_rankings(scopes: Scopes) -> list[Ranking]:
    """All rankings of a document, in order."""
    return [made for line in scopes.lines for made in _in_line(line, scopes)]


def _in_line(line: Line, scopes: Scopes) -> Iterator[Ranking]:
    at = 0
    while at < len(line.tokens):
        core = _core(line, at)
        made = _ranking(line, core, scopes) if core is not None else None
        if made is not None:
            yield made
        at = core.end if core is not None else at + 1


# ---- the word that ranks


def _core(line: Line, at: int) -> Core | None:
    word, tag = line.word(at), line.tag(at)
    if word in LOOSE or (tag == "JJS" and line.word(at - 1) in {"at", *HYPHENS} and _bare(line, at)):
        return None
    if word in {"most", "least"}:
        return _analytic(line, at) if tag in {"RBS", "JJS"} else None
    if tag == "JJS" or _looks_superlative(line, at):
        return _synthetic(line, at)
    if (
        word == "first"
        and tag in {"JJ", "RB", "NNP"}
        and line.word(at - 1) != "at"
        and line.word(at + 1) not in HYPHENS
    ):
        return Core(at, at + 1, "first")
    if word == "unprecedented":
        return Core(at, at + 1, "new")
    if word == "record" and tag in {"NN", "JJ", "NNP"} and line.word(at + 1) in {"high", "low"}:
        return Core(at, at + 2, "great" if line.word(at + 1) == "high" else "small", record=True)
    if (
        word == "record"
        and line.tag(at + 1) in {"NN", "NNS", "CD", "JJ"}
        and line.word(at - 1) not in {"on", "the", *HYPHENS}
    ):
        return Core(at, at + 1, "great", record=True)
    return _span_high(line, at)


def _span_high(line: Line, at: int) -> Core | None:
    """A level of so long: "a 40-year high", "a six-month low"."""
    scale = {"high": "great", "low": "small"}.get(line.word(at + 3), "")
    if not scale or line.word(at + 1) not in HYPHENS or line.word(at + 2) not in SPAN_UNITS:
        return None
    return Core(at, at + 4, scale, over=f"in:{line.word(at)}-{line.word(at + 2)}")


def _looks_superlative(line: Line, at: int) -> bool:
    """Whether a word that the reader tagged otherwise has the form of a superlative: "the widest", "the bloodiest"."""
    word, tag = line.word(at), line.tag(at)
    if word.endswith("iest") and len(word) > len("priest"):
        return tag in {"JJ", "NN", "NNP"}
    before = line.word(at - 1) == "the" or line.tag(at - 1) in {"POS", "PRP$"}
    return tag == "JJ" and before and word.endswith("est") and word not in PLAIN


def _bare(line: Line, at: int) -> bool:
    """Whether no noun follows: "at worst", "the area worst hit"."""
    return named_by(line, at + 1)[0] < 0


def _synthetic(line: Line, at: int) -> Core:
    """Of one word: "largest"; "worst-hit", of which the second word is the measure."""
    word, end = line.word(at), at + 1
    after = end + 1 if line.word(end) in HYPHENS else end
    if line.word(after) == "ever" and after > end:  # "biggest-ever"
        return Core(at, after + 1, scale_of(word), worst=word == "worst")
    if after > end or (line.tag(after) == "VBN" and named_by(line, after)[0] >= 0):
        return Core(at, after + 1, f"{word} {line.word(after)}")
    return Core(at, end, scale_of(word), worst=word == "worst")


def _analytic(line: Line, at: int) -> Core | None:
    """Of two words: "most widely read", "least expensive"."""
    i = at + 1
    while line.word(i) in HYPHENS or line.tag(i) == "RB":
        i += 1
    if line.tag(i) not in {"JJ", "VBN", "VBG"} or line.tag(at) == "JJS" and line.tag(i + 1) in COMMON:
        return None
    scale = scale_of(line.word(i))
    return Core(at, i + 1, scale if line.word(at) == "most" else f"least {scale}")


# ---- what is ranked


def _ranking(line: Line, core: Core, scopes: Scopes) -> Ranking | None:
    start, place, shared = _left(line, core.start)
    head, end = named_by(line, core.end)
    head, end = _without_subject(line, core, head, end)
    scope, end = scopes.read(line, end if head >= 0 else _past_others(line, core.end))
    if core.scale == "new" and head < 0 and (subject := _subject_of_being(line, start)) is not None:
        start, head = begins(line, subject + 1), subject  # "the attack was unprecedented"
    alone = head < 0 and start == core.start and not core.over
    if denied(line, start) or denied(line, core.start) or end - start > LONGEST or alone:
        return None
    if line.tag(start) == "PRP$" and start + 1 == core.start and line.word(start - 1) == "at":
        return None  # "when the fire was at its worst"
    if core.scale == "first" and line.word(start - 1) in BE and line.word(core.end + 1) == "to" and head == core.end:
        scope = scope.ever()  # "she is the first woman to lead it"
    if core.scale == "first" and (not scope.time or (head >= 0 and stem(line.tokens[head]) in PARTS)):
        return None
    idle = core.scale == "near" or (head >= 0 and stem(line.tokens[head]) in IDLE)
    if idle and not scope.time:
        return None  # "her closest aides", "in the best interests of the committee"
    if core.scale == "new" or core.record or "ever" in line.words(core.start, head):  # "the biggest ever heist"
        scope = scope.ever()
    named = _subject(line, start, end, scopes)
    if core.scale == "new" and head >= 0 and stem(line.tokens[head]) in MEASURES:
        governor = _governor(line, start)
        start, head = (governor, governor) if governor >= 0 else (start, head)
    name = line.tokens[head] if head >= 0 else _said_of(line, start)
    if core.over:
        scope, name = replace(scope, time=core.over), line.tokens[core.end - 1]
    scope = scopes.with_owner(line, start, (core.start, core.end), head, scope)
    if name is None or (head < 0 and not (scope.time or scope.limits)):
        return None
    words = scopes.document.article.anchor(line.tokens[start].idx, line.tokens[end - 1].idx + len(line.tokens[end - 1]))
    return Ranking(
        words=words,
        scale=core.scale,
        place=place,
        shared=shared,
        worst=core.worst,
        head=_event_word(name, core),
        scope=scope,
        sort=_sort(line, core.end, head),
        subject=named,
        of=_governed(line, start),
        dated=scope.dated or _dated(line, start, scopes),
    )


def _past_others(line: Line, at: int) -> int:
    """Past further superlatives: "the largest and longest in history"."""
    while line.word(at) in {"and", "or"} and line.tag(at + 1) in {"JJS", "RBS"}:
        at += 2
    return at + 1 if line.word(at) in MARKS else at


def _levelled(level: Token) -> str:
    """What reached a level: "unemployment fell to its lowest level"; "" where the parse does not tell."""
    verb = next((t for t in level.ancestors if t.tag_[:2] == "VB"), None)
    children = verb.children if verb is not None else ()
    subject = next((c for c in children if c.dep_ == "nsubj" and c.i < level.i and c.tag_ in COMMON), None)
    return stem(subject) if subject is not None else ""


def _sort(line: Line, start: int, head: int) -> frozenset[str]:
    """The words between the ranking one and its noun."""
    return frozenset(stem(line.tokens[i]) for i in range(start, head) if line.tag(i) in SORTING)


def _event_word(name: Token, core: Core) -> str:
    """The lemma of what is ranked; of "the first time" the verb that tells what was done."""
    word = stem(name)
    if word in LEVELS:
        return _levelled(name) or word
    if word != "time" or core.scale != "first":
        return word
    verb = name.head
    while verb.tag_[:2] != "VB" and verb.head.i != verb.i:
        verb = verb.head
    return stem(verb) if verb.tag_[:2] == "VB" else word


def _place(word: str) -> int:
    """The place that an ordinal gives, from the second; 0 where the word is none."""
    place = ordinal(word)
    return place if place > 1 else 0


def _left(line: Line, at: int) -> tuple[int, int, bool]:
    """Where the phrase begins, the place on the list, and whether it is one of several."""
    i, place = at, 1
    while i > 0 and (
        line.word(i - 1) in {"single", "far", "by", "very", *HYPHENS, *MARKS}
        or line.tag(i - 1) == "RB"
        or _place(line.word(i - 1))
    ):
        i -= 1
        place = _place(line.word(i)) or place
    several = line.tag(i - 1) == "CD"  # "the world's two largest"
    i = i - 1 if several else i
    if line.tag(i - 1) == "POS":
        i = begins(line, i - 1)
    elif line.tag(i - 1) in {"DT", "PRP$"}:
        i -= 1
    elif i < at and line.word(i) in {"by", "very"}:
        i = at
    while i < at and line.word(i) in MARKS:
        i += 1
    j = i - 1 if line.word(i - 1) in MARKS else i
    if line.word(j - 1) == "of" and line.word(j - 2) in SHARING:
        return j - 2, place, True
    if line.word(j - 1) == "among":
        return j - 1, place, True
    return i, place, several


def _without_subject(line: Line, core: Core, head: int, end: int) -> tuple[int, int]:
    """Without the subject of a clause that follows: "the worst storm residents have seen", "the largest Oslo has seen"."""
    have = line.word(end) in HAVE
    after = end + 2 if line.word(end + 1) == "ever" else end + 1
    if head < 0 or not have or line.word(after) not in EXPERIENCED:
        return head, end
    if all(line.tag(i) in NAMES for i in range(core.end, end)):
        return -1, core.end
    if head - 1 >= core.end and line.tag(head - 1) in COMMON:
        return head - 1, head
    return head, end


def denied(line: Line, start: int) -> bool:
    """Whether the words before say that it is not so: "was not the biggest", "far from the worst"."""
    before = line.words(start - 4, start)
    cut = max((i for i, w in enumerate(before) if w in {",", ";", ":", "but", "—", "–"}), default=-1)
    return bool(set(before[cut + 1 :]) & NEGATORS) or before[-2:] == ["far", "from"]


def _governor(line: Line, start: int) -> int:
    """The noun that has the scale: "a disaster of", "a response on"; -1 where there is none."""
    i = start - 1 if line.word(start) in {"a", "an", "the"} or line.tag(start) != "IN" else start
    i = i - 1 if line.word(i) in {"a", "an", "the"} else i
    return i - 1 if line.tag(i) == "IN" and line.tag(i - 1) in COMMON else -1


def _governed(line: Line, start: int) -> str:
    """The noun or verb and preposition before the phrase: "blast at"."""
    if line.tag(start - 1) != "IN" or line.tag(start - 2)[:2] not in {"NN", "VB"}:
        return ""
    return f"{stem(line.tokens[start - 2])} {line.word(start - 1)}"


def _subject(line: Line, start: int, end: int, scopes: Scopes) -> str:
    """The Actor whose name stands beside the phrase, or is the subject of "is the largest"."""
    before, after = start - 1, end
    if line.word(before) == "," and (actor := scopes.actor_ending(line, before)):
        return actor
    if line.word(after) == "," and (actor := scopes.actor_beginning(line, after + 1)):
        return actor
    if line.word(before) in BE:
        subject = clause_subject(line, before)
        return scopes.actor_at(line, subject) if subject is not None else ""
    return ""


def _subject_of_being(line: Line, at: int) -> int | None:
    """The noun of which the word at `at` is said: "the attack was"."""
    subject = clause_subject(line, at - 1) if line.word(at - 1) in BE else None
    return subject if subject is not None and line.tag(subject) in COMMON else None


def clause_subject(line: Line, at: int) -> int | None:
    """Place of the subject of the verb at `at`: as the parse has it, else the nearest noun before."""
    verb = line.tokens[at]
    places = {t.i: i for i, t in enumerate(line.tokens)}
    for token in (verb, verb.head, verb.head.head):
        for child in token.children:
            if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < verb.i and child.i in places:
                return places[child.i]
    return next((i for i in range(at - 1, -1, -1) if line.tag(i) in NOUNS | {"PRP"}), None)


def _said_of(line: Line, start: int) -> Token | None:
    """The noun that an elliptic ranking leaves out: "the wildfire, France's biggest"; "the rally was the biggest"."""
    before = start - 1
    if line.word(before) in MARKS:
        before -= 1
    if line.word(before) in MAKING and line.word(before - 1) == ",":
        before -= 1
    if line.word(before) in {",", "–", "—", "("}:
        word = line.tokens[start]
        top = next((t for t in (word, *word.ancestors) if t.dep_ == "appos" and t.head.i < word.i), None)
        if top is not None and top.head.tag_ in COMMON:
            return top.head
        return line.tokens[before - 1] if line.tag(before - 1) in COMMON else None
    verb = next((i for i in range(before, max(-1, before - 3), -1) if line.word(i) in BE), None)
    if verb is None:
        # "would make the march the largest Oslo has seen"
        made = line.tag(before) in COMMON and set(line.words(before - 4, before)) & MAKING
        return line.tokens[before] if made else None
    subject = clause_subject(line, verb)
    return line.tokens[subject] if subject is not None and line.tag(subject) in COMMON else None


def _dated(line: Line, start: int, scopes: Scopes) -> str:
    """The time of an earlier thing of which the ranking is said: "the 1987 flood, the worst in the valley"."""
    before = start - 1
    if line.word(before) in BE:
        subject = clause_subject(line, before)
        return scopes.date_of(line, subject) if subject is not None else ""
    return scopes.date_of(line, before - 1) if line.word(before) == "," and line.tag(before - 1) not in FINITE else ""
