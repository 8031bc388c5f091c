"""How sure a clause is: polarity (affirmed or negated) and modality, by cue words that can be shown.

Cues count where they govern the clause's predicate: on it or its auxiliaries in the parse, or in the governing clause
("denied that ...", "it is unclear whether ..."). Without a parse, cues anywhere in the clause count. After the cue
classes of Sauri and Pustejovsky's FactBank and Farkas et al. (CoNLL-2010 hedge task); the word lists are our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.data import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEGATORS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "no",
        "never",
        "neither",
        "nor",
        "nobody",
        "none",
        "nothing",
        "without",
        "cannot",
        "hardly",
        "barely",
    }
)
NEGATIVE_VERBS = frozenset({"fail", "refuse", "decline", "lack"})  # "failed to reach a deal"
DENIALS = frozenset({"deny", "reject", "refute", "rebut", "dispute", "dismiss", "disown", "repudiate"})
HEDGES = frozenset(
    "may might could can possibly perhaps maybe probably likely unlikely apparently reportedly allegedly purportedly presumably seemingly "
    "appear seem suspect suspected believe believed fear feared presume presumed think thought suggest expect expected estimate estimated "
    "alleged purported supposed potential potentially possible probable".split()
)
PLANS = frozenset(
    "will would shall plan intend vow pledge promise aim schedule scheduled due set prepare propose expect hope want seek".split()
)
FUTURE = frozenset({"will", "shall", "wo", "'ll", "’ll"})
CONDITIONS = frozenset({"if", "unless", "whether", "provided", "should", "would"})
UNKNOWNS = frozenset({"unclear", "unknown", "uncertain", "unconfirmed", "undetermined"})
UNSURE_HEADS = frozenset(
    {"clear", "known", "certain", "confirmed", "established", "determined", "announced", "immediately"}
)
MODIFIERS = frozenset({"advmod", "aux", "aux:pass", "mark", "neg", "det", "cop", "discourse"})


def certainty(
    doc: Doc, start: int, end: int, predicate: Token
) -> tuple[Polarity, Modality, tuple[tuple[int, int], ...]]:
    """Polarity and modality of the clause doc[start:end], and the offsets of the words that decided them."""
    cues = list(_cues(doc, start, end, predicate))
    negators = [t for t in cues if t.lower_ in NEGATORS or (t.lemma_.lower() in NEGATIVE_VERBS and t.i != predicate.i)]
    if predicate.lemma_.lower() in NEGATIVE_VERBS and any(c.dep_ == "xcomp" for c in predicate.children):
        negators.append(predicate)
    polarity = Polarity.NEGATIVE if len(negators) % 2 else Polarity.POSITIVE
    modality, decided = _modality(doc, start, end, predicate, cues, negators)
    if modality is Modality.UNCLEAR:
        polarity = Polarity.POSITIVE
    marks = sorted({(t.idx, t.idx + len(t)) for t in [*negators, *decided]})
    return polarity, modality, tuple(marks)


def _modality(
    doc: Doc, start: int, end: int, predicate: Token, cues: list[Token], negators: list[Token]
) -> tuple[Modality, list[Token]]:
    unknown = [t for t in cues if t.lower_ in UNKNOWNS]
    if predicate.lower_ in UNSURE_HEADS and (negators or any(t.lower_ == "yet" for t in doc[start:end])):
        unknown.append(predicate)
    if (
        any(t.lower_ == "yet" for t in cues)
        and any(doc[i].lower_ in {"has", "have"} for i in range(start, end))
        and predicate.lower_ == "yet"
    ):
        unknown.append(predicate)
    if unknown:
        return Modality.UNCLEAR, unknown
    governor = predicate.head if predicate.dep_ in {"ccomp", "xcomp", "advcl", "acl", "csubj"} else None
    denied = [
        t for t in ([governor] if governor is not None else []) if t.lemma_.lower() in DENIALS and t.dep_ != "acl:relcl"
    ]
    if denied:
        return Modality.DENIED, denied
    if predicate.lemma_.lower() in DENIALS:
        return Modality.DENIED, [predicate]
    conditions = [t for t in cues if t.lower_ in {"if", "unless"} or (t.lower_ == "would" and t.dep_ == "aux")]
    if conditions and any(t.lower_ in {"if", "unless"} for t in conditions):
        return Modality.HYPOTHETICAL, conditions
    plans = [t for t in cues if t.lower_ in FUTURE or (t.lower_ == "would" and t.dep_ == "aux")]
    if not plans and predicate.lemma_.lower() in PLANS and any(c.dep_ == "xcomp" for c in predicate.children):
        plans = [predicate]
    if plans:
        return Modality.PLANNED, plans
    hedges = [t for t in cues if t.lower_ in HEDGES or (t.lemma_.lower() in HEDGES and t.i == predicate.i)]
    return (Modality.HEDGED, hedges) if hedges else (Modality.ASSERTED, [])


def _cues(doc: Doc, start: int, end: int, predicate: Token) -> Iterator[Token]:
    """Words that bear on the predicate: its own modifiers, those of its complements, subject determiners, and the governor's."""
    if not doc.has_annotation("DEP"):
        yield from (t for t in doc[start:end] if not t.is_punct)
        return
    yield predicate
    for child in predicate.children:
        if child.dep_ in MODIFIERS or child.dep_.startswith(("aux", "advmod")):
            yield child
        elif child.dep_ in {"nsubj", "nsubj:pass", "obj", "obl"}:
            yield from (c for c in (child, *child.children) if c.dep_ == "det" or c.lower_ in NEGATORS)
        elif child.dep_ == "xcomp":
            yield from (c for c in (child, *child.children) if c.dep_ in MODIFIERS or c.lower_ in HEDGES)
    governor = predicate.head
    if predicate.dep_ in {"ccomp", "csubj", "xcomp"} and governor is not predicate:
        if governor.lower_ in UNKNOWNS | UNSURE_HEADS:
            yield governor
        yield from (c for c in governor.children if c.lower_ in HEDGES and c.i != predicate.i)
