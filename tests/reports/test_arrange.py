"""The order of an account: strong findings first, what repeats is folded, nothing is lost."""

import msgspec
import pytest

from tests.reports.conftest import Told
from twosource.articles import make_article
from twosource.data import Actor, Anchor, Finding, Label, Reason, Status, Value, Voice
from twosource.pipeline import reconcile
from twosource.reports import arrange
from twosource.reports.words import ALIKE, MARKS, RULES, excerpt


def finding(id: str, *places: tuple[str, int], kind: str = "event", score: float = 0.5, origins: int = 2) -> Finding:
    value = Value(value=id, evidence=tuple(Anchor(article, start, start + 10, "x" * 10) for article, start in places))
    return Finding(
        id=id,
        kind=kind,  # type: ignore[arg-type]
        status=Status.CORROBORATED,
        values=(value,),
        reasons=(),
        origins=tuple(f"o{i}" for i in range(origins)),
        score=score,
    )


def loose(found: Finding) -> Finding:
    return msgspec.structs.replace(
        found, reasons=(Reason(rule="event.same", inputs=()), Reason(rule="alike.loosely", inputs=()))
    )


CASES = [
    ("same places", [finding("a", ("x", 0), ("y", 0), score=0.9), finding("b", ("x", 0), ("y", 0))], ["a"]),
    ("half of them", [finding("a", ("x", 0), ("y", 0), score=0.9), finding("b", ("x", 0), ("z", 0))], ["a"]),
    ("a third", [finding("a", ("x", 0), score=0.9), finding("b", ("x", 0), ("y", 0), ("z", 0))], ["a", "b"]),
    ("a figure", [finding("a", ("x", 0), score=0.9), finding("b", ("x", 0), kind="quantity")], ["a", "b"]),
    ("origins weigh", [finding("a", ("x", 0), score=0.6), finding("b", ("y", 0), origins=7)], ["b", "a"]),
    ("sure ones first", [loose(finding("a", ("x", 0), score=0.6, origins=9)), finding("b", ("y", 0))], ["b", "a"]),
    ("bare names last", [finding("a", ("x", 0), kind="place", score=1.0), finding("b", ("y", 0))], ["b", "a"]),
]


@pytest.mark.parametrize(("findings", "kept"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_told_once(ferry: Told, findings: list[Finding], kept: list[str]) -> None:
    account = msgspec.structs.replace(ferry.account, statements=())
    assert [f.id for f in arrange.told_once(findings, account)] == kept
    assert [f.id for f in arrange.told_once(findings[::-1], account)] == kept


def test_every_finding_has_its_status(ferry: Told) -> None:
    listed = arrange.by_standing(ferry.account)
    assert list(listed) == list(MARKS)
    assert sorted(f.id for found in listed.values() for f in found) == sorted(f.id for f in ferry.account.findings)
    for found in listed.values():
        strengths = [arrange.strength(f) for f in found]
        assert strengths == sorted(strengths, reverse=True)


def test_what_is_loosely_alike_is_told_as_alike_and_disagreements_as_what_they_are() -> None:
    found = finding("a", ("x", 0), ("y", 0))
    assert found.sure
    assert arrange.standing(found) == Status.CORROBORATED
    assert not loose(found).sure
    assert arrange.standing(loose(found)) == ALIKE
    apart = msgspec.structs.replace(loose(found), status=Status.CONFLICTING)
    assert arrange.standing(apart) == Status.CONFLICTING


def test_every_status_and_rule_has_words() -> None:
    from twosource.compare.rules import RULES as KNOWN

    assert set(MARKS) == {*Status, ALIKE}
    assert set(RULES) == set(KNOWN)


def test_every_single_source_finding_is_listed_once(ferry: Told) -> None:
    listed = [f.id for _, found in arrange.alone(ferry.account) for f in found]
    assert sorted(listed) == sorted(f.id for f in ferry.account.findings if f.status is Status.SINGLE_SOURCE)


@pytest.mark.parametrize(
    ("words", "focus", "limit", "expected"),
    [
        ("at least 12 people died", "12", 200, ("at least ", "12", " people died")),
        ("at least 12 people died", "", 200, ("at least 12 people died", "", "")),
        ("“quoted”", "", 200, ("quoted", "", "")),
        ("one two three four five six", "", 15, ("one two three […]", "", "")),
        ("line one\n  line two", "", 200, ("line one line two", "", "")),
    ],
)
def test_excerpts(words: str, focus: str, limit: int, expected: tuple[str, str, str]) -> None:
    assert excerpt(Anchor("a", 0, len(words), words), focus, limit=limit) == expected


def test_the_headline_is_the_title_most_like_the_others(ferry: Told) -> None:
    entry = ferry.account.articles[0]
    titles = ["Ferry sinks off Lunde", "Nine dead as ferry sinks off Lunde Island", "Ferry sinks", None, "Weather", "!"]
    entries = tuple(msgspec.structs.replace(entry, id=str(n), title=title) for n, title in enumerate(titles))
    top = arrange.headline(msgspec.structs.replace(ferry.account, articles=entries))
    assert top is not None
    assert top.title == "Ferry sinks off Lunde"
    assert arrange.headline(msgspec.structs.replace(ferry.account, articles=entries[3:4])) is None


def test_an_article_before_a_name_makes_no_other_name(ferry: Told) -> None:
    def actor(*words: str) -> Actor:
        labels = tuple(
            Label(str(n), 0, len(w), w, outlet=f"Outlet {n}", voice=Voice.NARRATOR, kind="name")
            for n, w in enumerate(words)
        )
        return Actor(id="x", name=words[0], type="organisation", names=words, labels=labels, entities=())

    def called(*words: str) -> list[str]:
        account = msgspec.structs.replace(ferry.account, actors=(actor(*words),))
        return [w.words for n in arrange.namings(account) for w in n.wordings]

    assert called("Harbour Union", "the Harbour Union") == []
    assert sorted(called("Harbour Union", "the dockers", "The dockers")) == ["Harbour Union", "the dockers"]


def test_what_one_side_took_and_another_report_says_it_refused_is_not_one_line() -> None:
    (account,) = reconcile(
        make_article(f"The board of Veltec {did} the merger on Monday. The talks took ten months.", id=i, outlet=i)
        for i, did in (("a", "rejected"), ("b", "accepted"), ("c", "rejected"))
    )
    lines = [
        (arrange.cue(said.attribution), len(said.words[0].entries))
        for s in arrange.speakers(account)
        for said in s.said
    ]
    assert ("rejected", 3) not in lines
    assert max(n for cue, n in lines if cue == "rejected") <= 2


def test_an_anchor_within_another_is_no_wording_of_its_own(ferry: Told) -> None:
    one, two, three = (entry.id for entry in ferry.account.articles)

    def at(article: str, start: int, end: int) -> Anchor:
        return Anchor(article, start, end, "0123456789"[start:end])

    given = [
        at(three, 0, 9),
        at(two, 2, 5),
        at(two, 0, 5),
        at(one, 3, 8),
        at(one, 0, 5),
        at(one, 4, 6),
        at("gone", 0, 9),
        at(two, 0, 5),
    ]
    assert [w.anchors for w in arrange.wordings_of(given, ferry.account)] == [
        (at(one, 0, 5), at(two, 0, 5)), (at(one, 3, 8),), (at(three, 0, 9),),
    ]  # fmt: skip
