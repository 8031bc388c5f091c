"""Verdicts that become findings."""

import pytest

from tests.compare.test_stances import points_of
from twosource.articles import make_article
from twosource.compare.findings import figures_once
from twosource.compare.verdicts import Setting, judge_figures
from twosource.data import Account, Status
from twosource.pipeline import reconcile

AGREED = {Status.CORROBORATED, Status.REFINED}
DIFFERING = {Status.CONFLICTING, Status.UPDATED}


def account(*texts: str, published: tuple[str, ...] = ("2024-03-07",) * 3) -> Account:
    """The one account of these reports."""
    (made,) = reconcile(
        make_article(text, id=f"r{i}", outlet=f"O{i}", published=day or None)
        for i, (text, day) in enumerate(zip(texts, published, strict=False))
    )
    return made


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # opposites
        ("The supreme court upheld the fishing law.", "The supreme court struck down the fishing law."),
        ("The price of timber rose in March.", "The price of timber fell in March."),
        ("The guard survived the crash.", "The guard died in the crash."),
        ("Mine closes in Varo.", "Varo mine to stay open."),
        ("The driver was drunk, the police chief said.", "The driver was sober, the police chief said."),
        ("Senator Cole voted for the fishing bill.", "Senator Cole voted against the fishing bill."),
        ("Premier Orme won the election.", "Premier Orme lost the election."),
        # who did it to whom
        ("A gunman shot a guard outside a bank.", "A guard shot a gunman outside a bank."),
        # scores, ordinals, directions
        ("Spain beat Italy 2-1 in the final.", "Spain beat Italy 2-0 in the final."),
        ("It was the third title for Hansen.", "It was the fourth title for Hansen."),
        ("The boat sank north of Darvan.", "The boat sank south of Darvan."),
    ],
)
def test_what_contradicts_by_its_words_is_no_agreement(one: str, two: str) -> None:
    assert not [f for f in account(one, two).findings if f.kind == "event" and f.status in AGREED]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A gunman shot a guard outside a bank.", "A guard was shot by a gunman outside a bank."),
        ("Spain beat Italy 2-1 in the final.", "Spain won 2-1 against Italy in the final."),
        ("The boat sank north of Darvan.", "The boat went down north of Darvan."),
    ],
)
def test_the_same_in_other_words_is_agreement(one: str, two: str) -> None:
    assert [f for f in account(one, two).findings if f.kind == "event" and f.status in AGREED]


def test_undated_weekdays_exclude_each_other() -> None:
    told = "Tom Harker was arrested on {} in Leeds."
    days = ("", "")
    same = account(told.format("Tuesday"), told.format("Tuesday"), published=days)
    other = account(told.format("Wednesday"), told.format("Tuesday"), published=days)
    agreed = [[f for f in made.findings if f.kind == "event" and f.status in AGREED] for made in (same, other)]
    assert [bool(found) for found in agreed] == [True, False]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Twelve children and two teachers died when a bus crashed.", "Fourteen people died when a bus crashed."),
        ("The bank raised its key rate to 5.5%.", "The bank raised its key rate to 5.5% from 5%."),
        ("Revenue was $2.1 billion, up from $1.9 billion a year earlier.", "Revenue climbed to $2.1bn."),
    ],
)
def test_parts_and_earlier_figures_are_no_rivals(one: str, two: str) -> None:
    assert not [f for f in account(one, two).findings if f.status in DIFFERING]


def test_a_part_told_by_both_is_no_sum() -> None:
    one, two = "Five of the six shells came from one gun.", "Eleven of the six shells came from one gun."
    assert [f for f in account(one, two).findings if f.status is Status.CONFLICTING and f.kind == "quantity"]


