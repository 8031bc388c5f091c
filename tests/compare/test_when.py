"""Whether what two statements tell can have happened at one time."""

import pytest

from tests.compare.test_findings import AGREED, account
from twosource.data import Status


def dated(one: str, two: str, days: tuple[str, str] = ("2025-03-04", "2025-03-04")) -> list[tuple[str, Status]]:
    """The kinds and status of what two reports say of their event and its day."""
    return [(f.kind, f.status) for f in account(one, two, published=days).findings if f.kind in {"event", "date"}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The train derailed near Dorn at 8:15 a.m. on Monday.", "The train derailed near Dorn at 8:15 p.m. on Monday."),
        ("The jet took off at 14:05 local time (12:05 GMT) on Monday.", "The jet took off at 13:05 GMT on Monday."),
    ],
)  # fmt: skip
def test_hours_of_one_day_that_exclude_each_other_confirm_nothing(one: str, two: str) -> None:
    found = dated(one, two)
    assert ("date", Status.CONFLICTING) in found
    assert not [kind for kind, status in found if kind == "event" and status in AGREED]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A quake struck Dorn on Monday.", "Dorn marked the anniversary of the 2011 quake that struck it."),
        ("His funeral will be held on 8 March.", "The king, who died on 1 March, was buried on Saturday."),
    ],
)
def test_dates_of_two_things_do_not_meet(one: str, two: str) -> None:
    days = ("2025-03-04", "2025-03-09")
    findings = account(one, two, published=days).findings
    assert not [f for f in findings if f.kind == "date" and f.status in AGREED and len(f.values) > 1]


def test_both_ends_of_a_stretch_are_bounds() -> None:
    found = dated("Police held four men between Saturday and Monday.", "Police held four men over the weekend.")
    assert ("date", Status.CONFLICTING) not in found


def test_what_two_reports_quote_has_one_last_night() -> None:
    quoted = "“Look at what happened last night in Dorn,” Orr said"
    found = dated(f"{quoted} at a rally.", f"{quoted}.", ("2025-03-04", "2025-03-05"))
    assert found and ("date", Status.CONFLICTING) not in found


@pytest.mark.parametrize("conflict", [True, False])
def test_a_day_in_quoted_words_counts_from_when_they_were_said(*, conflict: bool) -> None:
    told = (
        "The mayor met the owners of the mill yesterday"
        if conflict
        else "“The mayor met the owners of the mill yesterday”"
    )
    found = dated("The mayor met the owners of the mill on Sunday.", f"{told}, Orr said.", ("2025-03-04", "2025-03-05"))
    assert (("date", Status.CONFLICTING) in found) is conflict


def test_the_second_day_is_held_against_every_other() -> None:
    texts = ("The prisoner escaped two days ago.", "The prisoner escaped on Sunday.", "The prisoner escaped on Monday.")
    findings = account(*texts, published=("2025-03-04", "2025-03-04", "2025-03-05")).findings
    assert [f.status for f in findings if f.kind == "date"] == [Status.CONFLICTING]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        ("on Sunday night", "on Monday", False),
        ("on Sunday night", "at 2 a.m. on Monday", False),
        ("on Sunday night", "on Monday evening", True),
        ("on Sunday night", "on Monday night", True),
        ("on Sunday evening", "on Monday", True),
        ("overnight", "on Monday night", False),
        ("overnight", "on Sunday", True),
        ("overnight into Monday", "on Sunday night", False),
        ("overnight on Sunday", "on Sunday night", False),
    ],
)
def test_a_night_goes_on_into_the_next_day(one: str, two: str, *, conflict: bool) -> None:
    found = dated(f"Drones struck the depot in Dorn {one}.", f"Drones struck the depot in Dorn {two}.")
    assert (("date", Status.CONFLICTING) in found) is conflict
