"""Bytes into text: byte-order mark, then what the page declares, then UTF-8. A character set is never guessed.

Labels are read as the WHATWG Encoding Standard reads them ("latin1" is windows-1252); UTF-7 is no text encoding here.
"""

from __future__ import annotations

import codecs
import re

from twosource.errors import InputRefused

PAGE_BYTES = 10_000_000  # a page or text above this is refused unread; articles with their scripts stay below 5 MB
SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROL_SHARE = 0.01  # of the first characters; more is no text
LOOKED_AT = 4096
DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
KNOWN = re.compile(
    r"utf-?8|unicode-1-1-utf-8|(?:windows|cp|x-cp)-?(?:125[0-8]|874|949|932|936|950|866)|iso-?8859-?\d{1,2}(?:-[ie])?|koi8-?[ru]|gb(?:k|2312|18030)|"
    r"big5(?:-?hkscs)?|euc-?(?:jp|kr)|shift[_-]jis|sjis|x-sjis|iso-2022-jp|macintosh|tis-620|ks_c_5601-1987"
)
AS_READ = {  # labels that mean more than they say
    "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252", "l1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "windows-874": "cp874", "tis-620": "cp874", "macintosh": "mac_roman",
    "unicode-1-1-utf-8": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",  # it was readable so far
}  # fmt: skip
AS_TEXT = "Save it as UTF-8 text."
AS_WORDS = "Give the article as UTF-8 text: .txt, .html or .jsonl."


def decode_text(data: bytes, source: str, *, whole: bool = True) -> str:
    """The text of a plain file, or of a line in it, whose encoding is the file's whatever marks it begins with.

    Raises `InputRefused` for binaries and for bytes that are no text.
    """
    refuse_binary(data, source)
    encoding = marked_encoding(data) or "utf-8"
    if not whole and encoding != "utf-8-sig":
        encoding = "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputRefused(source, f"not valid {_name(encoding)} at byte {error.start}", AS_TEXT) from None
    return _printable(text, source)


def decode_page(data: bytes, source: str, *, charset: str | None = None) -> tuple[str, int | None]:
    """The text of an HTML file, and the first byte that its encoding does not allow (shown as U+FFFD), if any.

    `charset` is what the server said: it goes before what the page declares, after a byte-order mark.
    A broken byte in a script or a comment must not cost the article, so the caller looks where the damage is.
    """
    refuse_binary(data, source)
    encoding = marked_encoding(data) or _named_encoding(charset, data[:LOOKED_AT], source) or "utf-8"
    try:
        return _printable(data.decode(encoding), source), None
    except UnicodeDecodeError as error:
        return _printable(data.decode(encoding, errors="replace"), source), error.start


def refuse_binary(data: bytes, source: str) -> None:
    """Raise `InputRefused` when the first bytes are those of something that is no text."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            advice = "Unpack it first." if what.endswith("archive") else AS_WORDS
            raise InputRefused(source, f"{what}, not a text", advice)
    if b"\x00" in data[:LOOKED_AT] and marked_encoding(data) is None:
        raise InputRefused(source, "a binary file, or UTF-16 without its mark (it holds NUL bytes)", AS_WORDS)


def marked_encoding(data: bytes) -> str | None:
    """The Unicode encoding that a byte-order mark announces."""
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _named_encoding(charset: str | None, head: bytes, source: str) -> str | None:
    """The codec that the server named, else the one that the page declares."""
    served = _codec((charset or "").strip().strip("\"'").lower())
    match = DECLARED.search(head)
    if served is not None or match is None:
        return served
    label = (match.group(1) or match.group(2)).decode("ascii").lower()
    declared = _codec(label)
    if declared is None:
        raise InputRefused(source, f"its character set {label!r} is not known", AS_TEXT)
    return declared


def _codec(label: str) -> str | None:
    """The codec of a label, as browsers read it; None for one that is not known."""
    if label not in AS_READ and not KNOWN.fullmatch(label):
        return None
    name = AS_READ.get(label, label)
    try:
        return codecs.lookup(name.removeprefix("x-").removesuffix("-i").removesuffix("-e")).name
    except LookupError:
        return None


def _printable(text: str, source: str) -> str:
    head = text[:LOOKED_AT]
    if len(CONTROL.findall(head)) > CONTROL_SHARE * len(head):
        raise InputRefused(source, "a binary file (control characters)", AS_WORDS)
    return text


def _name(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()
