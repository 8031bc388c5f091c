"""Agreement that rests on likeness alone is sure or loose by how alike the statements are."""

import msgspec
import numpy as np
import pytest

from tests.compare.test_findings import AGREED, account
from tests.compare.test_stances import points_of
from twosource.articles import make_article
from twosource.compare.align import Scores
from twosource.compare.event_verdicts import judge_event
from twosource.compare.groups import Aligned
from twosource.compare.pairs import all_pairs
from twosource.compare.sureness import SURE, held_together, surely_once, weighed, with_cores
from twosource.compare.verdicts import Setting, Verdict
from twosource.data import Anchor, Finding, Reason, Status, Value

SAME = Reason(rule="event.same", inputs=())


@pytest.mark.parametrize("kind", sorted(SURE))
def test_less_likeness_than_is_sure_is_said(kind: str) -> None:
    verdict = Verdict(kind, Status.CORROBORATED, (), (SAME,))
    loose, score = weighed(verdict, SURE[kind] - 0.01)
    assert [reason.rule for reason in loose.reasons] == ["event.same", "alike.loosely"]
    assert score == SURE[kind] - 0.01
    assert weighed(verdict, SURE[kind]) == (verdict, SURE[kind])


@pytest.mark.parametrize("status", [Status.CONFLICTING, Status.UPDATED])
def test_a_disagreement_may_be_of_two_things_too(status: Status) -> None:
    verdict = Verdict("quantity", status, (), (SAME,))
    assert [reason.rule for reason in weighed(verdict, 0.69)[0].reasons] == ["event.same", "alike.loosely"]
    assert weighed(verdict, 0.7) == (verdict, 0.7)


@pytest.mark.parametrize("status", [Status.SINGLE_SOURCE, Status.NOT_COMPARABLE])
def test_what_says_nothing_of_two_reports_is_never_loose(status: Status) -> None:
    verdict = Verdict("event", status, (), (SAME,))
    assert weighed(verdict, 0.1) == (verdict, 0.1)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The mayor of Selby resigned on Monday after a bribery scandal.",
            "Selby's mayor stepped down on Monday over bribes.",
        ),
        ("The storm cut power to 40,000 homes.", "Power was lost in some 40,000 homes because of the storm."),
        ("Police arrested two men.", "Two men were arrested by police."),
    ],
)
def test_what_two_reports_plainly_tell_is_sure(one: str, two: str) -> None:
    agreed = [f for f in account(one, two).findings if f.status in AGREED]
    assert agreed
    assert all(f.sure for f in agreed)


def test_what_several_tell_loosely_is_told_surely_of_those_that_are_alike() -> None:
    """Two reports in nearly the same words, a third that is only near: the two are sure, all three are alike."""
    texts = ("The pier collapsed on Monday.", "Lunde's pier collapsed on Monday.", "A pier gave way.")
    setting = Setting(
        {i: make_article(t, id=i, outlet=i) for i, t in zip("abc", texts, strict=True)}, {i: i for i in "abc"}
    )
    points = points_of(*texts, kind="event")
    assert [p.article for p in points] == ["a", "b", "c"]
    aligned = Aligned([], "event", {"event": {"threshold": 0.3}}, setting)
    aligned.points = points
    pairs = all_pairs(3)
    third = (pairs.left == 2) | (pairs.right == 2)
    aligned.scores = Scores(pairs, np.where(pairs.left == pairs.right, 1.0, np.where(third, 0.4, 0.9)))
    told = list(with_cores(points, judge_event, aligned, aligned.alike, setting))
    assert [({p.article for a in v.answers for p in a.points}, score) for v, score in told] == [
        ({"a", "b", "c"}, 0.5),
        ({"a", "b"}, 0.9),
    ]
    assert [v.reasons[-1].rule == "alike.loosely" for v, _ in told] == [True, False]


@pytest.mark.parametrize(
    ("third", "left"),
    [(0.3, [{"a", "b", "c"}]), (0.05, [{"a", "b"}])],
)
def test_of_a_group_that_hardly_anything_holds_its_core_is_left(third: float, left: list[set[str]]) -> None:
    texts = ("The mill burned down.", "The mill burned.", "The harbour closed.")
    setting = Setting(
        {i: make_article(t, id=i, outlet=i) for i, t in zip("abc", texts, strict=True)}, dict.fromkeys("abc", "")
    )
    aligned = Aligned([], "event", {"event": {"threshold": 0.3}}, setting)
    aligned.points = points_of(*texts, kind="event")
    pairs = all_pairs(3)
    other = (pairs.left == 2) | (pairs.right == 2)
    aligned.scores = Scores(pairs, np.where(pairs.left == pairs.right, 1.0, np.where(other, third, 0.4)))
    found = held_together([aligned.points], aligned, aligned.alike)
    assert [{p.article for p in part} for part in found] == left


def finding(id: str, *articles: str, sure: bool = True, kind: str = "event") -> Finding:
    value = Value(value=id, evidence=tuple(Anchor(article, 0, 9, "x" * 9) for article in articles))
    reasons = (SAME,) if sure else (SAME, Reason(rule="alike.loosely", inputs=()))
    return Finding(id=id, kind=kind, status=Status.CORROBORATED, values=(value,), reasons=reasons)  # type: ignore[arg-type]


def test_of_sure_findings_on_the_same_words_the_largest_stays() -> None:
    small, large, loose = (
        finding("s", "a", "b"),
        finding("l", "a", "b", "c"),
        finding("o", "a", "b", "c", "d", sure=False),
    )
    person = finding("p", "a", "b", kind="person")
    assert surely_once([small, large, loose, person]) == [large, loose, person]
    assert surely_once([small, msgspec.structs.replace(small, id="t")]) == [small]
