"""Quotations over several paragraphs, behind a colon, and of nobody named."""

import pytest

from tests.statements.test_speakers import read

LEAD = "The convoy left the base at noon on Monday and came under fire an hour later."


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "“We lost three trucks. ",
            "“Nobody told us of the mines. ",
            "“The road was marked as clear,” Colonel Hadi said.",
        ),
        (
            "Colonel Hadi said: “We lost three trucks. ",
            "“Nobody told us of the mines. ",
            "“The road was marked as clear.”",
        ),
        ("Then Hadi wrote:", '"We lost three trucks. Nobody told us of the mines."'),
    ],
)
def test_a_speech_has_one_speaker(paragraphs: tuple[str, ...]) -> None:
    document = read("\n\n".join([LEAD, *paragraphs]))
    said = [s for s in document.statements if s.lemma in {"lose", "tell", "mark"}]
    assert len(said) > 1
    assert {s.claimer for s in said} == {"Hadi"}


def test_a_quoted_sentence_is_not_the_outlet_s() -> None:
    (alone,) = read(f'{LEAD}\n\nThe mayor was angry. "They lied to us." She left the hall.').attributions
    assert (alone.source, alone.content[0].quote) == (None, '"They lied to us."')


@pytest.mark.parametrize(
    "text", ['His last film was "The Long Night." It won four awards.', 'The ship, the "Aurora", sank.']
)
def test_a_name_is_nobody_s_words(text: str) -> None:
    assert read(f"{LEAD}\n\n{text}").attributions == ()


def test_an_apostrophe_within_single_marks_closes_nothing() -> None:
    document = read(f"{LEAD}\n\n'Nobody asked the town. \n\n'They'll pay for the council's plan,' Vey said.")
    assert {s.claimer for s in document.statements if s.lemma in {"ask", "pay"}} == {"Vey"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We have lost everything," Haddad said.\n\n"There was no warning at all."', "Haddad"),
        ('The flood took the house, Haddad said.\n\n"There was no warning at all."', "Haddad"),
        ('"We ran," said Amina Noor.\n\nThe camp was empty by dawn.\n\n"There was no strike on the camp."', None),
        ('"We have lost everything," Haddad said. The judge wrote:\n\n"There was no warning at all."', "The judge"),
    ],
)
def test_a_paragraph_that_is_a_quotation_goes_on(text: str, speaker: str | None) -> None:
    document = read(text)
    last = [a for a in document.attributions if any("no " in c.quote for c in a.content)]
    assert [a.speaker for a in last] == [speaker]
