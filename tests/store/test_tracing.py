"""From which earlier report an article has its words: the same whatever the order, the portions, and what was forgotten."""

import random

import pytest
import sqlalchemy as sa

from tests.store.test_lineage import AROUND, name
from tests.stories.dam_break import AGENCY, ORIGINAL, OWN_REPORT, REWRITTEN
from twosource.articles import make_article
from twosource.data import Article
from twosource.errors import UsageError
from twosource.store import Archive, tracing
from twosource.store.contents import as_stored, key_of, row_of
from twosource.store.tracing import Held, Near, held_keys, moment
from twosource.stories.copying import overlap, read_prose
from twosource.stories.paragraphs import far_copied

VOCABULARY = sorted({word for paragraph in AGENCY for word in paragraph.lower().split() if word.isalpha()})
HOUSE = [
    f"Readers of the {which} Bugle may write to its editors in the old mill at any hour of the day." for which in "AB"
]


def told(draw: random.Random, paragraphs: int) -> list[str]:
    """Paragraphs that nobody else has."""
    return [" ".join(draw.choices(VOCABULARY, k=24)).capitalize() + "." for _ in range(paragraphs)]


def heap(seed: int) -> list[Article]:
    """Reports, reprints of parts of them, round-ups of several, some with lines of a house; hours, days or no date."""
    draw = random.Random(seed)
    wires = [told(draw, 8) for _ in range(4)]
    made = []
    for number in range(28):
        paragraphs = [p for p in draw.choice(wires) if draw.random() < 0.7] + told(draw, draw.choice((0, 2, 8)))
        if number % 5 == 0:
            paragraphs += draw.choice(wires)[2:5]
        day = f"2024-03-{1 + draw.randrange(9):02}"
        when = draw.choice((f"{day}T{draw.randrange(24):02}:10:00+00:00", day, day, None))
        text = "\n\n".join([f"Report {number} of the valley", *paragraphs, *HOUSE[: number % 3]])
        made.append(make_article(text, id=str(number), outlet=f"Outlet {number % 6}", published=when))
    return made


def expected(articles: list[Article], nearest: int) -> dict[str, str]:
    """Parents by the rule itself, all articles at once."""
    rows = {as_stored(a, key_of(a)).id: row_of(a, key_of(a), "") for a in articles}
    at = {id: moment(row) for id, row in rows.items()}  # type: ignore[arg-type]
    held = {as_stored(a, key_of(a)).id: held_keys(a) for a in articles}
    stored = {as_stored(a, key_of(a)).id: as_stored(a, key_of(a)) for a in articles}
    parents = {}
    for id, mine in held.items():
        found: dict[str, Near] = {}
        for key in mine:
            before = sorted((o for o in held if key in held[o] and at[o] < at[id]), key=at.__getitem__)[-nearest:]
            for other in before:
                near = found.setdefault(other, Near(at[other], {}, {}))
                near.mine[mine[key].place] = mine[key].share
                near.theirs[held[other][key].place] = held[other][key].share
        for other in sorted((o for o in found if found[o].enough), key=at.__getitem__):
            shared = overlap(stored[other], stored[id], {n: read_prose(stored[n]) for n in (other, id)})
            if shared is not None and far_copied(shared):
                parents[id] = other
                break
    return parents


