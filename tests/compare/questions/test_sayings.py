"""What reports quote, and what they say that somebody called, asked for or promised."""

import pytest

from twosource.articles import make_article
from twosource.compare.actors import name_actors
from twosource.compare.points import collect_points
from twosource.compare.questions.sayings import Saying, find_sayings
from twosource.pipeline import read_documents


def sayings(text: str) -> tuple[list[Saying], list[Saying]]:
    """What a report with this text quotes, and what it says that somebody called, asked for or promised."""
    article = make_article(id="r0", outlet="O", published="2024-03-04", text=f"Ferry aground off Aster\n\n{text}")
    documents = list(read_documents([article]))
    actor_of = {e: a.id for a in name_actors(documents) for e in a.entities}
    events = [p for p in collect_points(documents, actor_of) if p.kind == "event"]
    return find_sayings(documents, events, actor_of)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('The chart was "scandalous", Dora Finch said.', ["scandalous"]),
        ("The chart was ‘scandalous’, Dora Finch said.", ["scandalous"]),
        ("The chart was 'plainly wrong', Dora Finch said.", ["plainly wrong"]),
        # apostrophes, and marks that do not pair
        ("The captain's chart wasn't the harbour master's, Dora Finch said.", []),
        ('The chart " was scandalous " and old, Dora Finch said.', []),
    ],
)
def test_quoted_words(text: str, quoted: list[str]) -> None:
    found, _ = sayings(text)
    assert [s.words.quote for s in found if not s.frame] == quoted


@pytest.mark.parametrize(
    ("text", "frame", "words"),
    [
        ("Captain Ivo Lund condemned the chart as a disgrace.", "called", "a disgrace"),
        ("Captain Ivo Lund described the chart as useless.", "called", "useless"),
        ("The union accused the ferry line of reckless cuts.", "called", "reckless cuts"),
        ("Mayor Ann Roe urged residents to stay indoors.", "asked", "residents to stay indoors"),
        ("Mayor Ann Roe called for an inquiry.", "asked", "an inquiry"),
        ("Lena Falk promised to replace the lighthouse.", "promised", "to replace the lighthouse"),
    ],
)
def test_frames(text: str, frame: str, words: str) -> None:
    _, found = sayings(text)
    assert [(s.frame, s.words.quote) for s in found] == [(frame, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ann Roe called off the festival.",
        "Mayor Ann Roe asked whether the ferry was safe.",
        "Ann Roe told reporters that she was sad.",
        "President Ann Roe dismissed Lars Holm as her chief of staff.",
        "The Islamic Republic rejected the offer on Monday.",
    ],
)
def test_other_verbs_have_no_frame(text: str) -> None:
    _, found = sayings(text)
    assert found == []


def test_evidence_has_cue_and_source_where_they_stand_beside() -> None:
    found, _ = sayings('On Monday the union of dockers met. "Nobody was hurt badly," Captain Ivo Lund said.')
    (saying,) = [s for s in found if not s.frame]
    assert saying.point.anchor.quote == '"Nobody was hurt badly," Captain Ivo Lund said'
    assert saying.point.statement.claimer == "Ivo Lund"
