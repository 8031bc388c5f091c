"""An archive of small stories, served in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from tests.small_stories import FERRY, STRIKE
from twosource.articles import make_article
from twosource.data import Article
from twosource.errors import InputRefused
from twosource.server import make_app
from twosource.server.making import Making
from twosource.store import Archive, open_archive

HOME = "http://127.0.0.1"
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def reports() -> list[Article]:
    """Two stories, a later version of a report, one with markup in every field, one without a date, one alone."""
    rows = [dict(row) for row in FERRY + STRIKE]
    rows.append(
        rows[0]
        | {"id": "later", "text": rows[0]["text"].replace("at least 12", "at least 14"), "published": "2024-03-06"}
    )
    articles = [make_article(**row) for row in rows]
    odd = {
        "id": "odd",
        "outlet": f"{MARKUP} Gazette",
        "title": f"{MARKUP} \u202eحريق في الميناء 🔥",
        "url": "https://odd.example/'\"><script>",
        "text": f"{MARKUP} in the harbour\n\nA fire {MARKUP} burnt the harbour of Aster for three days, the mayor Ida Holm said.",
    }
    return [*articles, make_article(**odd)]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("served") / "news.archive"
    with open_archive(path, create=True) as opened:
        refused = InputRefused("=cmd|' /C calc'!A0.txt", f"{MARKUP} is empty", "Remove it.")
        opened.add([*reports(), refused])
        yield opened


@pytest.fixture(scope="session")
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(make_app(archive, making=Making(archive, 600)), base_url=HOME) as asking:
        yield asking


def story_with(archive: Archive, words: str) -> str:
    """The id of the story with these words."""
    return archive.stories(words=words)[0].id
