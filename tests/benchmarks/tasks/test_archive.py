"""The archive's benchmark on a few reports: what it measures at each size, and how it says that nothing grew."""

from pathlib import Path

import pytest

from benchmarks.tasks import archive
from tests.stories.dam_break import ORIGINAL, OWN_REPORT, REWRITTEN


def test_it_measures_at_each_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("PORTION", 20), ("DECADES", (20, 60)), ("ASKED", 4)):
        monkeypatch.setattr(archive, name, value)
    figures, counts, cases = archive._grow(tmp_path / "news", [ORIGINAL, REWRITTEN, OWN_REPORT], 60)
    assert figures["sound"] == 1.0
    assert min(figures["add_per_second"], figures["group_per_second"], figures["limit_by_memory"]) > 0
    assert figures["flatness"] is None  # not that far
    assert list(cases) == ["20 reports", "60 reports"]
    assert all(case["kb_per_article"] > 0 for case in cases.values())
    assert counts["articles"] == 60 >= counts["stories"] > 1


def test_flatness_is_the_time_at_ten_thousand_by_that_at_the_end() -> None:
    cases = {"10000 reports": {"add_ms": 1.0, "group_ms": 2.0}, "100000 reports": {"add_ms": 2.0, "group_ms": 4.0}}
    assert archive.flatness(cases) == 0.5
    assert archive.flatness({"10000 reports": {"add_ms": 1.0, "group_ms": 2.0}}) is None
