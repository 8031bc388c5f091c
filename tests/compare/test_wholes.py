"""Figures of a part and of the whole, or of two of several, in reports that we wrote."""

import pytest

from tests.compare.test_apart import at_odds


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Eight officers were injured in the riot in Leyburn.", "At least nine people were injured in the riot in Leyburn."),
        ("Four Germans died in the crash near Cusco.", "Eight people died in the crash near Cusco."),
        ("The ship was carrying 4,000 cars.", "The ship can carry 6,500 cars."),
        ("Her first album sold 2 million copies.", "Her second album sold 900,000 copies."),
        ("The company employs 3,000 people in Hamburg.", "The company employs 21,000 people worldwide."),
        ("Support stood at 38 percent in the Kantar poll.", "Support stood at 43 percent in an Ipsos poll."),
        ("The tunnel is 14 kilometres long.", "Workers have dug 9 kilometres of the tunnel."),
        ("Rescuers pulled four people from the rubble on Tuesday.", "Rescuers have pulled 21 people from the rubble since Sunday."),
        ("The army shot down 34 drones.", "Of 40 drones launched, six hit their targets."),
        ("The floods caused no deaths in the capital.", "Three people died in the floods in the north."),
        ("Norvik offers a premium of 28% over the closing price of Baltic's shares.", "Baltic's shares rose 25%."),
        ("Pires won 41.9% of the vote in Lima.", "Of the vote in Lima 98% of ballots were counted."),
        ("A candidate needs more than 50 percent of the vote.", "Lopes got 48 percent of the vote."),
        ("There is a run-off if nobody wins more than half of the vote.", "Pires won 41.9% of the vote."),
        ("The ferry had 40 passengers on board when it sank.", "The ferry had 47 people on board when it sank."),
        ("Six crew were on board when the ship sank.", "Twenty-one people were on board when the ship sank."),
        ("Fifty-two senators voted for the nominee.", "Forty-eight senators voted against the nominee."),
        ("No staff were hurt in the blast.", "Four contractors were hurt in the blast."),
    ],
)  # fmt: skip
def test_a_part_is_no_rival_of_the_whole(one: str, two: str) -> None:
    assert not at_odds(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Eight people were injured in the riot in Leyburn.", "Nine people were injured in the riot in Leyburn."),
        ("Ten officers were injured in the riot in Leyburn.", "Nine officers were injured in the riot in Leyburn."),
        ("The ferry had 50 passengers on board when it sank.", "The ferry had 47 people on board when it sank."),
        ("The ferry had 40 passengers and crew on board.", "The ferry had 47 people on board."),
        ("Sixty senators voted against the nominee.", "Fifty-three senators voted against the nominee."),
        ("The ship was carrying 4,000 cars.", "The ship was carrying 4,500 cars."),
        ("Baltic's shares rose 25%.", "Shares of Baltic rose 21%."),
        ("Lopes got 48 percent of the vote.", "Lopes got 45 percent of the vote."),
        ("Her first album sold 2 million copies.", "Her first album sold 900,000 copies."),
    ],
)
def test_two_figures_of_one_thing_are(one: str, two: str) -> None:
    assert at_odds(one, two)
