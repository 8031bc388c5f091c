"""Pairs that the signs find likely, read again by the pair model."""

from __future__ import annotations

import numpy as np
import pytest

from twosource.articles.make import make_article
from twosource.compare.actors import name_actors
from twosource.compare.align import pair_scores, weights
from twosource.compare.points import Point, collect_points
from twosource.compare.rereading import FROM, reread
from twosource.pipeline import in_order, read_documents

TEXTS = (
    "Rescuers pulled a miner alive out of the flooded pit at Dunmore on Thursday, the mine's owner said. "
    "The owner will pay for the hotel rooms of the families.",
    "A miner was brought to the surface alive from the pit at Dunmore, which had been under water since Monday. "
    "His wife said she had never stopped hoping.",
    "Shares in the mine's owner lost a tenth of their value after the pit at Dunmore was flooded.",
)


@pytest.fixture(scope="module")
def points() -> list[Point]:
    articles = [make_article(text, id=f"a{i}", outlet=f"O{i}", published="2024-05-10") for i, text in enumerate(TEXTS)]
    documents = list(read_documents(in_order(articles)))
    return collect_points(documents, {e: a.id for a in name_actors(documents) for e in a.entities})


def test_likely_pairs_of_two_articles_alone_are_read_again(points: list[Point]) -> None:
    events = [p for p in points if p.kind == "event"]
    before = pair_scores(events, "event", weights())
    after = reread(before, events, "event")
    left, right = before.pairs.left, before.pairs.right
    two = np.array([events[i].article != events[j].article for i, j in zip(left, right, strict=True)])
    likely = (before.values >= FROM["event"]) & two & (left != right)
    assert likely.any() and not likely.all()
    assert (after.values[~likely] == before.values[~likely]).all()
    assert (after.values[likely] != before.values[likely]).all()


def test_a_pair_has_one_score_both_ways(points: list[Point]) -> None:
    events = [p for p in points if p.kind == "event"]
    scores = reread(pair_scores(events, "event", weights()), events, "event")
    assert (scores.values == scores.values[scores.pairs.back]).all()


def test_the_rescue_told_twice_is_likelier_than_the_rescue_and_the_shares(points: list[Point]) -> None:
    events = [p for p in points if p.kind == "event"]
    scores = reread(pair_scores(events, "event", weights()), events, "event")
    by = {p.statement.predicate.quote: row for row, p in enumerate(events)}
    block = scores.block(range(len(events)))
    assert block[by["pulled"], by["brought"]] > block[by["pulled"], by["lost"]]


def test_figures_are_left_to_signs_and_rules(points: list[Point]) -> None:
    figures = [p for p in points if p.kind == "quantity"]
    scores = pair_scores(figures, "quantity", weights())
    assert reread(scores, figures, "quantity") is scores
