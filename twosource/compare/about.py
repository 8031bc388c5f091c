"""What a finding is about: the telling words that the evidence of its reports shares.

"quantity" alone says little where an account has twenty of them; "quantity: break-up fee" says which. The words are
those of the reports. They name, they decide nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log

from msgspec.structs import replace

from twosource.compare.points import WORD
from twosource.compare.when import CALENDAR
from twosource.data import Finding, Value

SHORTEST = 3  # letters
MOST = 3  # words


def name_points(findings: Iterable[Finding], texts: Iterable[str]) -> list[Finding]:
    """The findings, each with what it is about. `texts` are those of the story's articles."""
    counts = Counter(w.casefold() for text in texts for w in WORD.findall(text))
    rarity = {word: 1 + log(1 + counts.total() / count) for word, count in counts.items()}
    return [replace(f, about=about(f.kind, f.values, rarity)) for f in findings]


def about(kind: str, values: Sequence[Value], rarity: Mapping[str, float]) -> tuple[str, ...]:
    """Up to three words that evidence from two or more articles shares: those of most articles and rarest in the story,
    in the order of the report that has most of them; where they share no more than a day, the rarest of all. What the values
    themselves say is left out, where the evidence says more.
    """
    given = [v for v in values if kind not in {"event", "other"} and all(a.quote != v.value for a in v.evidence)]
    own = {w.casefold() for v in given for w in WORD.findall(v.value)}
    evidence = sorted({a for v in values for a in v.evidence})
    articles: dict[str, set[str]] = {}
    for anchor in evidence:
        for word in {w.casefold() for w in WORD.findall(anchor.quote)} - own:
            if len(word) >= SHORTEST and word not in _stop_words():
                articles.setdefault(word, set()).add(anchor.article)
    shared = {w: len(ids) * rarity.get(w, 1.0) for w, ids in articles.items() if len(ids) > 1}
    if shared and shared.keys() <= CALENDAR:  # "resigned on Tuesday", "quit on Tuesday"
        shared = {w: rarity.get(w, 1.0) for w in articles if w not in CALENDAR}
    chosen = set(sorted(shared, key=lambda w: (-shared[w], w))[:MOST])
    if not chosen:
        return ()
    spelled = [{w.casefold(): w for w in reversed(WORD.findall(a.quote))} for a in evidence]
    best = max(spelled, key=lambda words: len(chosen & words.keys()))  # the first of those with most
    told = [best[w] for w in reversed(best) if w in chosen]
    left = sorted(chosen - best.keys())
    return (*told, *(next(words[w] for words in spelled if w in words) for w in left))


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)
