"""Where a report says why: the cause it gives and what for, by closed classes of cause words and the parse.

"X caused Y", "Y was caused by X", "Y because of X", "blamed Y on X", "Y was the result of X", "X was behind Y", "the
cause of Y was X", "did Y in retaliation for X", "arrested for X", "protests against X". Causal links by explicit
connectives, after the classes of the Penn Discourse Treebank (Prasad et al. 2008) and BECauSE (Dunietz et al. 2017);
the word lists are our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.likeness import lemma_of
from twosource.compare.questions.parse import SUBJECTS, child, has_case, is_copular, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CAUSES = frozenset({"cause", "trigger", "culprit", "motive", "motivation", "reason", "explanation", "catalyst"})
CAUSING = frozenset("cause trigger spark prompt provoke ignite fuel motivate".split())
FIRES = frozenset("fire blaze wildfire bushfire inferno".split())
WITH_PARTICLE = {"set": "off", "touch": "off", "bring": "about", "spark": "off"}  # "set off a panic"
ONTO = {"lead": "to", "result": "in", "contribute": "to"}  # X led to Y
FROM = frozenset({"stem", "result", "arise", "originate"})  # Y stemmed from X
PUT_TO = frozenset({"attribute", "ascribe", "put"})  # put Y down to X
RESULTS = frozenset({"result", "consequence", "product", "outcome"})  # Y was the result of X
ANSWERS = frozenset({"response", "answer", "reaction", "retaliation", "revenge", "reprisal"})  # Y was a response to X
FINDINGS = frozenset("finding investigation inquiry probe evidence analysis examination clue".split())
AVENGING = frozenset({"avenge", "retaliate", "revenge"})
SANCTIONS = frozenset(
    "arrest detain jail imprison charge indict prosecute convict sentence fine punish suspend sack fire dismiss expel sue".split()
)
PROTESTS = frozenset("protest demonstration rally march strike riot demonstrate row dispute quarrel".split())
AGAINST = ("over", "against")
DONE_FOR = SANCTIONS | PROTESTS | ANSWERS | AVENGING  # what somebody does for something is not caused by it alone
# how long or when, not why: "jailed for life", "suspended for two games", "protests over the weekend"
STRETCHES = frozenset(
    "second minute hour day night morning afternoon evening weekend week fortnight month season year decade century time "
    "period while life term rest game match race round".split()
)
PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "because of", "due to", "owing to", "thanks to", "on account of", "as a result of", "as the result of",
        "as result of", "in response to", "in answer to", "in reaction to", "in retaliation for", "in revenge for",
        "in reprisal for", "in protest at", "in protest against", "in protest over", "for fear of",
    )
)  # fmt: skip
BY_FIRST = {first: [p for p in PHRASES if p[0] == first] for first in {p[0] for p in PHRASES}}
OBLIQUE = frozenset({"obl", "obl:agent", "nmod", "obj", "advcl"})
RELATIVE = frozenset({"which", "that", "who"})
NAMING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """The head of what is given as the cause, the word that says so, and the head of the effect (None where a pronoun
    or nothing stands for it).
    """

    cause: Token
    marker: Token
    effect: Token | None


def find_links(doc: Doc) -> Iterator[Link]:
    """All causes that the words of a document give, in text order of the words that say so."""
    if not doc.has_annotation("DEP"):
        return
    for token in doc:
        for cause, effect in _readings(token):
            cause, effect = _meant(cause), _meant(effect)
            if cause is not None and cause.pos_ in NAMING and (effect is None or effect.i != cause.i):
                yield Link(cause, token, effect if effect is not None and effect.pos_ in NAMING else None)


def _meant(token: Token | None) -> Token | None:
    """What a relative pronoun stands for: "the damage that the theft caused"."""
    if token is not None and token.lower_ in RELATIVE and token.head.dep_ in {"acl:relcl", "advcl:relcl"}:
        return token.head.head
    return token


Reading = tuple["Token | None", "Token | None"]  # cause, effect


def _readings(token: Token) -> Iterator[Reading]:
    lemma = lemma_of(token)
    if token.pos_ == "VERB":
        yield from _by_verb(token, lemma)
    elif lemma in CAUSES:
        yield from _by_noun(token)
    elif lemma in RESULTS | ANSWERS and is_copular(token) and not has_case(token, ("in", "as")):
        yield child(token, "nmod", of=("of", "to", "for")), subject(token)
    elif lemma == "blame" and is_copular(token):
        yield subject(token), child(token, *OBLIQUE, of=("for",))
    elif lemma == "responsible":
        yield subject(token), child(token, *OBLIQUE, of=("for",))
    if token.lower_ in BY_FIRST:
        yield from _by_phrase(token)
    elif lemma in PROTESTS and token.pos_ == "NOUN":
        yield _not_how_long(child(token, "nmod", of=AGAINST)), token
    if token.lower_ == "because" and token.dep_ == "mark" and (effect := _governor(token.head)) is not None:
        yield token.head, effect
    elif token.lower_ == "behind" and token.dep_ == "case" and is_copular(token.head):
        yield subject(token.head), token.head


# ---- verbs


def _by_verb(verb: Token, lemma: str) -> Iterator[Reading]:
    particle = child(verb, "compound:prt") or next((c for c in verb.children if c.lower_ == "down"), None)
    beside = WITH_PARTICLE.get(lemma, "")
    if ((lemma in CAUSING or _kindles(verb)) and particle is None) or (
        particle is not None and beside == particle.lower_
    ):
        yield from _causing(verb)
    elif beside and (onto := child(verb, "obl", of=(beside,))) is not None:
        yield _doer(verb), onto  # "set off the alarm", read as a preposition
    elif (
        lemma in ONTO and child(verb, "obj") is None and (onto := child(verb, *OBLIQUE, of=(ONTO[lemma],))) is not None
    ):
        yield _doer(verb), onto
    elif lemma in FROM:
        yield child(verb, *OBLIQUE, of=("from",)), _doer(verb)
    elif lemma in PUT_TO and (lemma != "put" or (particle is not None and particle.lower_ == "down")):
        onto = child(verb, "obl", "nmod", of=("to",)) or (particle and child(particle, "obj", "obl", of=("to",)))
        yield onto, child(verb, "obj", "nsubj:pass")
    elif lemma == "blame":
        yield from _blaming(verb)
    elif lemma == "point" and (doer := _doer(verb)) is not None and lemma_of(doer) in FINDINGS:
        yield child(verb, *OBLIQUE, of=("to", "towards", "toward")), None  # "early findings point to a short circuit"
    elif lemma in AVENGING and verb.dep_ in {"advcl", "xcomp", "acl"}:
        yield child(verb, "obj") or child(verb, "obl", of=("for",)), _governor(verb)
    elif lemma in SANCTIONS:
        yield _not_how_long(child(verb, "obl", "advcl", of=("for", "over"))), verb
    elif lemma in PROTESTS:
        yield _not_how_long(child(verb, "obl", of=AGAINST)), verb
    if (
        (blame := child(verb, "obj")) is not None
        and lemma_of(blame) == "blame"
        and lemma in {"put", "lay", "pin", "place"}
    ):
        yield child(verb, "obl", "nmod", of=("on",)), child(blame, "nmod", of=("for",))


def _kindles(verb: Token) -> bool:
    """Whether it is to start a fire: "a short circuit started the blaze", "the blaze was started by a cigarette"."""
    burns = (c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"} and lemma_of(c) in FIRES)
    return lemma_of(verb) == "start" and next(burns, None) is not None


def _causing(verb: Token) -> Iterator[Reading]:
    passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in verb.children)
    if passive or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        agent = child(verb, "obl:agent", "obl", of=("by",))
        yield agent, child(verb, "nsubj:pass") or (verb.head if verb.dep_ == "acl" else None)
        return
    effect = child(verb, "obj") or child(verb, "nsubj:pass")
    done = child(verb, "xcomp")
    if effect is not None or done is not None:
        yield _doer(verb), done if done is not None and done.pos_ == "VERB" else effect


def _blaming(verb: Token) -> Iterator[Reading]:
    onto = _not_how_long(child(verb, "obl", "nmod", "obj", of=("on",)))  # "blamed human error on Wednesday"
    what = next((c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"} and c is not onto), None)
    if onto is not None:
        yield onto, what
    elif what is not None:
        yield what, child(verb, *OBLIQUE, of=("for",))


def _doer(verb: Token) -> Token | None:
    """The subject of a verb; what a relative clause is said of stands for "which"."""
    doer = subject(verb)
    while doer is None and verb.dep_ in {"conj", "xcomp"}:
        verb = verb.head
        doer = subject(verb)
    if doer is None and verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    if doer is None and verb.dep_ == "acl:relcl" and verb.head.lower_ == "what" and is_copular(verb.head):
        return subject(verb.head)  # "a short circuit was what caused the fire"
    return doer


# ---- nouns and phrases


def _by_noun(noun: Token) -> Iterator[Reading]:
    """What a noun says: "the cause of Y was X", "X was the cause of Y", "named X as the culprit"."""
    effect = child(noun, "nmod", of=("of", "for", "behind"))
    if is_copular(noun):
        yield subject(noun), effect
    elif noun.dep_ in SUBJECTS and is_copular(noun.head) and noun.head.pos_ in {"NOUN", "PROPN"}:
        yield noun.head, effect
    elif noun.dep_ == "obl" and has_case(noun, ("as",)):
        yield child(noun.head, "obj", "nsubj:pass"), effect


def _by_phrase(first: Token) -> Iterator[Reading]:
    """Fixed phrases before a noun: "Y because of X"."""
    doc = first.doc
    phrase = next(
        (p for p in BY_FIRST[first.lower_] if tuple(t.lower_ for t in doc[first.i : first.i + len(p)]) == p), None
    )
    after = first.i + len(phrase) if phrase else len(doc)
    if phrase and after < len(doc):
        cause = doc[after]
        while cause.head.i >= after and cause.head.i != cause.i:
            cause = cause.head
        above = cause
        while above.head.i != above.i and (first.i <= above.i < after or above.i == cause.i):
            above = above.head
        yield cause, _effect_of(above)


def _not_how_long(cause: Token | None) -> Token | None:
    """The word, unless it only says how long or when."""
    if cause is None or lemma_of(cause) in STRETCHES or cause.pos_ == "NUM" or cause.ent_type_ in {"DATE", "TIME"}:
        return None
    return cause


def _effect_of(above: Token) -> Token:
    """What the cause is said of: the thing, where a verb only says that it is or came."""
    if lemma_of(above) in {"be", "come", "happen", "occur"} and (thing := subject(above)) is not None:
        return thing
    return above


def _governor(clause: Token) -> Token | None:
    return clause.head if clause.head.i != clause.i else None
