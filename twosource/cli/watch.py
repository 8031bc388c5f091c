"""`watch`: follow feeds into an archive until stopped."""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import click

from twosource.cli import options
from twosource.cli.output import EPILOG, ended_once, notes, progress, say, say_added

YEAR = 60 * 24 * 365.0  # minutes


class Minutes(click.FloatRange):
    """A range that `nan`, which no comparison shuts out, is not in either."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> float:
        """The number, or wrong usage."""
        minutes: float = super().convert(value, parameter, context)
        if math.isnan(minutes):
            self.fail(f"{value} is not a number of minutes.", parameter, context)
        return minutes


@click.command(epilog=EPILOG)
@click.argument("archive", metavar="ARCHIVE")
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option("--every", type=Minutes(1, YEAR), default=15.0, show_default=True, help="Minutes between two rounds.")
@click.option("--rounds", type=click.IntRange(1), help="Stop after so many rounds.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each round.")
@options.quiet
def watch(archive: str, feeds: Sequence[str], every: float, rounds: int | None, as_json: bool, quiet: bool) -> None:
    """Follow FEEDS (OPML files or addresses of feeds and sitemaps) into ARCHIVE, until stopped with Ctrl-C.

    robots.txt is kept, one host is asked at most once a second, and only what is new is fetched.
    """
    from twosource.articles.fetch import Fetcher
    from twosource.articles.guarded import Reader
    from twosource.store import open_archive, watching

    stop = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    fetcher = Fetcher()
    try:
        with ended_once(signal.SIGINT), open_archive(archive, create=True) as opened:
            with closing(Reader()) as reader:
                followed = watching.feeds_of(reader.read_sources(feeds))
            watched = watching.Watch(opened, followed, fetcher)
            with notes(quiet=quiet) as more, progress(quiet=quiet) as follow:
                for added in watching.rounds(watched, stop, every=every * 60, most=rounds, progress=follow):
                    more()
                    say_added(opened, added, as_json=as_json, quiet=quiet, one_line=True)
    except KeyboardInterrupt:
        say("stopped; what was counted is safe")
    finally:
        signal.signal(signal.SIGTERM, before)
        fetcher.close()
