"""Where the server listens, and what it says of a place where it cannot."""

from pathlib import Path

import pytest

from twosource.errors import UsageError
from twosource.server import serve
from twosource.store import open_archive


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("x" * 70, 8021), ("192.0.2.1", 8021)])
def test_no_place_to_listen(tmp_path: Path, host: str, port: int) -> None:
    path = tmp_path / "news.archive"
    with open_archive(path, create=True):
        pass
    with pytest.raises(UsageError, match="Choose another --port or --host"):
        serve(str(path), host=host, port=port)
