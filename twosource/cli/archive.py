"""The commands of the archive: put reports in, list and show stories, search, look at the log, check, forget."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from twosource.cli import options
from twosource.cli.output import (
    EPILOG,
    EXIT_NOTHING,
    EXIT_PARTIAL,
    check_places,
    ended_once,
    first,
    notes,
    progress,
    say,
    say_added,
    table,
    write,
    write_finding,
    write_json,
    write_out,
)

if TYPE_CHECKING:
    from twosource.store.records import Correction, Descent, Hit, StoredArticle, Version

place = click.argument("archive", metavar="ARCHIVE")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
LARGEST = 2**31 - 2  # one below the largest number that a column of the archive holds
most = click.option(
    "--limit", type=click.IntRange(1, LARGEST), default=50, show_default=True, help="At most so many entries."
)


@click.command(epilog=EPILOG)
@place
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.outlet
@options.published
@options.url
@as_json
@options.quiet
def add(
    archive: str,
    sources: Sequence[str],
    outlet: str | None,
    published: str | None,
    url: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Put reports into ARCHIVE, a file (made where there is none) or a PostgreSQL address, and group them into stories.

    Sources are as those of `compare`, and addresses of pages, feeds and sitemaps; links are fetched. Stopped at any point, what was counted is safe; run it again to go on.
    """
    from twosource.articles.counting import how_many
    from twosource.articles.records import Given
    from twosource.store import open_archive

    with ended_once(), open_archive(archive, create=True) as opened:
        with notes(quiet=quiet), progress(quiet=quiet) as shown:
            total = how_many(sources) if shown is not None else 0
            given = Given(outlet, published, url)
            added = opened.add_sources(sources, given=given, total=total, progress=shown)
        say_added(opened, added, as_json=as_json, quiet=quiet)
    raise SystemExit(EXIT_NOTHING if added.taken == added.quarantined else EXIT_PARTIAL if added.quarantined else 0)


@click.command(epilog=EPILOG)
@place
@click.option(
    "--day",
    metavar="DATE",
    callback=options.iso_period,
    help="Only stories going on on this day, or in this month (2025-03) or year.",
)
@click.option(
    "--words", help='Only stories with these words in an article; "..." keeps words together, -word leaves out.'
)
@click.option("--outlet", help="Only stories that this outlet tells.")
@most
@as_json
def stories(archive: str, day: str | None, words: str | None, outlet: str | None, limit: int, as_json: bool) -> None:
    """List the stories of ARCHIVE, latest first."""
    from twosource.store import open_archive

    if words is not None:
        _check_words(words)
    with open_archive(archive) as opened:
        found = opened.stories(day=day, words=words, outlet=outlet, limit=limit + 1)
    found = first(found, limit)
    if as_json:
        write_json(found)
        return
    rows = [(s.id, _days(s.first, s.last), str(s.articles), str(s.outlets), s.title or "") for s in found]
    table(("story", "days", "articles", "outlets", "title"), rows)


@click.command(epilog=EPILOG)
@place
@click.argument("story", metavar="STORY")
@options.html
@options.out
@options.finding
@as_json
@options.quiet
def show(
    archive: str, story: str, html: Path | None, out: Path | None, finding: str | None, as_json: bool, quiet: bool
) -> None:
    """Show the account of STORY, an id from `stories` or `search`, and what changed on its pages."""
    from twosource.store import open_archive

    check_places(html, out)
    with open_archive(archive) as opened, progress(quiet=quiet) as follow:
        page = opened.story(story)
        account = opened.account(story, progress=follow)
    if page.id != page.asked and not quiet:
        say(f"{page.asked} is part of {page.id} now")
    if finding is not None:
        write_finding([account], finding, as_json=as_json)
        if html is None and out is None:
            return
    command = shlex.join(["twosource", "show", opened.database.name, page.id])
    articles = [stored.article for stored in page.articles]
    write([account], articles, as_json=as_json and finding is None, html=html, out=out, command=command)
    if not (as_json or html or out):
        _show_corrections(page.corrections)
        _show_undated(page.articles)
    if page.changed and not (as_json or html or out):
        write_out("\nCHANGED PAGES\n")
        for versions in page.changed:
            _show_versions(versions)


