"""What every command needs to speak: data to standard output, all else to standard error, and the exit statuses."""

from __future__ import annotations

import errno
import os
import shlex
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

from twosource.settings import setting

if TYPE_CHECKING:
    from twosource.data import Account, Article
    from twosource.store import Archive
    from twosource.store.records import Added

Follow = Callable[[str, int, int], None]
T = TypeVar("T")
FEW = 10  # of many like lines on standard error
IDS = frozenset({"story", "article", "into"})  # columns whose cells the next command takes: never cut, never folded
KINDS = 100  # of notes that are told apart
EXIT_PARTIAL, EXIT_NOTHING, EXIT_INTERRUPTED = 3, 4, 130
EXITS = {
    0: "done",
    1: "an unexpected error: a fault of twosource",
    2: "wrong usage",
    3: "some inputs were refused or set aside, each is named; the rest is done",
    4: "nothing could be read, or a result could not be written",
    5: "a shipped model is missing or altered",
    6: "the archive cannot be opened, read or written",
    130: "interrupted",
}
EPILOG = "Exit status: " + "; ".join(f"{code} {words}" for code, words in EXITS.items()) + "."


def say(text: str) -> None:
    """A message on standard error, in one line."""
    from twosource.reports.words import one_line

    click.echo(f"twosource: {one_line(text)}", err=True)


