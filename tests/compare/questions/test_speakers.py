"""Whether two speakers may be one."""

import pytest

from twosource.articles import make_article
from twosource.compare.questions.speakers import Speaker, related, speaker_of, stems_of, strangers
from twosource.data import Anchor, Attribution
from twosource.pipeline import read_documents

CAPTAIN = Speaker("Ivo Lund", "a1", "person", Anchor("r0", 0, 16, "Captain Ivo Lund"))


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (Speaker("Lund", "a1", "person"), "same"),
        (Speaker("Ivo Lund", "a7", "person"), "same"),
        (Speaker("Lund", "a7", "person"), "same"),
        (Speaker("Dora Finch", "a2", "person"), "other"),
        # an office, a body, nobody
        (Speaker("the captain"), "open"),
        (Speaker("Aster Lines", "a3", "organisation"), "open"),
        (Speaker(), "open"),
    ],
)
def test_related(other: Speaker, relation: str) -> None:
    assert related(CAPTAIN, other) == relation
    assert related(other, CAPTAIN) == relation


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (Speaker("Dora Finch", "a2", "person", Anchor("r1", 0, 10, "Dora Finch")), True),
        # by a pronoun, by a part of the name, by a name that shares something
        (Speaker("Dora Finch", "a2", "person", Anchor("r1", 0, 3, "she")), False),
        (Speaker("Finch", "a2", "person", Anchor("r1", 0, 5, "Finch")), False),
        (Speaker("Finch", "a2", "person", Anchor("r1", 0, 16, "a weary Ms Finch")), True),
        (Speaker("Dora Finch", "a2", "person", Anchor("r1", 0, 5, "Finch")), True),
        (Speaker("Ivo Lunde", "a2", "person", Anchor("r1", 0, 9, "Ivo Lunde")), False),
        (Speaker("Aster Lines", "a3", "organisation", Anchor("r1", 0, 11, "Aster Lines")), False),
    ],
)
def test_strangers(other: Speaker, apart: bool) -> None:
    assert strangers(CAPTAIN, other) is apart


@pytest.mark.parametrize("name", [None, "he", "They"])
def test_a_pronoun_alone_is_nobody(name: str | None) -> None:
    (document,) = read_documents([make_article(id="r0", outlet="O", text="He said so.")])
    said = Attribution(id="x", source=None, cue=None, content=(), kind="direct", speaker=name)
    assert speaker_of(document, said, {}) == Speaker()
    assert speaker_of(document, None, {}) == Speaker()


def test_stems_have_one_spelling_and_no_small_words() -> None:
    words = (
        "The organisation of risk-management was a colour of its own",
        "The organization of risk management was a color of its own",
    )
    stems = []
    for text in words:
        (document,) = read_documents([make_article(id="r0", outlet="O", text=text + ".")])
        stems.append(stems_of(document, document.article.anchor(0, len(text))))
    assert stems[0] == stems[1]
    assert "the" not in stems[0]
