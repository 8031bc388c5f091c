"""An update or a conflict: what later figures do to earlier ones."""

import pytest

from twosource.articles import make_article
from twosource.compare.updates import moment_of
from twosource.data import Account, Finding, Status
from twosource.pipeline import account_of, read_documents


def account(*reports: tuple[str, str]) -> Account:
    """The account of reports known to be of one story, each (when it came out, its text)."""
    articles = [make_article(t, id=f"r{i}", outlet=f"O{i}", published=day) for i, (day, t) in enumerate(reports)]
    return account_of("s", list(read_documents(articles)))


def at_odds(*reports: tuple[str, str]) -> Finding:
    """The one finding of figures that differ."""
    (finding,) = (f for f in account(*reports).findings if f.kind == "quantity" and f.conflict)
    return finding


FIRST = ("2025-03-04", "The flood in Dorn killed 14 people, officials said.")


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        (  # rivals on the last day, whatever came before
            [FIRST, ("2025-03-06", "The flood in Dorn killed 31 people, the ministry said."),
             ("2025-03-06", "The flood in Dorn killed 28 people, the Red Cross said.")],
            Status.CONFLICTING,
        ),
        (  # words that call both new make neither the newer one
            [FIRST, ("2025-03-06", "The toll from the flood in Dorn rose to 31, police said."),
             ("2025-03-06", "The toll from the flood in Dorn climbed to 28, the mayor said.")],
            Status.CONFLICTING,
        ),
        (  # how fast a storm moves, from day to day and from hour to hour
            [("2025-03-04", "The storm was moving northwest at 16 mph."), ("2025-03-05", "The storm was moving northwest at 16 mph."),
             ("2025-03-05", "The storm was moving northwest at 17 mph.")],
            Status.UPDATED,
        ),
        (  # what somebody set is another thing than what rose
            [("2025-03-04", "The bank raised its key rate to 4.5 percent, its third rise this year."), ("2025-03-04", "The bank lifted its key rate to 4.75 percent.")],
            Status.CONFLICTING,
        ),
        (
            [("2025-03-04", "The mayor raised the number of injured to 12."), ("2025-03-04", "The number of injured rose to 14, the mayor said.")],
            Status.UPDATED,
        ),
        (  # how strong a storm is, from day to day, and when it came ashore
            [("2025-03-04", "The storm Delma was a Category 2 hurricane."), ("2025-03-05", "The storm Delma is a Category 4 hurricane.")],
            Status.UPDATED,
        ),
        (
            [("2025-03-04", "Delma made landfall near Dorn as a Category 3 storm."), ("2025-03-05", "Delma made landfall near Dorn as a Category 4 storm.")],
            Status.CONFLICTING,
        ),
        (  # "now" in both
            [("2025-03-06", "The yard in Dorn now employs 2,301 people."), ("2025-03-06", "The yard in Dorn now employs 2,302 people.")],
            Status.CONFLICTING,
        ),
        (
            [("2025-03-06", "The yard in Dorn employs 2,301 people."), ("2025-03-06", "The yard in Dorn now employs 2,302 people.")],
            Status.UPDATED,
        ),
        (  # the bound of another report of that day holds
            [FIRST, ("2025-03-06", "The flood in Dorn killed 31 people."), ("2025-03-06", "The flood in Dorn killed more than 28 people.")],
            Status.UPDATED,
        ),
        (  # who gives both knows which one is old
            [FIRST, ("2025-03-06", "The flood in Dorn killed 31 people, up from 14 on Tuesday."), ("2025-03-06", "The flood in Dorn killed 14 people.")],
            Status.UPDATED,
        ),
        (  # one claimer, two hours of a day
            [("2025-03-04T09:00:00Z", "Police said the flood in Dorn killed 14 people."), ("2025-03-04T18:00:00Z", "Police said the flood in Dorn killed 31 people.")],
            Status.UPDATED,
        ),
        (
            [("2025-03-04T09:00:00Z", "Police said the flood in Dorn killed 14 people."), ("2025-03-04T18:00:00Z", "The mayor said the flood in Dorn killed 31 people.")],
            Status.CONFLICTING,
        ),
        (
            [("2025-03-04T09:00:00Z", "Police said the flood in Dorn killed 31 people."), ("2025-03-04T18:00:00Z", "Police said the flood in Dorn killed 14 people.")],
            Status.CONFLICTING,
        ),
        (
            [("2025-03-04", "With 40% of the votes counted, Orme had 52 percent."), ("2025-03-04", "With 90% of the votes counted, Orme had 49 percent.")],
            Status.UPDATED,
        ),
        (
            [("2025-03-04", "With 90% of the votes counted, Orme had 52 percent."), ("2025-03-04", "With 90% of the votes counted, Orme had 49 percent.")],
            Status.CONFLICTING,
        ),
        (
            [("2025-03-04", "The flood in Dorn killed 14 people, police said."), ("2025-03-05", "The flood in Dorn killed nine people, police said, lowering an earlier toll of 14.")],
            Status.UPDATED,
        ),
        (  # set aside by somebody else
            [("2025-03-04", "Mayor Orme said 14 people died in the flood."), ("2025-03-05", "Police said nine people died in the flood, not 14.")],
            Status.CONFLICTING,
        ),
        (  # the day is the strike's, not that of the count
            [("2025-03-05", "At least 22 people were killed in Dorn."), ("2025-03-06", "The number of people killed in Tuesday's raid on Dorn has climbed to 41.")],
            Status.UPDATED,
        ),
        (  # turnout grows until the polls close
            [("2025-03-04", "Turnout in Dorn was 31 percent at 5 p.m., officials said."), ("2025-03-05", "Turnout in Dorn was 67 percent, officials said.")],
            Status.UPDATED,
        ),
        (  # "rose" says how the figure moved, not that it is the newer one
            [("2025-03-04", "Shares in Dorn Steel rose 3 percent on Monday."), ("2025-03-04", "Shares in Dorn Steel rose 5 percent on Monday.")],
            Status.CONFLICTING,
        ),
    ],
)  # fmt: skip
def test_what_later_figures_do(reports: list[tuple[str, str]], status: Status) -> None:
    found = [f for f in account(*reports).findings if f.kind == "quantity" and f.conflict]
    assert {f.status for f in found} == {status}


def test_values_stand_in_the_order_of_their_hours() -> None:
    finding = at_odds(
        ("2025-03-04T18:00:00+02:00", "Police said the flood in Dorn killed 31 people."),
        ("2025-03-04T09:00:00Z", "Police said the flood in Dorn killed 14 people."),
    )
    assert [v.normalised for v in finding.values] == ["14", "31"]
    assert moment_of("2025-03-04T18:00:00+02:00") == moment_of("2025-03-04T16:00:00Z")


@pytest.mark.parametrize(
    "later",
    [
        "The flood in Dorn killed nine people, officials said, revising the toll down from 14.",
        "An earlier version of this report said the flood in Dorn killed 14 people; it killed 31.",
        "The flood in Dorn killed nine people, not 14.",
    ],
)
def test_what_is_given_as_old_confirms_nothing(later: str) -> None:
    findings = account(FIRST, ("2025-03-05", later)).findings
    agreed = [f for f in findings if f.kind in {"event", "quantity"} and f.status in {Status.CORROBORATED, Status.REFINED}]  # fmt: skip
    assert not [f for f in agreed if any("14" in a.quote for v in f.values for a in v.evidence)]
