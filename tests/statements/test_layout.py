import pytest

from twosource.articles.make import make_article
from twosource.data import Anchor, Entity, Mention
from twosource.statements.layout import find_laid_out

OPENING = "Bridge closed after crash\n\nThe bridge over the lake was shut at noon after two lorries hit each other.\n\n"


def laid_out(text: str, *names: str) -> list[tuple[str, str, str]]:
    article = make_article(OPENING + text, id="a", outlet="Herald", title="Bridge closed after crash")
    entities = [_person(article.text, name) for name in names]
    found = find_laid_out(article, entities)
    cut = article.text
    return [
        (cut[slice(*f.source)] if f.source else "", cut[slice(*f.cue)] if f.cue else "", cut[slice(*f.content[0])])
        for f in found
    ]


def _person(text: str, name: str) -> Entity:
    start = text.index(name)
    mention = Mention(anchor=Anchor("a", start, start + len(name), name), kind="name")
    return Entity(id=f"a/{name}", name=name, type="person", mentions=(mention,))


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Police: two lanes stay shut", (), [("Police", ":", "two lanes stay shut")]),
        ("Ivo Marr: We open on Monday.", ("Ivo Marr",), [("Ivo Marr", ":", "We open on Monday.")]),
        (
            "HOST: When will it open?\n\nMARR: On Monday.\n\nHOST: Both lanes?\n\nMARR: One.",
            (),
            [
                ("HOST", ":", "When will it open?"),
                ("MARR", ":", "On Monday."),
                ("HOST", ":", "Both lanes?"),
                ("MARR", ":", "One."),
            ],
        ),
        ("LAKETOWN: Two lanes stay shut.", (), []),
        ("Correction: the bridge has four lanes.", (), []),
        ("The plan: open one lane first.", (), []),
        (
            "“I waited three hours.” — Lena Ost",
            (),
            [("Lena Ost", "—", "“I waited three hours.”")],
        ),
        ("He called it “a mess” — and left.", (), []),
        ("Nobody knows why “it gave way”.", (), []),
    ],
)
def test_labels_and_signatures(text: str, names: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert laid_out(text, *names) == expected


def test_a_headline_may_name_its_source_last() -> None:
    article = make_article("Bridge closed after crash: police\n\nIt rained.", id="a", outlet="Herald",
                           title="Bridge closed after crash: police")  # fmt: skip
    (found,) = find_laid_out(article, ())
    assert [article.text[a:b] for a, b in (found.source or (0, 0), found.content[0])] == [
        "police", "Bridge closed after crash",
    ]  # fmt: skip
