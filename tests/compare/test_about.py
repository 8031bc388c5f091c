"""What a finding is about."""

from __future__ import annotations

import pytest

from twosource.compare.about import about, name_points
from twosource.data import Anchor, Finding, Status, Value


def value(given: str, *quotes: str, article: int = 1) -> Value:
    evidence = tuple(Anchor(f"a{n}", 0, len(q), q) for n, q in enumerate(quotes, article))
    return Value(value=given, evidence=evidence)


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("quantity", [value("$2bn", "a break-up fee of $2bn"), value("$3bn", "the break-up fee, $3bn", article=2)], ("break-up fee",)),
        ("quantity", [value("three", "three sailors drowned"), value("four", "Sailors: four drowned", article=2)], ("sailors drowned",)),
        ("event", [value("The bridge fell", "The bridge fell", "a bridge fell")], ("bridge fell",)),
        ("place", [value("Oslo", "met in Oslo", "a talk in Oslo")], ()),  # the value itself says nothing new
        ("quantity", [value("6", "6 of them"), value("7", "7 of those", article=2)], ()),
        ("event", [value("Hanak quit on Tuesday", "Hanak quit on Tuesday", "resigned on Tuesday")], ("Hanak quit", "resigned")),
        ("event", [value("It rained", "It rained all day")], ()),  # one report shares nothing
        ("quantity", [value("two", "two miles from Port Vesna"), value("four", "four miles off Vesna", article=2)], ("miles from Port Vesna",)),
        ("place", [value("Vesna", "the mayor of Port Vesna"), value("Arden", "Port Arden's mayor", article=2)], ("mayor of Port",)),
        ("event", [value("a", "Fire Guts Old Mill", "A Mill On Fire")], ("Fire", "Mill")),  # capitals of headlines name nothing
        ("event", [value("a", "shares of Delta fell"), value("a", "shares in the firm fell", article=2)], ("shares", "fell")),
    ],
)  # fmt: skip
def test_words_that_reports_share(kind: str, values: list[Value], words: tuple[str, ...]) -> None:
    assert about(kind, values, {}) == words


def test_rare_words_of_the_story_name_the_point() -> None:
    given = (value("the", "port fire smoke crane guard", "port fire smoke crane guard"),)
    finding = Finding(id="f", kind="quantity", status=Status.CORROBORATED, values=given, reasons=())
    (named,) = name_points([finding], ["port port port fire fire", "smoke crane guard"])
    assert named.about == ("smoke crane guard",)
    assert named == name_points([named], ["smoke crane guard", "port port port fire fire"])[0]
