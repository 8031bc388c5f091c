"""Actors across articles: who is one, who is not, and what a crowd of them costs."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import pytest

from twosource.annotate import annotate
from twosource.articles import make_article
from twosource.compare.actors import Member, merge, name_actors
from twosource.data import Actor, Anchor, Document, Entity, Mention, Voice
from twosource.models import names


def member(article: str, number: int, name: str, kind: str = "person") -> Member:
    """An entity with one mention, in a document that has an id only."""
    mention = Mention(anchor=Anchor(article, 0, len(name), name), kind="name")
    entity = Entity(id=f"{article}/e{number}", name=name, type=cast(Any, kind), mentions=(mention,))
    return Member(cast(Document, SimpleNamespace(article=SimpleNamespace(id=article, text=name))), entity)


@pytest.mark.parametrize(
    ("kind", "one", "two", "groups"),
    [
        ("person", "Ahmed al-Sharaa", "Ahmad Al Sharaa", 1),
        ("person", "Ida Brandt", "Brandt", 1),
        ("person", "George W. Renner", "George H. W. Renner", 2),
        ("person", "Ida Brandt", "Clara Brandt", 2),
        ("organisation", "Ministry of Defence", "Defense Ministry", 1),
        ("organisation", "Interior Ministry", "Defence Ministry", 2),
        ("place", "U.S.", "United States", 1),
    ],
)
def test_merge(kind: str, one: str, two: str, groups: int) -> None:
    """Names that are one make one actor, in either order of the articles."""
    for a, b in ((one, two), (two, one)):
        assert len(merge([member("a", 1, a, kind), member("b", 1, b, kind)])) == groups


def test_an_article_keeps_two_apart() -> None:
    """Two of one article stay two, whatever another article calls them."""
    members = [member("a", 1, "Ahmed Salim"), member("a", 2, "Ahmed Salem"), member("b", 1, "Ahmed Salim")]
    assert sorted(len(g) for g in merge(members)) == [1, 2]


def test_a_surname_of_two() -> None:
    """A surname that fits two people alike is neither's; one that an article has with the full name is that one's."""
    full = [member("a", 1, "Anna Holt"), member("a", 2, "Erik Holt")]
    assert sorted(len(g) for g in merge([*full, member("b", 1, "Holt")])) == [1, 1, 1]
    assert sorted(len(g) for g in merge([*full, member("b", 1, "Anna Holt"), member("c", 1, "Holt")])) == [1, 3]


def test_an_acronym_of_two() -> None:
    """A body with the same initials is another where its report gives its name in full."""
    both = Entity.from_dict(
        {**member("b", 1, "PSB", "organisation").entity.to_dict(), "name": "Public Service Brotherhood"}
    )
    bureau = member("a", 1, "Public Security Bureau", "organisation")
    assert len(merge([bureau, Member(member("b", 1, "PSB").document, both)])) == 2
    assert len(merge([bureau, member("b", 1, "PSB", "organisation")])) == 1


def test_types_keep_apart() -> None:
    """A place and a person of one name are two."""
    assert len(merge([member("a", 1, "Renner"), member("b", 1, "Renner", "place")])) == 2


def test_cost_follows_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparisons of many names stay far below all pairs."""
    syllables = ["ka", "lo", "mi", "ren", "ber", "sta", "vin", "dor", "hal", "gri", "tov", "pel"]
    surnames = ["".join(parts).title() for parts in product(syllables, syllables)]
    members = [member(f"a{i}", 1, f"{g} {s}") for i, (g, s) in enumerate(product(["Ida", "Paul", "Clara"], surnames))]
    asked = 0
    real = names.same_name

    def counted(a: str, b: str, kind: str = "") -> tuple[float, str]:
        nonlocal asked
        asked += 1
        return real(a, b, kind)

    monkeypatch.setattr("twosource.compare.actors.same_name", counted)
    assert len(merge(members)) > 300
    assert asked < len(members) ** 2 / 40


def actors_of(*texts: str) -> tuple[Actor, ...]:
    """The actors of a story of these texts."""
    articles = [make_article(text, id=f"t{i}", outlet=f"Outlet {i}") for i, text in enumerate(texts)]
    return name_actors(list(annotate(articles)))