@pytest.mark.parametrize(
    ("one", "two", "days", "status"),
    [
        (
            "The minister will resign.",
            "The minister will not resign.",
            ("2024-03-07", "2024-03-07"),
            Status.CONFLICTING,
        ),
        ("The minister will resign.", "The minister will not resign.", ("2024-03-07", "2024-03-09"), Status.UPDATED),
        (
            "Police searched the office of Mayor Okafor.",
            "Police did not search the office of Mayor Okafor.",
            ("2024-03-07", "2024-03-09"),
            Status.CONFLICTING,  # what was done is not undone by a denial
        ),
        (
            "Three hikers are missing after the avalanche.",
            "All three missing hikers were found dead after the avalanche.",
            ("2024-03-07", "2024-03-09"),
            Status.UPDATED,
        ),
    ],
)
def test_denied_planned_and_found(one: str, two: str, days: tuple[str, str], status: Status) -> None:
    found = {f.status for f in account(one, two, published=days).findings if f.kind == "event"}
    assert status in found
    assert not found & AGREED


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Fire kills 14. The fire killed 14 workers.", "Fire kills 40. The fire killed 40 workers.", 1),
        # another slot, another pair of values
        ("Fire kills 14. The fire hurt 14 workers.", "Fire kills 40. The fire hurt 40 workers.", 2),
        ("Fire kills 14. The fire killed 9 workers.", "Fire kills 40. The fire killed 40 workers.", 2),
    ],
)
def test_figures_at_odds_are_told_once(one: str, two: str, told: int) -> None:
    left, right, more, last = points_of(one, two, kind="quantity")
    setting = Setting({i: make_article(t, id=i, outlet=i) for i, t in (("a", one), ("b", two))}, {"a": "a", "b": "b"})
    pairs = ((left, more), (right, last))
    judged = [(judge_figures(pair, setting), score) for pair, score in zip(pairs, (0.7, 0.6), strict=True)]
    found = list(figures_once(judged, [], setting, lambda verdict, _: verdict))
    assert len(found) == told
    assert {p for verdict, _ in found for a in verdict.answers for p in a.points} == {left, right, more, last}
    assert found[0][1] == 0.7


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        (
            "Rescuers searched the rubble in Gorin on Thursday.",
            "Rescuers searched the rubble in Gorin on Friday.",
            False,
        ),
        ("The mayor of Gorin was arrested on Thursday.", "The mayor of Gorin was arrested on Friday.", True),
    ],
)
def test_what_goes_on_is_told_by_each_report_of_its_own_day(one: str, two: str, conflict: bool) -> None:
    made = account(one, two, published=("2024-03-07", "2024-03-08"))  # a Thursday and a Friday
    assert any(f.kind == "date" and f.status in DIFFERING for f in made.findings) is conflict


def test_the_present_of_a_plan_is_the_future() -> None:
    made = account("The summit opens on Monday in Velden.", "The summit will open on Monday in Velden.")
    assert not [f for f in made.findings if f.status in DIFFERING]


def test_quotations_that_differ_in_a_negation_are_not_one() -> None:
    made = account('"We can never accept this deal," Stark said.', '"We can accept this deal," Stark said.')
    assert not [f for f in made.findings if f.status in AGREED]
    assert [f for f in made.findings if f.status is Status.CONFLICTING]


def test_a_denial_in_the_gerund_meets_the_claim() -> None:
    made = account(
        "Actor Rob Kane denied hitting a waiter in Nice.", "Actor Rob Kane hit a waiter in Nice, a cook said."
    )
    assert [f for f in made.findings if f.reasons[0].rule == "polarity.negated"]


@pytest.mark.parametrize(
    ("told", "one", "two", "status"),
    [
        ("Inflation was {} percent in May.", "4.1", "4.3", Status.CONFLICTING),
        ("The fire has killed {} people in June.", "12", "14", Status.UPDATED),
    ],
)
def test_what_a_month_had_does_not_change_with_the_next_report(told: str, one: str, two: str, status: Status) -> None:
    made = account(told.format(one), told.format(two), published=("2024-06-12", "2024-06-13"))
    assert status in {f.status for f in made.findings if f.kind == "quantity"}


def test_a_cause_that_is_ruled_out_beside_another_confirms_nothing() -> None:
    made = account(
        "The blast in Perm was caused by a bomb rather than a gas leak.",
        "The blast in Perm was caused by a gas leak.",
    )
    assert not [f for f in made.findings if f.kind == "cause" and f.status in AGREED]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        ("Vice President Gus Holm spoke in Orne.", "President Gus Holm spoke in Orne.", True),
        ("Deputy Prime Minister Lea Bonn spoke in Orne.", "Prime Minister Lea Bonn spoke in Orne.", True),
        ("Deputy Prime Minister Lea Bonn spoke.", "Lea Bonn, the deputy prime minister, spoke in Orne.", False),
        # who resigns or takes over may have been both
        ("Deputy Prime Minister Lea Bonn resigned.", "Prime Minister Lea Bonn resigned.", False),
    ],
)
def test_a_deputy_is_not_the_one_above(one: str, two: str, conflict: bool) -> None:
    found = [f for f in account(one, two).findings if f.reasons[0].rule == "title.excludes"]
    assert bool(found) is conflict


def test_no_agreement_on_sentences_that_are_told_as_a_disagreement() -> None:
    told = "The {} group claimed responsibility for the bombing of the market in Kesh."
    made = account(told.format("Red Dawn"), told.format("Black Hand"))
    assert [f for f in made.findings if f.status is Status.CONFLICTING]
    assert not [f for f in made.findings if f.kind == "event" and f.status in AGREED]
