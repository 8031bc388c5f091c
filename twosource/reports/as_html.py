"""The account as one self-contained page, and as a fragment for notebooks.

No remote load, a strict content policy: one style and one script, both named by their hash. Article text enters
through the template's escaping alone. The page reads whole without its script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from twosource.data import Account, Article, Value
from twosource.reports import arrange
from twosource.reports.findings import sections
from twosource.reports.layers import NAMES
from twosource.reports.links import Links
from twosource.reports.story import summary, tally, title, view
from twosource.reports.words import MARKS, excerpt, one_line, plural

if TYPE_CHECKING:
    from jinja2 import Environment

FRAGMENT_FINDINGS = 25
FRAGMENT_WORDS = 140


def page(accounts: Sequence[Account], articles: Sequence[Article], *, command: str = "") -> str:
    """A whole page with every account and the text of its articles. `command` is what made the accounts."""
    texts = {a.id: a for a in articles}
    stories = [view(Links(account, n, texts), texts, command) for n, account in enumerate(accounts, start=1)]
    style, script = part("page.css"), part("page.js")
    return (
        environment()
        .get_template("account.html")
        .render(
            stories=stories, home="", style=style, script=script, style_hash=_digest(style), script_hash=_digest(script)
        )
    )


@cache
def part(name: str) -> str:
    """The page's style or script."""
    return files("twosource.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def environment() -> Environment:
    """The templates of all pages: what they are given is text, and is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("twosource.reports")
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    made.globals["layer_names"] = NAMES
    return made


def fragment(account: Account) -> str:
    """A static piece of HTML for a notebook: summary and the first findings, at most 200 KB."""
    chosen = sections(account)
    shown = [f for _, told, _ in chosen for f in told][:FRAGMENT_FINDINGS]
    rows = [
        {
            "mark": MARKS[arrange.standing(f)],
            "status": arrange.standing(f),
            "kind": f.kind,
            "about": ", ".join(map(one_line, f.about)),
            "words": [w for v in f.values[:4] for w in _brief(v, account, most=2 if len(f.values) < 3 else 1)],
            "left": len(f.values) - 4,
            "origins": plural(len(f.origins), "origin"),
        }
        for f in shown
    ]
    story = {
        "title": title(account),
        "summary": summary(account),
        "tally": tally(account),
        "findings": rows,
        "more": len(account.findings) - len(shown),
    }
    return environment().get_template("fragment.html").render(story=story)


def _brief(value: Value, account: Account, *, most: int) -> list[dict[str, str]]:
    made = []
    for wording in arrange.one_each(arrange.wordings_of(value.evidence, account), account)[:most]:
        before, focus, after = excerpt(wording.anchor, value.value, limit=FRAGMENT_WORDS)
        made.append({"before": before, "focus": focus, "after": after, "outlet": one_line(wording.entries[0].outlet)})
    return made
