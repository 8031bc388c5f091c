from pathlib import Path

import pytest

from twosource.articles import read_articles
from twosource.articles.tables import is_table
from twosource.errors import InputRefused

TEXT = "The ferry left the port of Aster, sank off Lunde Island and was found on Tuesday."


def read(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> tuple[list[dict[str, object]], list[str]]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    refused: list[InputRefused] = []
    articles = read_articles([path], on_refusal=refused.append)
    rows: list[dict[str, object]] = [
        {"outlet": a.outlet, "published": a.published, "text": a.text, "source": a.source.removeprefix(f"{path}, ")}
        for a in articles
    ]
    return rows, [str(r).removeprefix(str(path)) for r in refused]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_columns_are_the_fields_of_a_record(tmp_path: Path, mark: str, encoding: str) -> None:
    lines = [
        ["Outlet", "published", "Text", "section"],
        ["Post", "2024-03-06", f'"{TEXT}\n\nHe said ""no""."', "world"],
    ]
    content = "\r\n".join(mark.join(line) for line in lines) + "\r\n\r\n"
    rows, refused = read(tmp_path, content.encode(encoding))
    assert not refused
    assert rows == [
        {"outlet": "Post", "published": "2024-03-06", "text": f'{TEXT}\n\nHe said "no".', "source": "line 2"}
    ]


def test_a_bad_row_costs_only_itself(tmp_path: Path) -> None:
    rows, refused = read(
        tmp_path, f'outlet,text\nPost,"{TEXT}"\nNews,\nNews,a,b\nHerald,"Two\nlines."\nGazette,"{TEXT}"\n'
    )
    told = {row["outlet"]: row["source"] for row in rows}  # two outlets with the same words are two articles
    assert told == {"Post": "line 2", "Herald": "line 5", "Gazette": "line 7"}
    assert refused[0].startswith(", line 3: it has no text")
    assert refused[1].startswith(", line 4: it has 3 cells under 2 names")


@pytest.mark.parametrize("tail", [f'News,"{TEXT}\nHerald,{TEXT}\n', 'News,"' + "long " * 40_000 + '"\n'])
def test_where_rows_cannot_be_told_apart_that_is_said(tmp_path: Path, tail: str) -> None:
    rows, refused = read(tmp_path, f'outlet,text\nPost,"{TEXT}"\n{tail}')
    assert [row["outlet"] for row in rows] == ["Post"]
    assert len(refused) == 1
    assert refused[0].startswith(", line 3: from here on the rows cannot be told apart")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("outlet,text\n", "the table has no rows"),
        ("text,text\na,b\n", "'text' stands twice"),
        (f"Post,2024-03-06,{TEXT}\nNews,2024-03-06,{TEXT}\n", 'neither a table with a column "text" nor addresses'),
    ],
)
def test_what_is_no_table_of_articles_is_refused_once(tmp_path: Path, content: str, reason: str) -> None:
    rows, refused = read(tmp_path, content)
    assert not rows
    assert len(refused) == 1
    assert reason in refused[0]


def test_a_table_on_standard_input_is_sure_only_with_another_field() -> None:
    assert is_table(b"text\nThe ferry sank.")
    assert not is_table(b"text\nThe ferry sank.", sure=True)
    assert is_table(b'"outlet";"text"\n', sure=True)
    assert not is_table(b"The text, the outlet and the rest\n")
    assert not is_table(b"")
