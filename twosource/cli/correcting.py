"""The commands by which people correct the grouping of an archive: put stories together, part reports, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from twosource.cli.archive import LARGEST, as_json, place
from twosource.cli.output import EPILOG, say, table, write_json, write_out

if TYPE_CHECKING:
    from twosource.store.records import Correction

by = click.option("--by", metavar="NAME", required=True, help="Who says so; it stays on record.")
note = click.option("--note", default="", help="Why.")


@click.command(epilog=EPILOG)
@place
@click.argument("stories", nargs=-1, required=True, metavar="STORY STORY...")
@by
@note
@as_json
def merge(archive: str, stories: Sequence[str], by: str, note: str, as_json: bool) -> None:
    """Say that stories of ARCHIVE are one: from now on they are told as one, whatever the grouping says."""
    from twosource.store import open_archive

    with open_archive(archive) as opened:
        made = opened.merge(*stories, by=by, note=note)
    _say(made, as_json=as_json)


@click.command(epilog=EPILOG)
@place
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@by
@note
@as_json
def split(archive: str, articles: Sequence[str], by: str, note: str, as_json: bool) -> None:
    """Say that reports do not belong in their story: each ARTICLE named leaves it, and they are told as a story of their own."""
    from twosource.store import open_archive

    with open_archive(archive) as opened:
        made = opened.split(*articles, by=by, note=note)
    _say(made, as_json=as_json)


@click.command(epilog=EPILOG)
@place
@click.argument("number", type=click.IntRange(1, LARGEST), metavar="NUMBER")
@by
@as_json
def undo(archive: str, number: int, by: str, as_json: bool) -> None:
    """Withdraw a correction of ARCHIVE, by its NUMBER: all is told as it would be without it."""
    from twosource.store import open_archive

    with open_archive(archive) as opened:
        made = opened.undo(number, by=by)
    _say(made, as_json=as_json)


@click.command(epilog=EPILOG)
@place
@as_json
def corrections(archive: str, as_json: bool) -> None:
    """List what people corrected in ARCHIVE, first to last; what is withdrawn says so, all else is in force."""
    from twosource.store import open_archive

    with open_archive(archive) as opened:
        made = opened.corrections()
    if as_json:
        write_json(made)
        return
    if not made:
        say("nothing was corrected")
    rows = [
        (str(c.number), c.kind, " ".join(c.articles), " ".join(c.stories), c.by, c.at[:10], c.note, _withdrawn(c))
        for c in made
    ]
    table(("number", "what", "articles", "told in", "by", "on", "note", "withdrawn"), rows)


COMMANDS = (merge, split, undo, corrections)


def _say(made: Correction, *, as_json: bool) -> None:
    if as_json:
        write_json(made)
    else:
        withdrawn = " withdrawn" if made.withdrawn else ""
        write_out(f"correction {made.number}{withdrawn}: told in {', '.join(made.stories) or 'no story'}\n")


def _withdrawn(correction: Correction) -> str:
    return f"{correction.withdrawn[:10]} by {correction.withdrawn_by}" if correction.withdrawn else ""
