"""A made stream of news for the archive's benchmark: topics, events that burst and fade, reprints, later versions.

Synthetic are texts, times and vectors; nothing in it happened. What it is like, and where the figures are from:

- An event begins at any time, has a heavy-tailed number of reports (Pareto; most have one to three, a few over a
  hundred), and most of them within two days. Several events share a topic: its names and its direction of meaning.
- A report has some 320 words in eight paragraphs (the mean of the open stream is 325). Its words are those of our
  stories, as often as there, and invented names and words of its event and topic. One in six is a reprint: an earlier
  report's paragraphs with lines of another house. One in thirty is a later version of a page.
- Vectors: one direction common to all news, a low-dimensional part for the topic, one for the event, noise. Cosines of
  two unrelated leads have mean .18 and deviation .12, as those of random pairs of the open stream have (.18, .12); 1.9 %
  of random pairs there become candidates.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np

from twosource.articles import make_article
from twosource.data import Article
from twosource.stories.traits import common_words

FIRST = datetime(2020, 1, 6, tzinfo=UTC)
OUTLETS = 2_000
TAIL, MOST = 1.25, 400  # Pareto exponent of an event's reports, and their most
FADES_HOURS = 18  # mean distance of a report from the event's begin
TOPICS, TOPIC_EVENTS = 300, 40  # at a time, and events of a topic on average
REPRINTS, VERSIONS, HOUSE = 1 / 6, 1 / 30, 1 / 2  # shares of reports
PARAGRAPHS, SENTENCES = 8, 2
SHARES = (0.14, 0.10, 0.76)  # of telling words: the event's, the topic's, any
EVENT_WORDS, TOPIC_WORDS = 16, 24
SYLLABLES = "ba den kor lis mar nov ost per quen rad sol tav ul vek wen yor zan fel gim hask".split()
WIDTH, FIELDS = 384, 24  # of a vector, and of the part in which topics differ
COMMON, FIELD, EVENT = 0.177, 0.60, 0.12  # shares of a vector's square; the rest is the report's own
OF_FIELD = (0.45, 0.30, 0.25)  # of the field's square: the topic's, the event's, the report's


Words = tuple[list[str], list[list[str | None]]]


class Event(NamedTuple):
    """What is told: its words, its topic's, and what was told of it so far."""

    words: list[str]
    topic: list[str]
    told: list[Article]


def stream(ours: Sequence[Article], size: int, per_day: int) -> Iterator[Article]:
    """`size` reports in the order of their times, the same in every run."""
    draw = random.Random(20261126)
    telling, sentences = _sentences(ours)
    due: list[tuple[float, int, Event]] = []  # hour, number, event
    mean = sum(min(MOST, int(draw.paretovariate(TAIL))) for _ in range(100_000)) / 100_000
    topics = [_names(draw, TOPIC_WORDS) for _ in range(TOPICS)]
    begin, number = 0.0, 0
    while number < size:
        while not due or begin <= due[0][0]:
            if draw.random() < 1 / TOPIC_EVENTS:
                topics[draw.randrange(TOPICS)] = _names(draw, TOPIC_WORDS)
            event = Event(_names(draw, EVENT_WORDS), draw.choice(topics), [])
            for _ in range(min(MOST, int(draw.paretovariate(TAIL)))):
                heapq.heappush(due, (begin + draw.expovariate(1 / FADES_HOURS), draw.getrandbits(40), event))
            begin += draw.expovariate(per_day / mean / 24)
        hour, _, event = heapq.heappop(due)
        report = _report(event, number, FIRST + timedelta(hours=hour), (telling, sentences), draw)
        event.told.append(report)
        number += 1
        yield report


def flat(stories: Sequence[Sequence[Article]]) -> list[Article]:
    """The articles of several stories."""
    return [article for story in stories for article in story]


def _report(event: Event, number: int, at: datetime, words: Words, draw: random.Random) -> Article:
    """A new report, a reprint of an earlier one, or a later version of one."""
    name = f"Outlet {draw.randrange(OUTLETS)}"
    url = f"https://{name.replace(' ', '').lower()}.example/{number}"
    kind = draw.random()
    if event.told and kind < VERSIONS:
        before = draw.choice(event.told)
        name, url = before.outlet, before.url or url
        paragraphs = [*before.text.split("\n\n"), _paragraph(event, words, draw)]
    elif event.told and kind < VERSIONS + REPRINTS:
        title, *body = draw.choice(event.told).text.split("\n\n")
        paragraphs = [title, *[p for p in body if draw.random() > 0.15]]
    else:
        title = f"{event.words[0]} {event.topic[0]} {draw.choice(event.words)} {draw.choice(words[0])}"
        paragraphs = [title, *(_paragraph(event, words, draw) for _ in range(PARAGRAPHS))]
    if draw.random() < HOUSE:
        paragraphs.append(
            f"{name} brings the news of the valley every morning; write to the {name} newsroom at any hour."
        )
    return make_article(
        "\n\n".join(paragraphs), id=str(number), outlet=name, url=url, published=at.isoformat(timespec="seconds"),
        title=paragraphs[0],
    )  # fmt: skip


def _sentences(ours: Sequence[Article]) -> Words:
    """The words of our stories that tell something, as often as there; and their sentences, None for each such word."""
    told = sorted({s for a in ours for s in a.text.replace("\n", " ").split(". ") if 8 < len(s.split()) < 35})
    telling: list[str] = []
    sentences: list[list[str | None]] = []
    for sentence in told:
        plain = [None if w.isalpha() and w.lower() not in common_words() else w for w in sentence.split()]
        telling += [w.lower() for w, kept in zip(sentence.split(), plain, strict=True) if kept is None]
        sentences.append(plain)
    return telling, sentences


def _paragraph(event: Event, words: Words, draw: random.Random) -> str:
    """Sentences in the manner of ours: every word that tells something is another."""
    telling, sentences = words
    told = []
    for sentence in draw.choices(sentences, k=SENTENCES):
        of = draw.choices((event.words, event.topic, telling), SHARES, k=len(sentence))
        told.append(
            " ".join(w or which[int(draw.random() * len(which))] for w, which in zip(sentence, of, strict=True))
        )
    return ". ".join(told) + "."


def _names(draw: random.Random, count: int) -> list[str]:
    return ["".join(draw.choices(SYLLABLES, k=3)).capitalize() for _ in range(count)]


# ---- vectors


def encode(texts: Sequence[str]) -> np.ndarray:
    """Vectors of made reports, by the event and the topic that their first two words name."""
    rows = []
    for text in texts:
        event, topic, *_ = text.split(" ", 2)
        row = np.sqrt(1 - COMMON - FIELD - EVENT) * _unit(text, WIDTH)
        row += np.sqrt(EVENT) * _unit(event, WIDTH) + np.sqrt(COMMON) * _unit("news", WIDTH)
        parts = zip(OF_FIELD, (topic, event, text), strict=True)
        row[:FIELDS] += np.sqrt(FIELD) * sum(np.sqrt(share) * _unit(name, FIELDS) for share, name in parts)
        rows.append(row)
    vectors = np.stack(rows)
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


@lru_cache(maxsize=20_000)
def _unit(seed: str, width: int) -> np.ndarray:
    row: np.ndarray = np.random.default_rng(crc32(seed.encode())).normal(size=width)
    unit: np.ndarray = row / np.linalg.norm(row)
    return unit
