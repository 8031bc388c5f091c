"""How sure a clause is: polarity (affirmed or negated) and modality, by cue words that can be shown.

A cue counts where it governs the predicate: on it, its auxiliaries and the verb it controls, or on a verb, adjective
or noun above it ("denied that ...", "no evidence that ...", "it is unclear whether ..."). Of several modalities the
strongest stands: unclear, denied, hypothetical, planned, hedged, asserted. Without a parse, cues anywhere in the
clause count. After the cue classes of Sauri and Pustejovsky's FactBank and Farkas et al. (CoNLL-2010 hedge task); the
word lists are our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.data import Modality, Polarity
from twosource.statements.clauses import completes
from twosource.statements.conditions import Cue, aside, conditions, supposed
from twosource.statements.coordination import first_of, shared_before, shared_negators
from twosource.statements.cues import ASKING, CLAIMS, QUESTION_WORDS, UNKNOWN
from twosource.statements.implicatives import due_verb, keeps_from, leaves_open, noun_sign, up_to_purpose
from twosource.statements.judged import (
    DENYING,
    ESTABLISHING,
    FALSE,
    KNOWING,
    TURNING_DOWN,
    belying,
    judged,
    lemma_of,
    ruling,
    withheld,
)
from twosource.statements.negation import NEGATORS, SUBJECTS, infinitive, is_to, negating_noun, negators, negators_on

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNLAWFUL = frozenset({"illegal", "unlawful", "impossible"})
TAKEN_FOR_SO = frozenset({"know", "realise", "realize", "regret", "aware"})
CLEARING = frozenset({"acquit", "absolve", "exonerate", "clear"})  # of having done it
PROOFS = frozenset("evidence sign indication proof trace confirmation".split())
PLANS = frozenset({"plan", "intention", "desire"})
TRUE = frozenset({"true", "correct"})
MAYBE = frozenset(
    "may might could possibly perhaps maybe probably likely unlikely apparently reportedly allegedly purportedly presumably "
    "seemingly supposedly potentially possible probable suspected feared".split()
)
DOUBTING = frozenset("believe think suspect fear presume assume suggest appear seem understand estimate".split())
CHARGING = frozenset({"accuse", "suspect", "charge"})  # "accused of shelling"
CHARGED = frozenset({"with", "for"})
HELD = frozenset("want arrest detain indict investigate question hold try".split())  # "wanted for killing two"
RUMOURS = frozenset("report allegation claim suspicion fear rumour rumor possibility chance risk accusation".split())
TOLD = frozenset({"say", "report", "rumor", "rumour", "allege", "purport", "suppose"})  # "is said to have fled"
PLANNING = frozenset(
    "plan intend vow pledge promise aim schedule set prepare propose expect hope want seek agree threaten due ready slate go "
    "forecast project predict tip anticipate".split()
)
DATED = frozenset({"expect", "schedule", "slate", "set"})
TIMES = frozenset({"DATE", "TIME"})
FUTURE = frozenset({"will", "shall", "wo", "'ll", "’ll"})
ADVISING = frozenset({"should", "must", "ought"})
SEARCHING = frozenset({"find", "learn", "establish", "determine", "discover", "say", "know", "understand"})
SEEKING = frozenset({"try", "seek", "work", "early", "struggle", "hard", "impossible", "difficult"})
PERCEIVING = frozenset({"see", "hear", "feel", "smell"})
REACH = 4  # steps upward
STRONGEST_FIRST = (Modality.UNCLEAR, Modality.DENIED, Modality.HYPOTHETICAL, Modality.PLANNED, Modality.HEDGED)


def certainty(
    doc: Doc, start: int, end: int, predicate: Token
) -> tuple[Polarity, Modality, tuple[tuple[int, int], ...]]:
    """Polarity and modality of the clause doc[start:end], and the offsets of the words that decided them."""
    if not doc.has_annotation("DEP"):
        words = [t for t in doc[start:end] if not t.is_punct]
        return _decide([t for t in words if t.lower_ in NEGATORS], list(_loose(words)))
    core = [*_cut_off(predicate), *_core(predicate)]
    negating = [n for token in up_to_purpose(core) for n in negators(token)] + list(shared_negators(predicate))
    cues = [cue for token in core for cue in _own(token)]
    cues += [cue for word in shared_before(predicate) for cue in _modifier(word, first_of(predicate))]
    cues += conditions(predicate)
    if keeps_from(predicate):
        cues.append((Modality.PLANNED, predicate))
    if doc[start].lower_ == "whether" and not aside(
        predicate, start
    ):  # cut in two: "no fuel, whether oil or gas, was there"
        cues.append((Modality.UNCLEAR, doc[start]))
    for below, above in _upward(predicate):
        cues += [*_from_above(below, above), *supposed(below, above)]
        negating += _negated_above(below, above)
    return _decide(negating, cues)


def _decide(negators: Sequence[Token], cues: Sequence[Cue]) -> tuple[Polarity, Modality, tuple[tuple[int, int], ...]]:
    found = {modality for modality, _ in cues}
    modality = next((m for m in STRONGEST_FIRST if m in found), Modality.ASSERTED)
    deciding = [token for kind, token in cues if kind is modality]
    negative = len({t.i for t in negators}) % 2 == 1 and modality is not Modality.UNCLEAR
    marks = sorted({(t.idx, t.idx + len(t)) for t in [*negators, *deciding]})
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE, modality, tuple(marks)


def _core(predicate: Token) -> Iterator[Token]:
    """The predicate and the verbs or adjectives it controls: "is expected to meet"."""
    token: Token | None = predicate
    for _ in range(REACH):
        if token is None:
            return
        yield token
        token = next((c for c in token.children if c.i > token.i and _controlled(c)), None)


def _cut_off(predicate: Token) -> list[Token]:
    """The verb that an infinitive goes on with, which the parse only sets beside it: "cannot afford ... to lose a seat"."""
    beside = predicate.dep_ == "conj" and infinitive(predicate) and not infinitive(predicate.head)
    return [predicate.head] if beside and not any(c.dep_ == "cc" for c in predicate.children) else []


def _controlled(token: Token) -> bool:
    return token.dep_ == "xcomp" or completes(token)


# ---- negation


def _negated(token: Token) -> bool:
    return any(True for _ in negators(token)) or any(
        c.lower_ in {"yet", "hardly"} and c.dep_ == "advmod" for c in token.children
    )


def _negated_above(below: Token, above: Token) -> Iterator[Token]:
    """Negation that reaches down: "no evidence that ...", "do not believe that ..."."""
    if noun_sign(above, below) == "-" or (lemma_of(above) in UNLAWFUL and infinitive(below)):
        yield above
        yield from negators_on(above) if above.pos_ == "ADJ" else ()
    elif below.dep_ == "ccomp" and (lie := belying(above)) is not None:
        yield lie
    elif noun_sign(above, below) == "o" and lemma_of(above) not in PROOFS | PLANS and below.dep_ == "acl":
        yield from negating_noun(above)
        yield from negators_on(above) if any(c.dep_ == "cop" for c in above.children) else ()
    elif lemma_of(above) in PROOFS | PLANS and below.dep_ == "acl":
        yield from negating_noun(above)
        yield from (
            n for n in negators(above.head) if above.head.i != above.i and n.i != above.i and n.head.i != above.i
        )
    elif lemma_of(above) in DOUBTING and below.dep_ == "ccomp":
        yield from negators(above)


# ---- modality on the predicate itself


def _own(token: Token) -> Iterator[Cue]:
    lemma, lower = lemma_of(token), token.lower_
    controls = any(_controlled(c) for c in token.children)
    passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in token.children)
    for child in token.children:
        yield from _modifier(child, token)
    if lower in UNKNOWN or (
        (lemma in ESTABLISHING or (lemma == "know" and passive))
        and _is_thing(token)
        and (_negated(token) or _little(token))
    ):
        yield Modality.UNCLEAR, token
    elif lemma in DENYING or (
        lemma in TURNING_DOWN and any(lemma_of(c) in CLAIMS for c in token.children if c.dep_ == "obj")
    ):
        if not withheld(token) and (controls or any(c.dep_ == "obj" for c in token.children)):
            # "neither confirmed nor denied it": nobody says which it is
            yield (Modality.UNCLEAR if _negated(token) else Modality.DENIED), token
    elif _rules_out(token):
        yield (Modality.UNCLEAR if _negated(token) else Modality.DENIED), token
    elif lemma in PLANNING and controls and (lemma != "go" or token.tag_ == "VBG") and not _sets_so(token):
        yield Modality.PLANNED, token
    elif _fixed_for(token):
        yield Modality.PLANNED, token
    elif leaves_open(token, negated=len(list(negators_on(token))) % 2 == 1):
        yield Modality.PLANNED, token
    elif lower in MAYBE or (controls and lemma in DOUBTING and (passive or lemma in {"appear", "seem"})):
        yield Modality.HEDGED, token
    elif controls and lemma == "claim":  # "claimed to have shot down a jet"
        yield Modality.HEDGED, token
    elif controls and passive and lemma in TOLD:
        yield Modality.HEDGED, token


def _fixed_for(token: Token) -> bool:
    """Whether something is only fixed for a day: "the verdict is expected on Friday", "the ship is due on Monday"."""
    kinds = {c.dep_ for c in token.children}
    fixed = (lemma_of(token) in DATED and "aux:pass" in kinds) or (token.lower_ == "due" and "cop" in kinds)
    times = [c for c in token.children if c.dep_.startswith(("obl", "advmod")) and c.ent_type_ in TIMES]
    return fixed and any(lemma_of(token) != "set" or any(w.lower_ == "for" for w in c.children) for c in times)


def _sets_so(token: Token) -> bool:
    """Whether something is set free or ablaze: no plan."""
    return lemma_of(token) == "set" and not any(_controlled(c) and infinitive(c) for c in token.children)


def _modifier(child: Token, token: Token) -> Iterator[Cue]:
    lower = child.lower_
    if child.dep_ in {"aux", "cop"} and lower in FUTURE:
        yield Modality.PLANNED, child
    elif child.dep_ == "aux" and lower in ADVISING:
        yield Modality.HYPOTHETICAL, child
    elif child.dep_ == "aux" and lower == "would":
        past = any(c.dep_ == "aux" and c.lower_ in {"have", "'ve", "’ve"} for c in token.children)
        yield (Modality.HYPOTHETICAL if past else Modality.PLANNED), child
    elif is_to(child, token) or (due_verb(child) == token and child.i < token.i):
        yield Modality.PLANNED, child  # "talks are to resume", "are due to resume"
    elif child.dep_ == "amod" and token.pos_ == "ADJ" and lemma_of(child) in DOUBTING:
        yield Modality.HEDGED, child  # "are presumed dead"
    elif lower in MAYBE and child.dep_ in {"aux", "advmod"}:
        # "could not reach him" and "could be seen" tell what happened
        if not (lower == "could" and (lemma_of(token) in PERCEIVING or any(True for _ in negators_on(token)))):
            yield Modality.HEDGED, child


def _is_thing(token: Token) -> bool:
    """Whether no person is the subject of knowing: "it is not clear", "have not been confirmed"."""
    kinds = {c.dep_ for c in token.children}
    return "nsubj:pass" in kinds or "aux:pass" in kinds or "expl" in kinds or token.pos_ == "ADJ"


def _little(token: Token) -> bool:
    """Whether little is the subject: "little is known about him"."""
    return any(c.dep_ in SUBJECTS and c.lower_ == "little" for c in token.children)


# ---- from above


def _upward(predicate: Token) -> Iterator[tuple[Token, Token]]:
    """(word, word above it) from the predicate up, as long as what is above bears on whether it is so."""
    token = predicate
    for _ in range(REACH):
        if token.dep_ == "conj" and _shares_frame(token):
            token = token.head
        above = token.head
        if token.dep_ == "acl:relcl" and above.lower_ in QUESTION_WORDS:
            above = above.head  # "unclear what they discussed": the parse makes "what" a noun that "discussed" modifies
        elif _cleared_of(token):
            above = above.head  # "acquitted the driver of killing two": the parse makes it a part of the driver
        elif not _bears(token):
            return
        if above.i == token.i:
            return
        yield token, above
        if lemma_of(above) in TAKEN_FOR_SO and token.dep_ == "ccomp":
            return  # who denies that he knew of it has not denied it
        token = above


def _shares_frame(token: Token) -> bool:
    """Whether what bears on the first of two coordinated clauses bears on the second: "denied that A fell and that B burned"."""
    kinds = {c.dep_ for c in token.children}
    return not kinds & SUBJECTS or any(c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in token.children)


def _bears(token: Token) -> bool:
    if lemma_of(token) in CLAIMS and judged(token):
        return True
    if token.dep_ in {"ccomp", "xcomp", "csubj", "csubj:pass", "acl"}:
        return token.dep_ != "acl" or token.tag_ != "VBN" or any(c.dep_ == "mark" for c in token.children)
    if token.dep_ == "advcl":
        # "was kept when it exploded" asks nothing, nor does what stands before "is not clear" beside the question itself
        if _gerund(token) and token.i > token.head.i and _rules_out(token.head):
            return True  # "ruled out meeting him"
        if _gerund(token) and token.i > token.head.i and lemma_of(token.head) in DENYING | CLEARING:
            # "denies having dumped waste", "was cleared of dumping it"; not "denied the claim, saying", "denied that ..., saying"
            return lemma_of(token.head) in CLEARING or not any(c.dep_ in {"obj", "ccomp"} for c in token.head.children)
        if _gerund(token) and _held_for(token):
            return True  # "was charged with killing two"
        asked = token.head.lower_ in UNKNOWN or lemma_of(token.head) in ASKING | KNOWING | SEARCHING
        marked = any(c.dep_ == "mark" and c.lower_ in {"of", "to", "that", "whether"} for c in token.children)
        return marked or (asked and token.i > token.head.i and _asks(token))
    if token.dep_ == "acl:relcl":  # "a report that he met her": no relative clause where "that" is no pronoun
        return lemma_of(token.head) in CLAIMS and any(c.dep_ == "mark" for c in token.children)
    return False


def _cleared_of(token: Token) -> bool:
    verb = token.head.head
    return token.dep_ == "acl" and _gerund(token) and lemma_of(verb) in CLEARING | CHARGING and verb.i < token.head.i


def _laid_to(deed: Token) -> bool:
    """Whether the parse hangs what somebody is accused of on who is accused."""
    return deed.dep_ == "acl" and _gerund(deed) and deed.head.dep_ in {"obj", "nsubj:pass"}


def _held_for(deed: Token) -> bool:
    lemma, joined = lemma_of(deed.head), {c.lower_ for c in deed.children if c.i < deed.i}
    return (lemma in CHARGING and bool(joined & CHARGED)) or (lemma in HELD and "for" in joined)


def _gerund(token: Token) -> bool:
    return token.tag_ == "VBG" or any(c.dep_.startswith("aux") and c.tag_ == "VBG" for c in token.children)


def _from_above(below: Token, above: Token) -> Iterator[Cue]:
    lemma, lower = lemma_of(above), above.lower_
    asks = _asks(below)
    if (ruled := ruling(below, above)) is not None:
        yield ruled, above
    elif lower in UNKNOWN or (_negated(above) and (lemma in ESTABLISHING or (asks and lemma in KNOWING))):
        yield Modality.UNCLEAR, above
    elif asks and (lemma in ASKING or (lemma in SEARCHING and lemma_of(above.head) in SEEKING)):
        yield Modality.UNCLEAR, above
    elif (lemma in DENYING | TURNING_DOWN or (lemma in CLEARING and above.pos_ != "ADJ")) and not _negated(above):
        yield Modality.DENIED, above
    elif _rules_out(above):
        yield (Modality.UNCLEAR if _negated(above) else Modality.DENIED), above
    elif lemma == "denial" or lower in FALSE or (lower in TRUE and _negated(above)):
        yield Modality.DENIED, above
    elif lemma in DOUBTING and below.dep_ in {"ccomp", "csubj"}:
        yield Modality.HEDGED, above
    elif (lower in MAYBE and below.dep_ in {"csubj", "ccomp", "advcl"}) or _rumoured(below, above):
        yield Modality.HEDGED, above
    elif noun_sign(above, below) == "o":
        yield Modality.PLANNED, above
    elif (below.dep_ == "advcl" and (lemma in CHARGING or _held_for(below))) or (lemma in CHARGING and _laid_to(below)):
        yield Modality.HEDGED, above
    elif lemma in PLANNING and below.dep_ == "advcl" and infinitive(below) and above.pos_ == "ADJ":
        yield Modality.PLANNED, above


def _rumoured(below: Token, above: Token) -> bool:
    return lemma_of(above) in RUMOURS and below.dep_ == "acl" and lemma_of(above.head) != "confirm"


def _rules_out(token: Token) -> bool:
    """Whether it is to rule something out; what nobody rules out is not known."""
    return lemma_of(token) == "rule" and any(c.dep_ == "compound:prt" and c.lower_ == "out" for c in token.children)


def _asks(token: Token) -> bool:
    """Whether a clause is an indirect question."""
    first = next(iter(token.subtree), token)
    return first.lower_ in QUESTION_WORDS or any(
        c.lower_ in QUESTION_WORDS and c.dep_ in {"mark", "advmod", "obj", "nsubj", "det"} for c in token.children
    )


def _loose(words: Iterable[Token]) -> Iterator[Cue]:
    """Cues anywhere in a clause that has no parse."""
    for token in words:
        if token.lower_ in UNKNOWN:
            yield Modality.UNCLEAR, token
        elif token.lower_ in {"if", "unless"}:
            yield Modality.HYPOTHETICAL, token
        elif token.lower_ in FUTURE or token.lower_ == "would":
            yield Modality.PLANNED, token
        elif token.lower_ in MAYBE:
            yield Modality.HEDGED, token
