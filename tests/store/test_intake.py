"""What lies behind addresses, also when it is interrupted on the way."""

from pathlib import Path

import pytest

from tests.articles.test_follow import page
from twosource.articles.fetch import Fetched
from twosource.store import Archive, adding

PAGES = [f"https://a.example/{n}" for n in range(6)]


class Web:
    """A site that breaks off when it was asked for some pages."""

    def __init__(self, breaks_off: int) -> None:
        self.left = breaks_off
        self.asked: list[str] = []

    def fetch(self, url: str, **_: object) -> Fetched:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        self.asked.append(url)
        return Fetched(url, page(f"Report {url[-1]}"), "text/html", "utf-8", None, None, "2025-05-02T10:00:00+00:00")


def test_an_interrupted_run_goes_on_where_it_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(adding, "HOLD", -1.0)  # each page is committed as it comes
    source = tmp_path / "a.urls"
    source.write_text("\n".join([*PAGES, PAGES[0]]))
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            archive.add_sources([source], fetcher=Web(2))  # type: ignore[arg-type]
        assert archive.verify() == []
    assert [(run.stored, run.duplicate) for run in archive.runs()] == [(2, 2), (2, 0)]
    web = Web(99)
    added = archive.add_sources([source], fetcher=web)  # type: ignore[arg-type]
    assert (added.taken, added.stored, added.duplicate) == (6, 2, 4)
    assert web.asked == PAGES[4:]
    assert all(entry.article for entry in archive.log(run=added.run, outcome="duplicate"))
    assert archive.verify() == []
    web = Web(99)  # a run that came to its end is no reason not to look again
    again = archive.add_sources([source], fetcher=web)  # type: ignore[arg-type]
    assert (again.stored, again.duplicate, web.asked) == (0, 6, PAGES)
