"""Accounts of small stories we wrote: what the rules say of figures."""

import pytest

from twosource.articles import make_article
from twosource.data import Account, Article, Conflict, Finding, Status
from twosource.pipeline import account_of, read_documents, reconcile

LEADS = (  # two reporters' own words: a shared lead would make them one origin
    "A fire broke out in the Brennt chemical plant in Moorhafen on Monday night, police said.",
    "The Brennt works near Moorhafen harbour, which makes solvents, caught fire late on Monday, a city official said.",
)


def account(*reports: tuple[str | None, str]) -> Account:
    """One account of reports, each (day of publication, what it says after the same event's own lead)."""
    articles = [
        make_article(
            id=f"r{i}",
            outlet=f"Outlet {i}",
            published=day,
            text=f"Moorhafen chemical plant fire\n\n{LEADS[i]}\n\n{text}",
        )
        for i, (day, text) in enumerate(reports)
    ]
    (made,) = reconcile(articles)
    return made


def figures(made: Account, *numbers: str) -> list[Finding]:
    """The findings whose evidence gives all these numbers."""
    return [f for f in made.findings if all(any(n in a.quote for v in f.values for a in v.evidence) for n in numbers)]


@pytest.mark.parametrize(
    ("reports", "numbers", "status"),
    [
        (
            [("2024-03-05", "The fire killed 14 workers."), ("2024-03-05", "The fire killed 40 workers.")],
            ("14", "40"),
            Status.CONFLICTING,
        ),
        (
            [("2024-03-05", "The fire killed 14 workers."), ("2024-03-07", "The fire killed 40 workers.")],
            ("14", "40"),
            Status.UPDATED,
        ),
        (
            [("2024-03-05", "The fire killed at least 14 workers."), ("2024-03-07", "The fire killed 40 workers.")],
            ("14", "40"),
            Status.UPDATED,
        ),
        (
            [("2024-03-05", "The fire killed at least 14 workers."), ("2024-03-05", "The fire killed 15 workers.")],
            ("14", "15"),
            Status.REFINED,
        ),
        (  # a toll that fell: one of the two is wrong
            [("2024-03-05", "The fire killed 40 workers."), ("2024-03-07", "The fire killed 14 workers.")],
            ("14", "40"),
            Status.CONFLICTING,
        ),
        (  # what no longer changes
            [
                ("2024-03-05", "A tremor with a magnitude of 4.1 shook the plant."),
                ("2024-03-07", "A tremor with a magnitude of 5.3 shook the plant."),
            ],
            ("4.1", "5.3"),
            Status.CONFLICTING,
        ),
        (
            [
                ("2024-03-05", "About 3,000 people attended a vigil at the harbour."),
                ("2024-03-07", "Some 9,000 people attended a vigil at the harbour."),
            ],
            ("3,000", "9,000"),
            Status.CONFLICTING,
        ),
        (
            [
                ("2024-03-05", "The crew pumped for roughly eight minutes before the tank burst."),
                ("2024-03-07", "The crew pumped for seven minutes before the tank burst."),
            ],
            ("eight", "seven"),
            Status.REFINED,
        ),
    ],
)
def test_figures_on_one_question(reports: list[tuple[str, str]], numbers: tuple[str, ...], status: Status) -> None:
    found = figures(account(*reports), *numbers)
    assert found
    assert status in {f.status for f in found}


def test_figures_of_two_days_in_reports_of_one_day_are_an_update() -> None:
    made = account(
        ("2024-03-08", "As of Wednesday, 14 workers had been killed by the fire."),
        ("2024-03-08", "As of Friday, 40 workers had been killed by the fire."),
    )
    assert {f.status for f in figures(made, "14", "40")} == {Status.UPDATED}
    assert not [f for f in made.findings if f.kind == "date" and f.status is Status.CONFLICTING]


def test_a_bound_left_behind_says_so() -> None:
    made = account(
        ("2024-03-05", "The fire killed at least 14 workers."), ("2024-03-07", "The fire killed 40 workers.")
    )
    assert "update.bound-passed" in {r.rule for f in figures(made, "14", "40") for r in f.reasons}


def test_rivals_of_an_earlier_day_are_left_behind() -> None:
    articles = [
        make_article("At least 14 people died in the flood in Dorn, officials said.", id="a", outlet="A", published="2025-03-04"),
        make_article("Twelve people died in the flood in Dorn, the mayor said.", id="b", outlet="B", published="2025-03-04"),
        make_article("The death toll from the flood in Dorn rose to 31.", id="c", outlet="C", published="2025-03-05"),
    ]  # fmt: skip
    (first,) = (f for f in reconcile_as_one(articles[:2]) if f.conflict)
    (all_three,) = (f for f in reconcile_as_one(articles) if f.conflict)
    assert (first.status, all_three.status) == (Status.CONFLICTING, Status.UPDATED)
    shown = " ".join(all_three.reasons[0].inputs)  # what they disagreed on stays to be seen
    assert ">= 14" in shown and "31" in shown


