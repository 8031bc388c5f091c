"""Whether the verb above some words speaks of what was or of what is to come, as the parse of their sentence has it.

Only clear cases answer: a past form, a perfect, "will", "is scheduled to", "plans to". The simple present says nothing,
because headlines use it for what has happened; but in prose what is fixed is told in it: "parliament meets on Tuesday".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["past", "future", ""]

STEPS = 6  # heads to climb; no weekday hangs lower under its verb
MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "should", "must"})
PLANNED = frozenset(
    "schedule slate expect plan set due intend hope aim want prepare order forecast project predict tip".split()
)
PLANNING = frozenset({"schedule", "slate", "plan"})
SCHEDULED = frozenset(
    "open meet vote start begin close leave arrive return convene resume expire end reopen take kick debut premiere air".split()
)
NOT = frozenset({"not", "n't", "n’t", "only", "barely", "hardly", "no", "never"})
ABLE = frozenset("see hear feel smell say tell be have read speak understand".split())  # was able to, where it could
# "managed to" and the like say that it happened
HAPPENED = frozenset(
    "manage fail refuse decline begin continue start try seek help force use go come seem appear happen return".split()
)


def tense_above(doc: Doc, start: int, end: int) -> Tense:
    """The tense of the verb that governs the characters `start` to `end`; "" where nothing is clear."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return ""
    node = span.root
    for _ in range(STEPS):
        if node.head.i == node.i:
            return ""
        node = node.head
        if _is_clause(node):
            # "has scheduled a hearing Thursday" plans it; "on Thursday scheduled a hearing" did so
            if span.start > node.i and _in(node.lemma_.lower(), node, PLANNING):
                return "future"
            return _tense_of(node, STEPS)
    return ""


def _is_clause(node: Token) -> bool:
    return node.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in node.children)


def _tense_of(verb: Token, steps: int) -> Tense:
    helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
    if any(child.text.lower() in MODALS for child in helpers):
        return "future"
    if _bare_beside(verb, helpers) and steps:
        return _tense_of(verb.head, steps - 1)
    lemma = verb.lemma_.lower()
    if any(child.text.lower() in {"could", "can"} for child in helpers):
        # "could reopen on Thursday"; "could not say on Thursday" was not able to
        return "" if any(child.text.lower() in NOT for child in verb.children) or _in(lemma, verb, ABLE) else "future"
    if any(child.tag_ == "TO" for child in verb.children):
        return _tense_of_infinitive(verb, steps)
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in helpers):
        return "past"
    if any(child.lemma_ == "have" for child in helpers):
        return "past"
    if verb.tag_ == "VBN":
        return "future" if _in(lemma, verb, PLANNED) else "" if helpers else "past"
    if verb.tag_ == "VBG":
        if helpers:
            return "future" if any(child.tag_ in {"VBZ", "VBP"} for child in helpers) else ""
        return _tense_of(verb.head, steps - 1) if steps and verb.head.i != verb.i and _is_clause(verb.head) else ""
    if verb.tag_ in {"VBZ", "VBP"} and not helpers and _in(lemma, verb, SCHEDULED) and _ends_as_prose(verb):
        return "future"
    return "future" if lemma == "due" else ""


def _bare_beside(verb: Token, helpers: list[Token]) -> bool:
    """Whether a verb shares the auxiliary of the one that it is coordinated with: "could resume or call off the search"."""
    alone = not helpers and not any(child.tag_ == "TO" or child.dep_.startswith("nsubj") for child in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB" and alone


def _ends_as_prose(verb: Token) -> bool:
    words = [t for t in verb.sent if not t.is_space]
    return bool(words) and words[-1].text.endswith((".", "”", '"'))


def _tense_of_infinitive(verb: Token, steps: int) -> Tense:
    head = verb.head
    if head.i == verb.i or not steps:
        return ""
    if verb.dep_.startswith("acl"):
        return "future"
    if not _is_clause(head):
        return ""
    above = _tense_of(head, steps - 1)
    if verb.dep_.startswith("advcl") or _in(head.lemma_.lower(), head, HAPPENED):
        return above
    return "" if above == "past" else "future"  # "was meant to open Saturday" leaves open on which side it lies


def _in(lemma: str, verb: Token, lemmas: frozenset[str]) -> bool:
    """Whether the verb is one of the lemmas; the word itself counts where the pipeline has no lemmas."""
    word = verb.text.lower()
    return lemma in lemmas or any(word.startswith(one.rstrip("e")) and len(word) <= len(one) + 3 for one in lemmas)
