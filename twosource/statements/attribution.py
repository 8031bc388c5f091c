"""Who says what: direct, indirect and mixed attributions with source, cue, content and the outlets in between.

Three finders, in order of trust: frames of reporting words on the dependency parse ("X said that ...", "..., X said",
"X accused Y of ...", "according to X, ..."); the links that the trained reader draws from a cue to its source and
content; quotation marks that neither explains. An attribution found twice is kept once. The content excludes cue and
complementiser and includes its quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from twosource.data import Anchor, Article, Attribution, BlockKind, Credit, Entity
from twosource.statements.cues import COMPLEMENTIZERS, FOLLOWED, SAYING
from twosource.statements.quotations import find_quotations, is_scare_quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ATTRIBUTING = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
EDGES = re.compile(r"^[\s,;:—–\-]+|[\s,;:—–\-]+$")
LINK_SCORE = 1.0
MIN_CONTENT = 2  # words
FILLS = 0.6  # share of the source words that an organisation's name must be to stand for it
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as character ranges, before it becomes a noun."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]

    def size(self) -> int:
        """Characters of content."""
        return sum(b - a for a, b in self.content)


def find_attributions(article: Article, doc: Doc, entities: Sequence[Entity]) -> tuple[Attribution, ...]:
    """All attributions of the article, in text order of their contents."""
    quotations = find_quotations(article)
    found: list[Found] = []
    for sentence in _sentences(article, doc):
        frames = list(_frames(sentence))
        found += [_with_quotes(f, quotations) for f in frames]
    for link in _links(article, doc):
        if not any(_same(link, f) for f in found):
            found.append(_with_quotes(link, quotations))
    found += _unexplained(article, quotations, found)
    found += _posts(article)
    chosen = sorted(_once(found), key=lambda f: (f.content[0], f.source or (0, 0)))
    return tuple(_noun(article, f, i, entities) for i, f in enumerate(chosen, start=1))


def _sentences(article: Article, doc: Doc) -> Iterator[Span]:
    blocks = [b for b in article.blocks if b.kind in ATTRIBUTING and b.repeats is None]
    for sentence in doc.sents:
        if any(b.start <= sentence.start_char and sentence.start_char < b.end for b in blocks):
            yield sentence


# ---- frames on the parse


def _frames(sentence: Span) -> Iterator[Found]:
    if not sentence.doc.has_annotation("DEP"):
        return
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.lower_ == "according":
            yield from _according(token, sentence)
        elif token.pos_ == "VERB" or token.tag_.startswith("VB"):
            if lemma in SAYING or lemma in FOLLOWED:
                yield from _reporting(token, sentence, lemma)


def _reporting(cue: Token, sentence: Span, lemma: str) -> Iterator[Found]:
    source = _source(cue)
    clause = next((c for c in cue.children if c.dep_ == "ccomp"), None)
    if lemma in SAYING and clause is not None:
        content = _subtree(clause, without={cue.i})
        yield _found(source, _cue_range(cue), _minus(sentence.doc, content, cue, source))
        return
    if lemma in SAYING and cue.dep_ in {"parataxis", "ccomp"} and cue.head is not cue and source is not None:
        content = [i for i in _subtree(cue.head, without=set()) if i not in set(_subtree(cue, without=set()))]
        yield _found(source, _cue_range(cue), _pieces(sentence.doc, content))
        return
    if lemma in FOLLOWED and source is not None:
        after = [i for i in _subtree(cue, without=set()) if i > cue.i and i < sentence.end]
        conj = {i for c in cue.children if c.dep_ in {"conj", "parataxis"} for i in _subtree(c, without=set())}
        content = [i for i in after if i not in conj and not _timing(sentence.doc, i, cue)]
        particle = [c.i for c in cue.children if c.dep_ == "compound:prt" or (c.dep_ == "obl" and False)]
        kept = [i for i in content if i not in particle]
        if sum(sentence.doc[i].is_alpha for i in kept) >= MIN_CONTENT and _has_object(cue):
            yield _found(source, _cue_range(cue), _pieces(sentence.doc, kept))


def _has_object(cue: Token) -> bool:
    return any(c.dep_ in {"obj", "xcomp", "ccomp", "obl", "iobj", "advcl"} and c.i > cue.i for c in cue.children)


def _timing(doc: Doc, index: int, cue: Token) -> bool:
    """Whether a word belongs to a trailing time adverbial of the cue itself ("condemned the strike on Sunday")."""
    token = doc[index]
    while token.head is not token and token.head.i != cue.i:
        token = token.head
    return token.dep_ in {"obl:tmod", "nmod:tmod", "obl:unmarked", "advmod"} and token.ent_type_ == "DATE"


def _according(token: Token, sentence: Span) -> Iterator[Found]:
    """Frame of "according to X": X is the source, the clause around it the content."""
    doc = sentence.doc
    if token.i + 1 >= sentence.end or doc[token.i + 1].lower_ != "to":
        return
    noun = (
        token.head
        if token.dep_ in {"case", "fixed", "mark"}
        else next((c for c in token.children if c.i > token.i + 1), None)
    )
    if noun is None or noun.i < token.i:
        noun = next((t for t in doc[token.i + 2 : sentence.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if noun is None:
        return
    phrase = [i for i in _subtree(noun, without=set()) if i > token.i + 1]
    governor = noun.head if noun.head is not noun else token.head
    whole = set(_subtree(governor, without=set()))
    outside = [i for i in sorted(whole) if i not in phrase and i not in {token.i, token.i + 1}]
    source = _clean(doc, min(phrase, default=noun.i), max(phrase, default=noun.i) + 1)
    yield _found(source, (token.idx, doc[token.i + 1].idx + 2), _pieces(doc, outside))


def _source(cue: Token) -> Range | None:
    """The speaker's phrase: the subject of the cue or of the verb it is coordinated with; for passives the agent."""
    subject = next((c for c in cue.children if c.dep_ in SUBJECTS), None)
    if subject is None and cue.dep_ in {"conj", "xcomp"}:
        subject = next((c for c in cue.head.children if c.dep_ in SUBJECTS), None)
    if subject is None and cue.dep_ == "acl" and cue.tag_ == "VBG":
        subject = cue.head
    agent = next(
        (c for c in cue.children if c.dep_ in {"obl:agent", "obl"} and any(k.lower_ == "by" for k in c.children)), None
    )
    passive = subject is not None and subject.dep_ == "nsubj:pass"
    chosen = agent if (passive or subject is None) and agent is not None else (None if passive else subject)
    if chosen is None or chosen.tag_ == "EX":
        return None
    indices = [i for i in _subtree(chosen, without=set()) if not _clausal(cue.doc[i], chosen)]
    if chosen is agent:
        indices = [i for i in indices if cue.doc[i].lower_ != "by"]
    if cue.dep_ == "acl" and chosen is cue.head:
        indices = [i for i in indices if i < cue.i]
    return _clean(cue.doc, min(indices), max(indices) + 1) if indices else None


