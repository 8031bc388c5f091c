"""Which pairs of points are looked at: all of few points, the most alike of many, and never by the articles' order."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.small_stories import STORIES
from twosource.articles import make_article
from twosource.compare.actors import name_actors
from twosource.compare.align import pair_scores, weights
from twosource.compare.candidates import find_candidates
from twosource.compare.points import Point, collect_points
from twosource.data import Document
from twosource.pipeline import read_documents


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(read_documents([make_article(**row) for rows in STORIES.values() for row in rows]))


def events(documents: Sequence[Document]) -> list[Point]:
    actor_of = {entity: actor.id for actor in name_actors(documents) for entity in actor.entities}
    return [p for p in collect_points(documents, actor_of) if p.kind == "event"]


def met(points: Sequence[Point], most: int) -> set[tuple[str, str]]:
    pairs = find_candidates(points, most)
    return {(points[a].statement.id, points[b].statement.id) for a, b in zip(pairs.left, pairs.right, strict=True)}


def test_all_pairs_of_a_small_story(documents: list[Document]) -> None:
    points = events(documents)
    pairs = find_candidates(points)
    assert len(pairs) == len(points) ** 2


def test_each_point_keeps_its_most_alike(documents: list[Document]) -> None:
    points = events(documents)
    pairs = find_candidates(points, 5)
    assert 5 * len(points) <= len(pairs) < 0.8 * len(points) ** 2
    where = {(a, b) for a, b in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)}
    assert all((b, a) in where for a, b in where)
    same = [(a, b) for a, p in enumerate(points) for b, q in enumerate(points) if p.article == q.article]
    assert where.issuperset(same)


def test_what_the_scores_bring_together_is_among_the_candidates(documents: list[Document]) -> None:
    points = events(documents)
    scores = pair_scores(points, "event", weights())
    found = met(points, 8)
    left, right = scores.at_least(weights()["event"]["threshold"])
    aligned = [(points[a].statement.id, points[b].statement.id) for a, b in zip(left, right, strict=True)]
    assert aligned and found.issuperset(aligned)


def test_the_order_of_the_articles_changes_no_pair(documents: list[Document]) -> None:
    assert met(events(documents), 6) == met(events(documents[::-1]), 6)


def test_copies_of_one_text_are_all_candidates_of_each_other(documents: list[Document]) -> None:
    one = documents[0].article
    rows = [{"id": f"r{n}", "outlet": f"Reprint {n}", "text": one.text, "published": one.published} for n in range(6)]
    points = events([*read_documents([make_article(**row) for row in rows]), *documents[1:]])
    pairs = find_candidates(points, 3)
    for a, b in [
        (a, b) for a, p in enumerate(points) for b, q in enumerate(points) if p.article[0] == q.article[0] == "r"
    ]:
        if points[a].statement.anchor.quote == points[b].statement.anchor.quote:
            assert b in np.array(pairs.right[pairs.of(a)])
