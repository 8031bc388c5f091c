"""A story into its account: align the statements of its articles, judge each point, name the actors."""

from __future__ import annotations

from collections.abc import Sequence

from twosource import __version__
from twosource.compare.about import name_points
from twosource.compare.actors import name_actors
from twosource.compare.align import Weights, weights
from twosource.compare.findings import find_findings
from twosource.compare.gaps import find_gaps
from twosource.compare.points import collect_points
from twosource.compare.questions import Reports, judge_by_rule
from twosource.compare.quotes import find_quotes
from twosource.compare.shown import names_of
from twosource.compare.taken import taken_words
from twosource.compare.timeline import find_timeline
from twosource.compare.verdicts import Setting
from twosource.data import Account, Article, ArticleEntry, Basis, Document, Story
from twosource.models.load import pair_model_name, reader_model

__all__ = ["compare"]


def compare(story: Story, documents: Sequence[Document], *, fitted: Weights | None = None) -> Account:
    """The account of one story. `documents` are the story's articles, read, in the story's order.

    `fitted` replaces the shipped weights of the alignment.
    """
    actors = name_actors(documents)
    actor_of = {entity: actor.id for actor in actors for entity in actor.entities}
    origin_of = {article: origin.id for origin in story.origins for article in origin.articles}
    setting = Setting(
        {a.id: a for a in story.articles}, origin_of, taken=taken_words(story), names=names_of(documents, actor_of)
    )
    stamped = {d.article.id for d in documents if any(t.basis is Basis.METADATA for t in d.times)}
    families = story.families
    entries = tuple(
        _entry(a, origin_of[a.id], families.get(a.id, a.outlet), stamped=a.id in stamped) for a in story.articles
    )
    points = collect_points(documents, actor_of)
    findings = find_findings(
        points,
        setting,
        {e.id: e.family for e in entries},
        fitted or weights(),
        ruled=judge_by_rule(Reports(documents, actors, actor_of, points, setting)),
    )
    findings = name_points(findings, (a.text for a in story.articles))
    return Account(
        story=story.id,
        articles=entries,
        origins=story.origins,
        findings=tuple(findings),
        attributions=tuple(a for d in documents for a in d.attributions),
        actors=actors,
        quotes=find_quotes(documents),
        timeline=find_timeline(documents, setting),
        gaps=find_gaps(documents, findings, story.origins),
        statements=tuple(s for d in documents for s in d.statements),
        made_by={"twosource": __version__, "model": reader_model().name, "pair_model": pair_model_name()},
    )


def _entry(article: Article, origin: str, family: str, *, stamped: bool) -> ArticleEntry:
    published = Basis.PUBLICATION if article.published else Basis.NONE
    return ArticleEntry(
        id=article.id,
        outlet=article.outlet,
        origin=origin,
        family=family,
        sha256=article.sha256,
        url=article.url,
        title=article.title,
        published=article.published,
        published_basis=article.published_basis,
        date_basis=Basis.METADATA if stamped else published,
        language=article.language,
        credits=article.credits,
        notes=article.notes,
    )
