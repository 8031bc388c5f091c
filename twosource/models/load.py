"""Open the shipped models: find, verify, start. Never downloads; never reads a pickle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from twosource import __version__
from twosource.errors import ModelError
from twosource.settings import setting

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

READER, PAIRS = "reader", "pairs"  # folders
NEEDED_HEADS = frozenset(
    {"embedding", "arcs", "label_dependent", "label_head", "attribution", "links", "coref", "event_weight", "meaning"}
)
# onnxruntime's own joining of a sum and a layer norm runs eight times slower on CPU than the two apart (1.32)
SLOWER = ("SkipLayerNormFusion",)
# without it a CPU that has no VNNI clips the sums of int8 products: other readings there, and 1.1 points of link F1 less
EXACT = ("session.x64quantprecision", "1")
NEEDED_CLASSES = frozenset({"label", "upos", "xpos", "lemma", "ner3", "ner9", "event"})


@dataclass(frozen=True, slots=True)
class ReaderModel:
    """The reader's session, tokenizer, class names and label tables."""

    name: str
    session: InferenceSession
    tokenizer: Tokenizer
    classes: dict[str, list[str]]
    labels: dict[str, np.ndarray]
    meaning: int  # width of the vectors of words

    def run(self, names: Sequence[str], feed: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """The named outputs for one unit, without the dimension of the batch; `feed` has each input as one row."""
        rows = {name: value[None] for name, value in feed.items()}
        return {name: value[0] for name, value in zip(names, self.session.run(names, rows), strict=True)}


@cache
def reader_model() -> ReaderModel:
    """The shipped reader, verified and opened once per process."""
    return open_reader(home(READER))


@cache
def reader_name() -> str:
    """Name and version of the shipped reader, without opening it."""
    return _name(READER)


@cache
def pair_model_name() -> str:
    """Name and version of the shipped pair model, without opening it."""
    return _name(PAIRS)


def version() -> str:
    """What readings and accounts are made by: this version of the code, its models, and the pipeline in the reader's place."""
    pipeline = setting("TWOSOURCE_PIPELINE")
    models = f"twosource {__version__}, {reader_name()}, {pair_model_name()}"
    return models + (f", {pipeline}" if pipeline else "")


def home(folder: str) -> Path:
    """Where a shipped model lies."""
    return Path(str(resources.files("twosource.models").joinpath(folder)))


def _name(folder: str) -> str:
    entry = read_entry(home(folder))
    return f"{entry['name']}-{entry['version']}"


@cache
def known_words() -> frozenset[str]:
    """The common words of English: those that the reader's tokenizer does not cut."""
    return frozenset(word for word in reader_model().tokenizer.get_vocab() if word.isalpha())


def open_reader(folder: Path) -> ReaderModel:
    """Open a reader folder. Raises ModelError where a file is missing, altered, or has classes the code does not know."""
    from onnxruntime import InferenceSession, SessionOptions
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    entry = read_entry(folder)
    for name, expected in entry["sha256"].items():
        verify(folder / name, expected)
    classes: dict[str, list[str]] = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
    missing = NEEDED_CLASSES - classes.keys()
    if missing:
        raise ModelError(
            f"{folder.name}: the model has no classes for {', '.join(sorted(missing))}; install the version this code was made for"
        )
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry(*EXACT)
    session = InferenceSession(
        (folder / "reader.onnx").read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=SLOWER,
    )
    _check_shapes(session, classes, folder.name)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    labels = {name: table.astype(np.float32) for name, table in load_file(folder / "labels.safetensors").items()}
    meaning = next(o.shape[-1] for o in session.get_outputs() if o.name == "meaning")
    return ReaderModel(f"{entry['name']}-{entry['version']}", session, tokenizer, classes, labels, meaning)


def read_entry(folder: Path) -> dict[str, Any]:
    """The catalogue entry of a model's folder. Raises ModelError where it cannot be read."""
    try:
        entry: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"the shipped model {folder.name!r} cannot be read ({error}); reinstall twosource") from error
    return entry


def verify(path: Path, expected: str) -> None:
    """Raise ModelError unless the file has the expected sha256."""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"model file {path.name} is missing ({error}); reinstall twosource") from error
    if found != expected:
        raise ModelError(
            f"model file {path.name} was altered (sha256 {found[:12]}..., expected {expected[:12]}...); reinstall twosource"
        )


def _check_shapes(session: InferenceSession, classes: dict[str, list[str]], name: str) -> None:
    widths = {o.name: o.shape[-1] for o in session.get_outputs()}
    missing = NEEDED_HEADS - widths.keys()
    if missing:
        raise ModelError(
            f"{name}: the model has no {', '.join(sorted(missing))}; install the version this code was made for"
        )
    for task in NEEDED_CLASSES:
        if widths.get(task) != len(classes[task]):
            raise ModelError(
                f"{name}: head {task!r} has {widths.get(task)} scores for {len(classes[task])} classes; model and classes do not fit"
            )
