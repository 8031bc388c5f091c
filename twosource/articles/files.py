"""Files, folders and standard input into Articles: which file is what, and what happens to one that cannot be read.

The result is the same in whatever order the sources are named. Every input ends as an article, as a copy folded into
one, or as a refusal that names it; nothing is dropped in silence but files of other kinds found inside a folder.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO, cast

from twosource.articles.dates import as_words
from twosource.articles.decode import PAGE_BYTES, decode_page, decode_text
from twosource.articles.feeds import Link, is_addresses, kind_of, read_feed, read_links
from twosource.articles.folders import article_files
from twosource.articles.kinds import (
    ADDRESSES,
    KINDS,
    LINES,
    LISTS,
    MARKED,
    OBJECTS,
    PAGES,
    TEXTS,
    kind,
    not_read,
    plain,
    sidecar_of,
)
from twosource.articles.loading import DAMAGED, load, opened, unbroken, unreadable
from twosource.articles.make import HALF_CHARACTER
from twosource.articles.markdown import read_markdown
from twosource.articles.pages import read_page
from twosource.articles.records import (
    LINE_BYTES,
    Given,
    complete,
    is_object,
    parse,
    read_fields,
    read_lines,
    read_object,
    say_unread,
)
from twosource.articles.streams import HEAD, STDIN, Piece, pieces, standard_input
from twosource.articles.tables import AS_TABLE, is_table, read_table
from twosource.articles.warc import is_crawl, read_crawl
from twosource.data import Article
from twosource.errors import InputRefused, UsageError

WEB = re.compile(r"https?://", re.IGNORECASE)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
UNFETCHED = "Fetch it into an archive with `twosource add`, or give the article's page."
MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype html|<!--|<(?:html|head|body|article|div|p|meta|title)\b)", re.IGNORECASE)
Outcome = Article | Link | InputRefused


def read_articles(
    sources: Iterable[str | Path],
    *,
    outlet: str | None = None,
    published: str | date | None = None,
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
    published = as_words(published, "published")
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

    `by` reads them: in another process, say. Raises `UsageError` for a `url` that would be many articles'.
    """
    named = [sources] if isinstance(sources, (str, Path)) else sources
    if url is not None:
        named = list(named)
        _refuse_many(named)
    return _read_sources(named, Given(outlet, published, url), stdin, by or HERE)


def _refuse_many(sources: Sequence[str | Path]) -> None:
    """Raise `UsageError` where one address would stand for many articles: they would be versions of one page."""
    if len(sources) == 1 and (str(sources[0]) == "-" or kind(Path(sources[0])) in PAGES | TEXTS | OBJECTS):
        return
    raise UsageError(
        "an address is that of one page or text: name that file alone, or give each its own in a sidecar .json"
    )


def _read_sources(
    sources: Iterable[str | Path], given: Given, stdin: TextIO | BinaryIO | None, by: By
) -> Iterator[Outcome]:
    for source in sources:
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
        yield unreadable(error, str(error.filename or source))


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
    if "\0" in str(source):
        raise InputRefused(repr(str(source)), "no file can have this name", "Check the path.")
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


def read_file(path: Path, given: Given) -> Iterator[Outcome]:
    """What a file holds, by the kind that its name tells."""
    ending = kind(path)
    name, stem = (
        HALF_CHARACTER.sub("\ufffd", words) for words in (str(path), " ".join(plain(path).stem.split()))
    )  # any bytes may be a name
    if is_crawl(path):
        yield from read_crawl(path, given)
    elif ending in LINES:
        yield from _read_lines(path, name, stem, given)
    elif ending in OBJECTS:
        yield from _objects(load(path), name, stem, given)
    elif ending in PAGES:
        data = load(path)
        if kind_of(data) == "feed":  # a feed saved by a browser
            yield from read_feed(data, name, given)
        else:
            given.begin(name)
            yield read_page(data, name, stem, given, _sidecar(path))
    elif ending in LISTS:
        yield from read_list(load(path, most=5 * PAGE_BYTES), name, given)
    elif ending in ADDRESSES:
        yield from _read_table(load(path), name, stem, given)
    elif ending in MARKED:
        yield from _read_markdown(load(path), name, stem, given, _sidecar(path))
    elif ending in TEXTS:
        yield from _read_text(load(path), name, stem, given, _sidecar(path))
    else:
        raise not_read(path, name)


