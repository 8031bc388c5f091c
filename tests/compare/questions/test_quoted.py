"""Accounts of what two reports quote, and of what somebody called, asked for or promised."""

from itertools import permutations

import pytest

from twosource.articles import make_article
from twosource.data import Article, Conflict, Finding, Status
from twosource.pipeline import reconcile

LEADS = (
    "Ferry aground off Aster\n\nA ferry with 120 people on board ran aground off the port of Aster on Monday morning.",
    "Passengers taken off ship\n\nAll 120 passengers were brought ashore after their ferry hit rocks near Aster on Monday.",
)
RULES = ("quote.", "called.", "asked.")


def reports(*texts: str, days: tuple[str, ...] = ("2024-03-04", "2024-03-04")) -> list[Article]:
    """One report for each text, by different outlets."""
    return [
        make_article(id=f"r{i}", outlet=f"O{i}", published=days[i % 2], text=f"{LEADS[i % 2]}\n\n{text}")
        for i, text in enumerate(texts)
    ]


def quotes(*texts: str, days: tuple[str, ...] = ("2024-03-04", "2024-03-04")) -> list[Finding]:
    """The findings about quoted words of reports with these texts."""
    found = [f for account in reconcile(reports(*texts, days=days)) for f in account.findings]
    return [f for f in found if f.reasons[0].rule.startswith(RULES)]


SAME = [
    # verbatim, shortened, spliced
    (
        '"We saw the rocks far too late to turn her," Captain Ivo Lund said.',
        'Captain Ivo Lund told reporters that his crew "saw the rocks far too late".',
        "quote.same",
    ),
    # one word, inflection and spelling apart
    (
        'Harbour master Dora Finch called the chart "scandalous".',
        'The chart was "scandalous and old", said Dora Finch, the harbour master.',
        "quote.same",
    ),
    (
        'Dora Finch spoke of an attempt at "coastal colonisation" by big firms.',
        'Big firms wanted a "coastal colonization", Dora Finch said.',
        "quote.same",
    ),
    # without marks in one of them
    (
        'Dora Finch described the rescue as "a small miracle at sea".',
        "The rescue was a small miracle at sea, Dora Finch said.",
        "quote.same",
    ),
    # a body that speaks, and its office
    (
        'The ferry line condemned the rumours as "pure and malicious invention".',
        'The rumours were "pure and malicious invention", a spokeswoman said.',
        "quote.same",
    ),
    (
        "The union accused the ferry line of reckless cuts in training.",
        "Training had suffered, and the union accused the ferry line of cuts that were reckless.",
        "called.same",
    ),
    (
        "Mayor Ann Roe urged residents to stay indoors and keep their windows shut.",
        "Mayor Ann Roe asked people to remain in their homes and to close doors and windows.",
        "asked.same",
    ),
    (
        "Transport minister Lena Falk promised to replace the old lighthouse within a year.",
        "Lena Falk, the transport minister, vowed that the old lighthouse would be replaced in twelve months.",
        "asked.same",
    ),
]


@pytest.mark.parametrize(("one", "two", "rule"), SAME)
def test_two_reports_of_one_saying(one: str, two: str, rule: str) -> None:
    (finding,) = quotes(one, two)
    assert (finding.kind, finding.status) == ("quote", Status.CORROBORATED)
    assert finding.reasons[0].rule == rule
    assert finding.articles == ("r0", "r1")


def test_other_words_for_one_thing() -> None:
    (finding,) = quotes(
        "Captain Ivo Lund called the lighthouse a relic.", "Captain Ivo Lund described the lighthouse as useless."
    )
    assert (finding.status, finding.reasons[0].rule) == (Status.REFINED, "called.otherwise")


def test_one_official_is_one_claimer() -> None:
    (finding,) = quotes(
        '"Nobody was hurt badly," Captain Ivo Lund said.', 'Captain Ivo Lund said: "Nobody was hurt badly."'
    )
    assert len(finding.origins) == 2
    assert {c for v in finding.values for c in v.claimers} == {"Ivo Lund"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # two persons
        ('The chart was "scandalous", Dora Finch said.', 'The chart was "scandalous", Ivo Lund said.'),
        # one common word
        ('"We have many people here," Dora Finch said.', '"The people want to know why," Dora Finch said.'),
        # a ship's name, a title
        ('The "Silver Heron" was built in 1998.', 'The "Silver Heron" belongs to a firm in Aster.'),
        # nobody speaks
        ('The line has a "sea day" fare.', 'On board a "sea day" costs more in summer.'),
        # the contrary, another figure, another wish
        ("Mayor Ann Roe urged people to use the bridge.", "Mayor Ann Roe urged people not to use the bridge."),
        ("Lena Falk pledged 40 million euros for the port.", "Lena Falk pledged 60 million euros for the port."),
        ("Mayor Ann Roe called for calm.", "Mayor Ann Roe called for more fire engines."),
        # two speakers
        ("Ann Roe urged residents to stay indoors.", "Dora Finch urged residents to stay indoors."),
        ("Ann Roe called the lighthouse a relic.", "Dora Finch called the lighthouse a relic of old days."),
    ],
)
def test_nothing_is_said_of_others(one: str, two: str) -> None:
    assert quotes(one, two) == []


