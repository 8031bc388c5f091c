"""Parameters of an address: read exactly, or refused with what is allowed."""

import pytest

from twosource.server.asked import PARAMETERS, Misasked, read

GOOD = [
    ({"day": ["2024-02-29"]}, {"day": "2024-02-29"}),
    ({"limit": ["500"], "q": [""]}, {"limit": 500}),
    ({"at": ["0-7"]}, {"at": (0, 7)}),
    ({"status": ["single-source"]}, {"status": "single-source"}),
    ({"q": ["' OR 1=1 --"]}, {"q": "' OR 1=1 --"}),
]
BAD = [
    ({"day": ["yesterday"]}, "a day such as"),
    ({"day": ["2023-02-29"]}, "a day such as"),
    ({"day": ["20240229"]}, "a day such as"),
    ({"limit": ["0"]}, "from 1 to 500"),
    ({"limit": ["-1"]}, "from 1 to 500"),
    ({"limit": ["1e3"]}, "from 1 to 500"),
    ({"limit": ["٣"]}, "from 1 to 500"),
    ({"offset": ["99999999999999999999"]}, "from 0"),
    ({"at": ["7-7"]}, "a span"),
    ({"at": ["7"]}, "a span"),
    ({"status": ["true"]}, "conflicting"),
    ({"q": ["x" * 501]}, "500 characters"),
    ({"q": ["a\x00b"]}, "500 characters"),
    ({"q": ["a", "b"]}, "give it once"),
    ({"sort": ["x"]}, "no parameter"),
]


@pytest.mark.parametrize(("given", "expected"), GOOD)
def test_good(given: dict[str, list[str]], expected: dict[str, object]) -> None:
    assert read(given, tuple(PARAMETERS)) == expected


@pytest.mark.parametrize(("given", "said"), BAD)
def test_bad(given: dict[str, list[str]], said: str) -> None:
    with pytest.raises(Misasked, match=said):
        read(given, tuple(PARAMETERS))
