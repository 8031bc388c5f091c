"""The command line as a user meets it: what goes where, exit statuses, and messages for every bad input."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.pace import PATIENCE
from tests.small_stories import FERRY, STRIKE, write_jsonl
from twosource.cli import EXITS
from twosource.reports import write_whole

GERMAN = (
    "Die Fähre ist am Dienstag vor der Insel Lunde gesunken. Mindestens zwölf Menschen kamen ums Leben, teilte die "
    "Küstenwache mit. Das Schiff hatte 140 Passagiere an Bord, als es den Hafen verließ, sagte der Hafenmeister."
)
PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "ferry.jsonl", FERRY)


# ---- what goes where


def test_the_account_is_on_standard_output(run: Run, ferry: Path) -> None:
    ran = run("compare", ferry)
    assert ran.code == 0
    assert ran.out.startswith("“Ferry sinks off Lunde Island, 12 dead”")
    assert "\x1b" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.err == ""


def test_json_is_one_object(run: Run, ferry: Path) -> None:
    ran = run("compare", ferry, "--json")
    assert ran.code == 0
    assert [entry["id"] for entry in json.loads(ran.out)["articles"]] == ["harbour", "capital", "lunde"]


def test_several_events_are_one_line_each_and_said(run: Run, tmp_path: Path) -> None:
    ran = run("compare", write_jsonl(tmp_path / "both.jsonl", FERRY + STRIKE), "--json", "-q")
    assert ran.code == 3
    assert [len(json.loads(line)["articles"]) for line in ran.out.splitlines()] == [2, 3]
    assert "2 different events" in ran.err
    assert all(row["id"] in ran.err for row in FERRY + STRIKE)


def test_several_events_have_a_folder_each(run: Run, tmp_path: Path) -> None:
    ran = run("compare", write_jsonl(tmp_path / "both.jsonl", FERRY + STRIKE), "--out", "out")
    assert ran.code == 3
    assert ran.out == ""
    folders = sorted((tmp_path / "out").iterdir())
    assert len(folders) == 2
    for folder in folders:
        assert sorted(path.name for path in folder.iterdir()) == [
            "account.csv", "account.html", "account.json", "account.txt", "annotations.json",
        ]  # fmt: skip


def test_page_folder_and_json_in_one_call(run: Run, ferry: Path, tmp_path: Path) -> None:
    ran = run("compare", ferry, "--json", "--html", "page.html", "--out", "out")
    assert ran.code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page == (tmp_path / "out" / "account.html").read_text(encoding="utf-8")
    assert json.loads(ran.out) == json.loads((tmp_path / "out" / "account.json").read_text(encoding="utf-8"))
    assert not list(tmp_path.rglob("*.part"))


def test_writing_a_page_prints_nothing(run: Run, ferry: Path) -> None:
    assert run("compare", ferry, "--html", "page.html").out == ""


def test_the_schema_is_the_published_one(run: Run) -> None:
    published = Path(__file__).parent.parent / "docs" / "reference" / "account.schema.json"
    ran = run("schema")
    assert json.loads(ran.out) == json.loads(published.read_text(encoding="utf-8"))


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["compare", "--help"], ["--version"]])
def test_help_and_version(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 0
    assert "twosource" in ran.out


# ---- sources


@pytest.mark.parametrize(
    ("stdin", "ids"),
    [
        ("".join(json.dumps(row) + "\n" for row in FERRY).encode(), ["harbour", "capital", "lunde"]),
        (FERRY[0]["text"].encode(), None),
        (PAGE.format(title="Ferry sinks", body=f"<p>{FERRY[0]['text']}</p>").encode(), None),
    ],
    ids=["lines", "text", "page"],
)
def test_standard_input(run: Run, stdin: bytes, ids: list[str] | None) -> None:
    ran = run("compare", "-", "--json", "--published", "2024-03-06", stdin=stdin)
    assert ran.code == (0 if ids else 3)
    found = [entry["id"] for entry in json.loads(ran.out)["articles"]]
    assert found == ids if ids else len(found) == 1


def test_a_folder_with_sidecars(run: Run, tmp_path: Path) -> None:
    for row in FERRY[:2]:
        (tmp_path / "in" / row["id"]).mkdir(parents=True)
        (tmp_path / "in" / row["id"] / "report.txt").write_text(row["text"], encoding="utf-8")
        known = {key: row[key] for key in ("outlet", "published", "url")}
        (tmp_path / "in" / row["id"] / "report.json").write_text(json.dumps(known), encoding="utf-8")
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    ran = run("compare", "in", "--json")
    assert ran.code == 0
    entries = json.loads(ran.out)["articles"]
    assert [(e["outlet"], e["published"], e["url"]) for e in entries] == [
        (row["outlet"], row["published"], row["url"]) for row in FERRY[:2]
    ]
    assert "photo.jpg: skipped" in ran.err


def test_options_say_what_a_text_does_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FERRY[0]["text"], encoding="utf-8")
    ran = run(
        "compare", "one.txt", "--json", "--outlet", "Harbour Post", "--published", "2024-03-06", "--url", "https://h.example/1"
    )  # fmt: skip
    (entry,) = json.loads(ran.out)["articles"]
    assert (entry["outlet"], entry["published"], entry["url"]) == ("Harbour Post", "2024-03-06", "https://h.example/1")
    assert "2024-03-05" in {t["date"] for t in json.loads(ran.out)["timeline"]}


def test_without_a_date_relative_dates_stay_unresolved_and_say_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FERRY[0]["text"], encoding="utf-8")
    ran = run("compare", "one.txt", "--json")
    account = json.loads(ran.out)
    assert account["articles"][0]["date_basis"] == "none"
    assert account["timeline"] == []
    assert "no-publication-date" in {gap["kind"] for gap in account["gaps"]}
    assert "relative dates stay unresolved" in ran.err
    assert "note" not in run("compare", "one.txt", "--quiet").err


# ---- bad input: the message names the file and what to do, the others are processed


def lines(*rows: dict[str, str] | str) -> bytes:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()


BAD = [
    ("empty.txt", b"", ["empty.txt", "empty", "Remove it"]),
    ("blank.txt", b" \n\n ", ["blank.txt"]),
    ("empty.jsonl", b"", ["empty.jsonl", "empty"]),
    ("binary.txt", bytes(range(256)) * 20, ["binary.txt", "binary", "Give the article as"]),
    ("picture.jsonl", b"\x89PNG\r\n\x1a\n" + bytes(200), ["picture.jsonl", "picture"]),
    ("broken.txt", FERRY[0]["text"].encode() + b"\xff\xfe\x80", ["broken.txt", "UTF-8", "Save it as"]),
    ("broken.html", b"<html><body><p>caf\xe9 by the sea</p></body></html>", ["broken.html", "UTF-8"]),
    ("line.jsonl", lines('{"id": "x", "text": ', FERRY[2]), ["line.jsonl, line 1", "JSON", "Mend or remove it"]),
    ("list.jsonl", lines("[1, 2]"), ["list.jsonl, line 1"]),
    ("type.jsonl", lines('{"outlet": 5, "text": "Twelve people died."}'), ["type.jsonl, line 1", "outlet"]),
    ("twice.jsonl", lines(FERRY[2], FERRY[2] | {"text": STRIKE[0]["text"]}), ["twice.jsonl, line", "'lunde'", "own id"]),
    ("german.jsonl", lines(FERRY[2] | {"id": "de", "text": GERMAN}), ["german.jsonl, line 1", "German", "English"]),
    ("deep.json", b"[" * 100_000, ["deep.json"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[case[0] for case in BAD])
def test_bad_input(run: Run, tmp_path: Path, name: str, content: bytes, said: list[str]) -> None:
    (tmp_path / name).write_bytes(content)
    good = write_jsonl(tmp_path / "good.jsonl", FERRY[:2])
    ran = run("compare", name, good, "--json")
    assert ran.code == 3
    assert {"harbour", "capital"} <= {entry["id"] for entry in json.loads(ran.out)["articles"]}
    refusals = [line for line in ran.err.splitlines() if line.startswith("twosource: refused: ")]
    assert len(refusals) == 1
    for words in said:
        assert words in refusals[0]
    assert refusals[0].endswith(".")


def test_a_page_of_fifty_megabytes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "big.html").write_bytes(b"<html><body><p>" + b"word and more words here. " * 2_000_000)
    ran = run("compare", "big.html", write_jsonl(tmp_path / "good.jsonl", FERRY[:2]), "--json")
    assert ran.code == 3
    assert "refused: big.html: 52," in ran.err
    assert len(json.loads(ran.out)["articles"]) == 2


def test_a_source_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("compare", "nowhere.txt", write_jsonl(tmp_path / "good.jsonl", FERRY[:2]))
    assert ran.code == 3
    assert "refused: nowhere.txt: there is no such file." in ran.err


def test_a_single_article(run: Run, tmp_path: Path) -> None:
    ran = run("compare", write_jsonl(tmp_path / "one.jsonl", FERRY[:1]))
    assert ran.code == 3
    assert "harbour: a single article" in ran.err
    assert "single-source" in ran.out


def test_nothing_that_can_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run("compare", "empty.txt")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.endswith("nothing could be read: no account\n")


def test_the_same_report_twice_is_one(run: Run, ferry: Path) -> None:
    ran = run("compare", ferry, ferry, "--json")
    assert ran.code == 0
    assert len(json.loads(ran.out)["articles"]) == 3


def test_markup_and_escapes_are_text(run: Run, tmp_path: Path) -> None:
    rows = [FERRY[0] | {"text": "<script>alert(1)</script> \x1b[31mFerry sinks\n\n" + FERRY[0]["text"]}, *FERRY[1:]]
    ran = run("compare", write_jsonl(tmp_path / "odd.jsonl", rows), "--html", "page.html", "--out", "out")
    assert ran.code == 0
    for path in (tmp_path / "page.html", tmp_path / "out" / "account.html"):
        source = path.read_text(encoding="utf-8")
        assert source.count("<script") == 1
        assert "<script>alert" not in source
    text = (tmp_path / "out" / "account.txt").read_text(encoding="utf-8")
    assert "<script>alert(1)</script> ‹U+001B›[31mFerry sinks" in text


# ---- wrong usage


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare"], "Missing argument 'SOURCE...'"),
        (["comparee", "x"], "No such command"),
        (["compare", "x", "--published", "yesterday"], "'yesterday' is no ISO date"),
        (["compare", "x", "--published", "06/03/2024"], "no ISO date"),
        (["compare", "x", "--html", "."], "is a directory"),
        (["compare", "x", "--unknown"], "No such option"),
        (["compare", "x", "--html", ""], "no place to write to"),
        (["compare", "x", "--html", "-"], "no place to write to"),
        (["compare", "x", "--out", ""], "no place to write to"),
        (["run", "x", "--out", ""], "no place to write to"),
        (["compare", "x", "--url", "javascript:alert(1)"], "is no web address"),
        (["compare", "x", "--published", "0001-01-01"], "no ISO date"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert "--help" in ran.err


def test_a_place_that_cannot_be_written(run: Run, ferry: Path) -> None:
    ran = run("compare", ferry, "--html", "missing/page.html")
    assert ran.code == 4
    assert ran.err.startswith("twosource: missing/page.html: cannot be written")


@pytest.mark.parametrize(
    ("option", "place", "why"),
    [
        ("--html", "missing/page.html", "there is no folder"),
        ("--html", "ferry.jsonl/page.html", "there is no folder"),
        ("--out", "ferry.jsonl/out", "there is no folder"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_before_the_work(
    run: Run, ferry: Path, monkeypatch: pytest.MonkeyPatch, option: str, place: str, why: str
) -> None:
    monkeypatch.setattr("twosource.pipeline.reconcile", None)
    ran = run("compare", ferry, option, place)
    assert ran.code == 4
    assert f"{place}: cannot be written ({why}" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_written_into_and_a_link_stays_one(tmp_path: Path) -> None:
    from threading import Thread

    os.mkfifo(tmp_path / "pipe")
    got: list[str] = []
    reader = Thread(target=lambda: got.append((tmp_path / "pipe").read_text()))
    reader.start()
    write_whole(tmp_path / "pipe", "words")
    reader.join(timeout=PATIENCE)
    assert got == ["words"]
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "page.html")
    write_whole(tmp_path / "link", "words")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "page.html").read_text() == "words"
    assert not list(tmp_path.rglob("*.part"))


def test_one_address_for_a_folder_is_wrong_usage(run: Run, ferry: Path) -> None:
    ran = run("compare", ferry.parent, "--url", "https://h.example/1")
    assert (ran.code, ran.out) == (2, "")
    assert "that of one page or text" in ran.err


def test_a_job_names_what_it_rejects(run: Run, ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    many = write_jsonl(tmp_path / "many.jsonl", [{"id": str(n)} for n in range(11)])
    ran = run("run", ferry, "notes.pdf", many, "--out", "out")
    assert ran.code == 3
    assert "3 articles + 0 folded + 12 rejects" in ran.out
    assert ran.err.count("rejected: ") == 10
    assert "and 2 more rejected; out/rejects.jsonl has each with its reason" in ran.err
    assert (
        "notes.pdf: files of the kind '.pdf' are not read. Save its text" in run("run", "notes.pdf", "--out", "o").err
    )


def test_an_unexpected_error_is_one_line(run: Run, ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("twosource.pipeline.reconcile", broken)
    ran = run("compare", ferry)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "RuntimeError: on purpose" in ran.err
    assert "TWOSOURCE_DEBUG=1" in ran.err


def test_an_interruption(run: Run, ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("twosource.pipeline.reconcile", interrupted)
    assert run("compare", ferry).code == 130


def test_every_exit_status_is_explained() -> None:
    assert set(EXITS) == {0, 1, 2, 3, 4, 5, 6, 130}


# ---- as a process


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "twosource", *arguments]


def test_a_reader_that_goes_away_is_no_error(ferry: Path) -> None:
    with subprocess.Popen(
        command("compare", str(ferry), "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parent.parent
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_on_a_terminal_there_is_progress_and_colour(ferry: Path, no_colour: str, coloured: bool) -> None:
    import pty

    seen = {}
    for stream in ("stdout", "stderr"):
        ours, theirs = pty.openpty()
        seen[stream] = (ours, theirs)
    environment = {**os.environ, "NO_COLOR": no_colour, "TERM": "xterm-256color"}
    process = subprocess.Popen(
        command("compare", str(ferry)), stdout=seen["stdout"][1], stderr=seen["stderr"][1], env=environment,
        stdin=subprocess.DEVNULL, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    for _, theirs in seen.values():
        os.close(theirs)
    text = {stream: drain(ours) for stream, (ours, _) in seen.items()}
    assert process.wait() == 0
    assert ("\x1b[" in text["stdout"]) is coloured
    assert "read" in text["stderr"]
    assert "Ferry" not in text["stderr"]


def drain(terminal: int) -> str:
    pieces = []
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces).decode("utf-8", "replace")


def test_one_finding_with_its_inputs(run: Run, ferry: Path) -> None:
    account = json.loads(run("compare", ferry, "--json").out)
    finding = account["findings"][0]
    ran = run("compare", ferry, "--finding", finding["id"])
    assert finding["status"] in ran.out
    assert all(reason["rule"] in ran.out for reason in finding["reasons"])
    assert json.loads(run("compare", ferry, "--finding", finding["id"], "--json").out) == finding


def test_a_finding_that_is_not_there_is_wrong_usage(run: Run, ferry: Path) -> None:
    ran = run("compare", ferry, "--finding", "f-0")
    assert ran.code == 2
    assert "f-0" in ran.err


def test_the_page_says_the_command_that_repeats_it(run: Run, ferry: Path, tmp_path: Path) -> None:
    run("compare", ferry, "--html", "page.html")
    assert f"twosource compare {ferry}" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no full device here")
@pytest.mark.parametrize("arguments", [["schema"], ["compare", "ferry.jsonl"], ["run", "ferry.jsonl", "--out", "out"]])
def test_standard_output_that_is_full_or_closed_is_said(ferry: Path, arguments: list[str]) -> None:
    at = {"cwd": ferry.parent, "env": {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}}
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command(*arguments), stdout=full, stderr=subprocess.PIPE, check=False, **at)  # type: ignore[call-overload]
    assert (ran.returncode, b"standard output cannot be written" in ran.stderr) == (4, True)
    line = shlex.join(command(*arguments)) + " >&-"
    ran = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, check=False, **at)  # type: ignore[call-overload]
    assert (ran.returncode, b"standard output is closed" in ran.stderr) == (4, True)


def test_no_escape_of_a_name_reaches_the_terminal(run: Run) -> None:
    for arguments in (["stories", "no\x1b[31m"], ["compare", "no\x1b[31m.txt"]):
        assert "\x1b" not in run(*arguments).err
