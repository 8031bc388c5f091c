"""Cells that no spreadsheet runs."""

import csv
import io

import pytest

from twosource.server.tables import to_csv

CASES = [
    ("plain", "plain"),
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@x", "'@x"),
    ("\t=1", "'\t=1"),
    ("  =1", "'  =1"),
    ("＝1", "'＝1"),
    (-3, "-3"),
    (None, ""),
    (["a", "b"], "a; b"),
    (["=a"], "'=a"),
]


@pytest.mark.parametrize(("value", "cell"), CASES)
def test_cells(value: object, cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv([{"x": value, "left out": 1}], ["x"])))
    assert row["x"] == cell
