"""What reports quote, and what they say that somebody called, asked for or promised: each with its words and speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article, nearest
from twosource.compare.questions.evidence import TELLING, tokens_of
from twosource.compare.questions.happenings import kinds_of
from twosource.compare.questions.parse import has_word
from twosource.compare.questions.speakers import Speaker, speaker_of, stems_of
from twosource.compare.quotes import plain_words
from twosource.data import Anchor, Attribution, Document
from twosource.models.roles import is_role

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

QUOTED = re.compile(
    r"“[^”\n]+”|(?<!\w)\"(?=\S)[^\"\n]*(?<=\S)\"|‘[^’\n]{3,}’(?!\w)|«[^»\n]+»|(?<![\w.,!?”’\"])'(?=\w)[^'\n]{3,}'(?!\w)"
)
WORDS = re.compile(r"\w+(?:['’]\w+)*")
LONGEST = 30  # words of evidence; of longer ones only the part around the quoted words
FITTING = 16  # words of a content that is evidence as a whole
NEAR = 3  # characters between source, cue and content that make them one stretch

# verbs by which somebody says what a thing is, or what somebody did
CALLING = frozenset(
    "call describe label brand term dub characterize characterise condemn denounce decry slam criticize criticise lament "
    "praise hail commend accuse charge dismiss reject brush regard deplore".split()
)
ASKING = frozenset(
    "urge ask call demand request appeal warn order instruct advise recommend implore plead beg press".split()
)
PROMISING = frozenset("promise vow pledge commit swear".split())
FRAMES: Mapping[str, frozenset[str]] = {"called": CALLING, "asked": ASKING, "promised": PROMISING}
WISHES = ("asked", "promised")
ASKS_FOR = {"call": {"on", "for", "upon"}}  # what makes such a verb ask
NAMES_IT = {"charge": "with", "brush": "aside"}  # what makes such a verb one of calling
QUESTIONS = frozenset("whether if what who why how when where which".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that are somebody's. `words` are what is compared, `point` the event point anchored at the evidence."""

    point: Point
    words: Anchor
    plain: tuple[str, ...]  # all words, lowercased
    stems: tuple[str, ...]  # content words
    speaker: Speaker
    frame: str = ""  # "called", "asked" or "promised"; "told" without a quotation; "" of quoted words
    about: frozenset[str] = frozenset()  # what is called so: its kinds of happening and its actor, else its stems

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def find_sayings(
    documents: Sequence[Document], events: Sequence[Point], actor_of: Mapping[str, str]
) -> tuple[list[Saying], list[Saying]]:
    """(quoted words, and what somebody told without quotation marks; what somebody called, asked for or promised), each
    in order of article and text.
    """
    quoted: list[Saying] = []
    framed: list[Saying] = []
    of_article = by_article(events)
    for document in documents:
        points = of_article[document.article.id]
        if points and document.doc.has_annotation("DEP"):
            quoted.extend(_quoted(document, points, actor_of))
            quoted.extend(_told(document, points, actor_of))
            framed.extend(_framed(document, points, actor_of))
    return sorted(quoted, key=lambda s: s.words), sorted(framed, key=lambda s: (s.words, s.frame))


def _quoted(document: Document, points: Sequence[Point], actor_of: Mapping[str, str]) -> Iterator[Saying]:
    article = document.article
    for block in article.blocks:
        if block.kind not in TELLING or block.repeats is not None:
            continue
        for found in QUOTED.finditer(article.text, block.start, block.end):
            words = article.anchor(found.start() + 1, found.end() - 1)
            said = _said(document, words)
            saying = _saying(document, words, said, points, actor_of)
            if saying is not None and saying.stems:
                yield saying


def _told(document: Document, points: Sequence[Point], actor_of: Mapping[str, str]) -> Iterator[Saying]:
    """What a speaker is reported to say where the report has no quotation marks."""
    for said in document.attributions:
        for content in said.content:
            if said.speaker is not None and not QUOTED.search(content.quote):
                saying = _saying(document, content, said, points, actor_of)
                if saying is not None and saying.speaker.name:
                    yield replace(saying, frame="told")


def _said(document: Document, words: Anchor) -> Attribution | None:
    """The attribution whose content holds most of the words; of several the closest."""
    holding = [
        (len(c.quote), c.start, a)
        for a in document.attributions
        for c in a.content
        if min(c.end, words.end) - max(c.start, words.start) > 0.5 * len(words.quote)
    ]
    return min(holding, key=lambda h: h[:2])[2] if holding else None


def _framed(document: Document, points: Sequence[Point], actor_of: Mapping[str, str]) -> Iterator[Saying]:
    for said in document.attributions:
        verb = _verb(document, said)
        frame = _frame(verb, said) if verb is not None else ""
        if verb is None or not frame or not said.content:
            continue
        target, words = (None, said.content[-1]) if frame != "called" else _called(document, verb, said)
        saying = None if words is None or _when(document, words) else _saying(document, words, said, points, actor_of)
        if saying is not None and saying.stems:
            about = frozenset() if target is None else _about(document, target, actor_of)
            yield replace(saying, frame=frame, about=about)


def _when(document: Document, words: Anchor) -> bool:
    """Whether words only say when: "rejected the offer on Monday" calls it nothing."""
    times = [t.anchor for t in document.times if words.covers(t.anchor)]
    return bool(times) and len(words.quote) - sum(len(t.quote) for t in times) <= len("during ")


def _verb(document: Document, said: Attribution) -> Token | None:
    if said.cue is None:
        return None
    return next((t for t in tokens_of(document, said.cue) if t.pos_ == "VERB"), None)


