"""Statements of whole articles, read with the shipped reader."""

import pytest

from twosource.annotate import annotate
from twosource.articles.make import make_article
from twosource.data import Document, Modality, Polarity, Statement, Voice
from twosource.pipeline import read_documents
from twosource.statements.attribution import find_attributions
from twosource.statements.claims import extract_statements

HEAD = "Quake shakes island\n\n"


def document(text: str) -> Document:
    from dataclasses import replace

    article = make_article(HEAD + text, id="a", outlet="Herald", title="Quake shakes island", published="2025-03-02")
    (annotated,) = annotate([article])
    said = replace(annotated, attributions=find_attributions(article, annotated.doc, annotated.entities))
    return extract_statements(said)


def stated(text: str) -> list[Statement]:
    return [s for s in document(text).statements if s.anchor.start >= len(HEAD)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The quake killed 28 people and injured 1,000.", ["The quake killed 28 people", "injured 1,000"]),
        ("The mayor vowed to rebuild the harbour.", ["The mayor vowed to rebuild the harbour"]),
        ("Supplies are hard to get on the island.", ["Supplies are hard to get on the island"]),
        (
            "The storm, which lasted two days, destroyed the harbour.",
            ["which lasted two days", "The storm destroyed the harbour"],
        ),
        ("At least nine people were trapped, according to the island's police.", ["At least nine people were trapped"]),
        ("The police said that the harbour was closed.", ["the harbour was closed"]),
        ("The harbour lost 43.7%.", ["The harbour lost 43.7%"]),
    ],
)
def test_each_claim_is_one_statement(text: str, claims: list[str]) -> None:
    found = stated(text)
    assert len(found) == len(claims)
    for statement, claim in zip(found, claims, strict=True):
        assert (
            set(claim.split()) <= set(statement.anchor.quote.replace(",", "").split())
            or claim in statement.anchor.quote
        )


def test_what_is_said_and_who_says_it_are_kept_apart() -> None:
    (own, said) = stated("The bridge fell on Sunday. The police said that nobody was hurt.")
    assert (own.voice, own.claimer, own.attributions) == (Voice.NARRATOR, None, ())
    assert (said.voice, said.claimer, said.polarity) == (Voice.QUOTED, "The police", Polarity.NEGATIVE)
    assert "police" not in said.anchor.quote


def test_participants_times_and_figures() -> None:
    (statement,) = stated("The army evacuated 400 villagers on Saturday.")
    assert (statement.actor and statement.actor.quote, statement.recipient and statement.recipient.quote) == (
        "The army",
        "400 villagers",
    )
    assert [q.anchor.quote for q in statement.quantities] == ["400"]
    assert [t.value for t in statement.times] == ["2025-03-01"]


def test_a_passive_names_whom_it_happened_to() -> None:
    (statement,) = stated("Two bridges were destroyed by the waves.")
    assert (statement.actor and statement.actor.quote, statement.recipient and statement.recipient.quote) == (
        "the waves",
        "Two bridges",
    )


def test_what_is_not_known_is_unclear() -> None:
    found = stated("It remains unclear what the two leaders discussed.")
    assert {s.modality for s in found} == {Modality.UNCLEAR}


def test_every_anchor_is_exact() -> None:
    read = document("The quake killed 28 people, the ministry said. “We lost all,” said Ivo Marr, a fisherman.")
    text = read.article.text
    for statement in read.statements:
        for anchor in (statement.anchor, statement.predicate, *statement.marks):
            assert text[anchor.start : anchor.end] == anchor.quote
        assert statement.anchor.covers(statement.predicate)


@pytest.mark.parametrize(
    ("text", "lemma", "actor", "recipient"),
    [
        ("The minister refused to sign the bill.", "sign", "The minister", "the bill"),
        ("Guards prevented the senator from entering the hall.", "enter", "the senator", "the hall"),
        ("The senator was prevented from entering the hall.", "enter", "The senator", "the hall"),
        ("The striker failed to be picked.", "pick", None, "The striker"),
        ("The firm denied dumping waste in the river.", "dump", "The firm", "waste"),
        # a verb that the parse hangs below its subject
        ("Exports of timber from Norland rose in May.", "rise", "Exports of timber from Norland", None),
        ("Exports of timber rose.", "rise", "Exports of timber", None),
    ],
)
def test_who_does_what_is_told_below_another_verb(
    text: str, lemma: str, actor: str | None, recipient: str | None
) -> None:
    (made,) = stated(text)
    assert made.lemma == lemma
    assert (made.actor and made.actor.quote, made.recipient and made.recipient.quote) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The strike begins on 9 March.", Modality.PLANNED),
        ("The strike begins on 9 February.", Modality.ASSERTED),
        ("The strike began on Saturday.", Modality.ASSERTED),
    ],
)
def test_the_present_of_a_day_to_come_is_a_plan(text: str, modality: Modality) -> None:
    assert [s.modality for s in stated(text)] == [modality]


@pytest.mark.parametrize(
    ("headline", "claimer", "claim"),
    [
        ("Report: Bank hid losses for years", "Report", "Bank hid losses for years"),
        ("Lenz on budget: 'No new taxes'", "Maria Lenz", "'No new taxes'"),
    ],
)
def test_a_label_in_a_headline_is_no_claim(headline: str, claimer: str, claim: str) -> None:
    text = f"{headline}\n\nMayor Maria Lenz presented the budget on Monday, a day after the report came out."
    (read,) = read_documents([make_article(text, id="a", outlet="Herald", title=headline, published="2025-03-02")])
    first = read.statements[0]
    assert (first.claimer, first.anchor.quote) == (claimer, claim)
