"""A text has one vector, whatever runs beside it and whichever CPU computes it."""

import numpy as np
import pytest

from twosource.models.encoder import shared_encoder

SENTENCE = "The ferry sank off Lunde Island on Tuesday, killing at least 12 people, the coast guard said."
# its greatest numbers summed exactly; with sums clipped, as on a CPU without VNNI left to itself, the first is .011 off
GREATEST = {55: -0.1744, 190: 0.1467, 237: 0.1280, 254: 0.2172, 261: 0.1289, 365: 0.1446}


def test_every_cpu_makes_one_vector_of_a_text() -> None:
    (vector,) = shared_encoder().encode([SENTENCE])
    assert vector[list(GREATEST)] == pytest.approx(list(GREATEST.values()), abs=0.003)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_text_has_one_vector_whatever_is_beside_it() -> None:
    alone = shared_encoder().encode([SENTENCE])[0]
    assert (shared_encoder().encode(["Nothing else is known.", SENTENCE])[1] == alone).all()
