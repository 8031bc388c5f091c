"""One more death, told by its number: "a sixth person has died" is a toll of six, where other reports count five or six.

The number says that it follows the ones before it, so that a toll of one less is what was known until then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because, focus_of, several
from twosource.compare.questions.scales import ordinal
from twosource.compare.questions.tolls import COMMON
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Modality, Status

DEADLY = frozenset("die kill claim succumb take perish".split())
NEXT = re.compile(
    r"\b(?:an?|the) (\w+) (?:person|victim|fatality|death|life)\b(?! (?:in|of) (?:as many|the past|a (?:week|month|year)))",
    re.IGNORECASE,
)
DEATHS = re.compile(r"\b(?:fatality|death)\b", re.IGNORECASE)


def judge_next(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each death that is told by its number, where another report has that toll or the one before it."""
    told: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        if point.kind == "event" and (number := _number(point)):
            told[number].append(point)
    figures = [
        p for p in points if p.kind == "quantity" and p.slot == "dead" and p.part not in {"part", "total", "more"}
    ]
    for number, deaths in sorted(told.items()):
        tolls: dict[int, list[Point]] = defaultdict(list)
        for figure in figures:
            toll = _toll(figure)
            if toll <= number and any(_of_one_thing(figure, death) for death in deaths):
                tolls[toll].append(figure)
        same = [*deaths, *tolls.pop(number, [])]
        if number - 1 in tolls and not setting.before(deaths, tolls[number - 1]):
            earlier = sorted((n, points) for n, points in tolls.items() if n and not setting.before(deaths, points))
            answers = [Answer(tuple(points), focus_of(points[0]), str(n)) for n, points in earlier]
            answers.append(Answer(tuple(same), _named(deaths[0]), str(number)))
            anchors = [focus_of(p) for answer in answers for p in answer.points]
            reason = because("count.next", [a.words.quote for a in answers], anchors)
            yield Verdict("quantity", Status.UPDATED, tuple(answers), (reason,), Conflict.QUANTITY), 1.0
        elif several(same):
            reason = because("count.next", [_named(p).quote for p in deaths], [focus_of(p) for p in same])
            answer = Answer(tuple(same), _named(deaths[0]), str(number))
            yield Verdict("quantity", Status.CORROBORATED, (answer,), (reason,)), 1.0


def _number(point: Point) -> int:
    """The number that the statement gives a death; 0 where it gives none."""
    words = point.statement.anchor.quote
    found = NEXT.search(words)
    if stance(point) != "affirmed" or point.statement.modality is Modality.HEDGED:
        return 0
    deadly = found is not None and (point.statement.lemma in DEADLY or DEATHS.search(found[0]) is not None)
    return ordinal(found[1].lower()) if found and deadly else 0


def _named(point: Point) -> Anchor:
    """The words that number the death: "A sixth person"."""
    there, found = point.statement.anchor, NEXT.search(point.statement.anchor.quote)
    if found is None:
        return there
    return Anchor(there.article, there.start + found.start(), there.start + found.end(), found[0])


def _toll(point: Point) -> int:
    """The exact number that a figure counts; 0 where it gives none."""
    figure = point.quantity
    return int(figure.low) if figure is not None and figure.low is not None and figure.low == figure.high else 0


def _of_one_thing(figure: Point, death: Point) -> bool:
    """Whether both tell of one thing by more than the deaths."""
    return figure.article != death.article and bool((figure.around & death.around) - COMMON - DEADLY - {figure.counted})
