"""Why it happened: one cause in two reports, a cause that one gives and another rules out, a cause nobody knows yet.

Answers to one such question share few words ("the motive is unclear", "are still investigating why"), so that no
likeness of whole statements brings them together. Here the words of causes (`causes.py`) and of not knowing
(`hypotheses.py`) say what is asked; likeness only has to tell whether two effects, and two causes, are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.beings import LEAST, being
from twosource.compare.event_verdicts import opposed
from twosource.compare.likeness import lemma_of, unit
from twosource.compare.points import CONTENT, Point, by_article, smallest
from twosource.compare.questions.causes import DONE_FOR, Link, find_links
from twosource.compare.questions.evidence import Ruled, because, several
from twosource.compare.questions.hypotheses import INQUIRIES, SEEKING, TELLING, Unknown, find_ruled_out, find_unknown
from twosource.compare.questions.parse import child, has_word, subject
from twosource.compare.questions.together import linked
from twosource.compare.rivalcauses import ONCE, rivals
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Document, Modality, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

MAIN = 0.4  # share of the articles that name what the story is about
OFTEN = 2  # uses of a word per article
SHELLS = frozenset("incident event accident disaster tragedy catastrophe".split())  # words for any event
# what follows from the event: their cause is another question, whatever the story is about ("the cause of death")
OWN = frozenset("death casualty fatality injury victim toll damage loss".split())
EFFECT = 0.55  # cosine of the head words of two effects that are one
NAMED = 0.4  # of two that both name what the story is about
CAUSE = 0.7  # cosine of the same head word of two causes that are one
SHARED = 0.5  # of two causes' telling words
NEAR = 8  # words between a subject and its predicate: between them stand clauses that say other things
FAR = 15  # words between an effect and the cause that is given for it: a longer stretch says other things too
LIGHT = frozenset(  # words that only say that something is a cause or a suspicion
    "cause reason motive motivation trigger culprit explanation factor ground link connection tie relation relationship "
    "event incident phenomenon condition circumstance work act case possibility kind sort sign evidence indication suspicion matter thing issue problem involvement "
    "be have do make take get go come give say result role people".split()
)
CUT = frozenset(
    {"acl:relcl", "advcl:relcl", "parataxis", "cop", "nsubj", "csubj", "aux", "mark", "case", "cc", "punct", "ccomp"}
)

DENYING = frozenset("deny refute rebut dispute reject dismiss debunk".split())
HANDED_ON = frozenset({"acl", "acl:relcl", "ccomp", "obj", "nsubj:pass", "nmod"})  # from what is denied to the denial
ELECTRICAL = frozenset("electrical wiring circuit short-circuit".split())  # a short circuit is an electrical fault
STEM, ENDING = 5, 4  # letters that two words of one stem share, and that either may have beyond them


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What one report says of why something happened: the words, their stance, what it names as the cause and what for."""

    point: Point
    stance: str
    words: Anchor  # that name the cause
    cause: frozenset[str]  # its telling lemmas
    head: str
    heading: np.ndarray  # the meaning of its head word
    effect: str  # lemma of the effect's head word; "" where nothing or a pronoun stands for it
    affected: np.ndarray
    marker: Anchor
    why: bool = True  # it is told as a cause, or as what the thing was
    plainly: bool = False  # the words say that it caused it, not what was done for it; that nobody knows, not that some ask or keep it back

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def judge_whys(documents: Sequence[Document], events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """The findings on why: causes that reports share or dispute, and causes that are not known."""
    nouns = [Counter(lemma_of(t) for t in d.doc if t.pos_ in {"NOUN", "PROPN"}) for d in documents]
    main, often = main_words(nouns), frequent_words(nouns)
    inside = by_article(events)
    readers = [_Reader(d, inside[d.article.id], main, often) for d in documents]
    given = [t for r in readers for t in r.given()]
    asked = [t for r in readers for t in r.unknown()]
    yield from _causes(given, main, setting)
    yield from _rival(given, main, setting)
    yield from _unknown(asked, main)
    yield from _answered(asked, given, main, setting)


def main_words(nouns: Sequence[Counter[str]]) -> frozenset[str]:
    """Nouns that so many articles use that they name what the story is about, and words for any event."""
    counts = Counter(lemma for of_article in nouns for lemma in of_article)
    return SHELLS | {lemma for lemma, n in counts.items() if n >= max(2, MAIN * len(nouns))}


def frequent_words(nouns: Sequence[Counter[str]]) -> frozenset[str]:
    """Nouns that the articles use again and again: they tell no cause from another."""
    counts: Counter[str] = Counter()
    for of_article in nouns:
        counts.update(of_article)
    return frozenset(lemma for lemma, n in counts.items() if n >= OFTEN * len(nouns))


# ---- verdicts


def _causes(told: Sequence[Told], main: frozenset[str], setting: Setting) -> Iterator[Ruled]:
    for group in _groups(told, lambda a, b: _one_effect(a, b, main) and _one_cause(a, b)):
        kind = "cause" if any(t.why for t in group) else "event"
        given = [t for t in group if t.stance == "affirmed"]
        denied = [t for t in group if t.stance == "negated"]
        if any(a.article != b.article for a in given for b in denied):
            answers = _answer(given), _answer(denied)
            points = [[t.point for t in side] for side in (given, denied)]
            verdict = opposed(points[0], points[1], answers, setting, "polarity.negated")
            yield replace(verdict, kind=kind), 1.0
            continue
        unsure = [t for t in group if t.stance == "unsure"]
        for side, rule in ((given, "cause.same"), (unsure, "cause.same"), (denied, "cause.ruled-out")):
            if several(side):
                reason = because(rule, _shared(side), _markers(side))
                yield Verdict(kind, Status.CORROBORATED, (_answer(side),), (reason,)), 1.0


def _unknown(asked: Sequence[Told], main: frozenset[str]) -> Iterator[Ruled]:
    for group in _groups(asked, lambda a, b: a.head == b.head and _one_effect(a, b, main)):
        reason = because("cause.unknown", [f"{len(group)} statements"], _markers(group))
        yield Verdict("cause", Status.CORROBORATED, (_answer(group),), (reason,)), 1.0


def _answered(asked: Sequence[Told], given: Sequence[Told], main: frozenset[str], setting: Setting) -> Iterator[Ruled]:
    """What caused something by some reports, where others say that it is not known; a report that says both answers itself."""
    found = [t for t in given if t.stance == "affirmed" and t.why and t.plainly]
    knowing, wondering = ({t.article for t in some} for some in (found, asked))
    pairs = [
        (question, answer)
        for question in asked
        for answer in found
        if question.plainly
        and question.head == "cause"
        and question.article not in knowing
        and answer.article not in wondering
        and _one_effect(question, answer, main)
    ]
    if pairs:
        open_, told = (list(dict.fromkeys(pair[i] for pair in pairs)) for i in (0, 1))
        points = [[t.point for t in side] for side in (told, open_)]
        verdict = opposed(points[0], points[1], (_answer(told), _answer(open_)), setting, "modality.unclear")
        yield replace(verdict, kind="cause"), 1.0


def _rival(given: Sequence[Told], main: frozenset[str], setting: Setting) -> Iterator[Ruled]:
    """Two causes of one thing that has but one, none of which the other's report gives too."""
    found = [t for t in given if t.stance == "affirmed" and t.why and t.plainly and _of_once(t, main)]
    for a, b in combinations(found, 2):
        both = [frozenset[str]().union(*(t.cause for t in given if t.article == x.article)) for x in (a, b)]
        if a.article != b.article and rivals(a.cause, b.cause) and rivals(*both):
            status = Status.UPDATED if setting.before([a.point], [b.point]) else Status.CONFLICTING
            reason = because("words.exclude", [a.words.quote, b.words.quote], [a.words, b.words])
            yield Verdict("cause", status, (_answer([a]), _answer([b])), (reason,), Conflict.LABEL), 1.0
            return


def _of_once(told: Told, main: frozenset[str]) -> bool:
    return not told.effect or told.effect in ONCE or (told.effect in main and told.effect not in OWN)


def _groups(told: Sequence[Told], same: Callable[[Told, Told], bool]) -> Iterator[list[Told]]:
    """Those that are connected by pairs of two articles that are the same, of two articles or more."""
    for rows in linked(len(told), ((i, j) for i, j in _candidates(told) if same(told[i], told[j]))):
        group = [told[row] for row in rows]
        if several(group):
            yield group


def _candidates(told: Sequence[Told]) -> list[tuple[int, int]]:
    """Pairs that share a head word or the first letters of a telling word: no others can be the same."""
    holding: dict[str, list[int]] = defaultdict(list)
    for row, item in enumerate(told):
        electrical = {"electrical"} if item.cause & ELECTRICAL else set()
        for key in {item.head, *electrical, *(word.replace("-", "")[:STEM] for word in item.cause)}:
            holding[key].append(row)
    return sorted({pair for rows in holding.values() for pair in combinations(rows, 2)})


def _answer(told: Sequence[Told]) -> Answer:
    first = min(told, key=lambda t: (len(t.words.quote), t.words))
    marks = [m.quote for t in told for m in t.point.statement.marks if t.point.statement.modality is Modality.HEDGED]
    hedged = all(t.point.statement.modality is Modality.HEDGED for t in told)
    return Answer(
        tuple(t.point for t in told), first.words, first.stance, ", ".join(dict.fromkeys(marks)) if hedged else ""
    )


def _markers(told: Sequence[Told]) -> list[Anchor]:
    return list(dict.fromkeys(t.marker for t in told))


def _shared(told: Sequence[Told]) -> list[str]:
    counts = Counter(lemma for t in told for lemma in t.cause)
    return sorted(lemma for lemma, n in counts.items() if n > 1)


# ---- the same or not


def _one_effect(a: Told, b: Told, main: frozenset[str]) -> bool:
    """Whether two reports tell why of one thing: of what the story is about, or of things that are alike."""
    about = [t.effect in main and t.effect not in OWN for t in (a, b)]
    if not (a.effect and b.effect):
        return all(known or not t.effect for known, t in zip(about, (a, b), strict=True))
    if a.effect == b.effect or (all(about) and {a.effect, b.effect} & SHELLS):
        return True
    return float(a.affected @ b.affected) >= (NAMED if all(about) else EFFECT)


def _one_cause(a: Told, b: Told) -> bool:
    """Whether two reports give one cause: most of the telling words of one stand in the other, or one word in its sense."""
    if (a.head == b.head and float(a.heading @ b.heading) >= CAUSE) or (a.cause & ELECTRICAL and b.cause & ELECTRICAL):
        return True
    few, many = sorted((a.cause, b.cause), key=len)
    shared = sum(any(one_stem(x, y) for y in many) for x in few)
    if shared >= 2:
        return shared >= SHARED * len(few)
    return bool(shared) and shared >= SHARED * (len(few) * len(many)) ** 0.5


def denied(marker: Token) -> Token | None:
    """The word that denies what the marker says: "denied reports that a fault caused the crash"."""
    token = marker
    while token.head.i != token.i and (token.dep_ in HANDED_ON or token is marker):
        token = token.head
        if lemma_of(token) in DENYING:
            return token
    return None


def one_stem(a: str, b: str) -> bool:
    """Whether two words are one but for their endings: terrorism and terrorist, ideology and ideological."""
    if a == b:
        return True
    a, b = a.replace("-", ""), b.replace("-", "")
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= STEM and max(len(a), len(b)) - common <= ENDING


# ---- a document's


class _Reader:
    """The words of causes in one document, each with the statement that they stand in."""

    def __init__(
        self, document: Document, events: Sequence[Point], main: frozenset[str], often: frozenset[str]
    ) -> None:
        self.document, self.events, self.main, self.often = document, events, main, often

    def given(self) -> Iterator[Told]:
        """Causes that are given or ruled out."""
        for link in find_links(self.document.doc):
            spans = [_phrase(link.cause), [link.marker]]
            if link.effect is not None and abs(link.effect.i - link.marker.i) <= FAR:
                spans.append([link.effect, *_subject_of(link.effect)])
            denial = denied(link.marker)
            spans.append([] if denial is None else [denial])
            for told in self._told(link.cause, link.marker, link.effect, spans):
                stance_ = self._stance(link, told.point) if denial is None else "negated"
                caused = lemma_of(link.marker) not in DONE_FOR and lemma_of(link.cause) not in OWN
                yield replace(told, stance=stance_, plainly=caused)
        for out in find_ruled_out(self.document.doc):
            if out.of is not None and not self._happened(out.of):
                continue
            spans = [_phrase(out.within or out.what), [out.marker], _subject_of(out.marker), _small(out.marker)]
            for told in self._told(out.what, out.marker, None, spans):
                yield replace(told, stance="negated", why=out.cause)

    def _happened(self, thing: Token) -> bool:
        """Whether a thing is what the story is about, and nobody: "it was no accident", not "Russia is not our friend"."""
        if thing.pos_ == "PRON":
            return True
        meaning = self.document.meaning
        somebody = thing.pos_ == "PROPN" or (meaning is not None and being(meaning[thing.i]) >= LEAST)
        return lemma_of(thing) in self.main and not somebody

    def _stance(self, link: Link, point: Point) -> str:
        """The stance on the cause. "Trains do not run because of ice" denies no cause, "not because of ice" does, and
        "it was not done because of ice" may be read in both ways: "unsure".
        """
        if link.marker.pos_ == "VERB" and any(c.lower_ == "can" and c.dep_ == "aux" for c in link.marker.children):
            return "planned"  # what can be, not what was
        if link.marker.pos_ in {"VERB", "NOUN"} or link.effect is None:
            return stance(point)
        if link.marker.i and link.marker.nbor(-1).lower_ in {"not", "n't", "n’t"}:
            return "negated"
        told = smallest(self.events, link.effect) or point
        return "unsure" if stance(told) == "negated" else stance(told)

    def unknown(self) -> Iterator[Told]:
        """Causes and motives that are not known."""
        for asked in find_unknown(self.document.doc):
            spans = [_phrase(asked.asked), [asked.marker], _subject_of(asked.marker), _small(asked.marker)]
            for told in self._told(asked.asked, asked.marker, asked.effect, spans):
                head, kept_back = "motive" if asked.motive else "cause", _not_told(asked)
                yield replace(told, stance="unclear", head=head, plainly=not kept_back)

    def _told(
        self, cause: Token, marker: Token, effect: Token | None, spans: Iterable[Sequence[Token]]
    ) -> Iterator[Told]:
        point = smallest(self.events, marker) or smallest(self.events, cause)
        if point is None:
            return
        tokens = [t for span in spans for t in span]
        if stance(point) == "negated":
            tokens += [t for t in marker.sent if any(m.start == t.idx for m in point.statement.marks)]
        yield Told(
            point=replace(point, anchor=self._anchor(tokens)),
            stance=stance(point),
            words=self._anchor(_phrase(cause)),
            cause=self._telling(cause),
            head=lemma_of(cause),
            heading=self._meaning(cause),
            effect=_named(effect),
            affected=self._meaning(effect),
            marker=self._anchor([marker]),
        )

    def _telling(self, cause: Token) -> frozenset[str]:
        words = [t for t in _phrase(cause) if t.pos_ in CONTENT and not t.is_stop]
        return frozenset(lemma_of(t) for t in words) - LIGHT - self.often

    def _meaning(self, token: Token | None) -> np.ndarray:
        meaning = self.document.meaning
        if token is None or meaning is None:
            return np.zeros(1)
        vector: np.ndarray = unit(meaning[token.i : token.i + 1])[0]
        return vector

    def _anchor(self, tokens: Sequence[Token]) -> Anchor:
        first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
        return self.document.article.anchor(first.idx, last.idx + len(last))


def _named(effect: Token | None) -> str:
    """The lemma of an effect's head; what a verb tells names nothing that the story is about."""
    if effect is None:
        return ""
    return f"to {lemma_of(effect)}" if effect.pos_ in {"VERB", "AUX"} else lemma_of(effect)


def _phrase(head: Token) -> list[Token]:
    """A noun with what belongs to it, without clauses about it and without what it is said not to be; a clause whole."""
    if head.pos_ in {"VERB", "AUX"}:
        return [t for t in head.subtree if not t.is_space and abs(t.i - head.i) <= FAR]
    left_out = {t.i for c in head.children if c.dep_ in CUT or _put_aside(c) for t in c.subtree}
    return [t for t in head.subtree if t.i not in left_out and not t.is_space] or [head]


def _not_told(asked: Unknown) -> bool:
    """Whether some look for a cause, or a source keeps back what it knows: "the club gave no reason", "did not disclose the
    cause"; who gives no cause for a fire knows none.
    """
    lemma = lemma_of(asked.marker)
    kept_back = lemma in HOLDING_BACK or (lemma in TELLING and lemma_of(asked.asked) in DECIDED)
    return lemma in SEEKING | INQUIRIES or (kept_back and child(asked.marker, "nsubj") is not None)


HOLDING_BACK, DECIDED = frozenset({"disclose", "reveal"}), frozenset({"reason", "explanation"})


def _put_aside(token: Token) -> bool:
    """Whether a noun is named beside another as what it is not: "a bomb rather than a gas leak", "war, not drought"."""
    return token.dep_ == "conj" and has_word(token, {"rather", "instead", "not"})


def _subject_of(token: Token) -> list[Token]:
    doer = subject(token)
    return _phrase(doer) if doer is not None and abs(doer.i - token.i) <= NEAR else []


def _small(token: Token) -> list[Token]:
    """The small words of a predicate: "has not been", "yet", "still"."""
    return [c for c in token.children if c.dep_ in {"aux", "aux:pass", "advmod", "cop", "det"}]
