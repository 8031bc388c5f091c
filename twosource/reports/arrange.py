"""An account in the order a reader wants it, shared by the terminal and the pages. It chooses and groups; it adds nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from twosource.data import Account, Actor, Anchor, ArticleEntry, Attribution, Finding, Label, Status, Value, Voice
from twosource.reports.words import ALIKE, MARKS, one_line, unquoted

DISAGREE = (Status.CONFLICTING, Status.UPDATED)
AGREE = (Status.CORROBORATED, Status.REFINED, ALIKE, Status.NOT_COMPARABLE)  # as findings stand


class Counts(NamedTuple):
    """The four numbers that are always shown apart."""

    articles: int
    outlets: int
    families: int
    origins: int


class Words(NamedTuple):
    """One wording, and the articles that have it (more than one when they copy)."""

    anchor: Anchor
    entries: tuple[ArticleEntry, ...]
    anchors: tuple[Anchor, ...]  # the same words in each of the articles


class Said(NamedTuple):
    """One attributed content, and the articles that have it in these words."""

    attribution: Attribution
    words: tuple[Words, ...]


class Speaker(NamedTuple):
    """Who is said to have said what."""

    name: str
    said: tuple[Said, ...]
    outlets: tuple[str, ...]


class Wording(NamedTuple):
    """One name or description of an actor, with its places by outlet."""

    words: str
    voice: Voice
    kind: str
    by_outlet: Mapping[str, tuple[Label, ...]]
    speakers: tuple[str, ...]


class Naming(NamedTuple):
    """How the reports call one actor."""

    actor: Actor
    wordings: tuple[Wording, ...]
    outlets: tuple[str, ...]


def counts(account: Account) -> Counts:
    """Articles, outlets, publisher families and origins of the account."""
    entries = account.articles
    return Counts(
        len(entries), len({e.outlet for e in entries}), len({e.family for e in entries}), len(account.origins)
    )


def finding_counts(finding: Finding) -> Counts:
    """Articles, outlets, publisher families and origins that speak in a finding."""
    return Counts(len(finding.articles), len(finding.outlets), len(finding.families), len(finding.origins))


def standing(finding: Finding) -> str:
    """What a reader is told that a finding is: its status, or that its reports are alike where only likeness, and not by
    much, says that they tell one thing.
    """
    return finding.status if finding.sure or finding.status not in AGREE else ALIKE


def by_standing(account: Account) -> dict[str, tuple[Finding, ...]]:
    """The findings by how they stand, disagreements first; within one the sure and the strongest first."""
    stand = {f.id: standing(f) for f in account.findings}
    return {how: tuple(sorted((f for f in account.findings if stand[f.id] == how), key=_first)) for how in MARKS}


def _first(finding: Finding) -> tuple[bool, float, str]:
    return not finding.sure, -strength(finding), finding.id


def strength(finding: Finding) -> float:
    """How much a finding is worth a reader's first look: how well its statements align, and how many origins speak."""
    return finding.score * math.log2(1 + len(finding.origins))


def told_once(findings: Sequence[Finding], account: Account) -> tuple[Finding, ...]:
    """The findings, the surer ones first and bare names and days last, without those that mostly repeat an earlier one.

    A finding repeats another when half of its sentences stand in it already, but a figure is only repeated by a
    figure: "5 dead, 700 hurt" is one sentence and two answers.
    """
    sentences = _sentences(account)
    kept: list[tuple[Finding, frozenset[tuple[str, int]]]] = []
    named: set[tuple[str, ...]] = set()
    for finding in sorted(findings, key=lambda f: (standing(f) == ALIKE, is_brief(f), *_first(f))):
        places = frozenset(sentences.get((a.article, a.start), (a.article, a.start)) for a in evidence(finding))
        repeats = any(
            len(places & other) >= REPEATED * len(places)
            for before, other in kept
            if finding.kind != "quantity" or before.kind == "quantity"
        )
        name = (finding.kind, *sorted(one_line(v.value).casefold() for v in finding.values))
        if not repeats and not (is_brief(finding) and name in named):
            named.add(name)
            kept.append((finding, places))
    return tuple(finding for finding, _ in kept)


REPEATED = 0.5


def evidence(finding: Finding) -> tuple[Anchor, ...]:
    """All anchors of a finding's values."""
    return tuple(anchor for value in finding.values for anchor in value.evidence)


def _sentences(account: Account) -> dict[tuple[str, int], tuple[str, int]]:
    """Where a statement starts -> where its sentence starts."""
    return {(s.anchor.article, s.anchor.start): (s.sentence.article, s.sentence.start) for s in account.statements}


def is_brief(finding: Finding) -> bool:
    """Whether a finding is only a name or a day that reports share: one line says it all."""
    return finding.kind in {"place", "person", "date"} and finding.status not in DISAGREE


