"""The account's evidence as W3C Web Annotations (JSON-LD), for annotation tools.

Offsets are code points of the article's text, as the model counts them; the text is named by its hash (RFC 6920).
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from twosource.data import Account, Anchor, Article, ArticleEntry, Finding, Value
from twosource.reports.words import RULES

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix


def dumps(account: Account, articles: Sequence[Article]) -> str:
    """One annotation per piece of evidence, as an AnnotationCollection with one page."""
    items = list(_annotations(account, {a.id: a for a in articles}))
    name = f"urn:twosource:{account.story}"
    page = {"id": f"{name}:page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "total": len(items),
        "first": page,
    }
    return json.dumps(collection, indent=1, ensure_ascii=False) + "\n"


def _annotations(account: Account, articles: Mapping[str, Article]) -> Iterator[dict[str, Any]]:
    entries = {e.id: e for e in account.articles}
    for finding in account.findings:
        number = 0
        for value in finding.values:
            for anchor in value.evidence:
                number += 1
                yield {
                    "id": f"urn:twosource:{account.story}:{finding.id}:{number}",
                    "type": "Annotation",
                    "motivation": "classifying",
                    "body": _body(finding, value),
                    "target": _target(anchor, entries[anchor.article], articles.get(anchor.article)),
                }


def _body(finding: Finding, value: Value) -> list[dict[str, str]]:
    said = [("tagging", str(finding.status)), ("tagging", str(finding.conflict or finding.kind))]
    said.append(("identifying", finding.id))
    said += [("describing", RULES[r.rule]) for r in finding.reasons if r.rule in RULES]
    said += [("highlighting", value.value)] if value.value else []
    return [{"type": "TextualBody", "purpose": purpose, "value": words} for purpose, words in said]


def _target(anchor: Anchor, entry: ArticleEntry, article: Article | None) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": anchor.quote}
    if article is not None:
        quote["prefix"] = article.text[max(anchor.start - AROUND, 0) : anchor.start]
        quote["suffix"] = article.text[anchor.end : anchor.end + AROUND]
    digest = urlsafe_b64encode(bytes.fromhex(entry.sha256)).decode().rstrip("=")
    source = {
        "id": f"ni:///sha-256;{digest}",
        "type": "Text",
        "format": "text/plain",
        "language": entry.language,
    }
    if entry.url:
        source["via"] = entry.url
    return {
        "source": source,
        "selector": [quote, {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}],
    }
