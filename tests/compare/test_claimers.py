"""Who claims something, and for whom a spokesperson speaks."""

import pytest

from twosource.compare.claimers import claimers_once, one_claimer


@pytest.mark.parametrize(
    "claimer",
    ["The army", "an army spokesman", "a spokeswoman for the army", "the army’s chief spokesman", "Army spokesman Lars Holm"],
)  # fmt: skip
def test_a_spokesperson_speaks_for_the_body(claimer: str) -> None:
    assert one_claimer("the army", claimer)


@pytest.mark.parametrize(
    "claimer",
    [
        "a spokesman",
        "his spokesman",
        "an army officer",
        "army officials",
        "Lars Holm",
        "a spokesman for the navy",
        "",
        None,
    ],
)
def test_others_do_not(claimer: str | None) -> None:
    assert not one_claimer("the army", claimer)


def test_each_claimer_once() -> None:
    said = ["An army spokesman", "the army", "a nurse", None, "a spokeswoman for the clinic"]
    assert claimers_once(said) == ("a nurse", "a spokeswoman for the clinic", "the army")
