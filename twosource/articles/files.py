"""Files, folders and streams into Articles; whatever cannot be used is refused by name, with the reason and what to do."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from twosource.articles.language import foreign_language
from twosource.articles.make import make_article
from twosource.data import Article
from twosource.errors import InputRefused

PAGE_LIMIT = 20_000_000  # bytes of one text or page
LINE_LIMIT = 20_000_000  # bytes of one JSONL line
STREAM_LIMIT = 2_000_000_000
KINDS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text", ".md": "text"}
FIELDS = ("id", "outlet", "url", "published", "title", "text", "modified", "retrieved", "byline")
Refuse = Callable[[InputRefused], None]


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says about text and HTML files that do not say it themselves."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def read_articles(
    sources: Iterable[str | Path],
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    on_refusal: Refuse | None = None,
) -> list[Article]:
    """Articles of files, folders and "-" (standard input), by publication and id; the order of sources is no matter.

    `outlet`, `published` and `url` hold for text and HTML files; a sidecar `NAME.json` beside a file goes before
    them. Without `on_refusal` the first input that cannot be used raises InputRefused; with it each one is reported and
    the others are read.
    """
    refuse = on_refusal or _raise
    given = Given(outlet, _date(published, "--published") if published else None, url)
    found: list[Article] = []
    for source in sources:
        try:
            found.extend(_of_source(str(source), given, refuse))
        except InputRefused as refused:
            refuse(refused)
    return _unique(found, refuse)


def _raise(refused: InputRefused) -> None:
    raise refused


def _of_source(source: str, given: Given, refuse: Refuse) -> Iterator[Article]:
    if source == "-":
        yield from _of_stream(given, refuse)
        return
    path = Path(source)
    if path.is_dir():
        yield from _of_folder(path, given, refuse)
    elif not path.exists():
        raise InputRefused(source, "there is no such file or folder", "Check the path.")
    elif path.suffix.lower() not in KINDS:
        raise InputRefused(source, f"the kind {path.suffix or 'without a suffix'!r} is not known", f"Use {', '.join(sorted(set(KINDS)))} or rename the file.")
    else:
        yield from _of_file(path, given, refuse)


def _of_folder(folder: Path, given: Given, refuse: Refuse) -> Iterator[Article]:
    """Every readable file below, in path order; sidecars, hidden files and other kinds are passed over."""
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in KINDS and not any(part.startswith(".") for part in p.relative_to(folder).parts))
    usable = [p for p in files if p.is_file() and not _is_sidecar(p)]
    if not usable:
        raise InputRefused(str(folder), "the folder holds no file of a known kind", f"Known kinds: {', '.join(sorted(set(KINDS)))}.")
    for path in usable:
        try:
            yield from _of_file(path, given, refuse)
        except InputRefused as refused:
            refuse(refused)


def _is_sidecar(path: Path) -> bool:
    return path.suffix.lower() == ".json" and any(path.with_suffix(s).exists() for s, kind in KINDS.items() if kind in {"html", "text"})


def _of_file(path: Path, given: Given, refuse: Refuse) -> Iterator[Article]:
    kind, name = KINDS[path.suffix.lower()], str(path)
    if kind == "jsonl":
        yield from _of_lines(path, refuse)
        return
    raw = _bytes(path)
    if kind == "json":
        for number, record in enumerate(_records(raw, name), start=1):
            article = _attempt(record, f"{name} (record {number})", path.stem, refuse)
            if article is not None:
                yield article
        return
    yield _document(raw, name, path.stem, _with_sidecar(path, given), kind)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > PAGE_LIMIT:
            raise InputRefused(str(path), f"the file has {size:,} bytes, more than the {PAGE_LIMIT:,} allowed for one page", "Cut it, or give its articles as JSONL.")
        return path.read_bytes()
    except OSError as error:
        raise InputRefused(str(path), f"it cannot be read ({error.strerror or error})", "Check the file and its permissions.") from error


def decode(raw: bytes, name: str) -> str:
    """UTF-8 (or UTF-16 with a byte order mark) as text. Refuses binaries, broken bytes and empty files."""
    if not raw.strip():
        raise InputRefused(name, "the file is empty", "Leave it out or fetch it again.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise InputRefused(name, f"broken UTF-16 at byte {error.start}", "Save it as UTF-8.") from error
    if b"\x00" in raw[:4096]:
        raise InputRefused(name, "the file is binary, not text", "Give text, HTML or JSONL.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(name, f"broken UTF-8 at byte {error.start}", "Save it as UTF-8 (for example with iconv).") from error


def _document(raw: bytes, name: str, stem: str, given: Given, kind: str) -> Article:
    """One text or HTML page."""
    notes: list[str] = []
    if kind == "html":
        from twosource.articles.html import read_page

        page = read_page(raw, name)
        article = make_article(
            page.text,
            id=_identity(stem, page.text),
            outlet=given.outlet or page.outlet or _host(given.url or page.url) or stem,
            url=given.url or page.url,
            published=given.published or page.published,
            published_basis="given" if given.published else page.published_basis,
            modified=page.modified,
            title=page.title,
            byline=page.byline,
            source=name,
            notes=(*page.notes, *([] if given.published or page.published else [UNDATED])),
        )
    else:
        text = decode(raw, name)
        if not given.outlet and not given.url:
            notes.append("no outlet was given: the file's name stands for it")
        if not given.published:
            notes.append(UNDATED)
        article = make_article(
            text,
            id=_identity(stem, text),
            outlet=given.outlet or _host(given.url) or stem,
            url=given.url,
            published=given.published,
            source=name,
            notes=tuple(notes),
        )
    return _english(article)


UNDATED = "no publication date: relative dates stay unresolved"


def _with_sidecar(path: Path, given: Given) -> Given:
    """Facts from `NAME.json` beside the file, before those of the command line."""
    beside = path.with_suffix(".json")
    if not beside.is_file():
        return given
    records = _records(_bytes(beside), str(beside))
    facts = records[0] if records else {}
    known = {k: facts[k] for k in ("outlet", "published", "url") if isinstance(facts.get(k), str) and facts[k].strip()}
    day = _date(known["published"], str(beside)) if "published" in known else given.published
    return Given(known.get("outlet", given.outlet), day, known.get("url", given.url))


# ---- JSON and JSONL


def _of_lines(path: Path, refuse: Refuse) -> Iterator[Article]:
    try:
        with path.open("rb") as lines:
            yield from _lines(lines, str(path), path.stem, refuse)
    except OSError as error:
        raise InputRefused(str(path), f"it cannot be read ({error.strerror or error})", "Check the file and its permissions.") from error


def _lines(lines: Any, name: str, stem: str, refuse: Refuse) -> Iterator[Article]:
    number = used = 0
    while True:
        line = lines.readline(LINE_LIMIT + 1)
        if not line:
            break
        number += 1
        where = f"{name}, line {number}"
        if len(line) > LINE_LIMIT:
            refuse(InputRefused(where, f"the line is longer than {LINE_LIMIT:,} bytes", "Split the record."))
            while line and not line.endswith(b"\n"):
                line = lines.readline(LINE_LIMIT)
            continue
        if not line.strip():
            continue
        used += 1
        try:
            records = _records(line, where)
        except InputRefused as refused:
            refuse(refused)
            continue
        for record in records:
            article = _attempt(record, where, stem, refuse)
            if article is not None:
                yield article
    if not used:
        refuse(InputRefused(name, "the file is empty", "Leave it out or fetch it again."))


def _records(raw: bytes, name: str) -> list[dict[str, Any]]:
    """The JSON objects of one document."""
    text = decode(raw, name)
    try:
        loaded = json.loads(text, parse_constant=lambda constant: None)
    except json.JSONDecodeError as error:
        raise InputRefused(name, f"broken JSON at column {error.colno}: {error.msg}", "Correct the line; the others were read.") from error
    except (RecursionError, ValueError) as error:
        raise InputRefused(name, f"JSON that cannot be used ({type(error).__name__})", "Give flat objects with plain values.") from error
    records = loaded if isinstance(loaded, list) else [loaded]
    if not all(isinstance(r, dict) for r in records):
        raise InputRefused(name, "JSON without an object", f"Each record needs the fields {', '.join(FIELDS[:4])} and text.")
    return records


def _attempt(record: dict[str, Any], where: str, stem: str, refuse: Refuse) -> Article | None:
    try:
        return _record(record, where, stem)
    except InputRefused as refused:
        refuse(refused)
        return None


def _record(record: dict[str, Any], where: str, stem: str) -> Article:
    wrong = [k for k in FIELDS if record.get(k) is not None and not isinstance(record[k], str | (int if k == "id" else str))]
    if wrong:
        raise InputRefused(where, f"the field {wrong[0]!r} is no text", "Give it as a JSON string.")
    text = record.get("text") or ""
    if not text.strip():
        raise InputRefused(where, "the record has no text", "Give the article's text in the field \"text\".")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise InputRefused(where, "the text holds half a surrogate pair", "Write the character itself, or both halves.")
    notes = []
    published = _date(record["published"], where) if (record.get("published") or "").strip() else None
    if published is None:
        notes.append(UNDATED)
    outlet = (record.get("outlet") or "").strip()
    if not outlet:
        notes.append("no outlet was given: the host or the file's name stands for it")
    article = make_article(
        text,
        id=str(record.get("id") or "").strip() or _identity(stem, text),
        outlet=outlet or _host(record.get("url")) or stem,
        url=record.get("url"),
        published=published,
        modified=record.get("modified"),
        retrieved=record.get("retrieved"),
        title=record.get("title"),
        byline=record.get("byline"),
        source=where,
        notes=tuple(notes),
    )
    return _english(article)


def _of_stream(given: Given, refuse: Refuse) -> Iterator[Article]:
    """Standard input: JSONL when it begins with a brace, a page when with a tag, else one text."""
    import io

    raw = sys.stdin.buffer.read(STREAM_LIMIT) if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    head = raw.lstrip()[:200].lower()
    if head.startswith((b"{", b"[")):
        yield from _lines(io.BytesIO(raw), "standard input", "stdin", refuse)
    else:
        if len(raw) > PAGE_LIMIT:
            raise InputRefused("standard input", f"it has more than the {PAGE_LIMIT:,} bytes allowed for one page", "Give its articles as JSONL.")
        kind = "html" if head.startswith((b"<!doctype", b"<html", b"<?xml")) else "text"
        yield _document(raw, "standard input", "stdin", given, kind)


# ---- checks shared by all kinds


def _english(article: Article) -> Article:
    language = foreign_language(article.text)
    if language:
        raise InputRefused(article.source, f"the text is in {language!r}, not English", "twosource reads English; translate it or leave it out.")
    return article


def _date(text: str, where: str) -> str:
    """An ISO 8601 date or date-time as it was given. Refuses anything else rather than guess."""
    plain = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
            date.fromisoformat(plain)
        else:
            datetime.fromisoformat(plain)
    except ValueError as error:
        raise InputRefused(where, f"the publication date {plain[:40]!r} is no ISO date", "Write it as 2025-02-04 or 2025-02-04T15:30:00+00:00.") from error
    return plain


def _identity(stem: str, text: str) -> str:
    import hashlib

    clean = re.sub(r"[^\w.-]+", "-", stem).strip("-")[:40] or "article"
    return f"{clean}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _host(url: str | None) -> str:
    from urllib.parse import urlsplit

    try:
        return re.sub(r"^www\.", "", urlsplit(url or "").hostname or "")
    except ValueError:
        return ""


def _unique(found: list[Article], refuse: Refuse) -> list[Article]:
    """One article per id: a record given twice is folded, another article with the same id is refused."""
    kept: dict[str, Article] = {}
    for article in sorted(found, key=lambda a: (a.published or "", a.id, a.sha256, a.outlet, a.source)):
        before = kept.setdefault(article.id, article)
        if before is not article and (before.sha256, before.outlet) != (article.sha256, article.outlet):
            refuse(InputRefused(article.source, f"its id {article.id!r} is already that of another article ({before.source})", "Give each article an id of its own."))
    return list(kept.values())
