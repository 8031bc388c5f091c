from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stories.dam_break import AGENCY, ORIGINAL, OWN_REPORT, REWRITTEN, story
from twosource.articles import make_article
from twosource.data import Article, Origin
from twosource.stories.origins import find_origins

steady = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TITLES = ("Flood in Orsk", "Villages drown as dam fails", "Seventeen dead in dam disaster", "Water takes four villages")
OPENINGS = ("", "It is the worst disaster that this quiet region has seen in a lifetime.", "Updated with details.")


def members(origins: tuple[Origin, ...]) -> set[frozenset[str]]:
    return {frozenset(o.articles) for o in origins}


@st.composite
def reprints(draw: st.DrawFn, number: int) -> list[Article]:
    """Reprints of the agency's story: cut to half or less, reordered, retitled, with a line of their own."""
    made = []
    for i in range(number):
        kept = draw(st.lists(st.sampled_from(AGENCY), min_size=5, max_size=len(AGENCY), unique=True))
        opening = draw(st.sampled_from(OPENINGS))
        title = draw(st.sampled_from(TITLES))
        made.append(story(f"reprint{i}", title, [opening, *kept] if opening else kept, f"Gazette of Town {i}"))
    return made


@steady
@given(copies=reprints(40))
def test_forty_reprints_and_a_rewrite_are_one_origin_and_an_own_report_a_second(copies: list[Article]) -> None:
    agency = {ORIGINAL.id, REWRITTEN.id, *(a.id for a in copies)}
    assert members(find_origins([ORIGINAL, REWRITTEN, *copies])) == {frozenset(agency)}
    assert members(find_origins([*copies, OWN_REPORT, ORIGINAL, REWRITTEN])) == {frozenset(agency), frozenset({"own"})}


@steady
@given(copies=reprints(5), data=st.data())
def test_the_order_of_the_articles_changes_nothing(copies: list[Article], data: st.DataObject) -> None:
    articles = [ORIGINAL, REWRITTEN, OWN_REPORT, *copies]
    assert find_origins(data.draw(st.permutations(articles))) == find_origins(articles)


def test_an_origin_shows_one_tie_for_each_article_after_the_first() -> None:
    copies = [story(f"c{i}", f"Flood {i}", AGENCY[i : i + 5], f"Gazette {i}") for i in range(4)]
    (origin,) = find_origins([ORIGINAL, REWRITTEN, *copies])
    assert len(origin.reasons) == 5
    assert origin.credited == "Reuters"
    texts = {a.id: a.text for a in [ORIGINAL, REWRITTEN, *copies]}
    assert len(origin.passages) == 5
    for anchor in (a for pair in origin.passages for a in pair):
        assert texts[anchor.article][anchor.start : anchor.end] == anchor.quote


def test_every_article_stands_in_one_origin() -> None:
    origins = find_origins([ORIGINAL, OWN_REPORT, REWRITTEN])
    assert sorted(i for o in origins for i in o.articles) == ["original", "own", "rewrite"]
    assert [o.id for o in origins] == [f"o{n}" for n in range(1, len(origins) + 1)]


# ---- what ties, and what does not: two short reports each

COMMON = (
    "The factory of Helm Motors in Brandt stopped work on Monday because a supplier of brakes had gone out of business overnight.",
    "About 1,200 workers were sent home and told to wait by the telephone until the end of the week.",
)
MINE = (
    "Production lines at Helm Motors came to rest on Monday morning.",
    "A visit to the plant in Brandt shows empty parking lots and a closed canteen, whose owner fears for her livelihood.",
    "It builds 300 vans a day and sells most of them abroad.",
)
THEIRS = (
    "No vans left the works of Helm Motors at the start of the week, as brakes ran out.",
    "The company, which belongs to a fund in Oslo, has seen its share price halve within a year.",
    "Unions have asked for talks with the minister of industry.",
)
OFFICIAL = '"We have been let down by a partner we trusted for twenty years and we will start again on Thursday," chief executive Nora Falk said.'
STATEMENT = "Helm Motors will start production again on Thursday with brakes of another supplier and pay all wages in full, it said in a statement."
POST = "We stand with the workers of Helm and their families tonight pic.twitter.com/abc — Brandt City (@brandtcity)"


