"""What stories can be narrowed by, as the list shows it: each value with its number of stories, all of them counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from twosource.reports.words import one_line
from twosource.store.records import Counted

NAMES = ("outlet", "language", "agency", "status")
MOST = 12  # values of a facet that are shown


def facets(counted: Counted, given: Mapping[str, Any], address: Callable[..., str]) -> list[dict[str, Any]]:
    """Each facet with its commonest values, and the address that takes one up or lets it go."""
    made = [_facet(name, counted.facets[name], given.get(name), MOST, address) for name in NAMES]
    day = given.get("day")
    days = {day: counted.total} | counted.days if day and counted.total else counted.days
    return [made[0], _facet("day", days, day, max(MOST, 32), address), *made[1:]]


def _facet(
    name: str, counts: Mapping[str, int], on: str | None, most: int, address: Callable[..., str]
) -> dict[str, Any]:
    ranked = sorted(counts.items(), key=lambda item: item[0] != on)  # what is chosen first, the others as they are
    values = [
        {
            "value": one_line(value),
            "count": count,
            "on": value == on,
            "href": address(**{name: None if value == on else value}),
        }
        for value, count in ranked[:most]
    ]
    return {"name": name, "values": values, "left": len(ranked) - len(values)}
