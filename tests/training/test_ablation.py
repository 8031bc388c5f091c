"""The groups that the ablation takes out: every sign in one of them, every rule where it says."""

from collections import Counter

import numpy as np

from training.ablation import RULE_GROUPS, SIGN_GROUPS, first_only
from training.alignment import as_fitted
from twosource.compare.signs import SECOND, SIGNS


def test_every_sign_stands_in_one_group() -> None:
    grouped = Counter(name for names in SIGN_GROUPS.values() for name in names)
    signs = {sign.__name__ for kind in SIGNS.values() for sign in (*kind, *SECOND)}
    assert set(grouped) == signs
    assert set(grouped.values()) == {1}


def test_every_rule_is_where_the_table_says() -> None:
    assert all(hasattr(where, name) for rules in RULE_GROUPS.values() for where, name, _ in rules)


def test_without_its_second_stage_a_pair_keeps_its_first_score() -> None:
    k = len(SIGNS["date"])
    fitted = as_fitted("date", (np.ones(k + 1), np.ones(k + len(SECOND) + 1)))
    kept = first_only("date", fitted, frozenset(sign.__name__ for sign in SECOND))
    assert [name for name, weight in kept["second"].items() if weight] == ["first_score"]
    assert kept["first"] == fitted["first"]
