import pytest

from twosource.articles.blocks import find_blocks
from twosource.articles.credits import find_credits

LEAD = "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon."
LAST = "Nobody had expected the storm to come so early, and three ships had been let out of the harbour that day."


def credits_of(text: str) -> list[tuple[str, str]]:
    found = find_credits("a", text, find_blocks(text))
    for credit in found:
        assert text[credit.anchor.start : credit.anchor.end] == credit.anchor.quote
    return [(c.name, c.kind) for c in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reporting by AFP", [("AFP", "agency")]),
        ("With inputs from agencies", [("agencies", "agency")]),
        ("With inputs from AP and Reuters", [("AP", "agency"), ("Reuters", "agency")]),
        ("(Reporting by Ida Brandt in Aster; editing by Paul Renner)", [("Reuters", "agency")]),
        ("Edited by Paul Renner", []),
        ("Reuters contributed to this report.", [("Reuters", "agency")]),
        ("Photo: Reuters", [("Reuters", "photo")]),
        ("Photograph: Ida Brandt/AFP/Getty Images", [("AFP", "photo"), ("Getty Images", "photo")]),
        ("Divers work near the island. (Ida Brandt/Tasnim via AP)", [("Tasnim", "photo"), ("AP", "photo")]),
        ("A ship of the coast guard near the island | PTI", [("PTI", "photo")]),
        ("The Associated Press", [("AP", "photo")]),  # bare between paragraphs: under a picture
        ("The search goes on, says the coast guard pic.twitter.com/abc Reuters", []),
    ],
)
def test_lines_that_credit(line: str, expected: list[tuple[str, str]]) -> None:
    assert credits_of(f"Ferry sinks off island\n{LEAD}\n{line}\n{LAST}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"ASTER (AP) — {LEAD}", [("AP", "agency")]),
        (f"{LEAD}\n{LAST}\nAFP", [("AFP", "agency")]),
        (f"{LEAD} (AFP)", [("AFP", "agency")]),
        ("Twelve people died, the coast guard told Reuters.", [("Reuters", "outlet")]),
        ("Twelve people died, the coast guard told the Associated Press.", [("AP", "outlet")]),
        ("Twelve people died, he told The Associated Press (AP) on Monday.", [("AP", "outlet")]),
        ("Brandt was quoted as saying by The Associated Press that twelve had died.", [("AP", "outlet")]),
        ("Twelve people died, The Lunde Times reported.", [("Lunde Times", "outlet")]),
        ("That twelve people died was first reported by the Aster Post.", [("Aster Post", "outlet")]),
        ("CNN has not been able to verify the figures independently.", [("CNN", "outlet")]),
        ("Satellite pictures that Reuters examined show oil.", [("Reuters", "outlet")]),
        ("The BBC, for example, wrote that twelve people had died.", [("BBC", "outlet")]),
        ("CNN: ferry was overloaded\nThe ferry had too many passengers on board.", [("CNN", "outlet")]),
        ("Twelve people died, Brandt told RTL radio.", [("RTL", "outlet")]),
        ("Twelve people died, state TV reported.", []),
        ("Spokesman Majed Al-Ansari said that talks would go on.", []),
        ("The AP Moller terminal was closed after the accident.", []),
        ("Apple said that it would help.", []),
        ("Reuters lies in the south of the island.", []),
    ],
)
def test_texts_that_cite(text: str, expected: list[tuple[str, str]]) -> None:
    assert credits_of(text) == expected
