"""How surely reports that agree tell one thing, where likeness alone holds their statements together.

Held against the gold answers (`python -m benchmarks accounts`, `sure_right` and `loose_right`), of two statements that a
finding puts together as agreeing, at least about four in five answer one question where the mean likeness of its pairs
reaches `SURE`, and little more than half below it. A loose finding keeps its status and says so: a reader must see both statements.
"""

from __future__ import annotations

from dataclasses import replace

from twosource.compare.verdicts import Verdict
from twosource.data import Reason, Status

SURE = {"event": 0.7, "quantity": 0.6, "date": 0.75, "place": 0.75, "person": 0.75}
AGREEING = frozenset({Status.CORROBORATED, Status.REFINED})


def weighed(verdict: Verdict, alike: float) -> tuple[Verdict, float]:
    """The verdict with its score, the mean likeness of its pairs (0..1), and with a reason more where it is loose."""
    if verdict.status in AGREEING and alike < SURE[verdict.kind]:
        loose = Reason(rule="alike.loosely", inputs=(f"likeness {alike:.2f}", f"sure from {SURE[verdict.kind]:.2f}"))
        verdict = replace(verdict, reasons=(*verdict.reasons, loose))
    return verdict, alike
