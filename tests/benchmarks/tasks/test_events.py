"""Reading PLV and choosing a root."""

from pathlib import Path

import numpy as np
import pytest
import spacy

from benchmarks.archives import DataMissing
from benchmarks.tasks import events
from tests.benchmarks.corpora import make_archive

HEADER = "\tsentence_id\tsentence\tgold_root\n"
KEPT = [f"The minister met envoy number {i}." for i in range(60)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [f"\t{i}\t{sentence}\t{'YIELD' if i % 2 else 'CONSULT'}" for i, sentence in enumerate(KEPT)]
    make_archive(
        tmp_path,
        "events-plover",
        {
            "PLV_train.tsv": HEADER + "\n".join([*rows, "\t99\tNo root.\t"]),
            "PLV_test.tsv": HEADER + "\n".join(rows[:3]),
        },
    )
    return tmp_path


def test_splits_are_apart_and_renamed(data: Path) -> None:
    train, dev, test = (events.read_rows(data, split) for split in ("train", "dev", "test"))
    assert {row["id"] for row in train} | {row["id"] for row in dev} == {str(i) for i in range(60)}
    assert not {row["id"] for row in train} & {row["id"] for row in dev}
    assert len(dev) > 5
    assert [row["root"] for row in test] == ["CONSULT", "CONCEDE", "CONSULT"]


def test_a_split_that_is_not_there(data: Path) -> None:
    with pytest.raises(DataMissing, match="no file PLV_other"):
        events.read_rows(data, "other")


def test_the_tenth_lies_in_the_fifth() -> None:
    assert {s for s in KEPT if events.held_out(s, 10)} < {s for s in KEPT if events.held_out(s)}


def test_the_best_root_is_an_event() -> None:
    doc = spacy.blank("en")("They met .")
    doc.user_data["twosource.event_labels"] = ["CONSULT", "NONE", "REJECT"]
    doc.user_data["twosource.event"] = np.array([[0, 9, 3], [4, 9, 0], [0, 9, 0]])
    assert events.best_root(doc) == "CONSULT"
    assert events.best_root(spacy.blank("en")("They met .")) == ""
