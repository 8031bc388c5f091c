"""A story and an article of the archive as the templates show them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any
from urllib.parse import quote

from twosource.data import Account, Anchor
from twosource.reports.layers import NAMES, Marked, listed
from twosource.reports.links import Links, at_of, to_place
from twosource.reports.marked import Span
from twosource.reports.story import view
from twosource.reports.texts import marked_alone, web_address
from twosource.reports.words import one_line, plural, unquoted, visible
from twosource.server.render import macro
from twosource.store import Archive
from twosource.store.records import (
    CORRECTED,
    GROUPED_BY,
    Copied,
    Correction,
    Hit,
    Review,
    StoredArticle,
    StoryPage,
    Version,
)

INSIDE = 80  # articles whose texts a story's page brings along; of a longer story they stand on pages of their own
CHARACTERS = 1_500_000
ARTICLES = "/articles/"  # address that they stand under


def story_view(archive: Archive, found: StoryPage, account: Account, *, current: bool = True) -> dict[str, Any]:
    """A story as the page shows it, with what people said about its findings beside the machine's status. An account
    that is not `current` is of fewer articles than the story has by now, and the page says so.
    """
    texts = {stored.article.id: stored.article for stored in found.articles}
    if len(texts) > INSIDE or sum(len(a.text) for a in texts.values()) > CHARACTERS:
        texts = {}
    links = Links(account, 1, texts, elsewhere=ARTICLES)
    shown = view(links, texts, f"twosource show {place_of(archive)} {account.story}")
    reviews: dict[str, list[dict[str, Any]]] = {}
    adrift = []
    for review in archive.reviews(account.story, account=account):
        if review.finding is None:
            adrift.append(_reviewed(review))
        else:
            reviews.setdefault(review.finding, []).append(_reviewed(review))
    form = macro("review.html", "review")
    shown["review"] = lambda finding: form(finding, reviews.get(finding["name"], []), account.story)
    shown["adrift"] = adrift
    shown["behind"] = "" if current else plural(len(found.articles), "article")
    shown["changed"] = [_page_versions(versions) for versions in found.changed]
    shown["corrections"] = [correction_view(correction) for correction in found.corrections]
    shown["correctable"] = archive.database.writable
    shown["reports"] = [_report(stored) for stored in found.articles]
    return shown


def correction_view(correction: Correction) -> dict[str, Any]:
    """What a person corrected of the grouping."""
    return {
        "number": correction.number,
        "what": CORRECTED[correction.kind],
        "by": one_line(correction.by),
        "note": one_line(correction.note),
        "at": correction.at[:16].replace("T", " "),
        "articles": correction.articles,
        "stories": correction.stories,
        "withdrawn": (correction.withdrawn or "")[:16].replace("T", " "),
        "withdrawn_by": one_line(correction.withdrawn_by or ""),
    }


def place_of(archive: Archive) -> str:
    """The archive as its owner's commands name it; where it lies is no business of who reads."""
    return shlex.quote(Path(archive.database.name).name) if archive.database.sqlite else "ARCHIVE"


def waiting_view(found: StoryPage) -> dict[str, Any]:
    """A story whose account is being made: its articles, to be read meanwhile."""
    entries = [_report(stored) for stored in found.articles]
    title = one_line(found.entry.title or found.id)
    return {"title": title, "entries": entries, "count": plural(len(entries), "article")}


def _report(stored: StoredArticle) -> dict[str, Any]:
    return {
        "id": stored.article.id,
        "outlet": one_line(stored.article.outlet),
        "title": one_line(stored.article.title or ""),
        "published": stored.article.published or "undated",
        "href": ARTICLES + quote(stored.article.id, safe=""),
    }


def _reviewed(review: Review) -> dict[str, Any]:
    return {
        "verdict": review.verdict,
        "by": one_line(review.by),
        "note": one_line(review.note),
        "at": review.at[:16].replace("T", " "),
        "status": review.status,
        "changed": review.changed,
        "words": one_line(review.anchors[0].quote) if review.anchors else "",
    }


def _page_versions(versions: tuple[Version, ...]) -> dict[str, Any]:
    return {"id": versions[-1].article, "title": one_line(versions[-1].title or ""), "count": len(versions)}


