"""The gold with agreements of copies alone as of a single source."""

from typing import Any

import pytest

from benchmarks.copies import by_reports


def finding(status: str, *articles: str) -> dict[str, Any]:
    return {"status": status, "values": [{"spans": [(article, 0, 9)]} for article in articles]}


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (finding("corroborated", "a", "b"), "single-source"),  # one story of one agency, printed twice
        (finding("refined", "a", "b"), "single-source"),
        (finding("corroborated", "a", "b", "c"), "corroborated"),
        (finding("corroborated", "c", "d"), "corroborated"),
        (finding("updated", "a", "b"), "updated"),  # a correction of one's own report stays one
        (finding("single-source", "c"), "single-source"),
    ],
)
def test_copies_agree_with_nobody(told: dict[str, Any], read: str) -> None:
    gold = {"lineages": [{"origin": "agency", "articles": ["a", "b"]}], "findings": [told]}
    made = by_reports(gold)
    assert [f["status"] for f in made["findings"]] == [read]
    assert gold["findings"] == [told] and told["values"] == made["findings"][0]["values"]
