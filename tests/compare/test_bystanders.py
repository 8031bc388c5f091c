"""Figures that count those who did it, whom a victim leaves, or who lives there; and those that count the victims."""

import pytest

from twosource.articles.make import make_article
from twosource.compare.slots import slot_of
from twosource.pipeline import read_documents

CASES = [
    ("Two gunmen killed 11 people.", {"Two": "", "11": "dead"}),
    ("Thirty officers arrested 12 men.", {"Thirty": "", "12": "arrested"}),
    ("Twelve firefighters rescued two people.", {"Twelve": "", "two": "rescued"}),
    ("Two gunmen were killed by the police.", {"Two": "dead"}),
    ("Two attackers killed themselves.", {"Two": "dead"}),
    ("Twelve people lost their lives.", {"Twelve": "dead"}),
    ("A mother of three was killed in the fire.", {"three": ""}),
    ("The fire killed a family of three.", {"three": "dead"}),
    ("More than 60 people died in Aster, a town of some 30,000.", {"More than 60": "dead", "some 30,000": ""}),
    ("The suspect had four prior arrests.", {"four": ""}),
]


@pytest.mark.parametrize(("text", "slots"), CASES)
def test_only_those_to_whom_it_happened(text: str, slots: dict[str, str]) -> None:
    (document,) = read_documents([make_article(text, id="a", outlet="Harbour Post", published="2024-03-06")])
    found = {q.anchor.quote: slot_of(s, q) for s in document.statements for q in s.quantities if not q.ordinal}
    assert found == slots
