"""Options that several commands share, and what their values may be."""

from __future__ import annotations

from pathlib import Path

import click


def iso_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An ISO date or date-time; anything else is wrong usage."""
    from datetime import datetime

    try:
        if value is not None:
            datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no ISO date; write it like 2025-02-04.") from None
    return value


def iso_day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The day of an ISO date or date-time in the one spelling that the archive has, 2025-02-04."""
    from datetime import datetime

    given = iso_date(context, parameter, value)
    return None if given is None else datetime.fromisoformat(given).date().isoformat()


outlet = click.option("--outlet", help="Outlet of text and HTML files that do not say it.")
published = click.option(
    "--published",
    metavar="DATE",
    callback=iso_date,
    help="Publication date (ISO) of text and HTML files that do not say it.",
)
url = click.option("--url", help="Address of text and HTML files that do not say it.")
html = click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write one self-contained page."
)
out = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write JSON, HTML, CSV, text and Web Annotations into a folder.",
)
finding = click.option("--finding", metavar="ID", help="Print one finding with every rule and input that decided it.")
quiet = click.option("--quiet", "-q", is_flag=True, help="No progress and no notes on standard error.")
