"""When something was said."""

from __future__ import annotations

import pytest

from twosource.annotate import annotate
from twosource.articles import make_article
from twosource.statements import state


@pytest.mark.parametrize(
    ("text", "said", "told"),
    [
        ("The ferry hit the pier, the harbour master said on Monday.", "Monday", []),
        ("The harbour master said late on Monday that the ferry hit the pier.", "late on Monday", []),
        ("The ferry sank on Sunday, the harbour master said on Monday.", "Monday", ["Sunday"]),
        ("On Monday the harbour master said that the ferry sank.", "Monday", []),
        ("The harbour master said that the ferry sank on Monday.", None, ["Monday"]),
        ("The harbour master said that the ferry sank.", None, []),
    ],
)
def test_dates_of_sayings(text: str, said: str | None, told: list[str]) -> None:
    (document,) = annotate([make_article(text, id="a", outlet="Post", title="", published="2024-05-14")])
    document = state(document)
    (attribution,) = document.attributions
    assert (attribution.time.anchor.quote if attribution.time else None) == said
    inside = [s for s in document.statements if s.attributions]
    assert [t.anchor.quote for s in inside for t in s.times] == told
    assert not any("said" in s.anchor.quote for s in inside)
