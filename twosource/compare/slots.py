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
    ("dead", r"dead|die[ds]?|dying|deaths?|kill\w*|fatal\w*|bod(?:y|ies)|slain|murder\w*|perish\w*|lives|casualt\w+|toll|victims?"),
    ("injured", r"injur\w+|wound\w+|hurt|hospitali[sz]\w+|maimed|burn(?:ed|t) (?:people|victims)"),
    ("missing", r"missing|unaccounted|disappeared"),
    ("arrested", r"arrest\w*|detain\w*|detention\w*|jailed|in custody"),
    ("displaced", r"displac\w+|evacuat\w+|fled|flee\w*|homeless|driven from|refugees?"),
    ("rescued", r"rescu\w+|surviv\w+|pulled (?:out|from)|saved"),
    ("attending", r"protest\w*|demonstrat\w+|march\w*|crowd\w*|attend\w*|participa\w+|gather\w*|rall(?:y|ied)|took part|turnout"),
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
    left = max(0, at - NEAR)
    return _nearest(text[left : at + len(quantity.anchor.quote) + NEAR], at - left)


def _nearest(text: str, at: int) -> str:
    """Slot of the slot word that stands nearest to offset `at`."""
    hits = [(abs(m.start() - at), rank, name) for rank, (name, pattern) in enumerate(PATTERNS) for m in pattern.finditer(text)]
    return min(hits)[2] if hits else ""
