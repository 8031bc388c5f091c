"""The made stream: the same each time, in order, with reprints, later versions, and vectors that tell events apart."""

from collections import Counter
from itertools import pairwise

import numpy as np

from benchmarks.made_stream import encode, stream
from tests.stories.dam_break import ORIGINAL, OWN_REPORT, REWRITTEN

MADE = list(stream([ORIGINAL, REWRITTEN, OWN_REPORT], 300, 150))


def test_it_is_the_same_each_time_and_in_order() -> None:
    again = list(stream([ORIGINAL, REWRITTEN, OWN_REPORT], 40, 150))
    assert [a.to_dict() for a in again] == [a.to_dict() for a in MADE[:40]]
    assert all((one.published or "") <= (two.published or "") for one, two in pairwise(MADE))
    days = {(a.published or "")[:10] for a in MADE}
    assert 2 <= len(days) <= 5  # 150 a day


def test_events_burst_and_are_reprinted() -> None:
    events = Counter(a.text.split(" ", 1)[0] for a in MADE)
    assert max(events.values()) >= 5
    assert sum(n == 1 for n in events.values()) > len(events) / 2
    seen: set[str] = set()
    copied = 0
    for article in MADE:
        paragraphs = {p for p in article.text.split("\n\n")[1:] if len(p.split()) > 25}
        copied += bool(paragraphs & seen)
        seen |= paragraphs
    assert 0.08 < copied / len(MADE) < 0.3
    assert len({a.url for a in MADE}) < len(MADE)  # later versions of a page


def test_vectors_are_near_for_one_event_alone() -> None:
    titles = [a.title or "" for a in MADE[:120]]
    vectors = encode(titles)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    same = np.array([[a.split()[0] == b.split()[0] for a in titles] for b in titles])
    cosines = vectors @ vectors.T
    assert cosines[~same].mean() < 0.3 < 0.6 < cosines[same].mean()
