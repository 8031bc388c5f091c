"""What adjectives measure."""

import pytest

from twosource.compare.questions.scales import scale_of


@pytest.mark.parametrize(
    ("one", "two"), [("deadliest", "bloodiest"), ("biggest", "largest"), ("costliest", "expensive")]
)
def test_adjectives_of_one_measure_are_one_scale(one: str, two: str) -> None:
    assert scale_of(one) == scale_of(two) != scale_of("oldest")
