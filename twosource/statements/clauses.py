"""Sentences into clauses: one predicate each, with the words that belong to it.

Works on a dependency parse in Universal Dependencies. A clause starts at every predicate that can be true
or false on its own: the root, coordinated predicates, complement, adverbial and relative clauses, participles
that modify a noun. An xcomp stays with its governor ("vowed to expel the envoy" is one clause), and so does an
infinitive right behind it ("are hard to get"), whatever the parse calls it. Words that only say that something is not
known belong to the question they ask: "it remains unclear what they discussed" is one clause about discussing. Where
there is no parse, a sentence is one clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from twosource.statements.coordination import counted_before
from twosource.statements.cues import CLAIMS, QUESTION_WORDS, UNKNOWN
from twosource.statements.implicatives import continues, due_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CLAUSAL = frozenset(
    {"ROOT", "root", "ccomp", "advcl", "advcl:relcl", "acl:relcl", "acl", "parataxis", "csubj", "csubj:pass", "conj"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"})
MODIFYING = frozenset({"acl", "acl:relcl"})
EDGE_WORDS = frozenset(
    {"and", "or", "but", "that", "which", "who", "while", "as", "when", "where", "because", "so", "yet", "nor"}
)
QUOTE_MARKS = frozenset("\"'“”‘’«»")
UNITS = frozenset("%‰°")  # marks of a figure, though spaCy counts them as punctuation
ELLIPSES = frozenset({"...", "…", ". . ."})
MIN_WORDS = 2
FINITE = frozenset({"VBD", "VBZ", "VBP"})
FINITE_OR_MODAL = FINITE | {"MD"}
NOUN_OR_PAST = {"rose": "rise", "fell": "fall", "saw": "see", "shot": "shoot", "spoke": "speak", "felt": "feel"}


class Clause(NamedTuple):
    """Token range [start, end) of `doc` around `predicate`; `tokens` are the indices that belong to it alone."""

    predicate: Token
    start: int
    end: int
    tokens: tuple[int, ...]


def find_clauses(sentence: Span) -> Iterator[Clause]:
    """The clauses of one sentence, in text order of their predicates."""
    doc = sentence.doc
    if not doc.has_annotation("DEP"):
        words = tuple(t.i for t in sentence if not t.is_space)
        if words:
            yield Clause(sentence.root, words[0], words[-1] + 1, words)
        return
    predicates = [t for t in sentence if is_predicate(t)] or [sentence.root]
    if (verb := missed_verb(sentence, predicates)) is not None:
        predicates = [verb]
    owners = _owners(sentence, predicates)
    for frame, question in _unanswered(predicates, owners):
        owners = {i: question if owner == frame else owner for i, owner in owners.items()}
    for predicate in predicates:
        own = [i for i in owners if owners[i] == predicate.i]
        clause = _trim(doc, predicate, own)
        if clause is not None:
            yield clause


def missed_verb(sentence: Span, predicates: Sequence[Token]) -> Token | None:
    """The one finite verb of a sentence whose parse hangs it below a noun: "Exports of timber rose", read as a heap of nouns."""
    root = sentence.root
    if root.pos_ not in {"NOUN", "PROPN"} or _says(root) or sentence[-1].text not in {".", "!"}:
        return None
    verbs = [t for t in sentence.doc[root.i + 1 : sentence.end] if t.tag_ in FINITE or past_form(t) is not None]
    verbs = verbs or [t for t in sentence.doc[sentence.start : root.i] if _tells(t)]
    fits = len(verbs) == 1 and (verbs[0].dep_ == "acl" or verbs[0].dep_ not in CLAUSAL)
    return verbs[0] if fits and {p.i for p in predicates} <= {root.i, verbs[0].i} else None


def past_form(token: Token) -> str | None:
    """The verb of which a word read as a noun is the past form: "rose"."""
    return NOUN_OR_PAST.get(token.text) if token.tag_.startswith("NN") else None


def _says(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in token.children)


def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause of its own."""
    if token.n_lefts and _tells(token):
        return True
    if token.dep_ not in CLAUSAL or completes(token):
        return False
    verbal = token.pos_ in {"VERB", "AUX"} or any(
        c.dep_ in SUBJECTS or c.dep_ in {"cop", "aux"} for c in token.children
    )
    if token.dep_ in {"ROOT", "root"}:
        return True
    if token.dep_ == "conj" and counted_before(token) is not None:
        return True
    if token.dep_ == "conj":
        return (
            verbal
            and not _alone(token)
            and (is_predicate(token.head) or any(c.dep_ in SUBJECTS for c in token.children))
        )
    if token.dep_ == "acl":
        return token.pos_ == "VERB" and any(True for _ in token.children)
    return verbal


