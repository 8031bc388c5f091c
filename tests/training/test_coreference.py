"""Head words and chains of the coreference corpora, without the network."""

import pytest

pytest.importorskip("torch")

from training.reader.coreference import _conll_spans, _gum, head_of

pytestmark = pytest.mark.training


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("Mr. Orr", "Orr"), ("the captain of the ferry", "captain"), ("Ida Brandt", "Ida"), ("he", "he"),
        ("the old harbour , now closed", "harbour"), ("a man who fled", "man"), ("the Marigold", "Marigold"),
    ],
)  # fmt: skip
def test_heads_without_trees(words: str, head: str) -> None:
    parts = words.split()
    assert parts[head_of(parts, 0, len(parts))] == head


def test_nested_spans() -> None:
    cells = ["(1", "(2", "2)|1)", "(3)", "_"]
    assert sorted(_conll_spans(cells)) == [(0, 3, 1), (1, 3, 2), (3, 4, 3)]


def test_chains_by_relation() -> None:
    row = "{0}\t0-1\t{1}\t{2}\t_\t_\t_\t_\t{3}\t{4}\t"
    text = "\n".join(
        [
            row.format("1-1", "Orr", "person[1]", "ana", "1-2[2_1]"),
            row.format("1-2", "he", "person[2]", "bridge:other", "1-3[3_2]"),
            row.format("1-3", "boat", "object[3]", "_", "_"),
        ]
    )
    spans, chain = _gum(text)
    assert spans[1] == [(0, 0)]
    assert chain[1] == chain[2] != chain[3]
