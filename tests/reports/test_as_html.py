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
from twosource.data import Status
from twosource.reports.as_html import fragment, page, part
from twosource.reports.words import ELISION, one_line

LIMIT = 200_000  # bytes of a notebook's piece
VOID = {"meta", "br", "input"}


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


def test_nothing_foreign_runs_and_nothing_is_loaded(told: Told) -> None:
    elements = Elements(page([told.account], told.articles))
    tags = Counter(tag for tag, _ in elements.found)
    assert tags["script"] == tags["style"] == 1
    assert not tags.keys() & {"img", "iframe", "object", "embed", "link", "form", "video", "base"}
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert not elements.attribute("src")
    assert not elements.attribute("style")
    assert all(re.match(r"#|https?://", target) for target in elements.attribute("href"))


def test_the_policy_allows_this_style_and_this_script_only(told: Told) -> None:
    source = page([told.account], told.articles)
    digests = {}
    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert len(found) == 1
        digests[tag] = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', source)
    assert policy
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert source.index("Content-Security-Policy") < source.index("<style>") < source.index("<script>")


def test_the_parts_are_ours_and_fit_for_a_page() -> None:
    for name in ("page.css", "page.js"):
        assert not re.search(r"</|<!--|@import|url\(|https?:|innerHTML|eval\(|\.write\(", part(name))


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
        after = re.split(f'id="{target}"[^>]*>', source)[1]
        assert text_of(after[:2000] + ">").startswith(anchor.quote[:40])


def test_articles_stand_whole(told: Told) -> None:
    from twosource.reports.words import visible

    blocks = re.findall(r'<div class="words-of" dir="auto">(.*?)</div>', page([told.account], told.articles), re.DOTALL)
    by_id = {article.id: article for article in told.articles}
    assert [text_of(block) for block in blocks] == [visible(by_id[e.id].text) for e in told.account.articles]


def test_a_page_without_the_articles_still_shows_the_account(ferry: Told) -> None:
    source = page([ferry.account], ferry.articles[:1])
    assert "Capital Daily" in source
    elements = Elements(source)
    inner = {target[1:] for target in elements.attribute("href") if target.startswith("#")}
    assert not inner - set(elements.attribute("id"))


def quotations(source: str) -> list[tuple[str, str]]:
    """Each quotation's place, and its words without our marks of quotation."""
    found = re.findall(r'<q dir="auto" data-at="([^"]*)">(.*?)</q>', source, re.DOTALL)
    return [(html.unescape(at), text_of(words)) for at, words in found]


def test_every_quotation_is_words_of_its_place(told: Told) -> None:
    texts = {article.id: article.text for article in told.articles}
    found = quotations(page([told.account], told.articles))
    assert len(found) > 10
    for at, words in found:
        article, _, span = at.rpartition(":")
        start, _, end = span.partition("-")
        whole = one_line(texts[article][int(start) : int(end)])
        assert words[0] + words[-1] == "“”"
        for piece in words[1:-1].split(ELISION):
            assert piece.strip() in whole


def test_every_finding_says_why_and_how_to_repeat_it(ferry: Told) -> None:
    source = html.unescape(page([ferry.account], ferry.articles, command="twosource compare 'my reports'"))
    for finding in ferry.account.findings:
        if finding.status is not Status.SINGLE_SOURCE:
            assert f"twosource compare 'my reports' --finding {finding.id}" in source
            assert all(reason.rule in source for reason in finding.reasons)


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
