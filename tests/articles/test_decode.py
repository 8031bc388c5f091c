import codecs

import pytest

from twosource.articles.decode import decode_page, decode_text, refuse_binary
from twosource.errors import InputRefused

WORDS = "The café of Aster said “no” to €40,000."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (WORDS.encode(), WORDS),
        (codecs.BOM_UTF8 + WORDS.encode(), WORDS),
        (WORDS.encode("utf-16"), WORDS),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), WORDS),
        (WORDS.encode("utf-32"), WORDS),
        (b"one\r\ntwo", "one\r\ntwo"),
        (b"", ""),
    ],
)
def test_texts(data: bytes, text: str) -> None:
    assert decode_text(data, "a.txt") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (WORDS.encode("cp1252"), "not valid UTF-8 at byte 7"),
        (b"The ferry \xc0\xaf sank", "not valid UTF-8 at byte 10"),  # overlong
        (b"The ferry \xed\xa0\x80 sank", "not valid UTF-8"),  # half a character
        (codecs.BOM_UTF16_LE + b"a", "not valid UTF-16"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x1f\x8b\x08....", "gzip"),
        (b"\x28\xb5\x2f\xfd....", "zstd"),
        (b"\x89PNG\r\n", "picture"),
        (b"a\x00b", "NUL"),
        (b"\x01\x02\x03\x04text", "control characters"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        decode_text(data, "a.txt")
    assert refusal.value.source == "a.txt"
    assert refusal.value.advice


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("<meta charset=windows-1252>", "cp1252"),
        ('<meta charset="iso-8859-1">', "cp1252"),  # as browsers read it
        ('<meta charset="latin1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
        ('<meta charset="UTF-16">', "utf-8"),  # it could be read so far
        ("", "utf-8"),
    ],
)
def test_pages_are_read_as_they_declare(declared: str, encoding: str) -> None:
    html = f"{declared}<p>The café of Aster</p>"
    assert decode_page(html.encode(encoding), "a.html") == (html, None)


def test_a_mark_wins_over_a_declaration() -> None:
    html = '<meta charset="windows-1252"><p>café</p>'
    assert decode_page(codecs.BOM_UTF8 + html.encode(), "a.html")[0] == html


def test_what_a_page_loses_is_said() -> None:
    text, broken = decode_page(b"<p>caf\xe9</p>", "a.html")
    assert (text, broken) == ("<p>caf\ufffd</p>", 6)


@pytest.mark.parametrize("label", ["utf-7", "x-made-up", "rot13", "idna", "unicode_escape"])
def test_unknown_labels_are_refused(label: str) -> None:
    with pytest.raises(InputRefused, match="character set"):
        decode_page(f'<meta charset="{label}"><p>x</p>'.encode(), "a.html")


def test_binaries() -> None:
    refuse_binary(b"words", "a")
    with pytest.raises(InputRefused):
        refuse_binary(b"\x7fELF", "a")
