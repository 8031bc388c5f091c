"""The one reader of the public corpora: `NAME.tar.xz` in the data folder, or a folder `NAME/` that stands there.

Nothing is unpacked to disk. Names are relative to the archive's own folder, so that `ud-ewt.tar.xz` gives `dev.conllu`.
Where both stand, the folder's files come before the archive's of the same name.
"""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

UNREADABLE = (OSError, EOFError, tarfile.TarError, lzma.LZMAError)


class DataMissing(Exception):
    """The task's corpora are not here, or cannot be read."""


def members(data: Path | None, archive: str, pattern: str = "*") -> Iterator[tuple[str, bytes]]:
    """(name, content) of the files that fit the pattern (`*` also crosses folders), in order of their names."""
    found = dict(_from_archive(data, archive, pattern)) if data else {}
    if data:
        found |= dict(_from_folder(data, archive, pattern))
    if not found:
        raise DataMissing(_what_is_missing(data, archive, pattern))
    yield from sorted(found.items())


def texts(data: Path | None, archive: str, pattern: str = "*") -> Iterator[tuple[str, str]]:
    """(name, text) of the files that fit the pattern."""
    for name, content in members(data, archive, pattern):
        yield name, content.decode("utf-8", "replace").removeprefix("\ufeff")


def text(data: Path | None, archive: str, name: str) -> str:
    """The text of one file."""
    return next(texts(data, archive, name))[1]


def _from_archive(data: Path, archive: str, pattern: str) -> Iterator[tuple[str, bytes]]:
    path = data / f"{archive}.tar.xz"
    if not path.is_file():
        return
    try:
        with tarfile.open(path, "r|xz") as tar:
            for member in tar:
                name = _inner_name(member.name, archive, path)
                handle = tar.extractfile(member) if member.isreg() and fnmatchcase(name, pattern) else None
                if handle is not None:
                    yield name, handle.read()
    except UNREADABLE as error:
        raise DataMissing(f"{path} cannot be read: {error}") from error


def _from_folder(data: Path, archive: str, pattern: str) -> Iterator[tuple[str, bytes]]:
    folder = data / archive
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and fnmatchcase(name, pattern):
            if not path.resolve().is_relative_to(folder.resolve()):
                raise DataMissing(f"{path} leads out of {folder}; it is not read.")
            yield name, path.read_bytes()


def _inner_name(name: str, archive: str, path: Path) -> str:
    """The member's name below the archive's folder; a name that points elsewhere makes the archive unusable."""
    inner = PurePosixPath(name)
    if inner.is_absolute() or ".." in inner.parts or "\\" in name:
        raise DataMissing(f"{path} holds the unsafe name {name!r}; it is not read.")
    return inner.relative_to(archive).as_posix() if inner.is_relative_to(archive) else inner.as_posix()


def _what_is_missing(data: Path | None, archive: str, pattern: str) -> str:
    if data is None:
        return f"{archive} is a public corpus: name the folder that holds it with --data DIR or TWOSOURCE_DATA."
    if (data / f"{archive}.tar.xz").is_file() or (data / archive).is_dir():
        return f"{archive} in {data} has no file {pattern}."
    return f"{data} has neither {archive}.tar.xz nor a folder {archive}."
