"""When reports say that something happened: each time expression with what it dates.

What a time dates is read from the parse: the noun that it belongs to ("the attack on 31 August"), or the verb, and with
verbs that only say that something took place the noun that did ("the outage began at noon"). Nouns and verbs for one
kind of happening are one name (`KINDS`): reports vary their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, nearest
from twosource.compare.questions.evidence import tokens_of
from twosource.compare.questions.parse import has_word, subjects_of
from twosource.data import Anchor, Document, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# what news calls a happening that is over in a moment or in hours; a word may stand for several kinds
KINDS: Mapping[str, str] = {
    "quake": "earthquake quake tremor temblor",
    "blast": "explosion blast detonation bombing | explode detonate",
    "crash": "crash collision derailment | crash collide derail go_down",
    "attack": "attack assault raid strike airstrike bombing shelling ambush hack cyberattack shooting massacre stabbing "
    "| attack bomb ambush target raid",
    "shooting": "shooting massacre | shoot",
    "theft": "robbery heist theft burglary break-in hold-up holdup | rob burgle",
    "outage": "outage blackout",
    "collapse": "collapse | collapse",
    "slide": "landslide mudslide avalanche rockslide",
    "eruption": "eruption",
    "sinking": "sinking capsizing shipwreck | sink capsize founder go_down",
    "departure": "takeoff take-off liftoff lift-off departure | take_off lift_off depart",
    "landfall": "landfall | come_ashore",
    "landing": "landing touchdown splashdown | touch_down splash_down",
    "vote": "vote election ballot referendum",
    "verdict": "verdict ruling conviction sentencing acquittal | convict acquit sentence",
    "kidnapping": "kidnapping abduction | kidnap abduct",
    "killing": "murder assassination | murder assassinate",
    "resignation": "resignation | resign",
}
# what goes on for days: only its beginning has one day
LASTING: Mapping[str, str] = {
    "fire": "fire blaze wildfire bushfire inferno",
    "flood": "flood flooding",
    "storm": "storm hurricane cyclone typhoon tornado",
    "protest": "protest rally demonstration march | protest rally",
    "fighting": "fighting clash battle conflict war | fight clash",
    "truce": "ceasefire truce",
}
VEHICLES = frozenset(
    "plane aircraft airliner jet flight helicopter rocket ship ferry boat train bus convoy airplane vessel".split()
)
ONCE = frozenset({"departure", "landing", "sinking"})
GENERAL = frozenset("incident disaster tragedy catastrophe accident".split())  # any of them
TAKES_PLACE = frozenset("happen occur strike hit begin start erupt come break take go rock shake affect".split())
WHOLE = {"take": {"place", "effect"}, "break": {"out"}, "go": {"off"}}  # what makes such a verb one
PURE = frozenset("happen occur".split())  # of what came before: "it happened at noon"
BEGINS = frozenset("begin start erupt break".split())
DOES = frozenset("carry hold stage conduct launch mount commit make suffer".split())  # with the happening as object
OTHER = frozenset(
    "another second third fourth other further more new fresh previous earlier past similar last first every each several "
    "two three four five six series wave number".split()
)
FREES = frozenset({"free", "release", "liberate"})
CAPTIVES = frozenset("hostage captive prisoner detainee".split())
SOME = frozenset("some many most few dozen dozens hundred hundreds a an no".split())
CLOCK_NOUNS = frozenset("time hour minute second midnight midday noon morning afternoon evening night day date".split())
PARTICLES = frozenset("down off out up over ashore".split())
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
CLAUSES = frozenset({"ccomp", "acl:relcl", "advcl"})
BETWEEN = 5  # words at most between a clause and the time that closes it
CLIMB = 4  # heads from a time expression to what it dates
LEAD = 2  # sentences of an article that tell its main event


def _stem(word: str) -> str:
    return word.rstrip("e")  # lemmas may lack it


def _by_word(part: int) -> dict[str, frozenset[str]]:
    """The kinds of each noun (part 0) or verb (part 1)."""
    known: dict[str, frozenset[str]] = {}
    for kind, words in (*KINDS.items(), *LASTING.items()):
        for word in [*words.split("|"), ""][part].split():
            known[_stem(word)] = known.get(_stem(word), frozenset()) | {kind}
    return known


NOUNS, VERBS = _by_word(0), _by_word(1)


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing that an article dates: the kinds of happening that its words name (none where they name none), the verb,
    whether its beginning is dated, the times, and the event point that tells it, anchored at the words.
    """

    point: Point
    times: tuple[TimeRange, ...]
    kinds: frozenset[str]
    verb: str
    words: frozenset[str]  # content lemmas beside the times
    things: frozenset[str]  # lemmas of what undergoes what the verb says, or of the noun itself
    begins: bool = False
    other: bool = False  # one of several: another, a second one
    indefinite: bool = False  # brought up beside what is told: it may be another

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article

    def on(self, time: TimeRange) -> Point:
        """One of its times as evidence."""
        return replace(self.point, kind="date", value=time.value, time=time, focus=time.anchor)


