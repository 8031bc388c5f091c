"""Two figures: the same, compatible, disjoint, or not to be compared; and what must hold for all of them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from twosource.compare.intervals import compare_quantities, interval, middle
from twosource.data import Anchor, Quantity

# unit -> dimension, factor to SI, offset
UNITS = {
    "": ("", 1.0, 0.0),
    "km": ("length", 1000.0, 0.0),
    "mi": ("length", 1609.344, 0.0),
    "m": ("length", 1.0, 0.0),
    "ha": ("area", 1e4, 0.0),
    "acre": ("area", 4046.8564224, 0.0),
    "d": ("duration", 86400.0, 0.0),
    "wk": ("duration", 604800.0, 0.0),
    "%": ("percent", 1.0, 0.0),
    "pp": ("percentage points", 1.0, 0.0),
    "bp": ("percentage points", 0.01, 0.0),
    "USD": ("currency:USD", 1.0, 0.0),
    "EUR": ("currency:EUR", 1.0, 0.0),
    "°C": ("temperature", 1.0, 273.15),
    "°F": ("temperature", 5 / 9, 459.67 * 5 / 9),
    "a": ("age", 31557600.0, 0.0),
}


def figure(
    low: float | None, high: float | None, unit: str = "", *, named: tuple[float, ...] = (), change: str = ""
) -> Quantity:
    dimension, factor, offset = UNITS[unit]
    return Quantity(
        anchor=Anchor("a", 0, 1, "x"),
        low=low,
        high=high,
        unit=unit,
        dimension=dimension,
        si_low=None if low is None or not unit else low * factor + offset,
        si_high=None if high is None or not unit else high * factor + offset,
        named=named or tuple({v for v in (low, high) if v is not None}),
        approximate=low != high and None not in (low, high),
        at_least=high is None,
        at_most=low is None,
        change="up" if change == "up" else "down" if change == "down" else "",
    )


def exact(value: float, unit: str = "", change: str = "") -> Quantity:
    return figure(value, value, unit, change=change)


def about(value: float, unit: str = "") -> Quantity:
    return figure(value * 0.9, value * 1.1, unit, named=(value,))


def nearly(value: float, unit: str = "") -> Quantity:
    return figure(value * 0.9, value, unit, named=(value,))


def at_least(value: float, unit: str = "") -> Quantity:
    return figure(value, None, unit)


def up_to(value: float, unit: str = "") -> Quantity:
    return figure(None, value, unit)


CASES = [
    (exact(910, "km"), exact(565, "mi"), "same"),
    (exact(5, "km"), exact(3, "mi"), "same"),
    (exact(104, "°F"), exact(40, "°C"), "same"),
    (exact(25, "bp"), exact(0.25, "pp"), "same"),
    (exact(2, "wk"), exact(14, "d"), "same"),
    (about(910, "km"), about(565, "mi"), "same"),
    (exact(910, "km"), exact(500, "mi"), "disjoint"),
    (exact(12), exact(12), "same"),
    (exact(12), exact(13), "disjoint"),
    (exact(12), at_least(10), "compatible"),
    (exact(12), at_least(13), "disjoint"),
    (nearly(40), exact(39), "compatible"),
    (nearly(40), exact(41), "disjoint"),
    (nearly(40), exact(30), "disjoint"),
    (about(40), exact(43), "compatible"),
    (up_to(40), exact(12), "compatible"),
    (up_to(40), exact(41), "disjoint"),
    (at_least(12), up_to(40), "compatible"),
    (figure(24, 99), exact(28), "compatible"),
    (figure(24, 99), exact(120), "disjoint"),
    (figure(15, 20), figure(20, 25), "compatible"),
    (exact(3.8e6), exact(3_812_345), "compatible"),
    (exact(30_000), exact(34_000), "disjoint"),
    (exact(1000), exact(1400), "disjoint"),
    (exact(3, "d"), exact(4, "d"), "disjoint"),
    (exact(5, "wk"), nearly(6, "wk"), "disjoint"),
    (exact(3, "a"), nearly(3, "a"), "compatible"),  # 94,672,800 s and 94,672,799.99999999 s
    (at_least(16_000, "ha"), exact(15_000, "ha"), "disjoint"),
    (exact(4, "%"), exact(4.25, "%"), "disjoint"),
    (exact(5, "%", "up"), exact(5, "%", "down"), "disjoint"),
    (exact(5, "%", "up"), exact(5, "%"), "same"),
    (exact(12), exact(12, "%"), "incomparable"),
    (exact(45, "a"), exact(46, "a"), "disjoint"),
    (exact(5, "USD"), exact(5, "km"), "incomparable"),
]


@pytest.mark.parametrize(("a", "b", "relation"), CASES)
def test_relations(a: Quantity, b: Quantity, relation: str) -> None:
    found, why = compare_quantities(a, b)
    assert found == relation, why
    assert why


def test_one_amount_in_two_currencies_excludes_itself_other_amounts_are_not_compared() -> None:
    assert compare_quantities(exact(40e6, "USD"), exact(40e6, "EUR"))[0] == "disjoint"
    assert compare_quantities(exact(40e6, "USD"), exact(37e6, "EUR"))[0] == "incomparable"


def test_a_count_and_a_rank_are_not_compared() -> None:
    assert compare_quantities(exact(3), replace(exact(3), ordinal=True))[0] == "incomparable"


values = st.one_of(
    st.integers(0, 2000).map(float),
    st.integers(1, 999).flatmap(lambda n: st.sampled_from([n * 10.0**k for k in (-2, -1, 1, 2, 3, 5)])),
)
hedges = st.sampled_from([exact, about, nearly, at_least, up_to])


@st.composite
def figures(draw: st.DrawFn, unit: str | None = None) -> Quantity:
    made: Quantity = draw(hedges)(draw(values), unit or draw(st.sampled_from(sorted(UNITS))))
    return made


@given(figures(), figures())
def test_comparison_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert compare_quantities(a, b)[0] == compare_quantities(b, a)[0]


@given(figures())
def test_a_figure_is_the_same_as_itself(a: Quantity) -> None:
    assert compare_quantities(a, a)[0] == "same"
    low, high = interval(a)
    assert low <= high
    assert middle(a) > 0


@given(values, st.sampled_from([("km", "mi"), ("ha", "acre"), ("d", "wk"), ("m", "km")]), st.booleans())
def test_a_converted_figure_is_the_same(value: float, units: tuple[str, str], swap: bool) -> None:
    one, two = reversed(units) if swap else units
    converted = value * UNITS[one][1] / UNITS[two][1]
    assume(value >= 1 and converted >= 1)
    digits = max(0, 2 - len(f"{int(converted)}") + 1)  # three digits that count, or whole numbers
    assert compare_quantities(exact(value, one), exact(round(converted, digits), two))[0] == "same"


def wider(q: Quantity, share: float, ends: str) -> Quantity:
    """The figure with one or both bounds moved outward, or opened."""
    low, high, si_low, si_high = q.low, q.high, q.si_low, q.si_high
    if "l" in ends and low is not None:
        low, si_low = (None, None) if "o" in ends else (low - share * abs(low), None)
    if "h" in ends and high is not None:
        high, si_high = (None, None) if "o" in ends else (high + share * abs(high), None)
    _, factor, offset = UNITS[q.unit]
    si_low = None if low is None or not q.unit else low * factor + offset
    si_high = None if high is None or not q.unit else high * factor + offset
    return replace(q, low=low, high=high, si_low=si_low, si_high=si_high)


@given(figures("km"), figures("mi"), figures("km"), st.floats(0, 0.5), st.sampled_from(["l", "h", "lh", "lo", "ho", "lho"]))  # fmt: skip
def test_a_wider_figure_never_starts_to_disagree(a: Quantity, b: Quantity, c: Quantity, share: float, ends: str) -> None:  # fmt: skip
    for other in (b, c):
        if compare_quantities(a, other)[0] in {"same", "compatible"}:
            assert compare_quantities(wider(a, share, ends), other)[0] in {"same", "compatible"}


@given(values, st.sampled_from(sorted(UNITS)), hedges)
def test_a_hedged_figure_allows_its_number(value: float, unit: str, hedge: object) -> None:
    hedged: Quantity = hedge(value, unit)  # type: ignore[operator]
    assert compare_quantities(exact(value, unit), hedged)[0] in {"same", "compatible"}
    plain, wide = interval(exact(value, unit)), interval(about(value, unit))
    assert wide[0] <= plain[0] + 1e-9 * abs(plain[0])
    assert wide[1] >= plain[1] - 1e-9 * abs(plain[1])


@pytest.mark.parametrize(
    ("celsius", "fahrenheit", "relation"), [(41, 106, "same"), (41, 99, "disjoint"), (41, 103, "disjoint"), (0, 32, "same")]
)  # fmt: skip
def test_degrees_have_no_share(celsius: float, fahrenheit: float, relation: str) -> None:
    assert compare_quantities(exact(celsius, "°C"), exact(fahrenheit, "°F"))[0] == relation


def test_a_step_in_percent_is_none_in_points() -> None:
    assert compare_quantities(exact(5, "%", "up"), exact(5, "pp", "up"))[0] == "disjoint"
    assert compare_quantities(exact(5, "%"), exact(5, "pp"))[0] == "incomparable"
