"""The articles as the page shows them: whole, as text, with a mark at every anchor that something leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from twosource.data import Account, Anchor, Article, ArticleEntry, Status
from twosource.reports import arrange
from twosource.reports.links import Links
from twosource.reports.marked import Look, Piece, Span, pieces
from twosource.reports.words import one_line

TONES = dict.fromkeys(arrange.DISAGREE, "apart") | dict.fromkeys((Status.CORROBORATED, Status.REFINED), "agree")


def entry(listed: ArticleEntry, links: Links) -> dict[str, Any]:
    """An article as the list of articles names it."""
    return links.place(listed) | {
        "number": links.order[listed.id],
        "title": one_line(listed.title or ""),
        "published": listed.published or "",
        "origin": listed.origin,
    }


def article(listed: ArticleEntry, text: Article, links: Links) -> dict[str, Any]:
    """An article whole, with its marks."""
    return links.place(listed) | {
        "at": f"a{links.number}-{links.order[listed.id]}",
        "number": links.order[listed.id],
        "title": one_line(listed.title or ""),
        "url": text.url if text.url and re.match(r"https?://", text.url) else "",
        "published": listed.published or "undated",
        "basis": listed.published_basis,
        "family": one_line(listed.family),
        "origin": listed.origin,
        "sha256": listed.sha256,
        "language": listed.language,
        "credits": sorted({one_line(c.anchor.quote) for c in listed.credits}),
        "notes": [one_line(n) for n in listed.notes],
        "pieces": marked(text, links),
    }


def marked(text: Article, links: Links) -> list[Piece]:
    """The article's text with a target at every anchor of the page, and the way back from evidence."""
    return pieces(text.text, looks(text.id, links), links.prefix(text.id), text.blocks)


def marked_alone(text: Article, links: Links | None, at: Span | None) -> list[Piece]:
    """The text on a page of its own, with the marks of its story's account and one more for the span asked for."""
    found = looks(text.id, links) if links is not None and text.id in links.entries else {}
    if at is not None:
        found.setdefault(at, Look())
    return pieces(text.text, found, "w", text.blocks)


def looks(article_id: str, links: Links) -> dict[Span, Look]:
    """How each anchored span of an article looks, and what it leads to."""
    account = links.account
    made: dict[Span, Look] = {}
    # words of several findings lead to a disagreement first, then to the strongest
    ranked = sorted(account.findings, key=lambda f: (f.status not in arrange.DISAGREE, -arrange.strength(f)))
    for found in ranked:
        for anchor in arrange.evidence(found):
            if anchor.article == article_id:
                way = links.to_finding(found.id)
                look = made.get((anchor.start, anchor.end)) or Look(way, TONES.get(found.status, ""), ("finding",))
                number = links.finding_numbers[found.id]
                if number not in look.findings:
                    look = look._replace(findings=(*look.findings, number))
                made[anchor.start, anchor.end] = look
    for layer, anchors in LAYERS.items():
        for anchor in anchors(account):
            if anchor.article == article_id:
                look = made.get((anchor.start, anchor.end), Look())
                if layer and layer not in look.layers:
                    look = look._replace(layers=(*look.layers, layer))
                made[anchor.start, anchor.end] = look
    return made


# layer -> its anchors; those without a name are only led to
LAYERS: dict[str, Callable[[Account], list[Anchor]]] = {
    "time": lambda account: [a for t in account.timeline for a in t.evidence],
    "said": lambda account: [a for t in account.attributions for a in t.content],
    "name": lambda account: [a for actor in account.actors for a in actor.labels],
    "copied": lambda account: [a for o in account.origins for pair in o.passages for a in pair],
    "": lambda account: [
        *(a for q in account.quotes for a in q.variants),
        *(a for g in account.gaps for a in g.anchors),
        *(a for f in account.findings for r in f.reasons for a in r.anchors),
    ],
}
