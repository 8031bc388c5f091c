"""The sets of stories in small: two events of three reports each, and a stream with an article nobody labelled."""

import json
from pathlib import Path

import pytest

from benchmarks.archives import DataMissing
from benchmarks.tasks import stories, stream
from tests.benchmarks.corpora import make_archive
from tests.small_stories import FERRY, STRIKE

ROWS = [
    {"id": row["id"], "title": None, "text": row["text"], "published": row["published"], "cluster": name}
    for name, told in (("ferry", FERRY), ("strike", STRIKE))
    for row in told
]


def lines(rows: list[dict[str, str | None]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_two_events_are_told_apart(tmp_path: Path) -> None:
    make_archive(tmp_path, "stories-ecbplus", {"dev.jsonl": lines([*ROWS, ROWS[0]])})
    found = stories.run(tmp_path, "dev")
    assert found["figures"]["ecbplus"] == found["figures"]["b3_f1"] == 1
    kinds = ("archive", "undated", "apart")
    archive, undated, apart = (found["figures"][f"ecbplus_{kind}"] for kind in kinds)
    assert archive == undated == 1 > apart
    assert found["counts"] == {"ecbplus_articles": len(ROWS)}
    assert set(found["cases"]) == {"ecbplus ferry", "ecbplus strike"}


def test_a_sealed_split_is_found_by_its_files(tmp_path: Path) -> None:
    make_archive(tmp_path, "stories-giveme5w1h", {"gold5w1h.jsonl": "", "news_cluster.jsonl": lines(ROWS)})
    make_archive(tmp_path, "stories-basil", {"articles.jsonl": lines(ROWS)})
    assert set(stories.read_sets(tmp_path, "test")) == {"giveme5w1h", "basil"}
    with pytest.raises(DataMissing):
        stories.read_sets(tmp_path, "dev")


def test_a_stream_is_scored_on_its_labelled_articles(tmp_path: Path) -> None:
    rows = [{**row, "story": row["cluster"] if i else None} for i, row in enumerate(ROWS)]
    make_archive(tmp_path, "stream-dev", {"articles.jsonl": lines(rows)})
    found = stream.run(tmp_path, "dev")
    assert found["counts"]["labelled"] == len(ROWS) - 1
    assert found["figures"]["b3_f1"] == 1
    assert found["figures"]["gain"] == 1 - found["figures"]["minilm"]
