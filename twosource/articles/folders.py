"""Folders: which files below them are read, in the order of their paths."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from twosource.articles.decode import decode_text
from twosource.articles.kinds import KINDS, OBJECTS, TABLES, is_read, is_sidecar, kind
from twosource.articles.loading import load, unreadable
from twosource.articles.records import parse
from twosource.articles.tables import is_table
from twosource.errors import InputRefused

log = logging.getLogger(__name__)


def article_files(folder: Path) -> Iterator[Path | InputRefused]:
    """The files below a folder that are read, in the order of their paths. Hidden files and sidecars are left out."""
    found = False
    for path in files_below(folder, ()):
        if isinstance(path, InputRefused):
            found = True  # something is said of it
            yield path
        elif is_read(path) and _is_special(path):  # to open a pipe is to wait for who writes into it
            found = True
            yield InputRefused(str(path), "a pipe or device, not a file", "Name it itself, or remove it.")
        elif not is_read(path) or is_sidecar(path) or _is_other(path):
            if not is_sidecar(path):
                log.info("%s: skipped, no article file", path)
        else:
            found = True
            yield path
    if not found:
        yield InputRefused(str(folder), "the folder holds no article files", KINDS)


def files_below(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | InputRefused]:
    """All files below a folder but hidden ones, in the order of their names; a refusal for a loop or a closed folder."""
    state = folder.stat()
    here = (state.st_dev, state.st_ino)
    if here in above:
        yield InputRefused(str(folder), "a link that leads back to a folder above it", "Remove the link.")
        return
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield unreadable(error, str(folder))
        return
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            yield from files_below(path, (*above, here))
        else:
            yield path


def _is_special(path: Path) -> bool:
    """Whether something stands there that is no file."""
    return path.exists() and not path.is_file()


def _is_other(path: Path) -> bool:
    """Whether a .json or table found in a folder is something else than articles: settings, gold answers, figures."""
    try:
        if kind(path) in TABLES:
            return not is_table(load(path))
        if kind(path) not in OBJECTS:
            return False
        content = parse(decode_text(load(path), str(path)), str(path))
    except (InputRefused, OSError):
        return False  # reading it says what is wrong
    records = content if isinstance(content, list) else [content]
    return not any(isinstance(record, dict) and ("text" in record or "maintext" in record) for record in records)
