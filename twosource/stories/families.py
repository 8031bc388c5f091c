"""Publisher families: outlets that one owner runs. A table the user may replace; an unknown outlet stands alone."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from twosource.errors import UsageError
from twosource.settings import setting


def family_of(outlet: str, url: str | None = None) -> str:
    """The family of an outlet, by its name or its host; its own name when no family is known."""
    table = _table(setting("TWOSOURCE_FAMILIES"))
    for key in (outlet_key(outlet), host_of(url)):
        if key and key in table:
            return table[key]
    return outlet


def outlet_key(outlet: str) -> str:
    """An outlet's name without case, article and bracketed edition."""
    plain = re.sub(r"\(.*?\)", " ", outlet).lower()
    return " ".join(re.sub(r"^the\s+", "", re.sub(r"[^\w\s.&]", " ", plain).strip()).split())


def host_of(url: str | None) -> str:
    """Host name without www; "" for what is no address."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def table_digest() -> str:
    """Tells one table of families from another: accounts made with one are not those made with the other."""
    table = _table(setting("TWOSOURCE_FAMILIES"))
    return sha256("\n".join(f"{key}\t{table[key]}" for key in sorted(table)).encode()).hexdigest()[:12]


@cache
def _table(path: str) -> dict[str, str]:
    """Outlet key or host -> family."""
    try:
        text = (
            Path(path).read_text(encoding="utf-8")
            if path
            else resources.files("twosource.stories").joinpath("families.toml").read_text(encoding="utf-8")
        )
        families = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"publisher families cannot be read from {path or 'the package'}: {error}") from error
    for name, members in families.items():
        if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
            raise UsageError(
                f"publisher families in {path or 'the package'}: {name!r} needs a list of outlets and hosts"
            )
    table: dict[str, str] = {}
    for name, members in families.items():
        for member in members:
            if table.setdefault(outlet_key(member), name) != name:
                raise UsageError(
                    f"publisher families in {path or 'the package'}: {member!r} is in {table[outlet_key(member)]!r} and in"
                    f" {name!r}. Name it in one family"
                )
    return table
