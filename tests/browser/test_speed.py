"""How fast a big story is: the browser's own seconds at work, so that a busy machine does not count.

A story of sixty articles and two hundred findings: painted in less than a second of work, filtered in less than 100 ms.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.big_story import ARTICLES, FINDINGS, big_story
from tests.browser.conftest import ROOT, shoot
from tests.pace import check
from twosource.reports.as_html import page as make_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]
PAINTED, FILTERED = 1.0, 0.1  # seconds of work at most
FILTERS = {
    "disputed": "document.querySelector('.chip input[value=conflicting]').click()",
    "single-source": "document.querySelector('.chip input[value=single-source]').click()",
    "all": "document.querySelector('.chip input[value=all]').click()",
    "words": "(() => { const i = document.querySelector('[data-by=words]'); i.value = '17'; i.dispatchEvent(new Event('input', {bubbles: true})) })()",
    "no words": "(() => { const i = document.querySelector('[data-by=words]'); i.value = ''; i.dispatchEvent(new Event('input', {bubbles: true})) })()",
    "outlet": "(() => { const i = document.querySelector('[data-by=outlet]'); i.selectedIndex = 3; i.dispatchEvent(new Event('input', {bubbles: true})) })()",
    "order": "(() => { const i = document.querySelector('[data-by=order]'); i.value = 'origins'; i.dispatchEvent(new Event('input', {bubbles: true})) })()",
}  # fmt: skip


def _measured(page: Page, path: Path, work: Callable[[], float]) -> dict[str, float]:
    """Seconds of work and milliseconds by the clock until the page is painted, and of each filter."""
    page.goto(path.as_uri())
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    figures = {"page, s of work until painted": work(), "first paint, ms by the clock": paint}
    assert page.locator(".matrix tbody tr").count() == FINDINGS
    for name, action in FILTERS.items():
        before = work()
        clock = page.evaluate(
            f"(() => {{ const t = performance.now(); {action}; document.querySelector('.matrix').offsetHeight; return performance.now() - t }})()"
        )
        figures[f"{name}, s of work"] = work() - before
        figures[f"{name}, ms by the clock"] = clock
        page.wait_for_selector(".matrix:not([aria-busy=true])")
    return figures


def test_a_big_story(open_page: Callable[..., Page], tmp_path: Path) -> None:
    account, articles = big_story()
    assert (len(articles), len(account.findings)) == (ARTICLES, FINDINGS)
    path = tmp_path / "big.html"
    path.write_text(make_page([account], articles), encoding="utf-8")
    page = open_page("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def work() -> float:
        metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    figures = _measured(page, path, work)
    for _ in range(3):  # other work on the machine costs a try, not all
        if _painted(figures) < PAINTED and _filtered(figures) < FILTERED:
            break
        again = _measured(page, path, work)
        figures = {name: min(figures[name], again[name]) for name in figures}
    shoot(page, "big-story")
    lines = [
        f"{path.stat().st_size:,} bytes",
        *(f"{name}: {value:.3f}" for name, value in figures.items()),
    ]
    (ROOT / "build" / "screenshots" / "big-story.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    check(_painted(figures), PAINTED)
    check(_filtered(figures), FILTERED)


def _painted(figures: dict[str, float]) -> float:
    return figures["page, s of work until painted"]


def _filtered(figures: dict[str, float]) -> float:
    """The slowest filter."""
    return max(figures[f"{name}, s of work"] for name in FILTERS)
