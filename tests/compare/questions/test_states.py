"""What a statement holds to be in which state."""

import pytest

from twosource.articles import make_article
from twosource.compare.points import collect_points
from twosource.compare.questions.states import ANY_STATE, SCALES, find_held
from twosource.pipeline import read_documents


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The wildfire was spreading fast towards Aster.", ["burning"]),
        ("The wildfire has still not been contained.", ["burning"]),
        ("The fire in the warehouse was put out on Monday.", ["out"]),
        ("Ida Brandt is in stable condition.", ["stable"]),
        ("Gas was leaking from the tank.", ["leaking"]),
        ("Workers plugged the leak on Monday.", ["stopped"]),
        ("The leaks contradict what the minister promised.", []),  # of papers
        ("Police are working to reopen the bridge.", []),  # meant to be
        ("At least twelve hikers are missing.", []),  # counted: others may be found
    ],
)
def test_statements_hold_things_to_be_in_a_state(text: str, states: list[str]) -> None:
    documents = list(read_documents([make_article(text, id="r0", outlet="O0", published="2024-03-04")]))
    events = [p for p in collect_points(documents, {}) if p.kind == "event"]
    assert [held.state for held in find_held(events)] == states


def test_what_passes_a_statement_by_hides_no_state() -> None:
    words = (
        "The search went on.",
        "Rescuers go on searching.",
        "The road was re-opened.",
        "Put the fire out.",
        "The blaze has been doused.",
    )
    for quote in words:
        told = any(state.search(quote) for scale in SCALES for state in scale.states)
        assert told == bool(ANY_STATE.search(quote.lower()))
