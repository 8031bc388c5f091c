"""Public XSS payloads in every place that a report can fill, on the page in a real browser: nothing of them lives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.payloads import xss_payloads
from twosource.data import Account, Anchor, Article, ArticleEntry, Attribution, Basis, Finding, Origin, Status, Value
from twosource.reports.as_html import page as make_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]
TOGETHER = 40
FOREIGN = """(() => {
  const found = [];
  for (const e of document.querySelectorAll('*')) {
    if (/^(iframe|object|embed|base|img|image|video|audio|form|template|math|foreignObject|use|animate|set|frame)$/i.test(e.localName)) found.push(e.localName);
    for (const a of e.attributes) {
      if (/^on/i.test(a.name) || /^(style|srcdoc|formaction)$/i.test(a.name)) found.push(a.name);
      if (/^(href|src|action|xlink:href)$/i.test(a.name) && !/^(#|https?:)/.test(a.value)) found.push(a.name + '=' + a.value.slice(0, 40));
    }
  }
  return {found, scripts: document.scripts.length, styles: document.querySelectorAll('style').length, texts: document.querySelectorAll('.text').length};
})()"""


def story(payloads: list[str]) -> tuple[Account, list[Article]]:
    """One article per group of payloads; each payload is outlet, title, evidence, value, claimer and speaker somewhere."""
    groups = [payloads[i : i + TOGETHER] for i in range(0, len(payloads), TOGETHER)]
    articles, entries, findings, said = [], [], [], []
    for number, group in enumerate(groups):
        id = f"{group[0]}{number}"
        text = "\n\n".join(group)
        sha = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        articles.append(
            Article(
                id=id,
                outlet=" ".join(group),
                text=text,
                sha256=sha,
                title=group[-1],
                url=group[0],
                published="2024-01-01",
            )
        )
        entries.append(
            ArticleEntry(id=id, outlet=" ".join(group), origin=f"o{number}", family=group[1], sha256=sha, url=group[0], title=group[-1],
                         published="2024-01-01", published_basis="given", date_basis=Basis.NONE, language="en", credits=(), notes=(group[2],))
        )  # fmt: skip
        at = 0
        for k, payload in enumerate(group):
            anchor = Anchor(id, at, at + len(payload), payload)
            at += len(payload) + 2
            value = Value(value=payload[:50], evidence=(anchor,), claimers=(payload,), hedge=payload)
            findings.append(Finding(id=f"f-{number}-{k}", kind="event", status=Status.CONFLICTING if k % 4 == 0 else Status.SINGLE_SOURCE,
                                    values=(value,), reasons=(), articles=(id,), outlets=(payload,), origins=(f"o{number}",)))  # fmt: skip
            if k % 10 == 0:
                said.append(
                    Attribution(
                        id=f"q{number}-{k}",
                        source=anchor,
                        cue=anchor,
                        content=(anchor,),
                        kind="direct",
                        speaker=payload,
                    )
                )
    origins = tuple(
        Origin(id=e.origin, articles=(e.id,), outlets=(e.outlet,), families=(e.family,), credited=e.outlet[:99])
        for e in entries
    )
    parts: tuple[()] = ()
    account = Account(story=payloads[0], articles=tuple(entries), origins=origins, findings=tuple(findings), attributions=tuple(said),
                      actors=parts, quotes=parts, timeline=parts, gaps=parts)  # fmt: skip
    return account, articles


@pytest.mark.parametrize("part", range(4))
def test_nothing_of_a_payload_lives(open_page: Callable[..., Page], tmp_path: Path, part: int) -> None:
    account, articles = story(xss_payloads()[part::4])
    path = tmp_path / "hostile.html"
    path.write_bytes(make_page([account], articles).encode("utf-8", "replace"))
    page = open_page(path.as_uri())
    page.wait_for_timeout(200)
    found = page.evaluate(FOREIGN)
    assert found["found"] == []
    assert (found["scripts"], found["styles"], found["texts"]) == (1, 1, len(articles))