def article_view(archive: Archive, stored: StoredArticle, at: Span | None, *, current: bool) -> dict[str, Any]:
    """An article with the marks of its story's account, where one is kept; one not `current` is said to be behind."""
    article = stored.article
    links, reading = _links(archive, stored), archive.layers(article.id)
    return {
        "article": article,
        "outlet": one_line(article.outlet),
        "title": one_line(article.title or article.outlet),
        "url": web_address(article.url),
        "notes": [one_line(n) for n in (*article.notes, *_grouped_by(stored))],
        "credits": sorted({one_line(c.anchor.quote) for c in article.credits}),
        "byline": one_line(article.byline or ""),
        "behind": "" if current else "older" if links is not None else "none",
        "pieces": marked_alone(article, links, at, reading),
        "layers": [(NAMES[layer], [_read_as(m) for m in marks]) for layer, marks in listed(reading)] if reading else [],
        "story": f"/stories/{quote(stored.story, safe='')}" if stored.story else "",
        "added": stored.added,
        "key": stored.key,
        "versions": [_version(v, article.id) for v in archive.versions(article.id)],
        "origin": [_step(step) for step in archive.origin(article.id).steps],
    }


def _grouped_by(stored: StoredArticle) -> list[str]:
    """What put an article into its story that has neither a date nor a time at which it was retrieved."""
    told = stored.article.published or stored.article.retrieved or stored.story is None
    return [] if told else [f"grouped by {GROUPED_BY[stored.date_basis]}"]


def _step(step: Copied) -> dict[str, Any]:
    """An earlier report whose words the article has, at its longest passage."""
    return {
        "href": ARTICLES + (to_place(step.passages[0][1]) if step.passages else quote(step.article, safe="")),
        "outlet": one_line(step.outlet),
        "published": step.published or "undated",
        "share": f"{step.share:.0%}",
        "words": unquoted(one_line(step.passages[0][1].quote)) if step.passages else "",
        "at": at_of(step.passages[0][1]) if step.passages else "",
    }


def _read_as(mark: Marked) -> dict[str, str]:
    """Words of a layer, their place on the article's page, and what they were read as."""
    return {
        "words": unquoted(one_line(mark.anchor.quote)),
        "at": at_of(mark.anchor),
        "href": f"#w-{mark.anchor.start}-{mark.anchor.end}",
        "says": mark.says,
    }


def _links(archive: Archive, stored: StoredArticle) -> Links | None:
    account = archive.kept_account(stored.story) if stored.story is not None else None
    if account is None:
        return None
    return Links(account, 1, (), elsewhere=ARTICLES, story=f"/stories/{quote(account.story, safe='')}")


def _version(version: Version, current: str) -> dict[str, Any]:
    return {
        "id": version.article,
        "href": ARTICLES + quote(version.article, safe=""),
        "current": version.article == current,
        "when": version.modified or version.published or version.retrieved or version.added,
        "title": one_line(version.title or ""),
        "changes": [{"before": _changed(c.before), "after": _changed(c.after)} for c in version.changes],
    }


def _changed(anchor: Anchor | None) -> dict[str, str] | None:
    if anchor is None:
        return None
    return {
        "words": unquoted(one_line(anchor.quote)),
        "at": at_of(anchor),
        "href": ARTICLES + to_place(anchor),
    }


def described(hit: Hit) -> dict[str, Any]:
    """A hit of a search: the words around it, with what was found marked."""
    runs: list[tuple[str, bool]] = []
    at = hit.anchor.start
    for start, end in hit.marks:
        runs += [(_cut(hit, at, start), False), (_cut(hit, start, end), True)]
        at = end
    runs.append((_cut(hit, at, hit.anchor.end), False))
    return {
        "outlet": one_line(hit.outlet),
        "title": one_line(hit.title or ""),
        "day": (hit.published or "")[:10],
        "href": ARTICLES + to_place(hit.anchor),
        "at": at_of(hit.anchor),
        "runs": [(text, found) for text, found in runs if text],
        "story": f"/stories/{quote(hit.story, safe='')}" if hit.story else "",
    }


def _cut(hit: Hit, start: int, end: int) -> str:
    words = hit.anchor.quote[start - hit.anchor.start : end - hit.anchor.start]
    return visible(" ".join(words.split("\n")))
