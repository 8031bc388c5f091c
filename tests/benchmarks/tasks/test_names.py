"""The threshold is chosen on one half of the pairs and scored on the other."""

from pathlib import Path

from benchmarks.scores import Hits
from benchmarks.tasks import names
from benchmarks.tasks.names import Pair
from tests.benchmarks.corpora import make_archive

CASES = """case_group,schema,name1,name2,is_match
one,Person,Anna Orr,Anna Orr,true
one,Person,Anna Orr,Berta Lind,false
two,Company,Orr Ltd,Orr Limited,true
"""


def test_the_highest_threshold_with_the_best_f1() -> None:
    pairs = [Pair("person", "g", True, same, score) for same, score in [(True, 0.9), (True, 0.6), (False, 0.5)]]
    assert names.choose(pairs) == 0.6
    assert names.count(pairs, 0.6) == Hits(2, 2, 2)
    assert names.count(pairs, 0.5) == Hits(2, 2, 3)


def test_pairs_with_their_scores(tmp_path: Path) -> None:
    make_archive(tmp_path, "names-bench", {"cases.csv": CASES})
    read = names.read_pairs(tmp_path)
    assert [(pair.kind, pair.group, pair.same) for pair in read] == [
        ("person", "one", True),
        ("person", "one", False),
        ("company", "two", True),
    ]
    assert read[0].score > read[1].score
