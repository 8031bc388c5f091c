"""A claim and its denial side by side in one report, or in two of which one denies in so many words what the other tells.

"X accuses Y of Z, which Y denies"; "X says so. Y denies it". The denial points back ("it", "which", "the accusations"),
so that it shares no word with the claim, and no likeness brings them together. The claim is the nearest one before it,
in the same sentence or the one before. "Denied that a prisoner had escaped" has too few words to be much like "A prisoner
escaped on Monday"; that it says nothing else is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from twosource.compare.claimers import one_claimer
from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article, smallest
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.parse import child, has_word, subject
from twosource.compare.questions.together import linked
from twosource.compare.stances import contrary, one_participant, one_verb, stance, telling
from twosource.compare.verdicts import Answer, Verdict
from twosource.data import Anchor, Conflict, Document, Modality, Statement, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

DENYING = frozenset("deny reject dismiss refute rebut dispute".split())
REFUSING = frozenset({"reject", "dismiss"})  # of a plan too: "the deal, which the union rejected"
POINTING = frozenset({"it", "this", "that", "which"})
THESE = frozenset({"this", "that", "these", "those"})
CLAIMS = frozenset("claim accusation allegation charge report suggestion assertion".split())
ACCUSING = frozenset("accuse blame suspect hold".split())
NOT = frozenset("not n't n’t never neither nor".split())
TO_COME = frozenset("will would wo 'll ’ll may might could can ca should must shall".split())
# what may be turned down: to reject it denies nothing
OFFERS = re.compile(
    r"\b(?:offer|plan|propos\w+|deal|bill|amendment|request|measure|appeal|budget|resolution|agreement|treat(?:y|ies)|motion|"
    r"nomination|nominee|demand|compromise|bid|invitation|application|petition|law|legislation|settlement)(?:e?s|ed)?\b",
    re.IGNORECASE,
)
CONTENT = frozenset(
    {"acl", "acl:relcl", "nmod", "ccomp", "nmod:poss", "amod", "compound"}
)  # words that say which claim
ACCUSED = re.compile(  # up to the deed: "accused the firm of having"
    r"\b(?:accus|blam|suspect|charg)\w*(?:\W+[\w’'-]+){0,8}?\W+(?:of|for|with)(?:\W+[\w’'-]+){0,2}\W*$", re.IGNORECASE
)
DENIAL = re.compile(
    r"(?:deni|deny|reject|dismiss|refut|rebut|disput|false|untrue|report|claim|rumou?r|allegation)", re.IGNORECASE
)
FEWEST = 2
SHARED = 0.5  # of the telling lemmas of two claims that are one


class Denied(NamedTuple):
    """A claim, and the denial beside it."""

    claim: Point
    denial: Point
    marker: Anchor


def judge_denials(documents: Sequence[Document], events: Sequence[Point]) -> Iterator[Ruled]:
    """The disagreements that reports tell side by side; those of one claim in several reports together."""
    inside = by_article(events)
    pairs = [pair for d in documents for pair in find_denials(d, inside[d.article.id])]
    pairs += answered(events) + claimed(events)
    same = [(i, j) for i, j in combinations(range(len(pairs)), 2) if _one_claim(pairs[i].claim, pairs[j].claim)]
    joined = linked(len(pairs), same)
    alone = [[i] for i in range(len(pairs)) if not any(i in rows for rows in joined)]
    for rows in sorted(joined + alone):
        yield _verdict([pairs[row] for row in rows]), 1.0


def _verdict(pairs: Sequence[Denied]) -> Verdict:
    claims = tuple(dict.fromkeys(p.claim for p in pairs))
    denials = tuple(dict.fromkeys(p.denial for p in pairs))
    answers = tuple(
        Answer(side, min((p.anchor for p in side), key=lambda a: (len(a.quote), a)), name)
        for side, name in ((claims, "affirmed"), (denials, "negated"))
    )
    said = [p.claim.statement.predicate.quote for p in pairs]
    reason = because("polarity.beside", said, [p.marker for p in pairs])
    return Verdict("event", Status.CONFLICTING, answers, (reason,), Conflict.POLARITY)


def _one_claim(a: Point, b: Point) -> bool:
    """Whether two reports tell one claim: between the same two actors, or in mostly the same words."""
    if a.article == b.article:
        return a.anchor.overlaps(b.anchor)
    accused = {a.statement.lemma, b.statement.lemma} <= ACCUSING
    if accused and a.actors == b.actors and len(a.actors) > 1:
        return True
    return _mostly(a.lemmas, b.lemmas)


def answered(events: Sequence[Point]) -> list[Denied]:
    """Accusations that somebody denies in so many words: "accused of taking bribes", "denied that he took bribes"."""
    accused = [p for p in events if ACCUSED.search(_before(p.statement))]
    denying = [p for p in events if p.statement.modality is Modality.DENIED and p.statement.marks]
    return [
        Denied(a, d, d.statement.marks[0])
        for a in accused
        for d in denying
        if a.statement.modality is not Modality.DENIED
        and one_verb(a.statement.lemma, d.statement.lemma)
        and one_participant(a, d)
        and _mostly(a.lemmas, d.lemmas)
    ]


def claimed(events: Sequence[Point]) -> list[Denied]:
    """What one report tells and somebody in another denies, who is not the one that tells it there. The denial has no word
    that the claim lacks: whoever denies that it was by night has not denied it.
    """
    denying = [p for p in events if p.statement.modality is Modality.DENIED and _is_denied(p.statement) and _whole(p)]
    return [
        Denied(told, d, d.statement.marks[0])
        for d in denying
        for told in events
        if told.article != d.article
        and told.statement.modality is Modality.ASSERTED
        and stance(told) == "affirmed"
        and not (d.statement.claimer and one_claimer(told.statement.claimer, d.statement.claimer))
        and one_verb(told.statement.lemma, d.statement.lemma)
        and len(d.lemmas) >= FEWEST
        and d.lemmas <= told.lemmas
        and d.figures <= told.figures
        and d.days <= told.days
        and _of_one(told.statement, d.statement)
        and contrary(told, d)
    ]


def _is_denied(statement: Statement) -> bool:
    """Whether somebody denies it: what a court clears of, or police rule out, was no claim's denial."""
    return any(DENIAL.match(mark.quote) for mark in statement.marks)


