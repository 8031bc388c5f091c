from pathlib import Path

import pytest

from twosource.articles.kinds import is_read, is_sidecar, kind, not_read, sidecar_of


@pytest.mark.parametrize(
    ("name", "ending", "read"),
    [
        ("a.jsonl", ".jsonl", True),
        ("a.JSONL.GZ", ".jsonl", True),
        ("a.csv", ".csv", True),
        ("a.html.gz", ".html", True),
        ("a.warc.gz", ".warc", True),
        ("a.md", ".md", True),
        ("README.md", ".md", False),
        ("readme.txt", ".txt", False),
        ("a.urls", ".urls", False),
        ("a.pdf", ".pdf", False),
        ("a.tar.gz", ".tar", False),
        ("a.gz", "", False),
        ("a", "", False),
    ],
)
def test_the_name_tells_the_kind(name: str, ending: str, read: bool) -> None:
    assert (kind(Path(name)), is_read(Path(name))) == (ending, read)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.pdf", "Save its text"),
        ("a.DOCX", "Save its text"),
        ("a.mhtml", "Save the page as HTML"),
        ("a.tar.gz", "Unpack it"),
        ("a.rst", "without its markup"),
        ("a.xlsx", ".csv"),
        ("a.parquet", "twosource run"),
        ("a.bak", "Give .jsonl"),
        ("notes", "Rename it"),
    ],
)
def test_each_other_kind_has_its_advice(name: str, advice: str) -> None:
    refusal = not_read(Path(name), name)
    assert refusal.source == name
    assert advice in refusal.advice


def test_a_sidecar_stands_beside_a_packed_page_too(tmp_path: Path) -> None:
    beside = tmp_path / "a.json"
    assert not is_sidecar(beside)
    (tmp_path / "a.html.gz").touch()
    assert is_sidecar(beside)
    assert sidecar_of(tmp_path / "a.html.gz") == beside
