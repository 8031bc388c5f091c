"""Training with the rounding of the shipped int8 graph, so that the heads learn to live with it.

The exported graph holds weights as int8 with one scale per output, and rounds what enters each product to uint8 with one
scale per run. After training in full precision that cost .4 (EWT) to .7 (GUM) points of LAS. The gradient passes
straight through the rounding (Bengio et al., 2013; Jacob et al., 2018).
"""

from __future__ import annotations

from types import MethodType
from typing import Any

import torch
from torch import Tensor, nn


def round_products(model: nn.Module) -> None:
    """From now on every linear layer of the model computes with rounded weights and inputs."""
    for module in model.modules():
        if isinstance(module, nn.Linear) and module.weight.shape[0] > 1:
            module.forward = MethodType(_forward, module)  # type: ignore[method-assign]


def _forward(self: nn.Linear, given: Tensor) -> Tensor:
    # whole steps up to 256 are exact in bfloat16, the type of the products in training
    kind = torch.bfloat16 if torch.is_autocast_enabled(given.device.type) else torch.float32
    return nn.functional.linear(activations(given.to(kind)), weights(self.weight.to(kind)), self.bias)


class _Rounded(torch.autograd.Function):
    """Values on whole steps of a scale; the gradient passes as if nothing had happened."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, scale: Tensor) -> Tensor:
        return values.mul(1 / scale).round_().mul_(scale)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        return gradients[0], None


def weights(weight: Tensor) -> Tensor:
    """Out x in, rounded to steps of one scale per output (`scales`)."""
    scale = scales(weight.detach())
    return _Rounded.apply(weight, scale)  # type: ignore[no-any-return]


def scales(weight: Tensor) -> Tensor:
    """Out x 1: the least scale at which the steps of no two neighbouring inputs add up to more than 128 on one side of zero.

    A CPU without VNNI adds the products of two neighbours, each of at most 255 steps of what is given, in 16 bits: 128 times 255 fits.
    """
    odd = weight.shape[1] % 2
    pairs = nn.functional.pad(weight, (0, odd)).unflatten(1, (-1, 2))
    both = torch.maximum(pairs.clamp(min=0).sum(-1), pairs.clamp(max=0).neg().sum(-1))
    return (both.amax(1, keepdim=True) / 127).clamp(min=1e-8)


def activations(given: Tensor) -> Tensor:
    """Rounded to 256 steps between its least and greatest value, zero among them."""
    low, high = given.detach().aminmax()
    scale = ((high.clamp(min=0.0) - low.clamp(max=0.0)) / 255).clamp(min=1e-8)
    return _Rounded.apply(given, scale)  # type: ignore[no-any-return]
