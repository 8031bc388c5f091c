"""The served archive in a real browser: from the list of stories to a highlighted quotation and back, by keyboard."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import faults_of_access, focused, shoot, wait_for_words
from tests.server.conftest import reports
from twosource.server import make_app
from twosource.server.making import Making
from twosource.store import Archive, open_archive

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("served") / "news.archive", create=True) as opened:
        opened.add(reports())
        yield opened


@pytest.fixture(scope="module")
def home(archive: Archive) -> Iterator[str]:
    """Address of the archive, served by a thread of this process."""
    import socket

    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(make_app(archive, making=Making(archive, 600)), log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server.should_exit = True
    thread.join(30)
    listening.close()


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"no {selector} by keyboard")


def test_from_the_list_to_a_quotation_and_back_by_keyboard(open_page: Open, home: str) -> None:
    page = open_page(f"{home}?q=ferry")
    tab_to(page, ".headline")
    title = focused(page)["text"]
    page.keyboard.press("Enter")
    page.wait_for_selector("main .finding")
    tab_to(page, ".finding q a")
    said = focused(page)["text"]
    page.keyboard.press("Enter")
    wait_for_words(page)
    at = focused(page)
    assert at["tag"] == "MARK"
    assert re.sub(r"\W", "", at["text"]) == re.sub(r"\W", "", said)
    shoot(page, "served-story")
    page.keyboard.press("Escape")
    assert focused(page)["text"] == said
    page.go_back()
    page.go_back()
    page.wait_for_selector(".headline")
    assert title in (page.locator("main").text_content() or "")


def test_a_review_is_kept_and_shown(open_page: Open, home: str, archive: Archive) -> None:
    story = archive.stories(words="strike")[0].id
    page = open_page(f"{home}stories/{story}")
    card = page.locator(".finding").first
    status = card.locator(".badge").first.text_content()
    card.locator(".review summary").click()
    card.locator("[name=verdict]").select_option("confirmed")
    card.locator("[name=by]").fill("Ida Holm")
    card.locator("[name=note]").fill("called the union")
    card.get_by_text("Keep").click()
    page.wait_for_selector("text=confirmed by")
    card = page.locator(".finding").first
    assert "Ida Holm" in (card.locator(".review").text_content() or "")
    assert card.locator(".badge").first.text_content() == status
    shoot(page, "review")


PAGES = {"stories": "", "search": "?q=ferry", "outlets": "outlets", "log": "log"}


@pytest.mark.parametrize("name", PAGES)
def test_axe_and_widths(open_page: Open, home: str, name: str) -> None:
    for width, dark in ((1440, False), (390, True)):
        page = open_page(home + PAGES[name], width=width, dark=dark)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shoot(page, f"served-{name}-{width}")
        assert faults_of_access(page) == []


def test_an_article_with_its_versions(open_page: Open, home: str, archive: Archive) -> None:
    article = next(h.article for h in archive.search("Lunde Island") if h.outlet == "Harbour Post")
    page = open_page(f"{home}articles/{article}?at=10-30#w-10-30")
    assert page.locator("mark:target").is_visible()
    assert page.locator("#versions ~ ol ins").count() >= 1
    assert page.locator(".words-of").text_content() == archive.article(article).article.text
    shoot(page, "served-article")
    assert faults_of_access(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_the_grouping_is_corrected_and_that_taken_back(
    open_page: Open, home: str, archive: Archive, width: int
) -> None:
    ferry, strike = (archive.stories(words=words)[0].id for words in ("ferry", "strike"))
    page = open_page(f"{home}stories/{ferry}", width=width, dark=width < 1000, script=False)
    page.get_by_text("Another story is the same one").click()
    form = page.locator("form[action$='/merge']")
    form.get_by_label("its id or address").fill(f"{home}stories/{strike}")
    form.get_by_label("by").fill("Ida Holm")
    form.get_by_label("note").fill("one harbour, one union")
    page.get_by_text("Reports do not belong here").click()
    page.locator("#correct").scroll_into_view_if_needed()
    shoot(page, f"correct-forms-{width}")
    page.get_by_role("button", name="Put together").click()
    page.wait_for_selector("text=put together by hand")
    assert len(archive.stories(words="strike")) == len(archive.stories(words="ferry")) == 1
    shoot(page, f"correct-head-{width}")
    page = open_page(page.url, width=width, dark=width < 1000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of_access(page) == []
    page = open_page(f"{home}corrections", width=width, dark=width < 1000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of_access(page) == []
    shoot(page, f"corrections-{width}")
    page.locator("tr", has_text="put together").get_by_label("by").first.fill("Paul")
    page.get_by_role("button", name="Undo").first.click()
    page.wait_for_selector("text=by Paul")
    assert archive.corrections()[-1].withdrawn_by == "Paul"
    assert archive.story(ferry).id == ferry
