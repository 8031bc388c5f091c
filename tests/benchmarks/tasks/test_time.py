"""Reading TimeML and counting spans and values."""

from pathlib import Path

import pytest

from benchmarks.archives import DataMissing
from benchmarks.tasks import time
from tests.benchmarks.corpora import make_archive

TML = """<?xml version="1.0" ?>
<TimeML><DOCID>d</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2025-02-05">02/05/2025</TIMEX3></DCT>
<TEXT>

The bridge <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2025-02-04">Tuesday</TIMEX3>, police said.

It had been shut for <TIMEX3 tid="t2" type="DURATION" value="P3W"> three <EVENT>weeks</EVENT>
</TIMEX3> &amp; mended <TIMEX3 tid="t3" type="DATE" value="2024">last year</TIMEX3>.
</TEXT></TimeML>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    files = {"TimeBank/a.tml": TML, "AQUAINT/b.tml": TML, "te3-platinum/c.tml": TML, "te3-platinum/d.tml": TML}
    make_archive(tmp_path, "time-tempeval3", files)
    wars = {f"wikiwars/{folder}/tml/01.tml": TML for folder in ("trainingset", "testset", "whole")}
    make_archive(tmp_path, "time-wikiwars", wars | {"wikiwars/whole-tml/output-timeml/01.tml": TML})
    return tmp_path


def test_only_the_text_counts_and_offsets_are_its_own() -> None:
    article, times = time.read_timeml("a.tml", TML)
    assert [article.text[start:end] for start, end, *_ in times] == ["Tuesday", "three weeks", "last year"]
    assert [list(one[2:]) for one in times] == [
        ["DATE", "2025-02-04"],
        ["DURATION", "P3W"],
        ["DATE", "2024"],
    ]
    assert (article.published, len(article.blocks)) == ("2025-02-05", 2)


@pytest.mark.parametrize(("split", "names"), [("dev", "a"), ("aquaint", "b"), ("test", "cd"), ("wikiwars", "00")])
def test_splits(data: Path, split: str, names: str) -> None:
    assert [article.id[0] for article, _ in time.read_documents(data, split)] == list(names)


@pytest.mark.parametrize("top", ["sealed-time", "te3-platinum", "time/te3-platinum"])
def test_platinum_is_found_wherever_it_lies(tmp_path: Path, top: str) -> None:
    folder = tmp_path / top / ("" if "platinum" in top else "platinum")
    folder.mkdir(parents=True)
    (folder / "c.tml").write_text(TML, encoding="utf-8")
    assert [article.id for article, _ in time.read_documents(tmp_path, "test")] == ["c.tml"]


def test_a_split_that_is_not_there(data: Path) -> None:
    with pytest.raises(DataMissing, match="none of them"):
        list(time.read_documents(data, "other"))
    with pytest.raises(DataMissing, match="neither"):
        list(time.read_documents(data / "nowhere", "test"))


def test_strict_relaxed_and_value() -> None:
    gold = [(0, 7, "DATE", "2025-02-04"), (10, 20, "DURATION", "P3W"), (30, 39, "DATE", "2024")]
    found = [
        (0, 7, "DATE", "2025-02-04"),
        (12, 20, "DURATION", "P3W"),
        (25, 39, "DATE", "2023"),
        (50, 60, "DATE", "2024"),
    ]
    hits = time.measure(gold, found)
    assert {name: hit.right for name, hit in hits.items()} == {"strict": 1, "relaxed": 3, "value": 2}
    assert hits["value"].f1 == pytest.approx(4 / 7)


def test_the_whole_task(data: Path) -> None:
    outcome = time.run(data, "test")
    assert outcome["figures"]["strict_f1"] == outcome["figures"]["value_f1"] == 1.0
    assert outcome["counts"] == {"documents": 2, "words": 36, "gold": 6, "given": 6}
    assert set(outcome["cases"]) == {"c.tml", "d.tml"}
    assert "Tuesday" not in str(outcome["cases"])
