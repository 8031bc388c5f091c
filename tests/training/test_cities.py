"""The list of cities, made from GeoNames."""

import json
from pathlib import Path

from training.cities import rows


def test_the_large_and_the_capitals(tmp_path: Path) -> None:
    def city(name: str, code: str, population: int) -> dict[str, object]:
        where = {"latitude": 1.26, "longitude": -2.04, "admin1code": "07"}
        return {"name": name, "countrycode": code, "population": population, **where}

    countries = {
        "FR": {"name": "France", "capital": "Paris"},
        "GB": {"name": "United Kingdom", "capital": "London"},
        "MC": {"name": "Monaco", "capital": "Monaco"},
    }
    cities = [city("Nîmes", "FR", 148_561), city("Hamlet", "FR", 99_999), city("Monaco", "MC", 32_965)]
    cities += [city("Leeds", "GB", 455_123), city("Washington", "GB", 100_000)]
    (tmp_path / "countries.json").write_text(json.dumps(countries), encoding="utf-8")
    (tmp_path / "cities15000.json").write_text(json.dumps(dict(enumerate(cities))), encoding="utf-8")
    assert rows(tmp_path) == [
        "leeds\tuk\t07 Leeds\t1.3\t-2.0",
        "monaco\tmonaco\t07\t1.3\t-2.0",
        "nimes\tfrance\t07\t1.3\t-2.0",
    ]
