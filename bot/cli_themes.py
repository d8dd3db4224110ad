"""`starling themes`: comments as lines in, their themes as lines out, kept in a folder between runs."""

import io
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import IO

from bot.core.themes import LastingTheme, ThemeKind, ThemeState, run_lines
from bot.core.themes.lines import Encode
from bot.environment import theme_model_dir, theme_state_dir
from bot.worker.encoder import understand
from bot.worker.languages import detect
from bot.worker.models import encode

_FILE = "themes.json"


def run(source: IO[str], target: IO[str], *, keep: int = 0) -> int:
    """Do one run; a fault is one line on standard error, and nothing is written or kept then.

    keep: how many vectors stay in memory for another run of this process; of 100,000 they are 130 MB.
    """
    for stream in (source, target):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    folder = theme_state_dir()
    found = io.StringIO()
    try:
        before = _read(folder / _FILE) if folder else None
        state = run_lines(
            source,
            found,
            before,
            detect=detect,
            encode=_encoder(),
            understand=partial(understand, keep=keep),
            name=_name,
        )
        if folder:
            _keep(folder, state)
    except ImportError as error:
        sys.stderr.write(f"starling: THEMES_MODEL_DIR needs the extra: pip install '.[vectors]' ({error.name})\n")
        return 1
    except (ValueError, OSError) as error:
        sys.stderr.write(f"starling: {error}\n")
        return 1
    target.write(found.getvalue())
    return 0


def _name(theme: LastingTheme) -> str:
    """Return what a theme is called: its headline, or what its kind says."""
    if theme.kind == ThemeKind.NAMED:
        return theme.headline
    from bot.domain.theme_names import kind_text  # only here: the catalogues take .2 s to load
    from bot.texts import ENGLISH

    return kind_text(ENGLISH, theme.kind, theme.language) or theme.headline


def _encoder() -> Encode | None:
    """Return what the host's model makes of texts; None where no model is named."""
    folder = theme_model_dir()
    if folder is None:
        return None
    if not (folder / "model.safetensors").is_file():
        msg = f"THEMES_MODEL_DIR names {folder}, and there is no model.safetensors in it"
        raise ValueError(msg)
    return lambda texts: encode(str(folder), texts).astype("float32")


def _read(path: Path) -> ThemeState | None:
    """Return the state of the last run; None before the first run. Raises ValueError for what is no such file."""
    try:
        return ThemeState.from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{path} holds no themes of an earlier run: delete it, or name another folder in EXCHANGE_STATE_DIR"
        raise ValueError(msg) from error


def _keep(folder: Path, state: ThemeState) -> None:
    """Write the state of themes, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{_FILE}.{os.getpid()}"
    part.write_text(json.dumps(state.as_json(), ensure_ascii=False), encoding="utf-8")
    part.replace(folder / _FILE)
