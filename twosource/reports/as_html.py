"""The account as one self-contained page, and as a fragment for notebooks.

No script, no remote load, a strict content policy; article text enters through the template's escaping alone. Every
piece of evidence links to its words in the article at the end of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from twosource.data import Account, Anchor, Article, Finding, Status
from twosource.reports.summary import actor_words, counts, shown_actors
from twosource.reports.words import GAPS as GAP_WORDS
from twosource.reports.words import MARKS

if TYPE_CHECKING:
    from jinja2 import Environment

FRAGMENT_FINDINGS = 25
LETTERS = {"affirmed": "a", "negated": "n", "planned": "p", "unclear": "u"}
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def page(accounts: Sequence[Account], articles: Sequence[Article]) -> str:
    """A whole page with every account and the text of its articles."""
    texts = {a.id: a for a in articles}
    stories = [_story(account, texts, number) for number, account in enumerate(accounts, start=1)]
    return _environment().get_template("account.html").render(stories=stories)


def fragment(account: Account) -> str:
    """A static piece of HTML for a notebook: summary and the first findings, at most 200 KB."""
    shown = [f for f in account.findings if f.status is not Status.SINGLE_SOURCE][:FRAGMENT_FINDINGS]
    story = {
        "title": visible(_title(account)),
        "counts": counts(account),
        "marks": _marks(account),
        "findings": [_finding(f, account, 1) for f in shown],
        "more": len(account.findings) - len(shown),
    }
    return _environment().get_template("fragment.html").render(story=story)


def visible(text: str) -> str:
    """Text without controls; bidirectional controls are shown as their names, so that nothing reads other than it is."""
    return "".join(
        f"[{unicodedata.name(c)}]" if c in BIDI else c
        for c in text
        if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("twosource.reports"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _title(account: Account) -> str:
    return next((a.title for a in account.articles if a.title), None) or account.story


def _marks(account: Account) -> list[tuple[str, str, int]]:
    n = counts(account)
    return [(mark, str(status), n[str(status)]) for status, mark in MARKS.items() if n[str(status)]]


def _story(account: Account, articles: dict[str, Article], number: int) -> dict[str, Any]:
    """Everything the template shows of one account."""
    shared = [f for f in account.findings if f.status is not Status.SINGLE_SOURCE]
    alone = [f for f in account.findings if f.status is Status.SINGLE_SOURCE]
    outlets = {a.id: visible(a.outlet) for a in account.articles}
    return {
        "number": number,
        "title": visible(_title(account)),
        "counts": counts(account),
        "marks": _marks(account),
        "columns": _columns(account),
        "findings": [_finding(f, account, number) for f in shared],
        "alone": [_finding(f, account, number) for f in alone],
        "timeline": [
            {"date": t.date, "planned": t.planned, "reported": t.reported, "basis": t.basis, "evidence": _links(t.evidence, outlets, number)} for t in account.timeline
        ],
        "quotes": [
            {"speaker": visible(q.speaker or ""), "altered": q.altered, "variants": _links(q.variants, outlets, number)} for q in account.quotes
        ],
        "actors": [{"name": visible(a.name), "type": a.type, "rows": [(visible(o), v, [visible(w) for w in ws]) for o, v, ws in actor_words(a)]} for a in shown_actors(account)[:40]],
        "origins": [
            {"id": o.id, "outlets": [outlets[i] for i in o.articles], "credited": visible(o.credited or ""), "reasons": [visible(r) for r in o.reasons],
             "passages": [_links(pair, outlets, number) for pair in o.passages[:3]]}
            for o in account.origins
        ],
        "gaps": [{"words": GAP_WORDS[g.kind], "articles": list(g.articles), "anchors": _links(g.anchors, outlets, number)} for g in account.gaps],
        "articles": [_article(account, articles[a.id], number) for a in account.articles if a.id in articles],
    }  # fmt: skip


def _columns(account: Account) -> list[dict[str, Any]]:
    """Origins with the articles below them, as the matrix's head."""
    outlets = {a.id: a for a in account.articles}
    return [
        {
            "origin": o.id,
            "articles": [
                {"id": i, "outlet": visible(outlets[i].outlet), "published": (outlets[i].published or "undated")[:10]}
                for i in o.articles
            ],
        }
        for o in account.origins
    ]


