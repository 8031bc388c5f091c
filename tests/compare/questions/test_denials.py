"""Claims that reports tell beside their denial."""

import pytest

from twosource.articles import make_article
from twosource.compare.points import collect_points
from twosource.compare.questions.denials import judge_denials
from twosource.data import Status
from twosource.pipeline import read_documents


def denials(*texts: str) -> list[tuple[list[str], list[str]]]:
    """(claims, denials) of each disagreement that one article per text tells side by side."""
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-08", text=t) for i, t in enumerate(texts)]
    documents = [*read_documents(articles)]
    events = [p for p in collect_points(documents, {}) if p.kind == "event"]
    verdicts = [verdict for verdict, _ in judge_denials(documents, events)]
    assert all(v.status is Status.CONFLICTING for v in verdicts)
    return [
        ([p.anchor.quote for p in a.points], [p.anchor.quote for p in b.points])
        for a, b in (v.answers for v in verdicts)
    ]


@pytest.mark.parametrize(
    ("text", "claim", "denial"),
    [
        (
            "Residents accuse the mill of poisoning the river, which the owners deny.",
            "Residents accuse the mill of poisoning the river",
            "which the owners deny",
        ),
        (
            "The union accused the airline of breaking the contract. The airline denied it.",
            "The union accused the airline of breaking the contract",
            "The airline denied it",
        ),
        (
            "The opposition said that ballots had been burned. The commission rejected this.",
            "ballots had been burned",
            "The commission rejected this",
        ),
        (
            "The rebels said that they held the airport. The army rejected those assertions.",
            "they held the airport",
            "The army rejected those assertions",
        ),
    ],
)
def test_a_claim_and_its_denial(text: str, claim: str, denial: str) -> None:
    ((claims, denied),) = denials(text)
    assert (claims, denied) == ([claim], [denial])


def test_an_accusation_denied_in_so_many_words() -> None:
    found = denials(
        "Prosecutors accuse the mayor of taking bribes from builders.",
        "The mayor denied that he was taking bribes from builders.",
    )
    assert len(found) == 1


def test_one_claim_in_two_reports_is_one_disagreement() -> None:
    found = denials(
        "Arland accuses Borland of arming the rebels in the hills, which Borland denies.",
        "Arland accused Borland of arming the rebels in the hills. Borland denied it.",
    )
    assert [(len(claims), len(denied)) for claims, denied in found] == [(2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the bridge was safe. She denied that it had ever been closed.",  # her own words
        "Prosecutors accuse the mayor of taking bribes. The council rejected the new budget.",  # another matter
        "The union accused the airline of breaking the contract. The airline did not deny it.",
        "The minister said that talks went on. He denied it.",
        "The lawyers said that they needed more time, a request that the judge denied.",  # refused
        "The mayor says that the town needs a new bridge, a plan which the council rejected.",
        "Lund said a deal could end the strike. The union rejected it.",
        "Lund said that the firm dumped acid. The firm will deny it in court.",
        "Lund said he pressed the owner about the dumping allegations, which the owner denied.",  # not that he pressed
    ],
)
def test_no_denial_that_points_back(text: str) -> None:
    assert denials(text) == []


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        ("A prisoner escaped on Monday, two guards said.", "The ministry denied reports that a prisoner had escaped."),
        ("A prisoner escaped on Monday, two guards said.", "Reports that a prisoner had escaped were denied by the ministry."),
        ("A bomb exploded at the station on Friday.", "Police rejected rumours that a bomb had exploded at the station."),
        ("The army shelled the village on Friday, residents said.", "The army denied that it had shelled the village."),
        ("The coach was sacked on Sunday, a player said.", "The club denied that the coach had been sacked."),
    ],
)  # fmt: skip
def test_a_denial_faces_the_claim_of_another_report(claim: str, denial: str) -> None:
    ((claims, denied),) = denials(claim, denial)
    assert claims[0] in claim
    assert denied[0] in denial


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        ("A prisoner escaped on Monday, two guards said.", "The ministry confirmed reports that a prisoner had escaped."),
        ("A prisoner escaped on Monday, two guards said.", "The ministry denied that a guard had been bribed."),
        ("A prisoner escaped on Monday, two guards said.", "The ministry denied that a prisoner had escaped through the gate."),
        ("Another dam burst on Monday, farmers said.", "The mayor denied that the dam had burst."),
        ("The driver killed two cyclists, a lawyer said.", "The court cleared the driver of killing two cyclists."),
        ("The army said it had shelled the village.", "An army spokesman denied that the army had shelled the village."),
    ],
)  # fmt: skip
def test_a_denial_of_something_else_or_by_the_same(claim: str, denial: str) -> None:
    assert denials(claim, denial) == []
