"""Accounts out: terminal, JSON, HTML, tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from twosource.data import Account, Article
from twosource.reports import as_html, as_json, as_table, terminal

__all__ = ["FORMATS", "write_reports"]

Writer = Callable[[Account, Sequence[Article]], str]
FORMATS: dict[str, Writer] = {
    "json": lambda account, articles: as_json.dumps(account),
    "html": lambda account, articles: as_html.page([account], articles),
    "csv": lambda account, articles: as_table.to_csv(account),
    "txt": lambda account, articles: terminal.render(account, width=100, colour=False),
}


def write_reports(accounts: Sequence[Account], articles: Sequence[Article], folder: Path) -> list[Path]:
    """Every format of every account into the folder (a folder per story when there are several); the files written."""
    written = []
    for account in accounts:
        home = folder if len(accounts) == 1 else folder / account.story
        home.mkdir(parents=True, exist_ok=True)
        for suffix, make in FORMATS.items():
            written.append(write_whole(home / f"account.{suffix}", make(account, articles)))
    return written


def write_whole(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", newline="")
    os.replace(part, path)
    return path
