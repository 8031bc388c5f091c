"""Speakers whom a report first calls by their office and names a sentence later.

"The country's interior minister has said that ... The fire was out, X said on Monday": a lead often keeps the name
back. The two are one where the next speaker has a name that is new, and nobody else is named in between.
"""

from __future__ import annotations

from twosource.compare.questions.evidence import tokens_of
from twosource.compare.questions.nounphrases import Page, Stretch, definite, head_of, phrases
from twosource.data import Anchor, Entity
from twosource.models.roles import is_role, kin, listed, ranks, units

NEAR = 400  # characters from the office to the end of the name


def late_name(page: Page, entity: Entity) -> tuple[Stretch, Anchor] | None:
    """The words of the office and the name, where a person speaks by office first and is named second."""
    named = [m.anchor for m in entity.mentions if m.kind == "name"]
    if entity.type != "person" or not named:
        return None
    name = min(named)
    sources = sorted({a.source for a in page.document.attributions if a.source is not None})
    at = next((i for i, source in enumerate(sources) if source.overlaps(name)), 0)
    office = sources[at - 1] if at else None
    if office is None or name.end - office.start > NEAR or _named_between(page, office.start, name):
        return None
    words = _office(page, office)
    return (words, name) if words is not None else None


def _office(page: Page, source: Anchor) -> Stretch | None:
    """The words of a speaker who is called by an office alone, and by that of one person: "the mayor of Z"."""
    span = tokens_of(page.document, source)
    if any(e.type == "person" for i in range(span.start, span.end) if (e := page.named.get(i))):
        return None
    first = phrases(page.doc, span.start, span.end)[:1]
    if not first or not definite(page.doc, first[0], indefinite=False):
        return None
    head = head_of(page.doc, first[0])
    drawn = units([t.text for t in page.doc[first[0][0] : head.i + 1]])
    unit = drawn[-1][2] if drawn else ""
    known = is_role(unit) and unit not in kin() and (unit not in ranks() or unit in listed("offices", "domain"))
    start = span.start
    while start > 0 and page.doc[start].tag_ == "POS":
        start -= 1  # whose office it is, where the reader left it out
    return (start, span.end) if known and head.tag_ in {"NN", "NNP"} else None


def _named_between(page: Page, start: int, name: Anchor) -> bool:
    """Whether the report names another person between an office and a name."""
    return any(
        start <= m.anchor.start < name.start and m.kind == "name"
        for e in page.document.entities
        if e.type == "person"
        for m in e.mentions
    )
