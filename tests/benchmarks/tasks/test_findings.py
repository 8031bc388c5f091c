"""The findings of labelled reports in small: two reports of a fire that differ in one figure."""

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks import labelled
from benchmarks.tasks import findings
from tests.benchmarks.corpora import make_archive

TEXTS = {
    "1_1ecb": "A fire in the Brennt plant killed 14 workers , police said .\nThe owner left the town .",
    "1_2ecb": "Fourteen people were hurt in the harbour .\nThe fire in the Brennt plant killed 40 workers , a doctor said .",
}


def test_labelled_stories_are_compared_and_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": i, "outlet": None, "topic": "1", "cluster": "1_ecb", "text": text} for i, text in TEXTS.items()]
    make_archive(tmp_path, "stories-ecbplus", {"dev.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    labelled._rows.cache_clear()
    texts = {i: text for i, (_, _, text) in labelled._rows(tmp_path, "ecbplus", "dev").items()}
    words = {"1_1ecb": "killed 14 workers", "1_2ecb": "killed 40 workers"}
    ids = {"1_1ecb": "a1", "1_2ecb": "a2"}
    values = [[[ids[i], texts[i].index(w), texts[i].index(w) + len(w)]] for i, w in words.items()]
    labels = {
        "corpus": "ecbplus",
        "split": "dev",
        "articles": [
            {"id": ids[i], "source": i, "sha256": hashlib.sha256(t.encode()).hexdigest()} for i, t in texts.items()
        ],
        "findings": [{"kind": "quantity", "status": "conflicting", "values": values}],
    }
    (tmp_path / "fire.json").write_text(json.dumps(labels), encoding="utf-8")
    monkeypatch.setattr(labelled, "LABELS", tmp_path)
    found = findings.run(tmp_path, "dev")
    assert found["figures"]["disagree_f1"] == found["figures"]["link_f1"] == found["figures"]["status"] == 1
    assert found["counts"] == {"stories": 1, "articles": 2, "disagreements": 1, "wanted": 1}
    assert found["faults"] == []
    assert list(found["cases"]) == ["fire"]
