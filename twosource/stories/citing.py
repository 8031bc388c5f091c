"""Whom an article takes its story from: the agency that signs it, or the one outlet it rests on.

An agency's name in dateline, byline or credit line signs the text. Without a signature an article rests on an outlet
when it cites that one more often than all others together, and early, again and again, or with words that only its own
newsroom would write ("CNN has not verified"). Credits of pictures say nothing about the text. An article that shows own
interviews ("told the Harbour Post", in the Harbour Post) rests on nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from twosource.data import Anchor, Article, Credit
from twosource.stories.copying import PROSE
from twosource.stories.families import outlet_key

UNNAMED = "agencies"
EARLY = 3  # headline or paragraphs from the top in which a citation counts as early
PARAGRAPHS_PER_CITATION = 10
NEWSROOM = re.compile(
    r"^\s*(?:(?:has|had|have|was|could|cannot)\s+)(?:not|yet|been|able|unable|immediately|independently|\s)*(?:to\s+)?(?:verif|confirm|authenticat)"
)
OWN_WORK = re.compile(
    r"\b(?:told|tells|told reporters from|spoke to|speaking to|interview with)\s+(?:this (?:newspaper|news ?paper|website|outlet|reporter|correspondent)|our (?:reporters?|correspondents?))\b",
    re.IGNORECASE,
)


class Sources(NamedTuple):
    """Whom an article takes its story from, by keys; `shown` are the credits that say so."""

    signed: frozenset[str]
    rests_on: frozenset[str]  # the signing agencies, else one outlet, else nobody
    own: frozenset[str]  # the names of its own outlet
    shown: dict[str, Anchor]
    names: dict[str, str]  # key -> name as credited


def read_sources(article: Article) -> Sources:
    """The sources of an article by its credits."""
    own = own_keys(article.outlet)
    named = [(name_key(c.name), c) for c in article.credits if c.name != UNNAMED]
    signed = frozenset(key for key, c in named if c.kind == "agency" and key not in own)
    cited = [(key, c) for key, c in named if c.kind == "outlet"]
    rests_on = signed or frozenset() if _own_work(article, cited, own) else signed or _main_source(article, cited)
    shown: dict[str, Anchor] = {}
    for key, credit in sorted(named, key=lambda n: (n[1].kind != "agency", n[1].anchor)):
        if key in rests_on and credit.kind in {"agency", "outlet"}:
            shown.setdefault(key, credit.anchor)
    return Sources(signed, rests_on, own, shown, {key: c.name for key, c in named})


def name_key(name: str) -> str:
    """An outlet's or agency's name without article, case and the words that come and go: "BBC News" is "BBC"."""
    return re.sub(r"(?<=\w) (?:news(?: agency)?|online|website|media)$", "", outlet_key(name))


def own_keys(outlet: str) -> frozenset[str]:
    """The keys an outlet may be credited by: its name, its parts ("Daily News / AP"), its initials."""
    keys: set[str] = set()
    for part in [outlet, *re.split(r"\s[/|]\s", outlet)]:
        keys.add(name_key(part))
        words = [w for w in re.findall(r"\w+", part) if w.lower() not in {"the", "of", "and"}]
        if len(words) > 1:
            keys.add("".join(w[0] for w in words).lower())
    return frozenset(keys)


def _main_source(article: Article, cited: list[tuple[str, Credit]]) -> frozenset[str]:
    counts = Counter(key for key, _ in cited)
    if not counts:
        return frozenset()
    key, most = counts.most_common(1)[0]
    if 2 * most <= counts.total():
        return frozenset()
    prose = [b for b in article.blocks if b.kind in PROSE and b.repeats is None]
    top = prose[min(EARLY, len(prose)) - 1].end if prose else 0
    anchors = [c.anchor for k, c in cited if k == key]
    early = any(anchor.start < top for anchor in anchors)
    newsroom = any(NEWSROOM.match(article.text[a.end : a.end + 80]) for a in anchors)
    often = most * PARAGRAPHS_PER_CITATION >= len(prose)
    return frozenset({key}) if early or newsroom or often else frozenset()


def _own_work(article: Article, cited: list[tuple[str, Credit]], own: frozenset[str]) -> bool:
    return any(key in own for key, _ in cited) or OWN_WORK.search(article.text) is not None
