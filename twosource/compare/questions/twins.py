"""Sentences of two reports that are the same but for one thing: another day, another name, a "not".

Reports of one event share sentences, of an agency or of each other, and an editor or an error changes a word. There no
likeness has to be judged: what stands in the same place of the same words answers the same question. Candidates come
from prefix filtering (Bayardo, Ma and Srikant 2007), differences from the longest common runs of words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from math import ceil
from typing import TYPE_CHECKING, Literal

from twosource.compare.contrasts import MUTUAL, RETURNED, marks_apart
from twosource.compare.kinds import kinds_apart, lands_apart
from twosource.compare.likeness import lemma_of
from twosource.compare.modifiers import modified_apart
from twosource.compare.opposites import converse, opposite
from twosource.compare.questions.evidence import tokens_of
from twosource.data import Anchor, Document, Entity, Mention, TimeRange
from twosource.models.names import name_parts

if TYPE_CHECKING:
    from spacy.tokens import Token

SHARED = 0.5  # share of the content words of both that two such sentences have in common, what changed included
FEWEST = 3  # content words in common: shorter sentences are formulas
REST = 0.85  # share of the words that is the same once what changed is left out
NEGATORS = frozenset({"not", "n't", "n’t", "nt", "never", "no", "nobody", "none", "neither", "nor"})
SUPPORT = frozenset({"do", "does", "did"})  # added or taken away with a "not"
NAMES = frozenset({"person", "place", "organisation"})
HEARING = frozenset({"tell", "inform", "interview"})  # before whom somebody spoke to: one may tell several papers
SUBJECTS = ("nsubj", "csubj", "expl")
# how a line opens that tells when a page came out
PUBLISHED = re.compile(
    r"\W*(?:first |last |originally )?(?:published|updated|posted|modified|uploaded|printed)\b", re.I
)
BACK = 3  # words before a name that say that it heard

Changed = Literal["polarity", "date", "words", "roles", "person", "place", "organisation", "figure"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence has where its twin has something else: the words, and the time they give where they give one."""

    words: Anchor
    sentence: Anchor
    time: TimeRange | None = None


@dataclass(frozen=True, slots=True)
class Twins:
    """Two sentences that are the same but for one thing, with the share of their words that is the same."""

    kind: Changed
    one: Told
    two: Told
    likeness: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    anchor: Anchor
    tokens: tuple[Token, ...]
    content: frozenset[str]
    document: Document


def find_twins(documents: Sequence[Document], actor_of: Mapping[str, str]) -> list[Twins]:
    """All twins of the documents, in order. `actor_of` maps Entity ids to Actor ids: two names of one actor are no change."""
    sentences = [s for d in documents for s in _sentences(d)]
    twins = (_twins(left, right, actor_of) for left, right in _candidates(sentences))
    return [t for t in twins if t is not None]


def _twins(left: _Sentence, right: _Sentence, actor_of: Mapping[str, str]) -> Twins | None:
    """The two as twins, None where not one thing differs or the rest is not the same."""
    words = [t.lower_ for t in left.tokens], [t.lower_ for t in right.tokens]
    if words[0] != words[1] and sorted(words[0]) == sorted(words[1]):
        return _swapped(left, right)
    changes: dict[Change, None] = {}
    same = other = 0
    for tag, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        same += (b - a) if tag == "equal" else 0
        change = None if tag == "equal" else _change(left, right, (a, b), (c, d), actor_of)
        if change is not None:
            changes[change] = None
        elif tag != "equal":
            other += max(b - a, d - c)
    # where two things differ, two things may be told of: who, and how many
    if len(changes) != 1 or same < REST * (same + other):
        return None
    ((kind, one, two),) = changes
    if kind == "figure":
        return None
    return Twins(kind, one, two, round(same / max(map(len, words)), 3))


