"""What no report of the story answers."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Document, Finding, Gap, Origin, Status


def find_gaps(documents: Sequence[Document], findings: Sequence[Finding], origins: Sequence[Origin]) -> tuple[Gap, ...]:
    """Undated articles, a story with one origin, figures that nobody is named for."""
    gaps: list[Gap] = []
    undated = tuple(d.article.id for d in documents if not d.article.published)
    if undated:
        gaps.append(Gap(kind="no-publication-date", articles=undated))
    if len(origins) < 2:
        gaps.append(Gap(kind="one-origin", articles=tuple(d.article.id for d in documents)))
    shared = [f for f in findings if f.kind == "quantity" and f.status is not Status.SINGLE_SOURCE]
    unnamed = [f for f in shared if not any(v.claimers for v in f.values)]
    if unnamed:
        evidence = tuple(f.values[0].evidence[0] for f in unnamed)
        gaps.append(Gap(kind="no-source", findings=tuple(f.id for f in unnamed), anchors=evidence))
    if documents and not any(t.kind == "date" for d in documents for s in d.statements for t in s.times):
        gaps.append(Gap(kind="no-date", articles=tuple(d.article.id for d in documents)))
    if documents and not any(s.places for d in documents for s in d.statements):
        gaps.append(Gap(kind="no-place", articles=tuple(d.article.id for d in documents)))
    return tuple(gaps)
