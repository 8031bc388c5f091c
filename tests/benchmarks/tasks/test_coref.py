"""Reading GAP, answering from entities, and counting both names."""

from pathlib import Path

import pytest

from benchmarks.scores import Hits
from benchmarks.tasks import coref
from tests.benchmarks.corpora import make_archive
from twosource.data import Anchor, Entity, Mention

TEXT = 'Anna Orr met Berta Lind. "No," she said.'
HEADER = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
ROW = f"validation-1\t{TEXT}\tshe\t31\tAnna Orr\t0\tTRUE\tBerta Lind\t13\tFALSE\thttp://example.org/wiki/Anna_Orr_(painter)"


@pytest.fixture
def case(tmp_path: Path) -> coref.Case:
    make_archive(tmp_path, "coref-gap", {"gap-validation.tsv": f"{HEADER}\n{ROW}\n"})
    (read,) = coref.read_cases(tmp_path, "validation")
    return read


def entity(*places: tuple[str, str]) -> Entity:
    mentions = []
    for kind, words in places:
        start = TEXT.index(words)
        anchor = Anchor(article="validation-1", start=start, end=start + len(words), quote=words)
        mentions.append(Mention(anchor=anchor, kind=kind))  # type: ignore[arg-type]
    return Entity(id="e", type="person", name=places[0][1], mentions=tuple(mentions))


def test_a_row(case: coref.Case) -> None:
    assert [case.text[slice(*place)] for place in (case.pronoun, *case.names)] == ["she", "Anna Orr", "Berta Lind"]
    assert (case.gold, case.title, case.feminine) == ((True, False), "Anna Orr", True)


@pytest.mark.parametrize(
    ("places", "given", "hits"),
    [
        ([("name", "Anna Orr"), ("pronoun", "she")], (True, False), Hits(1, 1, 1)),
        ([("name", "Berta Lind"), ("pronoun", "she")], (False, True), Hits(0, 1, 1)),
        ([("name", "Anna Orr")], (False, False), Hits(0, 1, 0)),
    ],
)
def test_the_pronouns_entity_answers(
    case: coref.Case, places: list[tuple[str, str]], given: tuple[bool, bool], hits: Hits
) -> None:
    assert coref.answers(case, [entity(*places)]) == given
    assert coref.count([case], [given]) == hits
