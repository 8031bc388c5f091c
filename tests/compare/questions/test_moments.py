"""Accounts of when something happened, told by reports that vary their words."""

from collections.abc import Sequence
from functools import cache
from itertools import permutations

import pytest

from twosource.articles import make_article
from twosource.data import Conflict, Finding, Status
from twosource.pipeline import reconcile

RULES = {"hour.meets", "hour.disjoint", "hour.zone", "date.disjoint"}

# each report has its own words around what is asked, so that no report copies another
BLAST = (
    "Explosion at a sugar mill in Tarnow\n\nAn explosion wrecked a sugar mill in Tarnow and hurt nine workers, officials said.",
    "Blast rips through Tarnow mill\n\nNine people were in hospital after a blast tore the roof off a mill, the fire service said.",
    "Nine hurt in mill blast\n\nA huge explosion shook the town of Tarnow, breaking windows along two streets.",
)
PUBLISHED = "2024-03-07"  # a Thursday


@cache
def found(
    texts: tuple[str, ...], leads: tuple[str, ...] = BLAST, order: tuple[int, ...] | None = None
) -> list[Finding]:
    """What rules found on when it happened."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=PUBLISHED, text=f"{leads[i]}\n\n{text}")
        for i, text in enumerate(texts)
    ]
    accounts = list(reconcile([articles[i] for i in order or range(len(texts))]))
    return [f for a in accounts for f in a.findings if f.kind == "date" and f.reasons[0].rule in RULES]


def rules(texts: Sequence[str]) -> list[tuple[str, Status]]:
    return [(f.reasons[0].rule, f.status) for f in found(tuple(texts))]


@pytest.mark.parametrize(
    ("texts", "rule", "status"),
    [
        (
            ("The explosion happened at 1:20 p.m.", "The blast occurred on Tuesday afternoon near the silos."),
            "hour.meets",
            Status.REFINED,
        ),
        (
            ("The explosion happened at 1:20 p.m., police said.", "Workers ran when the blast struck at 13:20."),
            "hour.meets",
            Status.CORROBORATED,
        ),
        (
            (
                "The explosion happened at 1:20 p.m., police said.",
                "The blast struck at around 2:45 p.m., a clerk said.",
            ),
            "hour.disjoint",
            Status.CONFLICTING,
        ),
        (  # one act in other words
            ("The night shift had left the mill at 6 a.m.", "The shift had set out from the mill at 9 a.m."),
            "hour.disjoint",
            Status.CONFLICTING,
        ),
        (  # an hour in two zones, taught by nobody
            ("The explosion happened at 1:20 p.m. local time.", "The blast struck at 1220 GMT, a clerk said."),
            "hour.zone",
            Status.NOT_COMPARABLE,
        ),
        (  # taught
            (
                "The explosion happened at 1:20 p.m. (1220 GMT), police said.",
                "The blast struck at 12:20 GMT, a clerk said.",
            ),
            "hour.meets",
            Status.CORROBORATED,
        ),
        (
            ("The explosion happened on Tuesday.", "The blast struck on Monday, a clerk said."),
            "date.disjoint",
            Status.CONFLICTING,
        ),
        (
            (
                "Crews came after the explosion on 5 March.",
                "He denied that he was near the mill when the blast struck on March 4.",
            ),
            "date.disjoint",
            Status.CONFLICTING,
        ),
    ],
)
def test_when_it_happened(texts: tuple[str, str], rule: str, status: Status) -> None:
    assert rules(texts) == [(rule, status)]


@pytest.mark.parametrize(
    "texts",
    [
        # another thing at another hour
        ("The explosion happened at 1:20 p.m., police said.", "The mayor spoke to reporters at 2:45 p.m."),
        ("The night shift had left the mill at 6 a.m.", "The shift had come to the mill at 9 a.m."),
        # it may be another
        ("The explosion happened on Tuesday.", "Police are looking into a blast that struck a barn on Monday."),
        ("The explosion happened on Tuesday.", "Police are looking into a blast on Monday."),
        # one of several
        ("The explosion happened at 1:20 p.m., police said.", "A second blast struck at 2:45 p.m., a clerk said."),
        # a report tells of it at both times: there were two
        (
            "The explosion happened at 1:20 p.m., police said. The explosion struck at 2:45 p.m., a guard said.",
            "The blast struck at 2:45 p.m., a clerk said.",
            "The blast struck at 1:20 p.m., a driver said.",
        ),
        (
            "The explosion happened on Tuesday, police said. An explosion struck on Monday, a guard said.",
            "The blast struck on Monday, a clerk said.",
            "The explosion on Tuesday was heard in the next village.",
        ),
        # the day before is another's today
        ("The explosion happened yesterday.", "The blast struck on Tuesday, a clerk said."),
        # night belongs to two days
        ("The explosion happened late on Monday.", "The blast struck on Tuesday, a clerk said."),
        # no blast was told of
        ("The explosion happened on Tuesday.", "The mill had closed on Monday, a clerk said."),
        # weeks apart: another one
        ("The explosion happened on Tuesday.", "The blast on January 9 killed nobody, a clerk said."),
        ("The explosion happened on Tuesday.", "No blast struck on Monday, a clerk said."),
        ("The explosion happened on Tuesday.", "The mayor condemned the blast on Wednesday."),
    ],
)
def test_no_conflict(texts: tuple[str, ...]) -> None:
    assert [r for r in rules(texts) if r[1] is Status.CONFLICTING] == []


def test_what_happened_after_a_report_came_out_is_another_thing() -> None:
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=day, text=f"{BLAST[i]}\n\n{text}")
        for i, (day, text) in enumerate(
            [
                ("2024-03-05", "The explosion happened on Monday."),
                ("2024-03-07", "The blast struck on Wednesday, a clerk said."),
            ]
        )
    ]
    statuses = {f.status for a in reconcile(articles) for f in a.findings if f.kind == "date"}
    assert Status.CONFLICTING not in statuses


def test_looser_dates_stand_beside_a_conflict() -> None:
    (finding,) = found(
        (
            "The explosion happened on Tuesday.",
            "The blast struck on Monday, a clerk said.",
            "The explosion happened last weekend, a driver said.",
        )
    )
    assert [v.normalised for v in finding.values] == ["2024-03-05", "2024-03-04", "2024-03-02..2024-03-03"]


def test_an_hour_that_names_a_sort_of_thing_is_none() -> None:
    texts = (
        "The mayor spoke against the midnight rules for mills.",
        "Owners called the midnight rules for mills unfair.",
    )
    assert found(texts) == []
    (finding,) = found(
        ("The rules for mills end at midnight, he said.", "Owners hoped that the rules for mills end at midnight.")
    )
    assert finding.reasons[0].rule == "hour.meets"


def test_a_conflict_needs_the_story_to_be_about_it() -> None:
    leads = (
        "Bakers march in Tarnow\n\nHundreds of bakers marched through Tarnow for higher pay, organisers said.",
        "March over pay\n\nBakers walked through the town of Tarnow on Thursday and asked for more money.",
    )
    texts = ("An explosion happened on Tuesday in a bakery.", "A blast struck a garage on Monday, a clerk said.")
    assert found(texts, leads) == []


def test_a_conflict_says_what_and_where() -> None:
    (finding,) = found(
        ("The explosion happened at 1:20 p.m., police said.", "The blast struck at 2:45 p.m., a clerk said.")
    )
    assert finding.conflict is Conflict.DATE
    assert sorted(a.quote for a in finding.reasons[0].anchors) == ["1:20 p.m.", "2:45 p.m."]
    assert {v.normalised for v in finding.values} == {"13:20", "14:45"}


def test_the_order_of_the_reports_changes_nothing() -> None:
    texts = (
        "The explosion happened at 1:20 p.m. on Tuesday, police said.",
        "The blast struck at 2:45 p.m., a clerk said.",
        "The explosion occurred on Monday, a driver said.",
    )
    first, *others = (found(texts, BLAST, order) for order in permutations(range(3)))
    assert {f.reasons[0].rule for f in first} == {"hour.disjoint", "date.disjoint"}
    assert all(other == first for other in others)


def test_a_ship_that_sank_and_one_that_went_down_are_one_without_a_date() -> None:
    articles = [
        make_article(id="r0", outlet="O0", text="Ferry sinks\n\nThe ferry Hilde sank at 6 a.m., the coastguard said."),
        make_article(id="r1", outlet="O1", text="Ferry lost\n\nThe ferry Hilde went down at 7 a.m., its owners said."),
    ]
    rules = {f.reasons[0].rule: f.status for a in reconcile(articles) for f in a.findings}
    assert rules.get("hour.disjoint") is Status.CONFLICTING


def test_prices_that_go_down_sink_nothing() -> None:
    leads = (
        "Ferry sinks off Lunde\n\nA ferry sank off Lunde and its crew swam ashore, the coastguard said.",
        "Boat sinks near Lunde\n\nThe coast near Lunde was searched after a vessel sank, rescuers said.",
    )
    texts = ("The ferry sank at 6 a.m., police said.", "Fish prices went down at 9 a.m., traders said.")
    assert found(texts, leads) == []


@pytest.mark.parametrize(
    ("one", "two", "rules"),
    [
        ("The hostages were freed on Monday.", "Rebels released all the hostages on Tuesday.", {"date.disjoint"}),
        ("Ines Orr was set free on Monday.", "Ines Orr was released on Tuesday.", {"date.disjoint"}),
        # of some, others may be freed on another day
        ("Some of the hostages were freed on Monday.", "The hostages were released on Tuesday.", set()),
        ("Two hostages were freed on Monday.", "Five hostages were released on Tuesday.", set()),
        ("The first hostages were freed on Monday.", "The last hostages were released on Tuesday.", set()),
        ("Ines Orr was freed on Monday.", "Ida Lund was released on Tuesday.", set()),
        ("The film was released on Monday.", "The hostages were released on Tuesday.", set()),
    ],
)
def test_one_is_freed_once(one: str, two: str, rules: set[str]) -> None:
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=PUBLISHED, text=text) for i, text in enumerate((one, two))
    ]
    found = [f for a in reconcile(articles) for f in a.findings if f.status is Status.CONFLICTING]
    assert {f.reasons[0].rule for f in found if f.kind == "date"} == rules
