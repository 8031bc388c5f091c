import pytest
import spacy
from spacy.tokens import Doc

from twosource.articles.make import make_article
from twosource.compare.quotes import find_quotes
from twosource.data import Anchor, Attribution, Document, Entity, Mention, Quote

VOCAB = spacy.blank("en").vocab
FULL = "“We will not leave this valley, and nobody will make us sign a deal,”"


def document(name: str, quoted: str, speaker: str | None, kind: str = "person") -> Document:
    """A one-sentence article in which the speaker says the quoted words."""
    text = f"{quoted} {speaker or 'somebody'} said."
    article = make_article(text, id=name, outlet=name, title="Talks")
    source = article.anchor(len(quoted) + 1, len(quoted) + 1 + len(speaker)) if speaker else None
    content = article.anchor(0, len(quoted))
    entity = Entity(
        id=f"{name}/e1", name=speaker or "", type=kind, mentions=(Mention(anchor=source or content, kind="name"),)
    )  # type: ignore[arg-type]
    said = Attribution(id=f"{name}/q1", source=source, cue=None, content=(content,), kind="direct", speaker=speaker,
                       speaker_entity=entity.id if speaker else None)  # fmt: skip
    return Document(article=article, doc=Doc(VOCAB), entities=(entity,), attributions=(said,))


def quotes(*said: tuple[str, str | None]) -> tuple[Quote, ...]:
    return find_quotes([document(f"a{i}", words, speaker) for i, (words, speaker) in enumerate(said)])


@pytest.mark.parametrize(
    ("second", "together", "altered"),
    [
        (FULL, True, False),  # verbatim
        ('"We will not leave this valley, and nobody will make us sign a deal,"', True, False),  # other marks
        ("“We will not leave this valley,”", True, False),  # shortened
        ("“not leave this valley”", True, False),  # four words in a row
        ("“We will not leave this valley ... make us sign a deal,”", True, False),  # spliced
        ("“We shall not leave this valley, and nobody will make us sign a deal,”", True, True),  # altered
        ("“No, we will not leave this valley,”", True, False),  # with the answer before it
        ("“We will leave this valley, and nobody will make us sign a deal,”", True, True),  # without its "not"
        ("“We won't leave this valley, and nobody'll make us sign a deal,”", True, False),  # drawn together
        ("“We will never leave this valley, and no one will make us sign any deal,”", True, True),
        ("“We will make a deal”", False, False),  # words of it, far apart
        ("“sign of the valley”", False, False),
        ("“We will open this road, and nobody will keep us from our fields,”", False, False),
        ("“Prices went up again in March,”", False, False),
        ("they would not leave the valley and nobody would make them sign a deal", True, False),  # paraphrased
        ("they would leave the talks next week", False, False),
    ],
)
def test_variants_of_one_quotation(second: str, together: bool, altered: bool) -> None:
    found = quotes((FULL, "Ivo Marr"), (second, "Ivo Marr"))
    assert (len(found[0].variants) == 2) is together
    assert found[0].altered is altered


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        ("Ivo Marr", "Marr", True),
        ("Ivo Marr", None, True),
        ("Ivo Marr", "Lena Ost", False),
    ],
)
def test_speakers_must_not_exclude_each_other(one: str, two: str | None, together: bool) -> None:
    found = quotes((FULL, one), (FULL, two))
    assert (len(found) == 1) is together
    assert found[0].speaker == one


def test_an_office_may_stand_for_a_person() -> None:
    office = document("b", FULL, "the ministry", kind="organisation")
    (found,) = find_quotes([document("a", FULL, "Ivo Marr"), office])
    assert found.speaker == "Ivo Marr"
    assert {v.article for v in found.variants} == {"a", "b"}


def test_a_paraphrase_needs_the_same_speaker() -> None:
    told = "they would not leave the valley and nobody would make them sign a deal"
    assert all(len(q.variants) == 1 for q in quotes((FULL, None), (told, "Ivo Marr")))


def test_order_of_the_articles_changes_nothing() -> None:
    said = [
        (FULL, "Ivo Marr"),
        ("“We will not leave this valley,”", "Marr"),
        ("“Prices went up again in March,”", None),
    ]
    documents = [document(f"a{i}", words, speaker) for i, (words, speaker) in enumerate(said)]
    assert find_quotes(documents) == find_quotes(documents[::-1])


def test_variants_are_exact() -> None:
    (found,) = quotes((FULL, "Ivo Marr"), ("“We will not leave this valley,”", "Ivo Marr"))
    assert all(isinstance(v, Anchor) and v.quote.startswith("“We will") for v in found.variants)