def find_dated(documents: Sequence[Document], events: Sequence[Point]) -> list[Dated]:
    """What the documents date, in order. `events` are their event points."""
    by_sentence: dict[Anchor, list[Point]] = {}
    for point in events:
        by_sentence.setdefault(point.statement.sentence, []).append(point)
    found: list[Dated] = []
    for document in documents:
        sentences = sorted(s for s in by_sentence if s.article == document.article.id)
        for sentence in sentences:
            found.extend(_in_sentence(document, sentence, by_sentence[sentence]))
    return found


def main_kinds(documents: Sequence[Document]) -> frozenset[str]:
    """The kinds of happening that the titles and first sentences of at least half of the articles, and of two, name; of
    what a story tells of once, a third.
    """
    counts = Counter(kind for d in documents for kind in _lead_kinds(d))
    least = {kind: max(2, len(documents) / (3 if kind in ONCE else 2)) for kind in counts}
    return frozenset(kind for kind, count in counts.items() if count >= least[kind])


def kinds_of(token: Token) -> frozenset[str]:
    """The kinds of happening that a word names."""
    lemma = lemma_of(token)
    if token.pos_ != "VERB":
        return NOUNS.get(_stem(lemma), NOUNS.get(_stem(token.lower_), frozenset()))
    particle = _particle(token)
    if lemma == "leave" and any(c.dep_ == "nsubj" and lemma_of(c) in VEHICLES for c in token.children):
        lemma = "depart"
    if lemma == "go" and not any(c.pos_ == "PROPN" or lemma_of(c) in VEHICLES for c in subjects_of(token)):
        return frozenset()  # prices go down too
    if lemma in FREES or (lemma == "set" and any(c.lower_ == "free" for c in token.children)):
        return frozenset(f"freeing of {whom}" for whom in _freed(token))
    return VERBS.get(_stem(f"{lemma}_{particle}" if particle else lemma), frozenset())


def _freed(verb: Token) -> Iterator[str]:
    """Whom a verb sets free, by the name or as all who were held; of so many, others may be freed on another day."""
    objects = [c for c in verb.children if c.dep_ == "obj"]
    passive = [c for c in verb.children if c.dep_ == "nsubj:pass"]
    for whom in objects or passive:
        phrase = list(whom.subtree)
        if any(t.pos_ == "NUM" or t.lower_ in OTHER | SOME for t in phrase):
            continue
        if lemma_of(whom) in CAPTIVES and has_word(whom, {"the", "all"}):
            yield lemma_of(whom)
        named = [t for t in phrase if t.ent_type_ in {"PER", "PERSON"}]
        if named and (whom in named or any(t.head.i == whom.i and t.dep_ == "appos" for t in named)):
            yield named[-1].lower_


def _particle(verb: Token) -> str:
    """The particle of a verb, "" where it has none; the parse takes many for adverbs: "went down"."""
    beside = (c for c in verb.children if c.dep_ == "compound:prt" or (c.i == verb.i + 1 and c.lower_ in PARTICLES))
    return next((c.lower_ for c in beside), "")


# ---- parts


def _lead_kinds(document: Document) -> set[str]:
    told = sorted({s.sentence for s in document.statements})[:LEAD]
    spans = [(a.start, a.end) for a in told]
    title = document.article.title or ""
    kinds = {k for word in title.lower().split() for k in NOUNS.get(_stem(word.strip(".,:;'’\"")), ())}
    inside = (t for t in document.doc if any(start <= t.idx < end for start, end in spans))
    return kinds | {k for t in inside for k in kinds_of(t)}


