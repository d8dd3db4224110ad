"""The operator's own embedding model, loaded from a folder; nothing is downloaded."""

import os
from collections.abc import Sequence
from functools import cache
from typing import Any


def encode(folder: str, texts: Sequence[str]) -> Any:
    """Return texts x numbers in half precision. Raises ImportError without the extra `vectors`, ValueError."""
    import numpy as np

    found = np.asarray(_model(folder).encode(list(texts)), dtype=np.float32)
    return np.nan_to_num(found).astype("<f2")


@cache
def _model(folder: str) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is loaded
    from model2vec import StaticModel

    return StaticModel.from_pretrained(folder, force_download=False)
