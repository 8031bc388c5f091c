"""A real Chromium: Debian's package, driven by playwright. Without either the tests are skipped and say so."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from twosource.articles import read_articles
from twosource.pipeline import reconcile
from twosource.reports.as_html import page as make_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).parent / "axe.min.js"  # axe-core 4.14.1, MPL-2.0, for tests only
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-renderer-backgrounding"]
AT_WORDS = "document.activeElement.tagName === 'MARK'"
PATIENCE = 240_000  # ms: a busy machine is slow, not broken


def wait_for_words(page: Page) -> None:
    """Until a quotation's words have the focus. Asked from outside: the page's policy allows no code made of strings."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(AT_WORDS):
        assert time.monotonic() < deadline, "the words never had the focus"
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium-headless-shell")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(address, width=..., dark=..., script=...)`; whatever the page complains of fails the test."""
    contexts = []
    complaints: list[str] = []

    def opening(
        address: str, *, width: int = 1440, height: int = 1000, dark: bool = False, script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        opened = context.new_page()
        opened.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
        opened.on("pageerror", lambda e: complaints.append(str(e)))
        opened.on("dialog", lambda d: (complaints.append(f"dialog {d.message}"), d.dismiss()))
        opened.goto(address)
        return opened

    yield opening
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="session")
def story_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the page of an example story."""
    articles = read_articles([str(ROOT / "examples" / "bandar-abbas-port-explosion")])
    (account,) = reconcile(articles)
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(make_page([account], articles, command="twosource compare examples"), encoding="utf-8")
    return path.as_uri()


def shoot(page: Page, name: str) -> None:
    """Keep a picture of what the page shows among the build's artefacts."""
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def faults_of_access(page: Page) -> list[str]:
    """What axe finds that is serious or critical."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']} ({len(v['nodes'])}): {v['nodes'][0]['html'][:200]}"
        for v in found["violations"]
        if v["impact"] in {"serious", "critical"}
    ]


def focused(page: Page) -> dict[str, str]:
    """The element that has the focus: its tag, words and id."""
    found: dict[str, str] = page.evaluate(
        "(() => { const e = document.activeElement; return {tag: e.tagName, text: e.textContent, id: e.id} })()"
    )
    return found
