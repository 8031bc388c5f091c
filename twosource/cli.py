"""The command line. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from twosource.settings import setting

if TYPE_CHECKING:
    from twosource.data import Account, Article
    from twosource.errors import InputRefused

EXIT_PARTIAL, EXIT_NOTHING, EXIT_INTERRUPTED = 3, 4, 130
NAMED = 5  # sources that one note names
EXITS = {
    0: "done",
    1: "an unexpected error: a fault of twosource",
    2: "wrong usage",
    3: "some inputs were refused or set aside, each is named; the rest is done",
    4: "nothing could be read, or a result could not be written",
    5: "a shipped model is missing or altered",
    130: "interrupted",
}
EPILOG = "Exit status: " + "; ".join(f"{code} {words}" for code, words in EXITS.items()) + "."


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An ISO date or date-time; anything else is wrong usage."""
    from datetime import datetime

    try:
        if value is not None:
            datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no ISO date; write it like 2025-02-04.") from None
    return value


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="twosource", message="%(prog)s %(version)s")
def app() -> None:
    """Turn news reports of one event into one sourced account."""


@app.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--outlet", help="Outlet of text and HTML files that do not say it.")
@click.option(
    "--published",
    metavar="DATE",
    callback=_date,
    help="Publication date (ISO) of text and HTML files that do not say it.",
)
@click.option("--url", help="Address of text and HTML files that do not say it.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the account as JSON; one line per account when there are several."
)
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write one self-contained page."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write JSON, HTML, CSV, text and Web Annotations into a folder.",
)
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
    quiet: bool,
) -> None:
    """Compare reports: .jsonl, .json, .html and .txt files, folders, or - for standard input.

    A text or HTML file NAME.txt may have a sidecar NAME.json with outlet, published and url.
    """
    from twosource.articles import read_articles

    if not quiet:
        _show_log()
    refused: list[InputRefused] = []
    articles = read_articles(sources, outlet=outlet, published=published, url=url, on_refusal=refused.append)
    for refusal in refused:
        _say(f"refused: {refusal}")
    if not articles:
        _say("nothing could be read: no account")
        raise SystemExit(EXIT_NOTHING)
    if not quiet:
        _say_notes(articles)
    accounts = _accounts(articles, quiet=quiet)
    _write(accounts, articles, as_json=as_json, html=html, out=out)
    aside = _say_apart(accounts)
    raise SystemExit(EXIT_PARTIAL if refused or aside else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of an account."""
    import json

    from twosource.reports.as_json import schema as made

    click.echo(json.dumps(made(), indent=1))


def _say(text: str) -> None:
    from twosource.reports.words import one_line

    click.echo(f"twosource: {one_line(text)}", err=True)


def _show_log() -> None:
    """What the library logs (a file skipped, a copy folded) as lines on standard error."""
    import logging

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _say(record.getMessage())

    log = logging.getLogger("twosource")
    log.handlers = [Lines()]
    log.setLevel(logging.INFO)
    log.propagate = False


def _say_notes(articles: Sequence[Article]) -> None:
    """What a reader of the account should know about its articles, one line per note."""
    noted: dict[str, list[str]] = {}
    for article in articles:
        for note in article.notes:
            noted.setdefault(note, []).append(article.source or article.id)
    for note, sources in noted.items():
        left = f" and {len(sources) - NAMED} more" if len(sources) > NAMED else ""
        _say(f"note: {', '.join(sources[:NAMED])}{left}: {note}")


def _accounts(articles: list[Article], *, quiet: bool) -> list[Account]:
    from twosource.pipeline import reconcile

    if quiet or not sys.stderr.isatty():
        return list(reconcile(articles))
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        return list(reconcile(articles, progress=_follow(bar)))


def _follow(bar: object) -> Callable[[str, int, int], None]:
    tasks: dict[str, int] = {}

    def follow(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(step, total=total)  # type: ignore[attr-defined]
        bar.update(tasks[step], completed=done)  # type: ignore[attr-defined]

    return follow


def _write(
    accounts: Sequence[Account], articles: Sequence[Article], *, as_json: bool, html: Path | None, out: Path | None
) -> None:
    from twosource.reports import as_html, write_report, write_whole
    from twosource.reports import as_json as json_report

    target = html
    try:
        if html is not None:
            write_whole(html, as_html.page(accounts, articles))
        if out is not None:
            target = out
            write_report(accounts, articles, out)
    except OSError as error:
        _say(f"{target}: cannot be written ({error.strerror or error}). Choose another place.")
        raise SystemExit(EXIT_NOTHING) from error
    if as_json:
        indent = 1 if len(accounts) == 1 else None
        _print("".join(json_report.dumps(a, indent=indent) for a in accounts))
    elif html is None and out is None:
        _print("\n".join(_text(a) for a in accounts))


def _text(account: Account) -> str:
    from twosource.reports.terminal import render

    colour = sys.stdout.isatty() and not setting("NO_COLOR")
    width = min(120, _columns()) if sys.stdout.isatty() else 80
    return render(account, width=width, colour=colour)


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _print(text: str) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    try:
        if stream is None:
            sys.stdout.write(text)
        else:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
    except BrokenPipeError:  # `| head` has seen enough; click would end with 1
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(0) from None


def _say_apart(accounts: Sequence[Account]) -> bool:
    """Name what could not be compared: single articles, articles about other events."""
    if len(accounts) > 1:
        _say(
            f"these articles tell {len(accounts)} different events; each has an account of its own. Compare them one event at a time."
        )
        for account in accounts:
            _say(f"{account.story}: {', '.join(f'{a.id} ({a.outlet})' for a in account.articles)}")
        return True
    if accounts and len(accounts[0].articles) == 1:
        _say(
            f"{accounts[0].articles[0].id}: a single article; nothing can be corroborated. Add other outlets' reports of the event."
        )
        return True
    return False


def main() -> None:
    """Run the command line; every error ends in one line that says what to do."""
    from twosource.errors import TwosourceError

    try:
        app(prog_name="twosource", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("twosource: interrupted", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except TwosourceError as error:
        click.echo(f"twosource: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:
        if setting("TWOSOURCE_DEBUG"):
            raise
        click.echo(
            f"twosource: unexpected {type(error).__name__}: {error}. Run again with TWOSOURCE_DEBUG=1 and report what it prints.",
            err=True,
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
