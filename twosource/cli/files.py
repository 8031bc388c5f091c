"""The commands that work on files alone: compare reports, print the schema."""

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
    notes,
    progress,
    say,
    write,
    write_finding,
    write_out,
)

if TYPE_CHECKING:
    from twosource.data import Account, Article
    from twosource.errors import InputRefused

NAMED = 10  # sources that one note names, articles of a story


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.outlet
@options.published
@options.url
@click.option(
    "--json", "as_json", is_flag=True, help="Print the account as JSON; one line per account when there are several."
)
@options.html
@options.out
@options.finding
@click.option(
    "--quiet", "-q", is_flag=True, help="No progress and no notes on standard error; refusals are still named."
)
def compare(
    sources: Sequence[str],
    outlet: str | None,
    published: str | None,
    url: str | None,
    as_json: bool,
    html: Path | None,
    out: Path | None,
    finding: str | None,
    quiet: bool,
) -> None:
    """Compare reports: .jsonl, .json, .csv, .html, .txt and .md files, also with .gz, folders, or - for standard input.

    A text or HTML file NAME.txt may have a sidecar NAME.json with outlet, published and url.
    """
    from twosource.articles import read_articles

    check_places(html, out)
    refused: list[InputRefused] = []
    with notes(quiet=quiet):
        articles = read_articles(sources, outlet=outlet, published=published, url=url, on_refusal=refused.append)
    for refusal in refused:
        say(f"refused: {refusal}")
    if not articles:
        say("nothing could be read: no account")
        raise SystemExit(EXIT_NOTHING)
    if not quiet:
        _say_notes(articles)
    accounts = _accounts(articles, quiet=quiet)
    if finding is not None:
        write_finding(accounts, finding, as_json=as_json)
    if finding is None or html is not None or out is not None:
        command = _command(sources, outlet=outlet, published=published, url=url)
        write(accounts, articles, as_json=as_json and finding is None, html=html, out=out, command=command)
    aside = _say_apart(accounts)
    raise SystemExit(EXIT_PARTIAL if refused or aside else 0)


def _command(sources: Sequence[str], **given: str | None) -> str:
    """The call that makes the same accounts again."""
    options = [word for name, value in given.items() if value is not None for word in (f"--{name}", value)]
    return shlex.join(["twosource", "compare", *sources, *options])


@click.command()
def schema() -> None:
    """Print the JSON Schema of an account."""
    import json

    from twosource.reports.as_json import schema as made

    write_out(json.dumps(made(), indent=1) + "\n")


def _say_notes(articles: Sequence[Article]) -> None:
    """What a reader of the account should know about its articles, one line per note."""
    noted: dict[str, list[str]] = {}
    for article in articles:
        for note in article.notes:
            noted.setdefault(note, []).append(article.source or article.id)
    for note, sources in noted.items():
        say(f"note: {', '.join(sources[:NAMED])}{_left(len(sources))}: {note}")


def _left(count: int) -> str:
    """How many of so many are not named."""
    return f" and {count - NAMED:,} more" if count > NAMED else ""


def _accounts(articles: list[Article], *, quiet: bool) -> list[Account]:
    from twosource.pipeline import reconcile

    with progress(quiet=quiet) as follow:
        return list(reconcile(articles, progress=follow))


def _say_apart(accounts: Sequence[Account]) -> bool:
    """Name what could not be compared: single articles, articles about other events."""
    if len(accounts) > 1:
        say(
            f"these articles tell {len(accounts)} different events; each has an account of its own. Compare them one event at a time."
        )
        for account in accounts:
            named = ", ".join(f"{a.id} ({a.outlet})" for a in account.articles[:NAMED])
            say(f"{account.story}: {named}{_left(len(account.articles))}")
        return True
    if accounts and len(accounts[0].articles) == 1:
        say(
            f"{accounts[0].articles[0].id}: a single article; nothing can be corroborated. Add other outlets' reports of the event."
        )
        return True
    return False