def _sentences(document: Document) -> Iterator[_Sentence]:
    """The sentences that statements stand in, each once; of those with the same words only the first. A line that says
    nothing of anybody ("Monday, March 4 | Updated 9:01 a.m.") is no sentence.
    """
    known = set()
    parsed = document.doc.has_annotation("DEP")
    for anchor in sorted({s.sentence for s in document.statements}):
        tokens = tuple(t for t in tokens_of(document, anchor) if not (t.is_space or t.is_punct or _answers(t)))
        content = frozenset(lemma_of(t) for t in tokens if not t.is_stop)
        words = " ".join(t.lower_ for t in tokens)
        page = "|" in anchor.quote or PUBLISHED.match(anchor.quote)
        says = not parsed or any(t.dep_.startswith(SUBJECTS) for t in tokens)
        if says and not page and len(content) >= FEWEST and words not in known:
            known.add(words)
            yield _Sentence(anchor, tokens, content, document)


def _answers(token: Token) -> bool:
    """Whether it is the "no" before what an answer says: "No, the bridge is closed"."""
    return token.lower_ in {"no", "yes"} and token.i + 1 < len(token.doc) and token.nbor().text == ","


def _candidates(sentences: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    """Pairs of two articles that share enough, each sentence with the one that is most like it in the other article;
    none that stands there word by word.
    """
    often = Counter(word for s in sentences for word in s.content)
    holding: dict[str, list[int]] = defaultdict(list)
    shared: dict[tuple[int, int], float] = {}
    for row, sentence in enumerate(sentences):
        # two sets that share so much share one of these, their rarest
        rarest = sorted(sentence.content, key=lambda word: (often[word], word))
        prefix = rarest[: len(rarest) - ceil(SHARED * len(rarest)) + 1]
        for other in sorted({r for word in prefix for r in holding[word]}):
            there = sentences[other]
            if there.anchor.article != sentence.anchor.article:
                common = len(there.content & sentence.content)
                share = common / len(there.content | sentence.content)
                if share >= SHARED and common >= FEWEST:
                    shared[other, row] = share
        for word in prefix:
            holding[word].append(row)
    best: dict[tuple[int, str], float] = {}
    for (a, b), share in shared.items():
        for row, article in ((a, sentences[b].anchor.article), (b, sentences[a].anchor.article)):
            best[row, article] = max(share, best.get((row, article), 0.0))
    for (a, b), share in sorted(shared.items()):
        one, two = sentences[a], sentences[b]
        if share == best[a, two.anchor.article] == best[b, one.anchor.article]:
            yield one, two


Change = tuple[Changed, Told, Told]
Stretch = tuple[int, int]  # of the tokens of a sentence


def _change(
    left: _Sentence, right: _Sentence, here: Stretch, there: Stretch, actor_of: Mapping[str, str]
) -> Change | None:
    """What is told by a stretch of words that another stands in place of; None where nothing is."""
    one, two = left.tokens[slice(*here)], right.tokens[slice(*there)]
    if _negated(one, two) or _negated(two, one):
        if modified_apart(left.anchor.quote, right.anchor.quote):
            return None  # of two things: the northern camp, the southern camp
        return "polarity", _told(left, here), _told(right, there)
    if not one or not two:
        return None
    times = _time_of(left.document, one), _time_of(right.document, two)
    if times[0] is not None and times[1] is not None:
        dates = [Told(t.anchor, s.anchor, t) for t, s in zip(times, (left, right), strict=True) if t is not None]
        return "date", dates[0], dates[1]
    if _exclude(left, right, here, there):
        return "words", _told(left, here), _told(right, there)
    if _has_figure(left.document, one) or _has_figure(right.document, two):
        return "figure", _told(left, here), _told(right, there)
    here_named, there_named = _name_of(left.document, one), _name_of(right.document, two)
    if here_named is None or there_named is None:
        return None
    (who, mention), (other, named) = here_named, there_named
    if who.type != other.type or who.type not in NAMES or actor_of.get(who.id) == actor_of.get(other.id):
        return None
    if _one_name(mention.anchor.quote, named.anchor.quote):
        return None
    if who.type == "organisation" and _hears(left, here[0]) and _hears(right, there[0]):
        return None
    return who.type, Told(mention.anchor, left.anchor), Told(named.anchor, right.anchor)  # type: ignore[return-value]


def _exclude(left: _Sentence, right: _Sentence, here: Stretch, there: Stretch) -> bool:
    """Whether of what two stretches tell only one can be right: opposite verbs, two kinds of one thing, another score."""
    lemmas = [[lemma_of(t) for t in s.tokens[a:b]] for s, (a, b) in ((left, here), (right, there))]
    acts = [{*words, *map("_".join, pairwise(words))} for words in lemmas]
    if opposite(*acts) or converse(*acts) or kinds_apart(*map(set, lemmas)) or lands_apart(*map(set, lemmas)):
        return True
    around = [_told(s, (max(0, a - 1), b)).words for s, (a, b) in ((left, here), (right, there))]
    return marks_apart(*around) is not None


def _swapped(left: _Sentence, right: _Sentence) -> Twins | None:
    """Two sentences that are the same but that two have changed places around a verb: who did it to whom."""
    mine, theirs = left.tokens, [t.lower_ for t in right.tokens]
    for (a, b), (c, d) in combinations(_named(left), 2):
        changed = (*mine[:a], *mine[c:d], *mine[b:c], *mine[a:b], *mine[d:])
        verbs = {lemma_of(t) for t in mine[b:c] if t.pos_ == "VERB"}
        if verbs and not verbs & (MUTUAL | RETURNED) and [t.lower_ for t in changed] == theirs:
            return Twins("roles", _told(left, (a, b - 1)), _told(right, (a, a + d - c - 1)), 1.0)
    return None


def _named(sentence: _Sentence) -> list[Stretch]:
    """The runs of nouns and names in a sentence."""
    names = [m.anchor for e in sentence.document.entities for m in e.mentions if m.kind == "name"]
    inside = [
        t.pos_ in {"NOUN", "PROPN"} or any(name.start <= t.idx < name.end for name in names) for t in sentence.tokens
    ]
    edges = [i for i, (before, now) in enumerate(pairwise((False, *inside, False))) if before != now]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _told(sentence: _Sentence, stretch: Stretch) -> Told:
    """The words of a stretch with the one that follows: where a "not" was put in, it has none of its own."""
    tokens = sentence.tokens
    first, last = tokens[min(stretch[0], len(tokens) - 1)], tokens[min(stretch[1], len(tokens) - 1)]
    return Told(sentence.document.article.anchor(first.idx, last.idx + len(last)), sentence.anchor)


def _negated(one: Sequence[Token], two: Sequence[Token]) -> bool:
    """Whether the second stretch is the first with a "not": "killed", "did not kill"."""
    if not {t.lower_ for t in two} & NEGATORS or {t.lower_ for t in one} & NEGATORS:
        return False
    mine = [t for t in one if t.lower_ not in SUPPORT]
    theirs = [t for t in two if t.lower_ not in SUPPORT | NEGATORS]
    return len(mine) == len(theirs) and all(map(_one_word, mine, theirs))


def _one_word(a: Token, b: Token) -> bool:
    return lemma_of(a) == lemma_of(b) or a.lower_[:3] == b.lower_[:3]


def _time_of(document: Document, tokens: Sequence[Token]) -> TimeRange | None:
    """The time expression that the words are part of."""
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return next((t for t in document.times if t.anchor.start <= start and end <= t.anchor.end), None)


def _hears(sentence: _Sentence, at: int) -> bool:
    """Whether the words before a place in a sentence say that who is named there was told: "told the Herald"."""
    return any(lemma_of(t) in HEARING for t in sentence.tokens[max(0, at - BACK) : at])


def _has_figure(document: Document, tokens: Sequence[Token]) -> bool:
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return any(q.anchor.start < end and start < q.anchor.end for q in document.quantities)


def _name_of(document: Document, tokens: Sequence[Token]) -> tuple[Entity, Mention] | None:
    """The name that the words are part of."""
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    for entity in document.entities:
        for mention in entity.mentions:
            if mention.kind == "name" and mention.anchor.start <= start and end <= mention.anchor.end:
                return entity, mention
    return None


def _one_name(one: str, two: str) -> bool:
    """Whether two names may name one thing: they share a word, or one gives the first letters of the other."""
    first, second = one.split(), two.split()
    if set(name_parts(one)) & set(name_parts(two)):
        return True
    short, long = sorted((first, second), key=len)
    letters = "".join(w[0] for w in long)
    return len(short) == 1 and short[0].isupper() and (short[0].startswith(letters) or letters.startswith(short[0]))
