"""The account as one self-contained page, and as a fragment for notebooks.

No script, no remote load, a strict content policy; article text enters through the template's escaping alone. Every
piece of evidence links to its words in the article at the end of the page, and the words there link back.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from twosource.data import Account, Anchor, Article, ArticleEntry, Finding, Status, Value
from twosource.reports import arrange
from twosource.reports.marked import Back, Piece, pieces
from twosource.reports.words import BASES, GAPS, MARKS, RULES, STATUSES, TITLES, excerpt, one_line, plural

if TYPE_CHECKING:
    from jinja2 import Environment

FRAGMENT_FINDINGS = 25
FRAGMENT_WORDS = 140
LONGEST = 600  # characters of one wording; articles stand whole below
TONES = dict.fromkeys(arrange.DISAGREE, "apart") | dict.fromkeys((Status.CORROBORATED, Status.REFINED), "agree")
STANCES = {"affirmed": "yes", "negated": "no", "planned": "plan", "unclear": "?"}


def page(accounts: Sequence[Account], articles: Sequence[Article]) -> str:
    """A whole page with every account and the text of its articles."""
    texts = {a.id: a for a in articles}
    stories = [_Page(account, number).story(texts) for number, account in enumerate(accounts, start=1)]
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _environment().get_template("account.html").render(stories=stories, style=style, digest=digest)


def fragment(account: Account) -> str:
    """A static piece of HTML for a notebook: summary and the first findings, at most 200 KB."""
    chosen = _sections(account)
    shown = [f for _, told, _ in chosen for f in told][:FRAGMENT_FINDINGS]
    rows = [
        {
            "mark": MARKS[f.status],
            "status": str(f.status),
            "kind": f.kind,
            "words": [w for v in f.values[:4] for w in _brief(v, account, most=2 if len(f.values) < 3 else 1)],
            "left": len(f.values) - 4,
            "origins": plural(len(f.origins), "origin"),
        }
        for f in shown
    ]
    story = {
        "title": _title(account),
        "summary": summary(account),
        "tally": _tally(account),
        "findings": rows,
        "more": len(account.findings) - len(shown),
    }
    return _environment().get_template("fragment.html").render(story=story)


def summary(account: Account) -> str:
    """How many articles, outlets and families, and to how many origins they go back."""
    found = arrange.counts(account)
    return (
        f"{plural(found.articles, 'article')} from {plural(found.outlets, 'outlet')} of "
        f"{plural(found.families, 'publisher family')} {'goes' if found.articles == 1 else 'go'} back to "
        f"{plural(found.origins, 'independent origin')}."
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("twosource.reports"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def _style() -> str:
    return _environment().get_template("style.css").render()


def _title(account: Account) -> str:
    top = arrange.headline(account)
    return one_line(top.title) if top is not None and top.title else account.story


def _tally(account: Account) -> list[dict[str, Any]]:
    found = arrange.by_status(account)
    return [
        {"mark": MARKS[s], "status": str(s), "count": len(findings), "means": STATUSES[s]}
        for s, findings in found.items()
        if findings
    ]


def _brief(value: Value, account: Account, *, most: int) -> list[dict[str, str]]:
    made = []
    for wording in arrange.one_each(arrange.wordings_of(value.evidence, account), account)[:most]:
        before, focus, after = excerpt(wording.anchor, value.value, limit=FRAGMENT_WORDS)
        made.append({"before": before, "focus": focus, "after": after, "outlet": one_line(wording.entries[0].outlet)})
    return made


def _sections(account: Account) -> list[tuple[str, tuple[Finding, ...], tuple[Finding, ...]]]:
    """Title, findings told in full, and those that repeat them, of each part of the findings."""
    found = arrange.by_status(account)
    apart = tuple(f for status in arrange.DISAGREE for f in found[status])
    made: list[tuple[str, tuple[Finding, ...], tuple[Finding, ...]]] = []
    if apart:
        made.append((TITLES["disagree"], apart, ()))
    agreeing = [f for status in arrange.AGREE for f in found[status]]
    told = arrange.told_once(agreeing, account)
    chosen = {f.id for f in told}
    for status in arrange.AGREE:
        if found[status]:
            repeating = tuple(f for f in found[status] if f.id not in chosen)
            made.append((TITLES[status], tuple(f for f in told if f.status is status), repeating))
    return made


class _Page:
    """One account on the page: what every part needs to link to the articles below."""

    def __init__(self, account: Account, number: int) -> None:
        self.account = account
        self.number = number
        self.copies = arrange.copies(account)
        self.entries = {e.id: e for e in account.articles}
        # words of several findings lead to a disagreement first, then to the strongest
        self.by_tone = sorted(account.findings, key=lambda f: (f.status not in arrange.DISAGREE, -arrange.strength(f)))
        self.order = {e.id: i for i, e in enumerate(account.articles, start=1)}

    def story(self, texts: Mapping[str, Article]) -> dict[str, Any]:
        """Everything the template shows of the account."""
        account = self.account
        sections = _sections(account)
        told = [f for _, findings, _ in sections for f in findings]
        top = arrange.headline(account)
        namings = arrange.namings(account)
        return {
            "number": self.number,
            "title": _title(account),
            "title_of": self.place(top) if top is not None else None,
            "summary": summary(account),
            "tally": _tally(account),
            "sections": [
                {"title": t, "findings": [self.finding(f) for f in one], "more": [self.finding(f) for f in two]}
                for t, one, two in sections
            ],
            "columns": [{"id": o.id, "articles": [self.place(self.entries[a]) for a in o.articles]} for o in account.origins],
            "matrix": [self.row(f) for f in told if not arrange.is_brief(f)],
            "timeline": [self.dated(t) for t in account.timeline],
            "speakers": [self.speaker(s) for s in arrange.speakers(account)],
            "quotes": [self.quote(q) for q in account.quotes if q.altered],
            "namings": [self.naming(n) for n in namings if n.actor.type != "other"],
            "things": [self.naming(n) for n in namings if n.actor.type == "other"],
            "origins": [self.origin(o) for o in account.origins],
            "alone": [
                {"places": [self.place(e) for e in entries], "findings": [self.lone(f) for f in findings]}
                for entries, findings in arrange.alone(account)
            ],
            "gaps": [self.gap(g) for g in account.gaps],
            "articles": [self.article(e, texts[e.id]) for e in account.articles if e.id in texts],
        }  # fmt: skip

    # ---- places

    def target(self, anchor: Anchor) -> str:
        return f"t{self.number}-{self.order[anchor.article]}-{anchor.start}-{anchor.end}"

    def place(self, entry: ArticleEntry, anchor: Anchor | None = None) -> dict[str, Any]:
        """An article as it is named beside words, with the way there."""
        at = self.target(anchor) if anchor is not None else f"a{self.number}-{self.order[entry.id]}"
        return {
            "outlet": one_line(entry.outlet),
            "day": (entry.published or "")[:10],
            "copied": entry.id in self.copies,
            "id": entry.id,
            "href": f"#{at}",
        }

    def words(self, wording: arrange.Words, focus: str = "") -> dict[str, Any]:
        """One wording and every place where it stands."""
        before, inner, after = excerpt(wording.anchor, focus, limit=LONGEST)
        first: dict[str, Anchor] = {}
        for anchor in wording.anchors:
            first.setdefault(anchor.article, anchor)
        places = [self.place(e, first[e.id]) for e in wording.entries]
        return {
            "before": before,
            "focus": inner,
            "after": after,
            "href": "#" + self.target(wording.anchor),
            "places": places,
        }

    def wordings(self, anchors: Iterable[Anchor], focus: str = "") -> list[dict[str, Any]]:
        return [self.words(w, focus) for w in arrange.wordings_of(anchors, self.account)]

    # ---- findings

    def finding_id(self, finding: Finding) -> str:
        return f"s{self.number}-{finding.id}"

    def finding(self, finding: Finding) -> dict[str, Any]:
        found = arrange.finding_counts(finding)
        numbers = [
            plural(found.articles, "article"), plural(found.outlets, "outlet"),
            plural(found.families, "publisher family"), plural(found.origins, "origin"),
        ]  # fmt: skip
        return {
            "id": self.finding_id(finding),
            "name": finding.id,
            "kind": str(finding.conflict or finding.kind),
            "status": str(finding.status),
            "mark": MARKS[finding.status],
            "brief": arrange.is_brief(finding),
            "counts": " · ".join(numbers),
            "values": [self.value(v, x) for v, x in zip(finding.values, _letters(finding), strict=True)],
            "reasons": [
                {"rule": r.rule, "says": RULES.get(r.rule, ""), "inputs": [one_line(i) for i in r.inputs]}
                for r in finding.reasons
            ],
            "score": f"{finding.score:.2f}",
        }

    def lone(self, finding: Finding) -> dict[str, Any]:
        """A finding of one origin: its words are all there is to show."""
        return {
            "id": self.finding_id(finding),
            "words": self.wordings(arrange.evidence(finding)),
            "claimers": sorted({one_line(c) for v in finding.values for c in v.claimers}),
        }

    def value(self, value: Value, letter: str) -> dict[str, Any]:
        found = arrange.one_each(arrange.wordings_of(value.evidence, self.account), self.account)
        hedge = value.hedge if value.hedge.casefold() not in value.value.casefold() else ""
        return {
            "letter": letter,
            "value": one_line(value.value) if arrange.is_heading(value) else "",
            "normalised": value.normalised if value.normalised.casefold() != value.value.casefold() else "",
            "hedge": one_line(hedge),
            "claimers": [one_line(c) for c in value.claimers],
            "origins": plural(len(value.origins), "origin"),
            "words": [self.words(w, value.value) for w in found],
        }

    def row(self, finding: Finding) -> dict[str, Any]:
        """A line of the matrix: which value each article gives."""
        cells: dict[str, str] = {}
        for value, letter in zip(finding.values, _letters(finding), strict=True):
            for anchor in value.evidence:
                cells.setdefault(anchor.article, letter or MARKS[Status.CORROBORATED])
        first = arrange.one_each(arrange.wordings_of(arrange.evidence(finding), self.account), self.account)[0]
        words = excerpt(first.anchor, finding.values[0].value, limit=90)
        return {
            "href": "#" + self.finding_id(finding),
            "words": words,
            "status": str(finding.status),
            "mark": MARKS[finding.status],
            "cells": [cells.get(a, "") for o in self.account.origins for a in o.articles],
        }

    # ---- the other parts

    def dated(self, entry: Any) -> dict[str, Any]:
        return {
            "date": entry.date.replace("..", " to "),
            "planned": entry.planned,
            "reported": entry.reported[:10],
            "basis": BASES.get(entry.basis, ""),
            "words": self.wordings(entry.evidence),
        }

    def speaker(self, speaker: arrange.Speaker) -> dict[str, Any]:
        said = [
            {
                "cue": one_line(s.attribution.cue.quote) if s.attribution.cue else "",
                "via": [one_line(v.quote) for v in s.attribution.via],
                "words": [self.words(w) for w in s.words],
            }
            for s in speaker.said
        ]
        return {"name": one_line(speaker.name), "outlets": plural(len(speaker.outlets), "outlet"), "said": said}

    def quote(self, quote: Any) -> dict[str, Any]:
        return {"speaker": one_line(quote.speaker or ""), "words": self.wordings(quote.variants)}

    def naming(self, naming: arrange.Naming) -> dict[str, Any]:
        wordings = [
            {
                "words": w.words,
                "voice": "own words" if w.voice == "narrator" else "quoted",
                "kind": w.kind,
                "speakers": [one_line(s) for s in w.speakers],
                "places": [self.place(self.entries[labels[0].article], labels[0]) for labels in w.by_outlet.values()],
            }
            for w in naming.wordings
        ]
        return {"name": one_line(naming.actor.name), "type": naming.actor.type, "wordings": wordings}

    def origin(self, origin: Any) -> dict[str, Any]:
        return {
            "id": origin.id,
            "places": [self.place(self.entries[a]) for a in origin.articles],
            "credited": one_line(origin.credited or ""),
            "reasons": [one_line(r) for r in origin.reasons],
            "passages": [self.wordings(pair) for pair in origin.passages[:5]],
            "left": max(len(origin.passages) - 5, 0),
        }

    def gap(self, gap: Any) -> dict[str, Any]:
        places = [self.place(self.entries[a]) for a in gap.articles if a in self.entries]
        return {"says": GAPS[gap.kind], "places": places, "words": self.wordings(gap.anchors)}

    def article(self, entry: ArticleEntry, article: Article) -> dict[str, Any]:
        return self.place(entry) | {
            "at": f"a{self.number}-{self.order[entry.id]}",
            "url": article.url if article.url and re.match(r"https?://", article.url) else "",
            "published": article.published or "undated",
            "basis": entry.published_basis,
            "family": one_line(entry.family),
            "origin": entry.origin,
            "sha256": article.sha256,
            "credits": [one_line(c.anchor.quote) for c in entry.credits],
            "notes": [one_line(n) for n in entry.notes],
            "pieces": self.marked(article),
        }

    def marked(self, article: Article) -> list[Piece]:
        """The article's text with a target at every anchor of the page, and the way back from evidence."""
        account = self.account
        back: dict[tuple[int, int], Back] = {}
        for finding in self.by_tone:
            for anchor in arrange.evidence(finding):
                if anchor.article == article.id:
                    there = Back("#" + self.finding_id(finding), TONES.get(finding.status, ""))
                    back.setdefault((anchor.start, anchor.end), there)
        other = [
            *(a for t in account.timeline for a in t.evidence),
            *(a for t in account.attributions for a in t.content),
            *(a for q in account.quotes for a in q.variants),
            *(a for actor in account.actors for a in actor.labels),
            *(a for o in account.origins for pair in o.passages for a in pair),
            *(a for g in account.gaps for a in g.anchors),
        ]
        quiet = {(a.start, a.end) for a in other if a.article == article.id}
        return pieces(article.text, back, quiet, f"t{self.number}-{self.order[article.id]}")


def _letters(finding: Finding) -> list[str]:
    """A short name for each value: its stance where values are stances, else A, B, …; none for a single value."""
    if len(finding.values) == 1:
        return [""]
    stances = [STANCES.get(v.normalised, "") for v in finding.values]
    if all(stances) and len(set(stances)) == len(stances):
        return stances
    return arrange.letters(len(finding.values))
