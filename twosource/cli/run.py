"""`run`: the whole flow over many inputs, on one machine's cores or a cluster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from twosource.cli import options
from twosource.cli.output import (
    EPILOG,
    EXIT_NOTHING,
    EXIT_PARTIAL,
    FEW,
    notes,
    progress,
    say,
    write_json,
    write_out,
    writing,
)

if TYPE_CHECKING:
    from twosource.scale.tasks import Reject


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--out",
    type=options.Place(),
    required=True,
    metavar="DIR",
    help="Folder or s3:// prefix for accounts and rejects, and for the work done so far; all workers must see it.",
)
@click.option(
    "--engine",
    default="plain",
    show_default=True,
    help="plain (this process), native (Daft on this machine), ray (Daft on a new local Ray) or ray://HOST:PORT.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="Worker processes; by default one for each 64 articles, and a core for each.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@options.quiet
def run(sources: Sequence[str], out: str, engine: str, workers: int | None, as_json: bool, quiet: bool) -> None:
    """Read INPUT (WARC, JSONL, CSV, Parquet, pages, folders of them) and write an account for each story into DIR.

    INPUT and DIR may lie in an object store: s3://BUCKET/PREFIX, with keys and endpoint from the environment.

    Stopped at any point, run it again with the same DIR to go on. Accounts are the same on every engine.
    """
    from twosource.scale import run as run_job

    rejected: list[Reject] = []
    with notes(quiet=quiet), progress(quiet=quiet) as follow, writing(out):
        done = run_job(sources, out, engine=engine, workers=workers, progress=follow, on_reject=rejected.append)
    if not quiet:
        for reject in rejected[:FEW]:
            say(f"rejected: {reject.source}: {reject.reason}. {reject.advice}")
        if len(rejected) > FEW:
            say(f"and {len(rejected) - FEW:,} more rejected; {out.rstrip('/')}/rejects.jsonl has each with its reason")
    if as_json:
        write_json(done._asdict())
    else:
        counts = f"{done.articles} articles + {done.folded} folded + {done.rejects} rejects"
        write_out(f"{done.taken} in = {counts}; {done.accounts} accounts in {out}\n")
    raise SystemExit(EXIT_NOTHING if not done.articles else EXIT_PARTIAL if done.rejects else 0)
