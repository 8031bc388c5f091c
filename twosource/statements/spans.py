"""An attribution before it becomes a noun: character ranges, and how token ranges become them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

EDGES = ",;:—–-"
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Who says what, as character ranges. `via` is who hands it on, such as the outlet that quotes the speaker;
    `speaker` are the words that the source's stand for, where they are a relative pronoun.
    """

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    via: Range | None = None
    speaker: Range | None = None

    def size(self) -> int:
        """Characters of content."""
        return sum(b - a for a, b in self.content)


def clean(doc: Doc, start: int, end: int) -> Range | None:
    """Character range of tokens without blanks, commas and dashes at its edges; a final full stop stays out."""
    if end <= start:
        return None
    first = doc[start].idx
    text = doc[start:end].text
    a, b = 0, len(text)
    while a < b and (text[a].isspace() or text[a] in EDGES):
        a += 1
    while b > a and (text[b - 1].isspace() or text[b - 1] in EDGES + "."):
        b -= 1
    return (first + a, first + b) if b > a else None


def pieces(doc: Doc, indices: Sequence[int]) -> tuple[Range, ...]:
    """Runs of token indices as character ranges; runs of punctuation alone are dropped."""
    ranges = [clean(doc, a, b) for a, b in runs(doc, indices) if any(_word(doc, i) for i in range(a, b))]
    return tuple(r for r in ranges if r is not None)


def runs(doc: Doc, indices: Sequence[int]) -> list[Range]:
    """Token indices as half-open ranges; blanks between two words do not part them."""
    found: list[Range] = []
    for i in sorted(indices):
        if found and all(doc[k].is_space for k in range(found[-1][1], i)):
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _word(doc: Doc, index: int) -> bool:
    return bool(doc[index].is_alpha or doc[index].like_num)


def merged(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """The ranges in order, those that touch as one."""
    out: list[Range] = []
    for a, b in sorted(ranges):
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)
