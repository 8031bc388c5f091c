"""Accounts out: terminal, JSON, one HTML page, tables. Each form is loaded when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from twosource.data import Account, Article

__all__ = ["FORMATS", "write_report", "write_whole"]


def _json(account: Account, articles: Sequence[Article], command: str) -> str:
    from twosource.reports.as_json import dumps

    return dumps(account)


def _html(account: Account, articles: Sequence[Article], command: str) -> str:
    from twosource.reports.as_html import page

    return page([account], articles, command=command)


def _csv(account: Account, articles: Sequence[Article], command: str) -> str:
    from twosource.reports.as_table import to_csv

    return to_csv(account)


def _annotations(account: Account, articles: Sequence[Article], command: str) -> str:
    from twosource.reports.as_annotations import dumps

    return dumps(account, articles)


def _text(account: Account, articles: Sequence[Article], command: str) -> str:
    from twosource.reports.terminal import render

    return render(account)


# file name -> what makes its text
FORMATS: dict[str, Callable[[Account, Sequence[Article], str], str]] = {
    "account.json": _json,
    "account.html": _html,
    "account.csv": _csv,
    "account.txt": _text,
    "annotations.json": _annotations,
}


def write_report(
    accounts: Sequence[Account], articles: Sequence[Article], out_dir: str | Path, *, command: str = ""
) -> list[Path]:
    """Every form of every account, in a folder per story where there are several; the files written.

    `command` is what made the accounts; the page says it.
    """
    written = []
    for account in accounts:
        home = Path(out_dir) if len(accounts) == 1 else Path(out_dir) / account.story
        home.mkdir(parents=True, exist_ok=True)
        for name, make in FORMATS.items():
            written.append(write_whole(home / name, make(account, articles, command)))
    return written


def write_whole(path: Path, text: str) -> Path:
    """Write a file whole or not at all: beside it first, then moved into its place. What is no file is written into."""
    if path.parts[:2] in {("/", "dev"), ("/", "proc")} or (path.exists() and not path.is_file()):
        path.write_bytes(text.encode())  # a device or pipe must stay what it is
        return path
    path = path.resolve()  # so that a link stays one
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text.encode())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return path
