"""Settings of `starling themes`, read without the others, whose libraries take long to load."""

import os
from pathlib import Path


class SettingsError(Exception):
    """A setting that is missing or wrong; the message is one line that names it and the cure."""


def theme_model_dir() -> Path | None:
    """Return the model that `starling themes` uses, as THEMES_MODEL_DIR says; None for none."""
    folder = os.environ.get("THEMES_MODEL_DIR", "").strip()
    return Path(folder) if folder else None


def theme_state_dir() -> Path | None:
    """Return where `starling themes` keeps themes between its runs, as EXCHANGE_STATE_DIR says; None for nowhere."""
    folder = os.environ.get("EXCHANGE_STATE_DIR", "").strip()
    return Path(folder) if folder else None


def cache_dir() -> Path:
    """Return the folder of what can be made again, as XDG_CACHE_HOME says. Raises RuntimeError without a home."""
    return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or Path.home() / ".cache") / "starling"


def inherited() -> dict[str, str]:
    """Return what a program that we run inherits: everything but secrets of ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "STARLING_"))}
