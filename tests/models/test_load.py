"""A model is opened only when its files are the ones that were shipped and its classes fit the code."""

import hashlib
import json
from importlib import resources
from pathlib import Path

import pytest

from twosource.errors import ModelError
from twosource.models import load
from twosource.models.load import open_reader, reader_model, verify

SHIPPED = Path(str(resources.files("twosource.models").joinpath("reader")))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with links to the shipped files, of which a test replaces one."""
    folder = tmp_path / "reader"
    folder.mkdir()
    for file in SHIPPED.iterdir():
        (folder / file.name).symlink_to(file)
    return folder


def replace(folder: Path, name: str, content: str, *, signed: bool) -> None:
    """Another content for a file; `signed` puts its digest in the catalogue entry too."""
    (folder / name).unlink()
    (folder / name).write_text(content, encoding="utf-8")
    if signed:
        entry = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        entry["sha256"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        (folder / "model.json").unlink()
        (folder / "model.json").write_text(json.dumps(entry), encoding="utf-8")


def test_the_shipped_model_opens() -> None:
    model = reader_model()
    assert model.name.startswith("reader-")
    assert "PERSON" in {name.partition("-")[2] for name in model.classes["ner9"]}


def test_an_altered_file_is_refused(copied: Path) -> None:
    replace(copied, "classes.json", (SHIPPED / "classes.json").read_text(encoding="utf-8") + " ", signed=False)
    with pytest.raises(ModelError, match=r"classes\.json was altered"):
        open_reader(copied)


def test_a_missing_file_is_refused(copied: Path) -> None:
    (copied / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json is missing"):
        open_reader(copied)


def test_a_folder_without_an_entry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        open_reader(tmp_path)
    (tmp_path / "model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        open_reader(tmp_path)


def test_missing_classes_are_refused(copied: Path) -> None:
    classes = json.loads((SHIPPED / "classes.json").read_text(encoding="utf-8"))
    del classes["ner9"]
    replace(copied, "classes.json", json.dumps(classes), signed=True)
    with pytest.raises(ModelError, match="no classes for ner9"):
        open_reader(copied)


def test_classes_that_do_not_fit_are_refused(copied: Path) -> None:
    classes = json.loads((SHIPPED / "classes.json").read_text(encoding="utf-8"))
    classes["upos"].append("EXTRA")
    replace(copied, "classes.json", json.dumps(classes), signed=True)
    with pytest.raises(ModelError, match="'upos'"):
        open_reader(copied)


def test_a_model_without_a_head_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "NEEDED_HEADS", load.NEEDED_HEADS | {"absent"})
    with pytest.raises(ModelError, match="has no absent"):
        open_reader(SHIPPED)


def test_verify(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"text")
    verify(file, hashlib.sha256(b"text").hexdigest())
    with pytest.raises(ModelError, match="was altered"):
        verify(file, hashlib.sha256(b"other").hexdigest())
