"""What two reports tell otherwise is told as the disagreement it is."""

import pytest

from tests.compare.test_findings import account
from twosource.data import Conflict, Finding, Status


def at_odds(*texts: str, published: tuple[str, ...] = ("2024-03-07",) * 2) -> list[Finding]:
    """The disagreements on words."""
    return [f for f in account(*texts, published=published).findings if f.reasons[0].rule == "words.exclude"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Police shot a man in Dorn on Monday.", "Soldiers shot a man in Dorn on Monday."),
        ("The court upheld the ban on Friday.", "The court struck down the ban on Friday."),
        ("Rovers beat Harbour 2-1 on Saturday.", "Rovers beat Harbour 3-1 on Saturday."),
        ("Parliament passed the law 121-79 on Friday.", "Parliament passed the law by 120 votes to 80 on Friday."),
        ("Spain won its third title in Berlin on Sunday.", "Spain won its fourth title in Berlin on Sunday."),
        (
            "The firm reported a profit of 3 million dollars for May.",
            "The firm reported a loss of 3 million dollars for May.",
        ),
        ("Israel attacked Hamas first, officials said.", "Hamas attacked Israel first, officials said."),
        # whose names the reader tells apart otherwise
        ("Shares in Kellmar rose 6 percent on Tuesday.", "Kellmar shares fell 6 percent on Tuesday."),
        ("A magistrate denied bail to Ines Orr.", "Ines Orr was released on bail by a magistrate."),
        ("The ceasefire held overnight.", "The ceasefire collapsed overnight."),
        ("The protest in Dorn went ahead on Saturday.", "The protest in Dorn was called off on Saturday."),
    ],
)
def test_what_excludes_by_its_words_is_a_conflict(one: str, two: str) -> None:
    (finding,) = at_odds(one, two)
    assert finding.status is Status.CONFLICTING
    assert len(finding.values) == len(finding.articles) == 2
    agreed = {Status.CORROBORATED, Status.REFINED}
    assert not [f for f in account(one, two).findings if f.kind in {"event", "quantity"} and f.status in agreed]


@pytest.mark.parametrize(
    ("one", "two", "published"),
    [
        # what changes from day to day
        ("The price of timber rose in Dorn.", "The price of timber fell in Dorn.", ("2024-03-07", "2024-03-09")),
        # a blocked order is in force no more; two shares of those asked
        ("The court blocked the order on Monday.", "The court lifted the order on Monday.", ("2024-03-07",) * 2),
        (
            "Fifty percent said that they would support a ban on fireworks.",
            "About 46 percent said that they would oppose a ban on fireworks.",
            ("2024-03-07",) * 2,
        ),
        # two votes, and the two sides of one
        (
            "The council voted 9-6 on Monday to close the pool.",
            "The council voted 8-7 on Monday to raise the tax.",
            ("2024-03-07",) * 2,
        ),
        (
            "The Senate passed the bill 52-48 on Monday. It passed an amendment 61-39.",
            "The Senate passed the bill 61-39 on Monday.",
            ("2024-03-07",) * 2,
        ),
        (
            "Fifty-two senators voted for the nominee on Monday.",
            "Forty-eight senators voted against the nominee on Monday.",
            ("2024-03-07",) * 2,
        ),
        # what is to come, and what two do to each other
        (
            "The court will uphold the ban on Friday.",
            "The court may strike down the ban on Friday.",
            ("2024-03-07",) * 2,
        ),
        ("Ana Ruiz met Tom Berg in Dorn on Monday.", "Tom Berg met Ana Ruiz in Dorn on Monday.", ("2024-03-07",) * 2),
        # two periods of several
        (
            "The firm made a profit of 2.1 million dollars in the third quarter.",
            "The firm made a profit of 2.9 million dollars in the fourth quarter.",
            ("2024-03-07",) * 2,
        ),
        # one of three, and the two others
        (
            "A shooting at a firm in Dorn on Monday killed one.",
            "A shooting at a firm in Dorn on Monday injured two others.",
            ("2024-03-07",) * 2,
        ),
        # one more
        (
            "Her third harvest failed in the drought.",
            "Her second harvest also failed in the drought.",
            ("2024-03-07",) * 2,
        ),
        # each against the other; forecasts of two measures
        (
            "Canada imposed tariffs on Mexico's steel on Monday.",
            "Mexico imposed tariffs on Canada's wheat on Monday.",
            ("2024-03-07",) * 2,
        ),
        (
            "Kellmar missed profit forecasts but beat on revenue.",
            "Kellmar beat revenue forecasts but missed on profit.",
            ("2024-03-07",) * 2,
        ),
        (
            "The union called off the strike at the port.",
            "The union extended the strike at the airport.",
            ("2024-03-07",) * 2,
        ),
        # two things
        ("Police shot a man in Dorn on Monday.", "Soldiers shot a horse near Lipa on Friday.", ("2024-03-07",) * 2),
    ],
)
def test_what_may_all_be_right_is_none(one: str, two: str, published: tuple[str, str]) -> None:
    assert not at_odds(one, two, published=published)


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        ("Police shot a man in Dorn on Monday.", "Soldiers shot a man in Dorn on Monday.", Conflict.LABEL),
        ("The gunman used a pistol.", "The gunman used a rifle.", Conflict.LABEL),
        ("A Boeing 737 left the runway in Dorn.", "A Boeing 777 left the runway in Dorn.", Conflict.LABEL),
        ("The bomb was hidden in a car.", "The bomb was hidden in a backpack.", Conflict.LABEL),
        ("The court upheld the ban on Friday.", "The court struck down the ban on Friday.", Conflict.POLARITY),
        (
            "Spain won its third title in Berlin on Sunday.",
            "Spain won its fourth title in Berlin on Sunday.",
            Conflict.QUANTITY,
        ),
        ("The boat sank north of Darvan on Monday.", "The boat sank south of Darvan on Monday.", Conflict.PLACE),
    ],
)
def test_it_says_in_what_they_differ(one: str, two: str, conflict: Conflict) -> None:
    assert [f.conflict for f in at_odds(one, two)] == [conflict]
