"""Public XSS payloads, read from TWOSOURCE_DATA and never kept here."""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path

import pytest


def xss_payloads() -> list[str]:
    """All payloads; the test is skipped where the corpus is not."""
    path = Path(os.environ.get("TWOSOURCE_DATA") or "/nowhere") / "hostile" / "xss.tar.xz"
    if not path.is_file():
        pytest.skip("set TWOSOURCE_DATA to the folder with hostile/xss.tar.xz")
    with tarfile.open(path) as packed:
        member = packed.extractfile("xss/payloads.jsonl")
        assert member is not None
        found = [str(json.loads(line)["payload"]) for line in member.read().decode().splitlines()]
    assert len(found) > 2000
    return found
