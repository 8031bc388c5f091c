"""The gold as the design reads it: what copies of one report tell, and nobody else, is of a single source.

The gold calls a value in two articles corroborated, be they copies, and notes beside it how many reports stand behind it; the
product never does. Its own reading of the statuses is scored by the same scorer on these answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.sureness import AGREEING


def by_reports(gold: Mapping[str, Any]) -> dict[str, Any]:
    """The gold with every agreement of copies alone as single-source."""
    report = {article: number for number, of in enumerate(gold["lineages"]) for article in of["articles"]}

    def told(finding: Mapping[str, Any]) -> dict[str, Any]:
        articles = {span[0] for value in finding["values"] for span in value["spans"]}
        alone = finding["status"] in AGREEING and len({report.get(a, a) for a in articles}) == 1
        return dict(finding) | ({"status": "single-source"} if alone else {})

    return dict(gold) | {"findings": [told(finding) for finding in gold["findings"]]}
