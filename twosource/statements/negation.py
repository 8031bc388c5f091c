"""Words that negate a predicate: on it, on its subject or object, or the predicate itself ("failed to", "averted")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from twosource.statements.implicatives import governed, turns

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATORS = frozenset(
    "not n't n’t nt no never neither nor nobody none nothing cannot hardly barely nowhere unable".split()
)
AVERTING = frozenset("avert avoid prevent foil thwart forestall".split())
NEARLY = frozenset({"almost", "nearly"})
# what may be so by half: "prices nearly doubled"
GRADED = frozenset(
    "double triple treble quadruple halve reach hit fill complete finish empty exhaust destroy wipe demolish flatten level equal match "
    "approach end run sell cover be have".split()
)
ANYBODY = frozenset({"any", "anyone", "anybody", "anything"})
# words before a noun phrase that negate it, by what follows: "barely 1,000 people" are people
BUT_FEW = {"hardly": ANYBODY, "barely": ANYBODY, "scarcely": ANYBODY, "not": frozenset({"one", "a"})}
FREED = frozenset({"only", "just", "all", "every", "merely", "necessarily"})  # "not only", "not all": the rest stands
COMPARING = frozenset({"fewer", "less", "more", "later", "earlier", "sooner", "longer", "better", "worse"})
MODIFYING = frozenset({"advmod", "aux", "aux:pass", "mark", "neg", "cc:preconj", "discourse", "cop"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
BE_TO = frozenset({"is", "are", "was", "were"})
DEEDS = frozenset("act move step decision choice response reaction answer thing".split())


def negators(token: Token) -> Iterator[Token]:
    """Words that negate a predicate, in no order."""
    on_it = list(negators_on(token))
    if token.lower_ in NEGATORS or turns(token, negated=len(on_it) % 2 == 1) or _averts(token):
        yield token
    yield from on_it


def negators_on(token: Token) -> Iterator[Token]:
    """Words on a predicate, its subject or object that negate it, the predicate itself left out."""
    yield from _adverbs(token)
    if token.dep_ == "xcomp" and token.head.lower_ == "yet" and infinitive(token):
        yield token.head  # "has yet to be approved", as the parse often has it
    for child in token.children:
        if child.lower_ == "without" and (child.dep_ == "mark" or (child.dep_ == "case" and _is_predicate(token))):
            yield child
        elif child.dep_ == "advmod" and child.lower_ == "longer":
            yield from (c for c in child.children if c.lower_ == "no")
        elif child.dep_ == "advmod" and child.lower_ == "yet" and (infinitive(token) or governed(token) is not None):
            yield child  # "has yet to answer"
        elif (
            child.lower_ in NEARLY
            and child.i == token.i - 1
            and token.pos_ == "VERB"
            and token.lemma_.lower() not in GRADED
        ):
            yield child  # "the ferry nearly sank"
        elif child.lower_ == "from" and child.i > token.sent.start and child.nbor(-1).lower_ == "far":
            yield child.nbor(-1)  # "far from resigning", "is far from over"
        elif child.lower_ in {"instead", "rather"} and _in_place_of(child):
            yield child  # "upheld the fine instead of cancelling it"
        elif child.lower_ == "before" and child.dep_ == "mark" and _able(token):
            yield child  # "was stopped before he could shoot"
        elif child.dep_ in SUBJECTS or child.dep_ == "obj":
            yield from negating_noun(child)
    yield from (c for c in token.children if c.dep_ == "cc" and c.lower_ == "nor" and _opens(c, token))
    if token.dep_ == "acl" and token.tag_ == "VBN" and all(t.is_punct for t in token.doc[token.head.i + 1 : token.i]):
        yield from negating_noun(token.head)  # "no cargo, imported or exported, was there"


def _adverbs(token: Token) -> Iterator[Token]:
    """The first of the negating adverbs and auxiliaries on a predicate: a second one only goes on ("is not and never has been").
    A "no" that answers ("No, I am not running"), or is what somebody votes, negates nothing.
    """
    found = (
        c for c in token.children if c.lower_ in NEGATORS and c.dep_ in MODIFYING and not _freed(c) and not _echoes(c)
    )
    yield from islice((c for c in found if not _answers(c)), 1)


def _echoes(word: Token) -> bool:
    """Whether it negates a verb that is left out: "the mail was slowed but the phones were not"."""
    behind = word.lower_ in {"not", "n't", "n’t"} and word.i > word.head.i
    return behind and word.nbor(-1).pos_ == "AUX" and word.nbor(-1).i > word.head.i


def _answers(word: Token) -> bool:
    return word.lower_ == "no" and (word.dep_ == "discourse" or word.i > word.head.i)


def _averts(token: Token) -> bool:
    """Whether it is to keep something from happening: "averted a strike", "the attack was foiled"."""
    return token.lemma_.lower() in AVERTING and any(
        c.dep_ in {"obj", "nsubj:pass"} and c.pos_ == "NOUN" for c in token.children
    )


def _in_place_of(word: Token) -> bool:
    return any(c.dep_ == "fixed" and c.lower_ in {"of", "than"} for c in word.children)


def _able(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"could", "can"} for c in token.children)


def _opens(nor: Token, verb: Token) -> bool:
    """Whether "nor" negates the verb: where that shares its subject with another, or turns round it ("nor have they said")."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None:
        return verb.dep_ == "conj"
    return any(c.dep_ in {"aux", "aux:pass", "cop"} and nor.i < c.i < subject.i for c in verb.children)