@click.command(epilog=EPILOG)
@place
@click.argument("words", nargs=-1, required=True)
@most
@as_json
def search(archive: str, words: Sequence[str], limit: int, as_json: bool) -> None:
    """Find the articles of ARCHIVE with all these WORDS; "..." keeps words together, -word leaves out (after --)."""
    from twosource.store import open_archive

    _check_words(" ".join(words))
    with open_archive(archive) as opened:
        found = opened.search(" ".join(words), limit=limit + 1)
    found = first(found, limit)
    if as_json:
        write_json(found)
        return
    for hit in found:
        day = (hit.published or "no date")[:10]
        write_out(f"{hit.article}  {hit.outlet}  {day}  {hit.story or 'not grouped yet'}\n    {_words(hit)}\n")


@click.command(epilog=EPILOG)
@place
@click.argument("article", metavar="ARTICLE")
@as_json
def copies(archive: str, article: str, as_json: bool) -> None:
    """Show from which report ARTICLE has its words, and list the articles of ARCHIVE, of any story, that share them, earliest
    first, with the longest passage.
    """
    from twosource.reports.words import one_line
    from twosource.store import open_archive

    with open_archive(archive) as opened:
        origin, found = opened.origin(article), opened.copies(article)
    if as_json:
        write_json({"origin": origin, "copies": found})
        return
    write_out(_origin(origin))
    for copied in found:
        write_out(
            f"{copied.share:.0%}  {copied.article}  {copied.outlet}  {copied.published or 'no date'}  {copied.story or 'not grouped yet'}\n"
        )
        if copied.passages:
            write_out(f"    {one_line(copied.passages[0][0].quote)}\n")


@click.command(epilog=EPILOG)
@place
@click.option("--run", type=click.IntRange(1, LARGEST), help="Only of this run.")
@click.option(
    "--outcome",
    type=click.Choice(["stored", "duplicate", "quarantined", "forgotten"]),
    help="Only inputs that came to this.",
)
@click.option("--moves", is_flag=True, help="Stories that were merged, split or renamed, instead of inputs.")
@click.option("--runs", is_flag=True, help="One line per run, instead of inputs.")
@most
@as_json
def log(archive: str, run: int | None, outcome: str | None, moves: bool, runs: bool, limit: int, as_json: bool) -> None:
    """Show what became of each input of ARCHIVE, and why, latest first."""
    from twosource.store import open_archive

    rows: list[tuple[str, ...]]
    head: tuple[str, ...]
    with open_archive(archive) as opened:
        if moves:
            moved = first(opened.moves(limit=limit + 1), limit)
            answer: object = moved
            head = ("at", "what", "story", "into")
            rows = [(m.at, m.kind, m.story, m.into or "") for m in moved]
        elif runs:
            answer = ran = first(opened.runs(limit=limit + 1), limit)
            head = ("number", "started", "finished", "taken", "stored", "duplicate", "quarantined")
            rows = [tuple("-" if (v := getattr(r, name)) is None else str(v) for name in head) for r in ran]
        else:
            answer = entries = first(opened.log(run=run, outcome=outcome, limit=limit + 1), limit)
            head = ("at", "outcome", "source", "article", "reason")
            rows = [(e.at, e.outcome, e.source, e.article or "", e.reason) for e in entries]
    if as_json:
        write_json(answer)
    else:
        table(head, rows)


