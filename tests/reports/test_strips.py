"""The numeric dispute strip: every value a mark, bounds open, nothing averaged."""

import msgspec
import pytest

from tests.reports.conftest import Told, tell
from twosource.data import Account, Anchor, ArticleEntry, Basis, Finding, Origin, Status, Value
from twosource.reports.strips import LEFT, MOST, RIGHT, Read, read_figure, strip

READS = [
    ("12", Read(12, 12, "")),
    (">= 1,000", Read(1000, None, "")),
    ("<= 5", Read(None, 5, "")),
    ("910 km", Read(910, 910, "km")),
    ("24..99", Read(24, 99, "")),
    ("900..1,100", Read(900, 1100, "")),
    ("1.5..2.5 wk", Read(1.5, 2.5, "wk")),
    ("1e-05 m", Read(1e-05, 1e-05, "m")),
    ("-3..-1 °C", Read(-3, -1, "°C")),
    ("?", None),
    ("affirmed", None),
    ("2025-04-27", None),
]


@pytest.mark.parametrize(("normalised", "expected"), READS)
def test_figures(normalised: str, expected: Read | None) -> None:
    assert read_figure(normalised) == expected


def entry(id: str, origin: str) -> ArticleEntry:
    return ArticleEntry(
        id=id, outlet=id.upper(), origin=origin, family=id, sha256="", url=None, title=None, published="2024-03-0" + id[-1],
        published_basis="given", date_basis=Basis.PUBLICATION, language="en", credits=(), notes=(),
    )  # fmt: skip


def account() -> Account:
    entries = (entry("a1", "o1"), entry("a2", "o1"), entry("a3", "o2"))
    origins = (
        Origin(id="o1", articles=("a1", "a2"), outlets=(), families=()),
        Origin(id="o2", articles=("a3",), outlets=(), families=()),
    )
    parts: tuple[()] = ()
    return Account(
        story="s", articles=entries, origins=origins, findings=parts, attributions=parts, actors=parts, quotes=parts,
        timeline=parts, gaps=parts,
    )  # fmt: skip


def toll(*values: tuple[str, str, str]) -> Finding:
    made = tuple(
        Value(value=words, evidence=(Anchor(article, 0, len(words), words),), normalised=normalised)
        for article, words, normalised in values
    )
    return Finding(id="f", kind="quantity", status=Status.UPDATED, values=made, reasons=())


def test_marks_stand_in_the_order_of_reports() -> None:
    made = strip(toll(("a3", "19", "19"), ("a1", "at least 12", ">= 12"), ("a2", "12 to 15", "12..15")), account())
    assert made is not None
    assert [m.anchor.article for m in made.marks] == ["a1", "a2", "a3"]
    assert [(m.opens, m.shape, m.copied) for m in made.marks] == [
        ("up", "hedged", False),
        ("", "range", True),
        ("", "exact", False),
    ]
    assert (made.least, made.greatest, made.wide) == ("12", "19", False)
    assert made.marks[0].left == LEFT
    assert made.marks[2].left == RIGHT


def test_values_far_apart_stand_on_a_logarithmic_scale() -> None:
    made = strip(toll(("a1", "5", "5"), ("a3", "5,000", "5,000"), ("a2", "158", "158.114")), account())
    assert made is not None
    assert made.wide
    middle = next(m for m in made.marks if m.anchor.article == "a2")
    assert middle.left == pytest.approx((LEFT + RIGHT) / 2, abs=0.1)


@pytest.mark.parametrize(
    "values",
    [
        [("a1", "12", "12")],
        [("a1", "12", "12"), ("a3", "12", "12")],
        [("a1", "5 km", "5 km"), ("a3", "5 dead", "5")],
        [("a1", "who knows", "?"), ("a3", "5", "5")],
    ],
)
def test_without_a_common_scale_there_is_no_strip(values: list[tuple[str, str, str]]) -> None:
    assert strip(toll(*values), account()) is None


def test_units_that_convert_share_a_scale(ferry: Told) -> None:
    rows = [
        {"id": "km", "outlet": "One", "published": "2024-03-06", "text": "Ferry sinks\n\nThe ferry sank 4 kilometres off the coast of Lunde Island on Tuesday."},
        {"id": "mi", "outlet": "Two", "published": "2024-03-06", "text": "Ferry sinks\n\nThe ferry sank 6 miles off the coast of Lunde Island on Tuesday."},
    ]  # fmt: skip
    told = tell(rows)
    found = [made for f in told.account.findings if (made := strip(f, told.account))]
    assert len(found) == 1
    assert [m.shown for m in found[0].marks] == ["4 km", "6 mi"]
    assert found[0].greatest.startswith("9,656")


def test_of_thousands_of_marks_the_first_of_each_figure_stay() -> None:
    entries = tuple(msgspec.structs.replace(entry("a1", "o1"), id=f"a{n}") for n in range(2_000))
    wide = msgspec.structs.replace(account(), articles=entries)
    told = [
        [Anchor(f"a{n}", 0, 2, "12") for n in range(1_990)],
        [Anchor(f"a{n}", 0, 2, "14") for n in range(1_990, 2_000)],
    ]
    values = tuple(Value(value=a[0].quote, normalised=a[0].quote, evidence=tuple(a)) for a in told)
    finding = Finding(id="f", kind="quantity", status=Status.CONFLICTING, values=values, reasons=())
    made = strip(finding, wide)
    assert made is not None
    assert (len(made.marks), made.left) == (MOST, 2_000 - MOST)
    assert [m.shown for m in made.marks].count("14") == 10
    assert (made.marks[0].anchor.article, made.marks[-1].anchor.article) == ("a0", "a1999")