def _tells(token: Token) -> bool:
    """Whether it has a finite form and a subject of its own, whatever the parse hangs it to: "275 died: 241 were on the flight".
    "What was the bridge" names a thing.
    """
    subject = next((c for c in token.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ in QUESTION_WORDS:
        return False
    helped = any(c.dep_ in {"cop", "aux", "aux:pass"} and c.tag_ in FINITE_OR_MODAL for c in token.children)
    return helped or (token.tag_ in FINITE and token.pos_ == "VERB")


def _alone(verb: Token) -> bool:
    """Whether a coordinated verb brings no word of its own: "killed or injured in the blast" stays one clause."""
    return all(t.i == verb.i or t.is_punct or t.dep_ == "cc" for t in verb.subtree)


def completes(token: Token) -> bool:
    """Whether an infinitive only completes the verb or adjective right before it: "appear to have survived"; or a gerund a
    word that says whether it happened: "was prevented from entering".
    """
    if continues(token) or due_verb(token.head) == token:
        return True
    if token.dep_ not in {"advcl", "ccomp", "csubj"} or any(c.dep_ in SUBJECTS for c in token.children):
        return False
    mark = next((c for c in token.children if c.lower_ == "to" and c.dep_ == "mark"), None)
    between = token.doc[token.head.i + 1 : token.left_edge.i]
    return mark is not None and token.head.i < mark.i and all(t.text in ELLIPSES for t in between)


def _owners(sentence: Span, predicates: list[Token]) -> dict[int, int]:
    """For each token of the sentence the index of the nearest predicate above it.

    A noun that a participle or relative clause modifies belongs to both; it is given to the clause above, and
    `_trim` lets the modifying clause reach back to it.
    """
    heads = {p.i for p in predicates}
    owner: dict[int, int] = {}
    for token in sentence:
        climb = token
        for _ in range(len(sentence)):
            if climb.i in heads:
                break
            if climb.head.i == climb.i or not sentence.start <= climb.head.i < sentence.end:
                break
            climb = climb.head
        owner[token.i] = climb.i if climb.i in heads else predicates[0].i
    for predicate in predicates:
        if predicate.dep_ == "conj" and (start := counted_before(predicate)) is not None:
            owner |= dict.fromkeys(range(start, predicate.i), predicate.i)
    return owner


def _unanswered(predicates: list[Token], owners: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs of a predicate that only says that something is not known ("it is unclear") and the question below it."""
    for predicate in predicates:
        top = predicate.head if predicate.dep_ in MODIFYING and predicate.head.lower_ in QUESTION_WORDS else predicate
        asks = top.lower_ in QUESTION_WORDS or next(iter(predicate.subtree)).lower_ in QUESTION_WORDS
        above = top.head
        if not asks or not _not_known(above) or owners.get(above.i) in {None, predicate.i}:
            continue
        frame = owners[above.i]
        subjects = [c for c in above.doc[frame].children if c.dep_ in SUBJECTS and c.i != top.i]
        if all(c.lower_ == "it" for c in subjects):
            yield frame, predicate.i


def _not_known(word: Token) -> bool:
    negated = any(c.lower_ in {"not", "n't", "n’t", "yet"} for c in word.children)
    return word.lower_ in UNKNOWN or (word.lower_ in {"clear", "known", "certain"} and negated)


def _trim(doc: Doc, predicate: Token, own: list[int]) -> Clause | None:
    """The contiguous range around the predicate's own words, without loose punctuation and connectives at its edges."""
    words = [i for i in own if not doc[i].is_space]
    while words and _loose(doc[words[0]], predicate):
        words.pop(0)
    while words and _loose(doc[words[-1]], predicate):
        words.pop()
    words = _joined(doc, words)
    if not words:
        return None
    start, end = words[0], words[-1] + 1
    if predicate.dep_ in MODIFYING and predicate.head.i < predicate.i and not _told_by(predicate):
        start = min(start, _noun_start(predicate.head))
    if sum(doc[i].is_alpha or doc[i].like_num for i in range(start, end)) < MIN_WORDS:
        return None
    return Clause(predicate, start, end, tuple(words))


def _joined(doc: Doc, words: list[int]) -> list[int]:
    """The words without quotation marks at an edge that words of other clauses part from them: they quote those too."""
    real = [k for k, i in enumerate(words) if not (doc[i].is_punct or doc[i].is_quote)]
    if not real:
        return words
    first, last = real[0], real[-1]
    while first and words[first - 1] == words[first] - 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last] + 1:
        last += 1
    return words[first : last + 1]


def _told_by(predicate: Token) -> bool:
    """Whether the noun above only says that it is told: "denied reports that the dam had cracked" is about the dam."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in predicate.children)
    return marked and predicate.head.lemma_.lower() in CLAIMS


def _loose(token: Token, predicate: Token) -> bool:
    if token.i == predicate.i:
        return False
    if token.text in QUOTE_MARKS or token.is_quote or token.text in UNITS:
        return False
    return token.is_punct or token.is_space or (token.dep_ in {"cc", "mark", "punct"} and token.lower_ in EDGE_WORDS)


def _noun_start(noun: Token) -> int:
    """Where the noun phrase before a modifying clause begins."""
    inside = [c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ not in {"cc", "punct", "case", "mark"}]
    return min([noun.i, *inside])
