"""How many inputs there are, before any is read."""

from pathlib import Path

import pytest

from twosource.articles.counting import how_many


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["a.jsonl"], 3),
        (["a.jsonl", "b.html"], 4),
        (["folder"], 4),
        (["a.jsonl", "feed.xml"], 0),
        (["a.jsonl", "-"], 0),
        (["https://harbourpost.example/ferry"], 0),
        (["missing.html"], 0),
        ([], 0),
    ],
)
def test_how_many(names: list[str], count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    for name in ("a.jsonl", "folder/c.jsonl"):
        (tmp_path / name).write_text('{"text": "a"}\n' * 3, encoding="utf-8")
    for name in ("b.html", "folder/d.txt", "folder/d.json", "folder/.e.txt", "feed.xml"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert how_many(names) == count


def test_an_empty_name_is_not_the_folder_we_are_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.html").write_text("words", encoding="utf-8")
    assert how_many(["."]) == 1
    assert how_many([""]) == 0
