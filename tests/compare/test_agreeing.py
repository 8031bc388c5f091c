"""What agrees in words never agrees where its figures or times exclude each other."""

import pytest

from tests.compare.test_verdicts import account
from twosource.articles import make_article
from twosource.compare.agreeing import figures_by_statement, supported, without_excluding
from twosource.compare.points import Point, collect_points
from twosource.data import Finding, Status
from twosource.pipeline import read_documents


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("The fire killed 14 workers.", "The fire killed 40 workers.", False),
        ("The fire killed 14 workers.", "The fire killed at least 12 workers.", True),
        ("The fire killed 14 workers.", "The fire killed workers.", True),
        ("The owners paid $72 million for the plant.", "The owners paid $18 million for the plant.", False),
        (
            "Rescuers brought the pair down to the valley at 7 a.m.",
            "Rescuers flew the pair down to the valley at 9:10 a.m.",
            False,
        ),
        (
            "Rescuers brought the pair down to the valley at 7 a.m.",
            "Rescuers flew the pair down to the valley about 7 a.m.",
            True,
        ),
        (
            "Rescuers brought the pair down to the valley on Monday.",
            "Rescuers flew the pair down to the valley on Sunday.",
            False,
        ),
    ],
)
def test_no_agreement_over_figures_or_times_that_exclude_each_other(one: str, two: str, agree: bool) -> None:
    made = account(("2024-03-05", one), ("2024-03-05", two))
    said = {one.rstrip("."), two.rstrip(".")}
    found = [
        f
        for f in made.findings
        if f.status in {Status.CORROBORATED, Status.REFINED}
        and {a.quote.rstrip(".") for v in f.values for a in v.evidence} >= said
    ]
    assert bool(found) == agree


def test_no_agreement_over_a_bound_that_a_later_figure_has_passed() -> None:
    made = account(
        ("2024-03-05", "At least 144 people were killed in the flood at Aster."),
        ("2024-03-07", "The flood at Aster killed 1,644 people."),
    )
    assert {f.status for f in made.findings if f.kind == "quantity" and len(f.articles) == 2} == {Status.UPDATED}
    agreed = [f for f in made.findings if f.status in {Status.CORROBORATED, Status.REFINED}]
    told = [{a.quote for v in f.values for a in v.evidence} for f in agreed]
    assert not [quotes for quotes in told if sum("killed" in quote for quote in quotes) > 1]


def statements(*texts: str) -> tuple[list[Point], list[Point]]:
    """Event and figure points of one article per text, all of one day."""
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-05", text=t) for i, t in enumerate(texts)]
    points = collect_points([*read_documents(articles)], {})
    return [p for p in points if p.kind == "event"], [p for p in points if p.kind == "quantity"]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        # another figure is no support
        (("The laboratory got 319 samples.", "The laboratory named 266 victims."), 0),
        # one that can be the same is
        (("The laboratory got 319 samples.", "The laboratory got over 300 samples."), 2),
        # a bound is true of much, and so is a small count of something else
        (("The laboratory got over 250 samples.", "The laboratory named 266 victims."), 0),
        (("The laboratory got two samples.", "The laboratory named two victims."), 0),
        # words without a figure leave it to the likeness of the words
        (("The laboratory got 319 samples.", "The laboratory got samples."), 2),
        # the two that meet stay, the third goes
        (
            (
                "The laboratory got 319 samples.",
                "The laboratory got 319 samples.",
                "The laboratory named 266 victims.",
            ),
            2,
        ),
    ],
)
def test_a_figure_needs_support(texts: tuple[str, ...], kept: int) -> None:
    events, figures = statements(*texts)
    assert len(events) == len(texts)
    assert len(supported(events, figures_by_statement(figures), {})) == kept


def test_plainly_one_statement_needs_no_figure() -> None:
    events, figures = statements("The laboratory got 319 samples.", "The laboratory got 266 samples.")
    one, two = events
    assert supported(events, figures_by_statement(figures), {(id(one), id(two)): 0.9}) == events


