"""Reading brat stand-off marks and counting attributions."""

from pathlib import Path

import pytest
import spacy

from benchmarks.archives import DataMissing
from benchmarks.tasks import attribution
from benchmarks.tasks.attribution import Said
from tests.benchmarks.corpora import make_archive

TEXT = "The mayor said the bridge is safe.\nNobody was hurt, it emerged."
MARKS = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 33\tthe bridge is safe
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tCue 55 62\temerged
T6\tContent 35 41;42 50\tNobody was hurt
T7\tAttribution-no-source 55 62\temerged
E2\tAttribution-no-source:T7 Cue:T5 Content:T6
"""
FIRST = Said(cue=frozenset({2}), source=frozenset({0, 1}), content=frozenset({3, 4, 5, 6}))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    files = {"dev/text/one.txt": TEXT, "dev/attributions/one_b.ann": "", "dev/attributions/one_a.ann": MARKS}
    make_archive(tmp_path, "attribution-polnear", files | {"dev/text/unmarked.txt": TEXT})
    return tmp_path


def test_the_first_annotator_counts(data: Path) -> None:
    split = attribution.read_split(data, "dev")
    assert list(split) == ["one"]
    text, marked = split["one"]
    quoted = [[[text[a:b] for a, b in parts[part]] for part in attribution.PARTS] for parts in marked]
    assert quoted == [
        [["said"], ["The mayor"], ["the bridge is safe"]],
        [["emerged"], [], ["Nobody", "was hurt"]],
    ]


def test_a_split_that_is_not_there(data: Path) -> None:
    with pytest.raises(DataMissing):
        attribution.read_split(data, "test")


def test_punctuation_counts_only_where_there_is_nothing_else() -> None:
    doc = spacy.blank("en")('Mayor: "Safe."')
    assert attribution.words_of(doc, [(7, 14)]) == {3}
    assert attribution.words_of(doc, [(5, 6)]) == {1}


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (FIRST, 1),
        (Said(cue=FIRST.cue, source=frozenset({1}), content=frozenset({4, 5, 6})), 1),
        (Said(cue=FIRST.cue, source=frozenset(), content=FIRST.content), 0),
        (Said(cue=FIRST.cue, source=FIRST.source, content=frozenset({6, 7, 8})), 0),
    ],
)
def test_all_three_parts_have_to_be_right(given: Said, right: int) -> None:
    found = attribution.score([FIRST], [given])
    assert found["all_overlap"].right == right
    assert found["cue"].right == 1
