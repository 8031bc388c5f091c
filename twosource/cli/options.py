"""Options that several commands share, and what their values may be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click


def iso_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An ISO date or date-time that an article can have; anything else is wrong usage."""
    from datetime import datetime

    from twosource.articles.dates import read_date

    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = datetime.min
    spelled = moment.isoformat() if "T" in value else moment.date().isoformat()  # also of 2025-W06-2
    found = next((words for words in (value, spelled) if read_date(words)), None)
    if moment is datetime.min or found is None:
        raise click.BadParameter(f"{value!r} is no ISO date of our times; write it like 2025-02-04.")
    return found


def iso_day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The day of an ISO date or date-time in the one spelling that the archive has, 2025-02-04."""
    from datetime import datetime

    given = iso_date(context, parameter, value)
    return None if given is None else datetime.fromisoformat(given).date().isoformat()


def iso_period(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A day as `iso_day` gives it, a month (2025-02) or a year."""
    from datetime import date

    if value is None or not re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", value):
        return iso_day(context, parameter, value)
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise click.BadParameter(f"{value!r} is no month or year; write it like 2025-02 or 2025.") from None
    return value


def web_address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An address of the web; anything else is wrong usage."""
    from twosource.articles.records import host

    if value is not None and not (value.lower().startswith(("http://", "https://")) and host(value)):
        raise click.BadParameter(f"{value!r} is no web address; write it like https://outlet.example/report.")
    return value


class Place(click.Path):
    """A place to write to. An unset variable of a script is none, and "-" would be a file of that name."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        """The place, or wrong usage."""
        if str(value) in {"", "-"}:
            self.fail(f"{str(value)!r} is no place to write to; name a file or folder.", parameter, context)
        return super().convert(value, parameter, context)


outlet = click.option("--outlet", help="Outlet of text and HTML files that do not say it.")
published = click.option(
    "--published",
    metavar="DATE",
    callback=iso_date,
    help="Publication date (ISO) of text and HTML files that do not say it.",
)
url = click.option("--url", callback=web_address, help="Address of a text or HTML file that does not say it.")
html = click.option(
    "--html", type=Place(dir_okay=False, path_type=Path), metavar="FILE", help="Write one self-contained page."
)
out = click.option(
    "--out",
    type=Place(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write JSON, HTML, CSV, text and Web Annotations into a folder.",
)
finding = click.option("--finding", metavar="ID", help="Print one finding with every rule and input that decided it.")
quiet = click.option("--quiet", "-q", is_flag=True, help="No progress and no notes on standard error.")
