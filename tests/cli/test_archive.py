"""The archive's commands as a user meets them."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.pace import PATIENCE
from tests.small_stories import FERRY, STRIKE, write_jsonl
from twosource.errors import ArchiveError
from twosource.store import open_archive


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """The same, with two stories in `news`."""
    write_jsonl(tmp_path / "both.jsonl", FERRY + STRIKE)
    assert run("add", "news", "both.jsonl", "-q").code == 0
    return run


def test_add_says_what_became_of_each_input(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "all.jsonl", [*FERRY, FERRY[0]])
    with source.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    ran = run("add", "news", source)
    assert ran.out == "5 in = 3 stored + 1 duplicate + 1 quarantined\n"
    assert ran.code == 3
    assert f"quarantined: {source}, line 5: not valid JSON" in ran.err
    again = json.loads(run("add", "news", source, "--json").out)
    (aside,) = again.pop("set_aside")
    counts = {"taken": 5, "stored": 0, "duplicate": 4, "quarantined": 1}
    assert again == {"run": 2, **counts}
    assert (aside["source"], aside["advice"]) == (f"{source}, line 5", "Mend or remove it.")
    assert run("log", "news", "--outcome", "quarantined").out.count("not valid JSON") == 2
    assert [r["taken"] for r in json.loads(run("log", "news", "--runs", "--json").out)] == [5, 5]


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
@pytest.mark.parametrize("piped", [True, False])
def test_add_reads_standard_input(tmp_path: Path, name: str, piped: bool) -> None:
    source = write_jsonl(tmp_path / "all.jsonl", [*FERRY, {"text": ""}])
    with source.open("rb") as file:
        ran = subprocess.run(
            [sys.executable, "-m", "twosource", "add", str(tmp_path / "news"), name],
            **({"input": file.read()} if piped else {"stdin": file}), capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    assert ran.stdout == b"4 in = 3 stored + 0 duplicate + 1 quarantined\n"
    assert b", line 4: it has no text" in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("signals", [["INT"], ["INT", "INT", "INT"], ["TERM", "INT"]])
def test_stopped_however_often_it_is_said(tmp_path: Path, signals: list[str]) -> None:
    rows = [{"outlet": "Post", "text": f"{FERRY[0]['text']} Report {n}."} for n in range(3000)]
    source, place = write_jsonl(tmp_path / "many.jsonl", rows), tmp_path / "news"
    command = [sys.executable, "-m", "twosource", "add", str(place), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        for _ in range(6000):
            time.sleep(0.05)
            with suppress(ArchiveError), open_archive(place) as opened:
                if any(run.taken for run in opened.runs()):
                    break
        for name in signals:
            process.send_signal(getattr(signal, f"SIG{name}"))
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err.strip()) == (130, b"", b"twosource: interrupted")
    with open_archive(place) as opened:
        (run,) = opened.runs()
        assert 0 < run.taken < 3000 and run.finished is None
        assert opened.verify() == []
    assert [path.name for path in tmp_path.glob("news*-reading-*")] == []


def test_stories_and_one_of_them(filled: Run) -> None:
    lines = filled("stories", "news").out.splitlines()
    assert [line.split("\t")[2:] for line in lines] == [
        ["3", "3", FERRY[0]["text"].split("\n")[0]],
        ["2", "2", STRIKE[0]["text"].split("\n")[0]],
    ]
    story = lines[0].split("\t")[0]
    shown = filled("show", "news", story)
    assert shown.code == 0
    assert "independent" in shown.out
    assert json.loads(filled("show", "news", story, "--json").out)["story"] == story
    assert [s["id"] for s in json.loads(filled("stories", "news", "--day", "2024-03-06", "--json").out)] == [story]
    assert filled("stories", "news", "--words", "zeppelin").out == ""


def test_show_says_what_changed(filled: Run, tmp_path: Path) -> None:
    changed = FERRY[0] | {"text": FERRY[0]["text"].replace("140", "152"), "modified": "2024-03-09"}
    filled("add", "news", write_jsonl(tmp_path / "later.jsonl", [changed]))
    story = filled("stories", "news").out.split("\t")[0]
    shown = filled("show", "news", story).out
    assert "- The Marigold was carrying 140 passengers" in shown
    assert "+ The Marigold was carrying 152 passengers" in shown


def test_show_says_what_put_an_undated_report_there(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "saved.txt").write_text(FERRY[0]["text"].replace("on Tuesday", "this week"))
    filled("add", "news", "saved.txt")
    story = filled("stories", "news").out.split("\t")[0]
    shown = filled("show", "news", story).out
    (named,) = re.findall(r"(\S+)  grouped by its likeness to reports with a date$", shown, re.MULTILINE)
    assert named in {hit["article"] for hit in json.loads(filled("search", "news", "Marigold", "--json").out)}


@pytest.mark.parametrize(
    ("command", "all_of_it"),
    [(["stories", "news"], 2), (["search", "news", "the"], 5), (["log", "news"], 5), (["log", "news", "--runs"], 1)],
)
def test_a_list_that_is_cut_says_so(filled: Run, command: list[str], all_of_it: int) -> None:
    whole = filled(*command, "--json", "--limit", str(all_of_it))
    assert (len(json.loads(whole.out)), whole.err) == (all_of_it, "")
    if all_of_it > 1:
        cut = filled(*command, "--json", "--limit", "1")
        assert len(json.loads(cut.out)) == 1
        assert cut.err == "twosource: there are more than these 1; a higher --limit shows them\n"


def test_search(filled: Run) -> None:
    out = filled("search", "news", "tram drivers", "--", "-insult").out
    assert out.startswith("the-ledger-")
    assert "Tram drivers walk out in Velden" in out
    (hit,) = json.loads(filled("search", "news", '"four percent is"', "--json").out)
    assert [hit["anchor"]["quote"][s - hit["anchor"]["start"] : e - hit["anchor"]["start"]] for s, e in hit["marks"]]


def test_copies(filled: Run, tmp_path: Path) -> None:
    text = "\n\n".join(
        f"The water board of Aster said that lock number {n} at the {where} weir had been shut for good after the flood."
        for n, where in enumerate(("upper", "lower", "eastern", "western", "old"))
    )
    rows = [{"id": o, "outlet": o, "published": "2024-05-01", "text": text} for o in ("North Post", "South Post")]
    filled("add", "news", write_jsonl(tmp_path / "copies.jsonl", rows))
    one, two = sorted(hit["article"] for hit in json.loads(filled("search", "news", "weir", "--json").out))
    found = {id: json.loads(filled("copies", "news", id, "--json").out) for id in (one, two)}
    (earlier,) = {found[id]["origin"]["origin"] for id in found}
    later = two if earlier == one else one
    assert [step["article"] for step in found[later]["origin"]["steps"]] == [earlier]
    assert found[earlier]["origin"]["steps"] == []
    assert filled("copies", "news", one).out.startswith(f"origin: {earlier}")
    assert f"100%  {two}  South Post  2024-05-01" in filled("copies", "news", one).out
    assert "100% shared with " + earlier in filled("copies", "news", later).out
    (copied,) = found[two]["copies"]
    assert copied["article"] == one
    assert copied["passages"][0][0]["article"] == two


def test_verify_finds_an_altered_text(filled: Run, tmp_path: Path) -> None:
    import sqlite3

    assert filled("verify", "news").out.startswith("all is well: ")
    file = sqlite3.connect(tmp_path / "news")
    file.execute("DROP TRIGGER articles_stay")
    file.execute("UPDATE articles SET text = replace(text, '12 dead', '13 dead')")
    file.commit()
    file.close()
    ran = filled("verify", "news", "--json")
    assert ran.code == 3
    assert any("altered" in fault["what"] for fault in json.loads(ran.out)["faults"])


def test_forget(filled: Run) -> None:
    article = json.loads(filled("search", "news", "insult", "--json").out)[0]["article"]
    assert filled("forget", "news", article, "--reason", "asked").out == f"forgotten: {article}\n"
    assert filled("search", "news", "insult").out == ""
    assert filled("verify", "news").code == 0
    again = filled("forget", "news", article)
    assert again.code == 2
    assert "no article" in again.err


@pytest.mark.parametrize(
    "command", [["stories"], ["show", "x"], ["search", "x"], ["copies", "x"], ["log"], ["verify"], ["forget", "x"]]
)
def test_there_is_no_archive(run: Run, command: list[str], tmp_path: Path) -> None:
    ran = run(command[0], "missing", *command[1:])
    assert ran.code == 6
    assert "there is no archive" in ran.err
    assert not (tmp_path / "missing").exists()


def test_an_address_in_a_private_network_is_set_aside(run: Run) -> None:
    ran = run("add", "news", "http://127.0.0.1/story.html")
    assert ran.out == "1 in = 0 stored + 0 duplicate + 1 quarantined\n"
    assert "its host is within a private network" in ran.err


def test_watch_wants_feeds(run: Run, tmp_path: Path) -> None:
    ran = run("watch", "news", write_jsonl(tmp_path / "all.jsonl", FERRY), "--rounds", "1")
    assert ran.code == 3 and "it is an article, not a feed" in ran.err


def test_a_feed_that_cannot_be_had_is_in_the_log(run: Run) -> None:
    ran = run("watch", "news", "http://127.0.0.1/feed", "--rounds", "1", "--json")
    assert json.loads(ran.out)["quarantined"] == 1
    assert ran.out.count("\n") == 1


def test_thousands_that_cannot_be_read_are_a_count_and_lose_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(1500):
        (tmp_path / "in" / f"{number:04}.txt").write_text("")
        (tmp_path / "in" / f"{number:04}.jpg").write_text("")
    write_jsonl(tmp_path / "in" / "good.jsonl", FERRY)
    ran = run("add", "news archive", "in")
    assert (ran.code, ran.out) == (3, "1503 in = 3 stored + 0 duplicate + 1500 quarantined\n")
    said = ran.err.splitlines()
    assert [sum(words in line for line in said) for words in ("quarantined: in/", ".jpg: skipped")] == [10, 10]
    assert "twosource: and 1,490 more: skipped, no article file" in said
    assert said[10] == "twosource: and 1,490 more: skipped, no article file"
    assert said[11].startswith("twosource: quarantined: in/0000.txt: the file is empty.")
    pointer = re.fullmatch(
        r"twosource: and 1,490 more quarantined; `twosource (.*)` has each with its reason", said[-1]
    )
    assert pointer is not None
    assert run(*shlex.split(pointer[1])).out.count("the file is empty") == 1500
    again = run("add", "news archive", "in", "--json", "-q")
    assert len(json.loads(again.out)["set_aside"]) == 1500
    assert again.err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add", "/dev/null", "both.jsonl"], 6, "a device, not a file"),
        (["add", "postgresql://host:port/news", "both.jsonl"], 6, "archives are files or PostgreSQL databases"),
        (["watch", "w", "none.opml", "--rounds", "1"], 3, "none.opml: it names no address"),
        (["watch", "w", "http://127.0.0.1/a", "--rounds", "2", "--every", "nan"], 2, "'--every'"),
        (["watch", "w", "http://127.0.0.1/a", "--rounds", "2", "--every", "inf"], 2, "'--every'"),
        (["stories", "news", "--limit", "9" * 20], 2, "'--limit'"),
        (["log", "news", "--run", "9" * 20], 2, "'--run'"),
        (["run", "both.jsonl", "--out", "/dev/null/out"], 4, "/dev/null/out: cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_odd_arguments(filled: Run, tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "none.opml").write_text('<opml version="2.0"><body></body></opml>')
    ran = filled(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk to write to")
def test_standard_output_that_is_full(filled: Run, tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "twosource", "stories", tmp_path / "news"],
            stdout=full, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2], check=False,
        )  # fmt: skip
    assert ran.returncode == 4
    assert ran.stderr.startswith(b"twosource: standard output cannot be written (No space left on device)")


@pytest.mark.parametrize("columns", ["40", "80"])
def test_a_table_on_a_terminal_keeps_ids_whole(filled: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    ids = [entry["id"] for entry in json.loads(filled("stories", "news", "--json").out)]
    articles = [entry["article"] for entry in json.loads(filled("log", "news", "--json").out)]
    monkeypatch.setattr("twosource.cli.output.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", columns)
    told = filled("stories", "news").out + filled("log", "news").out
    assert all(name in told for name in ids + articles)
    assert "…" not in told


@pytest.mark.parametrize(
    "asked", [["search", "news", "--", "-ferry"], ["search", "news", "***"], ["stories", "news", "--words", '"']]
)
def test_words_that_cannot_find_anything(filled: Run, asked: list[str]) -> None:
    ran = filled(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert "holds no word to look for" in ran.err


def test_a_day_in_any_spelling(filled: Run) -> None:
    told = filled("stories", "news", "--day", "2024-03-06").out
    assert told
    assert filled("stories", "news", "--day", "20240306").out == told
    assert filled("stories", "news", "--day", "2024-W10-3T12:00").out == told


def test_the_stories_of_a_month_or_a_year(filled: Run) -> None:
    told = filled("stories", "news", "--day", "2024-03-06").out
    assert filled("stories", "news", "--day", "2024-03").out == filled("stories", "news", "--day", "2024").out == told
    assert filled("stories", "news", "--day", "2024-04", "--json").out.strip() == "[]"
    assert "Tram drivers" in filled("stories", "news", "--day", "2023").out
    for wrong in ("2024-13", "0000", "2024-3", "203"):
        ran = filled("stories", "news", "--day", wrong)
        assert (ran.code, ran.out) == (2, "")
        assert wrong in ran.err


@pytest.mark.skipif(os.name != "posix", reason="names are characters here")
def test_a_name_that_is_no_text_stops_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, row in zip((b"\xff.txt", b"z.txt"), FERRY, strict=False):
        (tmp_path / "in" / os.fsdecode(name)).write_text(row["text"], encoding="utf-8")
    (tmp_path / "in" / os.fsdecode(b"\xfe.jsonl")).write_text("{broken")
    ran = run("add", "news", "in")
    assert ran.out == "3 in = 2 stored + 0 duplicate + 1 quarantined\n"
    assert {entry["source"] for entry in json.loads(run("log", "news", "--json").out)} == {
        "in/\ufffd.txt", "in/z.txt", "in/\ufffd.jsonl, line 1",
    }  # fmt: skip


def test_show_writes_the_page_beside_a_finding(filled: Run, tmp_path: Path) -> None:
    story = filled("stories", "news").out.split("\t")[0]
    finding = json.loads(filled("show", "news", story, "--json").out)["findings"][0]
    ran = filled("show", "news", story, "--finding", finding["id"], "--json", "--html", "page.html")
    assert json.loads(ran.out) == finding
    assert finding["id"] in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "asked", [["stories", "news", "--outlet", "Nobody"], ["search", "news", "xyzzy"], ["log", "news", "--run", "99"]]
)
def test_that_nothing_was_found_is_said(filled: Run, asked: list[str]) -> None:
    ran = filled(*asked)
    assert (ran.code, ran.out, ran.err) == (0, "", "twosource: nothing was found\n")
