"""What becomes of a claim in the words above it: it is denied, called a lie, left open, or only demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.data import Modality
from twosource.statements.cues import CLAIMS
from twosource.statements.negation import SUBJECTS, negating_noun, negators, negators_on

if TYPE_CHECKING:
    from spacy.tokens import Token

DENYING = frozenset({"deny", "refute", "rebut", "dispute", "disown", "repudiate", "debunk"})
TURNING_DOWN = frozenset({"reject", "dismiss", "scoff", "rubbish"})  # a claim; of other things they tell what happened
CALLING = frozenset("call describe brand label term denounce characterize characterise".split())
FALSE = frozenset({"false", "untrue", "baseless", "unfounded"})
LIES = FALSE | frozenset(
    "lie lies nonsense fake fabrication fabricated hoax invention fiction fantasy propaganda wrong".split()
)
WRONGLY = frozenset({"falsely", "wrongly", "untruthfully", "erroneously", "mistakenly", "incorrectly"})
DEMANDING = frozenset("demand request recommend propose urge order ask require".split())
INSISTING = frozenset({"insist", "suggest"})  # that something be done, or is so
HOLDING_BACK = frozenset({"decline", "refuse"})
TO_BE_HAD = frozenset(
    "bail parole probation entry access admission permission visa asylum clemency pardon leave license licence permit request appeal "
    "motion petition bid application treatment care service boarding extradition".split()
)
ESTABLISHING = frozenset({"clear", "certain", "confirm", "establish", "determine", "verify"})
KNOWING = ESTABLISHING | {"know", "say", "specify", "disclose", "explain", "reveal", "sure"}


def withheld(verb: Token) -> bool:
    """Whether what somebody is denied is a thing to be had, bail or entry: that is done, and denies nothing."""
    return lemma_of(verb) == "deny" and any(c.dep_ == "obj" and lemma_of(c) in TO_BE_HAD for c in verb.children)


def judged(claim: Token) -> bool:
    """Whether what is above a claim says what becomes of it."""
    if claim.dep_ in {"obj", "nsubj", "nsubj:pass"}:
        return True
    if claim.dep_ == "obl":
        return lemma_of(claim.head) in CALLING | TURNING_DOWN
    # "dismissed as rumours reports that ...": read as a verb, though it has no subject
    misread = (
        claim.dep_ == "advcl" and claim.tag_ in {"VBZ", "NNS"} and not any(c.dep_ in SUBJECTS for c in claim.children)
    )
    return misread or (claim.dep_ == "nmod" and lemma_of(claim.head) == "truth")


def ruling(below: Token, above: Token) -> Modality | None:
    """What a word above a clause makes of it, where it is one of judging claims or of demanding."""
    if _left_open(below, above):
        return Modality.UNCLEAR
    if _belied(below, above):
        return Modality.DENIED
    return Modality.PLANNED if below.dep_ == "ccomp" and _demanded(below, above) else None


def _left_open(below: Token, above: Token) -> bool:
    """Whether nobody says which it is: "neither confirmed nor denied that", "declined to confirm that", "no confirmation that"."""
    lemma = lemma_of(above)
    if lemma == "deny":
        return above.dep_ == "conj" and lemma_of(above.head) == "confirm"
    if lemma == "confirmation":
        return below.dep_ == "acl" and any(True for _ in (*negating_noun(above), *negators_on(above.head)))
    return lemma in KNOWING and above.dep_ == "xcomp" and lemma_of(above.head) in HOLDING_BACK


def _belied(below: Token, above: Token) -> bool:
    """Whether a claim is said to be no true one: "called the report a lie", "no truth to the claim", "reports ... were dismissed"."""
    lemma = lemma_of(above)
    if lemma == "truth":
        return lemma_of(below) in CLAIMS and any(True for _ in negating_noun(above))
    if lemma in CALLING:
        named = lemma_of(below) in CLAIMS or any(c.dep_ == "obj" and lemma_of(c) in CLAIMS for c in above.children)
        return named and any(t.lower_ in LIES and t.i != below.i for t in above.doc[above.i : above.sent.end])
    if lemma not in CLAIMS:
        return False
    # what the parse hangs beside the clause of the claim, where it ought to hang the claim below it
    beside = [*above.children, *above.head.children]
    verdicts = (c for c in beside if c.i > below.i and not any(True for _ in negators(c)))
    return any(
        c.lower_ in FALSE or (c.dep_ == "acl" and lemma_of(c) in DENYING | TURNING_DOWN and _passive(c))
        for c in verdicts
    )


def belying(saying: Token) -> Token | None:
    """The word by which what somebody says is no truth: "falsely told", "lied when he said"."""
    if lemma_of(saying) == "lie":
        return saying
    wrongly = next((c for c in saying.children if c.lower_ in WRONGLY), None)
    lied = saying.dep_ == "advcl" and lemma_of(saying.head) == "lie" and saying.head.pos_ == "VERB"
    return wrongly or (saying.head if lied else None)


def _passive(token: Token) -> bool:
    return any(c.dep_ == "aux:pass" for c in token.children)


def _demanded(below: Token, above: Token) -> bool:
    """Whether a clause says what shall be: "demanded that the plant reopen", "insisted that he be heard"."""
    lemma = lemma_of(above)
    verb = next((c for c in below.children if c.dep_ in {"aux", "aux:pass", "cop"}), below)
    if lemma in DEMANDING:
        that = any(c.lower_ == "that" and c.dep_ == "mark" for c in below.children)
        return verb.tag_ == "VB" or (that and verb.tag_ not in {"VBD", "VBZ", "MD"})
    singular = any(c.dep_ in SUBJECTS and c.tag_ in {"NN", "NNP"} for c in below.children)
    return lemma in INSISTING and (verb.tag_ == "VB" or (verb.tag_ == "VBP" and singular))


def lemma_of(token: Token) -> str:
    """Its lemma, lowercased; the word itself where a pipeline gives none."""
    return str(token.lemma_ or token.lower_).lower()
