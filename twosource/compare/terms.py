"""What a figure is to whom: what somebody wants, offers or agrees to; what prosecutors ask for and what a court gives."""

from __future__ import annotations

import re

from twosource.data import Statement


def bid(statement: Statement) -> str:
    """Whether a share or a sum is what somebody wants, what the others offer, or what both agree on; "" where the words say none
    of it, or several.
    """
    words = statement.anchor.quote
    said = [name for name, pattern in BIDS.items() if pattern.search(words)]
    return said[0] if len(said) == 1 else ""


BIDS = {
    name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for name, pattern in {
        "wanted": r"want(?:s|ed|ing)?|demand(?:s|ed|ing)?|(?:ask|call|press|push)(?:s|ed|es|ing)? for|seek(?:s|ing)?|sought|claim(?:s|ed)? for",
        "offered": r"offer(?:s|ed|ing)?|propos(?:es?|ed|ing|als?)",
        "agreed": r"agree(?:s|d|ment)?|deal|accept(?:s|ed)?|settle(?:s|d|ment)?|ended (?:\w+ ){0,2}with",
    }.items()
}


def penalty(statement: Statement) -> str:
    """Whether a time in prison is what somebody faces or prosecutors want, or what a court gave."""
    words = statement.anchor.quote
    if not PRISON.search(words):
        return ""
    given, asked = GIVEN.search(words), ASKED.search(words)
    return "" if bool(given) == bool(asked) else "given" if given else "asked"


PRISON = re.compile(r"\b(?:prison|jail(?:ed)?|behind bars|imprison\w*|custody|sentenc\w+)\b", re.IGNORECASE)
ASKED = re.compile(
    r"\b(?:fac(?:e|es|ed|ing)|sought|seek\w*|ask(?:ed|s|ing)?|demand\w*|recommend\w*|request\w*|maximum|carr(?:y|ies|ied)|punishable|could|"
    r"call(?:ed|s|ing) for)\b",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"\b(?:was|were|been|is|are) (?:\w+ )?(?:sentenced|jailed|imprisoned|given|handed)|\b(?:sentenced|jailed|gave|handed) (?:him|her|them|[A-Z])",
)
