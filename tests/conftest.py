"""Settings of all tests: generated cases are the same in every run, so that a failure is a change and not a draw.

And the command line, for the tests that run it.
"""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.command_line import Ran, Run
from twosource.cli import main

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


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
