"""Scores into trees, spans, links and antecedents."""

import itertools

import numpy as np
import pytest

from twosource.annotate.decode import BIO, antecedents, bio_spans, label_scores, one_root_tree, said_of, tree

FAR = -1e4


def rows(*tags: str, names: tuple[str, ...] = BIO) -> np.ndarray:
    """Scores that favour these tags by three."""
    return np.array([[3.0 * (name == tag) for name in names] for tag in tags])


# ---- spans


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], []),
        (["O", "O"], []),
        (["B-x"], [(0, 1, "x")]),
        (["B-x", "I-x", "O", "B-x"], [(0, 2, "x"), (3, 4, "x")]),
        (["B-x", "B-x", "I-x"], [(0, 1, "x"), (1, 3, "x")]),
        (["O", "B-x", "I-x", "I-x"], [(1, 4, "x")]),
    ],
)
def test_spans_of_plain_tags(tags: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert bio_spans(rows(*tags) if tags else np.zeros((0, 3)), BIO) == expected


def test_a_span_never_begins_inside() -> None:
    scores = np.array([[1.0, 0.0, 5.0], [0.0, 0.0, 5.0]])  # I is best twice, but nothing began
    assert bio_spans(scores, BIO) == [(0, 2, "x")]


def test_a_span_keeps_its_type() -> None:
    names = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")
    scores = np.array([[0.0, 4.0, 0.0, 3.0, 0.0], [0.0, 0.0, 1.0, 0.0, 3.0]])
    assert bio_spans(scores, names) == [(0, 2, "ORG")]  # 3 + 3 beats 4 + 1


def test_a_further_span_has_its_price() -> None:
    scores = rows("B-x", "I-x", "O", "B-x", "I-x")
    scores[3:] *= 0.5
    assert len(bio_spans(scores, BIO)) == 2
    assert bio_spans(scores, BIO, begin=4.0) == [(0, 2, "x")]


def best_tags_by_trying(scores: np.ndarray, names: tuple[str, ...]) -> float:
    best = -np.inf
    for tags in itertools.product(range(len(names)), repeat=len(scores)):
        marks = [names[t].partition("-") for t in tags]
        legal = all(
            mark != "I" or (i and marks[i - 1][0] in "BI" and marks[i - 1][2] == kind)
            for i, (mark, _, kind) in enumerate(marks)
        )
        if legal:
            best = max(best, sum(scores[i, t] for i, t in enumerate(tags)))
    return best


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("names", [BIO, ("O", "B-a", "B-b", "I-a", "I-b")])
def test_the_sequence_is_the_best_of_all(seed: int, names: tuple[str, ...]) -> None:
    scores = np.random.default_rng(seed).normal(size=(6 if names == BIO else 5, len(names)))
    tags = ["O"] * len(scores)
    for start, end, kind in bio_spans(scores, names):
        tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    reached = sum(scores[i, names.index(tag)] for i, tag in enumerate(tags))
    assert reached == pytest.approx(best_tags_by_trying(scores, names))


# ---- trees


def test_greedy_heads_that_are_a_tree_stay() -> None:
    arcs = np.full((3, 4), -5.0)
    arcs[0, 2], arcs[1, 0], arcs[2, 2] = 5.0, 5.0, 5.0  # word 1 is the root, the others hang on it
    assert tree(arcs, [0, 0, 0]) == ([1, -1, 1], [1, -1, 1])


def test_two_roots_and_a_cycle_are_repaired() -> None:
    arcs = np.full((3, 4), -5.0)
    arcs[0, 0], arcs[1, 0], arcs[2, 1] = 5.0, 4.0, 5.0
    arcs[1, 1] = 3.0
    heads, greedy = tree(arcs, [0, 0, 0])
    assert greedy == [-1, -1, 0]
    assert heads == [-1, 0, 0]


def test_each_sentence_has_its_own_root() -> None:
    arcs = np.full((4, 5), FAR)
    arcs[:2, :3], arcs[2:, [0, 3, 4]] = 0.0, 0.0
    arcs[0, 0] = arcs[1, 1] = arcs[2, 4] = arcs[3, 3] = 5.0  # the second sentence is a cycle
    heads, _ = tree(arcs, [0, 0, 1, 1])
    assert heads[:2] == [-1, 0]
    assert sorted(heads[2:]) in ([-1, 2], [-1, 3])


def best_by_trying(scores: np.ndarray) -> float:
    n = len(scores)
    best = -np.inf
    for heads in itertools.product(range(-1, n), repeat=n):
        if sum(h < 0 for h in heads) != 1 or any(h == i for i, h in enumerate(heads)):
            continue
        reached = {i for i, h in enumerate(heads) if h < 0}
        while True:
            more = {i for i, h in enumerate(heads) if h in reached} - reached
            if not more:
                break
            reached |= more
        if len(reached) == n:
            best = max(best, sum(scores[i, h + 1] for i, h in enumerate(heads)))
    return best


@pytest.mark.parametrize("seed", range(20))
def test_the_tree_is_the_best_of_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5))
    heads = one_root_tree(scores)
    assert sum(scores[i, h + 1] for i, h in enumerate(heads)) == pytest.approx(best_by_trying(scores))


