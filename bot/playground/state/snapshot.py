"""The whole workspace as one JSON file, so that a later start continues where this one ended."""

import asyncio
import base64
import contextlib
import json
import os
from collections import deque
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import structlog

from bot.playground.state.models import (
    ChangeEvent,
    Channel,
    Enterprise,
    File,
    Json,
    Member,
    Message,
    ScheduledMessage,
    UserGroup,
    View,
)
from bot.playground.state.world import EPHEMERALS, World

log = structlog.get_logger()

VERSION = 2
PAUSE_S = 0.5  # wait for further changes before a write


class SnapshotError(Exception):
    """The file does not contain a workspace of the playground."""


def pack(world: World) -> Json:
    """Return a workspace as JSON."""
    return {
        "version": VERSION,
        "team_id": world.team_id,
        "name": world.name,
        "enterprise": asdict(world.enterprise) if world.enterprise is not None else None,
        "last": world.new_ts(),
        "members": [_pack_record(each) for each in world.members.values()],
        "channels": [
            _pack_record(each) | {"messages": [_pack_record(message) for message in each.messages.values()]}
            for each in world.channels.values()
        ],
        "ephemerals": {user: [_pack_record(each) for each in kept] for user, kept in world.ephemerals.items()},
        "stacks": {user: [_pack_record(each) for each in stack] for user, stack in world.stacks.items()},
        "homes": [_pack_record(each) for each in world.homes.values()],
        "files": [
            _pack_record(each) | {"content": base64.b64encode(each.content).decode()} for each in world.files.values()
        ],
        "read": [[user, channel, ts] for (user, channel), ts in world.read.items()],
        "scheduled": [_pack_record(each) for each in world.scheduled],
        "personas": world.persona_ids,
        "user_groups": [_pack_record(each) for each in world.user_groups.values()],
    }


def unpack(world: World, content: Json) -> None:
    """Fill a workspace from JSON. Raises SnapshotError."""
    if content.get("version") != VERSION:
        raise SnapshotError("this file is no workspace of this playground")
    world.team_id, world.name = content["team_id"], content["name"]
    world.enterprise = Enterprise(**content["enterprise"]) if content.get("enterprise") else None
    world.persona_ids = list(content["personas"])
    for each in content["members"]:
        world.add_member(Member(**each))
    for each in content["channels"]:
        messages = each.pop("messages")
        channel = world.add_channel(Channel(**each | {"members": dict.fromkeys(each["members"])}))
        channel.messages = {message["ts"]: Message(**message) for message in messages}
    for user, kept in content["ephemerals"].items():
        world.ephemerals[user] = deque((Message(**each) for each in kept), maxlen=EPHEMERALS)
    for user, stack in content["stacks"].items():
        world.stacks[user] = [View(**each) for each in stack]
    world.homes = {each["user"]: View(**each) for each in content["homes"]}
    every = [*world.homes.values(), *(view for stack in world.stacks.values() for view in stack)]
    world.views = {view.id: view for view in every}
    for each in content["files"]:
        world.files[each["id"]] = File(**each | {"content": base64.b64decode(each["content"])})
    world.read = {(user, channel): ts for user, channel, ts in content["read"]}
    world.scheduled = [ScheduledMessage(**each) for each in content.get("scheduled", ())]
    world.user_groups = {each["id"]: UserGroup(**each) for each in content.get("user_groups", ())}
    world.advance_past(content["last"])


def _pack_record(thing: Any) -> Json:
    packed = {each.name: getattr(thing, each.name) for each in fields(thing)}
    if isinstance(thing, Channel):
        packed["members"] = list(thing.members)
    return packed


def write(path: Path, text: str) -> None:
    """Replace a file's content atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def save(world: World, path: Path) -> None:
    """Write a workspace to a file."""
    write(path, json.dumps(pack(world), ensure_ascii=False, separators=(",", ":")))


def load(world: World, path: Path) -> None:
    """Fill a workspace from a file. Raises SnapshotError, OSError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        unpack(world, content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{path.name} is no workspace of this playground"
        raise SnapshotError(msg) from error


class Autosave:
    """Writes a workspace to its file soon after each change."""

    def __init__(self, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._changed = asyncio.Event()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start watching for changes."""
        self._world.listeners.append(self._on_change)
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Stop watching, finish a write that is under way, and write a last time."""
        if self._task is None:
            return
        task, self._task = self._task, None
        self._world.listeners.remove(self._on_change)
        self._stopping.set()
        self._changed.set()
        await asyncio.gather(
            task, return_exceptions=True
        )  # not cancelled: its thread would go on beside the last write
        save(self._world, self._path)

    def _on_change(self, _change: ChangeEvent) -> None:
        self._changed.set()

    async def _watch(self) -> None:
        while True:
            await self._changed.wait()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), PAUSE_S)
            if self._stopping.is_set():
                return
            self._changed.clear()
            text = json.dumps(pack(self._world), ensure_ascii=False, separators=(",", ":"))
            try:
                await asyncio.to_thread(write, self._path, text)
            except OSError as error:  # a full disk: the next change tries again, and the end does
                log.warning("workspace_not_saved", error=error.strerror)
