"""Where cities lie."""

import pytest

from twosource.models.cities import apart, cities_of


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Milan", "Turin"),
        ("Ankara", "Istanbul"),
        ("Cairo", "Nairobi"),
        ("Milan", "France"),
        ("Egypt", "Qatar"),
        ("Kyiv", "Kharkov"),
        ("London", "Manchester"),
        ("Taipei", "China"),
    ],
)
def test_two_places(one: str, two: str) -> None:
    assert apart(cities_of(one), cities_of(two))
    assert apart(cities_of(two), cities_of(one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kiev", "Kyiv"),
        ("Milan", "Italy"),
        ("London", "England"),
        ("London", "UK"),
        ("Kinshasa", "Brazzaville"),  # one river between them
        ("Brooklyn", "New York City"),
        ("Hong Kong", "China"),
        ("Chihuahua", "Ciudad Juarez"),  # the state, too
    ],
)
def test_may_be_one(one: str, two: str) -> None:
    assert cities_of(one)
    assert cities_of(two)
    assert not apart(cities_of(one), cities_of(two))


@pytest.mark.parametrize("name", ["Atlantis", "Georgia", "Congo", "EU", "Washington", "Ireland", ""])
def test_what_is_vague_or_not_listed(name: str) -> None:
    assert cities_of(name) == ()


def test_a_name_of_two_cities_may_be_either() -> None:
    assert {city.land for city in cities_of("Birmingham")} == {"uk", "usa"}
    assert not apart(cities_of("Birmingham"), cities_of("UK"))
    assert not apart(cities_of("Birmingham"), cities_of("America"))
    assert apart(cities_of("Birmingham"), cities_of("Spain"))
