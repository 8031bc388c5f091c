"""What each group of signs and of rules brings to the accounts: every figure without it, and the loss.

    python -m training.ablation [--stories DIR] [--out FILE] [--without NAME]...

Signs are taken out and the weights fitted anew, held out by story in six folds, so that the others may take their
place. Rules are taken out one group at a time over the same held-out weights. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import score
from training.alignment import STORIES, Pairs, Told, as_fitted, held_out_weights, labelled, read_story
from twosource.compare import compare, findings, groups, verdicts, when
from twosource.compare.align import Fitted, Scores, pair_scores
from twosource.compare.points import Point
from twosource.compare.questions import Reports, Ruled, judge_by_rule
from twosource.compare.signs import SECOND, SIGNS
from twosource.compare.verdicts import Setting

FIGURES = ("link_f1", "status", "disagree_f1", "single_ok", "mean")
SIGN_GROUPS: dict[str, tuple[str, ...]] = {
    "likeness of words": (
        "clause_mean", "clause_match", "clause_inside", "clause_outside", "sentence_mean", "sentence_match",
        "nearest_clause", "nearest_sentence", "own_mean", "own_match", "nearest_own",
    ),
    "shared words": ("shared_words", "shared_context", "own_words", "copied"),
    "actors": ("shared_actors", "other_actors", "own_actors"),
    "figures": ("shared_figures", "near_value", "one_small"),
    "days": ("shared_days",),
    "same value": ("same_value",),
    "what is counted": ("same_slot", "same_counted", "same_part"),
    "predicate and event": ("same_predicate", "same_event_type"),
    "the whole story": tuple(sign.__name__ for sign in SECOND),
}  # fmt: skip


def _no_update(*_: object) -> str:
    return ""


def _no_bound(*_: object) -> None:
    return None


def _one_group(points: Sequence[Point], face: object) -> list[list[Point]]:
    return [list(points)]


def _plain_groups(events: groups.Aligned, figures: groups.Aligned, setting: Setting) -> Any:
    return [(group, []) for group in events.groups()], figures.groups()


# group -> (where, name, what stands there instead)
RULE_GROUPS: dict[str, tuple[tuple[Any, str, object], ...]] = {
    "update or conflict": ((verdicts, "superseded", _no_update), (verdicts, "bounds_apart", _no_bound)),
    "stance against stance": ((findings, "by_stance", _one_group), (Setting, "face", lambda *_, **__: False)),
    "agreement without excluding figures": ((findings, "agreeing", lambda parts, figures, alike, rivals: list(parts)),),
    "events told by a figure": ((findings, "by_figure", _plain_groups),),
    "open questions": ((findings, "open_questions", lambda events: []),),
    "plain rivals": ((groups, "RIVALS", 0.0),),
    "dates that bound": ((when, "BOUNDING", when.re.compile(r"(?!)")),),
    "pairs read again": ((groups, "reread", lambda scores, points, kind: scores),),
    "copies folded": ((findings, "settle", lambda verdict, setting: verdict.status),),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """One story with its gold, its full account's figures and the scores of its pairs."""

    told: Told
    gold: Mapping[str, Any]
    texts: score.Texts
    row: Mapping[str, float | None]
    families: dict[str, str]
    fitted: Mapping[str, Fitted]
    pairs: Mapping[str, Scores]
    ruled: Sequence[Ruled]


def main() -> None:
    """Take each group out, print the table, write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument("--out", type=Path, default=Path("training/ablation_report.json"))
    parser.add_argument("--without", action="append", choices=[*SIGN_GROUPS, *RULE_GROUPS], help="only these groups")
    options = parser.parse_args()
    stories = [read_story(f) for f in sorted(options.stories.iterdir()) if (f / "gold.json").exists()]
    wanted = options.without or [*SIGN_GROUPS, *RULE_GROUPS]
    scored = score_all(stories)
    table = {"everything": means(row for row in (s.row for s in scored))}
    for name in wanted:
        rows = without_signs(stories, scored, name) if name in SIGN_GROUPS else without_rules(scored, name)
        table[name] = means(rows)
        print(line(name, table[name], table["everything"]), flush=True)
    options.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def score_all(stories: Sequence[Told]) -> list[Scored]:
    """Every story's account by weights that never saw it."""
    apart = held_out(stories, frozenset())
    return [_scored(told, apart[told.folder.name]) for told in stories]