def test_labels_of_changed_heads_are_scored_anew() -> None:
    out = {
        "label": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "label_dependent": np.array([[1.0], [2.0]]),
        "label_head": np.array([[0.0], [1.0], [10.0]]),
    }
    tables = {
        "pair": np.array([[[1.0]], [[0.0]]]),
        "dependent": np.array([[0.0], [1.0]]),
        "head": np.array([[0.0], [0.0]]),
        "bias": np.array([0.5, 0.0]),
    }
    scores = label_scores(out, [-1, 0], [-1, 1], tables)
    assert scores[0].tolist() == [1.0, 2.0]
    assert scores[1].tolist() == [2.0 * 1.0 + 0.5, 2.0]


# ---- who said what


def test_cues_odds_and_links_of_a_unit() -> None:
    # "Orr said it rained": one cue, whose links are the mean of its words' rows
    layers = np.zeros((4, 3, 3))
    layers[:, :, 0] = 2.0
    layers[1, 1], layers[0, 0] = [-3.0, 3.0, -3.0], [-1.0, 3.0, 0.0]
    links = np.full((2, 4, 4), -4.0)
    links[0, 1, 0], links[1, 1, 2:] = 5.0, 5.0
    found = said_of(layers, links, [10, 11, 12, 13])
    assert found["words"] == [10, 11, 12, 13]
    assert found["cues"] == [(1, 2)]
    assert found["odds"][0, 0] == pytest.approx(np.logaddexp(3.0, 0.0) + 1.0)
    assert found["odds"][2, 2] == pytest.approx(np.log(2.0) - 2.0)
    assert (found["links"][0, 0] > 0).tolist() == [True, False, False, False]
    assert (found["links"][0, 1] > 0).tolist() == [False, False, True, True]


def test_no_cue_no_links() -> None:
    layers = np.zeros((3, 3, 3))
    layers[:, :, 0] = 1.0
    found = said_of(layers, np.zeros((2, 3, 3)), [0, 1, 2])
    assert found["cues"] == []
    assert found["links"].shape == (0, 2, 3)


# ---- antecedents


def chances(n: int, **links: list[tuple[int, int]]) -> np.ndarray:
    """Scores in which each word's antecedent is none, unless told otherwise."""
    table = np.full((n, n + 1), -6.0)
    table[:, 0] = 0.0
    for word, antecedent in links.get("to", []):
        table[word, antecedent + 1] = 6.0
    return table


def test_pronouns_look_both_ways_and_nominals_back() -> None:
    kinds = ["pronoun", "nominal", "", "definite"]
    found = antecedents(chances(4, to=[(0, 1), (3, 1)]), kinds)
    assert [(a, b) for a, b, _ in found] == [(0, 1), (3, 1)]
    assert antecedents(chances(4, to=[(1, 3)]), ["pronoun", "definite", "", "nominal"]) == []


def test_a_chain_of_pronouns_ends_at_the_name() -> None:
    found = antecedents(chances(3, to=[(1, 0), (2, 1)]), ["nominal", "pronoun", "pronoun"])
    assert [(a, b) for a, b, _ in found] == [(1, 0), (2, 0)]
    assert all(0.9 < share <= 1.0 for _, _, share in found)


def test_without_a_name_a_pronoun_keeps_its_pronoun() -> None:
    found = antecedents(chances(3, to=[(2, 0)]), ["pronoun", "", "pronoun"])
    assert [(a, b) for a, b, _ in found] == [(2, 0)]


def test_doubt_is_shared_out() -> None:
    table = chances(4)
    table[3, 1], table[3, 2] = 1.0, 0.0  # word 3 is word 0, or word 1, or nothing
    found = antecedents(table, ["nominal", "nominal", "", "pronoun"])
    assert [(a, b) for a, b, _ in found] == [(3, 0), (3, 1)]
    shares = [share for _, _, share in found]
    assert shares[0] == pytest.approx(np.e * shares[1], abs=0.01)
    assert sum(shares) == pytest.approx(1 - 1 / (np.e + 2), abs=0.01)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_nothing_means_nothing(n: int) -> None:
    assert antecedents(chances(n), ["pronoun"] * n) == []
    assert antecedents(chances(n), [""] * n) == []


# ---- the short ways give what the long ones give


@pytest.mark.parametrize("seed", range(30))
def test_the_best_tree_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 6))
    scores = rng.normal(0, 2, (n, n + 1))

    def total(heads: list[int]) -> float:
        return float(sum(scores[i, head + 1] for i, head in enumerate(heads)))

    def reaches_the_root(heads: tuple[int, ...]) -> bool:
        def up(at: int) -> bool:
            for _ in range(n):
                at = heads[at] if at >= 0 else at
            return at < 0

        return heads.count(-1) == 1 and all(up(i) for i in range(n))

    trees = [heads for heads in itertools.product(range(-1, n), repeat=n) if reaches_the_root(heads)]
    assert total(one_root_tree(scores)) == pytest.approx(max(total(list(heads)) for heads in trees))


@pytest.mark.parametrize("seed", range(30))
def test_the_best_tags_are_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = ("O", "B-x", "I-x", "B-y", "I-y")
    scores = rng.normal(0, 2, (4, 5))

    def fits(tags: tuple[int, ...]) -> bool:
        pairs = itertools.pairwise(["O", *(names[t] for t in tags)])
        return all(not b.startswith("I") or (a != "O" and a[1:] == b[1:]) for a, b in pairs)

    best = max(filter(fits, itertools.product(range(5), repeat=4)), key=lambda tags: sum(scores[range(4), tags]))
    assert bio_spans(scores, names) == bio_spans(rows(*(names[t] for t in best), names=names), names)
