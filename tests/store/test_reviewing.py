"""Marks that people set on findings: they hold to words, through new articles, new versions and merged stories."""

import msgspec
import pytest

from tests.small_stories import FERRY
from tests.store.small_archive import article, ferry
from twosource.data import Account, Anchor, Finding, Status, Value
from twosource.errors import UsageError
from twosource.store import Archive
from twosource.store.contents import as_stored, key_of


def finding(id: str, anchors: list[Anchor], status: Status = Status.SINGLE_SOURCE) -> Finding:
    values = tuple(Value(value=anchor.quote, evidence=(anchor,)) for anchor in anchors)
    return Finding(id=id, kind="quantity", status=status, values=values, reasons=())


def account(story: str, *findings: Finding) -> Account:
    nothing: tuple[()] = ()
    return Account(
        story=story, articles=nothing, origins=nothing, findings=findings, attributions=nothing, actors=nothing,
        quotes=nothing, timeline=nothing, gaps=nothing,
    )  # fmt: skip


@pytest.fixture
def told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Finding]]:
    """The findings of every account of the archive; a test sets them, so that it says what an account holds."""
    archive.add(ferry())
    given: dict[str, list[Finding]] = {"findings": []}

    def made(self: Archive, story: str, **options: object) -> Account:
        return account(self.story(story).id, *given["findings"])

    monkeypatch.setattr(Archive, "account", made)
    return given


def words(archive: Archive, number: int, quote: str, **changed: str) -> Anchor:
    """Where some words stand in one of the ferry's articles."""
    source = article(FERRY[number], **changed)
    stored = as_stored(source, key_of(source))
    start = stored.text.index(quote)
    return stored.anchor(start, start + len(quote))


def test_a_review_stays_with_the_words(archive: Archive, told: dict[str, list[Finding]]) -> None:
    story = archive.stories()[0].id
    dead, aboard = words(archive, 0, "12 people"), words(archive, 0, "140 passengers")
    told["findings"] = [finding("f1", [dead]), finding("f2", [aboard])]
    archive.review(story, "f1", "confirmed", by="Ida", note="called the coast guard")
    archive.review(story, "f2", "seen", by="Paul")
    told["findings"] = [finding("f7", [aboard]), finding("f9", [dead])]  # made anew, under other ids
    first, second = archive.reviews(story)
    assert (first.finding, first.verdict, first.by, first.changed) == ("f9", "confirmed", "Ida", False)
    assert first.note == "called the coast guard"
    assert first.anchors == (dead,)
    assert (second.finding, second.verdict) == ("f7", "seen")


def test_a_finding_that_grew_or_turned_is_said_to_have_changed(
    archive: Archive, told: dict[str, list[Finding]]
) -> None:
    story = archive.stories()[0].id
    dead, more = words(archive, 0, "12 people"), words(archive, 1, "rose to 19")
    told["findings"] = [finding("f1", [dead])]
    archive.review(story, "f1", "confirmed", by="Ida")
    told["findings"] = [finding("f1", [dead, more])]
    assert archive.reviews(story)[0].changed
    told["findings"] = [finding("f1", [dead], Status.CONFLICTING)]
    (review,) = archive.reviews(story)
    assert review.changed
    assert review.status == "single-source"


def test_words_that_no_finding_has_leave_an_orphan(archive: Archive, told: dict[str, list[Finding]]) -> None:
    story = archive.stories()[0].id
    told["findings"] = [finding("f1", [words(archive, 0, "12 people")])]
    archive.review(story, "f1", "rejected", by="Ida")
    told["findings"] = [finding("f1", [words(archive, 1, "rose to 19")])]
    (review,) = archive.reviews(story)
    assert (review.finding, review.verdict) == (None, "rejected")


def test_a_later_version_with_the_same_words_keeps_it(archive: Archive, told: dict[str, list[Finding]]) -> None:
    story = archive.stories()[0].id
    told["findings"] = [finding("f1", [words(archive, 0, "12 people")])]
    archive.review(story, "f1", "confirmed", by="Ida")
    changed = {"text": "Corrected.\n\n" + FERRY[0]["text"], "modified": "2024-03-08"}
    archive.add([article(FERRY[0], **changed)])
    told["findings"] = [finding("f4", [words(archive, 0, "12 people", **changed)])]
    (review,) = archive.reviews(story)
    assert (review.finding, review.changed) == ("f4", False)


def test_it_goes_with_its_story_when_that_is_renamed(archive: Archive, told: dict[str, list[Finding]]) -> None:
    story = archive.stories()[0].id
    told["findings"] = [finding("f1", [words(archive, 1, "rose to 19")])]
    archive.review(story, "f1", "confirmed", by="Ida")
    archive.forget(words(archive, 0, "12 people").article)
    (entry,) = archive.stories()
    assert entry.id != story
    assert [review.finding for review in archive.reviews(story)] == ["f1"]
    assert archive.reviews(entry.id) == archive.reviews(story)


def test_the_words_of_a_forgotten_article_leave_the_reviews(archive: Archive, told: dict[str, list[Finding]]) -> None:
    story = archive.stories()[0].id
    gone, kept = words(archive, 0, "12 people"), words(archive, 1, "rose to 19")
    told["findings"] = [finding("f1", [gone, kept])]
    archive.review(story, "f1", "confirmed", by="Ida")
    archive.forget(gone.article)
    assert [review.anchors for review in archive.reviews(story)] == [(kept,)]


@pytest.mark.parametrize(
    ("finding_id", "verdict", "by"), [("f9", "seen", "Ida"), ("f1", "true", "Ida"), ("f1", "seen", " ")]
)
def test_what_is_no_review(
    archive: Archive, told: dict[str, list[Finding]], finding_id: str, verdict: str, by: str
) -> None:
    told["findings"] = [finding("f1", [words(archive, 0, "12 people")])]
    story = archive.stories()[0].id
    with pytest.raises(UsageError):
        archive.review(story, finding_id, verdict, by=by)
    assert archive.reviews(story) == ()


def test_a_review_round_trips(archive: Archive, told: dict[str, list[Finding]]) -> None:
    story = archive.stories()[0].id
    told["findings"] = [finding("f1", [words(archive, 0, "12 people")])]
    archive.review(story, "f1", "seen", by="Zoë", note="“quoted”\n")
    (review,) = archive.reviews(story)
    assert type(review).from_dict(msgspec.json.decode(msgspec.json.encode(review))) == review
