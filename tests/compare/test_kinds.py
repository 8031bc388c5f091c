"""Kinds of one thing."""

from twosource.compare.kinds import kinds_apart, lands_apart


def test_kinds_are_held_against_those_of_their_line() -> None:
    assert kinds_apart({"bus", "police"}, {"lorry", "police"}) == ("bus", "lorry")
    assert kinds_apart({"bus"}, {"police"}) is None
    assert kinds_apart({"short", "circuit"}, {"arson"}) == ("circuit", "arson")
    assert kinds_apart({"short", "circuit"}, {"electrical", "fault"}) is None
    assert kinds_apart({"lorry"}, {"truck", "driver"}) is None


def test_lands_are_one_by_name_and_people() -> None:
    assert lands_apart({"spanish"}, {"italian"})
    assert not lands_apart({"spanish"}, {"spain", "italy"})
    assert not lands_apart({"spanish"}, {"troops"})
