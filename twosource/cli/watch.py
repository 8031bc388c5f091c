"""`watch`: follow feeds into an archive until stopped."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence

import click

from twosource.cli.output import EPILOG, progress, say, show_log, write_json


@click.command(epilog=EPILOG)
@click.argument("archive", metavar="ARCHIVE")
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option("--every", type=click.FloatRange(1), default=15.0, show_default=True, help="Minutes between two rounds.")
@click.option("--rounds", type=click.IntRange(1), help="Stop after so many rounds.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each round.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no notes on standard error.")
def watch(archive: str, feeds: Sequence[str], every: float, rounds: int | None, as_json: bool, quiet: bool) -> None:
    """Follow FEEDS (OPML files or addresses of feeds and sitemaps) into ARCHIVE, until stopped with Ctrl-C.

    robots.txt is kept, one host is asked at most once a second, and only what is new is fetched.
    """
    from twosource.articles import read_sources
    from twosource.articles.fetch import Fetcher
    from twosource.store import open_archive, watching

    stop = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    if not quiet:
        show_log()
    fetcher = Fetcher()
    try:
        with open_archive(archive, create=True) as opened, progress(quiet=quiet) as follow:
            watched = watching.Watch(opened, watching.feeds_of(read_sources(feeds)), fetcher)
            for added in watching.rounds(watched, stop, every=every * 60, most=rounds, progress=follow):
                if as_json:
                    write_json(added)
                else:
                    click.echo(
                        f"{added.taken} in = {added.stored} stored + {added.duplicate} duplicate + {added.quarantined} quarantined"
                    )
                for entry in (
                    opened.log(run=added.run, outcome="quarantined") if added.quarantined and not quiet else ()
                ):
                    say(f"quarantined: {entry.source}: {entry.reason}. {entry.advice}")
    except KeyboardInterrupt:
        say("stopped; what was counted is safe")
    finally:
        signal.signal(signal.SIGTERM, before)
        fetcher.close()
