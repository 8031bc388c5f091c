"""Which acts a statement tells beyond its verb."""

import pytest

from tests.compare.test_stances import points_of
from twosource.compare.acts import told_acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The court struck down the ban.", "strike_down"),
        ("The airport remained closed.", "closed"),
        ("A jury found Ana Moro guilty of theft.", "convict"),
        ("Ana Moro was found not guilty of theft.", "acquit"),
        ("The guard was shot dead.", "kill"),
        ("The gunman turned the gun on himself.", "kill_self"),
        ("The gunman was shot dead by two armed officers.", "killed_by"),
        ("Ana Moro pleaded guilty to theft.", "admit_charge"),
        ("Ana Moro entered a not guilty plea.", "deny_charge"),
        ("The jet crashed because of a mechanical failure.", "break_down_itself"),
    ],
)
def test_acts(text: str, act: str) -> None:
    assert any(act in told_acts(p.statement) for p in points_of(text, kind="event"))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ana Moro was found not guilty of theft.", "convict"),
        ("Ana Moro pleaded not guilty to theft.", "admit_charge"),
        ("The gunman shot two officers dead.", "killed_by"),
        ("The minister admitted a mistake.", "admit_charge"),
    ],
)
def test_no_such_act(text: str, act: str) -> None:
    assert not any(act in told_acts(p.statement) for p in points_of(text, kind="event"))
