"""What must hold for the whole flow whatever the reports say."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.small_stories import STORIES, write_jsonl
from twosource.articles import read_articles
from twosource.data import Account, Article
from twosource.pipeline import reconcile
from twosource.reports.as_json import dumps

AGREEING = {"corroborated", "refined"}
# each example runs the whole flow, so few of them, and always the same ones
few = settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Story(NamedTuple):
    rows: list[dict[str, str]]
    articles: list[Article]
    accounts: list[Account]


@pytest.fixture(scope="module", params=STORIES)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    rows = STORIES[request.param]
    articles = articles_of(tmp_path_factory.mktemp("story"), rows)
    return Story(rows, articles, list(reconcile(articles)))


def articles_of(folder: Path, rows: list[dict[str, str]]) -> list[Article]:
    return list(read_articles([write_jsonl(folder / "articles.jsonl", rows)]))


def anchors(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"article", "start", "end", "quote"} <= node.keys():
            yield node
        node = list(node.values())
    if isinstance(node, list):
        yield from chain.from_iterable(map(anchors, node))


@few
@given(data=st.data())
def test_order_and_repeats_change_nothing(story: Story, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(story.articles))
    repeated = data.draw(st.lists(st.sampled_from(story.articles), max_size=2))
    assert list(map(dumps, reconcile(shuffled + repeated))) == list(map(dumps, story.accounts))


def test_every_anchor_slices_to_its_quote(story: Story) -> None:
    texts = {article.id: article.text for article in story.articles}
    found = [anchor for account in story.accounts for anchor in anchors(json.loads(dumps(account)))]
    assert found
    for anchor in found:
        assert anchor["start"] < anchor["end"]
        assert texts[anchor["article"]][anchor["start"] : anchor["end"]] == anchor["quote"]


def test_an_account_survives_its_dictionary(story: Story) -> None:
    for account in story.accounts:
        assert Account.from_dict(json.loads(json.dumps(account.to_dict()))) == account


def test_these_stories_have_findings_to_corroborate(story: Story) -> None:
    (account,) = story.accounts
    assert len(account.origins) == len(story.rows)
    assert {finding.status for finding in account.findings} & AGREEING


@few
@given(data=st.data())
def test_copies_never_corroborate(story: Story, data: st.DataObject, tmp_path: Path) -> None:
    rows = story.rows
    original = {row["id"]: row["id"] for row in rows}
    reprints = []
    for number, row in enumerate(data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3)), start=1):
        copy = row | {"id": f"copy{number}", "outlet": f"Reprint {number}", "url": f"https://reprint{number}.example/"}
        original[copy["id"]] = row["id"]
        reprints.append(copy)
    for account in reconcile(articles_of(tmp_path, rows + reprints)):
        for finding in account.findings:
            if finding.status in AGREEING:
                assert len({original[article] for article in finding.articles}) > 1, finding
        for origin in account.origins:
            assert len({original[article] for article in origin.articles}) == 1, origin
        for entry in account.articles:
            twins = [other.origin for other in account.articles if original[other.id] == original[entry.id]]
            assert set(twins) == {entry.origin}


def test_a_story_of_reprints_has_one_origin_and_corroborates_nothing(tmp_path: Path) -> None:
    row = STORIES["ferry"][0]
    rows = [row | {"id": f"r{n}", "outlet": f"Reprint {n}", "url": f"https://reprint{n}.example/"} for n in range(10)]
    (account,) = reconcile(articles_of(tmp_path, rows))
    assert len(account.origins) == 1
    assert not [finding for finding in account.findings if finding.status in AGREEING]
