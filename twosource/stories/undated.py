"""Articles without a day: each joins the story of dated ones that it most likely tells, or none.

Dated articles are grouped first and know nothing of the others, so a page without a date changes no story that has days.
Then each undated article is held against the dated stories of any day that share rare words with it, by the signs that
need no day. Where it belongs follows from it and from those stories alone. Those that join none are grouped together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np

from twosource.stories.likeness import Row, Rows, Weights, chances, shipped_weights
from twosource.stories.traits import key_of

CLUES = 12  # of an article, its rarest and most used words: what it is looked up by among all days
SHARED = 2  # clues that two articles must have in common
MOST = 100  # dated articles with the most clues in common: their stories are looked at


class Told(Protocol):
    """What has telling words, rarest and most used first."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The words."""


def clues(told: Told) -> list[int]:
    """The words under which an article is found whatever its day."""
    return [key_of(term) for term in told.terms[:CLUES]]


def likeliest(one: Row, stories: Iterable[tuple[str, Rows]], *, weights: Weights | None = None) -> str | None:
    """The story that an undated article joins, the first of equals; None where it is like none of them."""
    weights = weights or shipped_weights()
    found: tuple[float, str] | None = None
    for name, rows in stories:
        chance, _ = chances(one, rows, weights)
        mean = round(float(np.sort(chance).sum()) / len(chance), 6)
        if mean >= weights.topic and (found is None or mean > found[0]):
            found = (mean, name)
    return found[1] if found else None
