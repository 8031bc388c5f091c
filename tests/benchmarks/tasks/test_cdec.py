"""Event mentions of several reports: read from the corpus' layout, compared, joined."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.event_pairs import SIGNS, fitted, joined, scores_of, signs_of
from benchmarks.tasks import cdec
from tests.benchmarks.corpora import make_archive

REPORTS = {
    "1_1ecb.xml": "The ferry Marigold sank off Aster harbour on Tuesday . Two sailors drowned .",
    "1_2ecb.xml": "Rescuers reached Aster after the Marigold sank on Tuesday . Two men drowned .",
    "1_1ecbplus.xml": "A trawler sank near Lunde in May . Its owner denied any fault .",
}
MENTIONS = [
    ("1_1ecb.xml", "sank", "e1"), ("1_2ecb.xml", "sank", "e1"), ("1_1ecbplus.xml", "sank", "e2"),
    ("1_1ecb.xml", "drowned", "e3"), ("1_2ecb.xml", "drowned", "e3"), ("1_1ecbplus.xml", "denied", "e4"),
]  # fmt: skip


def row(report: str, word: str, chain: str) -> dict[str, Any]:
    words = REPORTS[report].split()
    return {
        "doc_id": report,
        "topic_id": "1ecbplus" if "plus" in report else "1ecb",
        "mention_context": words,
        "tokens_number": [words.index(word)],
        "coref_chain": chain,
        "mention_head_lemma": {"sank": "Sink"}.get(word, word.removesuffix("ed")),
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ecb")
    rows = json.dumps([row(*mention) for mention in MENTIONS])
    make_archive(folder, "events-ecbplus", {"dev/Event_gold_mentions.json": rows})
    return folder


@pytest.fixture(scope="module")
def topic(data: Path) -> cdec.Topic:
    (read,) = cdec.read_topics(data, "dev")
    return read


def test_both_halves_are_one_topic(topic: cdec.Topic) -> None:
    assert topic.name == "1"
    assert topic.halves.count("1ecbplus") == 2
    assert [m.lemma for m in topic.mentions][:4] == ["sink", "sink", "sink", "drown"]
    assert "marigold" in topic.mentions[0].names


def test_signs_are_the_same_both_ways(topic: cdec.Topic) -> None:
    signs = signs_of(topic.mentions, topic.reports)
    assert signs.shape == (6, 6, len(SIGNS))
    assert np.isfinite(signs).all()
    np.testing.assert_allclose(signs, signs.transpose(1, 0, 2), atol=1e-9)
    same = signs[:, :, SIGNS.index("same_lemma")]
    assert (same[0, 1], same[0, 2], same[0, 3]) == (1, 1, 0)
    days = signs[:, :, SIGNS.index("days")]
    assert (days[0, 1], days[0, 2]) == (1, 0)


def test_likelier_where_the_reports_are_of_one_event(topic: cdec.Topic) -> None:
    scores = scores_of(signs_of(topic.mentions, topic.reports), fitted())
    assert scores[0, 1] > scores[0, 2]  # one ship sank, and another
    assert scores[3, 4] > scores[3, 5]


def test_halves_stay_apart(topic: cdec.Topic) -> None:
    labels = cdec.join(topic, fitted(), halves=True)
    assert {name for name, _ in labels} == {"1ecb", "1ecbplus"}
    assert labels[0][0] != labels[2][0]


@pytest.mark.parametrize(
    ("least", "expected"),
    [(0.95, [1, 2, 3]), (0.6, [1, 1, 2]), (0.2, [1, 1, 1])],
)
def test_joined_as_long_as_the_mean_is_high_enough(least: float, expected: list[int]) -> None:
    scores = np.array([[1.0, 0.9, 0.2], [0.9, 1.0, 0.4], [0.2, 0.4, 1.0]])
    numbers = joined(scores, least)
    assert [[a == b for b in numbers] for a in numbers] == [[a == b for b in expected] for a in expected]


def test_one_mention_is_one_event() -> None:
    assert joined(np.ones((1, 1)), 0.5) == [0]


def test_figures(data: Path) -> None:
    got = cdec.run(data, "dev")
    assert got["counts"] == {"topics": 1, "mentions": 6, "events": 4}
    assert {"conll_f1", "muc_f1", "b3_f1", "ceafe_f1", "lemma_conll_f1"} <= got["figures"].keys()
    # the lemma takes the two that sank for one: {a b c} {d e} {f} against {a b} {c} {d e} {f}
    assert got["figures"]["lemma_subtopic_conll_f1"] == pytest.approx(1.0)
    assert got["figures"]["lemma_conll_f1"] < 1.0
