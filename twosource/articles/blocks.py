"""A text into blocks: what is headline, paragraph, caption, credit, post or furniture.

Line by line, by general features: length, closing punctuation, capitals, cue words, position. A line is one block,
except that a dateline and a signature share a line with their paragraph. Only furniture that can be told from
prose is set aside: a line in doubt stays a paragraph, so that nothing an outlet claims is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.articles.credits import AGENCY, FORM, TEXT_CREDIT
from twosource.articles.furniture import (
    AGO,
    MONTH,
    SENTENCE_END,
    SHORT,
    VERB_OF_SPEECH,
    asides,
    is_furniture,
    is_shouted,
)
from twosource.data import Block, BlockKind

# "KARSTAD, May 5 (Reuters) -", "KARSTAD:", "May 5 (UPI) --"; what closes it must not be taken for a hyphen
DATELINE = re.compile(
    rf"^(?:(?:[A-ZÀ-Þ][\w’'.À-ÿ-]*(?:[ /][A-ZÀ-Þ][\w’'.À-ÿ-]*){{0,3}})(?:,\s?[A-Z][\w.’' ]{{1,30}})?(?:,?\s?{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?)?|{MONTH}\s\d{{1,2}})"
    rf"\s?(?:\((?:(?:{FORM})[^)]{{0,20}}|[A-Z][\w.&/ -]{{1,29}})\))?\s?(?:—|–|--|:| - |(?<=\)) ?-)\s?(?=\S)"
)
NAME_LINE = re.compile(r"^[A-Z][a-zà-ÿ’'.-]+(?: (?:[A-Z]\.?|[A-Z][\w’'.-]+|de|van|von|al|bin)){1,4}$")
# "By Ana Silva", "Words: Tom Orr"; not "By Tuesday" or "By the time"
BYLINE_CUE = re.compile(
    r"^(?P<by>(?i:written by|by)\b\s*:?|(?i:writer|words|reporter|author)\s*:|(?i:writer|words|reporter|author)\b)\s*"
    r"(?=[A-ZÀ-Þ])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! [A-Z]))"
)
BETWEEN_NAMES = frozenset("and of for in at the de van von al bin".split())
SECTION = re.compile(  # the name of a page's section, above the headline
    r"(?:breaking|latest|top|local|national|international|world|us|uk|regional) (?:news|stories)|world|politics|business|sports?|tech(?:nology)?|entertainment|"
    r"national|international|opinion|local|economy|markets|health|science|culture|lifestyle|(?:south|east|southeast|central) asia|asia|africa|europe|"
    r"(?:north|south|latin) america|americas|middle east|oceania|breaking|latest",
    re.IGNORECASE,
)
LIST_WORDS = 6  # of the line above a list of links
LIST_HEAD = re.compile(
    r"^(?:related|read (?:more|also)|more (?:on|from|coverage)|you (?:might|may) (?:also )?(?:be interested in|like)|recommended|also read|see also|most (?:read|popular)|trending)",
    re.IGNORECASE,
)
# a handle in brackets is a post's only where the post's day follows: "Mayor Finch (@norafinch) said" is the report's own
POST = re.compile(
    r"pic\.twitter\.com|https?://t\.co|^[—–-] .{2,60}\(@\w+\)|^#[A-Z]\w+:|\(@\w{2,15}\)\W{1,3}(?:[A-Z]\w{2,8}\.? \d{1,2}\b|\d{1,2} [A-Z]\w{2,8}\b)"
)
# Longer lines are reports that came without their line breaks and hold a post or begin with a credit
POST_WORDS, CREDIT_WORDS = 90, 60
NAMES = r"(?-i:(?!He|She|They|Who)[A-Z][\w’'.-]+(?:(?:,| and|, and)? [A-Z][\w’'.-]+){0,9})"
CREDIT_LINE = re.compile(
    rf"^(?:\(?(?:photo(?:s|graph)?(?: by| credit)?|picture|image|video|source|credit|file photo|(?:image|photo|picture) source)s?\s?(?::|,(?<=source,)|by|courtesy)\s?.{{0,80}}|"
    rf"[—–-]\s?(?:{FORM})(?:[/, ]+[\w ]+)?|\(?(?:{FORM})(?:\s?(?:/|,|and|via)\s?(?:{FORM}|[A-Z]\w+))*\)?|[—–-]\s?with .{{0,60}}|"
    rf"(?:{FORM}) photo\b.{{0,60}}|[A-Z][\w. ]+/(?:{FORM}).{{0,40}}|agenc(?:y|ies))\.?$",
    re.IGNORECASE,
)
# those who helped: "Contributing: Ida Brandt", "Ida Brandt and Paul Renner contributed to this report."
EDITED = re.compile(
    r"^\W*contributing\s?:|^(?!.*\b(?:said|says)\b)(?:[^“”\".!?]|(?<=\b[A-Z])\.|(?<=[JS]r)\.){2,400}\bcontributed (?:(?:reporting )?(?:to|for) this (?:report|story|article|post)\b(?!['’]s)|reporting\W*$)|"
    r"(?-i:[A-Z])[^“”\"]{0,40}\b(?:writers?|reporters?|correspondents?|staff)\b[^.“”\"]{2,120}\bcontributed\W*$|(?:from )?(?:staff and )?wire (?:service )?reports?\W*$|"
    rf"^\W*{NAMES} contributed\W*$|^\W*{NAMES} reported from (?-i:[A-Z])[^.]{{2,40}}(?:\. .{{0,60}}\bcontribut(?:ed|ing)\b.*|\W*)$|"
    r"^\W*this (?:article|story|report) is based (?:in part )?on (?:wire|agenc).*|"
    r"^\(?with .{2,40} inputs?\W*$|^\W*(?:additional )?(?:reporting|writing|editing|edited|compiled|with (?:inputs?|files|reporting)) (?:by|from)\b",
    re.IGNORECASE,
)
SIGNED_STAMP = re.compile(rf"(?:{FORM}|[Aa]genc(?:y|ies))\b\W*(?:[Ll]ast )?(?:[Pp]ublished|[Uu]pdated)\b.{{0,60}}$")
CAPTION_END = re.compile(
    rf"(?:\([^()]*(?:\b(?:{FORM})\b|photo|\bvia\b|/)[^()]*\)|[—–|-]\s?(?:{FORM})|(?<!\w)(?-i:[A-Z][\w.]{{1,40}}(?: [A-Z][\w.]{{1,40}}){{0,3}})/(?:{FORM})[\w ]*|(?:photo(?:graph)?|picture|image): .{{0,60}}|via (?:{FORM}))\.?$",
    re.IGNORECASE,
)
SIGNED_END = re.compile(rf"[.!?][\"”’')\]»]*\s\((?:{FORM})\)\.?$")  # of the last paragraph: a signature, no picture's
CAPTION_CUE = re.compile(
    r"\((?:L|R|C|left|right|centre|center|file|pictured|file photo)\)|^(?:in this (?:[^.!?]{0,20}\b\d{4},? )?(?:file )?(?:photo(?:graph)?|image|picture)|(?:image|media|photo) caption|file|illustration of|a general view|an aerial view|pictured|photo(?:graph)? (?:of|supplied))\b",
    re.IGNORECASE,
)


def find_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """Blocks of a text in order. They leave out white space only. A line that repeats `title` is a headline."""
    lines = list(_lines(text))
    kinds = _kinds(text, lines, {title.strip()} if title else set())
    blocks: list[Block] = []
    seen: dict[str, int] = {}
    for (start, end), kind in zip(lines, kinds, strict=True):
        for piece in _split(text, start, end, kind):
            words = _key(text[piece.start : piece.end])
            repeats = seen.get(words) if piece.kind in REPEATABLE else None
            seen.setdefault(words, len(blocks))
            blocks.append(
                piece if repeats is None else Block(kind=piece.kind, start=piece.start, end=piece.end, repeats=repeats)
            )
    return tuple(_repeated_captions(text, blocks))


HEADLINE_CHARACTERS = 400  # of a line without an end; more is a text without spaces
REPEATABLE = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH})


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        words = match.group()
        stripped = words.strip()
        if stripped:
            start = match.start() + words.index(stripped[0])
            yield start, start + len(stripped)


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _kinds(text: str, lines: list[tuple[int, int]], titles: set[str]) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    listing = written = False
    for number, (start, end) in enumerate(lines):
        words = text[start:end]
        kind = _kind(words, number, kinds, titles)
        if kind is BlockKind.HEADLINE:
            titles = titles | {words}
        if listing and kind in {BlockKind.SUBHEADING, BlockKind.BYLINE} and not SENTENCE_END.search(words):
            kind = BlockKind.BOILERPLATE
        if AGO.match(words) and kinds[-1:] == [BlockKind.SUBHEADING] and BlockKind.PARAGRAPH in kinds:
            kinds[-1] = BlockKind.BOILERPLATE  # the title of another article, with its age below it
        if kind in {BlockKind.SUBHEADING, BlockKind.PARAGRAPH} and written and is_shouted(words):
            kind = BlockKind.BOILERPLATE
        written = written or (kind is BlockKind.PARAGRAPH and not words.isupper())
        listing = bool(LIST_HEAD.match(words) and len(words.split()) <= LIST_WORDS) or (
            listing and kind is BlockKind.BOILERPLATE
        )
        kinds.append(kind)
    last = max((n for n, kind in enumerate(kinds) if kind in {BlockKind.PARAGRAPH, BlockKind.CAPTION}), default=0)
    if kinds[last : last + 1] == [BlockKind.CAPTION] and SIGNED_END.search(text[slice(*lines[last])]):
        kinds[last] = BlockKind.PARAGRAPH
    return kinds


def _kind(words: str, number: int, before: list[BlockKind], titles: set[str]) -> BlockKind:
    count = len(words.split())
    if count <= POST_WORDS and POST.search(words):
        return BlockKind.EMBED
    if count <= CREDIT_WORDS and _is_credit(words):
        return BlockKind.CREDIT
    if TEXT_CREDIT.search(words) and count <= 20 and AGENCY.search(words) and not VERB_OF_SPEECH.search(words):
        return BlockKind.CREDIT
    if is_furniture(words, count) or (
        BlockKind.HEADLINE not in before and SECTION.fullmatch(words) and words not in titles
    ):
        return BlockKind.BOILERPLATE
    if words in titles:
        return BlockKind.HEADLINE
    if _is_byline(words, count):
        return BlockKind.BYLINE
    ended = bool(SENTENCE_END.search(words))
    opening = not any(k is BlockKind.PARAGRAPH for k in before)
    if CAPTION_END.search(words) and count <= 70 and not _dateline(words):
        return BlockKind.CAPTION
    if CAPTION_CUE.search(words) and count <= 60:
        return BlockKind.CAPTION
    if opening and NAME_LINE.match(words) and count <= 5 and number:
        return BlockKind.BYLINE
    if opening and not ended and count <= 30 and len(words) <= HEADLINE_CHARACTERS:
        return BlockKind.HEADLINE if BlockKind.HEADLINE not in before else BlockKind.SUBHEADING
    if not ended and count <= SHORT:
        return BlockKind.SUBHEADING
    return BlockKind.PARAGRAPH


def _is_byline(words: str, count: int) -> bool:
    """Whether a line says who wrote the text. A sentence never does: "Reporter Ana Silva was shot dead."."""
    cue = BYLINE_CUE.match(words)
    if cue is None or count > 14 or (count > SIGNED and SENTENCE_END.search(words)):
        return False
    sure = cue["by"].lower().rstrip(": ").endswith("by") or cue["by"].endswith(":")
    return sure or all(w[0].isupper() or w in BETWEEN_NAMES for w in words.split())


SIGNED = 4  # words: "By Ana Silva." is none


def _is_credit(words: str) -> bool:
    """Whether a line says where text or picture come from. Two letters may be anything, but for one agency."""
    name = words.strip(" ()[]—–-.")
    if len(name) < 3 and name != "AP":
        return False
    return bool(CREDIT_LINE.match(words) or SIGNED_STAMP.match(words) or EDITED.match(words) or AGENCY.fullmatch(name))


def _dateline(words: str) -> re.Match[str] | None:
    """A dateline at the start: capitals, an agency or a date must be there, not just "Name: words"."""
    match = DATELINE.match(words)
    if match is None or len(words) - match.end() < 20:
        return None
    head = match.group()
    place = re.split(r"[,(—–:]| - |--", head)[0].strip()
    strong = AGENCY.search(head) or re.search(rf"{MONTH}\s\d", head) or (place.isupper() and len(place) > 2)
    named = re.search(r"\([^)]*[a-z]", head)  # "Holm (Labour) —" is a speaker, "VELDEN (CoastWire) —" a place
    dashed = re.search(r"(?:—|–|--| - )\s?$", head) and head.count(" ") <= 4 and not named
    return match if strong or dashed else None


def _split(text: str, start: int, end: int, kind: BlockKind) -> list[Block]:
    """One line's blocks: a dateline apart from its paragraph."""
    if kind is BlockKind.PARAGRAPH and (match := _dateline(text[start:end])):
        head = match.group().rstrip()
        rest = start + match.end()
        return [
            Block(kind=BlockKind.DATELINE, start=start, end=start + len(head)),
            *_without_asides(text, rest, end),
        ]
    if kind is BlockKind.PARAGRAPH:
        return list(_without_asides(text, start, end))
    if kind is BlockKind.CAPTION and (tail := CAPTION_END.search(text[start:end])) and tail.start() > 20:
        words = start + len(text[start : start + tail.start()].rstrip())
        return [
            Block(kind=BlockKind.CAPTION, start=start, end=words),
            Block(kind=BlockKind.CREDIT, start=start + tail.start(), end=end),
        ]
    return [Block(kind=kind, start=start, end=end)]


