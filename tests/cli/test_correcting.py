"""The commands that correct the grouping, as a user meets them."""

import json
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.small_stories import FERRY, STRIKE, write_jsonl


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """The command line, with two stories in `news`."""
    write_jsonl(tmp_path / "both.jsonl", FERRY + STRIKE)
    assert run("add", "news", "both.jsonl", "-q").code == 0
    return run


def listed(run: Run) -> list[str]:
    return [story["id"] for story in json.loads(run("stories", "news", "--json").out)]


def test_stories_put_together_and_taken_apart_again(filled: Run) -> None:
    ferries, strike = listed(filled)
    ran = filled("merge", "news", ferries, strike, "--by", "Ida", "--note", "one\nharbour")
    assert (ran.code, ran.out) == (0, f"correction 1: told in {strike}\n")
    assert listed(filled) == [strike]
    shown = filled("show", "news", ferries)
    assert f"{ferries} is part of {strike} now" in shown.err
    assert "CORRECTED BY HAND\nput together by Ida, 20" in shown.out
    assert "(correction 1): one harbour\n" in shown.out
    assert filled("undo", "news", "1", "--by", "Paul").out.startswith("correction 1 withdrawn: told in story-")
    assert set(listed(filled)) == {ferries, strike}
    assert "CORRECTED" not in filled("show", "news", ferries).out
    (row,) = filled("corrections", "news").out.splitlines()
    assert row.startswith("1\ttogether\t") and row.endswith(" by Paul")
    assert filled("verify", "news").code == 0


def test_reports_parted(filled: Run) -> None:
    ferries, _ = listed(filled)
    articles = [a["id"] for a in json.loads(filled("show", "news", ferries, "--json").out)["articles"]]
    made = json.loads(filled("split", "news", articles[1], "--by", "Ida", "--json").out)
    assert (made["kind"], made["articles"], made["by"], made["withdrawn"]) == ("apart", [articles[1]], "Ida", None)
    assert "\nparted by Ida, 20" in filled("show", "news", made["stories"][0]).out
    assert json.loads(filled("corrections", "news", "--json").out) == [made]
    assert "split" in filled("log", "news", "--moves").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "news", "story-1", "story-2", "--by", "Ida"), "there is no story 'story-1'"),
        (("merge", "news", "story-1", "story-2"), "Missing option '--by'"),
        (("split", "news", "nobody", "--by", "Ida"), "there is no article 'nobody'"),
        (("undo", "news", "3", "--by", "Ida"), "there is no correction 3. `twosource corrections` lists them"),
        (("undo", "news", "first", "--by", "Ida"), "is not a valid integer range"),
    ],
)
def test_wrong_usage(filled: Run, words: tuple[str, ...], said: str) -> None:
    ran = filled(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "nothing was corrected" in filled("corrections", "news").err