def pair(
    one: tuple[str, ...], two: tuple[str, ...], outlets: tuple[str, str] = ("Brandt Echo", "Coast Mail")
) -> set[frozenset[str]]:
    made = [
        make_article("\n\n".join(words), id=i, outlet=o, published=f"2024-02-0{n}")
        for n, (i, o, words) in enumerate(zip("ab", outlets, (one, two), strict=True), start=1)
    ]
    return members(find_origins(made))


ONE = {frozenset("ab")}
TWO = {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((*MINE, OFFICIAL), (*THEIRS, OFFICIAL), TWO),
        ((*MINE, STATEMENT), (*THEIRS, STATEMENT), TWO),
        ((*MINE, POST), (*THEIRS, POST), TWO),
        ((*MINE, "Reporting by agencies"), (*THEIRS, "With inputs from agencies"), TWO),
        ((*MINE, "Photo: Reuters"), (*THEIRS, "Photo: Reuters"), TWO),
        ((*MINE, *COMMON), (*THEIRS, *reversed(COMMON)), ONE),
        ((*MINE, COMMON[0]), (*THEIRS, COMMON[0]), ONE),
        ((MINE[0], f"The Coast Mail wrote that {COMMON[0][0].lower()}{COMMON[0][1:]}", *MINE[1:]), (*THEIRS, COMMON[0]), ONE),
    ],
    ids=[
        "one official quoted", "one statement in one passage", "one post", "unnamed agencies", "an agency's picture",
        "shared paragraphs", "a told paragraph", "words of another outlet, named",
    ],
)  # fmt: skip
def test_shared_words(one: tuple[str, ...], two: tuple[str, ...], expected: set[frozenset[str]]) -> None:
    assert pair(one, two) == expected


RETOLD = (
    "Van maker Helm Motors had to halt its factory in Brandt on Monday after its brake supplier went bankrupt.",
    "Some 1,200 employees have been sent home, the company's chief executive told AFP.",
    "She hopes to begin again on Thursday.",
)
RETOLD_TOO = (
    "Helm Motors has stopped making vans in Brandt: the firm that delivers its brakes is bankrupt since Monday, AFP reported.",
    "1,200 workers stay at home, and a new start is hoped for on Thursday.",
)


@pytest.mark.parametrize(
    ("one", "two", "outlets", "expected"),
    [
        (RETOLD, RETOLD_TOO, ("Brandt Echo", "Coast Mail"), ONE),
        (RETOLD, RETOLD_TOO, ("AFP", "Coast Mail"), ONE),
        (RETOLD, RETOLD_TOO[1:], ("Brandt Echo", "Coast Mail"), TWO),
        (RETOLD, (*RETOLD_TOO, "A foreman told the Coast Mail that he knew nothing."), ("Brandt Echo", "Coast Mail"), TWO),
        (RETOLD, (*RETOLD_TOO, "The bankruptcy was first reported by the Financial Times."), ("Brandt Echo", "Coast Mail"), TWO),
        (MINE, THEIRS, ("Brandt Echo", "The Brandt Echo"), ONE),
        (MINE, THEIRS, ("Brandt Echo", "Coast Mail"), TWO),
    ],
    ids=[
        "one outlet cited by both", "one is the outlet that the other cites", "only one cites", "own interviews", "several cited",
        "one outlet twice", "nothing in common",
    ],
)  # fmt: skip
def test_common_sources(
    one: tuple[str, ...], two: tuple[str, ...], outlets: tuple[str, str], expected: set[frozenset[str]]
) -> None:
    assert pair(one, two, outlets) == expected


def test_a_mixture_does_not_weld_two_agencies_together() -> None:
    other = (
        "BRANDT (AFP) - Helm Motors closed its gates on Monday, the first stop since the strike of 1998, after a maker of brakes failed.",
        "Workers gathered at the gate in the rain, and some of them had learned of it from the radio on the way to the early shift.",
        "The town of Brandt lives on the factory, which pays a third of its taxes and runs its only swimming pool and library.",
    )
    mixed = story("mixed", "Two stories in one", [*AGENCY[1:6], *other[1:]], "Mixed Pages")
    origins = find_origins([ORIGINAL, story("afp", "Helm stops", other, "Gate News"), mixed])
    assert members(origins) == {frozenset({"original", "mixed"}), frozenset({"afp"})}


def test_no_articles_have_no_origins() -> None:
    assert find_origins([]) == ()


def test_permutations_of_three() -> None:
    articles = (ORIGINAL, REWRITTEN, OWN_REPORT)
    assert len({find_origins(order) for order in permutations(articles)}) == 1
