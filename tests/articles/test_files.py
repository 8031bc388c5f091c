import bz2
import errno
import gzip
import io
import json
import lzma
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from twosource.articles import read_articles, read_sources
from twosource.articles.counting import how_many
from twosource.articles.feeds import Link
from twosource.data import Article
from twosource.errors import InputRefused, UsageError

TEXT = "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon."
MORE = "Nobody had expected the storm to come so early, and three ships had been let out of the harbour that day."
PAGE = f"<html><head><title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1><p>{TEXT}</p><p>{MORE}</p></article></body></html>"


def read(*sources: Path, **options: str) -> tuple[list[Article], list[InputRefused]]:
    refused: list[InputRefused] = []
    return read_articles(sources, on_refusal=refused.append, **options), refused


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../a.txt", "0" * 1_000_000)
    return made.getvalue()


ZEROS = b"0" * 1_000_000


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.html", b"  \n", "the file is empty"),
        ("a.jsonl", b"\n\n", "the file is empty"),
        ("a.json", b"[]", "the list is empty"),
        ("a.txt", gzip.compress(ZEROS), "a gzip archive"),
        ("a.html", bz2.compress(ZEROS), "a bzip2 archive"),
        ("a.jsonl", lzma.compress(ZEROS), "an xz archive"),
        ("a.json", zipped(), "a ZIP archive"),
        ("a.txt", b"%PDF-1.7", "a PDF file"),
        ("a.txt", TEXT.encode() + b"\x00\x01", "NUL bytes"),
        ("a.txt", "Le café".encode("latin-1") + TEXT.encode(), "not valid UTF-8"),
        ("a.html", PAGE.replace("Tuesday", "Tu\xe9sday").encode("latin-1"), "character set"),
        ("a.html", PAGE[:200].replace(TEXT[:20], ""), None),
        ("a.txt", b"x" * 10_000_001, "more than 10,000,000"),
        ("a.html", b"<p>" * 20_000_000, "more than 10,000,000"),
        ("a.docx", b"words", "are not read"),
        ("a.json", b'{"text": 1}', "must be a string"),
    ],
)
def test_each_bad_file_is_named_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes | str, reason: str | None
) -> None:
    good = write(tmp_path / "good.txt", TEXT)
    articles, refused = read(write(tmp_path / name, content), good)
    assert TEXT in [a.text for a in articles]
    if reason is not None:
        assert [r.source for r in refused] == [str(tmp_path / name)]
        assert reason in refused[0].reason
        assert refused[0].advice


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    _, refused = read(tmp_path / "none.txt")
    assert refused[0].reason == "there is no such file"
    with pytest.raises(InputRefused):
        read_articles(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "an empty name"), ("ftp://aster.example/a.html", "no web address"), ("file:///a.html", "no web address")],
)
def test_a_name_that_is_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "good.txt", TEXT)
    outcomes = list(read_sources([name, "good.txt"]))
    assert [type(o) for o in outcomes] == [InputRefused, Article]
    assert isinstance(outcomes[0], InputRefused)
    assert outcomes[0].source == (name or "''")
    assert outcomes[0].reason == reason
    assert outcomes[0].advice


def test_a_page_and_its_sidecar(tmp_path: Path) -> None:
    write(tmp_path / "a.json", json.dumps({"outlet": "Aster Echo", "published": "2024-03-06"}))
    ((article,), refused) = read(write(tmp_path / "a.html", PAGE))
    assert not refused
    assert (article.outlet, article.published, article.title) == ("Aster Echo", "2024-03-06", "Ferry sinks")
    assert TEXT in article.text
    assert MORE in article.text


def test_names_that_nobody_reads_are_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path / "a.json", '{"outlet": "Aster Echo", "publshed": "2024-03-06"}')
    with caplog.at_level("INFO", logger="twosource"):
        read(write(tmp_path / "a.txt", TEXT))
        read(write(tmp_path / "b.jsonl", json.dumps({"text": TEXT, "date": "2024-03-06", "outlet": "Aster Echo"})))
        read(write(tmp_path / "c.jsonl", json.dumps({"text": TEXT, "x": 1, "outlet": "A", "published": "2024-03-06"})))
    said = [record.getMessage() for record in caplog.records]
    assert [words.split("; ")[0] for words in said] == [
        f"{tmp_path / 'a.json'}: names that are not read (publshed)",
        f"{tmp_path / 'b.jsonl'}, line 1: names that are not read (date)",
    ]


