"""Files, folders and standard input into Articles: which file is what, and what happens to one that cannot be read.

The result is the same in whatever order the sources are named. Every input ends as an article, as a copy folded into
one, or as a refusal that names it; nothing is dropped in silence but files of other kinds found inside a folder.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO, cast

from twosource.articles.decode import PAGE_BYTES, decode_page, decode_text
from twosource.articles.feeds import Link, is_addresses, kind_of, read_feed, read_links, unpacked
from twosource.articles.make import HALF_CHARACTER
from twosource.articles.pages import read_page
from twosource.articles.records import Given, complete, is_object, parse, read_fields, read_lines, read_object
from twosource.articles.streams import HEAD, STDIN, Piece, pieces, standard_input
from twosource.articles.warc import is_crawl, read_crawl
from twosource.data import Article
from twosource.errors import InputRefused

LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt", ".text"})
OBJECTS = frozenset({".json"})
LISTS = frozenset({".xml", ".rss", ".atom", ".opml", ".rdf"})
KINDS = "Give .jsonl, .json, .html, .txt, .warc or .xml (feed) files, or a folder of them."
ADDRESSES = frozenset({".tsv", ".csv", ".urls"})  # GDELT's mentions, or an address a line
WEB = re.compile(r"https?://", re.IGNORECASE)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
UNFETCHED = "Fetch it into an archive with `twosource add`, or give the article's page."
MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype html|<!--|<(?:html|head|body|article|div|p|meta|title)\b)", re.IGNORECASE)
Outcome = Article | Link | InputRefused
log = logging.getLogger(__name__)


def read_articles(
    sources: Iterable[str | Path],
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    on_refusal: Callable[[InputRefused], None] | None = None,
    stdin: TextIO | BinaryIO | None = None,
) -> list[Article]:
    """The articles of files, folders and standard input (`-`), by publication and id.

    `outlet`, `published` and `url` hold for inputs that do not state them. Without `on_refusal` the first input that
    cannot be used raises `InputRefused`; with it each one is reported and the others are read.
    """
    refused = on_refusal or _raise
    articles: list[Article] = []
    for outcome in read_sources(sources, outlet=outlet, published=published, url=url, stdin=stdin):
        if isinstance(outcome, Article):
            articles.append(outcome)
        else:
            refused(unfetched(outcome))
    return distinct(articles, refused)


def unfetched(outcome: Link | InputRefused) -> InputRefused:
    """A link that nobody follows, as the refusal it comes to."""
    if isinstance(outcome, InputRefused):
        return outcome
    return InputRefused(outcome.source, f"it only points to {outcome.url}", UNFETCHED)


def read_sources(
    sources: Iterable[str | Path],
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    stdin: TextIO | BinaryIO | None = None,
    by: By | None = None,
) -> Iterator[Outcome]:
    """What the sources hold, one at a time as it is read: an article, a link to fetch, or a refusal.

    `by` reads them: in another process, say.
    """
    given, by = Given(outlet, published, url), by or HERE
    for source in [sources] if isinstance(sources, (str, Path)) else sources:
        if WEB.match(str(source)):
            yield Link(str(source), str(source))
        else:
            is_stdin = str(source) == "-"
            found = _read_stdin(stdin, given, by) if is_stdin else _read_named(source, given, by)
            yield from guarded(found, source)


def _raise(refusal: InputRefused) -> None:
    raise refusal


def guarded(outcomes: Iterator[Outcome], source: str | Path) -> Iterator[Outcome]:
    """The outcomes; a refusal or a failing disk that ends a source early is its last one."""
    try:
        yield from outcomes
    except InputRefused as refusal:
        yield refusal
    except OSError as error:
        yield _unreadable(error, str(error.filename or source))


def _unreadable(error: OSError, name: str) -> InputRefused:
    reasons = {
        errno.ENOENT: ("there is no such file", "Check the path."),
        errno.EACCES: ("it may not be read", "Check its permissions."),
        errno.ELOOP: ("it is a link that leads back to itself", "Name the file itself."),
    }
    known = reasons.get(error.errno or 0, (f"it cannot be read ({error.strerror or error})", "Check the file."))
    return InputRefused(name, *known)


def distinct(articles: Iterable[Article], refused: Callable[[InputRefused], None]) -> list[Article]:
    """Articles by publication and id, each id once: equal records fold, of different ones the earliest stays."""
    kept: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: (a.published or "", a.sha256, a.outlet, a.url or "", a.source)):
        first = kept.setdefault(article.id, article)
        if first.sha256 != article.sha256:
            reason = f"its id {article.id!r} is that of a different article in {first.source}"
            refused(InputRefused(article.source, reason, "Give each article its own id."))
    return sorted(kept.values(), key=lambda a: (a.published or "", a.id))


def _read_stdin(stdin: TextIO | BinaryIO | None, given: Given, by: By) -> Iterator[Outcome]:
    yield from _read_stream(standard_input(stdin), STDIN, "stdin", given, by)


def _read_named(source: str | Path, given: Given, by: By) -> Iterator[Outcome]:
    """What a path named by the caller holds."""
    if source == "":  # an unset variable of a script; as a path it would be the folder that we are in
        raise InputRefused("''", "an empty name", KINDS)
    if ADDRESS.match(str(source)):
        raise InputRefused(str(source), "no web address", "Give an http or https address.")
    path = Path(source)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, given, by)
    elif stat.S_ISREG(mode):
        yield from by.file(_real(path), given)
    elif stat.S_ISFIFO(mode):
        with path.open("rb") as stream:
            yield from _read_stream(cast(BinaryIO, stream), str(path), "stream", given, by)
    else:
        raise InputRefused(str(path), "a device, not a file", KINDS)


def _real(path: Path) -> Path:
    """A file by its own name where it is named by a number that this process has for it, as /dev/stdin is."""
    return path.resolve() if path.parts[:2] in {("/", "dev"), ("/", "proc")} else path


def _read_folder(folder: Path, given: Given, by: By) -> Iterator[Outcome]:
    """All articles below a folder, in the order of their paths."""
    for path in article_files(folder):
        if isinstance(path, InputRefused):
            yield path
        else:
            yield from guarded(by.file(path, given), path)


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
        yield _unreadable(error, str(folder))
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


def is_read(path: Path) -> bool:
    """Whether a file found in a folder is of a kind that is read."""
    return path.suffix.lower() in LINES | PAGES | TEXTS | OBJECTS | LISTS or is_crawl(path)


def is_sidecar(path: Path) -> bool:
    """Whether a .json stands beside the page or text it describes."""
    return path.suffix.lower() in OBJECTS and any(path.with_suffix(s).is_file() for s in sorted(PAGES | TEXTS))


def _is_other(path: Path) -> bool:
    """Whether a .json found in a folder is something else than articles: settings, gold answers."""
    if path.suffix.lower() not in OBJECTS:
        return False
    try:
        content = parse(decode_text(_load(path), str(path)), str(path))
    except (InputRefused, OSError):
        return False  # reading it says what is wrong
    records = content if isinstance(content, list) else [content]
    return not any(isinstance(record, dict) and "text" in record for record in records)


def read_file(path: Path, given: Given) -> Iterator[Outcome]:
    """What a file holds, by the kind that its name tells."""
    suffix = path.suffix.lower()
    name, stem = (HALF_CHARACTER.sub("\ufffd", words) for words in (str(path), path.stem))  # any bytes may be a name
    if is_crawl(path):
        yield from read_crawl(path, given)
    elif suffix in LINES:
        with path.open("rb") as stream:
            yield from read_lines(cast(BinaryIO, stream), name, stem, given)
    elif suffix in OBJECTS:
        yield from _objects(_load(path), name, stem, given)
    elif suffix in PAGES:
        data = _load(path)
        if kind_of(data) == "feed":  # a feed saved by a browser
            yield from read_feed(data, name, given)
        else:
            given.begin(name)
            yield read_page(data, name, stem, given, _sidecar(path))
    elif suffix in LISTS or name.lower().endswith(".xml.gz"):
        yield from read_list(unpacked(_load(path), name), name, given)
    elif suffix in ADDRESSES:
        yield from read_links(_load(path), name)
    elif suffix in TEXTS:
        yield from _read_text(_load(path), name, stem, given, _sidecar(path))
    else:
        raise InputRefused(name, f"files of the kind {suffix or path.name!r} are not read", KINDS)


def read_list(data: bytes, name: str, given: Given, *, url: str | None = None) -> Iterator[Outcome]:
    """The articles and links of a feed, reading list or sitemap."""
    kind = kind_of(data)
    if kind is None:
        raise InputRefused(name, "no feed, reading list or sitemap by its first element", KINDS)
    yield from read_feed(data, name, given, url=url) if kind == "feed" else read_links(data, name)


def _load(path: Path) -> bytes:
    """The bytes of a page or text. A larger file is refused by its size, unread."""
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(PAGE_BYTES + 1) if size <= PAGE_BYTES else b""
    if max(size, len(data)) > PAGE_BYTES:
        reason = f"{max(size, len(data)):,} bytes, more than {PAGE_BYTES:,}"
        raise InputRefused(str(path), reason, "Give one article a file; many go into a .jsonl.")
    if not data.strip():
        raise InputRefused(str(path), "the file is empty", "Remove it, or give the article's words.")
    return data


def _sidecar(path: Path) -> dict[str, str]:
    """What `NAME.json` says about `NAME.html` or `NAME.txt`."""
    beside = path.with_suffix(".json")
    if not beside.is_file():
        return {}
    content = parse(decode_text(_load(beside), str(beside)), str(beside))
    if not isinstance(content, dict):
        raise InputRefused(str(beside), "a sidecar holds one object", 'Like {"outlet": "...", "published": "..."}.')
    return read_fields(content, str(beside))


def _objects(data: bytes, name: str, stem: str, given: Given) -> Iterator[Outcome]:
    text = decode_text(data, name)
    try:
        parse(text, name)
    except InputRefused:
        if len(text.split("\n", 1)) < 2 or not is_object(text.split("\n", 1)[0]):
            raise
        yield from read_lines(BytesIO(data), name, stem, given)  # JSON Lines under another name
    else:
        yield from read_object(text, name, stem, given)


def _read_text(data: bytes, name: str, stem: str, given: Given, fields: dict[str, str]) -> Iterator[Outcome]:
    """What a text holds: an article, or web addresses, one a line."""
    if not fields and is_addresses(data):
        yield from read_links(data, name)
        return
    given.begin(name)
    yield complete(decode_text(data, name), fields, source=name, stem=stem, given=given)


def _read_stream(stream: BinaryIO, name: str, stem: str, given: Given, by: By) -> Iterator[Outcome]:
    """What a stream without a file name holds."""
    for piece in pieces(stream, name, stem):
        yield from guarded(by.piece(piece, given), name)


def read_piece(piece: Piece, given: Given) -> Iterator[Outcome]:
    """What a piece of a stream holds: JSON Lines, or JSON, a page, or a text, by its first bytes."""
    name, stem, data = piece.name, piece.stem, piece.data
    if piece.line:
        yield from read_lines(BytesIO(data), name, stem, given, first=piece.line)
        return
    if len(data) > PAGE_BYTES:
        raise InputRefused(name, f"more than {PAGE_BYTES:,} bytes", "Give many articles as JSON Lines.")
    if not data.strip():
        raise InputRefused(name, "it is empty", KINDS)
    start = decode_page(data[:HEAD], name)[0].lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        yield from _objects(data, name, stem, given)
    elif start.startswith("WARC/"):
        raise InputRefused(name, "a crawl, in which places are looked up", "Name its file.")
    elif start.startswith("<") and kind_of(data) is not None:
        yield from read_list(data, name, given)
    elif MARKUP.match(start):
        given.begin(name)
        yield read_page(data, name, stem, given, {})
    else:
        yield from _read_text(data, name, stem, given, {})


class By(NamedTuple):
    """What reads files and pieces of streams: functions of this module, or another process."""

    file: Callable[[Path, Given], Iterator[Outcome]]
    piece: Callable[[Piece, Given], Iterator[Outcome]]


HERE = By(read_file, read_piece)
