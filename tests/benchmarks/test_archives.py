"""Corpora are read from archives or folders, never unpacked, and a missing one is named."""

import io
import tarfile
from pathlib import Path

import pytest

from benchmarks.archives import DataMissing, members, text, texts
from tests.benchmarks.corpora import make_archive

FILES = {"dev.txt": "one\n", "sub/b.tsv": "two", "sub/a.tsv": b"\xef\xbb\xbfthree \xff"}


def test_names_are_relative_and_in_order(tmp_path: Path) -> None:
    make_archive(tmp_path, "corpus", FILES)
    before = sorted(tmp_path.rglob("*"))
    assert list(texts(tmp_path, "corpus", "*.tsv")) == [("sub/a.tsv", "three \ufffd"), ("sub/b.tsv", "two")]
    assert [name for name, _ in members(tmp_path, "corpus")] == ["dev.txt", "sub/a.tsv", "sub/b.tsv"]
    assert text(tmp_path, "corpus", "dev.txt") == "one\n"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_reads_as_its_archive(tmp_path: Path) -> None:
    make_archive(tmp_path, "corpus", FILES)
    from_archive = list(members(tmp_path, "corpus"))
    with tarfile.open(tmp_path / "corpus.tar.xz") as tar:
        tar.extractall(tmp_path / "other", filter="data")
    assert list(members(tmp_path / "other", "corpus")) == from_archive


def test_a_split_beside_the_archive_is_found(tmp_path: Path) -> None:
    make_archive(tmp_path, "corpus", FILES)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "test.txt").write_text("four")
    assert text(tmp_path, "corpus", "test.txt") == "four"
    assert text(tmp_path, "corpus", "dev.txt") == "one\n"


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--data DIR"):
        list(members(None, "corpus"))
    with pytest.raises(DataMissing, match=r"neither corpus\.tar\.xz nor"):
        list(members(tmp_path, "corpus"))
    make_archive(tmp_path, "corpus", FILES)
    with pytest.raises(DataMissing, match=r"no file test\.txt"):
        text(tmp_path, "corpus", "test.txt")


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "corpus/../../out.txt", "corpus\\..\\out.txt"])
def test_unsafe_names_are_refused(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "corpus.tar.xz", "w:xz") as tar:
        tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    with pytest.raises(DataMissing, match="unsafe name"):
        list(members(tmp_path, "corpus"))


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    link = tarfile.TarInfo("corpus/link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "../secret.txt"
    with tarfile.open(tmp_path / "corpus.tar.xz", "w:xz") as tar:
        tar.addfile(link)
    with pytest.raises(DataMissing, match="no file"):
        list(members(tmp_path, "corpus"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(DataMissing, match="leads out of"):
        list(members(tmp_path, "corpus"))


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    make_archive(tmp_path, "corpus", {"a.txt": bytes(range(256)) * 100})
    path = tmp_path / "corpus.tar.xz"
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(DataMissing, match="cannot be read"):
        list(members(tmp_path, "corpus"))
