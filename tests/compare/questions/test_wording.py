"""One speaker's words in two reports, but for a few."""

import pytest

from twosource.articles import make_article
from twosource.data import Finding, Status
from twosource.pipeline import reconcile


def quotes(one: str, two: str, days: tuple[str, str] = ("2025-03-04", "2025-03-04")) -> list[Finding]:
    given = [
        make_article(f'"{words}," Colonel Anna Ruiz said.', id=f"r{i}", outlet=f"Outlet {i}", published=day)
        for i, (words, day) in enumerate(zip((one, two), days, strict=True))
    ]
    return [f for account in reconcile(given) for f in account.findings if f.kind == "quote" and len(f.articles) > 1]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        (
            "The attack was carried out by nine men in two cars",
            "The attack was carried out by five men in two cars",
            "quantity",
        ),
        ("The bridge was held by nine soldiers all night", "The bridge was held by nine rebels all night", "label"),
        ("We did not know that the brakes had failed", "We knew that the brakes had failed", "polarity"),
        ("We won't leave until every hostage is home", "We will leave until every hostage is home", "polarity"),
    ],
)
def test_two_things_said(one: str, two: str, conflict: str) -> None:
    (finding,) = quotes(one, two)
    assert (finding.reasons[0].rule, finding.status, finding.conflict) == (
        "quote.altered",
        Status.CONFLICTING,
        conflict,
    )
    assert all(
        f.reasons[0].rule != "quote.same"
        for f in quotes(one, two, ("2025-03-04", "2025-03-06"))
        if conflict == "polarity"
    )


def test_another_word_is_shown_and_an_ending_is_none() -> None:
    told = "The attack was cowardly and cruel, and those who planned it will pay"
    (finding,) = quotes(told, told.replace("cowardly", "brave"))
    assert (finding.reasons[0].rule, finding.status) == ("quote.reworded", Status.REFINED)
    assert len(finding.values) == 2
    (same,) = quotes("We won't leave until every hostage is home", "We will not leave until every hostage is home")
    assert (same.reasons[0].rule, same.status) == ("quote.same", Status.CORROBORATED)
