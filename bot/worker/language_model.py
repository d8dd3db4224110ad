"""The model that recognises languages, unpacked once for each user: to unpack it takes half a second of CPU.

The copy is in the user's cache folder (XDG_CACHE_HOME, else ~/.cache). It is never needed: where it cannot be written
or read, the model is unpacked again.
"""

import contextlib
import importlib.metadata
import lzma
import os
import shutil
import tempfile
import zipfile
from array import array
from pathlib import Path
from typing import Any

import numpy as np

from bot.environment import cache_dir

_TYPES = {2: "H", 4: "I"}  # of array, by width


def load_identifier() -> Any:
    """Return a py3langid.langid.LanguageIdentifier that gives probabilities."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    copy = _copy_of(Path(MODEL_DIR) / MODEL_FILE)
    if copy is not None:
        with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile):
            return _read(copy)
        with contextlib.suppress(OSError):
            copy.unlink()  # it is damaged, and the next start makes another
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _read(copy: Path) -> Any:
    from py3langid.langid import LanguageIdentifier

    with np.load(copy, allow_pickle=False) as data:
        return LanguageIdentifier(
            data["ptc"], data["pc"], data["classes"].tolist(), _numbers(data["nextmove"]), data["out_feat"].tolist(),
            norm_probs=True, tk_row=_numbers(data["nextmove_row"]),
        )  # fmt: skip


def _numbers(found: Any) -> Any:
    row = array(_TYPES[found.dtype.itemsize])
    row.frombytes(np.ascontiguousarray(found).tobytes())
    return row


def _copy_of(packed: Path) -> Path | None:
    """Return the unpacked copy of a model, made where there is none; None where that cannot be."""
    version = importlib.metadata.version("py3langid")
    with contextlib.suppress(OSError, RuntimeError):  # no home, or nothing may be written there
        copy = cache_dir() / f"languages-{version}-{packed.stat().st_size}.npz"
        if not _is_whole(copy):
            _unpack(packed, copy)
        return copy
    return None


def _is_whole(copy: Path) -> bool:
    """Say whether a copy is there whole, and nobody else can write to it."""
    with contextlib.suppress(OSError, zipfile.BadZipFile):
        there = copy.stat()
        if there.st_uid == os.getuid() and not there.st_mode & 0o022:
            with zipfile.ZipFile(copy) as found:
                return "out_feat.npy" in found.namelist()
    return False


def _unpack(packed: Path, copy: Path) -> None:
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=copy.parent, delete=False) as unpacked:  # of its own: others may do the same
        try:
            with lzma.open(packed) as source:
                shutil.copyfileobj(source, unpacked, length=1 << 20)
            unpacked.flush()
            for old in copy.parent.glob("languages-*.npz"):  # of other versions
                old.unlink(missing_ok=True)
            Path(unpacked.name).replace(copy)
        except BaseException:
            Path(unpacked.name).unlink(missing_ok=True)
            raise
