"""Tables of articles (CSV, with commas, semicolons or tabs), whose columns are named as the fields of a JSON Lines record."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from twosource.articles.decode import LOOKED_AT, decode_text, marked_encoding
from twosource.articles.records import FIELDS, Given, article_of
from twosource.data import Article
from twosource.errors import InputRefused

DELIMITERS = (",", ";", "\t", "|")
AS_TABLE = 'Name the columns in the first line: "text", and as known "outlet", "published", "url", "title".'
MEND = "Mend the line, or give the articles as .jsonl."


def is_table(data: bytes, *, sure: bool = False) -> bool:
    """Whether the first line names columns, one of them "text"; to be `sure`, another one must be of a record too."""
    names = _names(data)
    return "text" in names and (not sure or any(name in names for name in FIELDS))


def _names(data: bytes) -> list[str]:
    """The names in the first line, without the blanks around them, in small letters."""
    encoding = marked_encoding(data) or "utf-8"
    lines = data[:LOOKED_AT].decode(encoding, "replace").lstrip("\ufeff \r\n").splitlines()
    return _cells(lines[0], _delimiter(lines[0])) if lines else []


def _delimiter(head: str) -> str:
    return max(DELIMITERS, key=head.count)


def _cells(head: str, delimiter: str) -> list[str]:
    return [name.strip().strip('"').strip().lower() for name in head.split(delimiter)]


def read_table(data: bytes, source: str, stem: str, given: Given) -> Iterator[Article | InputRefused]:
    """An article for each row; a refusal for each row that is none, and for a place behind which rows cannot be told apart."""
    text = decode_text(data, source).lstrip("\ufeff \r\n")
    head = text.split("\n", 1)[0].rstrip("\r")
    names = _cells(head, _delimiter(head))
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise InputRefused(source, f"the column {twice!r} stands twice in it", AS_TABLE)
    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(head), strict=True)
    next(rows)
    empty, behind = True, rows.line_num
    while True:
        place = f"{source}, line {behind + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield InputRefused(place, f"from here on the rows cannot be told apart ({error})", MEND)
            return
        behind = rows.line_num
        if row is None:
            break
        if any(cell.strip() for cell in row):
            empty = False
            yield _article(row, names, place, stem, given)
    if empty:
        raise InputRefused(source, "the table has no rows", "Nothing is lost; give it again when it has some.")


def _article(row: list[str], names: list[str], place: str, stem: str, given: Given) -> Article | InputRefused:
    try:
        given.begin(place)
        if len(row) > len(names):
            raise InputRefused(place, f"it has {len(row)} cells under {len(names)} names of columns", MEND)
        record = {name: cell for name, cell in zip(names, row, strict=False) if name and (cell or name == "text")}
        return article_of(record, place, stem, given)
    except InputRefused as refusal:
        return refusal
