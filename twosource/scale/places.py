"""Where a job's files lie: folders of this machine, and object stores (s3://, gs://, abfs://) through pyarrow.

Both are written so that a file is there whole or not at all. A store's keys and endpoint come from the environment,
as its own tools read them (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, GOOGLE_APPLICATION_CREDENTIALS, ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from twosource.errors import InputRefused, UsageError

STORE = re.compile(r"((?:s3|gs|gcs|abfss?)://[^/]+)/*(.*)", re.DOTALL)
SIDECARS = re.compile(r"\.(?:html?|xhtml|te?xt)$", re.IGNORECASE)


def is_store(address: str | Path) -> bool:
    """Whether an address is one of an object store."""
    return STORE.fullmatch(str(address)) is not None


def joined(place: str | Path, name: str) -> str:
    """The address of a file in a place."""
    return f"{str(place).rstrip('/')}/{name}"


def exists(address: str | Path) -> bool:
    """Whether a file is there."""
    return _info(str(address)).is_file if is_store(address) else Path(address).exists()


def state(address: str | Path) -> str:
    """What tells that a file is the one it was."""
    if is_store(address):
        info = _info(str(address))
        return f"{info.size} {info.mtime_ns}" if info.is_file else "missing"
    if not Path(address).exists():
        return "missing"
    found = Path(address).stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def size(path: str) -> int:
    """Bytes of a file of this machine."""
    return Path(path).stat().st_size if Path(path).exists() else 0


def load(address: str | Path) -> bytes:
    """The bytes of a file."""
    if not is_store(address):
        return Path(address).read_bytes()
    files, path = _opened(str(address))
    with files.open_input_stream(path, compression=None) as stream:
        data: bytes = stream.read()
    return data


def keep(address: str | Path, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    if is_store(address):
        files, path = _opened(str(address))
        with files.open_output_stream(path, compression=None) as stream:  # appears when it is closed
            stream.write(data)
        return
    final = Path(address)
    final.parent.mkdir(parents=True, exist_ok=True)
    part = final.with_suffix(f"{final.suffix}.{uuid4().hex}")  # workers on several machines may share the folder
    part.write_bytes(data)
    part.replace(final)


def remove(address: str | Path) -> None:
    """Remove a file, where it is there."""
    if not is_store(address):
        Path(address).unlink(missing_ok=True)
    elif exists(address):
        files, path = _opened(str(address))
        files.delete_file(path)


def listed(address: str) -> list[str]:
    """The addresses below a prefix of a store, or the one that it names; hidden ones are left out."""
    files, path = _opened(address)
    from pyarrow.fs import FileSelector  # after what says that it is missing

    if not address.endswith("/") and _info(address).is_file:
        return [address]
    found = files.get_file_info(FileSelector(path.rstrip("/"), recursive=True, allow_not_found=True))
    below = sorted(info.path.removeprefix(path.rstrip("/") + "/") for info in found if info.is_file)
    names = [name for name in below if not any(part.startswith(".") for part in name.split("/"))]
    if not names:
        raise InputRefused(address, "there is no such object, and none below it", "Check the address.")
    return [joined(address, name) for name in names]


@contextmanager
def copied(address: str) -> Iterator[Path]:
    """A store's object as a file of this machine under its own name, beside the .json of its name where there is one."""
    with TemporaryDirectory(prefix="twosource-") as folder:
        name = address.rsplit("/", 1)[-1]
        beside = SIDECARS.sub(".json", address)
        for part in sorted({address, beside}):
            if part == address or exists(part):
                _copy(part, Path(folder) / part.rsplit("/", 1)[-1])
        yield Path(folder) / name


def _copy(address: str, path: Path) -> None:
    from shutil import copyfileobj

    files, key = _opened(address)
    with files.open_input_stream(key, compression=None) as stream, path.open("wb") as file:
        copyfileobj(stream, file, 1 << 20)


def _info(address: str) -> Any:
    files, path = _opened(address)
    return files.get_file_info(path)


def _opened(address: str) -> tuple[Any, str]:
    """The store of an address, and the address' path in it."""
    found = STORE.fullmatch(address)
    if found is None:
        raise ValueError(address)
    files, bucket = _store(found[1])
    return files, f"{bucket}/{found[2]}"


@cache
def _store(bucket: str) -> tuple[Any, str]:
    try:
        from pyarrow.fs import FileSystem
    except ImportError:
        raise UsageError("an object store needs pyarrow: pip install 'twosource[cluster]'") from None
    try:
        files, path = FileSystem.from_uri(bucket)
    except ValueError as error:  # no name of a bucket, no account
        raise UsageError(f"{bucket} is no address of an object store: {error}") from error
    return files, path
