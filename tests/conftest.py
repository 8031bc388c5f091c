"""Settings of all tests: generated cases are the same in every run, so that a failure is a change and not a draw.

And the command line, for the tests that run it.
"""

import gc
import io
import os
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.command_line import Ran, Run
from tests.pace import slowness
from twosource.cli import main

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
UNTIL = float(os.environ.get("TWOSOURCE_TEST_UNTIL", "inf"))  # .ci/run's end, in seconds since 1970
LONG = ("slow", "browser", "faults", "engine", "training")
LEFT = 1200  # seconds before that end, in which long tests are not begun
SLOW = 4.0  # times slower than where limits were written: what starts servers and times them is then ended by its limit
COMMANDS = {"cli", "server", "store"}  # rooms whose tests run whole commands, and so what all others test
gc.disable()  # some thousand modules and tests are made now, and all of them stay


def pytest_collection_finish() -> None:
    """From here on there is garbage; what was made before is not looked through for it again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fails first is near its cause; and where a machine hardly moves, what has no end comes last."""

    def order(item: pytest.Item) -> tuple[bool, bool, bool]:
        return item.get_closest_marker("browser") is not None, _long(item), item.path.parent.name in COMMANDS

    items.sort(key=order)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if UNTIL == float("inf"):
        return
    if time.time() > UNTIL - LEFT * _long(item):
        pytest.skip("not begun in the time that .ci/run has: this machine is too slow")
    if _long(item) and (times := slowness(0.5)) > SLOW:
        pytest.skip(f"a long test, and this machine is {times:.0f} times slower than usual")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In .ci/run, a test ended by its limit says nothing where a machine is slow: it is skipped, and says so."""
    report = yield
    ended = call.excinfo is not None and call.excinfo.exconly().startswith("Failed: Timeout")
    if ended and UNTIL < float("inf") and (times := slowness(1.0)) > SLOW:
        report.outcome = "skipped"
        reason = f"ended by its limit, and this machine is {times:.0f} times slower than usual"
        report.longrepr = (str(item.path), 0, f"Skipped: {reason}")
    return report


def _long(item: pytest.Item) -> bool:
    return any(map(item.get_closest_marker, LONG))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`twosource ARGUMENTS` in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["twosource", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = 0
        try:
            main()
        except SystemExit as exit:
            code = int(exit.code or 0)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(code, captured.out, captured.err)

    return running
