"""What two reports quote, and what somebody called, asked for or promised by two reports: found by rule.

Quoted words meet when those of the shorter quotation stand in the longer one, or when most of their telling words do:
inflection and spelling apart, and the fewer the words the surer the speaker must be one. Two outlets that quote one
official are two reports and one claimer; the claimers of a value say so. Words of one speaker that are the same but for
a number or a "not" disagree; so do the same words in the mouths of two persons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from twosource.compare.likeness import Lexis, covered
from twosource.compare.questions.evidence import Ruled, answers_of, because, several
from twosource.compare.questions.sayings import WISHES, Saying
from twosource.compare.questions.speakers import related, strangers
from twosource.compare.questions.wording import DOING, NOT, changed, reworded
from twosource.compare.quotes import kept, plain_words
from twosource.compare.stances import STEM, one_verb
from twosource.compare.verdicts import Setting, Verdict, grouped, settle
from twosource.data import Conflict, Status

MOST = 3  # places in one article that are evidence for one quotation
SURE = 3  # shared telling words from which any speaker will do who does not exclude the other
RARE = 2.0  # uses for each article of a word that tells something when it stands alone
PASSAGE, TIMES = 6, 3  # words of a passage; how much longer the quotation may be that a shorter phrase is from
PHRASE = 5  # content words of a phrase: what shares one word with more is another
SMALL = 2  # words of a phrase without content: "a", "of the"
HALF = 0.5  # share of the shorter one's telling words that must be shared
PARAPHRASED = 0.75  # share of the fewer content words that a quotation and a report of it have in common
WHOSE, WHOSE_STEMS = 4, 2  # words, and content words, of a quotation that two persons do not both say
NEAREST = 50  # quotations that one is held against: those with which it shares most words
SCORE = 1.0
ALIKE = 0.45  # how much of each other two requests cover


@dataclass(frozen=True, slots=True)
class Use:
    """How often each content word stands in the reports of a story, for each article, and which of them stand in
    quotation marks alone.
    """

    rate: Mapping[str, float]
    only_quoted: frozenset[str]

    def telling(self, stem: str) -> bool:
        """Whether a word alone tells which quotation it is from."""
        return self.rate.get(stem, 0.0) <= RARE and not any(c.isdigit() for c in stem)


def use_of(stems: Sequence[Sequence[str]], sayings: Sequence[Saying]) -> Use:
    """The use of words among the content words of each article of a story."""
    count = Counter(stem for article in stems for stem in article)
    quoted = Counter(stem for s in sayings if not s.frame for stem in s.stems)
    rate = {stem: n / max(len(stems), 1) for stem, n in count.items()}
    return Use(rate, frozenset(stem for stem, n in count.items() if quoted[stem] == n))


def judge_sayings(
    words: Sequence[Saying], framed: Sequence[Saying], use: Use, lexes: Mapping[str, Lexis], setting: Setting
) -> Iterator[Ruled]:
    """The verdicts with their scores. What somebody called a thing is told once where the words for it are quoted; that
    copies of one report quote the same words says nothing.
    """
    told: list[Saying] = []
    for verdict, group in judge_quoted(words, use, setting):
        told.extend(group)
        if settle(verdict, setting) is not Status.SINGLE_SOURCE:
            yield verdict, SCORE
    for verdict, group in judge_framed(framed, use, lexes):
        known = {s.article for s in group if any(s.point.anchor.overlaps(t.point.anchor) for t in told)}
        if len(known) < 2 and settle(verdict, setting) is not Status.SINGLE_SOURCE:
            yield verdict, SCORE


# ---- quoted words


def judge_quoted(sayings: Sequence[Saying], use: Use, setting: Setting) -> Iterator[tuple[Verdict, list[Saying]]]:
    """The quotations that two articles have, each with its sayings."""
    spoken = [s for s in sayings if s.frame or not _name(s)]
    for group in _groups(spoken, lambda a, b: one_quotation(a, b, use)):
        verdict = _verdict(group, setting) if several(group) else None
        if verdict is not None:
            yield verdict, group


def one_quotation(long: Saying, short: Saying, use: Use) -> bool:
    """Whether two stretches are one quotation; `short` has no more words than `long`, or is a report without marks."""
    if long.frame:
        return False
    shared = _shared(short.stems, long.stems)
    relation = related(long.speaker, short.speaker) if shared else "open"
    if relation == "other":
        verbatim = len(short.plain) >= WHOSE and len(shared) >= WHOSE_STEMS and _contains(long.plain, short.plain)
        # a few words of a long quotation are an expression that others use too
        most = len(long.plain) <= TIMES * len(short.plain)
        return not short.frame and verbatim and most and strangers(long.speaker, short.speaker)
    telling = {s for s in shared if use.telling(s)}
    if short.frame:
        return relation == "same" and bool(telling) and _reported(long, short, shared)
    passage = len(short.plain) >= SURE and len(shared) > 1 or len(short.plain) > SURE and relation == "same"
    near = len(long.plain) <= max(PASSAGE, TIMES * len(short.plain))
    if passage and _contains(long.plain, short.plain):
        return relation == "same" or near or len(short.plain) >= PASSAGE
    if not telling or not (long.speaker.name or short.speaker.name):
        return False
    known = relation == "same" or (len(short.plain) >= PASSAGE and not (long.speaker.name and short.speaker.name))
    if passage and known and kept(long.plain, short.plain):
        return True
    if relation == "same":
        return (len(shared) > 1 and shared >= set(short.stems)) or _shares(long, short, telling, use)
    alone = shared <= use.only_quoted and _phrase(long) and _phrase(short)
    return near and shared == set(short.stems) and (len(shared) > 1 or alone)


def _shares(long: Saying, short: Saying, telling: set[str], use: Use) -> bool:
    """Whether two quotations of one speaker share so much that they are one: half of the words, of short phrases one."""
    few = min(len(set(short.stems)), len(set(long.stems)))
    if len(telling) == 1:
        short_ones = len(long.stems) <= (PHRASE if few == 1 else SURE) and _phrase(long) and _phrase(short)
        return short_ones and (few == 1 or telling <= use.only_quoted)
    return len(telling) >= HALF * few


def _reported(quotation: Saying, report: Saying, shared: set[str]) -> bool:
    """Whether a report gives a quotation of its speaker without marks: word for word, or by most of its content words."""
    if any(s[0].isdigit() and s not in shared for s in quotation.stems):
        return False
    if len(shared) > 1 and _contains(report.stems, quotation.stems):
        return True
    fewer = min(len(set(quotation.stems)), len(set(report.stems)))
    return len(shared) >= SURE and len(shared) >= PARAPHRASED * fewer


def _phrase(saying: Saying) -> bool:
    """Whether the words are no clause: hardly any of them are small ones."""
    return len(saying.plain) <= len(saying.stems) + SMALL


def _name(saying: Saying) -> bool:
    """Whether the words are a name, a title or a slogan: of the words that are not small all are capitalised."""
    large = [w for w in saying.words.quote.split() if len(w) > SURE]
    return not large or all(not w[0].islower() for w in large)


def _shared(one: Sequence[str], two: Sequence[str]) -> set[str]:
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for stem in two:
        by_beginning[_beginning(stem)].append(stem)
    return {a for a in one if any(one_verb(a, b) for b in by_beginning.get(_beginning(a), ()))}


def _contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _groups(sayings: Sequence[Saying], one: Callable[[Saying, Saying], bool]) -> list[list[Saying]]:
    """The sayings in groups of which each member is one with the first, the longest quotation: of several groups with
    that which shares most words.
    """
    groups: list[list[Saying]] = []
    holding: dict[str, list[int]] = defaultdict(list)  # beginning of a content word -> groups whose first has it
    for saying in sorted(sayings, key=lambda s: (s.frame == "told", -len(s.plain), s.words)):
        begins = sorted({_beginning(stem) for stem in saying.stems})
        near = Counter(number for begin in begins for number in holding[begin])
        nearest = sorted(near, key=lambda number: (-near[number], number))[:NEAREST]
        home = next((groups[n] for n in nearest if one(groups[n][0], saying)), None)
        if home is not None:
            home.append(saying)
        elif saying.frame != "told":
            for begin in begins:
                holding[begin].append(len(groups))
            groups.append([saying])
    return [_most(g) for g in groups]


def _by_first(sayings: Sequence[Saying], one: Callable[[Saying, Saying], bool]) -> list[list[Saying]]:
    """The few sayings of one frame in groups of which each member is one with the first, whatever words they have."""
    return [_most(g) for g in grouped(sorted(sayings, key=lambda s: (-len(s.plain), s.words)), one)]


def _beginning(stem: str) -> str:
    """What words have in common that are one but for an ending."""
    return stem[:STEM]


def _most(group: Sequence[Saying]) -> list[Saying]:
    """The first sayings of each article, each stretch of words once."""
    kept_of: dict[str, list[Saying]] = defaultdict(list)
    for saying in group:
        mine = kept_of[saying.article]
        if len(mine) < MOST and not any(s.point.anchor.overlaps(saying.point.anchor) for s in mine):
            mine.append(saying)
    return [s for s in group if any(s is k for k in kept_of[s.article])]


def _verdict(group: Sequence[Saying], setting: Setting) -> Verdict | None:
    pairs = [(a, b) for a, b in combinations(group, 2) if a.article != b.article and not (a.frame or b.frame)]
    named = [s for s in group if not s.frame and s.speaker.person]
    by = _by(named, lambda s: s.speaker.actor or s.speaker.name)
    once = len({s.article for s in named}) == sum(len({s.article for s in some}) for some in by.values())
    if any(strangers(a.speaker, b.speaker) and not (_beside(a, b) or _beside(b, a)) for a, b in pairs):
        # a report that has both tells of one who repeats the other
        return _made("quote.two-speakers", Status.CONFLICTING, by, Conflict.ATTRIBUTION) if once else None
    for a, b in pairs:
        day = setting.published(a.point)
        differ = changed(a, b) if day and day == setting.published(b.point) else None
        if differ is not None:
            return _made("quote.altered", Status.CONFLICTING, {"one": [a], "two": [b]}, differ)
    if any(_negated_in_one(a, b) for a, b in pairs):
        return None  # "we can accept it" and "we can never accept it" are no quotation with variants
    other = next(((a, b) for a, b in pairs if reworded(a, b)), None)
    if other is not None:
        return _made("quote.reworded", Status.REFINED, {str(i): [s] for i, s in enumerate(other)})
    return _made("quote.same", Status.CORROBORATED, {"": group})


def _beside(saying: Saying, other: Saying) -> bool:
    """Whether a quotation's sentence names the other's speaker too: both say it, or one to the other."""
    return other.speaker.name.split()[-1] in saying.point.statement.sentence.quote


# ---- what somebody called, asked for or promised


def judge_framed(
    sayings: Sequence[Saying], use: Use, lexes: Mapping[str, Lexis]
) -> Iterator[tuple[Verdict, list[Saying]]]:
    """What two articles say that somebody called one thing, or asked for, or promised, each with its sayings."""
    called = [s for s in sayings if s.frame == "called"]
    agreed = [g for g in _groups(called, lambda a, b: one_name_for(a, b, use)) if several(g)]
    for group in agreed:
        yield _made("called.same", Status.CORROBORATED, {"": group}), group
    told = {s.words for group in agreed for s in group}
    for group in _by_first([s for s in called if s.words not in told], one_thing_otherwise):
        if several(group):
            yield _made("called.otherwise", Status.REFINED, {str(i): [s] for i, s in enumerate(group)}), group
    for frame in WISHES:
        wanted = [s for s in sayings if s.frame == frame and s.speaker.name]
        for group in _by_first(wanted, lambda a, b: one_wish(a, b, lexes)):
            if several(group):
                yield _made("asked.same", Status.CORROBORATED, {"": group}), group


def one_name_for(a: Saying, b: Saying, use: Use) -> bool:
    """Whether two reports tell that one speaker calls one thing by words that share a telling one."""
    shared = {s for s in _shared(a.stems, b.stems) if use.telling(s)}
    if not shared or a.article == b.article or related(a.speaker, b.speaker) != "same":
        return False
    return len(shared) > 1 or bool(a.about & b.about)


def one_thing_otherwise(a: Saying, b: Saying) -> bool:
    """Whether two reports tell what one speaker calls one thing, named by each."""
    return a.article != b.article and bool(a.about & b.about) and related(a.speaker, b.speaker) == "same"


def one_wish(a: Saying, b: Saying, lexes: Mapping[str, Lexis]) -> bool:
    """Whether two reports tell of one request or promise of one speaker: not of its contrary, nor of another figure."""
    if a.article == b.article or related(a.speaker, b.speaker) != "same":
        return False
    if bool(NOT & set(a.plain)) != bool(NOT & set(b.plain)):
        return False
    figures = [{w for w in s.plain if w[0].isdigit()} for s in (a, b)]
    return (not all(figures) or bool(figures[0] & figures[1])) and likeness(a, b, lexes) >= ALIKE


def likeness(a: Saying, b: Saying, lexes: Mapping[str, Lexis]) -> float:
    """How much of each other the words of two sayings cover."""
    both = [lexes[s.article].words(s.words) for s in (a, b)]
    forth, back = covered(both, np.array([0]), np.array([1]))
    return float(min(forth[0], back[0]))


# ---- verdicts


def _by(group: Sequence[Saying], key: Callable[[Saying], str]) -> dict[str, list[Saying]]:
    by: dict[str, list[Saying]] = defaultdict(list)
    for saying in group:
        by[key(saying)].append(saying)
    return by


def _made(rule: str, status: Status, by: Mapping[str, Sequence[Saying]], conflict: Conflict | None = None) -> Verdict:
    every = [s for some in by.values() for s in some]
    inputs = dict.fromkeys(f"{s.speaker.name or '?'}: {s.words.quote}" for s in every)
    reason = because(rule, inputs, dict.fromkeys(s.words for s in every))
    return Verdict("quote", status, answers_of(by.values()), (reason,), conflict)


def _negated_in_one(a: Saying, b: Saying) -> bool:
    """Whether two sentences differ in hardly more than a negation."""
    one, two = (Counter(w for w in plain_words(s.point.anchor.quote) if w not in DOING) for s in (a, b))
    more, less = one - two, two - one
    negations = [NOT & side.keys() for side in (more, less)]
    return bool(negations[0]) != bool(negations[1]) and sum((more + less).values()) <= FEW_WORDS


FEW_WORDS = 3
