"""The account as a table: one row per piece of evidence."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import Any

from twosource.data import Account

COLUMNS = (
    "story", "finding", "kind", "about", "status", "sure", "conflict", "value", "normalised", "hedge", "claimers", "article", "outlet", "family", "origin",
    "published", "start", "end", "quote", "rule", "sha256",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(account: Account) -> list[dict[str, Any]]:
    """Evidence of every finding, in the account's order."""
    entries = {a.id: a for a in account.articles}
    table = []
    for finding in account.findings:
        for value in finding.values:
            for anchor in value.evidence:
                entry = entries[anchor.article]
                table.append({
                    "story": account.story,
                    "finding": finding.id,
                    "kind": finding.kind,
                    "about": ", ".join(finding.about),
                    "status": str(finding.status),
                    "sure": "yes" if finding.sure else "no",
                    "conflict": str(finding.conflict or ""),
                    "value": value.value,
                    "normalised": value.normalised,
                    "hedge": value.hedge,
                    "claimers": "; ".join(value.claimers),
                    "article": anchor.article,
                    "outlet": entry.outlet,
                    "family": entry.family,
                    "origin": entry.origin,
                    "published": entry.published or "",
                    "start": anchor.start,
                    "end": anchor.end,
                    "quote": anchor.quote,
                    "rule": finding.reasons[0].rule if finding.reasons else "",
                    "sha256": entry.sha256,
                })  # fmt: skip
    return table


def to_csv(account: Account, *, safe: bool = True) -> str:
    """The rows as CSV. `safe` puts an apostrophe before cells that a spreadsheet would run as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(account):
        writer.writerow({k: safe_cell(v) if safe else v for k, v in row.items()})
    return out.getvalue()


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet runs: an apostrophe before text that begins as a formula does, blanks aside."""
    return "'" + value if isinstance(value, str) and _runs(value) else value


def _runs(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula; some fold full-width signs to plain ones."""
    return text.startswith(FORMULA) or unicodedata.normalize("NFKC", text.lstrip()[:1]) in FORMULA[:4]


def to_dataframe(account: Account) -> Any:
    """The rows as a pandas DataFrame. Raises ImportError, saying what to install, where pandas is missing."""
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError("to_dataframe needs pandas: pip install pandas") from error
    return pd.DataFrame(rows(account), columns=list(COLUMNS))