def test_the_name_of_a_file_is_one_line_of_an_outlet(tmp_path: Path) -> None:
    ((article,), _) = read(write(tmp_path / "Aster\nEcho.txt", TEXT))
    assert article.outlet == "Aster Echo"


def test_a_day_that_holds_for_all_may_be_a_date(tmp_path: Path) -> None:
    (article,) = read_articles([write(tmp_path / "a.txt", TEXT)], published=date(2024, 3, 6))
    assert article.published == "2024-03-06"


@pytest.mark.parametrize("sidecar", ["[1]", "{broken", '{"outlet": 3}', "7"])
def test_a_bad_sidecar_is_refused_with_its_page(tmp_path: Path, sidecar: str) -> None:
    write(tmp_path / "a.json", sidecar)
    articles, refused = read(write(tmp_path / "a.txt", TEXT))
    assert not articles
    assert refused[0].source == str(tmp_path / "a.txt")
    assert "sidecar a.json" in refused[0].reason


def test_a_page_with_a_broken_byte_outside_its_text_is_read(tmp_path: Path) -> None:
    html = PAGE.encode().replace(b"</head>", b"<script>var a = '\xe9'</script></head>")
    ((article,), refused) = read(write(tmp_path / "a.html", html))
    assert not refused
    assert TEXT in article.text


def test_a_folder_is_read_in_any_depth_and_order(tmp_path: Path) -> None:
    write(tmp_path / "b" / "two.txt", MORE)
    write(tmp_path / "a" / "one.html", PAGE)
    write(tmp_path / "a" / ".hidden.txt", TEXT)
    write(tmp_path / "a" / "picture.png", b"\x89PNG")
    write(tmp_path / "settings.json", '{"colour": true}')
    write(tmp_path / "bad.txt", b"\xff")
    articles, refused = read(tmp_path)
    assert len(articles) == 2
    assert [r.source for r in refused] == [str(tmp_path / "bad.txt")]
    assert articles == read(tmp_path / "b", tmp_path / "a")[0]


def test_a_text_of_addresses_is_a_list(tmp_path: Path) -> None:
    urls = write(tmp_path / "urls.txt", "# seen today\nhttps://a.example/1\n\nhttps://a.example/2\n")
    prose = write(tmp_path / "prose.txt", f"https://a.example/3\n\n{TEXT}")
    found = list(read_sources([urls, prose]))
    assert [o.url for o in found if isinstance(o, Link)] == ["https://a.example/1", "https://a.example/2"]
    assert [o.text[:19] for o in found if isinstance(o, Article)] == ["https://a.example/3"]


@pytest.mark.parametrize(
    "licence", ["<!-- <rdf:RDF xmlns='https://cc.example/ns#'></rdf:RDF> -->", "<rss-box></rss-box>"]
)
def test_a_page_with_a_feed_in_it_is_a_page(tmp_path: Path, licence: str) -> None:
    ((article,), refused) = read(write(tmp_path / "a.html", PAGE.replace("<article>", f"{licence}<article>")))
    assert not refused and TEXT in article.text
    first = write(tmp_path / "b.html", f"<!-- x -->\n<!doctype html>{PAGE}{licence}")
    assert len(read(first)[0]) == 1


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt", TEXT)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    articles, refused = read(tmp_path)
    assert [a.text for a in articles] == [TEXT]
    assert any("leads back" in r.reason for r in refused)


def test_a_folder_that_may_not_be_read_is_one_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(folder: Path) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    monkeypatch.setattr("twosource.articles.folders.os.listdir", closed)
    articles, refused = read(tmp_path)
    assert ([], ["it may not be read"]) == (articles, [r.reason for r in refused])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("a.txt", "b.json", "c.warc.gz", "d.socket"):
        os.mkfifo(tmp_path / name)
    write(tmp_path / "e.txt", TEXT)
    articles, refused = read(tmp_path)
    assert [a.text for a in articles] == [TEXT]
    assert [r.source for r in refused] == [str(tmp_path / name) for name in ("a.txt", "b.json", "c.warc.gz")]
    assert how_many([tmp_path]) == 0


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    (refusal,) = read_sources(["-"])
    assert isinstance(refusal, InputRefused) and refusal.reason == "it is closed"


