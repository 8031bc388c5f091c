"""Paragraphs of a page that the extractor lost, put back where they stand.

Extractors keep one container of a page. They lose the rest of an article that is laid out in several, between which
advertisements stand, and what a tag left open has swallowed. A paragraph is put back when it is a sentence of some
length in the element that holds the article, and nothing between the two is an aside, by tag or by name; or when three
or more of its neighbours in the same kind of container were extracted.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

WORDS = 12  # of a paragraph that no neighbour vouches for; shorter ones may be anything
WORDS_AMONG_NEIGHBOURS = 8
NEIGHBOURS = 3  # extracted paragraphs in the same kind of container
COMPANY = 2  # extracted paragraphs in the same article
HOLDERS = frozenset({"article", "main"})
ASIDES = frozenset({"aside", "nav", "footer", "figure", "figcaption", "blockquote", "li", "noscript", "template"})
ASIDE_NAMES = re.compile(
    r"comment|related|recommend|promo|newsletter|subscri|sidebar|footer|author|\bbio\b|caption|widget|recirc|sponsor|\bads?\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$")
MARKUP = re.compile(r"[{}<>]|&lt;")
Kind = tuple[int, str, str]


class Paragraph(NamedTuple):
    """A paragraph element inside an article: its words, their key, its kind of container, and whether it is aside."""

    words: str
    key: str
    kind: Kind
    aside: bool


def restore_paragraphs(text: str, tree: HtmlElement) -> tuple[str, int]:
    """The text with the lost paragraphs in their places, and how many there were."""
    lines = text.split("\n")
    places = {_key(line): number for number, line in reversed(list(enumerate(lines)))}
    paragraphs = list(_paragraphs(tree))
    extracted = [p for p in paragraphs if p.key in places]
    neighbours = Counter(p.kind for p in extracted)
    holders = {number for number, n in Counter(p.kind[0] for p in extracted).items() if n >= COMPANY}
    known = _key(text)
    lost: dict[int, list[str]] = {}
    last = None
    for paragraph in paragraphs:
        last = places.get(paragraph.key, last)
        among = neighbours[paragraph.kind] >= NEIGHBOURS
        alone = paragraph.kind[0] in holders and not paragraph.aside and len(paragraph.words.split()) >= WORDS
        if last is not None and (among or alone) and paragraph.key not in known:
            lost.setdefault(last, []).append(paragraph.words)
            known += paragraph.key
    made = [words for number, line in enumerate(lines) for words in (line, *lost.get(number, ()))]
    return "\n".join(made), sum(map(len, lost.values()))


def _paragraphs(tree: HtmlElement) -> Iterator[Paragraph]:
    numbers: dict[HtmlElement, int] = {}
    for element in tree.iter("p"):
        words = _words(element)
        if len(words.split()) < WORDS_AMONG_NEIGHBOURS or not SENTENCE.search(words) or MARKUP.search(words):
            continue
        above = list(element.iterancestors())
        holder = next((n for n, a in enumerate(above) if a.tag in HOLDERS or a.get("itemprop") == "articleBody"), None)
        if holder is None or _is_link(element, words):
            continue
        number = numbers.setdefault(above[holder], len(numbers))
        aside = any(a.tag in ASIDES or ASIDE_NAMES.search(_names(a)) for a in above[:holder])
        yield Paragraph(words, _key(words), (number, _names(above[0]), _names(above[min(1, len(above) - 1)])), aside)


def _words(element: HtmlElement) -> str:
    """The visible words of an element."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]")).split())


def _is_link(element: HtmlElement, words: str) -> bool:
    """Whether most of a paragraph leads elsewhere: a teaser."""
    linked = sum(len(_words(a)) for a in element.iter("a") if a.get("href"))
    return 2 * linked > len(words)


def _names(element: HtmlElement) -> str:
    return f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}"


def _key(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()
