"""Where words stand on a page: the target of every anchor, and the way to each article."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import quote

from twosource.data import Account, Anchor, ArticleEntry
from twosource.reports import arrange
from twosource.reports.words import excerpt, one_line

LONGEST = 600  # characters of one wording; articles stand whole
PLACES = 20  # articles named beside one wording: a story may have thousands that copy it


def to_place(anchor: Anchor) -> str:
    """The way to an anchor's words on the article's page of its own, from the address that articles stand under."""
    span = f"{anchor.start}-{anchor.end}"
    return f"{quote(anchor.article, safe='')}?at={span}#w-{span}"


def at_of(anchor: Anchor) -> str:
    """The place of quoted words, as the page names it."""
    return f"{anchor.article}:{anchor.start}-{anchor.end}"


class Links:
    """The ways from an account's words to its articles: on the page where `inside` has them, else by `elsewhere`."""

    def __init__(
        self, account: Account, number: int, inside: Collection[str], *, elsewhere: str = "", story: str = ""
    ) -> None:
        self.account = account
        self.number = number
        self.inside = frozenset(inside)
        self.elsewhere = elsewhere  # address that articles stand under, "" where only the page has them
        self.story = story  # address of the story's page, "" where findings are on this one
        self.copies = arrange.copies(account)
        self.entries = {e.id: e for e in account.articles}
        self.order = {e.id: i for i, e in enumerate(account.articles, start=1)}
        self.finding_numbers = {f.id: i for i, f in enumerate(account.findings, start=1)}

    def prefix(self, article: str) -> str:
        """What the ids of an article's marks begin with."""
        return f"t{self.number}-{self.order[article]}"

    def to_words(self, anchor: Anchor) -> str:
        """The way to an anchor's words."""
        if anchor.article in self.inside:
            return f"#{self.prefix(anchor.article)}-{anchor.start}-{anchor.end}"
        if self.elsewhere:
            return self.elsewhere + to_place(anchor)
        return ""

    def to_article(self, article: str) -> str:
        """The way to an article."""
        if article in self.inside:
            return f"#a{self.number}-{self.order[article]}"
        return f"{self.elsewhere}{quote(article, safe='')}" if self.elsewhere else ""

    def to_finding(self, finding: str) -> str:
        """The way to a finding."""
        return f"{self.story}#{self.finding_id(finding)}"

    def finding_id(self, finding: str) -> str:
        """The id of a finding's element."""
        return f"s{self.number}-{finding}"

    def place(self, entry: ArticleEntry, anchor: Anchor | None = None) -> dict[str, Any]:
        """An article as it is named beside words, with the way there."""
        return {
            "outlet": one_line(entry.outlet),
            "day": (entry.published or "")[:10],
            "copied": entry.id in self.copies,
            "id": entry.id,
            "href": self.to_words(anchor) if anchor is not None else self.to_article(entry.id),
        }

    def words(self, wording: arrange.Words, focus: str = "") -> dict[str, Any]:
        """One wording and every place where it stands."""
        before, inner, after = excerpt(wording.anchor, focus, limit=LONGEST)
        first: dict[str, Anchor] = {}
        for anchor in wording.anchors:
            first.setdefault(anchor.article, anchor)
        return {
            "before": before,
            "focus": inner,
            "after": after,
            "href": self.to_words(wording.anchor),
            "at": at_of(wording.anchor),
            "places": [self.place(e, first[e.id]) for e in wording.entries[:PLACES]],
            "more": max(len(wording.entries) - PLACES, 0),
        }

    def wordings(self, anchors: Iterable[Anchor], focus: str = "") -> list[dict[str, Any]]:
        """The anchors as distinct wordings with their places."""
        return [self.words(w, focus) for w in arrange.wordings_of(anchors, self.account)]