def reconcile_as_one(articles: list[Article]) -> tuple[Finding, ...]:
    """The findings of articles known to be of one story."""
    return account_of("s", list(read_documents(articles))).findings


def test_dead_and_injured_are_two_questions() -> None:
    made = account(("2024-03-05", "The fire killed 14 workers."), ("2024-03-05", "The fire injured 40 workers."))
    assert not [f for f in figures(made, "14", "40") if f.status in {Status.CONFLICTING, Status.UPDATED}]


def test_what_one_report_says_is_not_known_meets_the_answer() -> None:
    made = account(
        ("2024-03-05", "The mayor met the plant's owners on Tuesday to discuss a ban on solvents in the harbour."),
        ("2024-03-05", "It remains unclear whether the mayor and the plant's owners discussed a ban on solvents."),
    )
    found = [f for f in figures(made, "discuss a ban", "discussed a ban") if f.conflict]
    assert found and found[0].status is Status.CONFLICTING
    assert "modality.unclear" in {r.rule for r in found[0].reasons}


def test_verbs_of_knowing_are_no_answer() -> None:
    made = account(
        ("2024-03-05", "Police cleared the site on Tuesday. The plant was sold last year."),
        ("2024-03-05", "It was not clear how the fire had started."),
    )
    assert not [f for f in made.findings if f.status is Status.CONFLICTING]


def test_a_denial_never_corroborates_a_claim() -> None:
    made = account(
        ("2024-03-05", "The owner denied that the tanks had been overfilled."),
        ("2024-03-05", "Two workers said that the tanks were overfilled."),
    )
    found = figures(made, "overfilled")
    assert [f.status for f in found if len(f.articles) > 1] == [Status.CONFLICTING]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The blast hit six boats in the harbour.", "The blast hit no houses in the harbour."),
        ("The fire killed 14 workers and 3 firemen.", "The fire killed 3 firemen."),
        ("The plant was closed on Tuesday.", "The plant was closed until Friday."),
        ("One of the workers was found in the canteen.", "Three workers were found in the yard."),
    ],
)
def test_no_disagreement(one: str, two: str) -> None:
    made = account(("2024-03-05", one), ("2024-03-05", two))
    assert not [f for f in made.findings if f.status in {Status.CONFLICTING, Status.UPDATED}]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        ("The plant will be closed for six weeks.", "The plant will be closed for six months.", Conflict.UNIT),
        ("The fire cost the owner $40 million.", "The fire cost the owner €40 million.", Conflict.UNIT),
        ("The fire cost the owner $40 million.", "The fire cost the owner $40 billion.", Conflict.QUANTITY),
    ],
)
def test_one_number_with_another_unit_or_scale_is_a_conflict(one: str, two: str, conflict: Conflict) -> None:
    made = account(("2024-03-05", one), ("2024-03-05", two))
    found = [f for f in made.findings if f.status is Status.CONFLICTING]
    assert [f.conflict for f in found] == [conflict]


def test_one_number_told_of_two_things_is_no_conflict() -> None:
    made = account(
        ("2024-03-05", "The plant will be closed for six weeks."),
        ("2024-03-05", "The mayor had run the harbour for six years before the council chose her."),
    )
    assert not [f for f in made.findings if f.status is Status.CONFLICTING]


@pytest.mark.parametrize(
    ("one", "two", "conflicts"),
    [
        ("The plant had been closed since 2019.", "The plant had been closed since 2015.", 1),
        ("The plant had been closed since 2019.", "The plant had been closed before 2015.", 0),
    ],
)
def test_ends_of_a_stretch_exclude_each_other_only_by_one_word(one: str, two: str, conflicts: int) -> None:
    made = account(("2024-03-05", one), ("2024-03-05", two))
    assert len([f for f in made.findings if f.kind == "date" and f.status is Status.CONFLICTING]) == conflicts


def test_days_that_exclude_each_other_never_confirm_each_other() -> None:
    made = account(
        ("2024-03-07", "The governor visited the burnt halls of the plant on Tuesday and thanked the firemen."),
        ("2024-03-07", "The governor came back to the burnt halls of the plant on Wednesday to thank the firemen."),
    )
    met = [f for f in made.findings if f.reasons[0].rule == "date.meets"]
    assert all(len({v.normalised for v in f.values} & {"2024-03-05", "2024-03-06"}) < 2 for f in met)


