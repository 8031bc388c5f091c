"""Rows of a Parquet file into articles: the columns are named as the fields of a JSON Lines record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from twosource.articles.records import FIELDS, NEWS_PLEASE, Given, article_of
from twosource.data import Article
from twosource.errors import InputRefused, UsageError

COLUMNS = frozenset({"text", *FIELDS, *NEWS_PLEASE})
BATCH = 64  # rows held at once


def read_rows(path: Path) -> Iterator[Article | InputRefused]:
    """Articles of a Parquet file, and a refusal for each row that is none."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'twosource[cluster]'") from None
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH, columns=[n for n in file.schema_arrow.names if n in COLUMNS]):
                for row in batch.to_pylist():
                    number += 1
                    yield _article(row, f"{path}, row {number}", path.stem)
    except (pa.ArrowException, OSError) as error:
        reason = f"its rows after {number} cannot be read ({str(error).splitlines()[0]})"
        yield InputRefused(str(path), reason, "Write the file again.")
        return
    if not number:
        yield InputRefused(str(path), "it holds no rows", 'Give columns "outlet", "published" and "text".')


def _article(row: dict[str, Any], source: str, stem: str) -> Article | InputRefused:
    record = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    try:
        return article_of(record, source, stem, Given())
    except InputRefused as refusal:
        return refusal
