"""The judged disagreements in small: one that was judged right is told surely, another one was never judged."""

import json
from pathlib import Path

import pytest

from benchmarks import judged
from benchmarks.judged import digest
from benchmarks.tasks import disagreements
from tests.benchmarks.corpora import make_archive

FIRE = (
    ("Fire", "The fire in the Brennt plant killed 14 workers on Monday, police said."),
    ("Blaze", "The fire in the Brennt plant killed 40 workers on Monday, a doctor said."),
)
SHIP = (
    ("Ship", "The ferry in Dorn sank at 9 a.m. on Monday, police said. The ferry carried 80 passengers."),
    ("Wreck", "The ferry in Dorn sank at 9 a.m. on Monday, a sailor said. The ferry carried 95 passengers."),
)


def test_what_is_told_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, stories = [], []
    for name, texts in (("fire", FIRE), ("ship", SHIP)):
        ids = [f"{name}{i}" for i in range(len(texts))]
        rows += [
            {"id": i, "outlet": i, "published": "2024-03-05", "title": t, "text": text}
            for i, (t, text) in zip(ids, texts, strict=True)
        ]
        whole = [f"{title}\n\n{text}" for title, text in texts]
        values = (
            [
                [[n, whole[n].index(words), whole[n].index(words) + 17]]
                for n, words in ((0, "killed 14"), (1, "killed 40"))
            ]
            if name == "fire"
            else []
        )
        items = [{"values": values, "verdict": "right"}] if values else []
        stories.append({"story": name, "corpus": "stream", "sha256": digest(whole), "articles": ids, "items": items})
    make_archive(tmp_path, "stream-dev", {"articles.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    (tmp_path / "dev.json").write_text(json.dumps(stories), encoding="utf-8")
    monkeypatch.setattr(judged, "JUDGED", tmp_path)
    found = disagreements.run(tmp_path, "dev")
    assert found["figures"] == {"right": 1, "partly_right": 1, "found": 1}
    counts = found["counts"]
    assert (counts["stories"], counts["articles"]) == (2, 4)
    assert (counts["sure_right"], counts["sure_partly"], counts["sure_wrong"]) == (1, 0, 0)
    assert counts["sure_unjudged"] == 1
    assert set(found["cases"]) == {"fire", "ship"}
