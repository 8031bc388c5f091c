"""The articles as the page shows them: whole, as text, with a mark at every anchor that something leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from twosource.data import Account, Anchor, Article, ArticleEntry, Status
from twosource.reports import arrange
from twosource.reports.layers import NAMES, OF_ACCOUNT, Marked, Reading, listed
from twosource.reports.links import Links
from twosource.reports.marked import Look, Piece, Span, pieces
from twosource.reports.words import ALIKE, one_line

TONES: dict[str, str] = {
    **dict.fromkeys(arrange.DISAGREE, "apart"),
    **dict.fromkeys((Status.CORROBORATED, Status.REFINED), "agree"),
}


def entry(listed: ArticleEntry, links: Links) -> dict[str, Any]:
    """An article as the list of articles names it."""
    return links.place(listed) | {
        "title": one_line(listed.title or ""),
        "published": listed.published or "",
        "origin": listed.origin,
    }


def article(listed: ArticleEntry, text: Article, links: Links, found: Mapping[Span, Look]) -> dict[str, Any]:
    """An article whole, with its marks: each a target of the page, and the way back from evidence."""
    return links.place(listed) | {
        "at": f"a{links.number}-{links.order[listed.id]}",
        "number": links.order[listed.id],
        "url": web_address(text.url),
        "published": listed.published or "undated",
        "basis": listed.published_basis,
        "family": one_line(listed.family),
        "origin": listed.origin,
        "sha256": listed.sha256,
        "credits": sorted({one_line(c.anchor.quote) for c in listed.credits}),
        "notes": [one_line(n) for n in listed.notes],
        "pieces": pieces(text.text, found, links.prefix(text.id), text.blocks),
    }


def web_address(url: str | None) -> str:
    """An address that a page may lead to; "" for any that is not of the web."""
    return url if url and re.match(r"https?://", url) else ""


def marked_alone(text: Article, links: Links | None, at: Span | None, reading: Reading | None = None) -> list[Piece]:
    """The text on a page of its own, with the marks of its story's account, the layers of its reading where there is
    one, and one more mark for the span asked for.
    """
    found = looks(links).get(text.id, {}) if links is not None else {}
    if reading is not None:
        for layer, marks in listed(reading):
            for mark in marks:
                _mark(found, mark, layer)
    if at is not None:
        found.setdefault(at, Look())
    return pieces(text.text, found, "w", text.blocks)


def _mark(spans: dict[Span, Look], mark: Marked, layer: str) -> None:
    """Say of a span that it belongs to a layer, and what it was read as."""
    span = (mark.anchor.start, mark.anchor.end)
    look = spans.get(span, Look())
    if layer and layer not in look.layers:
        look = look._replace(layers=(*look.layers, layer))
    said = f"{NAMES[layer]}: {mark.says}" if mark.says else ""
    if said and said not in look.says:
        look = look._replace(says=(*look.says, said))
    spans[span] = look


def looks(links: Links) -> dict[str, dict[Span, Look]]:
    """How each anchored span of each article looks, and what it leads to."""
    account = links.account
    made: dict[str, dict[Span, Look]] = {}
    # words of several findings lead to a disagreement first, then to the surest and strongest
    ranked = sorted(
        account.findings,
        key=lambda f: (f.status not in arrange.DISAGREE, arrange.standing(f) == ALIKE, -arrange.strength(f)),
    )
    for found in ranked:
        number = links.finding_numbers[found.id]
        fresh = Look(links.to_finding(found.id), TONES.get(arrange.standing(found), ""), ("finding",))
        for anchor in arrange.evidence(found):
            spans = made.setdefault(anchor.article, {})
            look = spans.get((anchor.start, anchor.end), fresh)
            if number not in look.findings:
                look = look._replace(findings=(*look.findings, number))
            spans[anchor.start, anchor.end] = look
    for layer, find in OF_ACCOUNT.items():
        for mark in find(account):
            _mark(made.setdefault(mark.anchor.article, {}), mark, layer)
    for layer, anchors in LED_TO.items():
        for anchor in anchors(account):
            _mark(made.setdefault(anchor.article, {}), Marked(anchor), layer)
    return made


# other anchors that something leads to, by their layer; those of none are only led to
LED_TO: dict[str, Callable[[Account], list[Anchor]]] = {
    "copied": lambda account: [a for o in account.origins for pair in o.passages for a in pair],
    "": lambda account: [
        *(a for t in account.timeline for a in t.evidence),
        *(a for q in account.quotes for a in q.variants),
        *(a for g in account.gaps for a in g.anchors),
        *(a for f in account.findings for r in f.reasons for a in r.anchors),
        *(a for t in account.attributions for a in t.content),
        *(a for actor in account.actors for a in actor.labels),
    ],
}
