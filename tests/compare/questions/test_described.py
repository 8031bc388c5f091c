"""What a report says that somebody is, beside the name."""

import pytest

from twosource.articles import make_article
from twosource.compare.questions.described import Said, descriptions
from twosource.pipeline import read_documents


def said(text: str) -> list[Said]:
    """All descriptions in one article."""
    (document,) = read_documents([make_article(id="r", outlet="O", published="2024-03-08", text=text)])
    return [*descriptions(document)]


@pytest.mark.parametrize(
    ("text", "form", "anchor"),
    [
        (
            "The strike is over, said Maria Lindqvist, the head of the dockers' union, after talks with the port.",
            "apposition",
            "Maria Lindqvist, the head of the dockers' union",
        ),
        (
            "Former Finance Minister Tomas Berg told the court that he had known nothing of the loan.",
            "title",
            "Former Finance Minister Tomas Berg",
        ),
        (
            "Ostmark's police chief Anton Reiss said that two men had been arrested.",
            "title",
            "Ostmark's police chief Anton Reiss",
        ),
        (
            "Nordbank's chairwoman, Petra Lang, resigned on Friday.",
            "apposition",
            "Nordbank's chairwoman, Petra Lang",
        ),
        (
            "Helena Vogt, 52, the mayor of Ostmark, opened the new bridge on Monday.",
            "apposition",
            "Helena Vogt, 52, the mayor of Ostmark",
        ),
        (
            "Anton Reiss, who heads the Ostmark police, said that two men had been arrested.",
            "clause",
            "Anton Reiss, who heads the Ostmark police",
        ),
        (
            "The team led by Anton Reiss found the car in a barn near the border.",
            "clause",
            "The team led by Anton Reiss",
        ),
        (
            "The husband of her aide, Helena Vogt, drove the car.",
            "apposition",
            "her aide, Helena Vogt",
        ),
        (
            "The chair of the city's bridge committee, Helena Vogt, drove the car.",
            "apposition",
            "The chair of the city's bridge committee, Helena Vogt",
        ),
        (
            "Secretary of state Helena Vogt drove the car.",
            "title",
            "Secretary of state Helena Vogt",
        ),
        ("Helena Vogt is the mayor of Ostmark.", "copula", "Helena Vogt is the mayor of Ostmark"),
        (
            "Chief executive Paul Sorensen of Nordbank said that profits fell.",
            "title",
            "Chief executive Paul Sorensen of Nordbank",
        ),
        (
            "Ostmark, the second-largest port of the country, was cut off by the storm.",
            "apposition",
            "Ostmark, the second-largest port of the country",
        ),
    ],
)
def test_one_description(text: str, form: str, anchor: str) -> None:
    found = [s for s in said(text) if s.anchor.quote == anchor]
    assert [s.form for s in found] == [form]
    (one,) = found
    assert one.anchor.covers(one.name)
    assert all(one.anchor.start <= t.idx < one.anchor.end for t in one.words)
    assert text[one.anchor.start : one.anchor.end] == one.anchor.quote


@pytest.mark.parametrize(
    "text",
    [
        "In Ostmark, a spokesman for the port said that no ship had left.",
        "After he met Helena Vogt, the minister flew home.",
        "Speaking to Helena Vogt, workers complained of low pay.",
        "Helena Vogt is not the mayor of Ostmark.",
        "Helena Vogt is a decent woman.",
        "Ostmark is the safest choice.",
        "Mr Helmut Vogt opened the new bridge on Monday.",
        "“Helena Vogt, the best mayor we ever had, has saved this town,” the baker said.",  # not the report's words
        "On Monday Helena Vogt opened the new bridge.",
    ],
)
def test_no_description(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # nouns that belong to the words before
        ("He told reporters Prime Minister Nils Aalto would stay until the vote.", "Prime Minister"),
        ("In a speech on Monday President Nils Aalto promised new schools.", "President"),
        # two roles joined, and courtesy left out
        ("Nordbank chairman and CEO Paul Sorensen said that profits fell.", "Nordbank chairman and CEO"),
        ("Prime Minister Sheikh Khalid Nasser welcomed the guests.", "Prime Minister"),
    ],
)
def test_words_of_a_title(text: str, words: str) -> None:
    titles = [s for s in said(text) if s.form == "title"]
    assert [" ".join(t.text for t in s.words) for s in titles] == [words]


def test_a_description_between_two_names_is_of_the_second() -> None:
    found = said("Nils Aalto, his justice minister, Helena Vogt, and two judges came to the funeral.")
    assert {s.name.quote for s in found} == {"Helena Vogt"}


LEAD = "The mayor of Ostmark has said that the bridge must close."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{LEAD} The steel was rusty, Helena Vogt said on Friday.", "Helena Vogt"),
        (f"{LEAD}\n\n“The steel was rusty,” Helena Vogt told reporters.", "Helena Vogt"),
    ],
)
def test_a_speaker_called_by_office_first_and_named_second(text: str, name: str) -> None:
    (one,) = said(text)
    assert (one.form, one.name.quote) == ("before", name)
    assert one.anchor.quote == text[: text.index(name) + len(name)]
    assert " ".join(t.text for t in one.words) == "The mayor of Ostmark"


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD} The steel was rusty, engineer Helena Vogt said on Friday.",  # another office
        f"{LEAD} Tomas Berg will pay. The steel was rusty, Helena Vogt said on Friday.",  # another name in between
        f"Helena Vogt came too. {LEAD} The steel was rusty, Helena Vogt said on Friday.",  # the name is not new
        "An engineer has said that the bridge must close. The steel was rusty, Helena Vogt said on Friday.",
    ],
)
def test_a_speaker_who_may_be_another(text: str) -> None:
    assert [s for s in said(text) if s.form == "before"] == []
