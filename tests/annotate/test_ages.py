"""Ages beside names and words for people, and the figures between commas that are none."""

import pytest

from twosource.articles.make import make_article
from twosource.pipeline import read_documents

AGES = [
    ("The president, 73, was taken to hospital.", [73]),
    ("The prime minister, 58, resigned.", [58]),
    ("A mother of three, 34, was killed.", [34]),
    ("A father-of-two, 41, died at the scene.", [41]),
    ("The victims, 19 and 23, were found in a car.", [19, 23]),
    ("Her three sons, 6, 9 and 11, survived.", [6, 9, 11]),
    ("The couple, both 62, were killed.", [62]),
    ("Ida Brandt, 45, was hurt.", [45]),
    ("The suspect (22) was held.", [22]),
    ("The suspects – 19, 22 and 25 – were held.", [19, 22, 25]),
    ("Ida Brandt, now 45, was hurt.", [45]),
    ("Ida Brandt died on Sunday at 82.", [82]),
    ("The miners died at 12 sites.", []),
    ("Officials put the number of dead at 43.", []),
    ("The child, two years and three months old, was found.", [2.25]),
    ("Two men aged 26 and 31 were arrested.", [26, 31]),
    ("Five victims, 12 soldiers and 3 guards, were named.", []),
    ("Police held five men, 12 women and 3 children.", []),
    ("The toll, 40, is the highest in years.", []),
    ("The blast killed 40, 12 of them children.", []),
]


@pytest.mark.parametrize(("text", "ages"), AGES)
def test_ages(text: str, ages: list[float]) -> None:
    (document,) = read_documents([make_article(text, id="a", outlet="Harbour Post", published="2024-03-06")])
    assert [q.low for q in document.quantities if q.dimension == "age"] == ages