def _is_predicate(token: Token) -> bool:
    """Whether a noun or adjective is what a clause says of its subject: "are without power"."""
    return any(c.dep_ == "cop" for c in token.children)


def negating_noun(noun: Token) -> Iterator[Token]:
    """What negates a noun phrase: "no passengers", "nobody", "none of them", "hardly anyone", "not one house"."""
    if noun.lower_ == "no":
        return  # "said no": an answer
    if noun.lower_ in NEGATORS:
        yield noun
    elif noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no":
        yield noun.nbor(-1)
    else:
        yield from (
            c
            for part in (noun, *_compounds(noun))
            for c in part.children
            if (c.dep_ in {"det", "cc:preconj"} and c.lower_ in {"no", "neither"} and not _bounds(c))
            or (c.dep_ == "advmod" and c.i + 1 < len(c.doc) and c.nbor().lower_ in BUT_FEW.get(c.lower_, ()))
        )


def _compounds(noun: Token) -> Iterator[Token]:
    """Nouns before a noun, of which the parse may hang the first word of the phrase: "no aid trucks"."""
    for child in noun.children:
        if child.dep_ == "compound" and child.i < noun.i:
            yield child
            yield from _compounds(child)


def _bounds(negator: Token) -> bool:
    """Whether "no" only begins a bound: "no fewer than 13"."""
    words = [negator.doc[i].lower_ for i in range(negator.i + 1, min(negator.i + 3, len(negator.doc)))]
    return len(words) == 2 and words[0] in COMPARING and words[1] == "than"


def _freed(negator: Token) -> bool:
    after = negator.i + 1
    words = [negator.doc[i].lower_ for i in range(after, min(after + 3, len(negator.doc)))]
    if negator.lower_ == "never" and COMPARING & set(words):
        return True  # "never been more proud" affirms
    return _bounds(negator) or (bool(words) and words[0] in FREED)


def infinitive(token: Token) -> bool:
    """Whether it has its "to"."""
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children)


def is_to(be: Token, verb: Token) -> bool:
    """Whether a form of "be" only says that something is or was to happen: "talks were to resume"; who "was to blame" is blamed, and
    "his first act was to resign" tells what he did.
    """
    fits = be.dep_ in {"aux", "cop"} and be.lower_ in BE_TO and be.i < verb.i and infinitive(verb)
    did = any(c.dep_ in SUBJECTS and c.lemma_.lower() in DEEDS for c in verb.children)
    return fits and not did and verb.lemma_.lower() != "blame"
