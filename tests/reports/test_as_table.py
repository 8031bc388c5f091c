"""Tables: one row per piece of evidence, safe in a spreadsheet, with and without pandas."""

import csv
import io
import sys
from dataclasses import dataclass

import pytest

from tests.reports.conftest import Told
from twosource.data import Anchor
from twosource.reports.as_table import COLUMNS, to_csv


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def evidence(told: Told) -> list[Anchor]:
    return [a for f in told.account.findings for v in f.values for a in v.evidence]


def test_one_row_per_piece_of_evidence(ferry: Told) -> None:
    rows = rows_of(to_csv(ferry.account, safe=False))
    assert [(r["article"], int(r["start"]), int(r["end"]), r["quote"]) for r in rows] == [
        (a.article, a.start, a.end, a.quote) for a in evidence(ferry)
    ]
    assert {r["origin"] for r in rows} == {o.id for o in ferry.account.origins}


@dataclass(frozen=True)
class Case:
    words: str
    shown: str


@pytest.mark.parametrize(
    "case",
    [
        Case("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        Case("+1", "'+1"),
        Case("-1", "'-1"),
        Case("@SUM(1)", "'@SUM(1)"),
        Case("a=b", "a=b"),
    ],
    ids=lambda case: case.words,
)
def test_cells_that_would_run_are_defused(ferry: Told, case: Case) -> None:
    import msgspec

    finding = ferry.account.findings[0]
    value = msgspec.structs.replace(finding.values[0], value=case.words)
    changed = msgspec.structs.replace(finding, values=(value, *finding.values[1:]))
    account = msgspec.structs.replace(ferry.account, findings=(changed,))
    assert rows_of(to_csv(account))[0]["value"] == case.shown
    assert rows_of(to_csv(account, safe=False))[0]["value"] == case.words


def test_a_data_frame_has_the_same_rows(ferry: Told) -> None:
    frame = ferry.account.to_dataframe()
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == len(evidence(ferry))
    assert frame["start"].dtype.kind == "i"


def test_without_pandas_it_says_what_to_install(ferry: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install"):
        ferry.account.to_dataframe()
