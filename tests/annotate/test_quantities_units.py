"""Units, currencies and rates: what they are called and what they are in SI."""

import pytest

from twosource.annotate.measures import currency_before, unit_at

UNITS = [
    ("5 km", "km", "length", 1000),
    ("5-kilometre", "km", "length", 1000),
    ("80 yard", "yd", "length", 0.9144),
    ("565 miles", "mi", "length", 1609.344),
    ("6.1-inch", "in", "length", 0.0254),
    ("50mL", "ml", "volume", 1e-6),
    ("54 square kilometres", "km2", "area", 1e6),
    ("5 sq ft", "ft2", "area", 0.09290304),
    ("100 m²", "m2", "area", 1),
    ("3 cubic metres", "m3", "volume", 1),
    ("7 tonnes", "t", "mass", 1000),
    ("6kW", "kW", "power", 1000),
    ("5.5kWh", "kWh", "energy", 3.6e6),
    ("185-hp", "hp", "power", 745.69987158227022),
    ("300 Hz", "Hz", "frequency", 1),
    ("61 MPa", "MPa", "pressure", 1e6),
    ("10 kV/cm", "kV/cm", "voltage/length", 1e5),
    ("155mph", "mph", "speed", 0.44704),
    ("300 kilometres per hour", "km/h", "speed", 1 / 3.6),
    ("12 metres per second", "m/s", "speed", 1),
    ("25 basis points", "bp", "percentage points", 0.01),
    ("2 percentage points", "pp", "percentage points", 1),
    ("4%", "%", "percent", 1),
    ("4 per cent", "%", "percent", 1),
    ("24pc", "%", "percent", 1),
    ("5 percent a year", "%/a", "percent/duration", 1 / 31557600),
    ("2 million barrels a day", "bbl/d", "volume/duration", 0.158987294928 / 86400),
    ("nine euros", "EUR", "currency:EUR", 1),
    ("63 cents per share", "cent/share", "currency:USD/share", 0.01),
    ("164p", "penny", "currency:GBP", 0.01),
    ("7.7-magnitude", "magnitude", "magnitude", 1),
]


@pytest.mark.parametrize(("text", "name", "dimension", "factor"), UNITS)
def test_units(text: str, name: str, dimension: str, factor: float) -> None:
    at = next(i for i in range(len(text), 0, -1) if text[i - 1].isdigit() and text[i - 1] not in "²") if text[0].isdigit() else text.index(" ")  # fmt: skip
    at = text.index("million") + 7 if "million" in text else at
    found = unit_at(text, at)
    assert found is not None
    unit, end = found
    assert (unit.name, unit.dimension, end) == (name, dimension, len(text))
    assert float(unit.factor) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    "text", ["5 in the", "5 second-half goals", "5 a side", "100 F-16s", "5 people", "12 C-suite", "5 real estate"]
)
def test_words_that_are_no_units(text: str) -> None:
    assert unit_at(text, text.index(" ")) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$5", "USD"), ("US$5", "USD"), ("US $5", "USD"), ("$US5", "USD"), ("C$5", "CAD"), ("HK $5", "HKD"), ("£5", "GBP"), ("€5", "EUR"), ("Rs 5", "INR"),
        ("Rs. 5", "INR"), ("RM5", "MYR"), ("EUR5", "EUR"), ("a $5", "USD"), ("A $5", "USD"), ("A$5", "AUD"), ("PS5", None), ("X5", None), ("5", None),
    ],
)  # fmt: skip
def test_currency_signs(text: str, code: str | None) -> None:
    found = currency_before(text, text.index("5"), 0)
    assert (found[0].name if found else None) == code


def test_si_values_are_rounded_once() -> None:
    mile = unit_at("1 mile", 1)
    fahrenheit = unit_at("1 °F", 1)
    assert mile and mile[0].si(565) == 909279.36
    assert fahrenheit and fahrenheit[0].si(212) == 373.15