def headline(account: Account) -> ArticleEntry | None:
    """The article whose title stands over the account: the one most like the other titles, then the earliest."""
    titled = [(e, frozenset(re.findall(r"\w{3,}", e.title.casefold()))) for e in account.articles if e.title]
    worth: dict[str, float] = {}  # of a word: the sum over the titles that have it of 1 / sqrt(its number of words)
    for _, words in titled:
        for word in words:
            worth[word] = worth.get(word, 0.0) + 1 / math.sqrt(len(words))
    shared = [round(sum(worth[w] for w in sorted(words)) / math.sqrt(len(words) or 1), 9) for _, words in titled]
    return titled[shared.index(max(shared))][0] if titled else None


class _Same(NamedTuple):
    """A tuple as the key of a cache: it is compared by identity, since an account has thousands of parts."""

    it: tuple[Any, ...]

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it

    def __ne__(self, other: object) -> bool:
        return not self == other


def copies(account: Account) -> frozenset[str]:
    """Articles that are not the first of their origin."""
    return _copies(_Same(account.origins))


@lru_cache(maxsize=4)
def _copies(origins: _Same) -> frozenset[str]:
    return frozenset(a for origin in origins.it for a in origin.articles[1:])


def ranks(account: Account) -> Mapping[str, int]:
    """The place of each article in the account's list."""
    return _ranks(_Same(account.articles))


@lru_cache(maxsize=4)
def _ranks(articles: _Same) -> Mapping[str, int]:
    return {entry.id: number for number, entry in enumerate(articles.it)}


def wordings_of(anchors: Iterable[Anchor], account: Account) -> tuple[Words, ...]:
    """The anchors as distinct wordings in the order of the account's articles; one that lies within another is left out."""
    order = ranks(account)
    chosen = sorted(
        {Anchor(a.article, a.start, a.end, a.quote) for a in anchors if a.article in order},
        key=lambda a: (order[a.article], a.start, -a.end),
    )
    same: dict[str, list[Anchor]] = {}
    outer: Anchor | None = None
    for anchor in chosen:
        if outer is None or not outer.covers(anchor):
            outer = anchor
            same.setdefault(unquoted(one_line(anchor.quote)).casefold(), []).append(anchor)
    return tuple(Words(found[0], _entries(found, account), tuple(found)) for found in same.values())


def one_each(words: Sequence[Words], account: Account) -> tuple[Words, ...]:
    """The wordings, each origin's fullest before any origin's second, and those of copies last."""
    copied = copies(account)
    seen: dict[str, int] = {}
    ranked = []
    fullest = sorted(enumerate(words), key=lambda w: (w[1].entries[0].id in copied, -min(len(w[1].anchor.quote), FULL)))
    for number, wording in fullest:
        origin = wording.entries[0].origin
        turn = seen[origin] = seen.get(origin, -1) + 1
        ranked.append((turn, number, wording))
    return tuple(wording for *_, wording in sorted(ranked, key=lambda r: r[:2]))


FULL = 90  # characters that say a thing; of longer wordings the earlier one is as good


def _entries(anchors: Sequence[Anchor], account: Account) -> tuple[ArticleEntry, ...]:
    order = ranks(account)
    return tuple(account.articles[n] for n in sorted({order[a.article] for a in anchors if a.article in order}))


def is_heading(value: Value) -> bool:
    """Whether the value's own words are worth a line: a figure or a name within longer evidence, not a whole clause."""
    return bool(value.value.strip()) and len(value.value) <= 60 and all(value.value != a.quote for a in value.evidence)


