"""The example inputs are read whole, and in both forms they say the same."""

import json
from pathlib import Path

from twosource.articles import read_articles

ROOT = Path(__file__).parent.parent
STORIES = ROOT / "benchmarks" / "stories"


def rows(story: str) -> list[dict[str, str]]:
    lines = (STORIES / story / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_example_of_lines_is_a_story() -> None:
    articles = list(read_articles([ROOT / "examples" / "bandar-abbas-port-explosion"]))
    assert {(a.id, a.outlet, a.text) for a in articles} == {
        (row["id"], row["outlet"], row["text"]) for row in rows("01-bandar-abbas-port-explosion")
    }


def test_the_example_of_files_is_a_story() -> None:
    articles = list(read_articles([ROOT / "examples" / "air-india-171"]))
    expected = rows("13-air-india-171")
    key = sorted((row["outlet"], row["url"], row["published"]) for row in expected)
    assert sorted((a.outlet, a.url, (a.published or "")[:10]) for a in articles) == key
    of_outlet = {a.outlet: a.text for a in articles}
    for row in expected:
        sentences = [line for line in row["text"].splitlines() if len(line.split()) > 12]
        assert sentences
        assert [line for line in sentences if line not in of_outlet[row["outlet"]]] == []
