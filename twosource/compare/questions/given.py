"""What the reports of a story say that its actors are, each with the statement in which it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from twosource.compare.points import Point, by_article, nearest
from twosource.compare.questions.described import Said, descriptions
from twosource.compare.verdicts import Setting
from twosource.data import Document

DAYS = 31  # within which a rank or an office stays whose it is, unless a report tells of a change


@dataclass(frozen=True, slots=True)
class Given:
    """One description of an actor, as evidence."""

    said: Said
    actor: str
    point: Point

    @property
    def article(self) -> str:
        """Id of the article that gives it."""
        return self.said.article


def given(documents: Sequence[Document], actor_of: Mapping[str, str], events: Sequence[Point]) -> list[Given]:
    """All descriptions that stand in a statement or beside one, in order of article and text."""
    of_article = by_article(events)
    found = []
    for document in documents:
        for said in descriptions(document):
            inside = [p for p in of_article.get(said.article, ()) if p.statement.sentence.overlaps(said.anchor)]
            statement = nearest(inside, said.anchor)
            if statement is not None and said.entity.id in actor_of:
                found.append(
                    Given(said, actor_of[said.entity.id], replace(statement, kind="person", anchor=said.anchor))
                )
    return sorted(found, key=lambda g: (g.said.anchor, g.actor))


def one_time(one: Given, two: Given, setting: Setting) -> bool:
    """Whether two articles came out so close that an office or a rank is still whose it was."""
    days = [setting.published(g.point) for g in (one, two)]
    if not all(days):
        return False
    first, second = map(date.fromisoformat, days)
    return abs((first - second).days) <= DAYS
