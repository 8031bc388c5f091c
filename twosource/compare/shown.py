"""Which of its reports' words a finding shows: those most like the others', and a name rather than a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from twosource.compare.points import Point
from twosource.data import Anchor, Document

Names = Mapping[str, tuple[Anchor, ...]]  # of each actor, wherever a report names it


def names_of(documents: Iterable[Document], actor_of: Mapping[str, str]) -> Names:
    """Where each actor is called by a name, its fullest in the article first."""
    found: dict[str, list[Anchor]] = {}
    for document in documents:
        for entity in document.entities:
            named = [m.anchor for m in entity.mentions if m.kind == "name"]
            if entity.id in actor_of and named:
                found.setdefault(actor_of[entity.id], []).extend(
                    sorted(named, key=lambda a: (a.quote != entity.name, a))
                )
    return {actor: tuple(anchors) for actor, anchors in found.items()}


def name_shown(points: Sequence[Point], names: Names) -> Anchor:
    """The fullest name by which the points call whom or what they name; where all have a pronoun, a name of their articles."""
    foci = [p.focus for p in points if p.focus is not None]
    named = names.get(points[0].value, ())
    inside = [a for a in foci if a in named]
    articles = {p.article for p in points}
    beside = [a for a in named if a.article in articles][:1]
    return min(inside or beside or foci, key=lambda a: (-len(a.quote), a))


def most_like(points: Sequence[Point]) -> Point:
    """The point whose words are most like those of the other articles, a clause with its head rather than a piece of one; the
    shortest of several.
    """

    def rank(point: Point) -> tuple[float, int, Anchor]:
        shares = [_shared(point, other) for other in points if other.article != point.article]
        likeness = sum(shares) / len(shares) if shares else 0.0
        return round(HEADLESS * _headless(point) - likeness, 3), len(point.anchor.quote), point.anchor

    return min(points, key=rank)


def _shared(a: Point, b: Point) -> float:
    """How many of the content words of two statements are in both, as a share of all (Dice 1945)."""
    return 2 * len(a.lemmas & b.lemmas) / max(1, len(a.lemmas) + len(b.lemmas))


def _headless(point: Point) -> bool:
    """Whether the words are a piece of a sentence that says nothing alone: "from making any", "what she talks about"."""
    words = point.anchor.quote.lstrip("“”\"'‘’ .,;:…[(-–—")
    subject = point.statement.actor or point.statement.recipient
    return OPENS.match(words) is not None or subject is None or not point.anchor.covers(subject)


HEADLESS = 0.3  # of the likeness that a whole clause may lack
OPENS = re.compile(
    r"(?:to|for|from|of|on|in|at|by|with|without|against|about|into|over|as|than|before|after|until|till|since|when|while|if|unless|"
    r"once|whether|that|which|who|whom|whose|what|how|why|where|because|and|but|or|nor|so|\w+ing|he|she|they|it|we|i|you|this|these|"
    r"those)\b",
    re.IGNORECASE,
)
