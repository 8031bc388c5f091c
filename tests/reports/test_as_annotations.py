"""Web Annotations: every piece of evidence, found again by either selector."""

import base64
import hashlib
import json

from tests.reports.conftest import Told
from twosource.reports.as_annotations import dumps


def test_every_piece_of_evidence_is_found_again(ferry: Told) -> None:
    collection = json.loads(dumps(ferry.account, ferry.articles))
    items = collection["first"]["items"]
    evidence = [a for f in ferry.account.findings for v in f.values for a in v.evidence]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["total"] == len(items) == len(evidence)
    assert len({item["id"] for item in items}) == len(items)
    texts = {}
    for article in ferry.articles:
        digest = base64.urlsafe_b64encode(hashlib.sha256(article.text.encode()).digest()).decode().rstrip("=")
        texts[f"ni:///sha-256;{digest}"] = article.text
    for item, anchor in zip(items, evidence, strict=True):
        text = texts[item["target"]["source"]["id"]]
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == anchor.quote
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[max(position["start"] - 32, 0) : position["end"] + 32] == around


def test_status_and_rule_are_bodies(ferry: Told) -> None:
    items = json.loads(dumps(ferry.account, []))["first"]["items"]
    statuses = {body["value"] for item in items for body in item["body"] if body["purpose"] == "tagging"}
    assert {str(finding.status) for finding in ferry.account.findings} <= statuses
    assert all("prefix" not in item["target"]["selector"][0] for item in items)