def test_names_of_files_are_only_names(tmp_path: Path) -> None:
    for name in (
        "<img src=x onerror=alert(1)>.txt",
        "'; DROP TABLE x; --.txt",
        "\u202etxt.exe.txt",
        "%s%n.txt",
        "-rf.txt",
    ):
        write(tmp_path / name, f"{TEXT} {len(name)}")
    articles, refused = read(tmp_path)
    assert (len(articles), len(refused)) == (5, 0)
    for article in articles:
        assert not set(article.id) & set("<>'\";%/\\ \u202e")


def test_given_outlet_and_date_hold_where_nothing_else_is_said(tmp_path: Path) -> None:
    lines = json.dumps({"text": TEXT, "outlet": "Aster Echo"}) + "\n" + json.dumps({"text": MORE})
    articles, _ = read(write(tmp_path / "a.jsonl", lines), outlet="Lunde Radio", published="2024-03-06")
    assert {a.text: (a.outlet, a.published) for a in articles} == {
        TEXT: ("Aster Echo", "2024-03-06"),
        MORE: ("Lunde Radio", "2024-03-06"),
    }


def test_one_address_is_not_that_of_many_articles(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", MORE)
    lines = write(tmp_path / "c.jsonl", json.dumps({"text": TEXT}))
    (article,), _ = read(one, url="https://outlet.example/1")
    assert article.url == "https://outlet.example/1"
    for sources in ((one, two), (tmp_path,), (lines,)):
        with pytest.raises(UsageError, match="that of one page or text"):
            read(*sources, url="https://outlet.example/1")
    listed = write(tmp_path / "d.json", json.dumps([{"text": TEXT}, {"text": MORE}]))
    assert {a.url for a in read(listed, url="https://outlet.example/1")[0]} == {None}


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("many", [True, False])
def test_one_json_value_under_the_name_of_lines_is_read(tmp_path: Path, name: str, many: bool) -> None:
    record = {"outlet": "Post", "text": TEXT}
    content = json.dumps([record, record | {"text": MORE}] if many else record, indent=1).encode()
    articles, refused = read(write(tmp_path / name, gzip.compress(content) if name.endswith(".gz") else content))
    assert not refused
    assert len(articles) == 1 + many


def test_the_same_words_of_two_outlets_are_two_articles(tmp_path: Path) -> None:
    rows = [{"outlet": "Post", "text": TEXT}, {"outlet": "News", "text": TEXT}, {"outlet": "News", "text": TEXT}]
    articles, refused = read(write(tmp_path / "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows)))
    assert sorted(a.outlet for a in articles) == ["News", "Post"]
    assert not refused


def test_a_page_that_only_has_a_notice_is_no_article(tmp_path: Path) -> None:
    notice = "We use cookies to make this site work. By going on you agree that we and our partners store them."
    form = "<form><p>Log in to read on and support our work.</p><input></form>"
    articles, refused = read(
        write(
            tmp_path / "a.html",
            f"<body><div id=cookie><p>{notice}</p></div>{form}<footer>All rights reserved</footer></body>",
        )
    )
    assert not articles
    assert refused[0].reason == "no article text was found in the page"


def test_a_record_without_text_says_what_it_has(tmp_path: Path) -> None:
    _, refused = read(write(tmp_path / "a.json", json.dumps({"title": "Ferry sinks", "body": TEXT})))
    assert refused[0].reason == 'there is no "text", only "title", "body"'


def test_a_folder_reads_tables_and_records_under_other_names(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.csv", f'outlet,text\nPost,"{TEXT}"\n')
    write(tmp_path / "in" / "figures.csv", "year,dead\n2024,12\n")
    write(tmp_path / "in" / "b.json", json.dumps({"maintext": MORE, "source_domain": "news.example"}))
    articles, refused = read(tmp_path / "in")
    assert sorted(a.outlet for a in articles) == ["Post", "news.example"]
    assert not refused
