"""Scores into structure: trees, spans and links, all deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

O_TO_I = -1e9
NOTHING = ("O", "")
MOST_ROOTS = 20
BIO = ("O", "B-x", "I-x")
PRONOUN_STEPS = 4  # pronouns of pronouns
LEAST_SHARE = 0.02  # of its probability that an anaphor must give to an antecedent
MOST_ANTECEDENTS = 5


def tree(arcs: np.ndarray, sentence: Sequence[int]) -> tuple[list[int], list[int]]:
    """Heads of the words of a unit (-1 for a sentence's root), and the greedy heads the label scores are for.

    Each sentence gets the maximum spanning tree with one root; where the greedy heads are such a tree already they
    are it.
    """
    greedy = [int(h) - 1 for h in arcs.argmax(axis=1)]
    heads = list(greedy)
    numbers = np.asarray(sentence)
    for number in sorted(set(sentence)):
        rows = np.flatnonzero(numbers == number)
        local = {int(row): i for i, row in enumerate(rows)}
        if not _is_tree([local.get(greedy[r], -1) for r in rows]):
            scores = np.concatenate([arcs[rows, :1], arcs[np.ix_(rows, rows + 1)]], axis=1)
            for i, head in enumerate(one_root_tree(scores)):
                heads[int(rows[i])] = -1 if head < 0 else int(rows[head])
    return heads, greedy


def _is_tree(heads: Sequence[int]) -> bool:
    if sum(h < 0 for h in heads) != 1:
        return False
    for word in range(len(heads)):
        seen, at = 0, word
        while heads[at] >= 0:
            at = heads[at]
            seen += 1
            if seen > len(heads):
                return False
    return True


def one_root_tree(scores: np.ndarray) -> list[int]:
    """Heads (-1 root) of the best tree with exactly one root. `scores` is n x (n + 1), column 0 the root.

    Chu-Liu/Edmonds with words tried as the only root, best bound first, until none can do better. The bound of a root
    is its score with the best head of every other word.
    """
    n = len(scores)
    weights = scores[:, 1:].astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    tops = weights.max(axis=1) if n > 1 else np.zeros(1)
    bounds = scores[:, 0] + tops.sum() - tops
    best, best_total = [-1] * n, -np.inf
    for root in np.argsort(-bounds, kind="stable")[:MOST_ROOTS]:
        if bounds[root] <= best_total:
            break
        heads = _arborescence(weights, int(root))
        total = scores[root, 0] + sum(weights[i, h] for i, h in enumerate(heads) if i != root)
        if total > best_total:
            best, best_total = heads, total
    return best


def _arborescence(weights: np.ndarray, root: int) -> list[int]:
    """Chu-Liu/Edmonds: best tree from `root`; `weights[dependent, head]`."""
    n = len(weights)
    heads = [-1 if i == root else int(weights[i].argmax()) for i in range(n)]
    cycle = _find_cycle(heads, root)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    size = len(outside)
    shrunk = np.full((size + 1, size + 1), -np.inf)
    enters: dict[int, int] = {}
    leaves: dict[int, int] = {}
    kept = sum(weights[i, heads[i]] for i in cycle)
    for a, word in enumerate(outside):
        shrunk[a, :size] = weights[word, outside]
        best = max(cycle, key=lambda h: (weights[word, h], -h))
        shrunk[a, size], leaves[word] = weights[word, best], best
        gains = [(weights[i, word] - weights[i, heads[i]] + kept, -i) for i in cycle]
        top = max(gains)
        shrunk[size, a], enters[word] = top[0], -top[1]
    np.fill_diagonal(shrunk, -np.inf)
    inner = _arborescence(shrunk, outside.index(root))
    result = list(heads)
    for a, word in enumerate(outside):
        if word != root:
            result[word] = leaves[word] if inner[a] == size else outside[inner[a]]
    into = outside[inner[size]]
    result[enters[into]] = into
    result[root] = -1
    return result


def _find_cycle(heads: Sequence[int], root: int) -> list[int]:
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and at in path:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def label_scores(
    out: dict[str, np.ndarray], heads: Sequence[int], greedy: Sequence[int], tables: dict[str, np.ndarray]
) -> np.ndarray:
    """Relation scores of each word with its head; those of heads that the tree changed are computed anew."""
    scores: np.ndarray = out["label"].copy()
    for i, (head, old) in enumerate(zip(heads, greedy, strict=True)):
        if head != old:
            dependent, governor = out["label_dependent"][i], out["label_head"][head + 1]
            pair = np.einsum("d,kde,e->k", dependent, tables["pair"], governor)
            scores[i] = pair + tables["dependent"] @ dependent + tables["head"] @ governor + tables["bias"]
    return scores


def bio_spans(scores: np.ndarray, names: Sequence[str], *, begin: float = 0.0) -> list[tuple[int, int, str]]:
    """Best BIO sequence (I only after B or I of its type; each span costs `begin`) as (start, end, type).

    Where each word's best tag makes such a sequence it is that one, else Viterbi finds it.
    """
    if not len(scores):
        return []
    parts = [(n.partition("-")[0], n.partition("-")[2]) for n in names]
    scores = scores - begin * np.array([mark == "B" for mark, _ in parts])
    greedy = [parts[i] for i in scores.argmax(axis=1).tolist()]
    if all(
        mark != "I" or (before[0] != "O" and before[1] == kind) for before, (mark, kind) in pairwise([NOTHING, *greedy])
    ):
        return _spans(greedy)
    return _spans(_viterbi(scores, parts))


def _viterbi(scores: np.ndarray, parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    count = len(parts)
    step = np.zeros((count, count))
    for a, (mark, kind) in enumerate(parts):
        for b, (next_mark, next_kind) in enumerate(parts):
            if next_mark == "I" and not (mark in {"B", "I"} and kind == next_kind):
                step[a, b] = O_TO_I
    total = scores[0] + np.array([O_TO_I if mark == "I" else 0.0 for mark, _ in parts])
    back = []
    for row in scores[1:]:
        ways = total[:, None] + step
        back.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [parts[i] for i in reversed(path)]


def _spans(tags: Sequence[tuple[str, str]]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    start = -1
    for i, (mark, _) in enumerate([*tags, ("O", "")]):
        if start >= 0 and mark != "I":
            found.append((start, i, tags[start][1]))
            start = -1
        if mark == "B":
            start = i
    return found


def said_of(layers: np.ndarray, links: np.ndarray, words: Sequence[int]) -> dict[str, Any]:
    """What the network saw of who says what in one unit; `statements` makes attributions of it.

    `words` are the unit's tokens, `odds` (n x 3) the log-odds of each to be source, cue and content, `cues` the cue
    spans as positions in `words`, `links` (cues x 2 x n) how much each word is a cue's source and content. `layers`
    is n x 3 x 3 (source, cue, content; O, B, I), `links` 2 x n x n, from cue word to source and to content word.
    """
    cues = [(a, b) for a, b, _ in bio_spans(layers[:, 1], BIO)]
    inside = np.logaddexp(layers[:, :, 1], layers[:, :, 2]) - layers[:, :, 0]
    means = [links[:, a:b].mean(axis=1) for a, b in cues]
    linked = np.stack(means) if means else np.zeros((0, 2, len(words)))
    return {"words": list(words), "odds": inside.astype(np.float32), "cues": cues, "links": linked.astype(np.float32)}


def antecedents(scores: np.ndarray, kinds: Sequence[str]) -> list[tuple[int, int, float]]:
    """(anaphor, antecedent, share) for the pronouns and definite nominals of a unit, each one's likeliest first.

    `scores` is n x (n + 1), column 0 for none; `kinds` says of each word "pronoun", "definite", "nominal" or "". A
    pronoun looks both ways, a nominal back. What a pronoun gives to other pronouns flows on to their antecedents, so
    that it ends at a nominal where the unit has one. Shares of one anaphor sum to what it does not give to none.
    """
    n = len(kinds)
    marks = np.array(kinds, dtype=object)
    pronoun, thing = marks == "pronoun", (marks == "nominal") | (marks == "definite")
    table = scores.astype(np.float64)
    table[:, 1:][~pronoun[:, None] & (np.arange(n)[None, :] >= np.arange(n)[:, None])] = -np.inf
    table -= table.max(axis=1, keepdims=True)
    shares = np.exp(table)
    shares /= shares.sum(axis=1, keepdims=True)
    to_things, to_pronouns = shares[:, 1:] * thing, shares[:, 1:] * pronoun
    flow = to_things.copy()
    for _ in range(PRONOUN_STEPS):
        flow[pronoun] = to_things[pronoun] + to_pronouns[pronoun] @ flow
    flow += to_pronouns * np.clip(1 - flow.sum(axis=1), 0, 1)  # pronouns that lead to no nominal of the unit
    np.fill_diagonal(flow, 0.0)
    found = []
    for word in (int(w) for w in np.flatnonzero(pronoun | (marks == "definite"))):
        best = [int(i) for i in np.argsort(-flow[word], kind="stable")[:MOST_ANTECEDENTS]]
        found += [(word, i, round(float(flow[word, i]), 3)) for i in best if flow[word, i] >= LEAST_SHARE]
    return found