STORY = (
    "Gunmen attacked a bus near Velden on Monday, killing nine passengers.\n\n"
    "The interior minister, Ida Brandt, blamed a rebel group. She called the raid a cowardly massacre.\n\n"
    "The attackers fled into the hills, police said.",
    "Nine people died when masked gunmen opened fire on a bus outside Velden.\n\n"
    "Brandt described the attack as “pure terror”. Armed gunmen had been seen in the hills, witnesses said.",
)


def test_labels_and_voices() -> None:
    """Groups without a name are gathered by their noun; a phrase in quotation marks is in a quoted voice."""
    actors = actors_of(*STORY)
    gunmen = next(a for a in actors if any("masked gunmen" in x.quote for x in a.labels))
    assert {x.outlet for x in gunmen.labels} == {"Outlet 0", "Outlet 1"}
    assert all(x.quote == STORY[int(x.article[1])][x.start : x.end] for a in actors for x in a.labels)
    terror = [x for a in actors for x in a.labels if x.quote == "pure terror"]
    assert terror and all(x.voice is Voice.QUOTED for x in terror)
    assert any("cowardly massacre" in x.quote for a in actors for x in a.labels)


def test_order_of_articles_changes_nothing_but_ids() -> None:
    """The same names and words come out for the articles turned round."""
    articles = [make_article(text, id=f"t{i}", outlet=f"Outlet {i}") for i, text in enumerate(STORY)]
    documents = list(annotate(articles))
    there, back = name_actors(documents), name_actors(documents[::-1])
    assert {(a.name, a.labels) for a in there} == {(a.name, a.labels) for a in back}


def test_people_whom_one_report_alone_has() -> None:
    """Somebody without a name counts where one article tells of them; a thing does not."""
    articles = [
        make_article(text, id=f"b{i}", outlet=f"Outlet {i}", published=f"2024-05-0{i + 1}")
        for i, text in enumerate(
            ["The ferry sank.\n\nTwo fishermen saved a child, and the toll rose.", "A ferry sank."]
        )
    ]
    actors = name_actors(list(annotate(articles)))
    called = {label.quote for actor in actors for label in actor.labels}
    assert "Two fishermen" in called
    assert not any("toll" in words for words in called)


def test_a_label_ends_before_its_relative_clause() -> None:
    """ "which ..." tells of the actor and is no name for it."""
    articles = [
        make_article(text, id=f"c{i}", outlet=f"Outlet {i}", published=f"2024-05-0{i + 1}")
        for i, text in enumerate([
            "Strike at Velden.\n\nThe local brewery, which the Orr family owns, stopped work.",
            "Strike.\n\nThe brewery closed.",
        ])
    ]  # fmt: skip
    called = {label.quote for actor in name_actors(list(annotate(articles))) for label in actor.labels}
    assert not any("which" in words for words in called)


BODIES = [
    ("Iran's Foreign Ministry condemned the raid.", "Israel's Foreign Ministry defended the raid.", 2),
    ("The Foreign Ministry in Tehran condemned the raid.", "Iran's Foreign Ministry condemned the raid.", 1),
    ("Thailand's Ministry of Defence said two died.", "Cambodia's Ministry of Defence said two died.", 2),
]


@pytest.mark.parametrize(("one", "two", "groups"), BODIES)
def test_bodies_of_states(one: str, two: str, groups: int) -> None:
    """The name of a ministry is no name of one ministry."""
    assert len([a for a in actors_of(one, two) if any("Ministry" in n for n in a.names)]) == groups


def test_words_for_bodies_of_two_states() -> None:
    """Words without a name are gathered by their noun and their state."""
    actors = actors_of(
        "The Thai army fired rockets on Thursday, officials said.",
        "The Cambodian army fired first, officials said. The army said two soldiers died.",
    )
    found = [{x.quote for x in a.labels} for a in actors if any("army" in x.quote for x in a.labels)]
    assert sorted(map(sorted, found)) == [["The Cambodian army", "The army"], ["The Thai army"]]
