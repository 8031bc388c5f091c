"""Pairs of words that agreeing findings put together, judged by the gold findings on which they stand."""

from typing import Any

from benchmarks import score
from benchmarks.sureness import Sureness

TEXTS = score.Texts({"x": "Ten died. Roads were shut.", "y": "Ten people died. Rain fell."})
GOLD = {
    "findings": [
        {"values": [{"spans": [("x", 0, 9), ("y", 0, 16)]}]},
        {"values": [{"spans": [("x", 10, 26)]}]},
        {"values": [{"spans": [("y", 17, 27)]}]},
    ]
}


def finding(*spans: tuple[str, int, int], status: str = "corroborated", rule: str = "event.same") -> dict[str, Any]:
    evidence = [dict(zip(("article", "start", "end"), span, strict=True)) for span in spans]
    return {"status": status, "reasons": [{"rule": rule}], "values": [{"evidence": evidence}]}


def test_sure_and_loose_pairs_are_counted_apart() -> None:
    made = Sureness()
    right = finding(("x", 0, 9), ("y", 0, 16))
    wrong = finding(("x", 10, 26), ("y", 17, 27), status="refined", rule="alike.loosely")
    apart = finding(("x", 10, 26), ("y", 17, 27), status="conflicting")
    within = finding(("x", 0, 9), ("x", 10, 26))
    made.add(GOLD, TEXTS, {"findings": [right, wrong, apart, within]})
    assert made.figures() == {"sure_right": 1.0, "loose_right": 0.0, "sure_share": 2 / 3}


def test_nothing_judged_is_no_figure() -> None:
    made = Sureness()
    made.add(GOLD, TEXTS, {"findings": []})
    assert made.figures() == {"sure_right": None, "loose_right": None, "sure_share": None}
