"""Figures in a report of casualties that count nobody to whom it happened.

Who did it ("two gunmen killed 12"), what somebody has behind them ("four prior arrests") or leaves ("survived by two
sons"), how many children a victim had ("a mother of three"), who lives in a place: none of these is a toll.
"""

from __future__ import annotations

import re

from twosource.data import Quantity, Statement

# "a town of some 30,000": those who live there
INHABITED = re.compile(
    r"\b(?:towns?|cit(?:y|ies)|villages?|islands?|communit(?:y|ies)|suburbs?|districts?|countr(?:y|ies)|nations?|populations?) of\s$",
    re.IGNORECASE,
)
PARENT = re.compile(
    r"\b(?:mother|father|mum|mom|dad|parent|grandmother|grandfather|widow(?:er)?)s?[ -]of[ -](?:the )?$", re.IGNORECASE
)
# what somebody has behind them: "four prior arrests"
RECORD = re.compile(
    r"\b(?:prior|previous|past|earlier) (?:\w+ )?(?:arrests?|convictions?|detentions?)\b", re.IGNORECASE
)
# whom somebody leaves behind
LEFT = re.compile(r"\bsurvived by\b|\bsurvivors includ", re.IGNORECASE)
# what one does to others
HARMING = frozenset(
    "kill murder slay shoot stab wound injure hurt arrest detain seize rescue save evacuate pull free trap".split()
)
ONESELF = re.compile(r"\b(?:themselves|himself|herself|each other|one another)\b", re.IGNORECASE)


def counts_no_victims(statement: Statement, quantity: Quantity) -> bool:
    """Whether the figure counts people, or things, to whom what the statement tells of did not happen."""
    before = statement.anchor.quote[: max(0, quantity.anchor.start - statement.anchor.start)]
    if INHABITED.search(before) or PARENT.search(before):
        return True
    what = quantity.counted.quote if quantity.counted else ""
    return bool(RECORD.search(what) or LEFT.search(statement.anchor.quote)) or _counts_doers(statement, quantity)


def _counts_doers(statement: Statement, quantity: Quantity) -> bool:
    """Whether the figure counts those who did it to others: "two gunmen killed 12", "30 officers arrested five men"."""
    by, whom = statement.actor, statement.recipient
    if by is None or whom is None or statement.lemma not in HARMING or ONESELF.search(whom.quote):
        return False
    return by.covers(quantity.anchor) and not whom.overlaps(by)