def _finding(finding: Finding, account: Account, number: int) -> dict[str, Any]:
    outlets = {a.id: visible(a.outlet) for a in account.articles}
    cells: dict[str, str] = {}
    for order, value in enumerate(finding.values):
        for anchor in value.evidence:
            cells.setdefault(anchor.article, LETTERS.get(value.normalised, chr(ord("A") + min(order, 25))))
    return {
        "id": f"s{number}-{finding.id}",
        "kind": finding.kind,
        "status": str(finding.status),
        "mark": MARKS[finding.status],
        "conflict": str(finding.conflict or ""),
        "words": visible(finding.values[0].value),
        "counts": f"{len(finding.articles)} articles · {len(finding.outlets)} outlets · {len(finding.families)} families · {len(finding.origins)} origins",
        "values": [
            {"letter": LETTERS.get(v.normalised, chr(ord("A") + min(i, 25))), "value": visible(v.value), "normalised": v.normalised, "hedge": visible(v.hedge),
             "claimers": [visible(c) for c in v.claimers], "first": v.first_reported, "evidence": _links(v.evidence, outlets, number)}
            for i, v in enumerate(finding.values)
        ],
        "reasons": [{"rule": r.rule, "inputs": [visible(i) for i in r.inputs]} for r in finding.reasons],
        "cells": {a.id: cells.get(a.id, "") for a in account.articles},
        "score": f"{finding.score:.2f}",
    }  # fmt: skip


def _links(anchors: Sequence[Anchor], outlets: dict[str, str], number: int) -> list[dict[str, str]]:
    return [
        {"quote": visible(a.quote), "outlet": outlets[a.article], "href": "#" + _target(a.article, a.start, number)}
        for a in anchors
    ]


def _target(article: str, start: int, number: int) -> str:
    clean = re.sub(r"[^\w-]", lambda m: f"_{ord(m.group()):x}", article)
    return f"t{number}-{clean}-{start}"


def _article(account: Account, article: Article, number: int) -> dict[str, Any]:
    anchors = [a for f in account.findings for v in f.values for a in v.evidence if a.article == article.id]
    anchors += [a for t in account.timeline for a in t.evidence if a.article == article.id]
    anchors += [a for q in account.quotes for a in q.variants if a.article == article.id]
    anchors += [a for o in account.origins for pair in o.passages for a in pair if a.article == article.id]
    anchors += [a for g in account.gaps for a in g.anchors if a.article == article.id]
    entry = next(a for a in account.articles if a.id == article.id)
    return {
        "id": article.id,
        "outlet": visible(article.outlet),
        "url": article.url if article.url and re.match(r"https?://", article.url) else "",
        "published": article.published or "undated",
        "basis": article.published_basis,
        "origin": entry.origin,
        "sha256": article.sha256,
        "notes": [visible(n) for n in article.notes],
        "pieces": list(_pieces(article, anchors, number)),
    }


def _pieces(article: Article, anchors: Sequence[Anchor], number: int) -> Iterator[dict[str, Any]]:
    """The text cut at every start and end of evidence; each piece says whether it is evidence and which targets begin there."""
    starts: dict[int, str] = {a.start: _target(article.id, a.start, number) for a in anchors}
    cuts = sorted({0, len(article.text), *(a.start for a in anchors), *(a.end for a in anchors)})
    delta: dict[int, int] = {}
    for a in anchors:
        delta[a.start] = delta.get(a.start, 0) + 1
        delta[a.end] = delta.get(a.end, 0) - 1
    depth = 0
    for left, right in zip(cuts, cuts[1:], strict=False):
        depth += delta.get(left, 0)
        yield {"text": visible(article.text[left:right]), "target": starts.get(left, ""), "evidence": depth > 0}