def _frame(verb: Token, said: Attribution) -> str:
    """The frame of a verb of attribution, "" where it has none: "called on" asks, "called" names, "called off" neither."""
    lemma = lemma_of(verb)
    beside = {c.lower_ for c in verb.children} | set((said.cue.quote if said.cue else "").lower().split())
    beside |= {g.lower_ for c in verb.children if c.dep_.startswith("obl") for g in c.children if g.dep_ == "case"}
    first = said.content[0].quote.lower().split()[:1] if said.content else []
    if lemma == "call":
        return "asked" if beside & ASKS_FOR["call"] else "" if "off" in beside else "called"
    if lemma == "dismiss" and _from_office(said):
        return ""
    if lemma in NAMES_IT:
        return "called" if NAMES_IT[lemma] in beside else ""
    if lemma in ASKING:
        to = any(c.dep_ in {"xcomp", "ccomp", "advcl"} and has_word(c, {"to"}) for c in verb.children)
        wanted = to or lemma in {"demand", "request"} or "for" in beside
        return "asked" if wanted and first and first[0] not in QUESTIONS else ""
    return next((frame for frame in ("called", "promised") if lemma in FRAMES[frame]), "")


def _from_office(said: Attribution) -> bool:
    """Whether somebody loses an office: "dismissed him as chief of staff"; not "dismissed it as a lie"."""
    _, found, post = said.content[-1].quote.lower().partition(" as ") if said.content else ("", "", "")
    words = post.split()[:5]
    return bool(found) and any(is_role(" ".join(words[i:j])) for i, j in combinations(range(len(words) + 1), 2))


def _called(document: Document, verb: Token, said: Attribution) -> tuple[Span | None, Anchor | None]:
    """(what is called something, the words that it is called): "condemned the strikes as an act of war"."""
    doc, content = document.doc, said.content[-1]
    thing = next((c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}), None)
    if thing is None and verb.dep_ == "acl:relcl":
        thing = verb.head
    target = doc[thing.left_edge.i : thing.right_edge.i + 1] if thing is not None else None
    after = re.search(r"\b(?:as|of|with|for being)\s", content.quote)
    if after is not None:
        start = content.start + after.end()
        before = doc.char_span(content.start, content.start + after.start(), alignment_mode="contract")
        return (before or target), document.article.anchor(start, content.end)
    if target is not None and content.start <= doc[target.start].idx and _end(target) < content.end - 2:
        return target, document.article.anchor(_end(target) + 1, content.end)
    return target, content


def _end(span: Span) -> int:
    return int(span[-1].idx + len(span[-1]))


def _about(document: Document, target: Span, actor_of: Mapping[str, str]) -> frozenset[str]:
    """What the target's head names: kinds of happening, an actor; else the target's content words, joined."""
    head = target.root
    named = {
        f"actor {actor_of[e.id]}"
        for e in document.entities
        for m in e.mentions
        if e.id in actor_of and m.anchor.start <= head.idx < m.anchor.end
    }
    words = stems_of(document, document.article.anchor(target[0].idx, _end(target)))
    return frozenset(named | {f"kind {k}" for k in kinds_of(head)}) or frozenset([" ".join(words)] if words else [])


# ---- evidence


def _saying(
    document: Document,
    words: Anchor,
    said: Attribution | None,
    points: Sequence[Point],
    actor_of: Mapping[str, str],
) -> Saying | None:
    point = nearest([p for p in points if p.statement.sentence.overlaps(words)], words)
    if point is None:
        return None
    speaker = speaker_of(document, said, actor_of)
    anchor = _evidence(document, words, said, point)
    statement = point.statement
    if said is not None and said.speaker and not statement.claimer:
        statement = msgspec.structs.replace(statement, claimer=said.speaker)
    return Saying(
        point=replace(point, statement=statement, anchor=anchor, focus=words),
        words=words,
        plain=plain_words(words.quote),
        stems=stems_of(document, words),
        speaker=speaker,
    )


def _evidence(document: Document, words: Anchor, said: Attribution | None, point: Point) -> Anchor:
    """The words with what is said around them, and with cue and source where these stand right beside."""
    article, statement = document.article, point.statement.anchor
    around = _with_marks(article.text, words)
    part = next((c for c in said.content if c.overlaps(words)), None) if said is not None else None
    start, end = around
    wider = [a for a in (part, statement) if a is not None and a.start <= words.start and words.end <= a.end]
    fitting = [a for a in wider if _size(a.quote) <= FITTING] or sorted(wider, key=lambda a: len(a.quote))
    if fitting and _size(fitting[0].quote) <= LONGEST:
        start, end = min(start, fitting[0].start), max(end, fitting[0].end)
    beside = [a for a in (said.cue, said.source) if a is not None] if said is not None else []
    for _ in beside:
        for anchor in beside:
            low, high = min(start, anchor.start), max(end, anchor.end)
            gap = max(start - anchor.end, anchor.start - end)
            if gap <= NEAR + len("that") and _size(article.text[low:high]) <= LONGEST:
                start, end = low, high
    return article.anchor(start, end)


def _with_marks(text: str, words: Anchor) -> tuple[int, int]:
    """The range with the quotation marks around it."""
    start, end = words.start, words.end
    if start and text[start - 1] in "“\"‘«'" and end < len(text) and text[end] in "”\"’»'":
        return start - 1, end + 1
    return start, end


def _size(text: str) -> int:
    return len(WORDS.findall(text))
