import gzip
import json
from pathlib import Path

import pytest

from twosource.articles import read_articles
from twosource.articles.counting import how_many
from twosource.errors import InputRefused

TEXT = "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon."
RECORD = json.dumps({"outlet": "Post", "published": "2024-03-06", "text": TEXT})
PAGE = (
    f"<html><body><article><h1>Ferry sinks</h1><p>{TEXT}</p><p>{TEXT.replace('140', '150')}</p></article></body></html>"
)


def read(*sources: Path) -> tuple[list[str], list[InputRefused]]:
    refused: list[InputRefused] = []
    return [a.text for a in read_articles(sources, on_refusal=refused.append)], refused


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", RECORD),
        ("a.json.gz", f"[{RECORD}]"),
        ("a.csv.gz", f'outlet,text\nPost,"{TEXT}"\n'),
        ("a.txt.gz", TEXT),
        ("a.html.gz", PAGE),
    ],
)
def test_packed_files_are_read_as_plain_ones(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(content.encode()))
    texts, refused = read(path)
    assert not refused
    assert len(texts) == 1
    assert TEXT in texts[0]
    assert read(tmp_path)[0] == texts  # in a folder too
    assert how_many([path]) == 0  # nobody can tell before it is unpacked


@pytest.mark.parametrize("cut", [0.5, 0.99])
def test_of_damaged_data_what_stands_before_is_read(tmp_path: Path, cut: float) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(
        json.dumps({"id": str(n), "outlet": "Post", "text": f"{TEXT} {n * 7919}"}) + "\n" for n in range(3_000)
    )
    data = gzip.compress(lines.encode())
    path.write_bytes(data[: int(len(data) * cut)])
    texts, refused = read(path)
    assert len(texts) > 1_000
    assert "damaged" in str(refused[-1])
    assert refused[-1].source == str(path)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.json.gz"])
def test_what_was_unpacked_under_its_name_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(RECORD)
    texts, refused = read(tmp_path / name)
    assert (len(texts), refused) == (1, [])


@pytest.mark.parametrize("name", ["a.txt.gz", "a.json.gz", "a.csv.gz", "a.html.gz", "a.jsonl.gz"])
def test_no_bomb_is_unpacked(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"a" * 60_000_000))
    texts, refused = read(tmp_path / name)
    assert not texts
    assert ("unpacked it has more than" in str(refused[0])) or ("longer than" in str(refused[0]))
