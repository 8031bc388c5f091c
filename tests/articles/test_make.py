import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pytest

from twosource.articles.make import TEXT_CHARACTERS, make_article
from twosource.errors import InputRefused

TEXT = (
    "Ferry sinks off Lunde Island\r\n\r\nBy Ida Brandt\r\n\r\nASTER, March 6 (Reuters) - The ferry left the port on Tuesday morning "
    "with 140 passengers and sank off Lunde Island before noon.\r\n\r\nPhoto: AFP"
)


def test_an_article_of_a_text() -> None:
    article = make_article(TEXT, id="a", outlet="Aster Echo", published="March 6, 2024")
    assert article.text == TEXT.replace("\r\n", "\n")
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert (article.title, article.byline, article.dateline) == ("Ferry sinks off Lunde Island", "Ida Brandt", "ASTER")
    assert (article.published, article.published_basis) == ("2024-03-06", "given")
    assert [(c.name, c.kind) for c in article.credits] == [("Reuters", "agency"), ("AFP", "photo")]
    for block in article.blocks:
        assert article.text[block.start : block.end].strip()


def test_what_the_caller_knows_goes_first() -> None:
    article = make_article(
        TEXT, id="a", outlet="Aster Echo", title="Another title", byline="Staff", published_basis="page"
    )
    assert (article.title, article.byline) == ("Another title", "Staff")
    assert article.published_basis == "none"
    assert article.notes == ("no date of publication: relative dates stay unresolved",)


def test_a_date_that_is_none_is_left_out_with_a_note() -> None:
    article = make_article(TEXT, id="a", outlet="Aster Echo", published="last Tuesday", modified="2024-03-07T10:00:00Z")
    assert article.published is None
    assert article.modified == "2024-03-07T10:00:00+00:00"
    assert "published 'last Tuesday' is no clear date and was left out" in article.notes


@pytest.mark.parametrize("text", ["", " \n\t", "x" * (TEXT_CHARACTERS + 1), "half a \ud800 character"])
def test_texts_that_no_article_can_have(text: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        make_article(text, id="a", outlet="Aster Echo", source="a.txt")
    assert refusal.value.source == "a.txt"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> The ferry sank off the island on Tuesday.",
        "\u202eThe ferry\u202c sank off the island\u200b on Tuesday.",
        "T\u0300h\u0301e\u0302 ferry \U0001f6a2 sank 👩\u200d👩\u200d👧 off the island.",
        "Ｔｈｅ ferry ﬁnally sank İ ı ß ǅ.",
        "The ferry\u2028sank\u2029off\x0bthe\x0cisland\x85on Tuesday.",
        '=HYPERLINK("http://x")\n\'; DROP TABLE articles; --\n../../etc/passwd\n%s%n{0}{{x}}',
    ],
)
def test_hostile_words_are_kept_as_they_are(text: str) -> None:
    article = make_article(text, id=text[:20], outlet=text, title=text, url=text)
    assert article.text == text
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end
        assert not text[last : block.start].strip()
        last = block.end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (date(2024, 3, 6), "2024-03-06"),
        (datetime(2024, 3, 6, 5, 30), "2024-03-06T05:30:00"),
        (datetime(2024, 3, 6, 5, tzinfo=UTC), "2024-03-06T05:00:00+00:00"),
    ],
)
def test_a_date_may_be_a_date(given: date, read: str) -> None:
    article = make_article(TEXT, id="a", outlet="Aster Echo", published=given, modified=given, retrieved=given)
    assert (article.published, article.modified, article.retrieved) == (read, read, read)


@pytest.mark.parametrize(
    ("field", "value"), [("published", 20240306), ("text", TEXT.encode()), ("id", 3), ("outlet", None), ("text", None)]
)
def test_a_value_of_another_type_is_named(field: str, value: object) -> None:
    given: dict[str, Any] = {"text": TEXT, "id": "a", "outlet": "Aster Echo", field: value}
    with pytest.raises(TypeError, match=f"^{field} must be a string"):
        make_article(**given)
