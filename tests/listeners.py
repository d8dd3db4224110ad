"""What the assembled bot hangs on Bolt and on its command: recorded while it is put together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.subcommands import SUBCOMMANDS
from tests.whole_bot import open_playground

KINDS = ("event", "command", "shortcut", "action", "view", "options")
SUBCOMMAND = "subcommand"

Registered = dict[str, list[Any]]


async def registered_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Registered:
    """Return every listener by kind, each as it was registered: a name, a pattern or a dict; and every subcommand."""
    found: Registered = {}

    def recording(kind: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def record(self: Any, *args: Any, **more: Any) -> Any:
            found.setdefault(kind, []).append(args[0] if args else more)
            return original(self, *args, **more)

        return record

    for kind in KINDS:
        monkeypatch.setattr(AsyncApp, kind, recording(kind, getattr(AsyncApp, kind)))
    found[SUBCOMMAND] = [each.name for each in SUBCOMMANDS]
    async with open_playground(folder):
        pass
    return found
