"""`twosource ARGUMENTS` run in this process, as the tests of the command line have it from the fixture `run`."""

from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