def _read_lines(path: Path, name: str, stem: str, given: Given) -> Iterator[Outcome]:
    """JSON Lines; or one JSON value under their name, whose lines are none."""
    if _is_whole(path):
        yield from read_object(decode_text(load(path), name), name, stem, given)
        return
    with opened(path) as stream:
        yield from unbroken(read_lines(stream, name, stem, given), name)


def _is_whole(path: Path) -> bool:
    """Whether a file is one JSON object over several lines, or a list of objects."""
    with opened(path) as stream:
        try:
            start = stream.readline(LINE_BYTES).lstrip(b"\xef\xbb\xbf \t\r")
        except DAMAGED:
            return False
    if not start.startswith((b"{", b"[")) or is_object(start.decode("utf-8", "replace")):
        return False
    try:
        content = parse(decode_text(load(path), str(path)), str(path))
    except InputRefused:
        return False
    return isinstance(content, dict) or all(isinstance(record, dict) for record in content)


def _read_table(data: bytes, name: str, stem: str, given: Given) -> Iterator[Outcome]:
    """A table of articles, or of addresses."""
    if is_table(data):
        yield from read_table(data, name, stem, given)
        return
    found = list(read_links(data, name))
    if not any(isinstance(outcome, Link) for outcome in found) and data.count(b"\n") > 1:
        raise InputRefused(name, 'neither a table with a column "text" nor addresses, one a line', AS_TABLE)
    yield from found


def read_list(data: bytes, name: str, given: Given, *, url: str | None = None) -> Iterator[Outcome]:
    """The articles and links of a feed, reading list or sitemap."""
    kind = kind_of(data)
    if kind is None:
        raise InputRefused(name, "no feed, reading list or sitemap by its first element", KINDS)
    yield from read_feed(data, name, given, url=url) if kind == "feed" else read_links(data, name)


def _sidecar(path: Path) -> dict[str, str]:
    """What `NAME.json` says about `NAME.html` or `NAME.txt`."""
    beside = sidecar_of(path)
    if not beside.is_file():
        return {}
    try:
        content = parse(decode_text(load(beside), str(beside)), str(beside))
        if not isinstance(content, dict):
            raise InputRefused(
                str(beside), "it holds no object", 'Write it like {"outlet": "...", "published": "..."}.'
            )
        fields = read_fields(content, str(beside))
    except InputRefused as refusal:  # it is the page or text that is not read
        raise InputRefused(
            str(path), f"its sidecar {beside.name} cannot be used: {refusal.reason}", refusal.advice
        ) from None
    say_unread(content, str(beside))
    return fields


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


def _read_markdown(data: bytes, name: str, stem: str, given: Given, fields: dict[str, str]) -> Iterator[Outcome]:
    given.begin(name)
    found = read_markdown(decode_text(data, name))
    say_unread(found.fields, name)
    told = read_fields(found.fields, f"{name}, front matter") | fields
    told |= {"title": told.get("title") or found.heading} if found.heading else {}
    yield complete(found.text, told, source=name, stem=stem, given=given)


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
    elif is_table(data, sure=True):
        yield from read_table(data, name, stem, given)
    else:
        yield from _read_text(data, name, stem, given, {})


class By(NamedTuple):
    """What reads files and pieces of streams: functions of this module, or another process."""

    file: Callable[[Path, Given], Iterator[Outcome]]
    piece: Callable[[Piece, Given], Iterator[Outcome]]


HERE = By(read_file, read_piece)
