"""Agreement that rests on likeness alone is sure or loose by how alike the statements are."""

import pytest

from tests.compare.test_findings import AGREED, account
from twosource.compare.sureness import SURE, weighed
from twosource.compare.verdicts import Verdict
from twosource.data import Reason, Status

SAME = Reason(rule="event.same", inputs=())


@pytest.mark.parametrize("kind", sorted(SURE))
def test_less_likeness_than_is_sure_is_said(kind: str) -> None:
    verdict = Verdict(kind, Status.CORROBORATED, (), (SAME,))
    loose, score = weighed(verdict, SURE[kind] - 0.01)
    assert [reason.rule for reason in loose.reasons] == ["event.same", "alike.loosely"]
    assert score == SURE[kind] - 0.01
    assert weighed(verdict, SURE[kind]) == (verdict, SURE[kind])


@pytest.mark.parametrize("status", sorted(set(Status) - AGREED))
def test_only_agreement_is_loose(status: Status) -> None:
    verdict = Verdict("event", status, (), (SAME,))
    assert weighed(verdict, 0.1) == (verdict, 0.1)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The mayor of Selby resigned on Monday after a bribery scandal.",
            "Selby's mayor stepped down on Monday over bribes.",
        ),
        ("The storm cut power to 40,000 homes.", "Power was lost in some 40,000 homes because of the storm."),
        ("Police arrested two men.", "Two men were arrested by police."),
    ],
)
def test_what_two_reports_plainly_tell_is_sure(one: str, two: str) -> None:
    agreed = [f for f in account(one, two).findings if f.status in AGREED]
    assert agreed
    assert all(f.sure for f in agreed)
