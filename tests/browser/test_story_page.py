"""The story page in a real browser: every feature used, by hand and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import faults_of_access, focused, shoot, wait_for_words

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]
Open = Callable[..., "Page"]
IN_VIEW = """e => { const r = e.getClientRects()[0]; const top = document.elementFromPoint(r.left + 2, r.top + 4);
  return r.top >= 0 && r.bottom <= innerHeight && (e === top || e.contains(top)) }"""


def words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()


@pytest.mark.parametrize("width", [390, 1440])
def test_from_a_statement_to_its_words_and_back(open_page: Open, story_page: str, width: int) -> None:
    page = open_page(story_page, width=width)
    link = page.locator(".finding q a").nth(1)
    said = link.text_content() or ""
    link.click()
    wait_for_words(page)
    at = focused(page)
    assert at["tag"] == "MARK"
    assert words(at["text"]) == words(said)
    assert page.evaluate(f"({IN_VIEW})(document.activeElement)")
    shoot(page, f"words-{width}")
    page.keyboard.press("Escape")
    assert focused(page)["text"] == said
    assert page.evaluate(f"({IN_VIEW})(document.activeElement)")


def test_by_keyboard_alone(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className").startswith("finding")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('q a')"):
            break
    said = focused(page)["text"]
    page.keyboard.press("Enter")
    wait_for_words(page)
    lit = page.locator("mark.here").all()
    assert lit[0].get_attribute("id") == focused(page)["id"]
    assert words(" ".join(part.text_content() or "" for part in lit)) == words(said)
    page.keyboard.press("]")
    assert focused(page)["tag"] == "MARK"
    page.keyboard.press("Escape")
    assert focused(page)["text"] == said
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    page.keyboard.press("Escape")


def test_letters_can_be_switched_off(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    page.keyboard.press("?")
    page.locator("[data-do=letters]").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert "finding" not in page.evaluate("document.activeElement.className")


def visible_rows(page: Page) -> list[dict[str, str]]:
    page.wait_for_selector(".matrix:not([aria-busy=true])")
    rows: list[dict[str, str]] = page.evaluate(
        "[...document.querySelectorAll('.matrix tbody tr')].filter(r => r.offsetParent).map(r => ({...r.dataset}))"
    )
    return rows


def test_the_matrix_filters_and_sorts(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    rows = visible_rows(page)
    assert len(rows) > 100
    for value, statuses in {"conflicting": {"conflicting"}, "agreed": {"corroborated", "refined"}}.items():
        page.locator(f".chip input[value={value}]").check(force=True)
        shown = visible_rows(page)
        assert shown
        assert {row["status"] for row in shown} == statuses
        assert f"{len(shown)} of {len(rows)}" in (page.locator("[data-shown]").text_content() or "")
    page.locator(".chip input[value=all]").check(force=True)
    page.locator("[data-by=words]").fill("injured")
    assert 0 < len(visible_rows(page)) < 20
    page.locator("[data-by=words]").fill("")
    page.locator("[data-by=order]").select_option("origins")
    order = [-int(row["origins"]) for row in visible_rows(page)]
    assert order == sorted(order)
    for index in (1, 5):
        page.locator("[data-by=outlet]").select_option(index=index)
        chosen = page.locator("[data-by=outlet] option:checked").text_content() or "?"
        assert 0 < len(visible_rows(page)) < len(rows)
        for row in page.locator(".matrix tbody tr:visible").all()[:5]:
            assert chosen in (row.text_content() or "")
    shoot(page, "matrix")


def test_an_origin_unfolds_to_its_outlets(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    fold = page.locator(".fold").first
    before = page.locator(".matrix thead th:visible").count()
    fold.click()
    assert fold.get_attribute("aria-expanded") == "true"
    assert page.locator(".matrix thead th:visible").count() > before
    assert page.locator(".matrix td.in.unfolded .copies").count() > 0


def articles_of(button: Locator) -> list[str]:
    return (button.get_attribute("data-sides") or "").split()


def test_articles_side_by_side(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    of_three = next(b for b in page.locator("[data-sides]").all() if len(articles_of(b)) >= 3)
    of_three.click()
    shown = page.locator(".text:visible")
    assert shown.count() >= 3
    lit = page.locator("mark.lit")
    assert lit.count() >= 3
    assert all(lit.nth(i).evaluate(IN_VIEW) for i in range(lit.count()))
    first = page.locator("[data-place]").text_content()
    page.keyboard.press("n")
    assert page.locator("[data-place]").text_content() != first
    shoot(page, "side-by-side")
    page.keyboard.press("p")
    assert page.locator("[data-place]").text_content() == first
    page.locator("[data-do=which]").select_option("alone")
    assert page.locator("mark.lit").count() >= 1
    assert page.locator(".text:has(mark.lit)").count() == 1
    page.locator(".chooser summary").click()
    page.locator(".chooser input:checked").first.uncheck()
    assert shown.count() >= 2
    page.locator(".chooser summary").click()
    page.locator("[data-do=close]").click()
    assert page.locator(".text:visible").count() == 1
    assert not page.locator("main").evaluate("e => e.inert")


def test_layers_of_marks(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    mark = page.locator(".text.on mark.l-name").first
    style = "e => getComputedStyle(e).borderBottomStyle"
    assert mark.evaluate(style) == "none"
    page.locator("#layer-name").check()
    assert mark.evaluate(style) == "dotted"


def test_why_says_rule_inputs_and_command(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    drawer = page.locator(".finding .why", has_text="quantity.disjoint").first
    drawer.locator("summary").first.click()
    said = drawer.inner_text()
    assert "quantity.disjoint" in said
    assert re.search(r"twosource compare examples --finding f-[0-9a-f]+", said)
    drawer.scroll_into_view_if_needed()
    shoot(page, "why")


def test_a_link_to_a_folded_finding_opens_it(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    row = page.locator(".matrix tbody tr[data-status=single-source] a.saying").first
    target = row.get_attribute("href") or ""
    row.click()
    assert page.locator(target).is_visible()
    assert focused(page)["id"] == target[1:]


def test_everything_reads_without_a_script(open_page: Open, story_page: str) -> None:
    page = open_page(story_page, script=False)
    assert page.locator("main section[aria-labelledby]").count() >= 9
    assert page.locator(".text").count() == page.locator(".text:visible").count() == 7
    assert page.locator("button:visible").count() == 0
    link = page.locator(".finding q a").first
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    mark = page.locator(f'[id="{target}"]')
    assert mark.evaluate("e => e.matches(':target')")
    assert mark.evaluate(IN_VIEW)
    page.locator(".chip input[value=conflicting]").check(force=True)
    assert 0 < page.locator(".matrix tbody tr:visible").count() < 10
    shoot(page, "no-script")


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), (390, True), (768, False), (1199, False), (1440, True), (2560, False)]
)
def test_every_width_fits(open_page: Open, story_page: str, width: int, dark: bool) -> None:
    page = open_page(story_page, width=width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shoot(page, f"story-{width}{'-dark' if dark else ''}")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False)])
def test_axe_finds_nothing_serious(open_page: Open, story_page: str, width: int, dark: bool) -> None:
    page = open_page(story_page, width=width, dark=dark)
    assert faults_of_access(page) == []
    if width == 1440:
        page.locator("[data-sides]").first.click()
        assert faults_of_access(page) == []


def test_print_shows_all_and_no_controls(open_page: Open, story_page: str) -> None:
    page = open_page(story_page)
    page.emulate_media(media="print")
    assert page.locator("button:visible, nav.top:visible").count() == 0
    assert page.locator(".text:visible").count() == 7
    shoot(page, "print")
