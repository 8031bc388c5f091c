"""How many inputs sources hold, as far as a glance tells, so that a long reading can say what is left."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from twosource.articles.files import LINES, OBJECTS, PAGES, TEXTS

CHUNK = 1 << 20


def how_many(sources: Iterable[str | Path]) -> int:
    """Inputs in files and folders; 0 where nobody can tell before reading: crawls, lists, addresses, streams."""
    total = 0
    for source in sources:
        path = Path(source)
        try:
            counts = [_inputs(file) for file in (_articles_below(path) if path.is_dir() else [path])]
        except OSError:
            counts = [1]  # reading it will say what is wrong
        if 0 in counts:
            return 0
        total += sum(counts)
    return total


def _articles_below(folder: Path) -> list[Path]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    described = {path.with_suffix(".json") for path in files if path.suffix.lower() in PAGES | TEXTS}
    return [path for path in files if path.suffix.lower() in LINES | PAGES | TEXTS | OBJECTS and path not in described]


def _inputs(path: Path) -> int:
    suffix = path.suffix.lower()
    if not path.is_file():
        return 0
    if suffix in LINES:
        with path.open("rb") as file:
            return max(1, sum(block.count(b"\n") for block in iter(lambda: file.read(CHUNK), b"")))
    return 1 if suffix in PAGES | TEXTS | OBJECTS else 0
