"""Steps that a thing takes one after the other."""

import pytest

from tests.compare.test_findings import AGREED, account
from tests.compare.test_stances import points_of
from twosource.compare.steps import dropped, other_step


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("Police arrested Tom Ekin over the fire.", "Tom Ekin was charged over the fire.", True),
        ("Tom Ekin was convicted of arson.", "Tom Ekin was sentenced to four years for arson.", True),
        ("The man arrested over the fire was charged.", "Police arrested a man over the fire.", False),
        ("Police arrested Tom Ekin over the fire.", "Tom Ekin was detained over the fire.", False),
        ("Police arrested Tom Ekin over the fire.", "Tom Ekin was seen near the fire.", False),
        ("Police arrested Tom Ekin over the fire.", "Tom Ekin was shot dead near the fire.", True),
        ("Tom Ekin was taken into custody.", "Tom Ekin died near the fire.", True),
        ("Tom Ekin was arrested over the fatal fire.", "Tom Ekin killed his neighbours with the fire.", False),
        ("Tom Ekin fled after the fire.", "Tom Ekin was arrested near the fire.", True),
    ],
)
def test_steps_of_justice(one: str, two: str, apart: bool) -> None:
    a, b = (next(p for p in points_of(one, two, kind="event") if p.article == side) for side in "ab")
    assert other_step(a.statement, b.statement) is other_step(b.statement, a.statement) is apart


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("The concert will go ahead in Dorn.", "The concert in Dorn was called off.", True),
        ("The match is scheduled for Dorn.", "The match in Dorn was postponed.", True),
        ("The council will cancel the concert.", "The council cancelled the concert.", False),
        ("The concert took place in Dorn.", "The concert in Dorn was called off.", False),
    ],
)
def test_plans_and_what_ends_them(one: str, two: str, apart: bool) -> None:
    a, b = (next(p for p in points_of(one, two, kind="event") if p.article == side) for side in "ab")
    assert dropped(a, b) is dropped(b, a) is apart


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Three men were arrested over the theft in Dorn.", "Three men were charged with the theft in Dorn."),
        ("The trial of Tom Ekin will begin in Dorn.", "The trial of Tom Ekin in Dorn was postponed."),
        ("Tom Ekin was shot and wounded in Dorn.", "Tom Ekin was shot dead in Dorn."),
        ("The bus crash in Dorn killed 14 people.", "One of the injured in the bus crash in Dorn died."),
        ("The fire near Dorn is out of control.", "The fire near Dorn is under control."),
        ("An alert was issued for the coast of Dorn.", "The alert for the coast of Dorn was cancelled."),
    ],
)
def test_another_step_confirms_nothing(one: str, two: str) -> None:
    assert not [f for f in account(one, two).findings if f.kind == "event" and f.status in AGREED]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The bus crash in Dorn killed 14 people.", "Fourteen people died in the bus crash in Dorn."),
        ("Tom Ekin was shot dead in Dorn.", "Tom Ekin was shot and killed in Dorn."),
        ("The crash in Dorn killed two and wounded nine.", "Two people were killed in the crash in Dorn."),
    ],
)
def test_one_harm_in_other_words_agrees(one: str, two: str) -> None:
    assert [f for f in account(one, two).findings if f.status in AGREED and f.kind in {"event", "quantity"}]
