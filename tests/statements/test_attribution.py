"""Who says what in sentences we wrote, read with the shipped reader: it may miss a few of them."""

from dataclasses import replace

import pytest

from twosource.annotate import annotate
from twosource.articles.make import make_article
from twosource.data import Attribution, Document
from twosource.statements.attribution import find_attributions

HEAD = "Bridge closed after crash\n\nThe bridge over the lake was shut at noon after two lorries hit each other.\n\n"
MOST_WRONG = 3
# text, source, cue, content
CASES = [
    ("The mayor said that the bridge is safe.", "The mayor", "said", "the bridge is safe"),
    ("The mayor says the bridge is safe.", "The mayor", "says", "the bridge is safe"),
    ("The bridge is safe, the mayor said.", "the mayor", "said", "The bridge is safe"),
    ("The bridge is safe, according to the mayor.", "the mayor", "according to", "The bridge is safe"),
    ("According to police, two people were hurt.", "police", "According to", "two people were hurt"),
    ("“We saw it fall,” said Ivo Marr, a fisherman.", "Ivo Marr", "said", "“We saw it fall,”"),
    ("“We saw it fall,” Ivo Marr told reporters on Sunday.", "Ivo Marr", "told", "“We saw it fall,”"),
    ("Ivo Marr, who owns the mill, said the wall had moved.", "Ivo Marr", "said", "the wall had moved"),
    ("The union accused the council of hiding the report.", "The union", "accused", "the council of hiding the report"),
    ("The council denied that it had hidden the report.", "The council", "denied", "it had hidden the report"),
    ("The ministry confirmed the deaths of two drivers.", "The ministry", "confirmed", "the deaths of two drivers"),
    ("He added that the road would reopen on Monday.", "He", "added", "the road would reopen on Monday"),
    ("The minister called the crash “a tragedy”.", "The minister", "called", "the crash “a tragedy”"),
    ("Officials warned that more rain could bring floods.", "Officials", "warned", "more rain could bring floods"),
    ("The mayor told the Herald that the tests had failed.", "The mayor", "told", "the tests had failed"),
    ("Marr said the wall “moved like a curtain” before it fell.", "Marr", "said", "the wall “moved like a curtain”"),
    ("Police: two lanes stay shut", "Police", ":", "two lanes stay shut"),
]


def read(text: str) -> Document:
    article = make_article(HEAD + text, id="a", outlet="Herald", title="Bridge closed after crash")
    (document,) = annotate([article])
    return replace(document, attributions=find_attributions(article, document.doc, document.entities))


def told(document: Document) -> list[Attribution]:
    """The attributions of the text itself."""
    return [a for a in document.attributions if a.content[0].start >= len(HEAD)]


def fits(attribution: Attribution, source: str, cue: str, content: str) -> bool:
    said = " ".join(c.quote for c in attribution.content)
    return bool(
        attribution.source
        and source in attribution.source.quote
        and attribution.cue
        and cue in attribution.cue.quote
        and content in said
        and cue not in said.split()
    )


def test_sentences_we_wrote() -> None:
    wrong = []
    for text, *parts in CASES:
        found = told(read(text))
        if not (found and fits(found[0], *parts)):
            wrong.append((text, [(a.source and a.source.quote, a.cue and a.cue.quote, a.content) for a in found]))
    assert len(wrong) <= MOST_WRONG, wrong


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We saw it fall,” said Ivo Marr.", "direct"),
        ("The mayor said that the bridge is safe.", "indirect"),
        ("Marr said the wall “moved like a curtain” before it fell.", "mixed"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [a.kind for a in told(read(text))] == [kind]


def test_a_pronoun_gets_its_speaker() -> None:
    document = read("Ivo Marr owns the mill. He said the wall had moved.")
    (said,) = document.attributions
    assert said.source and said.source.quote == "He"
    assert said.speaker == "Ivo Marr"


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("Her brother said she had been threatened.", "Her brother"),
        ("Weil's lawyer said she had been threatened.", "Weil's lawyer"),
        ("A spokesman for Weil said she had been threatened.", "A spokesman for Weil"),
        ("His lawyer, Paul Berg, said she had been threatened.", "Paul Berg"),
        ("Secretary of State Paul Berg said she had been threatened.", "Paul Berg"),
    ],
)
def test_somebody_of_a_person_is_not_that_person(said: str, speaker: str) -> None:
    document = read(f"Anna Weil was found dead on Wednesday. {said}")
    assert [a.speaker for a in document.attributions] == [speaker]


def test_the_day_at_the_end_belongs_to_what_is_told() -> None:
    document = read("A man stabbed his wife in Aston on Saturday, police said. He was arrested.")
    assert document.attributions[0].content[0].quote == "A man stabbed his wife in Aston on Saturday"


def test_a_long_quotation_that_nobody_is_named_for_is_kept() -> None:
    document = read("It was a quiet day.\n\n“Nobody here will forget the noise it made when it fell.”")
    assert [(a.source, a.content[0].quote[:7], a.kind) for a in document.attributions] == [(None, "“Nobody", "direct")]


def test_every_anchor_is_exact() -> None:
    document = read("\n\n".join(text for text, *_ in CASES))
    text = document.article.text
    for attribution in document.attributions:
        anchors = [attribution.source, attribution.cue, *attribution.content, *attribution.via]
        assert all(text[a.start : a.end] == a.quote for a in anchors if a)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("According to a term for those born after 1997, the young spend less on cars.", None),
        ("Pupils at the school are seated according to age.", None),
        ("According to the terms of the offer, the young spend less on cars.", "the terms of the offer"),
        ("According to the coroner, the young spend less on cars.", "the coroner"),
        ("According to a report by the bank, the young spend less on cars.", "a report by the bank"),
    ],
)
def test_words_and_measures_tell_nothing(said: str, source: str | None) -> None:
    found = [a.source.quote for a in told(read(said)) if a.source]
    assert found == ([source] if source else [])


def test_what_is_not_known_is_said_by_nobody() -> None:
    article = make_article(
        "The cause was not known. The operator, Nordline, said the ship had passed a check.", id="r", outlet="A"
    )
    (document,) = annotate([article])
    (found,) = find_attributions(article, document.doc, document.entities)
    assert found.cue is not None and found.cue.quote == "said"
