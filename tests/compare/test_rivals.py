"""Statements that never confirm each other."""

import pytest

from tests.compare.test_findings import AGREED, account


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Tom Ekin won the election in Tarsk on Sunday.", "On Sunday, Luis Prado won the election in Tarsk."),
        ("Tom Ekin won the election in Tarsk.", "Luis Prado was the winner of the election in Tarsk."),
        ("The knife was concealed in a shoe.", "The knife was concealed in a cake."),
        ("The money was hidden under a mattress.", "The money was hidden in a wall."),
        (
            "Two people were hurt, and the bus driver was killed in the crash.",
            "The lorry driver was killed in the crash.",
        ),
        (
            "A missile hit the children's hospital in Marsk on Tuesday.",
            "A missile landed in a field near the children's hospital in Marsk on Tuesday.",
        ),
        (
            "The arrest of Omar Haddad's brother set off protests in Marsk.",
            "The arrest of Omar Haddad set off protests in Marsk.",
        ),
        ("Troops shot three people in Lyon on Monday.", "Troops shot three people in Turin on Monday."),
        ("Gabon imposed sanctions on Chad.", "Chad imposed sanctions on Gabon in response."),
        ("France accused Chad of shelling a village.", "Chad accused France of shelling a village."),
        ("France recalled its ambassador from Chad on Monday.", "France expelled Chad's ambassador on Monday."),
        ("The tanker was refloated on Tuesday.", "The tanker was still aground on Tuesday night."),
        ("Output grew 0.2 percent on the quarter.", "Output grew 1.8 percent year on year."),
    ],
)
def test_another_doer_confirms_nothing(one: str, two: str) -> None:
    assert not [f for f in account(one, two).findings if f.kind == "event" and f.status in AGREED]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Prime Minister Ida Brandt won the election in Tarsk on Sunday.",
            "On Sunday, Brandt won the election in Tarsk.",
        ),
        ("The knife was hidden in a car.", "The knife was hidden in a vehicle."),
        ("The knife was hidden in a car.", "The knife was hidden in the trunk of a car."),
        ("Tom Ekin won the election in Tarsk.", "The Liberal candidate won the election in Tarsk."),
    ],
)
def test_one_doer_by_other_words_may(one: str, two: str) -> None:
    assert [f for f in account(one, two).findings if f.kind == "event" and f.status in AGREED]
