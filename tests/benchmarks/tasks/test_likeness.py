"""Pairs of one thing and of two: how they are read, and what the account of a pair makes of its marked points."""

from pathlib import Path

import pytest

from benchmarks.tasks import likeness

PAIRS = """# what they are
one accident
Two trams collided in Strasbourg on Tuesday. [About 50 people were injured], the fire service said.
Trams crashed into each other in Strasbourg on Tuesday. [Some 50 people were injured], firefighters said.

two other-object 2025-03-05 2025-03-06
Snow fell in the north on Tuesday. [Councils closed the schools in Durham].
The bank had a bad year. [Its boss sold a yacht], a paper said.

one left-over
A [first] report.
A [second] report.
"""


@pytest.fixture(autouse=True)
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pairs.txt"
    path.write_text(PAIRS, encoding="utf-8")
    monkeypatch.setattr(likeness, "PAIRS", path)


def test_marks_are_places_in_the_text_without_them() -> None:
    odd, even = likeness.read_pairs("dev"), likeness.read_pairs("test")
    assert [p.name for p in (*odd, *even)] == ["001-one-accident", "003-one-left-over", "002-two-other-object"]
    one, two = odd[0].articles
    start, end = odd[0].marked[one.id]
    assert one.text[start:end] == "About 50 people were injured" and "[" not in one.text
    assert [a.published for a in even[0].articles] == ["2025-03-05", "2025-03-06"] and two.published == likeness.DAY


def test_a_pair_is_found_sure_or_apart() -> None:
    assert likeness.judge(likeness.read_pairs("dev")[0]) == "sure"
    assert likeness.judge(likeness.read_pairs("test")[0]) == "apart"


def test_a_report_without_a_mark_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("one accident\nNothing here.\n[All] here.\n", encoding="utf-8")
    monkeypatch.setattr(likeness, "PAIRS", path)
    with pytest.raises(ValueError, match="without a marked point"):
        likeness.read_pairs("dev")


def test_every_written_pair_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    pairs = [*likeness.read_pairs("dev"), *likeness.read_pairs("test")]
    assert len(pairs) == 160 and {p.label for p in pairs} == {"one", "two"}