def _in_sentence(document: Document, sentence: Anchor, points: Sequence[Point]) -> Iterator[Dated]:
    times = [t for t in document.times if sentence.covers(t.anchor) and t.kind in {"date", "vague"}]
    said = {a.time.anchor for a in document.attributions if a.time is not None}
    cues = [a.cue for a in document.attributions if a.cue is not None]
    dated: dict[int, list[TimeRange]] = {}
    for time in times:
        above = _dates(document, time)
        if above is None or (time.anchor in said and any(c.start <= above.idx < c.end for c in cues)):
            continue
        if not (time.clock and _names_a_sort(document, time, above)):
            dated.setdefault(above.i, []).append(time)
    for at, given in dated.items():
        yield from _made(document, document.doc[at], tuple(given), points)


def _names_a_sort(document: Document, time: TimeRange, above: Token) -> bool:
    """Whether an hour only says what sort of thing it is: "the midnight rules", "the 6:30 train"."""
    root = tokens_of(document, time.anchor).root
    if above.pos_ != "NOUN" or root.head.i != above.i:
        return False
    return root.dep_ in {"compound", "amod", "nummod"} and not kinds_of(above)


def _dates(document: Document, time: TimeRange) -> Token | None:
    """The word that a time belongs to; None where the parse does not say."""
    if not document.doc.has_annotation("DEP"):
        return None
    span = tokens_of(document, time.anchor)
    node = span.root
    for _ in range(CLIMB):
        if node.head.i == node.i:
            return None
        node = node.head
        inside = any(t.anchor.start <= node.idx < t.anchor.end for t in document.times)
        if not inside and lemma_of(node) not in CLOCK_NOUNS and node.pos_ in {"NOUN", "VERB", "ADJ", "PROPN"}:
            return _before(span) or node if node.pos_ == "NOUN" and node.i > span.root.i else _lowest(node, span.start)
    return None


def _before(time: Span) -> Token | None:
    """The happening right before a time that the parse gives to what follows: "since the attack on 3 May shops are shut"."""
    at = time.start - 1
    noun = time.doc[at - 1] if at > time.sent.start and time.doc[at].pos_ == "ADP" else None
    return noun if noun is not None and kinds_of(noun) else None


def _lowest(verb: Token, at: int) -> Token:
    """The last clause below a verb that a time may close: "denied that a storm hit it on Monday" dates the storm."""
    if verb.pos_ != "VERB":
        return verb
    inner = [
        t for t in verb.subtree if verb.i < t.i < at and t.pos_ == "VERB" and t.dep_ in CLAUSES and _has_subject(t)
    ]
    if not inner or any(t.pos_ in {"VERB", "AUX"} for t in verb.doc[inner[-1].i + 1 : at]):
        return verb
    end = max(w.i for w in inner[-1].subtree if w.i < at) + 1
    between = verb.doc[end:at]
    marks = sum(t.is_punct for t in between)
    # a comma before the time's own preposition is no end of the clause; words that the parse lost are none either
    return inner[-1] if len(between) <= BETWEEN and (not marks or between[0].is_punct and len(between) <= 2) else verb


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _made(document: Document, above: Token, times: tuple[TimeRange, ...], points: Sequence[Point]) -> Iterator[Dated]:
    nouns = _named(above)
    kinds = frozenset(k for noun in nouns for k in kinds_of(noun))
    if not nouns:
        kinds = kinds_of(above)
    nouns_at_once = [n for clause in _at_once(above) for n in (_named(clause) or [clause])]
    kinds |= {k for noun in nouns_at_once for k in kinds_of(noun)}
    if any(lemma_of(n) in GENERAL or (n.pos_ == "PRON" and lemma_of(above) in PURE) for n in nouns):
        kinds |= {"general"}
    others = {
        lemma_of(c) for noun in (*nouns, above) for c in noun.children if c.dep_ in {"det", "amod", "nummod", "nmod"}
    }
    subject = [c.left_edge.idx for c in above.children if c.dep_ in SUBJECTS and above.i - c.left_edge.i <= BETWEEN]
    start = min([above.idx, *subject, *(n.idx for n in nouns), *(t.anchor.start for t in times)])
    end = max([above.idx + len(above), *(n.idx + len(n) for n in nouns), *(t.anchor.end for t in times)])
    words = document.article.anchor(start, end)
    told = nearest(points, words)
    if told is None:
        return
    point = told if told.statement.anchor.covers(words) else replace(told, anchor=words)
    yield Dated(
        point=point,
        times=times,
        kinds=kinds,
        verb=_verb(above),
        words=_content(document, point.anchor, times),
        things=_things(above),
        begins=lemma_of(above) in BEGINS,
        other=bool(others & OTHER),
        indefinite=_is_indefinite(above),
    )


