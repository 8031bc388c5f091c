import codecs
import io
import json

import pytest

from tests.pace import at_most
from twosource.articles import read_articles
from twosource.data import Article
from twosource.errors import InputRefused

TEXT = "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon."


def read(data: str | bytes) -> tuple[list[Article], list[InputRefused]]:
    refused: list[InputRefused] = []
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return read_articles("-", stdin=io.BytesIO(raw), on_refusal=refused.append), refused


def line(**fields: object) -> str:
    return json.dumps({"id": "a", "outlet": "Aster Echo", "published": "2024-03-06", "text": TEXT} | fields)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{not json}", "not valid JSON at column 2"),
        (line(text=None), 'there is no "text"'),
        (line(text=7), '"text" must be a string, not a number'),
        (line(text=["x"]), "not a list"),
        (line(text="  \n"), "no text"),
        (line(outlet={"name": "x"}), '"outlet" must be a string, not an object'),
        (line(published=20240306), '"published" must be a string'),
        (line(title="x" * 3_000), "longer than 2,000"),
        (line(text="x" * 1_000_001), "more than 1,000,000"),
        ('{"text": "x", "score": NaN}', "NaN is no number"),
        ('{"text": "x", "score": -Infinity}', "Infinity"),
        ('{"text": "x", "n": ' + "9" * 5_000 + "}", "not valid JSON"),
        ('{"text": "x", "text": "y"}', "stands twice"),
        ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deep"),
        ('{"text": "\\ud800 x"}', "half a character"),
        ('{"text": "' + "word " * 40 + '\x01"}', "not valid JSON"),
        ("[1, 2]", "an object was expected, not a list"),
        ('"words"', "an object was expected"),
        ("null", "an object was expected, not null"),
        ('{"text": "x"} {"text": "y"}', "Extra data"),
        (line(text="Die Fähre verließ den Hafen von Aster am Dienstagmorgen mit 140 Fahrgästen und sank vor der Insel Lunde, noch bevor es Mittag war. Niemand wurde lebend gefunden."), "its language is German"),
    ],
)  # fmt: skip
def test_a_bad_line_costs_itself_only(bad: str, reason: str) -> None:
    articles, refused = read("\n".join([line(id="first"), bad, line(id="last", text=TEXT + " Again.")]))
    assert [a.id for a in articles] == ["last", "first"] or [a.id for a in articles] == ["first", "last"]
    (refusal,) = refused
    assert refusal.source == "standard input, line 2"
    assert reason in refusal.reason
    assert refusal.advice


def test_unknown_keys_are_let_through() -> None:
    articles, refused = read(line(extra={"deep": [1, 2, {"x": None}]}, score=1e308))
    assert [a.text for a in articles] == [TEXT]
    assert not refused


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"published": "03/04/2025"}, "no clear date"),
        ({"published": None}, "no date of publication"),
        ({"outlet": None, "url": "https://www.echo.example/x"}, "outlet taken from the address"),
        ({"outlet": None}, "outlet not given"),
    ],
)
def test_what_is_missing_is_noted(fields: dict[str, object], note: str) -> None:
    ((article,), _) = read(line(**fields))
    assert any(note in n for n in article.notes)


def test_ids() -> None:
    same, refused = read("\n".join([line(), line()]))
    assert (len(same), len(refused)) == (1, 0)
    kept, refused = read("\n".join([line(), line(text=TEXT + " Again.", published="2024-03-07")]))
    assert [a.text for a in kept] == [TEXT]
    assert "its id 'a' is that of a different article" in refused[0].reason
    numbered, _ = read(line(id=7))
    assert numbered[0].id == "7"
    made, _ = read(line(id=None))
    assert made[0].id.startswith("stdin-")


def test_control_characters_leave_the_fields_and_stay_out_of_names() -> None:
    ((article,), _) = read(line(outlet="Aster\x1b[31m Echo\n", title="\u202eFerry"))
    assert article.outlet == "Aster [31m Echo"
    assert article.title == "\u202eFerry"


def test_line_ends_become_one_and_offsets_refer_to_the_result() -> None:
    ((article,), _) = read(line(text=f"Ferry sinks\r\n\r\n{TEXT}\r{TEXT}"))
    assert "\r" not in article.text
    assert [article.text[b.start : b.end] for b in article.blocks] == ["Ferry sinks", TEXT, TEXT]


def test_an_overlong_line_is_passed_over() -> None:
    with at_most(5):
        articles, refused = read(line(text="x" * 9_000_000) + "\n" + line())
        assert [a.id for a in articles] == ["a"]
        assert "longer than" in refused[0].reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_marked_encodings(encoding: str) -> None:
    articles, refused = read((line() + "\n" + line(id="b", text=TEXT + " Ça.")).encode(encoding))
    assert [a.id for a in articles] == ["a", "b"]
    assert not refused


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_within_a_file_is_no_other_encoding(mark: bytes) -> None:
    articles, refused = read(line().encode() + b"\n" + mark + line(id="b").encode() + b"\n" + line(id="c").encode())
    assert [a.id for a in articles] == ["a", "c"]
    assert [(r.source, r.reason) for r in refused] == [("standard input, line 2", "not valid UTF-8 at byte 0")]
