"""How tellings come into groups."""

from dataclasses import dataclass

from twosource.compare.questions.together import gathered, linked, of_one


@dataclass(frozen=True)
class Said:
    article: str
    words: str


def test_pairs_connect() -> None:
    assert linked(6, [(0, 3), (5, 3), (1, 2)]) == [[0, 3, 5], [1, 2]]
    assert linked(3, []) == []


def test_what_is_of_one_stands_in_two_articles() -> None:
    fire, blaze, flood, late = Said("a", "fire"), Said("b", "blaze"), Said("a", "flood"), Said("a", "firestorm")
    alike = {frozenset({"fire", "blaze"}), frozenset({"blaze", "firestorm"}), frozenset({"flood", "firestorm"})}
    found = of_one([fire, blaze, flood, late], lambda x, y: frozenset({x.words, y.words}) in alike)
    assert found == [[fire, blaze, late]]  # the flood is tied to a telling of its own article only


def test_a_telling_joins_the_first_group_that_shares_a_key_and_fits() -> None:
    groups = gathered(["ab", "bc", "cd", "bd"], lambda word: word, lambda group, word: word[0] == group[0][0])
    assert groups == [["ab"], ["bc", "bd"], ["cd"]]
