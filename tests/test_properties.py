"""What must hold for the whole flow whatever the reports say."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

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
stories = pytest.mark.parametrize("rows", STORIES.values(), ids=STORIES.keys())


def articles_of(folder: Path, rows: list[dict[str, str]]) -> list[Article]:
    return list(read_articles([write_jsonl(folder / "articles.jsonl", rows)]))


def as_bytes(articles: list[Article]) -> list[str]:
    return [dumps(account) for account in reconcile(articles)]


def anchors(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"article", "start", "end", "quote"} <= node.keys():
            yield node
        node = list(node.values())
    if isinstance(node, list):
        yield from chain.from_iterable(map(anchors, node))


@stories
@few
@given(data=st.data())
def test_order_and_repeats_change_nothing(rows: list[dict[str, str]], data: st.DataObject, tmp_path: Path) -> None:
    articles = articles_of(tmp_path, rows)
    expected = as_bytes(articles)
    shuffled = data.draw(st.permutations(articles))
    repeated = data.draw(st.lists(st.sampled_from(articles), max_size=2))
    assert as_bytes(shuffled + repeated) == expected


@stories
def test_every_anchor_slices_to_its_quote(rows: list[dict[str, str]], tmp_path: Path) -> None:
    articles = articles_of(tmp_path, rows)
    texts = {article.id: article.text for article in articles}
    found = [anchor for account in as_bytes(articles) for anchor in anchors(json.loads(account))]
    assert found
    for anchor in found:
        assert anchor["start"] < anchor["end"]
        assert texts[anchor["article"]][anchor["start"] : anchor["end"]] == anchor["quote"]


@stories
def test_an_account_survives_its_dictionary(rows: list[dict[str, str]], tmp_path: Path) -> None:
    for account in reconcile(articles_of(tmp_path, rows)):
        assert Account.from_dict(json.loads(json.dumps(account.to_dict()))) == account


@stories
def test_these_stories_have_findings_to_corroborate(rows: list[dict[str, str]], tmp_path: Path) -> None:
    (account,) = reconcile(articles_of(tmp_path, rows))
    assert len(account.origins) == len(rows)
    assert {finding.status for finding in account.findings} & AGREEING


@stories
@few
@given(data=st.data())
def test_copies_never_corroborate(rows: list[dict[str, str]], data: st.DataObject, tmp_path: Path) -> None:
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
