import pytest

from tests.stories.harbour_fire import AGENCY, BESIDE_IT, FROM_THE_QUAY, LEAD, RETOLD
from twosource.articles import make_article
from twosource.data import Article
from twosource.stories.origins import find_lineage
from twosource.stories.retelling import own_share, read_telling, retold


def report(id: str, paragraphs: tuple[str, ...]) -> Article:
    return make_article("\n\n".join(paragraphs), id=id, outlet=f"{id.title()} Post", title=paragraphs[0])


SOURCE, COPY, OWN, WITH_LEAD = (
    report(i, t) for i, t in [("agency", AGENCY), ("retold", RETOLD), ("own", FROM_THE_QUAY), ("lead", BESIDE_IT)]
)


def look(one: Article, two: Article):
    return retold(one, two, (read_telling(one), read_telling(two)), {})


def test_a_report_told_again_sentence_by_sentence() -> None:
    found = look(SOURCE, COPY)
    assert found is not None
    assert found.own <= 1
    assert found.in_order >= 7
    first, second = found.passage
    assert (first.article, second.article) == ("agency", "retold")
    assert SOURCE.text[first.start : first.end] == first.quote
    assert COPY.text[second.start : second.end] == second.quote


@pytest.mark.parametrize(
    ("one", "two"), [(SOURCE, OWN), (OWN, SOURCE), (COPY, OWN), (SOURCE, WITH_LEAD)], ids=["own", "back", "two own", "a lead"]
)  # fmt: skip
def test_two_reports_of_one_event(one: Article, two: Article) -> None:
    assert look(one, two) is None


@pytest.mark.parametrize(
    "added",
    [
        '"I have never seen the water burn like that before," said the painter Ada Holm.',
        "The Sorensen brothers, Nils and Peder, of Kvam lost 14 nets, 9 traps and a crane from 1958.",
    ],
    ids=["a quotation", "names and figures"],
)
def test_something_of_its_own_makes_it_no_retelling(added: str) -> None:
    assert look(SOURCE, report("more", (*RETOLD, added))) is None


def test_short_reports_say_too_little() -> None:
    assert look(SOURCE, report("short", RETOLD[:5])) is None


def test_the_retelling_shares_the_origin_and_says_why() -> None:
    origins, shared = find_lineage([SOURCE, COPY, OWN])
    assert {o.articles for o in origins} == {("agency", "retold"), ("own",)}
    (why,) = next(o.reasons for o in origins if o.reasons)
    assert why.startswith("text.retold: retold tells what agency tells")
    assert shared == ()


def test_a_lead_taken_over_makes_no_copy_but_its_words_count_once() -> None:
    origins, shared = find_lineage([SOURCE, WITH_LEAD])
    assert [o.articles for o in origins] == [("agency",), ("lead",)]
    ((one, two),) = shared
    assert one.quote == two.quote
    assert one.quote in LEAD


def test_the_share_of_own_names_and_figures() -> None:
    ((one, two),) = find_lineage([SOURCE, WITH_LEAD])[1]
    source, other = read_telling(SOURCE), read_telling(WITH_LEAD)
    assert own_share(other, source, two) > 0.5
    assert own_share(source, source, one) == 0


def test_numbers_in_words_and_days() -> None:
    told = read_telling(
        make_article("On Monday they sent Twenty-two boats and 1,200 men, nine of them from Oslo.", id="a", outlet="A")
    )
    assert told.facts == {"22", "1200", "9", "oslo"}