@contextmanager
def notes(*, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """What the library logs (a file skipped) as lines on standard error: of each kind the first few, at the end, or when
    the function is called, how many more there were.
    """
    import logging

    counts: Counter[str] = Counter()

    def more() -> None:
        for kind, count in sorted(counts.items()):
            if count > FEW:
                say(f"and {count - FEW:,} more: {kind}")
        counts.clear()

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            words = record.getMessage()
            kind = words.rpartition(": ")[2]
            kind = kind if kind in counts or len(counts) < KINDS else "other notes"
            counts[kind] += 1
            if counts[kind] <= FEW:
                say(words)

    log = logging.getLogger("twosource")
    before = (log.handlers, log.level, log.propagate)
    if not quiet:
        log.handlers, log.propagate = [Lines()], False
        log.setLevel(logging.INFO)
    try:
        yield more
    finally:
        log.handlers, log.propagate = before[0], before[2]
        log.setLevel(before[1])
        more()


@contextmanager
def progress(*, quiet: bool) -> Iterator[Follow | None]:
    """A callback `(step, done, total)` that draws bars on a terminal; None where there is none or it is not wanted."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _follow(bar)


def _follow(bar: object) -> Follow:
    tasks: dict[str, int] = {}

    def follow(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(step)  # type: ignore[attr-defined]
        bar.update(tasks[step], completed=done, total=total or None)  # type: ignore[attr-defined]

    return follow


@contextmanager
def ended_once(*signals: int) -> Iterator[None]:
    """Let these signals, Ctrl-C and SIGTERM by default, end a command as Ctrl-C does, so that who is told to stop is not
    taken for one who died; and let who says it again not break off what the first time has begun, which does not take long.
    """
    said = False

    def stop(*_: object) -> None:
        nonlocal said
        if not said:
            said = True
            raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in signals or (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def writing(place: str | Path) -> Iterator[None]:
    """Where a place cannot be written, say so and end."""
    try:
        yield
    except OSError as error:
        say(f"{place}: cannot be written ({error.strerror or error}). Choose another place.")
        raise SystemExit(EXIT_NOTHING) from error


def check_places(html: Path | None, out: Path | None) -> None:
    """End before the work where what comes of it could not be written."""
    for place, folder in ((html, html and html.absolute().parent), (out, out and out.absolute())):
        if place is None or folder is None or (place.exists() and not place.is_file() and place is html):
            continue  # a device or pipe is written into
        with writing(place):
            while place is out and not folder.exists():
                folder = folder.parent  # `write` makes what is missing
            if not folder.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, f"there is no folder {folder}")
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, f"nothing may be written into {folder}")


def write(
    accounts: Sequence[Account],
    articles: Sequence[Article],
    *,
    as_json: bool,
    html: Path | None,
    out: Path | None,
    command: str = "",
) -> None:
    """The accounts where the options say: page, folder, standard output. The page says the command that repeats them."""
    from twosource.reports import as_html, write_report, write_whole
    from twosource.reports import as_json as json_report

    if html is not None:
        with writing(html):
            write_whole(html, as_html.page(accounts, articles, command=command))
    if out is not None:
        with writing(out):
            write_report(accounts, articles, out, command=command)
    if as_json:
        indent = 1 if len(accounts) == 1 else None
        write_out("".join(json_report.dumps(a, indent=indent) for a in accounts))
    elif html is None and out is None:
        write_out("\n".join(_text(a) for a in accounts))


def write_finding(accounts: Sequence[Account], id: str, *, as_json: bool) -> None:
    """One finding on standard output, as JSON or for reading; an id that no account has is wrong usage."""
    import msgspec

    from twosource.errors import UsageError
    from twosource.reports.terminal import render_finding

    for account in accounts:
        for finding in account.findings:
            if finding.id == id:
                packed = msgspec.json.format(msgspec.json.encode(finding, order="deterministic"), indent=1)
                write_out(packed.decode() + "\n" if as_json else render_finding(account, id, **_look()))
                return
    raise UsageError(f"there is no finding {id!r} in what these reports make; the JSON and the page name them")


class Look(TypedDict):
    """How text for reading is set."""

    width: int
    colour: bool


def is_terminal() -> bool:
    """Whether standard output is a terminal; there may be none at all."""
    return sys.stdout is not None and sys.stdout.isatty()


def _look() -> Look:
    shown = is_terminal()
    return {"width": min(120, _columns()) if shown else 80, "colour": shown and not setting("NO_COLOR")}


def _text(account: Account) -> str:
    from twosource.reports.terminal import render

    return render(account, **_look())


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def write_out(text: str) -> None:
    """Data on standard output."""
    if sys.stdout is None:
        say("standard output is closed. Send it somewhere, or name a place to write to.")
        raise SystemExit(EXIT_NOTHING)
    stream = getattr(sys.stdout, "buffer", None)
    try:
        if stream is None:
            sys.stdout.write(text)
        else:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for what the interpreter still writes at its end
        if isinstance(error, BrokenPipeError):  # `| head` has seen enough; click would end with 1
            raise SystemExit(0) from None
        say(f"standard output cannot be written ({error.strerror or error}). Choose another place.")
        raise SystemExit(EXIT_NOTHING) from error


def write_json(answer: object, *, one_line: bool = False) -> None:
    """A record, or a list of them, as JSON on standard output."""
    import msgspec

    packed = msgspec.json.encode(answer)
    write_out((packed if one_line else msgspec.json.format(packed, indent=1)).decode() + "\n")


def say_added(archive: Archive, added: Added, *, as_json: bool, quiet: bool, one_line: bool = False) -> None:
    """What became of the inputs of a run, and why some were set aside: in words the first few, as JSON each."""
    aside = added.quarantined if as_json else min(added.quarantined, FEW)
    entries = archive.log(run=added.run, outcome="quarantined", limit=aside, earliest=True) if aside else []
    if not quiet:
        for entry in entries[:FEW]:
            say(f"quarantined: {entry.source}: {entry.reason}. {entry.advice}")
        if added.quarantined > FEW:
            asked = {"--run": added.run, "--outcome": "quarantined", "--limit": added.quarantined}
            words = (str(word) for option in asked.items() for word in option)
            log = shlex.join(["twosource", "log", archive.database.name, *words])
            say(f"and {added.quarantined - FEW:,} more quarantined; `{log}` has each with its reason")
    if as_json:
        told = [{"source": e.source, "reason": e.reason, "advice": e.advice} for e in entries]
        write_json(added.to_dict() | {"set_aside": told}, one_line=one_line)
        return
    counts = f"{added.stored} stored + {added.duplicate} duplicate + {added.quarantined} quarantined"
    write_out(f"{added.taken} in = {counts}\n")


def first(entries: list[T], limit: int) -> list[T]:
    """The first of a list that was asked for one more; that there are more, or none, is said."""
    if not entries:
        say("nothing was found")
    if len(entries) > limit:
        say(f"there are more than these {limit:,}; a higher --limit shows them")
    return entries[:limit]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows on standard output: a table on a terminal, else tab-separated lines without a head."""
    from twosource.reports.words import one_line

    cells = [[one_line(cell) for cell in row] for row in rows]
    if not is_terminal():
        write_out("".join("\t".join(row) + "\n" for row in cells))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False)
    for number, name in enumerate(head):
        longest = max((len(row[number]) for row in cells), default=0)
        made.add_column(name, overflow="fold", min_width=longest if name in IDS else None)
    for row in cells:
        made.add_row(*(Text(cell) for cell in row))
    Console(no_color=bool(setting("NO_COLOR"))).print(made, crop=False)
