"""A stream of four years of news, in order of time, into stories: B-cubed F1 over the articles whose story is known.

Beside it, in the same run, the best single-threshold MiniLM baseline: each article joins the story of the last days whose
leads have the highest mean cosine with its own. `minilm` is its best threshold with the grouper's window, `minilm_any` that
with the best of three windows as well; both are chosen on what is scored, which favours them. Half the labelled stories
are, as AllSides roundups, in what the weights were fitted on: `unseen_b3_f1` is the other half alone,
`unseen_minilm` the baseline's best there.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from benchmarks.clusters import b_cubed, best, by_story, streamed
from benchmarks.story_sets import Vectors, kept_apart, read_set
from twosource.stories import Grouper
from twosource.stories.grouper import WINDOW_DAYS

WINDOWS = (1, 3, WINDOW_DAYS)
TRIED = np.arange(0.45, 0.67, 0.03).round(2).tolist()


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Group the stream and score it."""
    told = read_set(data, f"stream-{split}", "articles.jsonl", Vectors(), story="story")
    grouper = Grouper()
    started = process_time()
    grouper.place(told.traits)
    seconds = process_time() - started
    given = [grouper.story_of(t.article) for t in told.traits]
    labelled = [i for i, g in enumerate(told.gold) if g is not None]
    unseen = [i for i in labelled if kept_apart(str(told.gold[i]))]
    figures: dict[str, float] = {}
    for name, chosen in (("b3", labelled), ("unseen_b3", unseen)):
        scores = b_cubed([told.gold[i] for i in chosen], [given[i] for i in chosen])
        figures |= dict(zip((f"{name}_f1", f"{name}_precision", f"{name}_recall"), scores, strict=True))
    runs = {days: list(streamed(told.traits, days, TRIED)) for days in WINDOWS}
    baselines = {days: best(iter(found), told.gold)[0] for days, found in runs.items()}
    half = [g if g is not None and kept_apart(g) else None for g in told.gold]
    figures |= {"minilm": baselines[WINDOW_DAYS], "minilm_any": max(baselines.values())}
    figures["unseen_minilm"] = best(iter(runs[WINDOW_DAYS]), half)[0]
    figures["gain"] = figures["b3_f1"] - figures["minilm"]
    sizes = [len(articles) for articles in grouper.stories().values()]
    return {
        "figures": figures,
        "counts": {"articles": len(given), "labelled": len(labelled), "stories": len(sizes), "largest": max(sizes)}
        | {"articles_per_cpu_second": round(len(given) / seconds)},
        "cases": by_story(told.gold, given),
    }
