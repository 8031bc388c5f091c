"""What a finding is about: the telling words that the evidence of its reports shares.

"quantity" alone says little where an account has twenty of them; "quantity: break-up fee" says which. The words are
those of the reports. They name, they decide nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log
from re import Match

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
    """Up to three words that evidence from two or more articles shares: those of most articles and rarest in the story;
    where they share no more than a day, the rarest of all. Told as the report has them that keeps most of them together:
    what stands side by side is one term, and a name is told whole. What the values themselves say is left out, where the
    evidence says more.
    """
    given = [v for v in values if kind not in {"event", "other"} and all(a.quote != v.value for a in v.evidence)]
    own = {w.casefold() for v in given for w in WORD.findall(v.value)}
    evidence = sorted({a for v in values for a in v.evidence})
    if len({a.article for a in evidence}) < 2:  # most findings: nothing is shared
        return ()
    articles: dict[str, set[str]] = {}
    for anchor in evidence:
        for word in {w.casefold() for w in WORD.findall(anchor.quote)} - own:
            if len(word) >= SHORTEST and word not in _stop_words():
                articles.setdefault(word, set()).add(anchor.article)
    shared = {w: len(ids) * rarity.get(w, 1.0) for w, ids in articles.items() if len(ids) > 1}
    if shared and shared.keys() <= CALENDAR:  # "resigned on Tuesday", "quit on Tuesday"
        shared = {w: rarity.get(w, 1.0) for w in articles if w not in CALENDAR}
    chosen = frozenset(sorted(shared, key=lambda w: (-shared[w], w))[:MOST])
    told: list[str] = []
    for terms in sorted((_terms(a.quote, chosen, own) for a in evidence), key=lambda t: (-_told(t, chosen), len(t))):
        told += [t for t in terms if chosen & _words(t) - _words(*told)]
    return tuple(told)


def _terms(quote: str, chosen: frozenset[str], own: set[str]) -> list[str]:
    """The chosen words as a report tells them, in its order: a name whole, and one term where no more than a function word parts them."""
    places, left = list(WORD.finditer(quote)), set(chosen)
    titled = sum(m[0][0].isupper() for m in places) > len(places) / 2  # a headline: capitals name nothing
    terms: list[tuple[int, int]] = []
    for n, place in enumerate(places):
        if place[0].casefold() not in left:
            continue
        first = last = n
        if not titled and place[0][0].isupper():
            first, last = _name(quote, places, n, own)
        if terms and _joined(quote[places[terms[-1][1]].end() : places[first].start()]):
            terms[-1] = (terms[-1][0], last)
        else:
            terms.append((first, last))
        left -= {m[0].casefold() for m in places[first : last + 1]}
    return [quote[places[first].start() : places[last].end()] for first, last in terms]


def _name(quote: str, places: Sequence[Match[str]], n: int, own: set[str]) -> tuple[int, int]:
    """The first and the last of the capitalised words around a word that stand side by side."""
    first = last = n
    while first and _capital(places[first - 1], own) and quote[places[first - 1].end() : places[first].start()] == " ":
        first -= 1
    while (
        last + 1 < len(places)
        and _capital(places[last + 1], own)
        and quote[places[last].end() : places[last + 1].start()] == " "
    ):
        last += 1
    return first, last


def _capital(place: Match[str], own: set[str]) -> bool:
    return place[0][0].isupper() and place[0].casefold() not in own | _stop_words()


def _joined(between: str) -> bool:
    return between.isspace() or (between[:1] + between[-1:] == "  " and between.strip() in _stop_words())


def _words(*terms: str) -> set[str]:
    return {w.casefold() for t in terms for w in WORD.findall(t)}


def _told(terms: Sequence[str], chosen: frozenset[str]) -> int:
    return len(chosen & _words(*terms))


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)
