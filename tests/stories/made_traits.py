"""Traits of articles that nobody wrote: words and vectors drawn around the story's own."""

import hashlib
from datetime import date, timedelta

import numpy as np

from twosource.stories.traits import DIMENSION, LEAD, MOST_TERMS, NAME, STEPS, Traits

WORDS = 30


def made(number: int, story: int, day: int = 0, *, noise: float = 0.6, shared: int = 20) -> Traits:
    """Article `number` about a story: `shared` of its words are the story's, its vectors lie around the story's."""
    own, common = np.random.default_rng([7, number]), np.random.default_rng([11, story])
    pool = [f"story{story}word{i}" for i in range(40)]
    told = [pool[i] for i in sorted(own.choice(40, size=min(shared, 40), replace=False))]
    rest = [f"own{number}word{i}" for i in range(WORDS - len(told))]
    terms = tuple([*told, *rest][:MOST_TERMS])
    centre = common.normal(size=DIMENSION)
    vectors = [_unit(centre + noise * own.normal(size=DIMENSION)) for _ in range(2)]
    return Traits(
        article=hashlib.sha256(f"{number}".encode()).hexdigest(),
        published=(date(2024, 1, 1) + timedelta(days=day)).isoformat(),
        terms=terms,
        counts=bytes(2 for _ in terms),
        marks=bytes((LEAD | NAME) if i < 12 else 0 for i in range(len(terms))),
        weekdays=0,
        title=vectors[0].tobytes(),
        lead=vectors[1].tobytes(),
        model="made",
    )


def _unit(vector: np.ndarray) -> np.ndarray:
    return (np.round(vector / np.linalg.norm(vector) * STEPS) / STEPS).astype(np.float16)
