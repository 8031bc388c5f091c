"""Twosource: news reports of one event in, one sourced account out.

    import twosource as ts

    for account in ts.reconcile(ts.read_articles(["reports.jsonl"])):
        for finding in account.findings:
            print(finding.status, [value.value for value in finding.values])

Names load on first use, so importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.articles import make_article, read_articles
    from twosource.data import (
        Account,
        Actor,
        Anchor,
        Article,
        ArticleEntry,
        Attribution,
        Basis,
        Block,
        BlockKind,
        Conflict,
        Credit,
        Document,
        Entity,
        Finding,
        Gap,
        Label,
        Mention,
        Modality,
        Origin,
        Polarity,
        Quantity,
        Quote,
        Reason,
        Statement,
        Status,
        Story,
        TimelineEntry,
        TimeRange,
        Value,
        Voice,
    )
    from twosource.errors import InputRefused, ModelError, TwosourceError, UsageError
    from twosource.pipeline import reconcile

__version__ = "0.1.0"

__all__ = [
    "Account", "Actor", "Anchor", "Article", "ArticleEntry", "Attribution", "Basis", "Block", "BlockKind",
    "Conflict", "Credit", "Document", "Entity", "Finding", "Gap", "InputRefused", "Label", "Mention", "Modality",
    "ModelError", "Origin", "Polarity", "Quantity", "Quote", "Reason", "Statement", "Status", "Story", "TimeRange",
    "TimelineEntry", "TwosourceError", "UsageError", "Value", "Voice", "__version__", "make_article", "read_articles",
    "reconcile",
]  # fmt: skip

_HOMES = {
    "make_article": "articles",
    "read_articles": "articles",
    "reconcile": "pipeline",
    "InputRefused": "errors",
    "ModelError": "errors",
    "TwosourceError": "errors",
    "UsageError": "errors",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'twosource' has no attribute {name!r}")
    value = getattr(import_module(f"twosource.{_HOMES.get(name, 'data')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
