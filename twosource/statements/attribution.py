"""Who says what: direct, indirect and mixed attributions with source, cue, content and the outlets in between.

Finders, in order of trust: what the layout says (a label before a colon, a name under a quotation, an embedded post);
the reader's scores (`links`), or where a pipeline gives none, frames of reporting words on its parse (`frames`);
quotations that nothing else explains. An attribution found twice is kept once. The content excludes cue and
complementiser and includes its quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from twosource.data import Anchor, Article, Attribution, BlockKind, Credit, Entity
from twosource.statements.asides import without_asides
from twosource.statements.cues import UNHEARD
from twosource.statements.frames import find_frames, without_complementizer
from twosource.statements.handed_on import antecedent, handed_on
from twosource.statements.interposed import set_right, without_speaker
from twosource.statements.layout import find_laid_out
from twosource.statements.links import Link, find_links
from twosource.statements.passages import with_passages
from twosource.statements.quotations import find_quotations
from twosource.statements.spans import Found, Range, clean, merged, pieces
from twosource.statements.speakers import speaking
from twosource.statements.unnamed import stood_for

if TYPE_CHECKING:
    from spacy.tokens import Doc

ATTRIBUTING = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
FILLS = 0.6  # share of the source words that an organisation's name must be to stand for it


def find_attributions(article: Article, doc: Doc, entities: Sequence[Entity]) -> tuple[Attribution, ...]:
    """All attributions of the article, in text order of their contents."""
    quotations = find_quotations(article)
    found = list(find_laid_out(article, entities))
    for item in _read(article, doc):
        if item.content and not any(_same(item, f) for f in found if f.cue):
            found.append(_with_quotes(item, quotations))
    found = with_passages(article, doc, quotations, found)
    chosen = sorted(_once(found), key=lambda f: (f.content[0], f.source or (0, 0)))
    return tuple(_noun(article, doc, f, i, entities) for i, f in enumerate(chosen, start=1))


def _read(article: Article, doc: Doc) -> Iterator[Found]:
    """What the reader's scores give; without scores, what the parse gives."""
    blocks = [b for b in article.blocks if b.kind in ATTRIBUTING and b.repeats is None]
    if "twosource.said" in doc.user_data:
        links = without_asides(doc, list(find_links(doc)))
        found = handed_on(doc, [_from_link(doc, link) for link in links if not _unheard(doc, link)])
    else:
        found = [f for sentence in doc.sents for f in find_frames(sentence)]
    for item in found:
        at = item.cue[0] if item.cue else item.content[0][0]
        if any(b.start <= at < b.end for b in blocks):
            yield item


def _unheard(doc: Doc, link: Link) -> bool:
    """Whether nobody says it: "according to" names a measure or a word ("seated according to age"), or the cue only tells that
    something is known or not.
    """
    cue = doc[link.cue[0] : link.cue[1]].root
    if cue.lemma_ == "know" and any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in cue.children):
        return True
    if link.source is None or doc[link.cue[0]].lower_ != "according":
        return False
    return doc[link.source[0] : link.source[1]].root.lower_ in UNHEARD


def _from_link(doc: Doc, link: Link) -> Found:
    link = set_right(doc, link)
    link = link._replace(source=speaking(doc, doc[link.cue[0] : link.cue[1]].root, link.source))
    source = clean(doc, *link.source) if link.source else None
    cue = clean(doc, *link.cue) or (doc[link.cue[0]].idx, doc[link.cue[1] - 1].idx + len(doc[link.cue[1] - 1]))
    said = pieces(doc, without_complementizer(doc, without_speaker(link)))
    via = clean(doc, *link.via) if link.via else None
    return Found(source, cue, said, via=via, speaker=antecedent(doc, link.source))


# ---- quotations


def _with_quotes(found: Found, quotations: Sequence[Anchor]) -> Found:
    """Content widened to the quotation marks it touches, when the whole quotation is next to it."""
    widened = []
    for a, b in found.content:
        for q in quotations:
            inside = min(b, q.end) - max(a, q.start)
            if inside > 0.5 * (q.end - q.start) and not _holds(q, found.cue) and not _holds(q, found.source):
                a, b = min(a, q.start), max(b, q.end)
        widened.append((a, b))
    return replace(found, content=merged(widened))


def _holds(quotation: Anchor, part: Range | None) -> bool:
    return part is not None and quotation.start <= part[0] < quotation.end


# ---- choosing and naming


def _same(a: Found, b: Found) -> bool:
    """Whether two findings are one attribution: one cue, or contents that are mostly the same."""
    if a.cue and b.cue and a.cue[0] < b.cue[1] and b.cue[0] < a.cue[1]:
        return True
    if _holds_cue(a, b) or (a.via and _holds_cue(b, a)):
        return False  # "State television said the minister had told parliament that ..."
    shared = sum(max(0, min(p[1], q[1]) - max(p[0], q[0])) for p in a.content for q in b.content)
    return shared > 0.6 * min(a.size(), b.size())


def _holds_cue(outer: Found, inner: Found) -> bool:
    return inner.cue is not None and any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.content)


