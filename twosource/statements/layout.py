"""Attributions that the layout gives: a speaker's label before a colon, a name under a quotation, an embedded post."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from twosource.data import Article, Block, BlockKind, Entity
from twosource.statements.cues import SPEAKING_NOUNS
from twosource.statements.spans import Found, Range

SPEAKING = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH})
NAME = r"[^\W\d_][\w.’'-]*"
LABEL = re.compile(rf"[\"“'‘(]*(?P<who>{NAME}(?: {NAME}){{0,4}})(?P<cue>:)\s+(?=\S)")
TOPIC = r" (?:on|about|over|after|to|as) [^:“”\"‘’'\n]{2,50}"
ABOUT = re.compile(rf"(?P<who>{NAME}(?: {NAME}){{0,3}}?){TOPIC}(?P<cue>:)\s+(?=[“\"‘'])")
ENDING = re.compile(rf"(?P<cue>:|\s[–—-])\s+(?P<who>{NAME}(?: {NAME}){{0,4}})\.?$")
SIGNATURE = re.compile(
    r"[”\"»](?P<cue>\s*[―—–]+|\s+--?)\s*(?P<who>[^\W\d_a-z][^\n.!?”\"]{2,60}(?:\b[A-Z]\.[^\n.!?”\"]{2,40})?)\.?$"
)
POSTER = re.compile(r"(?P<cue>[―—–-]+)\s*(?P<who>.+?\(@\w+\))")
POST_END = re.compile(r"\s*(?:pic\.twitter\.com|https?://)\S+$")
HASHTAG = re.compile(r"^#\w+:\s*")


def find_laid_out(article: Article, entities: Sequence[Entity]) -> Iterator[Found]:
    """The attributions that need no verb, in text order."""
    names = {m.anchor.quote.lower() for e in entities if e.type in {"person", "organisation"} for m in e.mentions}
    lines = list(_lines(article))
    labels = Counter(m["who"] for _, start, end in lines if (m := LABEL.match(article.text[start:end])))
    speakers = names | {who.lower() for who, times in labels.items() if times > 1 and who.isupper()}
    for kind, start, end in lines:
        yield from _labelled(article.text, kind, (start, end), speakers)
    yield from _posts(article)


def _lines(article: Article) -> Iterator[tuple[BlockKind, int, int]]:
    """Blocks that may speak. What was read as a dateline is joined to its paragraph: "HOST:" may be a speaker's label."""
    before: Block | None = None
    for block in article.blocks:
        if block.kind in SPEAKING and block.repeats is None:
            joined = (
                before is not None
                and before.kind is BlockKind.DATELINE
                and "\n" not in article.text[before.end : block.start]
            )
            yield block.kind, before.start if joined and before else block.start, block.end
        before = block


def _labelled(text: str, kind: BlockKind, line: Range, speakers: set[str]) -> Iterator[Found]:
    words = text[line[0] : line[1]]
    if (label := LABEL.match(words)) and _speaks(label["who"], speakers):
        start, end = label.end(), len(words.rstrip())
        end -= words[:1] in '"“' and words[end - 1] in '"”'  # the marks around label and speech
    elif kind is BlockKind.HEADLINE and (label := ABOUT.match(words)) and _speaks(label["who"], speakers):
        start, end = label.end(), len(words.rstrip())  # "Lenz on the budget: 'No new taxes'"
    elif kind is BlockKind.HEADLINE and (label := ENDING.search(words)) and _speaks(label["who"], speakers):
        start, end = 0, label.start()
    elif (label := SIGNATURE.search(words)) and _opening(words, label.start()) <= 0:
        start, end = 0, label.start() + 1
    else:
        return
    who, cue, content = ((line[0] + a, line[0] + b) for a, b in (label.span("who"), label.span("cue"), (start, end)))
    yield Found(who, _stripped(text, cue), (_stripped(text, content),))


def _speaks(who: str, speakers: set[str]) -> bool:
    """Whether a label names a speaker: a known person or organisation, one of a transcript's, or a speaking noun."""
    return who.lower() in speakers or who.split()[-1].lower() in SPEAKING_NOUNS


def _opening(words: str, closing: int) -> int:
    """Where the quotation that ends at `closing` begins; -1 where its opening mark is not in the block."""
    opening = {"”": "“", "»": "«"}.get(words[closing], words[closing])
    return words.rfind(opening, 0, closing)


def _stripped(text: str, span: Range) -> Range:
    a, b = span
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b


def _posts(article: Article) -> Iterator[Found]:
    """Embedded posts: the account line is the source, the post above it the content."""
    pending: Range | None = None
    for block in article.blocks:
        words = article.text[block.start : block.end]
        if block.kind is not BlockKind.EMBED:
            pending = None
        elif (line := POSTER.match(words)) and pending is not None:
            who = (block.start + line.start("who"), block.start + line.end("who"))
            yield Found(who, None, (pending,))
            pending = None
        else:
            post = POST_END.sub("", words)
            pending = (block.start + len(words) - len(HASHTAG.sub("", words)), block.start + len(post))