def held_out(stories: Sequence[Told], muted: frozenset[str]) -> dict[str, dict[str, Fitted]]:
    """For each story weights that never saw it, some signs left out."""
    apart: dict[str, dict[str, Fitted]] = {told.folder.name: {} for told in stories}
    for kind in SIGNS:
        pairs = [mute(labelled(told, kind), kind, muted) for told in stories]
        for told, betas in zip(stories, held_out_weights(stories, kind, pairs), strict=True):
            apart[told.folder.name][kind] = first_only(kind, as_fitted(kind, betas), muted)
    return apart


def _scored(told: Told, fitted: Mapping[str, Fitted]) -> Scored:
    gold, texts = score.read_story(told.folder)
    account = compare(told.story, told.documents, fitted=fitted)
    row = score.score(gold, texts, account.to_dict())
    families = {a.id: a.family for a in account.articles}
    actor_of = {entity: actor.id for actor in account.actors for entity in actor.entities}
    ruled = judge_by_rule(Reports(told.documents, account.actors, actor_of, told.points, _setting(told)))
    return Scored(told, gold, texts, row, families, fitted, _pairs(told, fitted), ruled)


def _setting(told: Told) -> Setting:
    story = told.story
    return Setting({a.id: a for a in story.articles}, {a: o.id for o in story.origins for a in o.articles})


def _pairs(told: Told, fitted: Mapping[str, Fitted]) -> dict[str, Scores]:
    chosen = {kind: [p for p in told.points if p.kind == kind] for kind in SIGNS}
    return {kind: pair_scores(points, kind, fitted) for kind, points in chosen.items() if points}


def mute(pairs: Pairs, kind: str, muted: frozenset[str]) -> Pairs:
    """The pairs with some signs at 0: their weights then stay 0."""
    columns = [i for i, sign in enumerate(SIGNS[kind]) if sign.__name__ in muted]
    signs = pairs.signs.copy()
    signs[:, columns] = 0.0
    return replace(pairs, signs=signs)


def first_only(kind: str, fitted: Fitted, muted: frozenset[str]) -> Fitted:
    """The weights without a second stage where its signs are left out."""
    if SECOND[0].__name__ not in muted:
        return fitted
    second = dict.fromkeys(fitted["second"], 0.0) | {SECOND[0].__name__: 1.0}
    return {"threshold": fitted["threshold"], "first": fitted["first"], "second": second}


def without_signs(stories: Sequence[Told], scored: Sequence[Scored], name: str) -> Iterator[Mapping[str, float | None]]:
    """The stories' figures with a group of signs left out; only the findings change."""
    apart = held_out(stories, frozenset(SIGN_GROUPS[name]))
    for one in scored:
        fitted = apart[one.told.folder.name]
        changed = replace(one, fitted=fitted, pairs=_pairs(one.told, fitted))
        with patch.object(groups, "pair_scores", _ready(changed)):
            yield _figures(changed)


def without_rules(scored: Sequence[Scored], name: str) -> Iterator[Mapping[str, float | None]]:
    """The stories' figures with a group of rules left out; only the findings change."""
    with ExitStack() as stack:
        for where, what, instead in RULE_GROUPS[name]:
            stack.enter_context(patch.object(where, what, instead))
        for one in scored:
            with patch.object(groups, "pair_scores", _ready(one)):
                yield _figures(one)


def _ready(one: Scored) -> Callable[..., Scores]:
    return lambda points, kind, fitted, questions: one.pairs[kind]


def _figures(one: Scored) -> Mapping[str, float | None]:
    found = findings.find_findings(one.told.points, _setting(one.told), one.families, one.fitted, ruled=one.ruled)
    row = dict(one.row) | score.findings_scores(one.gold, {"findings": [f.to_dict() for f in found]}, one.texts)
    return row | {"mean": score.mean([row[name] for name in score.HEADLINE])}


def means(rows: Iterator[Mapping[str, float | None]]) -> dict[str, float]:
    """Means over the stories."""
    told = list(rows)
    return {name: round(score.mean([row[name] for row in told]), 4) for name in FIGURES}


def line(name: str, figures: Mapping[str, float], full: Mapping[str, float]) -> str:
    """A row of the table: each figure and what it loses."""
    return f"{name:36}" + "".join(f"{k:>13} {figures[k]:.3f} {figures[k] - full[k]:+.3f}" for k in FIGURES)


if __name__ == "__main__":
    main()
