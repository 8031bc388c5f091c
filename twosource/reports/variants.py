"""One quotation in several outlets' words: which words of a variant the first one does not have."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = re.compile(r"\w+(?:[’'-]\w+)*|\S", re.UNICODE)
LONGEST = 4000  # characters; longer variants are shown without their differences


class Run(NamedTuple):
    """Words of a variant; `other` where the first variant has them not."""

    text: str
    other: bool


def differing(first: str, variant: str) -> tuple[Run, ...]:
    """The variant's text in runs, character for character."""
    if first == variant or len(first) + len(variant) > LONGEST:
        return (Run(variant, False),)
    one = [w.group().casefold() for w in WORD.finditer(first)]
    spans = [w.span() for w in WORD.finditer(variant)]
    two = [variant[a:b].casefold() for a, b in spans]
    runs: list[Run] = []
    at = 0
    for tag, _, _, start, end in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag not in {"replace", "insert"} or not any(c.isalnum() for w in two[start:end] for c in w):
            continue
        left, right = spans[start][0], spans[end - 1][1]
        runs += [Run(variant[at:left], False), Run(variant[left:right], True)]
        at = right
    return tuple(run for run in (*runs, Run(variant[at:], False)) if run.text)
