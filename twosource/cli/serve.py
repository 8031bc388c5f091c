"""The command that serves an archive to a browser."""

from __future__ import annotations

from collections.abc import Sequence

import click

from twosource.cli.output import EPILOG, say


@click.command(epilog=EPILOG)
@click.argument("archive", metavar="ARCHIVE")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to answer at; another one than this machine's asks for a token.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8021, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Another name that this server is asked by; may be given again.",
)
def serve(archive: str, host: str, port: int, hosts: Sequence[str]) -> None:
    """Serve an archive: pages, the same as .json and .csv, and an API under /api/v1."""
    from twosource.server import serve as run

    run(archive, host=host, port=port, allow_hosts=hosts, said=lambda address: say(f"serving {archive} at {address}"))