def _whole(point: Point) -> bool:
    """Whether the statement is all that is denied: "denied that the blast came from a gas leak" may be cut at "came"."""
    sentence = point.statement.sentence
    return bool(ENDS.match(sentence.quote, point.anchor.end - sentence.start))


ENDS = re.compile(r"\s*(?:$|[.,;:!?)”\"’—–]|(?:is|are|was|were|has|have|had)\b)")


def _of_one(a: Statement, b: Statement) -> bool:
    """Whether both name in like words who does it or whom it befalls."""
    parts = ((a.actor, b.actor), (a.recipient, b.recipient))
    both = [(x, y) for x, y in parts if x is not None and y is not None]
    return any(telling(x) & telling(y) and not (OTHER.match(x.quote) or OTHER.match(y.quote)) for x, y in both)


OTHER = re.compile(r"(?:another|other|a second|a different)\b", re.IGNORECASE)


def _before(statement: Statement) -> str:
    return statement.sentence.quote[: max(0, statement.predicate.start - statement.sentence.start)]


def _mostly(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    return shared >= FEWEST and shared >= SHARED * min(len(a), len(b))


# ---- in a document


def find_denials(document: Document, events: Sequence[Point]) -> Iterator[Denied]:
    """Denials that point back, each with the claim that it points to."""
    doc = document.doc
    if not doc.has_annotation("DEP"):
        return
    before: Span | None = None
    for sentence in doc.sents:
        for token in sentence:
            if lemma_of(token) in DENYING and token.pos_ == "VERB" and _points_back(token):
                denial = _from_denial(document, smallest(events, token), token)
                claim = _claim(document, events, sentence, token) or _claim(document, events, before, token)
                if claim is not None and denial is not None:
                    yield Denied(claim, denial, document.article.anchor(token.idx, token.idx + len(token)))
        if sentence.text.strip():
            before = sentence


def _points_back(verb: Token) -> bool:
    """Whether what is denied was said before: "denies it", "which it denies", "denied the accusations"."""
    doer = subject(verb)
    if doer is None or doer.lower_ in POINTING or has_word(verb, NOT | TO_COME):
        return False
    what = child(verb, "obj")
    if what is None:  # "something the ministry denies"
        return verb.dep_ == "acl:relcl" and verb.head.lower_ in {"something", *CLAIMS}
    if what.lower_ == "that" and verb.dep_ == "acl:relcl":
        return lemma_of(verb.head) in CLAIMS  # "a request that the judge denied" is refused
    if what.lower_ == "which":
        return lemma_of(verb) not in REFUSING or lemma_of(verb.head) in CLAIMS
    if what.lower_ in POINTING:
        return True
    return lemma_of(what) in CLAIMS and not any(c.dep_ in CONTENT for c in what.children)


def _claim(document: Document, events: Sequence[Point], sentence: Span | None, denial: Token) -> Point | None:
    """The claim of a sentence that a denial points to: an accusation, else the first thing that somebody else says."""
    if sentence is None:
        return None
    end = min(sentence.end_char, clause_start(denial))
    inside = [p for p in events if sentence.start_char <= p.statement.predicate.start < end]
    accusing = [p for p in inside if p.statement.lemma in ACCUSING and _another(p.statement.actor, denial)]
    if accusing:
        point = max(accusing, key=lambda p: (p.statement.predicate.start, p.anchor))
        return _until(document, point, max(p.statement.anchor.end for p in inside), end)
    noun = child(denial, "obj")
    if noun is not None and lemma_of(noun) in CLAIMS and not has_word(noun, THESE):
        return None  # "denied all charges": of what others are accused is not what somebody said last
    claimed = [p for p in inside if p.statement.claimer and not _speaks(p, denial)]
    if (named := _named_claim(denial)) is not None:
        said = {t.idx for t in named.subtree}
        claimed = [p for p in claimed if p.statement.predicate.start in said]
    if lemma_of(denial) in REFUSING and noun is not None and noun.lower_ in POINTING:
        claimed = [
            p for p in claimed if p.statement.modality is Modality.ASSERTED and not OFFERS.search(p.anchor.quote)
        ]
    if not claimed:
        return None
    point = min(claimed, key=lambda p: (p.statement.predicate.start, p.anchor))
    return _until(document, point, point.anchor.end, end)


def _named_claim(denial: Token) -> Token | None:
    """The noun that "which" stands for where it names a claim within another clause: "pressed him on the accusations, which he
    denied" denies the accusations. "..., a charge which he denied" stands for the whole of what was said.
    """
    which = child(denial, "obj")
    if which is None or which.lower_ != "which":
        return None
    before = which.doc[max(which.sent.start, which.i - 2) : which.i]
    nouns = [t for t in before if t.pos_ == "NOUN" and lemma_of(t) in CLAIMS and t.dep_ not in {"appos", "parataxis"}]
    return nouns[-1] if nouns else None


def _until(document: Document, point: Point, last: int, end: int) -> Point | None:
    """The point with its words up to the last of the claim, none of the denial's among them."""
    start = point.anchor.start
    text = document.article.text[start : min(last, end)].rstrip(" ,;:–—-\n")
    return replace(point, anchor=document.article.anchor(start, start + len(text))) if text else None


def _from_denial(document: Document, point: Point | None, verb: Token) -> Point | None:
    """The point without what stands before the clause of the denial."""
    if point is None or not point.anchor.start < clause_start(verb) < point.anchor.end:
        return point
    return replace(point, anchor=document.article.anchor(clause_start(verb), point.anchor.end))


def clause_start(verb: Token) -> int:
    """Where the clause of a denial starts: "which" and "something" belong to it."""
    start = next((t.idx for t in verb.subtree if not (t.is_punct or t.is_space)), verb.idx)
    return min(start, verb.head.idx) if verb.dep_ == "acl:relcl" and verb.head.pos_ == "PRON" else start


def _another(actor: Anchor | None, denial: Token) -> bool:
    """Whether an accuser is not the one who denies."""
    doer = subject(denial)
    return (
        actor is None or doer is None or not actor.start <= doer.idx < actor.end and actor.quote.lower() != doer.lower_
    )


def _speaks(point: Point, denial: Token) -> bool:
    """Whether the claimer of a statement is the one who denies."""
    doer = subject(denial)
    claimer = (point.statement.claimer or "").lower()
    return (
        doer is None
        or doer.pos_ == "PRON"
        or any(t.lower_ in claimer.split() for t in doer.subtree if t.pos_ == "PROPN" or t is doer)
    )
