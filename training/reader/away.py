"""Training on a machine with a GPU that has torch and transformers but neither spaCy nor the packages that hold the weights.

Here, where the packages are (the larger encoder's folder is that of `teacher.py`):

    python -m training.reader.away pack --data DIR --larger FOLDER --unlabelled FILE --to PACKED

There, in a checkout of this repository (PACKED may have come in several loads):

    python -m training.reader.away run PACKED RUN [--teacher-minutes M] [--minutes M] [--workers N]

`pack` writes the corpora as units and both encoders in int8, one scale per row, in files of at most 48 MB; `run` trains the
teacher, then the reader that it teaches, into RUN/teacher and RUN/reader. To be exported from there, with the packages, RUN/reader
needs its checkpoint and classes alone. PACKED holds a pickle: open only what you packed yourself.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import shutil
import sys
import types
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PART = 48_000_000  # bytes
LARGE = 50_000  # numbers of a table that is worth rounding
BESIDE = ("config.json", "tokenizer.json")


# ---- here


def pack_weights(weights: Mapping[str, np.ndarray], to: Path) -> None:
    """Tables in int8 with a scale per row, everything else as it is, into `to`/weights-N.npz."""
    parts: list[dict[str, np.ndarray]] = [{}]
    size = 0
    for name, table in weights.items():
        arrays = {name: table}
        if table.ndim == 2 and table.size > LARGE:
            scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
            arrays = {f"{name}|steps": np.rint(table / scale).astype(np.int8), f"{name}|scale": scale}
        more = sum(a.nbytes for a in arrays.values())
        if size + more > PART and parts[-1]:
            parts.append({})
            size = 0
        parts[-1] |= arrays
        size += more
    for number, part in enumerate(parts):
        np.savez(to / f"weights-{number}.npz", **part)  # type: ignore[arg-type]


def pack(options: argparse.Namespace) -> None:
    """Write PACKED."""
    from safetensors.numpy import load_file

    from training.encoder import pinned_folder
    from training.reader.prepare import archive_sums, configured, load_corpora

    config = configured(HERE / "taught.toml")
    found = load_corpora(options.data, config)
    options.to.mkdir(parents=True, exist_ok=True)
    (options.to / "corpora.z").write_bytes(zlib.compress(pickle.dumps((found, archive_sums(options.data)), protocol=5)))
    shutil.copy(options.unlabelled, options.to / "unlabelled.jsonl.gz")
    for name, folder in (("small", pinned_folder(config)), ("larger", options.larger)):
        (options.to / name).mkdir(exist_ok=True)
        for file in BESIDE:
            shutil.copy(folder / file, options.to / name / file)
        pack_weights(load_file(folder / "model.safetensors"), options.to / name)


# ---- there


def unpack_weights(parts: Iterable[Path]) -> dict[str, np.ndarray]:
    """What `pack_weights` wrote, in float."""
    held: dict[str, np.ndarray] = {}
    for path in parts:
        with np.load(path) as part:
            held |= dict(part)
    names = sorted({name.partition("|")[0] for name in held})
    return {n: held[n] if n in held else held[f"{n}|steps"] * held[f"{n}|scale"] for n in names}


def without_spacy() -> None:
    """Stand-ins for what the training programs import and, with units that are packed, never call."""
    spacy, tokens = types.ModuleType("spacy"), types.ModuleType("spacy.tokens")
    spacy.tokens, tokens.Doc = tokens, object  # type: ignore[attr-defined]
    annotate = types.ModuleType("twosource.annotate")
    annotate.__path__ = [str(ROOT / "twosource" / "annotate")]
    sys.modules |= {"spacy": spacy, "spacy.tokens": tokens, "twosource.annotate": annotate}


def run(options: argparse.Namespace) -> None:
    """Train the teacher, then the reader."""
    without_spacy()
    from safetensors.numpy import save_file

    from training.reader import prepare, teacher, train

    for name in ("small", "larger"):
        folder = options.packed / name
        save_file(unpack_weights(folder.glob("weights-*.npz")), folder / "model.safetensors", metadata={"format": "pt"})
    # packed weights are rounded, so their own sums stand for those of the releases, which `pack` was given
    teacher.SHA256 = hashlib.sha256((options.packed / "larger" / "model.safetensors").read_bytes()).hexdigest()
    prepare.pinned_folder = lambda config: options.packed / "small"
    corpora, digests = pickle.loads(zlib.decompress((options.packed / "corpora.z").read_bytes()))
    patched: Any = train  # it would read the archives, which are not there
    patched.load_corpora, patched.archive_sums = lambda data, config: dict(corpora), lambda data: digests
    common = ["--data", str(options.packed), "--larger", str(options.packed / "larger"), "--processes", "1"]
    common += ["--device", options.device, "--workers", str(options.workers)]
    first = ["--config", str(HERE / "teacher.toml"), "--minutes", str(options.teacher_minutes)]
    train.main([*common, *first, "--out", str(options.run / "teacher")])
    taught = ["--config", str(HERE / "taught.toml"), "--minutes", str(options.minutes)]
    taught += ["--teacher", str(options.run / "teacher" / "checkpoint.pt")]
    taught += ["--unlabelled", str(options.packed / "unlabelled.jsonl.gz")]
    train.main([*common, *taught, "--out", str(options.run / "reader")])


def main() -> None:
    """Pack, or run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    packing, running = verbs.add_parser("pack"), verbs.add_parser("run")
    for name in ("data", "larger", "unlabelled", "to"):
        packing.add_argument(f"--{name}", type=Path, required=True)
    running.add_argument("packed", type=Path)
    running.add_argument("run", type=Path)
    running.add_argument("--device", default="cuda", choices=["cpu", "cuda"])
    running.add_argument("--teacher-minutes", type=float, default=0.0)
    running.add_argument("--minutes", type=float, default=0.0)
    running.add_argument("--workers", type=int, default=14)
    options = parser.parse_args()
    if options.verb == "pack":
        pack(options)
    else:
        run(options)


if __name__ == "__main__":
    main()
