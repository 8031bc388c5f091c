"""Which question a figure answers: killed is not injured is not missing, a price is not a toll.

A slot is read from the words nearest to the figure: first what is counted ("12 injured"), then the predicate
("killed 12"), then the rest of the statement. Figures of different slots are never compared.
"""

from __future__ import annotations

import re

from twosource.data import Quantity, Statement

# Word stems per slot. A slot is a question about people or things affected; figures without one are compared by
# what is counted and by their statements alone.
SLOTS: tuple[tuple[str, str], ...] = (
    (
        "dead",
        r"dead|die[ds]?|dying|deaths?|kill\w*|fatal\w*|bod(?:y|ies)|slain|murder\w*|perish\w*|lives|casualt\w+|toll|victims?",
    ),
    ("injured", r"injur\w+|wound\w+|hurt|hospitali[sz]\w+|maimed|burn(?:ed|t) (?:people|victims)"),
    ("missing", r"missing|unaccounted|disappeared"),
    ("arrested", r"arrest\w*|detain\w*|detention\w*|jailed|in custody"),
    ("displaced", r"displac\w+|evacuat\w+|fled|flee\w*|homeless|driven from|refugees?"),
    ("rescued", r"rescu\w+|surviv\w+|pulled (?:out|from)|saved"),
    (
        "attending",
        r"protest\w*|demonstrat\w+|march\w*|crowd\w*|attend\w*|participa\w+|gather\w*|rall(?:y|ied)|took part|turnout",
    ),
    ("destroyed", r"destroy\w*|damag\w*|burn(?:ed|t) down|raz\w+|flatten\w*|collaps\w*"),
)
PATTERNS = tuple((name, re.compile(rf"\b(?:{stems})\b", re.IGNORECASE)) for name, stems in SLOTS)
NEAR = 60  # characters on either side of the figure that speak for its slot before the whole statement does


def slot_of(statement: Statement, quantity: Quantity) -> str:
    """Name of the slot the figure fills, "" when no slot's words are there."""
    if quantity.dimension not in {"", "percent"}:
        return ""
    if quantity.counted is not None:
        named = _nearest(quantity.counted.quote, 0)
        if named:
            return named
    text, at = statement.anchor.quote, quantity.anchor.start - statement.anchor.start
    start, end = own_words(statement, quantity)
    named = _nearest(text[start:end], at - start)
    if named:
        return named
    left = max(0, at - NEAR)
    return _nearest(text[left : at + len(quantity.anchor.quote) + NEAR], at - left)


def own_words(statement: Statement, quantity: Quantity) -> tuple[int, int]:
    """The part of the statement that speaks of this figure: up to the next figure on either side, cut at a comma or "and"."""
    text, base = statement.anchor.quote, statement.anchor.start
    start, end = quantity.anchor.start - base, quantity.anchor.end - base
    others = [q.anchor for q in statement.quantities if q is not quantity and not q.anchor.overlaps(quantity.anchor)]
    left = max([o.end - base for o in others if o.end <= quantity.anchor.start], default=0)
    right = min([o.start - base for o in others if o.start >= quantity.anchor.end], default=len(text))
    before, after = text[left:start], text[end:right]
    if left:
        cut = max(before.rfind(mark) for mark in (", ", "; ", " and ", " or ", "("))
        left += cut + 1 if cut >= 0 else 0
    if right < len(text):
        cuts = [at for mark in (", ", "; ", " and ", " or ", ")") if (at := after.find(mark)) >= 0]
        right = end + min(cuts) if cuts else right
    return left, right


def open_words(statement: Statement, quantity: Quantity) -> str:
    """The figure's own words with the figure left open: "killed some soldiers"."""
    text, base = statement.anchor.quote, statement.anchor.start
    left, right = own_words(statement, quantity)
    start, end = quantity.anchor.start - base, quantity.anchor.end - base
    return f"{text[left:start].strip()} some {text[end:right].strip()}".strip()


MORE_BEFORE = re.compile(r"\b(?:another|a further|an additional|other)\W*$", re.IGNORECASE)
MORE_AFTER = re.compile(r"\W*(?:more|others?|additional|further)\b", re.IGNORECASE)
PART_BEFORE = re.compile(
    r"\b(?:including|included|among (?:them|those)|of (?:whom|them|the|those)|each)\b[^.;]{0,12}$", re.IGNORECASE
)
PART_AFTER = re.compile(
    r"\W*(?:\w+ ){0,2}(?:of (?:them|whom|those|the|these|its)|each|included|per|an? (?:day|month|year|week))\b",
    re.IGNORECASE,
)
BESIDE = 22  # characters before a figure in which such words bear on it


def part_of(statement: Statement, quantity: Quantity) -> str:
    """Whether the figure is a "part" of a total ("21 of them"), "more" on top of one, or the "whole"."""
    text, base = statement.anchor.quote, statement.anchor.start
    start = quantity.anchor.start - base
    before = text[max(0, start - BESIDE) : start]
    after = text[quantity.anchor.end - base : own_words(statement, quantity)[1]]
    if MORE_AFTER.match(after) or MORE_BEFORE.search(before):
        return "more"
    return "part" if PART_AFTER.match(after) or PART_BEFORE.search(before) else "whole"


def _nearest(text: str, at: int) -> str:
    """Slot of the slot word that stands nearest to offset `at`."""
    hits = [
        (abs(m.start() - at), rank, name)
        for rank, (name, pattern) in enumerate(PATTERNS)
        for m in pattern.finditer(text)
    ]
    return min(hits)[2] if hits else ""
