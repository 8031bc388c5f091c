"""Scores into structure: trees, spans and links, all deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

O_TO_I = -1e9
BIO = ("O", "B-x", "I-x")
PRONOUN_STEPS = 4  # pronouns of pronouns
LEAST_SHARE = 0.02  # of its probability that an anaphor must give to an antecedent
MOST_ANTECEDENTS = 5


def tree(arcs: np.ndarray, sentence: Sequence[int] | np.ndarray) -> tuple[list[int], list[int]]:
    """Heads of the words of a unit (-1 for a sentence's root), and the greedy heads the label scores are for.

    Each sentence gets the maximum spanning tree with one root; where the greedy heads are such a tree already they
    are it.
    """
    greedy = arcs.argmax(axis=1) - 1
    heads, numbers = greedy.copy(), np.asarray(sentence)
    for number in _broken(greedy, numbers):
        rows = np.flatnonzero(numbers == number)
        scores = np.concatenate([arcs[rows, :1], arcs[np.ix_(rows, rows + 1)]], axis=1)
        found = np.array(one_root_tree(scores))
        heads[rows] = np.where(found < 0, -1, rows[found])
    return heads.tolist(), greedy.tolist()


def _broken(heads: np.ndarray, numbers: np.ndarray) -> list[int]:
    """The sentences whose heads are no tree with one root."""
    n = len(heads)
    inside = (heads >= 0) & (numbers[heads] == numbers)
    above = np.append(np.where(inside, heads, n), n)
    for _ in range(n.bit_length()):  # each time twice as far up
        above = above[above]
    circling = set(numbers[above[:n] != n].tolist())
    roots = np.bincount(numbers[~inside], minlength=int(numbers.max()) + 1)
    return [number for number in sorted(set(numbers.tolist())) if number in circling or roots[number] != 1]


def one_root_tree(scores: np.ndarray) -> list[int]:
    """Heads (-1 root) of the best tree with exactly one root. `scores` is n x (n + 1), column 0 the root.

    Chu-Liu/Edmonds from each word as the only root, the most promising first, until none can do better.
    """
    weights = scores[:, 1:].astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    top = weights.max(axis=1)
    if len(scores) == 1:
        return [-1]
    at_most = scores[:, 0] + top.sum() - top  # what a tree from each root can reach
    best, best_total = [-1] * len(scores), -np.inf
    for root in (int(r) for r in np.argsort(-at_most, kind="stable")):
        if at_most[root] <= best_total:
            break
        heads = _arborescence(weights, root)
        total = scores[root, 0] + sum(weights[i, h] for i, h in enumerate(heads) if i != root)
        if total > best_total:
            best, best_total = heads, total
    return best


def _arborescence(weights: np.ndarray, root: int) -> list[int]:
    """Chu-Liu/Edmonds: best tree from `root`; `weights[dependent, head]`."""
    n = len(weights)
    heads = [-1 if i == root else int(h) for i, h in enumerate(weights.argmax(axis=1))]
    cycle = sorted(_find_cycle(heads, root))
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    size, out, ring = len(outside), np.array(outside), np.array(cycle)
    shrunk = np.full((size + 1, size + 1), -np.inf)
    shrunk[:size, :size] = weights[out[:, None], out]
    leaving = weights[out[:, None], ring]
    leaves = leaving.argmax(axis=1)
    shrunk[:size, size] = leaving.max(axis=1)
    held = weights[cycle, [heads[i] for i in cycle]]
    entering = weights[ring[:, None], out] - held[:, None] + held.sum()
    enters = entering.argmax(axis=0)
    shrunk[size, :size] = entering.max(axis=0)
    inner = _arborescence(shrunk, outside.index(root))
    result = list(heads)
    for a, word in enumerate(outside):
        if word != root:
            result[word] = cycle[int(leaves[a])] if inner[a] == size else outside[inner[a]]
    result[cycle[int(enters[inner[size]])]] = outside[inner[size]]
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
    changed = np.flatnonzero(np.asarray(heads) != np.asarray(greedy))
    if len(changed):
        dependent, governor = out["label_dependent"][changed], out["label_head"][np.asarray(heads)[changed] + 1]
        scores[changed] = (
            np.einsum("kd,ldk->kl", dependent, tables["pair"] @ governor.T)
            + dependent @ tables["dependent"].T
            + governor @ tables["head"].T
            + tables["bias"]
        )
    return scores


def bio_spans(scores: np.ndarray, names: Sequence[str], *, begin: float = 0.0) -> list[tuple[int, int, str]]:
    """Best BIO sequence (Viterbi; I only after B or I of its type; each span costs `begin`) as (start, end, type)."""
    if not len(scores):
        return []
    kinds, marks, opener = _bio(tuple(names))
    if begin:
        scores = scores - begin * (marks == 1)
    path = scores.argmax(axis=1)
    before = np.concatenate([[0], path[:-1]])
    first = opener[path]  # the B of an I, -1 of all others
    stray = (first >= 0) & (before != path) & (before != first)
    stray[0] = first[0] >= 0
    if stray.any():  # else the best tags are the best sequence
        path = _mended(scores, path, opener, np.flatnonzero(stray))
    edges = np.append(np.flatnonzero(marks[path] != 2), len(path))  # where an O or a B stands
    starts = np.flatnonzero(marks[path] == 1)
    ends = edges[np.searchsorted(edges, starts, side="right")]
    return [(a, b, kinds[i]) for a, b, i in zip(starts.tolist(), ends.tolist(), path[starts].tolist(), strict=True)]


def _mended(scores: np.ndarray, path: np.ndarray, opener: np.ndarray, strays: np.ndarray) -> np.ndarray:
    """The best sequence, from the best tags: only runs of I, with the tag before them, that hold a stray I are sought anew.

    Such a run may begin with an I as far as it knows; where that is best, what stands before it matters too, and the
    whole is sought.
    """
    cuts = np.append(np.flatnonzero(opener[path] < 0), len(path))
    mended, done = path.copy(), 0
    for at in strays.tolist():
        if at < done:
            continue
        after = int(np.searchsorted(cuts, at))
        start, done = (int(cuts[after - 1]) if after else 0), int(cuts[after])
        best = _viterbi(scores[start:done].tolist(), opener.tolist(), free=start > 0)
        if start and opener[best[0]] >= 0:
            return np.array(_viterbi(scores.tolist(), opener.tolist(), free=False))
        mended[start:done] = best
    return mended


@cache
def _bio(names: tuple[str, ...]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Each tag's type, its mark (0 O, 1 B, 2 I), and the B of each I (-1 for other tags)."""
    parts = [(n.partition("-")[0], n.partition("-")[2]) for n in names]
    opener = [names.index(f"B-{kind}") if mark == "I" else -1 for mark, kind in parts]
    return [kind for _, kind in parts], np.array(["OBI".index(mark) for mark, _ in parts]), np.array(opener)


def _viterbi(rows: list[list[float]], opener: list[int], *, free: bool) -> list[int]:
    """Tags of the best sequence in which an I follows itself or its B; the first may be an I where it is `free`."""
    insides = [(tag, first) for tag, first in enumerate(opener) if first >= 0]
    total = list(rows[0])
    for tag, _ in insides:
        total[tag] += 0.0 if free else O_TO_I
    back = []
    for row in rows[1:]:
        top = max(total)
        pointers = [total.index(top)] * len(row)
        following = [top + score for score in row]
        for tag, first in insides:
            pointers[tag] = first if total[first] >= total[tag] else tag
            following[tag] = total[pointers[tag]] + row[tag]
        back.append(pointers)
        total = following
    path = [total.index(max(total))]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    return path[::-1]


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
    marks = np.array(kinds, dtype=object)
    pronoun, thing = np.flatnonzero(marks == "pronoun"), (marks == "nominal") | (marks == "definite")
    definite = np.flatnonzero(marks == "definite")
    asked = np.concatenate([pronoun, definite])
    table = scores[asked].astype(np.float64)
    words = np.arange(len(kinds))
    table[len(pronoun) :, 1:][words[None, :] >= definite[:, None]] = -np.inf
    table = np.exp(table - table.max(axis=1, keepdims=True, initial=-np.inf))
    shares = (table / table.sum(axis=1, keepdims=True))[:, 1:]
    flow = shares * thing
    onward = shares[:, pronoun]
    for _ in range(PRONOUN_STEPS):
        flow[: len(pronoun)] = shares[: len(pronoun)] * thing + onward[: len(pronoun)] @ flow[: len(pronoun)]
    left = np.clip(1 - flow[: len(pronoun)].sum(axis=1), 0, 1)
    flow[:, pronoun] += onward * left  # pronouns that lead to no nominal of the unit
    flow[np.arange(len(asked)), asked] = 0.0
    best = np.argsort(-flow, axis=1, kind="stable")[:, :MOST_ANTECEDENTS]
    shown = np.take_along_axis(flow, best, axis=1)
    found = []
    for at in np.argsort(asked, kind="stable").tolist():
        pairs = zip(best[at].tolist(), shown[at].tolist(), strict=True)
        found += [(int(asked[at]), i, round(share, 3)) for i, share in pairs if share >= LEAST_SHARE]
    return found
