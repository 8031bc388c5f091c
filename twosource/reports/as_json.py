"""The account as JSON, and its published schema."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from twosource.data import Account

SCHEMA_ID = "https://twosource.invalid/schema/account-1.json"


def dumps(account: Account, *, indent: int | None = 1) -> str:
    """The account as UTF-8 JSON with a final newline; the same account gives the same bytes."""
    return json.dumps(account.to_dict(), ensure_ascii=False, indent=indent) + "\n"


def loads(text: str) -> Account:
    """The account a `dumps` came from. Raises `msgspec.ValidationError` on a wrong shape."""
    return Account.from_dict(json.loads(text))


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the account."""
    made = msgspec.json.schema(Account)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, "title": "twosource account", **made}
