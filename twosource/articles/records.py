"""JSON records into articles: the lines of a .jsonl file, the object or list of a .json file, a row, a sidecar.

A record is refused for what would make its account wrong (no text, a wrong type, another language); what merely is
missing (outlet, id, date) is filled in where the input says it elsewhere, and noted.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, Literal, NamedTuple
from urllib.parse import urlsplit

from twosource.articles.decode import PAGE_BYTES, decode_text, marked_encoding, refuse_binary
from twosource.articles.language import foreign_language
from twosource.articles.make import check_text, make_article
from twosource.data import Article
from twosource.errors import InputRefused

LINE_BYTES = 8_000_000  # of one record; the longest text an article may have fits in it, escaped
NAME_CHARACTERS = 2_000  # of every field but the text
FIELDS = ("id", "outlet", "url", "title", "published", "modified", "retrieved", "byline")
AS_RECORD = 'Each article is one object with "outlet", "published" and its words as "text".'
NEWS_PLEASE = {  # the names of a news-please record, and ours
    "maintext": "text", "source_domain": "outlet", "date_publish": "published", "date_modify": "modified",
    "date_download": "retrieved", "authors": "byline",
}  # fmt: skip
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
log = logging.getLogger(__name__)


def unwatched(place: str) -> None:
    """Nobody wants to know what is read."""


class Given(NamedTuple):
    """What the caller says about inputs that do not say it themselves, and who is told before each one is read.

    `begin(place)` stands right before the work on an input that ends in exactly one outcome, so that what it raises is
    that outcome; `begin("")` says that a long way between two inputs goes on.
    """

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    begin: Callable[[str], None] = unwatched


def read_lines(
    stream: BinaryIO, name: str, stem: str, given: Given, *, first: int = 1
) -> Iterator[Article | InputRefused]:
    """Articles of a JSON Lines stream, and a refusal for each line that is none. A bad line costs only itself.

    `first` is the number of the first line: above 1, the stream goes on where another one ended.
    """
    given = given._replace(url=None)  # an address is that of one page
    empty = first == 1
    start = stream.readline(LINE_BYTES + 1)
    if first == 1:
        if marked_encoding(start) not in {None, "utf-8-sig"}:
            yield from _recoded_lines(start + stream.read(PAGE_BYTES), name, stem, given)
            return
        refuse_binary(start, name)
    for number, line in enumerate(_lines(stream, start), start=first):
        source = f"{name}, line {number}"
        try:
            if line is None:
                raise InputRefused(source, f"longer than {LINE_BYTES:,} bytes", "Give one article a line.")
            text = decode_text(line, source, whole=False)
            if text.strip():
                empty = False
                given.begin(source)
                yield article_of(parse(text, source, line=number), source, stem, given)
        except InputRefused as refusal:
            empty = False
            yield refusal
    if empty:
        yield InputRefused(name, "the file is empty", AS_RECORD)


def _recoded_lines(data: bytes, name: str, stem: str, given: Given) -> Iterator[Article | InputRefused]:
    """Lines of a UTF-16 or UTF-32 file, which cannot be cut at line-end bytes."""
    from io import BytesIO

    if len(data) > PAGE_BYTES:
        raise InputRefused(name, f"larger than {PAGE_BYTES:,} bytes and not UTF-8", "Save it as UTF-8 text.")
    yield from read_lines(BytesIO(decode_text(data, name).encode("utf-8", "surrogatepass")), name, stem, given)


def _lines(stream: BinaryIO, first: bytes) -> Iterator[bytes | None]:
    """The lines of a stream; None stands for one above the limit, which is never held whole."""
    line = first
    while line:
        if len(line) > LINE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(LINE_BYTES)
            yield None
        else:
            yield line
        line = stream.readline(LINE_BYTES + 1)


def read_object(text: str, name: str, stem: str, given: Given) -> Iterator[Article | InputRefused]:
    """Articles of a .json text: one object, or a list of them."""
    content = parse(text, name)
    records = content if isinstance(content, list) else [content]
    given = given if len(records) == 1 else given._replace(url=None)  # an address is that of one page
    if not records:
        raise InputRefused(name, "the list is empty", AS_RECORD)
    for number, record in enumerate(records, start=1):
        source = f"{name}, item {number}" if isinstance(content, list) else name
        try:
            given.begin(source)
            yield article_of(record, source, stem, given)
        except InputRefused as refusal:
            yield refusal


def parse(text: str, source: str, *, line: int | None = None) -> Any:
    """A JSON value. Raises `InputRefused` with line and column for what is none; numbers JSON does not know are none."""
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as error:
        where = f"column {error.colno}" if line is not None else f"line {error.lineno}, column {error.colno}"
        raise InputRefused(source, f"not valid JSON at {where} ({error.msg})", "Mend or remove it.") from None
    except RecursionError:
        raise InputRefused(source, "its JSON is nested too deep", AS_RECORD) from None
    except ValueError as error:
        raise InputRefused(source, f"not valid JSON ({error})", "Mend or remove it.") from None


def is_object(line: str) -> bool:
    """Whether a line is a JSON object."""
    try:
        return isinstance(parse(line, ""), dict)
    except InputRefused:
        return False


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(n for n in names if names.count(n) > 1)!r} stands twice in one object")
    return record


def article_of(record: Any, source: str, stem: str, given: Given) -> Article:
    """The article of one record. Raises `InputRefused` for a record that cannot be one."""
    if not isinstance(record, dict):
        raise InputRefused(source, f"an object was expected, not {_kind(record)}", AS_RECORD)
    if record.get("text") is None and "maintext" in record:
        record = _from_news_please(record)
    text = record.get("text")
    if text is None:
        names = ", ".join(f'"{CONTROL.sub(" ", name[:20])}"' for name in list(record)[:8])
        reason = 'there is no "text"' + (f", only {names}" if names else "")
        raise InputRefused(source, reason, AS_RECORD)
    if not isinstance(text, str):
        raise InputRefused(source, f'"text" must be a string, not {_kind(text)}', AS_RECORD)
    fields = read_fields(record, source)
    if "published" not in fields or "outlet" not in fields:  # a name of its own may hold what is missing
        say_unread(record, source)
    return complete(text, fields, source=source, stem=stem, given=given)


def say_unread(record: Mapping[str, Any], source: str) -> None:
    """Say which names of a record or sidecar nobody knows: one may be a known one misspelt."""
    unread = [CONTROL.sub(" ", name[:20]) for name in record if name not in (*FIELDS, "text", *NEWS_PLEASE)]
    if unread:
        names = ", ".join(unread[:8]) + (f" and {len(unread) - 8} more" if len(unread) > 8 else "")
        log.info("%s: names that are not read (%s); those that are: %s", source, names, ", ".join(FIELDS))


def _from_news_please(record: Mapping[str, Any]) -> dict[str, Any]:
    """A news-please record under our names; its "None" is nothing."""
    named = {NEWS_PLEASE.get(name, name): value for name, value in record.items() if value not in ("None", "", [])}
    authors = named.get("byline")
    if isinstance(authors, list):
        named["byline"] = ", ".join(str(author) for author in authors)
    return named


def read_fields(record: Mapping[str, Any], source: str) -> dict[str, str]:
    """The known fields of a record or sidecar that are stated, as clean strings."""
    fields: dict[str, str] = {}
    for name in FIELDS:
        value = record.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is None:
            continue
        if not isinstance(value, str):
            raise InputRefused(source, f'"{name}" must be a string, not {_kind(value)}', AS_RECORD)
        if len(value) > NAME_CHARACTERS:
            raise InputRefused(source, f'"{name}" is longer than {NAME_CHARACTERS:,} characters', AS_RECORD)
        value = CONTROL.sub(" ", value).strip()
        if value:
            fields[name] = value
    return fields


def complete(
    text: str,
    fields: Mapping[str, str],
    *,
    source: str,
    stem: str,
    given: Given,
    basis: Literal["given", "page", "url"] = "given",
    notes: tuple[str, ...] = (),
) -> Article:
    """The article with this text and these fields; what they leave out comes from `given`, address and file name."""
    check_text(text, source)
    language = foreign_language(text)
    if language is not None:
        raise InputRefused(source, f"its language is {language}", "Only English is read; give a translation.")
    published, url = fields.get("published") or given.published, fields.get("url") or given.url
    outlet = fields.get("outlet") or given.outlet
    if outlet is None:
        outlet = host(url) or stem
        notes += ("outlet taken from the address" if host(url) else "outlet not given: the file's name stands for it",)
    return make_article(
        text,
        id=fields.get("id") or content_id(stem, text, outlet, url, published),
        outlet=outlet,
        url=url,
        published=published,
        published_basis=basis if "published" in fields else "given",
        modified=fields.get("modified"),
        retrieved=fields.get("retrieved"),
        title=fields.get("title"),
        byline=fields.get("byline"),
        source=source,
        notes=notes,
    )


def content_id(stem: str, text: str, *told: str | None) -> str:
    """A readable id that follows from file name, text and what is told of it: `harbour-post-1a2b3c4d`.

    Two outlets that print the same words are two articles, whatever their files are called.
    """
    readable = "-".join(re.findall(r"\w+", stem.lower()))[:40].strip("-") or "article"
    words = [text.replace("\r\n", "\n").replace("\r", "\n"), *(part or "" for part in told)]
    digest = hashlib.sha256("\x00".join(words).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{readable}-{digest[:8]}"


def host(url: str | None) -> str | None:
    """The host of an address, without "www."; None when it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
