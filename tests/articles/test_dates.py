import pytest

from tests.pace import at_most
from twosource.articles.dates import read_date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2025-02-04", "2025-02-04"),
        ("20250204", "2025-02-04"),
        ("2025-2-4", "2025-02-04"),
        ("2025/02/04", "2025-02-04"),
        ("2025.2.4 10:00", "2025-02-04T10:00:00"),
        ("2025-02-04T21:40:00-05:00", "2025-02-04T21:40:00-05:00"),
        ("2025-02-04T10:00:00Z", "2025-02-04T10:00:00+00:00"),
        ("2025-02-04T10:00:00.000Z", "2025-02-04T10:00:00+00:00"),
        ("2025-02-04T10:00:00+0530", "2025-02-04T10:00:00+05:30"),
        ("2025-02-04 10:00:00 -0500", "2025-02-04T10:00:00-05:00"),
        ("2025-02-04T10:00:00 EST", "2025-02-04T10:00:00"),
        ("Tue, 04 Feb 2025 10:00:00 +0300", "2025-02-04T10:00:00+03:00"),
        ("Tue, 4 Feb 2025 10:00 GMT", "2025-02-04T10:00:00+00:00"),
        ("February 4, 2025", "2025-02-04"),
        ("4 February 2025", "2025-02-04"),
        ("Published February 4th, 2025", "2025-02-04"),
        ("February 4, 2025 5:44 PM EST", "2025-02-04T17:44:00"),
        ("Mon Apr 28 17:44:00 IST 2025", "2025-04-28T17:44:00"),
        ("Monday, April 28, 2025 at 5:44 p.m.", "2025-04-28T17:44:00"),
    ],
)
def test_as_exact_as_it_is_stated(words: str, date: str) -> None:
    assert read_date(words) == date


@pytest.mark.parametrize(
    "words",
    [
        "", "yesterday", "February 2025", "2025", "4 February", "03/04/2025", "4.2.2025", "Feb 30, 2025", "2025-13-45",
        "0001-01-01", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "9999-12-31", "1738663200", "2025-02-04" * 20,
        "<script>alert(1)</script>", "2025-02-04T25:61:00", "٢٠٢٥-٠٢-٠٤x",
    ],
)  # fmt: skip
def test_what_leaves_a_part_open_is_no_date(words: str) -> None:
    assert read_date(words) is None


@pytest.mark.parametrize(
    "words", ["9" * 20_000, "1." * 5_000, "jan " * 2_000, "12" + " " * 20_000 + "2025", "?" * 20_000, "12/" * 5_000]
)
def test_long_strings_cost_nothing(words: str) -> None:
    with at_most(0.1):
        assert read_date(words) is None