def _content(document: Document, words: Anchor, times: Sequence[TimeRange]) -> frozenset[str]:
    """The content lemmas among some words, the times left out."""
    telling = (
        t
        for t in tokens_of(document, words)
        if not t.is_stop and t.pos_ in {"NOUN", "PROPN", "VERB"} and lemma_of(t) not in CLOCK_NOUNS
    )
    return frozenset(lemma_of(t) for t in telling if not any(x.anchor.start <= t.idx < x.anchor.end for x in times))


def _is_indefinite(above: Token) -> bool:
    """Whether the thing is brought up beside what is told: "investigates a shooting on Monday", "a shooting that occurred
    on Monday".
    """
    noun = above.head if above.dep_.startswith("acl") else above
    return noun.pos_ == "NOUN" and has_word(noun, {"a", "an"})


def _verb(above: Token) -> str:
    """The verb with its particle, and with "again" where it has that: "push_back", "start_again"."""
    if above.pos_ != "VERB":
        return ""
    again = (c.lower_ for c in above.children if c.lower_ in {"again", "back"})
    return "_".join(filter(None, [lemma_of(above), _particle(above) or next(again, "")]))


def _things(above: Token) -> frozenset[str]:
    """What undergoes what a verb says: its object, else its subject, or that of the verb it completes ("production is
    expected to resume", "the firm resumes production").
    """
    if above.pos_ != "VERB":
        return frozenset({_spelled(above)})
    whole = WHOLE.get(lemma_of(above), set())
    objects = [c for c in above.children if c.dep_ == "obj" and c.lower_ not in whole]
    subjects = subjects_of(above) or (subjects_of(above.head) if above.dep_ == "xcomp" else [])
    return frozenset(_spelled(n) for n in objects or subjects if n.pos_ in {"NOUN", "PROPN", "ADP"})


def _spelled(noun: Token) -> str:
    """A noun's lemma; what is written with a hyphen whole, without it: a run-off is a runoff, and so is a second round."""
    if noun.i > 1 and noun.nbor(-1).text == "-":
        return noun.nbor(-2).lower_ + noun.lower_
    if lemma_of(noun) == "round" and any(c.lower_ == "second" for c in noun.children):
        return "runoff"
    return lemma_of(noun)


def _named(above: Token) -> list[Token]:
    """The nouns that say what happened, where the word that is dated does not: what took place, what was carried out."""
    if above.pos_ in {"NOUN", "PROPN"}:
        return [above]
    lemma = lemma_of(above)
    children = {c.dep_: c for c in reversed(list(above.children))}
    if _particle(above) and kinds_of(above):
        return []  # the verb names it: came ashore
    if lemma in TAKES_PLACE and WHOLE.get(lemma, set()) <= {c.lower_ for c in above.children}:
        agent = _agent(above)
        return [c for c in subjects_of(above) if c.dep_ != "nsubj:pass"] or ([agent] if agent is not None else [])
    if lemma in DOES:
        found = children.get("obj") or children.get("nsubj:pass")
        return [found] if found is not None and kinds_of(found) else []
    return []


def _at_once(verb: Token) -> list[Token]:
    """The clauses that tell what happened at the same time: "died when the plane crashed"."""
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.pos_ == "VERB"]
    return [c for c in clauses if any(w.lower_ in {"when", "as"} and w.i <= c.i for w in c.children)]


def _agent(verb: Token) -> Token | None:
    """Who or what a passive names: "was hit by a blackout"."""
    by = (c for c in verb.children if c.dep_.startswith("obl") and has_word(c, {"by"}))
    return next(by, None)
