import pytest

from twosource.articles import make_article
from twosource.stories.citing import name_key, own_keys, read_sources

FILLER = "\n\n".join(
    f"The town of Brandt has seen {n} bad winters, and its people speak of each of them at length."
    for n in range(1, 31)
)


@pytest.mark.parametrize(
    ("text", "rests_on"),
    [
        ("BRANDT (Reuters) - A bridge fell into the river on Monday, and nobody was hurt.", {"reuters"}),
        ("A bridge fell into the river on Monday.\n\n(With inputs from AFP)", {"afp"}),
        ("A bridge fell into the river on Monday.\n\nReporting by agencies", set()),
        ("A bridge fell into the river on Monday, the police told CNN.", {"cnn"}),
        ("A bridge fell into the river.\n\nCNN has not independently verified how many cars were on it.", {"cnn"}),
        ("CNN: bridge fell into the river\n\nA bridge in Brandt fell into the river on Monday.", {"cnn"}),
        ("A bridge fell, the BBC reported. Nobody was hurt, BBC News said.", {"bbc"}),
        ("A bridge fell, the BBC reported. Nobody was hurt, according to CNN.", set()),
        ("A bridge fell, the BBC reported. Nobody was hurt, a guard told this newspaper.", set()),
        (f"{FILLER}\n\nA bridge fell on Monday, the BBC reported.", set()),
        ("A bridge fell into the river on Monday.\n\nPhoto: Reuters", set()),
        ("A bridge fell into the river on Monday, the Brandt Times has learned.", set()),
        ("A bridge fell into the river on Monday.", set()),
    ],
)
def test_whom_an_article_rests_on(text: str, rests_on: set[str]) -> None:
    article = make_article(text, id="a", outlet="Brandt Times")
    sources = read_sources(article)
    assert sources.rests_on == rests_on
    for key, anchor in sources.shown.items():
        assert name_key(sources.names[key]) == key
        assert article.text[anchor.start : anchor.end] == anchor.quote


def test_an_agency_does_not_rest_on_itself() -> None:
    article = make_article("BRANDT (AP) - A bridge fell into the river on Monday.", id="a", outlet="Associated Press")
    assert read_sources(article).rests_on == frozenset()


@pytest.mark.parametrize(
    ("outlet", "key"),
    [
        ("BBC News", "bbc"),
        ("The Guardian", "guardian"),
        ("Associated Press", "ap"),
        ("Agence France-Presse", "afp"),
        ("Press Trust of India", "pti"),
        ("Lincoln Daily / AP", "ap"),
        ("News", "news"),
    ],
)
def test_keys_an_outlet_may_be_credited_by(outlet: str, key: str) -> None:
    assert key in own_keys(outlet)
