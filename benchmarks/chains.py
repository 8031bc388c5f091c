"""Scores of coreference chains: MUC, B-cubed, CEAF-e, and their mean (the CoNLL score).

Chains are given as one label per mention, gold and own over the same mentions. After Vilain et al. (1995), Bagga and
Baldwin (1998), Luo (2005), and Pradhan et al. (2014), whose reference scorer gives the same figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.scores import Hits

Labels = Sequence[Hashable]


def chain_scores(gold: Labels, given: Labels) -> dict[str, float]:
    """F1 of each measure and their mean; mentions that stand alone count as chains."""
    scores = {
        "muc_f1": f1(_muc(gold, given), _muc(given, gold)),
        "b3_f1": f1(_b_cubed(gold, given), _b_cubed(given, gold)),
        "ceafe_f1": _ceaf_e(gold, given).f1,
    }
    return {"conll_f1": sum(scores.values()) / len(scores)} | scores


def f1(recall: float, precision: float) -> float:
    """Harmonic mean."""
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _chains(labels: Labels) -> dict[Hashable, list[int]]:
    chains: dict[Hashable, list[int]] = defaultdict(list)
    for i, label in enumerate(labels):
        chains[label].append(i)
    return chains


def _muc(gold: Labels, given: Labels) -> float:
    """Share of the links of the gold chains that the given chains keep."""
    chains = _chains(gold).values()
    links = sum(len(chain) - 1 for chain in chains)
    kept = sum(len(chain) - len({given[i] for i in chain}) for chain in chains)
    return kept / links if links else 0.0


def _b_cubed(gold: Labels, given: Labels) -> float:
    """Mean share of each mention's gold chain that its given chain holds."""
    sizes, both = Counter(gold), Counter(zip(gold, given, strict=True))
    return sum(n * n / sizes[label] for (label, _), n in both.items()) / len(gold) if gold else 0.0


def _ceaf_e(gold: Labels, given: Labels) -> Hits:
    """Likeness (2 shared / both sizes) of the chains paired one to one as best they can be."""
    mine, theirs = _chains(gold), _chains(given)
    rows, columns = {label: i for i, label in enumerate(mine)}, {label: i for i, label in enumerate(theirs)}
    table = np.zeros((len(rows), len(columns)))
    for (a, b), n in Counter(zip(gold, given, strict=True)).items():
        table[rows[a], columns[b]] = 2 * n / (len(mine[a]) + len(theirs[b]))
    best = linear_sum_assignment(table, maximize=True)
    return Hits(float(table[best].sum()), len(rows), len(columns))
