"""Causes of which a thing has one: arson or lightning, a software update or a cyberattack."""

from __future__ import annotations

from collections.abc import Set

# on each line causes of one kind of thing, apart by "|"
LINES = (
    "arson arsonist | electrical wiring circuit short-circuit | lightning | cigarette candle | firework flare | campfire barbecue | "
    "gas | power-line",
    "software update bug glitch | cyberattack hack hacker malware ransomware | flood storm lightning",
    "error mistake negligence | engine | bird | missile bomb explosive | fog ice wind storm weather | brake | hijacker hijacking",
    "overload overloading overloaded overcrowding | storm wind wave weather | collision iceberg rock | leak",
    "overdose | poison poisoning | drowning | gunshot shot bullet | stroke | strangulation",
)
KINDS = tuple(tuple(frozenset(kind.split()) for kind in line.split("|")) for line in LINES)
# what happens once in a story, so that "the airline blamed a cyberattack" is of it
ONCE = frozenset(
    "fire blaze wildfire crash collision outage blackout failure explosion blast collapse derailment sinking shipwreck accident leak".split()
)


def rivals(one: Set[str], two: Set[str]) -> bool:
    """Whether the telling lemmas of two causes are of two kinds of which a thing has one, and no kind is in both."""
    for line in KINDS:
        here, there = ({i for i, kind in enumerate(line) if kind & words} for words in (one, two))
        if here and there:
            return not here & there
    return False
