"""Markdown as web clippers and editors write it, into plain words."""

from pathlib import Path

import pytest

from tests.pace import at_most
from twosource.articles import read_articles
from twosource.articles.markdown import read_markdown
from twosource.data import BlockKind

CLIPPED = """---
title: "Ferry sinks off Lunde Island"
source: https://www.asterecho.example/ferry
author: Ida Brandt
published: 2024-03-06
tags: [clippings]
---
# Ferry *sinks* off Lunde Island

The [ferry](https://x.example/a_(b)) left the port of **Aster** on Tuesday
morning with 140 passengers and sank off Lunde Island
before noon.[^1]

![The wreck](wreck.jpg)

What comes next
---------------

- Divers will search the wreck on Friday.
> "Nobody saw it coming," the captain said.

[^1]: A note.
"""


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("**Aster:** a *small* `port`", "Aster: a small port"),
        ("5*3*2 and 2 * 3, snake_case_name", "5*3*2 and 2 * 3, snake_case_name"),
        ("\\*not a mark\\*", "*not a mark*"),
        ("[[Lunde Island|the island]] and [[Aster]]", "the island and Aster"),
        ("one<br>two <!-- hidden --> three", "one two three"),
        ("a line\nthat goes on", "a line that goes on"),
        ("1. first\n2. second", "first\n\nsecond"),
        ("> quoted\nnot quoted", "quoted\n\nnot quoted"),
        ("before\n\n***\n\nafter", "before\n\nafter"),
        ("```\ncode\n```", "code"),
        ("Title\n=====\ntext", "Title\n\ntext"),
    ],
)
def test_marks_go_and_words_stay(marked: str, words: str) -> None:
    assert read_markdown(marked).text == words


def test_a_clipped_article(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    place = tmp_path / "clip.md"
    place.write_text(CLIPPED, encoding="utf-8")
    with caplog.at_level("INFO", logger="twosource"):
        (article,) = read_articles([tmp_path])
    assert (article.outlet, article.published, article.byline) == ("asterecho.example", "2024-03-06", "Ida Brandt")
    assert article.url == "https://www.asterecho.example/ferry"
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        (BlockKind.HEADLINE, "Ferry sinks off Lunde Island"),
        (
            BlockKind.PARAGRAPH,
            "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon.",
        ),
        (BlockKind.SUBHEADING, "What comes next"),
        (BlockKind.PARAGRAPH, "Divers will search the wreck on Friday."),
        (BlockKind.PARAGRAPH, '"Nobody saw it coming," the captain said.'),
    ]


def test_the_first_heading_is_the_title_only_where_the_text_begins_with_it() -> None:
    assert read_markdown("# One\n\ntext").heading == "One"
    assert read_markdown("text\n\n# Two").heading == ""


def test_a_sidecar_goes_before_the_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CLIPPED, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"outlet": "Aster Echo"}', encoding="utf-8")
    (article,) = read_articles([tmp_path])
    assert article.outlet == "Aster Echo"


def test_a_text_about_the_folder_is_read_only_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CLIPPED, encoding="utf-8")
    (tmp_path / "a.md").write_text(CLIPPED.replace("140", "150"), encoding="utf-8")
    assert ["150" in article.text for article in read_articles([tmp_path])] == [True]
    assert len(read_articles([tmp_path / "README.md"])) == 1


@pytest.mark.parametrize("shape", ["*", "_a ", "**a ", "[", "[a](", "![x](", "<", "`a", "> ", "- ", "[[a|", "---\na: "])
def test_hostile_shapes_take_no_time(shape: str) -> None:
    with at_most(2):
        read_markdown(shape * (60_000 // len(shape)))


def test_the_date_of_a_page_maker_is_the_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(
        "---\ndate: 2026-11-20\n---\n\n# Ferry sinks\n\nThe ferry Orla sank on Monday night off Lunde.\n",
        encoding="utf-8",
    )
    (made,) = read_articles([path])
    assert (made.published, made.published_basis) == ("2026-11-20", "given")
