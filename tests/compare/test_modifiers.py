"""Words beside a noun that make two things of it."""

import pytest

from twosource.compare.modifiers import modified_apart, of_kin


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("the northern camp", "the southern camp", True),
        ("the finance minister", "a former foreign minister", True),
        ("no serious side effects", "mild side effects", True),
        ("serious injuries", "severe injuries", False),
        ("the northern camp", "the northern camps", False),
        ("the northern camp", "the southern town", False),
        ("the northern camp", "the camp", False),
        ("the first goal and the second goal", "the second goal", False),
    ],
)
def test_two_things(one: str, two: str, apart: bool) -> None:
    assert modified_apart(one, two) is modified_apart(two, one) is apart


@pytest.mark.parametrize(
    ("one", "two", "kin"),
    [
        ("The arrest of Omar Haddad's brother set off protests", "The arrest of Omar Haddad set off protests", True),
        ("Haddad’s older sister was shot", "Haddad was shot", True),
        ("Haddad's brother was shot", "Haddad's brother was shot", False),
        ("Haddad's brother was shot", "A brother of Haddad was shot", False),
        ("Haddad's brother said that Haddad was shot", "Haddad was shot", False),
        ("Haddad's house was searched", "Haddad was searched", False),
    ],
)
def test_somebody_of_his(one: str, two: str, kin: bool) -> None:
    assert of_kin(one, two) is of_kin(two, one) is kin
