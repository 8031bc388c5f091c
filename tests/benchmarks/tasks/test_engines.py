"""The jobs that the engines are measured with, and the figures."""

import json
from pathlib import Path

import pytest

from benchmarks.tasks import engines
from tests.small_stories import FERRY, STRIKE, write_jsonl


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    for name, records in (("ferry", FERRY), ("strike", STRIKE)):
        (tmp_path / name).mkdir()
        write_jsonl(tmp_path / name / "articles.jsonl", records)
    return tmp_path


def test_another_year_has_other_ids_and_days(stories: Path) -> None:
    path = stories / "ferry" / "articles.jsonl"
    this, later = list(engines.told(path, 0)), list(engines.told(path, 2))
    assert [r["text"] for r in this] == [r["text"] for r in later] == [r["text"] for r in FERRY]
    assert {r["id"] for r in this}.isdisjoint(r["id"] for r in later)
    assert [int(r["published"][:4]) + 2 for r in this] == [int(r["published"][:4]) for r in later]
    assert [r["published"][4:] for r in this] == [r["published"][4:] for r in later]


def test_a_day_that_the_other_year_lacks(tmp_path: Path) -> None:
    (tmp_path / "leap").mkdir()
    path = write_jsonl(tmp_path / "leap" / "articles.jsonl", [FERRY[0] | {"published": "2024-02-29T10:00:00Z"}])
    (record,) = engines.told(path, 1)
    assert record["published"] == "2025-02-28T10:00:00Z"


@pytest.mark.parametrize(
    ("native", "faults"), [("same", []), ("other", ["few: accounts differ", "many: accounts differ"])]
)
def test_figures_are_the_plain_cost_by_the_engines(
    stories: Path, monkeypatch: pytest.MonkeyPatch, native: str, faults: list[str]
) -> None:
    inputs: dict[str, int] = {}

    def job(*arguments: str) -> dict[str, int]:
        source, out, engine = Path(arguments[1]), Path(arguments[3]), arguments[5]
        inputs[source.name] = sum(len(p.read_text().splitlines()) for p in source.iterdir())
        out.mkdir()
        (out / "accounts.jsonl").write_text(json.dumps("same" if engine == "plain" else native))
        return {"cpu_ms": 1000 if engine == "plain" else 1250}

    monkeypatch.setattr(engines, "in_new_process", job)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    got = engines.run(stories, "dev")
    assert got["figures"] == {"few_plain_by_native": 0.8, "many_plain_by_native": 0.8}
    assert inputs == {"few": 5, "many": 15} == {name.removesuffix("_reports"): n for name, n in got["counts"].items()}
    assert got["faults"] == faults
