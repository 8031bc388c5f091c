"""What a report says is not so, or not known: causes that nobody knows yet, and suspicions that somebody rules out.

"The cause is unclear", "are still investigating the motive", "what caused the crash has yet to be established"; "ruled
out sabotage", "no indication of a cyberattack", "do not believe that terrorism was the motive". Closed classes of words
of knowing, seeking and doubting, each with the grammatical place of what is not known or not so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.likeness import lemma_of
from twosource.compare.questions.parse import child, has_case, has_word, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CAUSE_NOUNS = frozenset({"cause", "reason", "trigger", "origin", "explanation"})
MOTIVE_NOUNS = frozenset({"motive", "motivation"})
CAUSE_VERBS = frozenset("cause trigger spark prompt provoke ignite motivate lead start drive".split())
NOT_CLEAR = frozenset("unclear unknown uncertain undetermined unexplained unresolved mystery elusive".split())
CLEAR = frozenset({"clear", "known", "certain", "obvious", "apparent", "sure"})
SEEKING = frozenset("investigate examine probe seek explore study look search".split())
FINDING = frozenset(
    "establish determine identify find ascertain confirm know clarify discover pinpoint explain uncover reveal "
    "disclose give offer name".split()
)
TELLING = frozenset({"reveal", "disclose", "give", "offer", "name", "explain"})  # not told where they are negated only
INFORMATION = frozenset("information answer clue idea detail explanation evidence".split())
INQUIRIES = frozenset({"investigation", "inquiry", "enquiry", "probe", "search"})
DONE = frozenset({"manage", "able", "succeed", "help"})
NOT = frozenset("not n't n’t never nor neither yet".split())
PROOFS = frozenset("evidence sign indication proof suggestion suspicion hint trace".split())
TIES = frozenset({"link", "connection", "tie", "relation", "relationship"})
DOUBTING = frozenset("believe think suspect assume consider treat regard".split())
POINTING = frozenset("suggest indicate point show prove".split())
THINGS = frozenset({"it", "this", "that", "there"})
SAYINGS = frozenset("secret surprise doubt question wonder joke exception match stranger way time use need".split())
TO_WHAT = ("of", "for", "to", "with", "about")


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """The words of asking ("cause", "what"), the word that says that nobody knows, the head of the effect where there
    is one.
    """

    asked: Token
    marker: Token
    effect: Token | None
    motive: bool


@dataclass(frozen=True, slots=True, eq=False)
class RuledOut:
    """The head of what is said not to be so, the word that says it, and what it is denied of where it is denied of a
    thing ("the crash was no accident").
    """

    what: Token
    marker: Token
    of: Token | None = None
    cause: bool = True  # it is denied as a cause, or as what the thing was
    within: Token | None = None  # the clause that what is not so is said in


# ---- not known


def find_unknown(doc: Doc) -> Iterator[Unknown]:
    """Where a document says that a cause or a motive is not known."""
    if not doc.has_annotation("DEP"):
        return
    for token in doc:
        lemma = lemma_of(token)
        if token.pos_ == "NOUN" and lemma in CAUSE_NOUNS | MOTIVE_NOUNS:
            if lemma == "reason" and _none(token):
                continue  # "found no reason to act"
            if (marker := _unknown(token)) is not None:
                effect = child(token, "nmod", "acl", "acl:relcl", of=("of", "for", "behind"))
                yield Unknown(token, marker, effect, lemma in MOTIVE_NOUNS)
        elif token.lower_ == "why":
            clause = token.head if token.dep_ == "advmod" else child(token, "advcl:relcl", "acl:relcl", "acl", "advcl")
            asked = token.head if token.dep_ == "advmod" else token
            if clause is not None and (marker := _unknown(asked)) is not None:
                yield Unknown(asked, marker, clause, motive=False)
        elif token.lower_ == "what" and (verb := _causing(token)) is not None:
            if (marker := _unknown(token) or _later(verb)) is not None:
                yield Unknown(token, marker, child(verb, "obj", "iobj", "obl"), lemma_of(verb) == "motivate")


def _causing(what: Token) -> Token | None:
    """The verb of "what caused ..." next to it."""
    for token in what.doc[what.i + 1 : what.i + 4]:
        if token.pos_ not in {"AUX", "ADV"}:
            return token if lemma_of(token) in CAUSE_VERBS and token.pos_ == "VERB" else None
    return None


def _later(verb: Token) -> Token | None:
    """The predicate of "what caused the crash has yet to be established", wherever the parse hangs it."""
    words = verb.doc[verb.i + 1 : verb.sent.end]
    found = (t for t in words if lemma_of(t) in FINDING and t.tag_ == "VBN" and _negated(t))
    return next((t for t in found if any(c.dep_ == "aux:pass" for c in t.children)), None)


def _unknown(asked: Token) -> Token | None:
    """The word that says that what is asked is not known, None where none does."""
    above = asked.head
    if asked.dep_ == "nmod" and lemma_of(above) in INQUIRIES:
        return above
    if asked.dep_ in {"nmod", "acl"} and lemma_of(above) in INFORMATION:
        return above if _none(above) or (above.dep_ == "obj" and _negated(above.head)) else None
    clause = next((c for c in asked.children if c.dep_ in {"acl", "acl:relcl"} and lemma_of(c) in FINDING), None)
    if clause is not None and _negated(clause):
        return clause  # "the cause not having been established yet"
    if above.i == asked.i:
        return None
    for token in (above, *(c for c in above.children if c.dep_ == "xcomp")):
        if token.lower_ in NOT_CLEAR or (token.lower_ in CLEAR and _negated(token)):
            return token
    lemma = lemma_of(above)
    if lemma in INQUIRIES and has_case(above, ("under",)):
        return above
    if lemma in SEEKING and not _negated(above):
        return above
    if lemma in FINDING and (_negated(above) or _none(asked) or (lemma not in TELLING and _still_to(above))):
        return above
    if lemma == "be" and _none(asked):
        return next(c for c in asked.children if _is_no(c))
    return None


def _negated(token: Token) -> bool:
    return any(c.lower_ in NOT and c.dep_ in {"advmod", "cc", "neg", "cc:preconj"} for c in token.children)


def _none(noun: Token) -> bool:
    """Whether there is none of it: "no cause", "no clear motive"."""
    return any(map(_is_no, noun.children))


def _is_no(token: Token) -> bool:
    return token.dep_ == "det" and token.lower_ == "no"


def _still_to(verb: Token) -> bool:
    """Whether a verb only tells what is to be done: "to determine the cause", "will establish"."""
    if any(c.lower_ in {"will", "'ll", "’ll", "would"} and c.dep_ == "aux" for c in verb.children):
        return True
    infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)
    return infinitive and lemma_of(verb.head) not in DONE


# ---- ruled out


def find_ruled_out(doc: Doc) -> Iterator[RuledOut]:
    """What a document says somebody rules out, finds no sign of or does not believe."""
    if not doc.has_annotation("DEP"):
        return
    for token in doc:
        said = _not_so(token)
        what = _hypothesis(said)
        if what is not None and what.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "AUX"}:
            signs = lemma_of(token) in PROOFS | TIES | POINTING and what is said
            yield RuledOut(what, token, within=said, cause=not signs)
        elif token.dep_ == "cop" and token.head.pos_ == "NOUN" and _is_not(token.head):
            yield RuledOut(token.head, token.head, subject(token.head))


def _is_not(noun: Token) -> bool:
    """Whether a thing is said not to be one of a kind: "it was not an accident"; "is no secret" says nothing of a thing."""
    if lemma_of(noun) in SAYINGS or not (_negated(noun) or _none(noun)):
        return False
    loose = {"case", "mark"} & {c.dep_ for c in noun.children} or any(c.dep_ == "aux" for c in noun.children)
    about = subject(noun)
    return not loose and about is not None and about.dep_ != "csubj" and _a_thing(about)


def _a_thing(token: Token) -> bool:
    return token.pos_ != "PRON" or token.lower_ in THINGS


def _hypothesis(what: Token | None) -> Token | None:
    """Of "that terrorism was the motive" terrorism."""
    while what is not None and lemma_of(what) in CAUSE_NOUNS | MOTIVE_NOUNS and subject(what) is not None:
        what = subject(what)
    return what


def _not_so(token: Token) -> Token | None:
    lemma = lemma_of(token)
    if token.pos_ == "VERB" and lemma == "rule":
        out = child(token, "compound:prt")
        if out is None or out.lower_ != "out" or _negated(token) or _could_not(token):
            return None
        what = child(token, "obj", "nsubj:pass") or next((c for c in token.children if c.dep_ == "nsubj"), None)
        return None if what is None or _none(what) or lemma_of(what) in {"possibility", "hypothesis"} else what
    if token.pos_ == "NOUN" and lemma in PROOFS | TIES:
        if not _none(token) and not (token.dep_ == "obj" and _negated(token.head)):
            return None
        what = child(token, "acl") or child(token, "nmod", of=TO_WHAT)
        # "no warning signs of the attack": what is pointed to is no suspicion
        return None if what is not None and lemma in PROOFS and _pointed_to(what) else what
    if token.pos_ == "VERB" and lemma in DOUBTING and _negated(token) and not _could_not(token):
        return _doubted(token)
    if token.pos_ == "VERB" and lemma in POINTING:
        doer = subject(token)
        if doer is not None and doer.lower_ == "nothing":
            return child(token, "ccomp", "obl", "obj")
    return None


def _doubted(verb: Token) -> Token | None:
    """What is not believed: that there was a motive, that it was an attack; not what somebody did."""
    clause = child(verb, "ccomp")
    if clause is None:
        return child(verb, "obl", of=("as",)) or child(verb, "nsubj:pass")
    kind = next((c for c in clause.children if c.dep_ in {"expl", "cop"}), None)
    about = subject(clause)
    named = kind is not None and (kind.dep_ == "expl" or clause.pos_ in {"NOUN", "PROPN"})
    return clause if named and (about is None or _a_thing(about)) else None


def _pointed_to(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children)


def _could_not(verb: Token) -> bool:
    unable = {"can", "could", "ca", "cannot", "unable"}
    return has_word(verb, unable) or verb.head.lower_ in unable
