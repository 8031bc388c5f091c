"""Pages made of our stories: what a reader of pages must find in them, and nothing else."""

import pytest

from benchmarks.pages import page
from benchmarks.throughput import LABELS, small_spacy
from twosource.articles.html import extract_page

RECORD = {
    "outlet": "Harbour Post",
    "url": "https://harbour.example/ferry",
    "published": "2025-05-02",
    "title": "Ferry runs aground off Aster & Orr",
    "text": "\n".join(
        f"The ferry was carrying {number} passengers when it ran aground off Aster on Friday, the coastguard said in a statement."
        for number in (120, 130, 140, 150)
    ),
}


@pytest.mark.parametrize("title", [RECORD["title"], None])
def test_the_text_comes_back_without_the_rest_of_the_page(title: str | None) -> None:
    record = {name: value for name, value in (RECORD | {"title": title}).items() if value is not None}
    html = page(record)
    assert 30_000 < len(html) < 80_000
    found = extract_page(html, source="page")
    assert all(line in found.text for line in RECORD["text"].split("\n")[1:])
    assert "More on this" not in found.text and "All rights reserved" not in found.text
    assert found.title == (title or RECORD["text"].split("\n")[0])


def test_the_other_pipeline_has_the_size_it_says() -> None:
    language = small_spacy()
    assert [len(language.get_pipe(name).labels) for name in ("tagger", "ner")] == [LABELS["tag"], LABELS["ner"]]
    assert len(language.get_pipe("parser").labels) >= LABELS["dep"]
    assert len(language("The ferry ran aground.")) == 5
