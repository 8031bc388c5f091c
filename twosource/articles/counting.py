"""How many inputs sources hold, as far as a glance tells, so that a long reading can say what is left."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from twosource.articles.folders import files_below
from twosource.articles.kinds import LINES, OBJECTS, PAGES, TEXTS, is_read, is_sidecar

CHUNK = 1 << 20


def how_many(sources: Iterable[str | Path]) -> int:
    """Inputs in files and folders; 0 where nobody can tell before reading: crawls, lists, addresses, streams."""
    total = 0
    for source in sources:
        path = Path(source)
        try:
            is_folder = path.is_dir() and source != ""  # which is refused
            counts = [_inputs(file) for file in (_read_below(path) if is_folder else [path])]
        except OSError:
            counts = [1]  # reading it will say what is wrong
        if 0 in counts:
            return 0
        total += sum(counts)
    return total


def _read_below(folder: Path) -> list[Path]:
    """The files that `read_sources` would open, of all kinds."""
    found = (path for path in files_below(folder, ()) if isinstance(path, Path))
    return [path for path in found if is_read(path) and not is_sidecar(path)]


def _inputs(path: Path) -> int:
    suffix = path.suffix.lower()
    if not path.is_file():
        return 0
    if suffix in LINES:
        with path.open("rb") as file:
            return max(1, sum(block.count(b"\n") for block in iter(lambda: file.read(CHUNK), b"")))
    return 1 if suffix in PAGES | TEXTS | OBJECTS else 0
