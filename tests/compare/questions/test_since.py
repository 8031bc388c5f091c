"""Since when something is so, against the day on which it began."""

import pytest

from tests.compare.questions.test_titles import articles, findings


def starts(one: str, two: str) -> list[list[str]]:
    """The first days that two reports give for one thing."""
    given = findings(articles(one, two, days=("2025-03-04", "2025-03-04")), "date.since")
    return [[v.normalised for v in f.values] for f in given]


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        ("A curfew has been in force in Dorn since Saturday.", "A curfew in Dorn took effect on Sunday.", ["2025-03-01", "2025-03-02"]),
        ("A curfew has been in force in Dorn since Saturday.", "The mayor announced a curfew on Sunday.", ["2025-03-01", "2025-03-02"]),
        ("The port has been closed since Monday.", "The port closed on Sunday.", ["2025-03-03", "2025-03-02"]),
        ("The strike has been going on since Monday.", "The strike began on Sunday.", ["2025-03-03", "2025-03-02"]),
        ("Anna Orme has led the palace guard since 2011.", "Anna Orme took over the palace guard in 2015.", ["2011", "2015"]),
        ("Anna Orme has led the palace guard since 2011.", "Anna Orme became head of the palace guard in 2015.", ["2011", "2015"]),
        ("Anna Orme has been mayor of Dorn since 2011.", "Anna Orme became mayor of Dorn in 2015.", ["2011", "2015"]),
    ],
)  # fmt: skip
def test_a_state_and_its_beginning(one: str, two: str, days: list[str]) -> None:
    assert [sorted(found) for found in starts(one, two)] == [sorted(days)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A curfew has been in force in Dorn since Saturday.", "The mayor announced a curfew in Dorn on Friday."),
        ("A curfew has been in force in Dorn since Saturday.", "A curfew in Elm was imposed on Sunday."),
        ("A curfew has been in force in Dorn since Saturday.", "A curfew was imposed in Dorn on Saturday."),
        ("A curfew has been in force in Dorn since Saturday.", "Police broke the curfew in Dorn on Sunday."),
        ("The airport in Dorn has been closed since Monday.", "The bridge in Dorn was closed on Sunday."),
        ("The army has killed 40 people since Monday.", "The army killed 12 people on Sunday."),
        ("Anna Orme has been mayor of Dorn since 2011.", "Anna Orme became governor of Dorn in 2015."),
        ("Anna Orme has led the palace guard since 2011.", "Karl Brenn took over the palace guard in 2005."),
        ("Anna Orme has led the party since 2011.", "Anna Orme took over the city guard in 2005."),
        (
            "The port has been closed since Monday.",
            "The port closed on Sunday, reopened and has been closed since Monday.",
        ),
    ],
)
def test_no_state_and_its_beginning(one: str, two: str) -> None:
    assert not starts(one, two)
