"""Two statements much alike may tell two things; some words say so."""

import pytest

from tests.compare.test_stances import points_of
from twosource.compare.doubts import doubtful, plain


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A woman was arrested over the theft.", "A second woman was arrested over the theft."),
        ("Divers found a body in the lake.", "Divers found another body in the lake."),
        ("The board will vote on the merger.", "The board approved the merger."),
        ("The city will close the pool.", "The city closed the pool."),
        ("The group's revenue rose 4%.", "The group's profit rose 4%."),
        ("The ministry declined to comment.", "The company declined to comment."),
        ("The company denied this.", "He denied the accusation."),
        ("A fishing boat with seven people on board is missing.", "All seven men of the fishing boat are well."),
        ("The mayor will appeal.", "The prosecution will appeal too."),
        ("France will send help.", "The neighbours will also send help."),
        ("The minister resigned on Friday.", "The minister was dismissed on Friday."),
        ("The concert was postponed.", "The concert was cancelled."),
        ("The talks in Dorn ended without an agreement.", "The two sides reached an agreement in Dorn."),
        ("The guard carried a pistol.", "The guard carried a rifle."),
        ("The suspect was arrested in Leeds.", "The suspect was arrested in Bradford."),
        ("France expelled two Chadian envoys.", "Chad expelled two French envoys."),
        ("Mayor Anna Berg apologised on Friday.", "Police chief Tom Holt apologised on Friday."),
        ("A bomb killed two guards on 3 March 2024.", "A bomb killed two guards on 4 March 2024."),
        ("The peso fell 3% on 3 March 2024.", "The peso fell 3% on 4 March 2024, its lowest since January 2024."),
    ],
)
def test_doubtful(one: str, two: str) -> None:
    a, b = points_of(one, two, kind="event")
    assert doubtful(a, b) and doubtful(b, a)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A second woman was arrested over the theft.", "Police arrested another woman over the theft."),
        ("The suspect was arrested in Leeds.", "The suspect was arrested in Leeds, near Bradford."),
        ("The suspect was arrested in Leeds.", "The suspect was arrested in England."),
        ("The suspect was born in the U.S.", "The suspect was born in the United States."),
        ("The two sides agreed on a truce.", "The two sides have agreed on a truce."),
        ("The board voted on the merger.", "The board approved the merger."),
        ("The talks in Dorn ended without an agreement.", "No agreement was reached at the talks in Dorn."),
        ("The group's revenue rose 4%.", "The group's sales rose 4%."),
        ("The mayor will appeal.", "The mayor will also appeal."),
        ("The minister resigned on Friday.", "The minister quit on Friday."),
        ("The guard carried a pistol.", "The guard carried a handgun."),
        ("A missing boat was found.", "The missing boat was found off Aster."),
        ("Mayor Anna Berg apologised.", "Anna Berg apologised for the delay."),
        ("The ministry rejected the claim.", "The claim was rejected by the ministry."),
        ("A bomb killed two guards on 3 March 2024.", "Two guards were killed by a bomb."),
    ],
)
def test_not_doubtful(one: str, two: str) -> None:
    a, b = points_of(one, two, kind="event")
    assert not doubtful(a, b)


def test_one_act_told_with_the_same_words_is_plain() -> None:
    a, b, c = points_of(
        "Soldiers found a hidden cache of rifles in a barn.",
        "A hidden cache of rifles was found in a barn by soldiers.",
        "Soldiers burned a barn.",
        kind="event",
    )
    assert plain(a, b) and not plain(a, c)