def _without_asides(text: str, start: int, end: int) -> Iterator[Block]:
    """A paragraph's blocks: what serves the page apart from what is told."""
    at = start
    for begin, stop, kind in asides(text[start:end]):
        yield from _piece(text, at, start + begin, BlockKind.PARAGRAPH)
        yield from _piece(text, start + begin, start + stop, kind)
        at = start + stop
    yield from _piece(text, at, end, BlockKind.PARAGRAPH)


def _piece(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Block]:
    words = text[start:end]
    if words.strip():
        first = start + len(words) - len(words.lstrip())
        yield Block(kind=kind, start=first, end=start + len(words.rstrip()))


def _repeated_captions(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Captions given twice with their credit written differently repeat each other too."""
    heads: dict[str, int] = {}
    for number, block in enumerate(blocks):
        words = _key(text[block.start : block.end]).split()
        if block.kind is BlockKind.CAPTION and block.repeats is None and len(words) >= 8:
            head = " ".join(words[: max(8, len(words) * 2 // 3)])
            if head in heads or " ".join(words[:8]) in {h[: len(" ".join(words[:8]))] for h in heads}:
                earlier = next(n for h, n in heads.items() if h.startswith(" ".join(words[:8])) or h == head)
                yield Block(kind=block.kind, start=block.start, end=block.end, repeats=earlier)
                continue
            heads[head] = number
        yield block
