"""Whether a noun stands for somebody: a person, or people who act as one.

A logistic model on the word's vector in its sentence, from the reader; its weights are in `beings.json`, fitted by
`training/beings.py` on the entity types of GUM. Gunmen, a carmaker and the regime are somebody; a toll is not.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import numpy as np

from twosource.errors import ModelError

LEAST = -0.5  # log odds from which a noun counts as somebody: the best F1 on GUM train


def being(vector: np.ndarray) -> float:
    """Log odds that the word with this vector of meaning stands for somebody; -inf for one without a vector.

    Raises ModelError where the weights are for vectors of another length.
    """
    fitted = weights()
    if len(vector) != len(fitted) - 1:
        raise ModelError("compare/beings.json does not fit the reader. Refit it with training/beings.py")
    length = float(np.linalg.norm(vector))
    return float(vector @ fitted[:-1] / length + fitted[-1]) if length else -np.inf


@cache
def weights() -> np.ndarray:
    """One weight for each number of a vector at length 1, and the bias."""
    text = resources.files("twosource.compare").joinpath("beings.json").read_text(encoding="utf-8")
    return np.array(json.loads(text)["weights"])
