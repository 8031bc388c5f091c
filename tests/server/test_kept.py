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


def test_who_has_the_page_is_told_so() -> None:
    kept = Kept()
    first = kept.answer("page", 1, lambda: Response("text", headers={"x-more": "y"}))
    tag = first.headers["etag"]
    for had in (tag, f"W/{tag}", f'"other", {tag}'):
        again = kept.answer("page", 1, lambda: Response("never made"), had=had)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert kept.answer("page", 1, lambda: Response("never made"), had='"other"').content == b"text"
    same = kept.answer("page", 2, lambda: Response("text"), had=tag)  # written into the archive, but not of this page
    assert same.status_code == 304
    later = kept.answer("page", 3, lambda: Response("more"), had=tag)
    assert later.content == b"more"
    assert later.headers["etag"] != tag


def test_a_page_that_asks_again_by_itself_has_no_tag() -> None:
    waiting = Kept().answer("page", 1, lambda: Response("soon", headers={"refresh": "3"}))
    assert "etag" not in waiting.headers
