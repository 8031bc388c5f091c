"""What is said of told disagreements, and weights that learn from it."""

import numpy as np
import pytest

from benchmarks import score
from tests.benchmarks.test_judged import finding
from training.atodds import NAMES, Example, chances, figures, fit, held_out, on_gold

GOLD = [
    {"status": "conflicting", "values": [{"spans": [("a", 0, 9)]}, {"spans": [("b", 0, 9)]}]},
    {"status": "corroborated", "values": [{"spans": [("a", 20, 29), ("b", 20, 29)]}]},
]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([[("a", 0, 9)], [("b", 0, 9)]], "right"),
        ([[("a", 0, 9)], [("b", 20, 29)]], "wrong"),  # two questions
        ([[("a", 20, 29)], [("b", 20, 29)]], "wrong"),  # what agrees
        (
            [[("a", 0, 9)], [("b", 0, 9)], [("a", 20, 29), ("b", 20, 29), ("b", 22, 29)]],
            "partly",
        ),  # mostly of another one
        ([[("a", 40, 49)], [("b", 40, 49)]], None),
    ],
)
def test_gold_on_a_disagreement(values: list[list[tuple[str, int, int]]], said: str | None) -> None:
    texts = score.Texts({"a": "x " * 30, "b": "x " * 30})
    assert on_gold(finding(*values), GOLD, texts) == said


def made(seed: int) -> list[Example]:
    """Examples of which those in one slot are right."""
    rng = np.random.default_rng(seed)
    found = []
    for n in range(80):
        slot = float(rng.random() < 0.5)
        signs = dict(zip(NAMES, rng.random(len(NAMES)), strict=True)) | {"slot": slot}
        source, said = ("gold", "judged")[n % 2], "right" if slot else ("wrong", "partly")[n % 3 == 0]
        found.append(Example(source, f"s{n // 4}", signs, said))
    return found


def test_weights_learn_what_is_right() -> None:
    examples = made(3)
    chance = chances(fit(examples), examples)
    assert (
        chance[[e.verdict == "right" for e in examples]].min() > chance[[e.verdict != "right" for e in examples]].max()
    )
    report = figures(examples, held_out(examples))
    assert report["gold"]["examples"] == report["judged"]["examples"] == 40
    assert report["gold"]["average_precision"] > 0.9
    assert report["judged"]["sure_right"] <= report["judged"]["sure"]