LONG = "We asked the ministry three times for a new chart of the northern reef and never heard a word"


def test_one_quotation_in_two_mouths() -> None:
    (finding,) = quotes(f'"{LONG}," harbour master Dora Finch said.', f'"{LONG}," Captain Ivo Lund said.')
    assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.ATTRIBUTION)
    assert finding.reasons[0].rule == "quote.two-speakers"


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ('"These crews are heroes," Dora Finch said.', '"These crews are heroes, they saved lives," Captain Ivo Lund said.', True),
        # said by both, or by one to the other
        ('"These crews are heroes," Dora Finch and Ivo Lund said.', '"These crews are heroes," Ivo Lund said.', False),
        ('"These crews are heroes," Dora Finch told Ivo Lund.', '"These crews are heroes," said Ivo Lund.', False),
        # an expression
        ('"The town must stand together against hate and fear, whatever the storm brings," Dora Finch said.', '"Against hate and fear," Captain Ivo Lund wrote.', False),
        # one family name
        ('"These crews are heroes," Dora Finch said.', '"These crews are heroes," Karl Finch said.', False),
    ],
)  # fmt: skip
def test_one_short_quotation_in_two_mouths(one: str, two: str, apart: bool) -> None:
    assert any(f.reasons[0].rule == "quote.two-speakers" for f in quotes(one, two)) is apart


def test_what_two_persons_are_quoted_for_is_not_corroborated() -> None:
    given = reports('"These crews are heroes," Dora Finch said.', '"These crews are heroes," Captain Ivo Lund said.')
    found = [f for account in reconcile(given) for f in account.findings]
    told = [f for f in found if any(a.quote.startswith('"These crews') for v in f.values for a in v.evidence)]
    assert [f.reasons[0].rule for f in told if f.status is not Status.SINGLE_SOURCE] == ["quote.two-speakers"]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        ("We will sail again on this route in summer", "We will not sail again on this route in summer", "polarity"),
        ("We had 12 crates of flares on the bridge", "We had 15 crates of flares on the bridge", "quantity"),
    ],
)
def test_altered(one: str, two: str, conflict: str) -> None:
    texts = f'"{one}," Captain Ivo Lund said.', f'"{two}," Captain Ivo Lund said.'
    found = [f for f in quotes(*texts) if f.reasons[0].rule == "quote.altered"]
    assert [(f.status, f.conflict) for f in found] == [(Status.CONFLICTING, conflict)]
    # on another day it is another saying
    later = quotes(*texts, days=("2024-03-04", "2024-03-06"))
    assert not any(f.reasons[0].rule == "quote.altered" for f in later)


def test_order_changes_nothing() -> None:
    articles = reports(*SAME[0][:2], SAME[1][0])
    made = [[a.to_dict() for a in reconcile(order)] for order in permutations(articles)]
    assert all(m == made[0] for m in made)


def test_copies_do_not_corroborate() -> None:
    text = (
        f'{LEADS[0]}\n\n"We saw the rocks far too late to turn her," Captain Ivo Lund told reporters on the quay, where '
        "blankets and tea were handed out. The ferry had left the island of Brae an hour before with a crew of nine."
    )
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-04", text=text) for i in range(2)]
    (account,) = reconcile(articles)
    assert not [f for f in account.findings if f.reasons[0].rule.startswith(RULES)]
    assert {f.status for f in account.findings} == {Status.SINGLE_SOURCE}


def test_evidence_is_words_of_the_reports() -> None:
    articles = {a.id: a for a in reports(*SAME[0][:2])}
    for account in reconcile(articles.values()):
        for finding in account.findings:
            for anchor in (a for v in finding.values for a in v.evidence):
                assert articles[anchor.article].text[anchor.start : anchor.end] == anchor.quote