def _once(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for item in found:
        if item.content and not any(item.cue == k.cue and item.content == k.content for k in kept):
            kept.append(item)
    return kept


def _noun(article: Article, doc: Doc, found: Found, number: int, entities: Sequence[Entity]) -> Attribution:
    source = found.source and article.anchor(*found.source)
    content = tuple(article.anchor(a, _whole(article.text, a, b, found)) for a, b in found.content)
    entity = _speaker(entities, article.anchor(*found.speaker) if found.speaker else source)
    named = found.speaker or (stood_for(doc, found.source) if found.source and not entity else None) or found.source
    return Attribution(
        id=f"{article.id}/q{number}",
        source=source,
        cue=found.cue and article.anchor(*found.cue),
        content=content,
        kind=_kind(content),
        via=_via(article, found),
        speaker=entity.name if entity else (article.anchor(*named).quote if found.source and named else None),
        speaker_entity=entity.id if entity else None,
    )


def _kind(content: Sequence[Anchor]) -> Literal["direct", "indirect", "mixed"]:
    opened = [bool(re.match(r"[“«\"‘'](?:[^”»\"]*$|.*[”»\"’']\W{0,2}$)", c.quote, re.DOTALL)) for c in content]
    if all(opened):
        return "direct"
    return "mixed" if any(re.search(r"[“«\"]|(?<!\w)[‘'](?=\w)", c.quote) for c in content) else "indirect"


def _via(article: Article, found: Found) -> tuple[Anchor, ...]:
    """Outlets and agencies named in the attribution's sentence, outside its source and content."""
    edges = [r for r in (found.source, found.cue, *found.content) if r]
    left, right = min(a for a, _ in edges) - 80, max(b for _, b in edges) + 60
    between = [c.anchor for c in article.credits if _cited(c, found, left, right, article.text)]
    given = [article.anchor(*found.via)] if found.via else []
    return (*given, *(anchor for anchor in between if not any(anchor.overlaps(g) for g in given)))


def _cited(credit: Credit, found: Found, left: int, right: int, text: str) -> bool:
    a, b = credit.anchor.start, credit.anchor.end
    if credit.kind not in {"outlet", "agency"} or a < left or b > right:
        return False
    if any(p[0] < b and a < p[1] for p in (found.source, *found.content) if p):
        return False
    nearest = found.cue or found.content[0]
    gap = text[min(b, nearest[1]) : max(a, nearest[0])]
    return not re.search(r"[.!?]\s|\n", gap)


def _speaker(entities: Sequence[Entity], source: Anchor | None) -> Entity | None:
    """The person named in the source words, else the entity that fills most of them ("the ministry", not its country)."""
    if source is None:
        return None
    best: tuple[tuple[bool, bool, int], Entity] | None = None
    for entity in entities:
        for mention in entity.mentions:
            shared = min(source.end, mention.anchor.end) - max(source.start, mention.anchor.start)
            fills = shared >= FILLS * (source.end - source.start)
            person = entity.type == "person"
            rank = (person, person and mention.kind == "name", shared)
            if (
                shared > 0
                and (fills or person)
                and not (person and _belongs_to(source, mention.anchor))
                and (best is None or rank > best[0])
            ):
                best = (rank, entity)
    return best[1] if best else None


def _belongs_to(source: Anchor, person: Anchor) -> bool:
    """Whether the source is somebody of the person's: "his lawyer", "Weil's sister", "a spokesman for Mayor Vey"."""
    before, after = source.quote[: max(0, person.start - source.start)], source.quote[person.end - source.start :]
    owned = bool(ANOTHER_WORD.match(after)) and person.quote.lower() in POSSESSIVE
    return owned or bool(OWNING.match(after) or OWNED_BY.search(before) or OWNING_NAME.search(person.quote) and after)


POSSESSIVE = frozenset("his her their its my our your whose".split())
ANOTHER_WORD = re.compile(r"\s+\w")
OWNING = re.compile(r"['’]s?\s+\w")
OWNING_NAME = re.compile(r"['’]s?$")
OWNED_BY = re.compile(
    r"\b(?:for|of|to|with|against|from)\s(?:(?:the|Mr|Mrs|Ms|Dr|President|Prime Minister|Minister|Mayor|Governor|Senator|Judge)\.?\s)*$"
)


def _whole(text: str, start: int, end: int, found: Found) -> int:
    """Where a content ends that stops at a preposition: behind the day that follows ("in Aston on Saturday, police said")."""
    if len(found.content) > 1 or not HANGING.search(text, start, end):
        return end
    rest = TO_THE_MARK.match(text, end)
    inside = rest is not None and not any(r and r[0] < rest.end() and end < r[1] for r in (found.cue, found.source))
    return rest.end() if rest is not None and inside else end


HANGING = re.compile(r"\son$")
TO_THE_MARK = re.compile(r"\s(?:[A-Z][a-z]+day(?:\s\w+)?|\d{1,2}\s[A-Z]\w+|[A-Z]\w+\s\d{1,2})(?=[,.;:])")