def letters(count: int) -> list[str]:
    """A, B, … Z, A2, B2, … : short names for the values of a finding."""
    return [chr(ord("A") + i % 26) + (str(i // 26 + 1) if i >= 26 else "") for i in range(count)]


def speakers(account: Account) -> tuple[Speaker, ...]:
    """Who says what, those whom most outlets quote first."""
    name_of = {entity: actor.name for actor in account.actors for entity in actor.entities}
    gathered: dict[str, list[Attribution]] = {}
    names: dict[str, str] = {}
    for attribution in account.attributions:
        name = name_of.get(attribution.speaker_entity or "") or attribution.speaker
        if name and attribution.content:
            key = one_line(name).casefold()
            names.setdefault(key, name)
            gathered.setdefault(key, []).append(attribution)
    made = [_speaker(names[key], found, account) for key, found in gathered.items()]
    # a name goes before "officials" and before a pronoun that nothing resolved
    return tuple(sorted(made, key=lambda s: (s.name[:1].islower(), -len(s.outlets), -len(s.said), s.name)))


_KINDS = {"direct": 0, "mixed": 1, "indirect": 2}


def _speaker(name: str, found: Sequence[Attribution], account: Account) -> Speaker:
    same: dict[tuple[str, ...], list[Attribution]] = {}
    for attribution in found:
        words = (unquoted(one_line(a.quote)).casefold() for a in attribution.content)
        same.setdefault((_taking(attribution), *words), []).append(attribution)
    said = []
    for alike in same.values():
        pieces = zip(*(a.content for a in alike), strict=True)
        said.append(Said(alike[0], tuple(Words(p[0], _entries(p, account), tuple(p)) for p in pieces)))
    outlets = sorted({e.outlet for s in said for w in s.words for e in w.entries})
    return Speaker(name, tuple(sorted(said, key=lambda s: _KINDS[s.attribution.kind])), tuple(outlets))


def _taking(given: Attribution) -> str:
    """How the speaker takes what the words say, "" where it is only said: who rejected an offer did not accept it."""
    words = cue(given).casefold().split()
    return "" if not words or given.kind != "indirect" or any(w in SAYS for w in words) else " ".join(words)


SAYS = frozenset(
    "said say says saying told tell tells added adds stated states announced announces reported according".split()
)


def cue(given: Attribution) -> str:
    """The words that attribute; "" where only a sign does: a headline's colon."""
    words = one_line(given.cue.quote) if given.cue else ""
    return words if any(c.isalnum() for c in words) else ""


def when(given: Attribution) -> str:
    """The day and hour on which it was said, as far as the words tell."""
    time = given.time
    return " ".join(filter(None, (time.value.replace("..", " to "), time.clock))) if time is not None else ""


def namings(account: Account) -> tuple[Naming, ...]:
    """How the reports call the actors that two or more outlets call by different words, those with most words first."""
    made = [_naming(actor) for actor in account.actors if actor.type != "place"]
    chosen = [
        n for n in made if len(n.outlets) > 1 and len({ARTICLE.sub("", w.words.casefold()) for w in n.wordings}) > 1
    ]
    described = {n.actor.id: len({o for w in n.wordings if w.kind != "name" for o in w.by_outlet}) for n in chosen}
    return tuple(
        sorted(
            chosen,
            key=lambda n: (n.actor.type == "other", -described[n.actor.id], -len(n.outlets), n.actor.name, n.actor.id),
        )
    )


ARTICLE = re.compile(r"^(?:the|an?) (?=\S)")  # makes no other name of one
_LABEL_KINDS = {"description": 0, "title": 1, "name": 2}


def _naming(actor: Actor) -> Naming:
    gathered: dict[tuple[str, str], list[Label]] = {}
    for label in actor.labels:
        if not label.quote[:1].isalnum():  # the end of a longer name: ", the son", "'s office"
            continue
        key = ARTICLE.sub("", unquoted(one_line(label.quote)).casefold())
        gathered.setdefault((label.voice, key), []).append(label)
    made = [_wording(labels) for labels in gathered.values()]
    ranked = sorted(
        made, key=lambda w: (w.voice is Voice.QUOTED, _LABEL_KINDS[w.kind], -len(w.by_outlet), w.words.casefold())
    )
    return Naming(actor, tuple(ranked), tuple(sorted({label.outlet for label in actor.labels})))


def _wording(labels: Sequence[Label]) -> Wording:
    by_outlet: dict[str, list[Label]] = {}
    for label in labels:
        by_outlet.setdefault(label.outlet, []).append(label)
    return Wording(
        words=unquoted(one_line(labels[0].quote)),
        voice=labels[0].voice,
        kind=min((label.kind for label in labels), key=lambda k: _LABEL_KINDS[k]),
        by_outlet={outlet: tuple(by_outlet[outlet]) for outlet in sorted(by_outlet)},
        speakers=tuple(sorted({label.speaker for label in labels if label.speaker})),
    )


def telling(findings: Sequence[Finding], most: int) -> tuple[Finding, ...]:
    """Up to `most` single-source findings that say most, in the order of the text: of those that overlap the longest."""
    anchors = {f.id: evidence(f)[0] for f in findings if evidence(f)}
    chosen: list[Finding] = []
    for finding in sorted(
        (f for f in findings if f.id in anchors), key=lambda f: (-min(len(anchors[f.id].quote), LONG), f.id)
    ):
        if len(chosen) < most and not any(anchors[f.id].overlaps(anchors[finding.id]) for f in chosen):
            chosen.append(finding)
    return _in_text_order(chosen)


LONG = 160  # characters; longer words say no more at a glance


def alone(account: Account) -> tuple[tuple[tuple[ArticleEntry, ...], tuple[Finding, ...]], ...]:
    """Single-source findings by the articles that have them, in the account's order of articles."""
    order = ranks(account)
    gathered: dict[tuple[int, ...], list[Finding]] = {}
    for finding in account.findings:
        if finding.status is Status.SINGLE_SOURCE:
            key = tuple(sorted(order[a] for a in finding.articles if a in order))
            gathered.setdefault(key, []).append(finding)
    return tuple(
        (tuple(account.articles[n] for n in key), _in_text_order(found)) for key, found in sorted(gathered.items())
    )


def _in_text_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(
        sorted(findings, key=lambda f: min((a for v in f.values for a in v.evidence), default=Anchor("", 0, 0, "")))
    )
