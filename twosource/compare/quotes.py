"""One quotation across outlets: verbatim, shortened, spliced, paraphrased or altered.

Two quoted stretches are one quotation when the words of the shorter stand, in order, almost whole in the longer; the
fewer words it has, the closer they must follow each other. What an outlet reports of the same speaker without quotation
marks joins it when nearly all of its content words are the quotation's. Speakers must not exclude each other: two
people of different names never said one quotation; an office, a spokesman or nobody named may stand for a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import LCSseq
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.data import Anchor, Attribution, Document, Quote
from twosource.models.names import same_name

QUOTED = re.compile(r"“[^”]+”|\"[^\"]+\"|‘[^’]{3,}’(?!\w)|«[^»]+»")
WORDS = re.compile(r"\w+(?:['’]\w+)*")
DRAWN_TOGETHER = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"\bwon't\b", "will not"), (r"\bcan't\b", "can not"), (r"\bshan't\b", "shall not"), (r"(?<=\w)n't\b", " not"),
        (r"(?<=\w)'ll\b", " will"), (r"(?<=\w)'re\b", " are"), (r"(?<=\w)'ve\b", " have"), (r"\bi'm\b", "i am"),
    )
)  # fmt: skip
ANSWER = re.compile(r"^\W*(?:no|yes|yeah|nope|yep)[,.!]+\s")
NOT = frozenset("not no never nobody nothing none".split())
DROPPED = 3  # words left out in one place that only take the "not" with them
ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…")
MIN_WORDS = 3
SAME = 0.8  # share of the shorter quotation's words found in order in the longer one
SHORT = 5  # a quotation of fewer words must stand in the other without a gap
PIECE = 3  # words in a row that count as taken over
ALTERED, LIKE_LENGTH = 0.7, 1.5  # share in order that suffices for two quotations of about one length
PARAPHRASED = 0.75  # share of the fewer content words that quotation and report have in common
LEAST_CONTENT = 3  # content words of a paraphrase
SAME_NAME = 0.8


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, what is drawn together written out: "won't" is "will not". The "no" that answers
    ("No, I won't") is left out: it negates nothing.
    """
    plain = ANSWER.sub("", text.lower().replace("’", "'"))
    if "'" in plain:
        for pattern, full in DRAWN_TOGETHER:
            plain = pattern.sub(full, plain)
    return tuple(WORDS.findall(plain))


@dataclass(frozen=True)
class Said:
    """One stretch that somebody is quoted with, or reported to have said."""

    anchor: Anchor
    attribution: Attribution
    person: str  # name of the speaker where it is a person
    quoted: bool

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, as `plain_words` gives them."""
        return plain_words(self.anchor.quote)

    @cached_property
    def content(self) -> frozenset[str]:
        """Its words without function words."""
        return frozenset(self.words) - STOP_WORDS


@dataclass
class Group:
    """The variants of one quotation, the longest first."""

    variants: list[Said] = field(default_factory=list)

    def admits(self, other: Said) -> bool:
        """Whether no variant's speaker excludes the other's."""
        return not any(_exclude(v.person, other.person) for v in self.variants)


def find_quotes(documents: Sequence[Document]) -> tuple[Quote, ...]:
    """Quotations of three or more words with their variants across articles, those of most articles first."""
    said = sorted((s for d in documents for s in _said_in(d)), key=lambda s: (not s.quoted, -len(s.words), s.anchor))
    groups: list[Group] = []
    holding: dict[str, list[int]] = {}  # content word -> groups whose longest variant has it
    for item in said:
        near = Counter(number for word in item.content for number in holding.get(word, ()))
        candidates = sorted(near, key=lambda number: (-near[number], number))
        home = next((groups[n] for n in candidates if one_quotation(groups[n], item)), None)
        if home is not None:
            home.variants.append(item)
        elif item.quoted:
            for word in sorted(item.content):
                holding.setdefault(word, []).append(len(groups))
            groups.append(Group([item]))
    quotes = [_quote(g) for g in groups]
    return tuple(sorted(quotes, key=lambda q: (-len({v.article for v in q.variants}), q.variants[0])))


def _said_in(document: Document) -> Iterator[Said]:
    people = {e.id: e.name for e in document.entities if e.type == "person"}
    for attribution in document.attributions:
        person = people.get(attribution.speaker_entity or "", "")
        for content in attribution.content:
            quoted = [document.article.anchor(content.start + m.start(), content.start + m.end())
                      for m in QUOTED.finditer(content.quote)]  # fmt: skip
            found = [Said(anchor, attribution, person, quoted=True) for anchor in quoted]
            yield from (s for s in found if len(s.words) >= MIN_WORDS)
            whole = Said(content, attribution, person, quoted=False)
            if not quoted and person and len(whole.content) >= LEAST_CONTENT:
                yield whole


def one_quotation(group: Group, item: Said) -> bool:
    """Whether the item is one more variant of the group's quotation."""
    longest = group.variants[0]
    if not group.admits(item):
        return False
    if not item.quoted:
        known = {v.person for v in group.variants if v.person}
        return bool(known) and longest.anchor.article != item.anchor.article and _paraphrase(longest, item)
    return kept(longest.words, item.words)


def kept(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether the shorter's words stand in the longer: without a gap when few, else in pieces and in order."""
    if _contains(longer, shorter):
        return True
    if len(shorter) < SHORT:
        return False
    pieces = [op.src_end - op.src_start for op in LCSseq.opcodes(shorter, longer) if op.tag == "equal"]
    spliced = sum(n for n in pieces if n >= PIECE) >= SAME * len(shorter)
    return spliced or (sum(pieces) >= ALTERED * len(shorter) and len(longer) <= LIKE_LENGTH * len(shorter))


def _contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _paraphrase(quotation: Said, report: Said) -> bool:
    shared = len(quotation.content & report.content)
    fewer = min(len(quotation.content), len(report.content))
    return shared >= LEAST_CONTENT and shared >= PARAPHRASED * fewer


def _exclude(one: str, two: str) -> bool:
    """Whether two people of these names are two people."""
    return bool(one and two) and same_name(one, two)[0] < SAME_NAME


def _quote(group: Group) -> Quote:
    quoted = [v for v in group.variants if v.quoted]
    speakers = [v.attribution.speaker for v in group.variants if v.person] or [v.attribution.speaker for v in quoted]
    return Quote(
        speaker=next((speaker for speaker in speakers if speaker), None),
        variants=tuple(sorted({v.anchor for v in group.variants})),
        attributions=tuple(sorted({v.attribution.id for v in group.variants})),
        altered=any(_altered(quoted[0], v) for v in quoted[1:]),
    )


def _altered(longest: Said, variant: Said) -> bool:
    """Whether a variant has words that the longest does not give in that order, or lacks its "not" and shows no gap; leaving
    other words out alters nothing.
    """
    whole, words = longest.words, variant.words
    if LCSseq.similarity(whole, words) < len(words):
        return True
    steps = list(LCSseq.opcodes(words, whole))
    left_out = [whole[op.dest_start : op.dest_end] for op in steps[1:-1] if op.tag == "insert"]
    shown = ELLIPSIS.search(variant.anchor.quote) is not None
    return not shown and any(len(gap) <= DROPPED and not NOT.isdisjoint(gap) for gap in left_out)
