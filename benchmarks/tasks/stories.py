"""Articles into stories on closed sets (ECB+, Giveme5W1H, BASIL): B-cubed F1, one setting for all; `SET_conll` is the
mean of MUC, B-cubed and CEAF-e.

Beside it, in the same run, average linkage over TF-IDF (threshold .20) and over the lead's MiniLM vector as the shipped
reader gives it (threshold .50), both thresholds chosen on ECB+ dev, and the best that any threshold would give them on
the very set. `b3_f1` is the mean over the sets.

Sets whose articles have dates are put through an archive as well, with its window of days: `SET_archive`. Then without the
dates of three articles in ten (chosen by their text's hash): `SET_undated`, and `SET_apart` where those are grouped only
with each other, as they would be without `stories/undated.py`. Split dev: ECB+ dev and gold5w1h; any other split names the files of
ECB+ and all files of the other sets that are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import numpy as np

from benchmarks.archives import DataMissing
from benchmarks.chains import chain_scores
from benchmarks.clusters import b_cubed, best, by_story, linked, minilm, tf_idf
from benchmarks.story_sets import Told, Vectors, read_set
from twosource.data import Article
from twosource.store import open_archive
from twosource.store.contents import key_of
from twosource.stories import Grouper

WITHOUT = 3  # of ten articles are given no date
TF_IDF, MINILM = 0.20, 0.50
TRIED = {"tf_idf": np.arange(0.08, 0.40, 0.02).round(2), "minilm": np.arange(0.30, 0.66, 0.02).round(2)}
FILES = {  # files of a set, the first that are there
    "ecbplus": {"dev": ["dev.jsonl"], "other": ["{split}.jsonl"]},
    "giveme5w1h": {"dev": ["gold5w1h.jsonl"], "other": ["{split}.jsonl", "news_cluster*.jsonl"]},
    "basil": {"dev": [], "other": ["{split}.jsonl", "*.jsonl"]},
}
PUBLISHED = [
    (
        "ecbplus",
        0.898,
        "TF-IDF, average linkage at .20, ECB+ dev; ECB+ test .881, where Barhom 2019's topics have .968",
    ),
    ("giveme5w1h", 0.943, "TF-IDF on gold5w1h; .893 on news_cluster, .958 on BASIL"),
]


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Group each set and score it."""
    sets = read_sets(data, split)
    figures: dict[str, float] = {}
    cases: dict[str, str] = {}
    for name, told in sets.items():
        grouper = Grouper(window_days=None)
        grouper.place(told.traits)
        given = [grouper.story_of(t.article) for t in told.traits]
        figures[name], figures[f"{name}_precision"], figures[f"{name}_recall"] = b_cubed(told.gold, given)
        figures[f"{name}_conll"] = chain_scores(told.gold, given)["conll_f1"]
        cases |= {f"{name} {story}": parts for story, parts in by_story(told.gold, given).items()}
        for kind, likeness, threshold in (
            ("tf_idf", tf_idf(told.articles), TF_IDF),
            ("minilm", minilm(told.traits), MINILM),
        ):
            ((_, labels),) = linked(likeness, [threshold])
            figures[f"{name}_{kind}"] = b_cubed(told.gold, labels)[0]
            figures[f"{name}_{kind}_best"] = best(linked(likeness, TRIED[kind].tolist()), told.gold)[0]
        figures |= {f"{name}_{kind}": figure for kind, figure in undated(told).items()}
    means = {"b3_f1": ""} | {f"b3_f1_{kind}": f"_{kind}" for kind in ("tf_idf", "minilm")}
    means_of = {key: sum(figures[f"{name}{end}"] for name in sets) / len(sets) for key, end in means.items()}
    return {
        "figures": means_of | figures,
        "counts": {f"{name}_articles": len(told.gold) for name, told in sets.items()},
        "cases": cases,
    }


def undated(told: Told) -> dict[str, float]:
    """A set in an archive: with all its dates, without some of them, and with those without one apart."""
    if sum(bool(t.day) for t in told.traits) < len(told.traits) / 2:
        return {}
    taken = [int(article.sha256[:8], 16) % 10 < WITHOUT for article in told.articles]
    articles = [
        msgspec.structs.replace(article, published=None, published_basis="none") if out else article
        for article, out in zip(told.articles, taken, strict=True)
    ]
    grouper = Grouper()
    traits = [msgspec.structs.replace(t, published="") if out else t for t, out in zip(told.traits, taken, strict=True)]
    grouper.place(traits)
    given = {
        "archive": archived(told.articles),
        "undated": archived(articles),
        "apart": [grouper.story_of(t.article) for t in traits],
    }
    return {kind: b_cubed(told.gold, stories)[0] for kind, stories in given.items()}


def archived(articles: Sequence[Article]) -> list[str]:
    """The story of each article in a new archive."""
    with TemporaryDirectory() as folder, open_archive(Path(folder) / "news", create=True) as archive:
        archive.add(articles)
        return [str(archive.article(key_of(article)).story) for article in articles]


def read_sets(data: Path | None, split: str) -> dict[str, Told]:
    """The sets of a split that are here."""
    vectors = Vectors()
    found = {}
    for name, patterns in FILES.items():
        for pattern in patterns["dev" if split == "dev" else "other"]:
            try:
                told = read_set(data, f"stories-{name}", pattern.format(split=split), vectors)
            except DataMissing:
                continue
            if told.gold:
                found[name] = told
                break
    if not found:
        raise DataMissing(f"no set of stories has the split {split}; stories-ecbplus has {split}.jsonl, where it is.")
    return found
