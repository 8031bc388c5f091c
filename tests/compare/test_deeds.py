"""Whether statements tell their act as done."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.articles import make_article
from twosource.compare.deeds import told_as_done
from twosource.data import Status
from twosource.pipeline import read_documents

DAYS = ("2024-03-04", "2024-03-06")


@pytest.mark.parametrize(
    ("text", "verb", "done"),
    [
        ("The council cancelled the vote.", "cancelled", True),
        ("The council is scrapping the toll.", "scrapping", True),
        ("Voters showed strong support for scrapping the toll.", "scrapping", False),
        ("The motion is a precursor to fining the bank.", "fining", False),
        ("The row began with a suggestion that Velden be readmitted to the union.", "readmitted", False),
        ("The curfew was among the issues discussed.", "issues", False),
        ("Winds could be deadly when the storm slams into the coast.", "slams", False),
        ("The storm slams into the coast.", "slams", True),
        ("Eight days after cancelling the talks, the envoy flew to Aster.", "cancelling", False),
        ("Since cancelling the talks, the envoy has stayed silent.", "cancelling", False),
        ("The envoy flew home after cancelling the talks.", "cancelling", True),
        ("Nine were hurt when the storm hit the coast.", "hit", True),
        ("The ruling cleared the way for Ida Brandt to become mayor.", "become", False),
        ("Ida Brandt went on to become mayor.", "become", True),
    ],
)
def test_what_is_told_as_done(text: str, verb: str, done: bool) -> None:
    (document,) = read_documents([make_article(text, id="a", outlet="O", published=DAYS[0])])
    told = [s for s in document.statements if s.predicate.quote == verb]
    assert [told_as_done(s) for s in told] == [done] * len(told)
    assert told


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Unions built a large campaign to defeat the pension law in Aster.",
            "Voters showed strong support for scrapping the pension law in Aster.",
        ),
        (
            '"If the election were held by turnout I would have won," Tom Ekin said.',
            "The party postponed its leadership election, and Tom Ekin may lose.",
        ),
        (
            "The curfew was among the issues discussed by the council of Aster.",
            "A judge criticised the decision to rescind the curfew in Aster.",
        ),
        (
            "Minister Ida Brandt said the prisoners should not have been released.",
            "The prisoners released on Saturday included two bombers.",
        ),
        (
            "Winds could be deadly when the storm slams into the coast of Aster later this week.",
            "The storm was downgraded to a tropical storm on Wednesday.",
        ),
        (
            "Minister Brandt said that Velden should be readmitted to the trade group.",
            "The row began with her suggestion that Velden be readmitted to the trade group.",
        ),
        ("The airport of Aster was closed on Monday.", "The airport of Aster reopened on 1 March."),
        ("Activists plan to fight the new toll in Aster.", "The government scrapped the new toll in Aster."),
        (
            '"She does not know what on earth she is talking about," Tom Ekin said.',
            '"She does not know what on earth she is talking about," Tom Ekin said.',
        ),
    ],
)
def test_what_is_no_step_updates_nothing(one: str, two: str) -> None:
    made = articles(one, two, days=DAYS)
    rules = ("plan.dropped", "state.undone", "state.turned", "modality.planned-then-done", "modality.unclear")
    assert not [f for rule in rules for f in findings(made, rule) if f.status is Status.UPDATED]
