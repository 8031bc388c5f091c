"""The flow on one screen: articles in, one account per story out.

    Article -> Document -> statements (per article) -> Story -> Account (per story)

The library, the command line, and every later door run these same steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.annotate import annotate
from twosource.compare import compare
from twosource.data import Account, Article, Document
from twosource.statements import state
from twosource.stories import group_stories, make_story

if TYPE_CHECKING:
    from spacy.language import Language

Progress = Callable[[str, int, int], None]


def reconcile(
    articles: Iterable[Article], *, language: Language | None = None, progress: Progress | None = None
) -> Iterator[Account]:
    """One account per story told by the articles, earliest story first.

    The order of the articles never changes the result. `language` replaces the shipped reader by any spaCy
    pipeline; `progress(step, done, total)` is called as work goes on. Articles that tell no common event end in
    an account each.
    """
    ordered = in_order(articles)
    documents = {d.article.id: d for d in read_documents(ordered, language=language, progress=progress)}
    stories = group_stories(ordered)
    for done, story in enumerate(stories, start=1):
        yield compare(story, [documents[a.id] for a in story.articles])
        if progress is not None:
            progress("compare", done, len(stories))


def account_of(story: str, documents: Sequence[Document]) -> Account:
    """The account of one story whose articles are known and read already, in any order."""
    of = {d.article.id: d for d in documents}
    ordered = in_order(d.article for d in documents)
    return compare(make_story(ordered, id=story), [of[a.id] for a in ordered])


def read_documents(
    articles: Sequence[Article], *, language: Language | None = None, progress: Progress | None = None
) -> Iterator[Document]:
    """The articles, annotated, with their attributions and statements."""
    for done, document in enumerate(annotate(articles, language=language), start=1):
        yield state(document)
        if progress is not None:
            progress("read", done, len(articles))


def in_order(articles: Iterable[Article]) -> list[Article]:
    """The articles by publication, then id; the same article given twice counts once."""
    known: dict[str, Article] = {}
    for article in articles:
        if not isinstance(article, Article):
            kind = type(article).__name__
            raise TypeError(f"an Article was expected, not {kind}: read_articles and make_article make them")
        before = known.setdefault(article.id, article)
        if before.sha256 != article.sha256:
            raise ValueError(f"two different articles have the id {article.id!r}; give each its own id")
    return sorted(known.values(), key=lambda a: (a.published or "", a.id))
