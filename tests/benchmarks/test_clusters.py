"""B-cubed by a worked example, and the baselines on sets small enough to see through."""

import numpy as np
import pytest

from benchmarks.clusters import b_cubed, best, by_story, linked, streamed, tf_idf
from tests.stories.made_traits import made
from twosource.articles import make_article


def test_b_cubed_by_hand() -> None:
    f1, precision, recall = b_cubed(["a", "a", "b"], [1, 1, 1])
    assert (precision, recall) == (pytest.approx(5 / 9), 1)
    assert f1 == pytest.approx(2 * 5 / 9 / (1 + 5 / 9))
    assert b_cubed([], []) == (0, 0, 0)


def test_the_best_threshold_is_sought_over_labelled_items() -> None:
    likeness = np.array([[1, 0.9, 0.6], [0.9, 1, 0.6], [0.6, 0.6, 1]])
    assert best(linked(likeness, [0.5, 0.8]), ["a", "a", "b"]) == (1.0, -0.8)
    assert best(linked(likeness, [0.5, 0.8]), ["a", "a", None]) == (1.0, -0.5)


def test_tf_idf_weighs_rare_words() -> None:
    texts = ["A ferry sank off Varna", "The ferry of Varna sank", "The ferry company reports a profit"]
    table = tf_idf([make_article(t, id=str(i), outlet="o") for i, t in enumerate(texts)])
    assert table[0, 1] > table[0, 2] > 0


def test_the_streamed_baseline_joins_within_its_days() -> None:
    traits = [made(0, story=1, day=0), made(1, story=1, day=1), made(2, story=1, day=9), made(3, story=2, day=1)]
    ((_, labels),) = streamed(traits, 3, [0.5])
    assert labels[0] == labels[1]
    assert len({labels[0], labels[2], labels[3]}) == 3


def test_cases_say_how_a_story_came_apart() -> None:
    assert by_story(["a", "a", "a", "b", None], ["x", "x", "y", "y", "y"]) == {"a": "2+1 with 1", "b": "1 with 1"}