@click.command(epilog=EPILOG)
@place
@as_json
@options.quiet
def verify(archive: str, as_json: bool, quiet: bool) -> None:
    """Check ARCHIVE: its file, each text against its hash, the stories, the counts. Status 3 where something is off."""
    from twosource.store import open_archive

    with open_archive(archive) as opened, progress(quiet=quiet) as follow:
        faults = opened.verify(progress=follow)
        digest = opened.digest()
    if as_json:
        write_json({"digest": digest, "faults": faults})
    else:
        for fault in faults:
            write_out(f"{fault.where}: {fault.what}\n")
        write_out(f"{len(faults)} faults\n" if faults else f"all is well: {digest}\n")
    raise SystemExit(EXIT_PARTIAL if faults else 0)


@click.command(epilog=EPILOG)
@place
@click.argument("article", metavar="ARTICLE")
@click.option("--reason", default="", help="Why; it stays in the log.")
@as_json
def forget(archive: str, article: str, reason: str, as_json: bool) -> None:
    """Remove ARTICLE, by its id, for good: text, readings, accounts. It will not be stored again."""
    from twosource.store import open_archive

    with open_archive(archive) as opened:
        name = opened.forget(article, reason=reason)
    if as_json:
        write_json({"forgotten": name})
    else:
        write_out(f"forgotten: {name}\n")


COMMANDS = (add, stories, show, search, copies, log, verify, forget)


def _origin(descent: Descent) -> str:
    """The report that an article goes back to, each step with its longest passage, and whom it credits."""
    from twosource.reports.words import one_line

    lines = [f"origin: {descent.origin}" + ("" if descent.steps else ", no earlier report here has its words")]
    for step in descent.steps:
        lines.append(f"    {step.share:.0%} shared with {step.article}, {step.outlet}, {step.published or 'no date'}")
        lines += [f"    {one_line(theirs.quote)}" for _, theirs in step.passages[:1]]
    lines += [f"credits: {one_line(credit.anchor.quote)}" for credit in descent.credits]
    lines += [f"    a report by the credited: {id}" for id in descent.credited]
    return "\n".join(lines) + "\n"


def _check_words(words: str) -> None:
    """Raise `UsageError` for words that cannot find anything."""
    from twosource.errors import UsageError
    from twosource.store.searching import asks

    if not asks(words):
        raise UsageError(f"{words!r} holds no word to look for; -word only leaves out, beside one that is to be there")


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"


def _words(hit: Hit) -> str:
    """The words around what was found, in one line."""
    from twosource.reports.words import one_line

    return one_line(hit.anchor.quote)


def _show_corrections(corrections: Sequence[Correction]) -> None:
    """What people did to make the story what it is."""
    from twosource.reports.words import one_line
    from twosource.store.records import CORRECTED

    if corrections:
        write_out("\nCORRECTED BY HAND\n")
    for each in corrections:
        note = f": {one_line(each.note)}" if each.note else ""
        write_out(f"{CORRECTED[each.kind]} by {one_line(each.by)}, {each.at[:10]} (correction {each.number}){note}\n")


def _show_undated(articles: Sequence[StoredArticle]) -> None:
    """The reports without a date of publication, and what put them into this story."""
    from twosource.store.records import GROUPED_BY

    undated = [stored for stored in articles if stored.date_basis != "published"]
    if undated:
        write_out("\nWITHOUT A DATE OF PUBLICATION\n")
    for stored in undated:
        retrieved = f", {stored.article.retrieved}" if stored.date_basis == "retrieved" else ""
        write_out(f"{stored.article.id}  grouped by {GROUPED_BY[stored.date_basis]}{retrieved}\n")


def _show_versions(versions: Sequence[Version]) -> None:
    from twosource.reports.words import one_line

    for version in versions:
        write_out(f"{version.article}  {version.modified or version.published or version.retrieved or version.added}\n")
        for change in version.changes:
            for sign, anchor in (("-", change.before), ("+", change.after)):
                if anchor is not None:
                    write_out(f"  {sign} {one_line(anchor.quote)}\n")
