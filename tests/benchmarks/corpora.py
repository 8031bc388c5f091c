"""Small archives in the layout of the public corpora, with texts we wrote."""

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path


def make_archive(data: Path, name: str, files: Mapping[str, str | bytes]) -> None:
    with tarfile.open(data / f"{name}.tar.xz", "w:xz") as tar:
        for inner, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(f"{name}/{inner}")
            info.size = len(raw)
            tar.addfile(info, io.BytesIO(raw))
