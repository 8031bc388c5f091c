"""Which statements deny each other."""

import pytest

from twosource.articles import make_article
from twosource.compare.actors import name_actors
from twosource.compare.points import Point, collect_points
from twosource.compare.stances import contrary, intended, once_planned, one_act, stance
from twosource.pipeline import read_documents


def points_of(*texts: str, kind: str) -> list[Point]:
    """The points of one kind that the texts make, each an article: a, b ..."""
    documents = list(read_documents([make_article(t, id=i, outlet=i) for i, t in zip("abc", texts, strict=False)]))
    actor_of = {entity: actor.id for actor in name_actors(documents) for entity in actor.entities}
    return [p for p in collect_points(documents, actor_of) if p.kind == kind]


def event(told: str, doubted: str, verb: str) -> list[Point]:
    """The statement of each text with this verb."""
    found = [p for p in points_of(told, doubted, kind="event") if p.statement.lemma == verb]
    assert [p.article for p in found] == ["a", "b"]
    return found


@pytest.mark.parametrize(
    ("told", "doubted", "verb", "expected"),
    [
        ("The blast killed the guard.", "The blast did not kill the guard.", "kill", True),
        ("Two workers were hurt in the mine.", "Nobody was hurt in the mine.", "hurt", True),
        ("The injured men were released on Tuesday.", "The name of the victim was not released.", "release", False),
        ("Ines Orr thinks of the children.", "Ines Orr does not think of the children.", "think", False),
        ("Ines Orr said the team would win the cup.", "The team did not win the cup.", "win", False),
        ("The team won the cup.", "The team did not win the cup.", "win", True),
        ("Ines Orr will sign the deal.", "If Ines Orr does not sign the deal, the mill closes.", "sign", False),
        ("The striker played in the final.", "The striker might not have played in the final.", "play", False),
        ("The ministry builds a wall.", "You cannot build a wall.", "build", False),
        ("The guard fired his rifle.", "The tourist did not fire his rifle.", "fire", False),
        ("The guard fired his rifle.", "The guard did not fire his rifle.", "fire", True),
        ("Ines Orr was forced to resign.", "Ines Orr was not forced to resign.", "resign", True),
        ("Ines Orr resigned.", "Ines Orr was not forced to resign.", "resign", False),
        ("The guard declined comment.", "The guard declined to comment.", "decline", False),
        (
            "A harbour spokeswoman declined comment.",
            "A harbour spokesman declined to comment on the fire.",
            "decline",
            False,
        ),
        (
            "We must come together and send one message that such threats have no place in our town.",
            "Such threats have no place in our town.",
            "have",
            False,
        ),
        # kept from doing it
        ("The reporter entered the hall.", "The reporter was prevented from entering the hall.", "enter", True),
    ],
)
def test_a_denial_is_of_what_is_told(told: str, doubted: str, verb: str, expected: bool) -> None:
    one, two = event(told, doubted, verb)
    assert stance(two) == "negated"
    assert contrary(one, two) is expected


@pytest.mark.parametrize(
    ("told", "doubted", "expected"),
    [
        ("The team is due to fly home on Sunday.", "The team did not fly home on Sunday.", False),
        ("The team was due to fly home on Sunday.", "The team did not fly home on Sunday.", True),
        ("The trial, which was to begin on Monday, has been delayed.", "The trial did not begin on Monday.", True),
        ("The trial had been scheduled to begin on Monday.", "The trial did not begin on Monday.", True),
        ("The trial will begin on Monday.", "The trial will not begin on Monday.", False),
    ],
)
def test_a_plan_that_was_one_is_not_denied(told: str, doubted: str, expected: bool) -> None:
    one, *_, two = points_of(told, doubted, kind="event")
    assert once_planned(one) is expected
    assert stance(two) == "negated"
    assert not (expected and contrary(one, two))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is not known why the driver was arrested.", "affirmed"),
        ("It is unclear when the ferry sank.", "affirmed"),
        ("It is unclear whether the ferry sank.", "unclear"),
    ],
)
def test_a_question_that_takes_the_event_for_granted(text: str, expected: str) -> None:
    points = [p for p in points_of(text, kind="event") if p.statement.lemma in {"arrest", "sink"}]
    assert {stance(p) for p in points} == {expected}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine workers were hurt, none of them seriously.", "affirmed"),
        ("Nine workers were hurt, but none seriously.", "affirmed"),
        ("None of them was seriously hurt.", "negated"),
        ("None of the nine workers was hurt.", "negated"),
    ],
)
def test_none_of_them_seriously_denies_no_injury(text: str, told: str) -> None:
    (point,) = points_of(text, kind="event")
    assert stance(point) == told


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("leave", "set_out", True),
        ("begin", "start", True),
        ("strike", "hit", True),
        ("arrest", "detain", True),
        ("leave", "leave", True),
        ("overload", "overloaded", True),
        ("leave", "arrive", False),
        ("open", "close", False),
        ("say", "go", False),
    ],
)
def test_one_act(one: str, two: str, expected: bool) -> None:
    assert one_act(one, two) is one_act(two, one) is expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The bank threatened to stop its loans.", "stop"),
        ("The bank is set to cut off its loans.", "cut_off"),
        ("The bank will halt its loans.", "halt"),
    ],
)
def test_what_is_to_be_done(text: str, verb: str) -> None:
    (point,) = points_of(text, kind="event")
    assert verb in intended(point.statement)
