"""Positions in time, and who hangs on whom in the graph of copies."""

import msgspec
import pytest

from tests.reports.conftest import Told
from twosource.data import Anchor, Origin
from twosource.reports.spread import Scale, copying, happened, moment, ticks


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("2024-03-06", 738951.0),
        ("2024-03-06T12:00:00+00:00", 738951.5),
        ("", None),
        ("yesterday", None),
    ],
)
def test_moments(iso: str, day: float | None) -> None:
    assert moment(iso) == day


def test_what_lies_before_the_window_stands_in_the_margin() -> None:
    scale = Scale(100.0, 110.0)
    assert scale(50.0) < scale(100.0) < scale(105.0) < scale(110.0) == scale(1000.0)


@pytest.mark.parametrize("days", [1, 2, 7, 40, 1000])
def test_few_ticks_on_whole_days(days: int) -> None:
    made = ticks(Scale(738951.0, 738951.0 + days))
    assert 1 <= len(made) <= 7
    assert made[0].label == "2024-03-06"


def test_every_dated_entry_is_on_the_chart(ferry: Told) -> None:
    spans, scale, before = happened(ferry.account)
    assert scale is not None
    assert sum(s.weight for s in spans) == sum(len(t.evidence) for t in ferry.account.timeline)
    assert all(0 <= s.left <= s.right <= 100 for s in spans)
    assert before == sum(t.date < "2024" for t in ferry.account.timeline)


def test_a_story_without_dates_has_no_scale(ferry: Told) -> None:
    account = msgspec.structs.replace(ferry.account, timeline=())
    assert happened(account) == ([], None, 0)


def test_a_copy_hangs_on_the_report_whose_words_it_has(ferry: Told) -> None:
    def shared(one: str, two: str, length: int) -> tuple[Anchor, Anchor]:
        return Anchor(one, 0, length, "x" * length), Anchor(two, 0, length, "x" * length)

    origin = Origin(
        id="o1",
        articles=("harbour", "capital", "lunde"),
        outlets=(),
        families=(),
        passages=(shared("harbour", "capital", 50), shared("capital", "lunde", 80), shared("harbour", "lunde", 20)),
    )
    nodes, scale = copying(msgspec.structs.replace(ferry.account, origins=(origin,)))
    assert scale is not None
    assert [(n.article, n.parent, n.shared, n.lag) for n in nodes] == [
        ("harbour", None, 0, ""),
        ("capital", 0, 50, "1 day later"),
        ("lunde", 1, 80, "same day"),
    ]