@pytest.mark.parametrize(
    ("bound", "kept"), [("at least 15", 1), ("at least 70", 2), ("up to 100", 2), ("up to 500", 1)]
)
def test_a_bound_that_a_count_leaves_far_behind_is_no_support(bound: str, kept: int) -> None:
    events, figures = statements(f"The mine had {bound} workers.", "The mine had 81 workers.")
    assert len(without_excluding(events, figures_by_statement(figures), lambda one, two: False)) == kept


def told(one: str, two: str, days: tuple[str, str] = ("2024-03-05", "2024-03-05")) -> list[Finding]:
    """What two reports of one sentence each tell of an event or a cause together."""
    made = account((days[0], one), (days[1], two))
    return [
        f
        for f in made.findings
        if len(f.articles) > 1
        and f.kind in {"event", "cause"}
        and all(a.quote in one or a.quote in two for v in f.values for a in v.evidence)
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # only tried, ordered, considered or planned
        ("The gunman tried to kill the prime minister.", "The gunman killed the prime minister."),
        ("Soldiers were ordered to fire on the crowd in Tarsk.", "Soldiers fired on the crowd in Tarsk."),
        ("The ministry considered closing the mine at Oruna.", "The ministry closed the mine at Oruna."),
        ("The premier promised to rebuild the bridge at Kell.", "The premier rebuilt the bridge at Kell."),
        # beside a denial
        ("Singer Kane was acquitted of hitting a waiter in Nice.", "Singer Kane hit a waiter in Nice."),
        ("A gunman was stopped before he could shoot the judge.", "A gunman shot the judge."),
        ("The talks in Quora collapsed without producing a deal.", "The talks in Quora produced a deal."),
        # set aside
        ("War, not drought, led to the famine in Gora.", "Drought led to the famine in Gora."),
        ("Floods rather than fire destroyed the mill in Brenn.", "Fire destroyed the mill in Brenn."),
        # it did not happen
        ("The governor stopped short of declaring an emergency in Lorne.", "The governor declared an emergency in Lorne."),
        ("The blaze at the mill was put out without injuries.", "Two people were injured in the blaze at the mill."),
    ],
)  # fmt: skip
def test_what_did_not_happen_or_is_left_open_confirms_nothing(one: str, two: str) -> None:
    assert not [f for f in told(one, two) if f.status in {Status.CORROBORATED, Status.REFINED}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Rescuers were unable to reach the village of Oruna.", "Rescuers could not reach the village of Oruna."),
        ("The rebels tried to seize the airport at Sorvik.", "The rebels attempted to seize the airport at Sorvik."),
        ("The climbers managed to reach the summit of Mount Orra.", "The climbers reached the summit of Mount Orra."),
        ("War, not drought, led to the famine in Gora.", "War led to the famine in Gora."),
        ("The soldiers did not hesitate to fire on the crowd.", "The soldiers fired on the crowd."),
    ],
)
def test_what_says_the_same_in_other_words_agrees(one: str, two: str) -> None:
    found = {f.status for f in told(one, two)}
    assert found
    assert found <= {Status.CORROBORATED, Status.REFINED}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The housing bill failed to pass the senate.", "The housing bill passed the senate."),
        ("The transport minister refused to resign.", "The transport minister resigned."),
        ("The crew was unable to contain the fire at the refinery.", "The crew contained the fire at the refinery."),
        ("Reporters were barred from entering the courtroom.", "Reporters entered the courtroom."),
        ("The parliament has yet to approve the dam at Kell.", "The parliament approved the dam at Kell."),
        ("The pilot forgot to lower the landing gear.", "The pilot lowered the landing gear."),
        ("The company denied dumping waste in the river Orr.", "The company dumped waste in the river Orr."),
    ],
)
def test_what_did_not_happen_is_told_against_what_did(one: str, two: str) -> None:
    (found,) = told(one, two)
    assert found.status is Status.CONFLICTING
    assert [r.rule for r in found.reasons] == ["polarity.negated"]


def test_what_was_not_yet_done_is_updated() -> None:
    (found,) = told(
        "The parliament has yet to approve the dam at Kell.",
        "The parliament approved the dam at Kell.",
        days=("2024-03-05", "2024-03-08"),
    )
    assert found.status is Status.UPDATED


def test_who_does_not_comment_denies_nothing() -> None:
    one = "The bank refused to comment on the losses at Halden Steel."
    assert not told(one, "The bank commented on the losses at Halden Steel.")
