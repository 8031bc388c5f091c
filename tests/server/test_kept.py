"""Pages kept by the state of what they show."""

import pytest
from litestar import Response

from twosource.server.kept import Kept


def test_a_refused_page_leaves_nothing_behind() -> None:
    kept = Kept()

    def refused() -> Response[str]:
        raise ValueError

    for number in range(3):
        with pytest.raises(ValueError):
            kept.answer(number, "state", refused)
    assert not kept._making
    assert kept.answer("page", "state", lambda: Response("text")).content == b"text"
    assert kept.answer("page", "state", refused).content == b"text"
    assert kept.answer("page", "later", lambda: Response("more")).content == b"more"
    assert not kept._making
