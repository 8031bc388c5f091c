"""The page: self-contained, inert, and every link leads somewhere."""

import base64
import hashlib
import html
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.reports.conftest import Told
from twosource.reports.as_html import fragment, page

LIMIT = 200_000  # bytes of a notebook's piece
VOID = {"meta", "br"}


class Elements(HTMLParser):
    """Every start tag with its attributes; unclosed and crossing tags are faults."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def attribute(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.found if name in attributes]


def text_of(source: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", source))


@pytest.fixture(params=["ferry", "strike", "hostile"])
def told(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_nothing_runs_and_nothing_is_loaded(told: Told) -> None:
    elements = Elements(page([told.account], told.articles))
    assert not {tag for tag, _ in elements.found} & {
        "script",
        "img",
        "iframe",
        "object",
        "link",
        "form",
        "video",
        "svg",
    }
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert not elements.attribute("src")
    assert not elements.attribute("style")
    assert all(re.match(r"#|https?://", target) for target in elements.attribute("href"))


def test_the_policy_allows_this_style_only(told: Told) -> None:
    source = page([told.account], told.articles)
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', source)
    assert policy
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert source.index("Content-Security-Policy") < source.index("<style>")


def test_every_link_leads_to_one_place(told: Told) -> None:
    elements = Elements(page([told.account], told.articles))
    ids = Counter(elements.attribute("id"))
    assert max(ids.values()) == 1
    assert not {target[1:] for target in elements.attribute("href") if target.startswith("#")} - ids.keys()


def test_each_piece_of_evidence_leads_to_its_words(ferry: Told) -> None:
    source = page([ferry.account], ferry.articles)
    order = {entry.id: i for i, entry in enumerate(ferry.account.articles, start=1)}
    evidence = {a for f in ferry.account.findings for v in f.values for a in v.evidence}
    assert evidence
    for anchor in evidence:
        target = f"t1-{order[anchor.article]}-{anchor.start}-{anchor.end}"
        assert f'href="#{target}"' in source
        after = source.partition(f'id="{target}">')[2]
        assert text_of(after[:2000] + ">").startswith(anchor.quote[:40])


def test_articles_stand_whole(told: Told) -> None:
    from twosource.reports.words import visible

    blocks = re.findall(r'<div class="text">(.*?)</div>', page([told.account], told.articles), re.DOTALL)
    by_id = {article.id: article for article in told.articles}
    assert [text_of(block) for block in blocks] == [visible(by_id[e.id].text) for e in told.account.articles]


def test_a_page_without_the_articles_still_shows_the_account(ferry: Told) -> None:
    source = page([ferry.account], ferry.articles[:1])
    assert "Capital Daily" in source


def test_several_accounts_share_a_page(ferry: Told, strike: Told) -> None:
    elements = Elements(page([ferry.account, strike.account], ferry.articles + strike.articles))
    ids = Counter(elements.attribute("id"))
    assert {"story1", "story2"} <= ids.keys()
    assert max(ids.values()) == 1


def test_only_addresses_of_the_web_are_links(hostile: Told) -> None:
    assert "javascript:" not in page([hostile.account], hostile.articles)


def test_a_notebook_shows_a_small_inert_piece(told: Told) -> None:
    piece = told.account._repr_html_()
    assert piece == fragment(told.account)
    assert len(piece.encode()) <= LIMIT
    elements = Elements(piece)
    assert not {tag for tag, _ in elements.found} & {"script", "style", "img", "a", "html", "body"}
    assert "independent origin" in piece