@pytest.mark.parametrize(
    ("one", "two", "status"),
    [
        (
            "The fire closed the harbour for five weeks.",
            "The fire closed the harbour for nine weeks.",
            Status.CONFLICTING,
        ),
        (
            "The fire has closed the harbour for five days.",
            "The fire has closed the harbour for nine days.",
            Status.UPDATED,
        ),
    ],
)
def test_a_length_grows_only_while_it_lasts(one: str, two: str, status: Status) -> None:
    found = figures(account(("2024-03-05", one), ("2024-03-09", two)), "five", "nine")
    assert [f.status for f in found if f.kind == "quantity"] == [status]


def test_two_days_that_each_report_gives_are_no_disagreement() -> None:
    made = account(
        ("2024-03-08", "Orr, who left the council in January, opened the new ferry terminal in Brennt on Wednesday."),
        ("2024-03-08", "Orr, who left the council in January, opened the new ferry terminal in Brennt on March 6."),
    )
    assert not [f for f in made.findings if f.status is Status.CONFLICTING]


@pytest.mark.parametrize(
    ("first", "status"),
    [("2024-03-05", Status.UPDATED), (None, Status.CONFLICTING), ("2024-03-06", Status.CONFLICTING)],
)
def test_a_report_without_a_date_is_not_an_earlier_one(first: str | None, status: Status) -> None:
    made = account(
        (first, "Harbour master Ines Orr said that nobody was hurt."),
        ("2024-03-06", "Harbour master Ines Orr said that two workers were hurt."),
    )
    found = [f for f in made.findings if f.reasons[0].rule == "count.zero"]
    assert [f.status for f in found] == [status]


def test_a_question_of_somebody_else_is_not_what_a_report_leaves_open() -> None:
    made = account(
        ("2024-03-05", "The harbour office in Moorhafen, which owns the pier, raised the price of a berth on Monday."),
        ("2024-03-05", "One skipper wondered why the ferry line had not raised the price of its tickets."),
    )
    assert not [f for f in made.findings if f.conflict]


def test_what_was_not_done_until_a_day_was_done() -> None:
    made = account(
        ("2024-03-05", "Divers rescued the two engineers at about 10am on Tuesday."),
        ("2024-03-05", "The two engineers could not be rescued until Tuesday."),
    )
    assert not [f for f in made.findings if f.reasons[0].rule == "polarity.negated"]


@pytest.mark.parametrize(
    ("one", "two", "disagree"),
    [
        ("Engineer Ines Orr, 34, was hurt in the fire.", "Engineer Ines Orr, 36, was hurt in the fire.", True),
        ("Engineer Ines Orr, 34, was hurt in the fire.", "Keeper Paul Renner, 61, was hurt in the fire.", False),
        ("The plant has 310 tanks.", "The plant has 450 tanks.", True),
        ("The plant has 310 tanks near the harbour.", "The works pay 450 families in the harbour.", False),
    ],
)
def test_figures_disagree_about_one_person_and_one_noun(one: str, two: str, disagree: bool) -> None:
    made = account(("2024-03-05", one), ("2024-03-05", two))
    found = [f for f in made.findings if f.kind == "quantity" and f.status in {Status.CONFLICTING, Status.UPDATED}]
    assert bool(found) is disagree


@pytest.mark.parametrize(
    ("later", "updated"),
    [
        ("The Ostmark bank has cut off its loans to the works.", True),
        ("The Ostmark bank has raised its loans to the works.", False),
    ],
)
def test_what_was_threatened_is_done_by_another_verb(later: str, updated: bool) -> None:
    made = account(("2024-03-05", "The Ostmark bank threatened to stop its loans to the works."), ("2024-03-07", later))
    told = [f for f in made.findings if f.reasons[0].rule == "modality.planned-then-done"]
    assert [f.status for f in told] == [Status.UPDATED] * updated


@pytest.mark.parametrize(
    ("other", "rules"),
    [
        ('"Did workers close the valve in time?" asked Iva Kos.', []),
        ("It is not clear whether workers closed the valve in time.", ["modality.unclear"]),
    ],
)
def test_a_question_neither_contradicts_nor_confirms_its_answer(other: str, rules: list[str]) -> None:
    texts = "Workers closed the valve in time.", other
    given = [make_article(t, id=f"r{i}", outlet=f"Outlet {i}", published="2024-03-05") for i, t in enumerate(texts)]
    told = [f for f in account_of("s", list(read_documents(given))).findings if f.status is not Status.SINGLE_SOURCE]
    assert [f.reasons[0].rule for f in told] == rules