def kept(archive: Archive) -> dict[str, str]:
    query = "SELECT c.id, p.id FROM lineage l JOIN articles c ON c.number = l.article JOIN articles p ON p.number = l.parent"
    with archive.database.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(sa.text(query))}


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few that reports come between others."""
    monkeypatch.setattr("twosource.store.tracing.NEAREST", 2)
    monkeypatch.setattr("twosource.store.tracing._nearest", tracing._nearest.__wrapped__)


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("seed", range(2))
def test_any_order_and_portions(seed: int, archive: Archive) -> None:
    articles = heap(seed)
    draw = random.Random(seed + 10)
    late = draw.sample(articles, len(articles))
    while late:
        archive.add([late.pop() for _ in range(min(len(late), draw.randint(1, 9)))], batch=draw.randint(1, 5))
    parents = expected(articles, 2)
    assert len(parents) > 12
    assert kept(archive) == parents
    for article in draw.sample(articles, 8):
        archive.forget(name(article))
        articles.remove(article)
    assert kept(archive) == expected(articles, 2)


def test_keys_made_anew_give_the_same(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(heap(7))
    before = kept(archive)
    monkeypatch.setattr("twosource.store.lineage.AT_ONCE", 5)
    monkeypatch.setattr("twosource.store.lineage.keys_version", lambda: 7)
    archive.origin(name(heap(7)[0]))
    assert kept(archive) == before != {}


def report(id: str, paragraphs: list[str], published: str | None, outlet: str = "") -> Article:
    return make_article("\n\n".join([f"Headline {id}", *paragraphs]), id=id, outlet=outlet or id, published=published)


def test_the_origin_is_shown_by_its_passages(archive: Archive) -> None:
    reprint = report("Reprint", [*AGENCY[1:8]], "2024-05-06")
    embedded = report("Embedded", [*AROUND[:2], *AGENCY[2:5], AROUND[2]], "2024-05-07")
    archive.add([embedded, OWN_REPORT, reprint, ORIGINAL])
    for article in (reprint, embedded):
        found = archive.origin(name(article))
        assert found.origin == name(ORIGINAL) == archive.article(name(article)).origin
        (step,) = found.steps
        assert step.article == name(ORIGINAL) and step.passages
        for mine, theirs in step.passages:
            assert archive.article(name(article)).article.anchor(mine.start, mine.end) == mine
            assert archive.article(step.article).article.anchor(theirs.start, theirs.end) == theirs
    alone = archive.origin(name(OWN_REPORT))
    assert (alone.origin, alone.steps) == (name(OWN_REPORT), ())
    archive.forget(name(ORIGINAL))
    assert archive.origin(name(embedded)).origin == name(reprint)


def test_words_at_second_hand_show_every_step(archive: Archive) -> None:
    draw = random.Random(1)
    one, two = told(draw, 8), told(draw, 8)
    first = report("First", one, "2024-05-01")
    second = report("Second", [*one[:4], *two], "2024-05-02")
    third = report("Third", two[2:], "2024-05-03")
    archive.add([third, first, second])
    found = archive.origin(name(third))
    assert found.origin == name(first)
    assert [step.article for step in found.steps] == [name(second), name(first)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2024-05-05T08:00:00+00:00", "2024-05-05"),  # the hour of the second is not known: it claims nothing
        ("2024-05-05T23:30:00+02:00", "2024-05-05T22:00:00+00:00"),
        ("2024-05-05", "2024-05-06T00:10:00+00:00"),
        ("2024-05-06", None),
    ],
)
def test_what_is_earlier(earlier: str, later: str | None, archive: Archive) -> None:
    archive.add([report("A", list(AGENCY), later), report("B", list(AGENCY), earlier)])
    origins = {archive.article(str(e.article)).origin for e in archive.log(outcome="stored")}
    assert origins == {name(report("B", list(AGENCY), earlier))}


def test_versions_of_a_page_go_back_to_the_first(archive: Archive) -> None:
    first = make_article("\n\n".join(AGENCY), id="v", outlet="V", url="https://v.example/1", published="2024-05-05")
    later = make_article(
        "\n\n".join([*AGENCY, AROUND[0]]), id="v", outlet="V", url="https://v.example/1", published="2024-05-05",
        modified="2024-05-06T10:00:00+00:00",
    )  # fmt: skip
    archive.add([later, first])
    assert archive.article(name(later)).origin == name(first)


def test_credits_stand_beside(archive: Archive) -> None:
    reuters = report("Wire", list(AGENCY), "2024-05-05T05:00:00+00:00", "Reuters")
    archive.add([ORIGINAL, REWRITTEN, OWN_REPORT, reuters])
    found = archive.origin(name(REWRITTEN))
    assert {credit.name for credit in found.credits} == {"Reuters"}
    stories = {archive.article(name(a)).story for a in (REWRITTEN, reuters)}
    assert found.credited == ((name(reuters),) if len(stories) == 1 else ())
    assert archive.origin(name(OWN_REPORT)).credits == ()


def test_the_last_of_many_reprints_leads_to_the_first(archive: Archive) -> None:
    articles = [report(f"R{n}", list(AGENCY), f"2024-05-05T01:{n:02}:00+00:00") for n in range(60)]
    archive.add(articles)
    assert {archive.article(str(e.article)).origin for e in archive.log(limit=100)} == {name(articles[0])}


def test_an_article_that_is_not_there(archive: Archive) -> None:
    archive.add([ORIGINAL])
    with pytest.raises(UsageError, match="there is no article"):
        archive.origin("nobody")


def test_one_phrase_is_not_enough_to_read_words() -> None:
    assert not Near(0, {3: 60}, {1: 350}).enough
    assert Near(0, {3: 60, 4: 60}, {1: 50, 2: 50}).enough
    assert Near(0, {0: 500}, {4: 90}).enough
    assert Held(0, 1) == (0, 1)
