"""Reading NewsQuant, and saying our quantities in its terms."""

import json
from pathlib import Path

import pytest

from benchmarks.tasks import quantities
from benchmarks.tasks.quantities import Plain
from tests.benchmarks.corpora import make_archive
from twosource.annotate import annotate
from twosource.articles.make import make_article


@pytest.mark.parametrize(
    ("written", "value"),
    [("12.0", (12.0,)), ("1000-2000", (1000.0, 2000.0)), ("2.5E-08", (2.5e-8,)), ("-4.0", (-4.0,)), ("10.5-11", (10.5, 11.0))],
)  # fmt: skip
def test_values_of_the_corpus(written: str, value: tuple[float, ...]) -> None:
    gold = {"value": written, "normalized_unit": " Day ", "change": "=", "unit": "days"}
    assert quantities.as_plain(gold) == Plain(value, "day", "=")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 12 ships sank.", [Plain((12.0,), "ship", "~")]),
        ("A third of the crew fled.", [Plain((pytest.approx(1 / 3),), "% crew", "=")]),
        ("It cost between $5 and $6 million a year.", [Plain((5e6, 6e6), "dollar per year", "=")]),
        ("The rate rose from 4 percent to 5 percent.", [Plain((4.0, 5.0), "percentage", "=")]),
        ("Tens of thousands of people came.", [Plain((1e4, 1e5), "people", "=")]),
        ("Several ships met the second boat.", []),
    ],
)
def test_in_their_words(text: str, expected: list[Plain]) -> None:
    (document,) = annotate([make_article(text, id="a", outlet="Harbour Post")])
    assert quantities.answers(document) == expected


def test_matching_is_one_to_one() -> None:
    gold = [Plain((5.0,), "day", "="), Plain((5.0,), "week", "=")]
    hits = quantities.match(gold, [Plain((5.000001,), "week", "~")])
    assert (hits["value"].right, hits["value_unit"].right, hits["value_change"].right) == (1, 1, 0)
    assert (hits["value"].gold, hits["value"].given) == (2, 1)


def test_a_run(tmp_path: Path) -> None:
    row = {"change": "=", "value": "12.0", "unit": "ships", "normalized_unit": "ship", "referred_concepts": "-"}
    sentences = [{"text": "12 ships sank.", "quantities": [row]}, {"text": "Nothing sank.", "quantities": []}]
    make_archive(tmp_path, "quantities-newsquant", {"test.json": json.dumps(sentences)})
    got = quantities.run(tmp_path, "test")
    assert got["figures"]["value_f1"] == got["figures"]["value_unit_f1"] == 1.0
    assert got["counts"] == {"sentences": 2, "gold": 1, "given": 1}
    assert "unseen_value_f1" not in got["figures"]
