"""What readers said of told disagreements: places only, and found again whatever a version tells beside them."""

import json
from pathlib import Path

import pytest

from benchmarks import judged
from benchmarks.archives import DataMissing
from benchmarks.judged import JUDGED, Item, Verdict, digest, read_judged, verdict_on
from twosource.data import Anchor, Finding, Status, Value


@pytest.mark.parametrize("path", sorted(JUDGED.glob("*.json")), ids=lambda p: p.stem)
def test_places_only(path: Path) -> None:
    for story in json.loads(path.read_text(encoding="utf-8")):
        assert set(story) == {"story", "corpus", "sha256", "articles", "items"}
        for item in story["items"]:
            assert set(item) == {"values", "verdict"}
            assert len(item["values"]) > 1
            assert item["verdict"] in {"right", "partly", "wrong"}
            places = [place for value in item["values"] for place in value]
            assert all(0 <= n < len(story["articles"]) and 0 <= start < end for n, start, end in places)


def test_no_story_is_in_both_splits() -> None:
    told = [
        {a for s in json.loads(p.read_text(encoding="utf-8")) for a in s["articles"]} for p in JUDGED.glob("*.json")
    ]
    assert len(told) == 2
    assert not told[0] & told[1]


def finding(*values: list[tuple[str, int, int]]) -> Finding:
    told = tuple(
        Value(value="x", evidence=tuple(Anchor(a, start, end, "x" * (end - start)) for a, start, end in places))
        for places in values
    )
    return Finding(id="f", kind="quantity", status=Status.CONFLICTING, values=told, reasons=())


ITEM = Item(((("r0", 10, 20), ("r1", 5, 9)), (("r2", 0, 8),)), "right")
OTHER = Item(((("r0", 40, 50),), (("r2", 60, 70),)), "wrong")


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([[("r0", 12, 18)], [("r2", 2, 4)]], "right"),  # a part of the words
        ([[("r2", 2, 4)], [("r0", 12, 18)]], "right"),
        ([[("r0", 12, 18)], [("r2", 2, 4)], [("r3", 0, 4)]], "right"),  # one value more
        ([[("r0", 12, 18)], [("r3", 0, 4)]], None),  # one value of the two
        ([[("r0", 12, 18), ("r2", 2, 4)], [("r3", 0, 4)]], None),  # both in one value: no disagreement
        ([[("r0", 41, 44)], [("r2", 60, 70)]], "wrong"),
    ],
)
def test_the_verdict_on_a_finding(values: list[list[tuple[str, int, int]]], verdict: Verdict | None) -> None:
    assert verdict_on(finding(*values), [ITEM, OTHER]) == verdict


def test_texts_that_were_not_judged_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    story = {"story": "s", "corpus": "stream", "sha256": digest(["One text."]), "articles": ["a"], "items": []}
    (tmp_path / "dev.json").write_text(json.dumps([story]), encoding="utf-8")
    monkeypatch.setattr(judged, "JUDGED", tmp_path)
    monkeypatch.setattr(judged, "_rows", lambda *_: {"a": ("", None, "One text.")})
    (found,) = read_judged(None, "dev")
    assert [a.text for a in found.articles] == ["One text."]
    monkeypatch.setattr(judged, "_rows", lambda *_: {"a": ("", None, "Another text.")})
    with pytest.raises(DataMissing, match="not those that were judged"):
        list(read_judged(None, "dev"))
