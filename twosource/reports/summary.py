"""Counts and choices that every report shows alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from twosource.data import Account, Actor, Status


def counts(account: Account) -> dict[str, int]:
    """Articles, outlets, families, origins, and findings by status."""
    found: Counter[str] = Counter(str(f.status) for f in account.findings)
    return {
        "articles": len(account.articles),
        "outlets": len({a.outlet for a in account.articles}),
        "families": len({a.family for a in account.articles}),
        "origins": len(account.origins),
        "findings": len(account.findings),
        **{str(s): found[str(s)] for s in Status},
    }


def shown_actors(account: Account) -> Sequence[Actor]:
    """Actors that two or more outlets name in different words, most differently named first."""
    chosen = [
        (a, {x.quote.lower() for x in a.labels}, {x.outlet for x in a.labels})
        for a in account.actors
        if a.type != "place"
    ]
    several = [(a, words, outlets) for a, words, outlets in chosen if len(outlets) > 1 and len(words) > 1]
    return [
        a
        for a, words, outlets in sorted(several, key=lambda x: (x[0].type == "other", -len(x[2]), -len(x[1]), x[0].id))
    ]


def actor_words(actor: Actor, most: int = 4) -> list[tuple[str, str, list[str]]]:
    """(outlet, voice, words) rows of an actor: the longest different words per outlet and voice."""
    gathered: dict[tuple[str, str], dict[str, str]] = {}
    for label in actor.labels:
        gathered.setdefault((label.outlet, str(label.voice)), {}).setdefault(label.quote.lower(), label.quote)
    table = []
    for (outlet, voice), words in sorted(gathered.items()):
        ranked = sorted(words.values(), key=lambda w: (-len(w), w))
        kept = [w for i, w in enumerate(ranked) if not any(w.lower() in longer.lower() for longer in ranked[:i])]
        table.append((outlet, voice, kept[:most]))
    return table
