"""The scorer on the gold itself: what a perfect account gets."""

from pathlib import Path

import pytest

from benchmarks import score
from benchmarks.runner import STORIES

FOLDERS = sorted(path.parent for path in STORIES.glob("*/gold.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_gold_scores_full_marks(folder: Path) -> None:
    gold, texts = score.read_story(folder)
    account = score.oracle(gold)(texts)
    assert not score.anchors_exact(account, texts)
    assert score.score(gold, texts, account)["mean"] >= 0.985


def test_an_empty_account_scores_nothing() -> None:
    gold, texts = score.read_story(FOLDERS[0])
    account = {"articles": [{"id": name, "origin": name} for name in texts]}
    assert score.score(gold, texts, account)["mean"] == 0.0


def test_a_shifted_anchor_is_seen() -> None:
    gold, texts = score.read_story(FOLDERS[0])
    account = score.oracle(gold)(texts)
    anchor = next(score.spans_of(account))
    anchor["start"] += 1
    assert score.anchors_exact(account, texts) == [anchor]


def test_the_stories_are_the_open_ones() -> None:
    assert len(FOLDERS) == 18
    assert not (STORIES / "00-ankara-visit").exists(), "published text, never part of this repository"