def _clausal(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"acl:relcl", "acl", "parataxis", "advcl", "ccomp"}:
            return True
        if token.head is token:
            return False
        token = token.head
    return False


def _cue_range(cue: Token) -> Range:
    start = end = cue.i
    for child in cue.children:
        if child.dep_ in {"aux", "aux:pass"} and child.i < cue.i:
            start = min(start, child.i)
        if child.dep_ == "compound:prt" and child.i > cue.i:
            end = max(end, child.i)
    return cue.doc[start].idx, cue.doc[end].idx + len(cue.doc[end])


def _subtree(token: Token, *, without: set[int]) -> list[int]:
    return [t.i for t in token.subtree if t.i not in without and not t.is_space]


def _minus(doc: Doc, content: list[int], cue: Token, source: Range | None) -> tuple[Range, ...]:
    """Content without its complementiser, the cue and the source, where the parse put them inside."""
    rest = [i for i in content if not (source and source[0] <= doc[i].idx < source[1]) and i != cue.i]
    while rest and (doc[rest[0]].lower_ in COMPLEMENTIZERS or doc[rest[0]].is_punct and doc[rest[0]].text in ",:"):
        rest.pop(0)
    return _pieces(doc, rest)


def _pieces(doc: Doc, indices: Sequence[int]) -> tuple[Range, ...]:
    """Runs of token indices as character ranges; runs of punctuation alone are dropped."""
    runs: list[list[int]] = []
    for i in sorted(indices):
        if runs and all(doc[k].is_space for k in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    ranges = [_clean(doc, r[0], r[-1] + 1) for r in runs if any(doc[i].is_alpha or doc[i].like_num for i in r)]
    return tuple(r for r in ranges if r is not None)


def _clean(doc: Doc, start: int, end: int) -> Range | None:
    """Character range of tokens without blanks, commas and dashes at its edges; a final full stop stays out."""
    if end <= start:
        return None
    a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    text = doc.text
    while a < b and (text[a].isspace() or text[a] in ",;:—–-"):
        a += 1
    while b > a and (text[b - 1].isspace() or text[b - 1] in ",;:—–-."):
        b -= 1
    return (a, b) if b > a else None


def _found(source: Range | None, cue: Range | None, content: tuple[Range, ...]) -> Found:
    return Found(source, cue, content)


# ---- links of the trained reader


def _links(article: Article, doc: Doc) -> Iterator[Found]:
    blocks = [b for b in article.blocks if b.kind in ATTRIBUTING and b.repeats is None]
    for link in doc.user_data.get("twosource.links", ()):
        if not link["content"] or link["score"] < LINK_SCORE:
            continue
        cue = _clean(doc, *link["cue"])
        content = tuple(r for a, b in link["content"] if (r := _clean(doc, a, b)) is not None)
        if cue is None or not content or not any(b.start <= cue[0] < b.end for b in blocks):
            continue
        source = _clean(doc, *link["source"]) if link["source"] else None
        yield Found(source, cue, content)


# ---- quotations


def _with_quotes(found: Found, quotations: Sequence[Anchor]) -> Found:
    """Content widened to the quotation marks it touches, when the whole quotation is next to it."""
    pieces = []
    for a, b in found.content:
        for q in quotations:
            inside = min(b, q.end) - max(a, q.start)
            if inside > 0.5 * (q.end - q.start) and not _holds(q, found.cue) and not _holds(q, found.source):
                a, b = min(a, q.start), max(b, q.end)
        pieces.append((a, b))
    return replace(found, content=tuple(_merged(pieces)))


def _holds(quotation: Anchor, part: Range | None) -> bool:
    return part is not None and quotation.start <= part[0] < quotation.end


def _merged(pieces: Sequence[Range]) -> list[Range]:
    out: list[Range] = []
    for a, b in sorted(pieces):
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _unexplained(article: Article, quotations: Sequence[Anchor], found: Sequence[Found]) -> list[Found]:
    """Whole-sentence quotations that no frame or link covers: somebody speaks, the sentence does not say who."""
    made = []
    for q in quotations:
        covered = any(max(a, q.start) < min(b, q.end) for f in found for a, b in f.content)
        block = next((b for b in article.blocks if b.start <= q.start < b.end), None)
        if covered or block is None or block.kind is not BlockKind.PARAGRAPH or is_scare_quote(q):
            continue
        if len(q.quote.split()) >= 6:
            made.append(Found(None, None, ((q.start, q.end),)))
    return made


def _posts(article: Article) -> list[Found]:
    """Embedded posts: the account line is the source, the post above it the content."""
    made, pending = [], None
    for block in article.blocks:
        words = article.text[block.start : block.end]
        if block.kind is not BlockKind.EMBED:
            pending = None
        elif (line := re.match(r"[—–-]+\s*(?P<who>.+?\(@\w+\))", words)) and pending is not None:
            a, b = block.start + line.start("who"), block.start + line.end("who")
            made.append(Found((a, b), None, (pending,)))
            pending = None
        else:
            post = re.sub(r"\s*(?:pic\.twitter\.com|https?://)\S+$", "", words)
            offset = len(words) - len(re.sub(r"^#\w+:\s*", "", words))
            pending = (block.start + offset, block.start + len(post))
    return made


# ---- choosing and naming


def _same(a: Found, b: Found) -> bool:
    """Whether two findings are one attribution: one cue, or contents that are mostly the same."""
    if a.cue and b.cue and a.cue[0] < b.cue[1] and b.cue[0] < a.cue[1]:
        return True
    shared = sum(max(0, min(p[1], q[1]) - max(p[0], q[0])) for p in a.content for q in b.content)
    return shared > 0.6 * min(a.size(), b.size())


def _once(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for item in found:
        if item.content and not any(item.cue == k.cue and item.content == k.content for k in kept):
            kept.append(item)
    return kept


def _noun(article: Article, found: Found, number: int, entities: Sequence[Entity]) -> Attribution:
    source = found.source and article.anchor(*found.source)
    content = tuple(article.anchor(a, b) for a, b in found.content)
    entity = _speaker(entities, source)
    return Attribution(
        id=f"{article.id}/q{number}",
        source=source,
        cue=found.cue and article.anchor(*found.cue),
        content=content,
        kind=_kind(content),
        via=_via(article, found),
        speaker=entity.name if entity else (source.quote if source else None),
        speaker_entity=entity.id if entity else None,
    )


def _kind(content: Sequence[Anchor]) -> Literal["direct", "indirect", "mixed"]:
    opened = [bool(re.match(r"^[“«\"‘']", c.quote)) and bool(re.search(r"[”»\"’']\W{0,2}$", c.quote)) for c in content]
    if all(opened):
        return "direct"
    return "mixed" if any(re.search(r"[“«\"]|(?<!\w)[‘'](?=\w)", c.quote) for c in content) else "indirect"


def _via(article: Article, found: Found) -> tuple[Anchor, ...]:
    """Outlets and agencies named in the attribution's sentence, outside its source and content."""
    edges = [r for r in (found.source, found.cue, *found.content) if r]
    left, right = min(a for a, _ in edges) - 80, max(b for _, b in edges) + 60
    between = [c for c in article.credits if _cited(c, found, left, right, article.text)]
    return tuple(c.anchor for c in between)


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
    best: tuple[bool, int, Entity] | None = None
    for entity in entities:
        for mention in entity.mentions:
            shared = min(source.end, mention.anchor.end) - max(source.start, mention.anchor.start)
            fills = shared >= FILLS * (source.end - source.start)
            if (
                shared > 0
                and (fills or entity.type == "person")
                and (best is None or (entity.type == "person", shared) > best[:2])
            ):
                best = (entity.type == "person", shared, entity)
    return best[2] if best else None
