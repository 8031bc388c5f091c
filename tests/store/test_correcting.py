"""Corrections by hand: stories put together, reports parted, and all of it taken back."""

from collections.abc import Callable

import msgspec
import pytest
import sqlalchemy as sa

from tests.small_stories import FERRY, STRIKE
from tests.store.small_archive import article, both, ferry
from twosource.articles import make_article
from twosource.data import Article
from twosource.errors import ArchiveError, UsageError
from twosource.store import Archive, open_archive
from twosource.store.contents import as_stored, key_of
from twosource.store.records import Correction


def name(given: Article) -> str:
    return as_stored(given, key_of(given)).id


def ids(archive: Archive, story: str) -> set[str]:
    return {stored.article.id for stored in archive.story(story).articles}


FERRIES, STRIKES = [name(a) for a in ferry()], [name(article(row)) for row in STRIKE]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive with a story of three reports and one of two."""
    archive.add(both())
    return archive


def stories(archive: Archive) -> list[set[str]]:
    """The articles of each story; those of the ferries first."""
    told = [ids(archive, entry.id) for entry in archive.stories()]
    assert archive.verify() == []
    return sorted(told, key=lambda its: (FERRIES[0] not in its, FERRIES[1] not in its, sorted(its)))


def test_stories_are_told_as_one_and_as_before(filled: Archive) -> None:
    ferries, strike = (entry.id for entry in filled.stories())
    digest, account = filled.digest(), filled.account(ferries)
    made = filled.merge(ferries, strike, by=" Ida ", note="one harbour")
    assert (made.number, made.kind, made.by, made.note, made.stories) == (
        1,
        "together",
        "Ida",
        "one harbour",
        (strike,),
    )
    assert stories(filled) == [{*FERRIES, *STRIKES}]
    (entry,) = filled.stories()
    assert (entry.id, entry.articles, entry.first, entry.last) == (strike, 5, "2023-10-03", "2024-03-07")
    assert filled.story(ferries).id == strike
    assert filled.story(strike).corrections == (made,)
    assert filled.search("ferry")[0].story == strike
    assert {listed.id for listed in filled.account(strike).articles} == {*FERRIES, *STRIKES}
    assert [(m.kind, m.story, m.into) for m in filled.moves()] == [("merged", ferries, strike)]
    back = filled.undo(1, by="Paul")
    assert (back.withdrawn_by, back.stories) == ("Paul", tuple(sorted((ferries, strike))))
    assert filled.digest() == digest
    assert filled.account(ferries) == account
    assert filled.story(strike).corrections == ()
    assert [(m.kind, m.story, m.into) for m in filled.moves()][0] == ("split", strike, ferries)
    assert filled.corrections() == [back]


def test_parted_reports_are_a_story_of_their_own(filled: Archive) -> None:
    ferries = filled.stories()[0].id
    filled.account(ferries)
    made = filled.split(FERRIES[1], by="Ida")
    parted, rest = filled.article(FERRIES[1]).story, filled.article(FERRIES[0]).story
    assert stories(filled)[:2] == [{FERRIES[0], FERRIES[2]}, {FERRIES[1]}]
    assert parted is not None and rest == ferries != parted
    assert filled.story(parted).corrections == filled.story(ferries).corrections == (made,)
    assert {listed.id for listed in filled.account(parted).articles} == {FERRIES[1]}
    assert {listed.id for listed in filled.account(ferries).articles} == {FERRIES[0], FERRIES[2]}
    assert not filled.stories(outlet=FERRY[1]["outlet"])[0].articles > 1
    again = article(FERRY[2], text=FERRY[2]["text"] + "\n\nThe search goes on.", outlet="Aster Mail", url=None)
    filled.add([again])
    assert stories(filled)[:2] == [{FERRIES[0], FERRIES[2], name(again)}, {FERRIES[1]}]
    filled.undo(made.number, by="Ida")
    assert stories(filled)[0] == {*FERRIES, name(again)}
    assert filled.story(parted).id == ferries


def test_the_first_report_parted_leaves_its_name_to_itself(filled: Archive) -> None:
    ferries = filled.stories()[0].id
    filled.split(FERRIES[0], by="Ida")
    assert ids(filled, ferries) == {FERRIES[0]}
    rest = filled.article(FERRIES[1]).story
    assert rest is not None and ids(filled, rest) == {FERRIES[1], FERRIES[2]}
    filled.undo(1, by="Ida")
    assert filled.story(rest).id == ferries


def test_the_later_correction_wins(filled: Archive) -> None:
    ferries, strike = (entry.id for entry in filled.stories())
    filled.split(FERRIES[1], by="Ida")
    filled.merge(str(filled.article(FERRIES[1]).story), ferries, by="Paul")  # back again, by hand
    assert stories(filled) == [set(FERRIES), set(STRIKES)]
    filled.merge(ferries, strike, by="Ida")
    filled.split(FERRIES[0], *STRIKES[:1], by="Ida")  # the very reports that the story was put together by
    assert stories(filled) == [{FERRIES[0], STRIKES[0]}, {FERRIES[1], FERRIES[2], STRIKES[1]}]
    filled.undo(2, by="Ida")  # the first parting is in force again, beneath what came after
    assert stories(filled) == [{FERRIES[0], STRIKES[0]}, {FERRIES[1]}, {FERRIES[2], STRIKES[1]}]
    filled.undo(4, by="Ida")
    assert stories(filled) == [{FERRIES[0], FERRIES[2], *STRIKES}, {FERRIES[1]}]
    filled.undo(1, by="Ida")
    assert stories(filled) == [{*FERRIES, *STRIKES}]
    filled.undo(3, by="Ida")
    assert stories(filled) == [set(FERRIES), set(STRIKES)]
    assert [c.number for c in filled.corrections() if c.withdrawn is None] == []


def test_it_outlives_an_earlier_report(filled: Archive) -> None:
    ferries, strike = (entry.id for entry in filled.stories())
    filled.merge(ferries, strike, by="Ida")
    early = article(
        STRIKE[0], outlet="Velden Mail", url=None, published="2023-10-02", text=STRIKE[0]["text"] + "\n\nMore follows."
    )
    filled.add([early])
    assert stories(filled) == [{*FERRIES, *STRIKES, name(early)}]
    (entry,) = filled.stories()
    assert entry.id != strike
    assert filled.story(ferries).id == filled.story(strike).id == entry.id
    assert [c.number for c in filled.story(ferries).corrections] == [1]


def test_it_outlives_the_report_that_it_holds_to(filled: Archive) -> None:
    ferries, strike = (entry.id for entry in filled.stories())
    filled.merge(ferries, strike, by="Ida")
    for gone in (FERRIES[0], STRIKES[0], FERRIES[1]):
        filled.forget(gone)
        assert gone not in filled.corrections()[0].articles
    assert stories(filled) == [{FERRIES[2], STRIKES[1]}]
    assert filled.story(ferries).id == filled.story(strike).id
    filled.forget(STRIKES[1])
    assert stories(filled) == [{FERRIES[2]}]
    assert filled.corrections()[0].articles == (FERRIES[2],)


def test_a_parted_report_that_is_forgotten(filled: Archive) -> None:
    filled.split(FERRIES[0], by="Ida")
    parted = str(filled.article(FERRIES[0]).story)
    filled.forget(FERRIES[0])
    assert filled.corrections()[0].articles == ()
    assert stories(filled)[0] == {FERRIES[1], FERRIES[2]}
    assert filled.story(parted).corrections == ()


def test_versions_of_a_page_go_together(filled: Archive) -> None:
    later = {"text": FERRY[0]["text"].replace("at least 12 people", "at least 14 people"), "modified": "2024-03-07"}
    last = {"text": FERRY[0]["text"].replace("at least 12 people", "at least 15 people"), "modified": "2024-03-08"}
    filled.add([article(FERRY[0], **later)])
    made = filled.split(name(article(FERRY[0], **later)), by="Ida")
    assert set(made.articles) == {FERRIES[0], name(article(FERRY[0], **later))}
    filled.add([article(FERRY[0], **last)])
    told = {filled.article(name(article(FERRY[0], **changed))).story for changed in ({}, later, last)}
    assert told == {made.stories[0]}
    filled.forget(FERRIES[0])
    assert stories(filled)[0] in ({FERRIES[1], FERRIES[2]}, {name(article(FERRY[0], **last))})
    assert len(filled.stories()) == 3


def test_a_report_without_a_date_that_a_person_placed(archive: Archive) -> None:
    undated = make_article(**{k: v for k, v in STRIKE[0].items() if k not in ("published", "url")})  # type: ignore[arg-type]
    archive.add([undated, *ferry()])
    assert archive.article(name(undated)).date_basis == "none"
    archive.merge(*(entry.id for entry in archive.stories()), by="Ida")
    assert archive.article(name(undated)).date_basis == "hand"
    archive.undo(1, by="Ida")
    assert archive.article(name(undated)).date_basis == "none"


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda a: a.merge("story-0", a.stories()[0].id, by="Ida"), "there is no story 'story-0'. `twosource stories`"),
        (lambda a: a.merge(a.stories()[0].id, a.stories()[0].id, by="Ida"), "one story already"),
        (lambda a: a.merge(*(e.id for e in a.stories()), by=" "), "needs the name of who makes it"),
        (lambda a: a.split(FERRIES[0], by=""), "needs the name of who makes it"),
        (lambda a: a.split(by="Ida"), "name the articles"),
        (lambda a: a.merge(by="Ida"), "name the stories that are one"),
        (lambda a: a.split("nobody", by="Ida"), "there is no article 'nobody'"),
        (lambda a: a.split(*FERRIES, by="Ida"), "these are all the articles of story-.*nothing to part them from"),
        (lambda a: a.split(FERRIES[0], STRIKES[0], by="Ida"), f"articles of one story.*{STRIKES[0]} is in story-"),
        (lambda a: a.undo(7, by="Ida"), "there is no correction 7. `twosource corrections` lists them"),
    ],
)
def test_what_cannot_be_corrected(filled: Archive, do: Callable[[Archive], Correction], said: str) -> None:
    digest = filled.digest()
    with pytest.raises(UsageError, match=said):
        do(filled)
    assert filled.digest() == digest
    assert filled.corrections() == []


def test_withdrawn_is_withdrawn(filled: Archive) -> None:
    filled.split(FERRIES[0], by="Ida")
    filled.undo(1, by="Paul")
    with pytest.raises(
        UsageError, match="correction 1 was withdrawn already, on .* by Paul. To have it again, give it"
    ):
        filled.undo(1, by="Ida")


def test_an_archive_that_may_only_be_read(filled: Archive) -> None:
    filled.database.writable = False
    for work in (lambda: filled.split(FERRIES[0], by="Ida"), lambda: filled.undo(1, by="Ida")):
        with pytest.raises(ArchiveError, match="it may not be written to. Check the permissions"):
            work()
    assert filled.corrections() == []


def test_an_article_that_waits(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    late = article(STRIKE[0], outlet="Velden Mail", url=None)
    monkeypatch.setattr(Archive, "settle", lambda self, **given: 0)
    filled.add([late])
    with pytest.raises(UsageError, match="is not grouped yet"):
        filled.split(name(late), by="Ida")


def test_verify_finds_what_nobody_corrected(filled: Archive) -> None:
    ferries, strike = (entry.id for entry in filled.stories())
    move = sa.text("UPDATE members SET story = :to WHERE story = :of")
    filled.database.write(lambda connection: connection.execute(move, {"to": strike, "of": ferries}))
    assert "nobody corrected that" in {fault.what.rpartition(", and ")[2] for fault in filled.verify()}
    filled.database.write(lambda connection: connection.execute(sa.text("UPDATE members SET story = grouped")))
    filled.merge(ferries, strike, by="Ida")
    filled.database.write(lambda connection: connection.execute(sa.text("UPDATE members SET story = grouped")))
    assert any("by grouping and corrections in" in fault.what for fault in filled.verify())


def test_revisions_and_records(filled: Archive) -> None:
    ferries, strike = (entry.id for entry in filled.stories())
    before = filled.revision(strike)
    made = filled.split(FERRIES[1], by="Zoë", note="“quoted”\n")
    assert filled.revision(strike).corrections == before.corrections + 1
    filled.undo(made.number, by="Zoë")
    assert filled.revision(strike).corrections == before.corrections + 2
    (correction,) = filled.corrections()
    assert Correction.from_dict(msgspec.json.decode(msgspec.json.encode(correction))) == correction


def test_two_who_have_it_open(filled: Archive, location: str) -> None:
    ferries, strike = (entry.id for entry in filled.stories())
    with open_archive(location) as other:
        filled.merge(ferries, strike, by="Ida")
        late = article(FERRY[1], outlet="Aster Mail", url=None, text=FERRY[1]["text"] + "\n\nThe search goes on.")
        other.add([late])
        other.undo(1, by="Paul")
        filled.add([article(FERRY[2], outlet="Aster Post", url=None)])
    assert len(stories(filled)) == 2
