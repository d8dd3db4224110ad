"""Live updates of the page over WebSocket: each change goes to the people who may see it."""

import asyncio
import json

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.page.content import list_channels, message_content, view_content
from bot.playground.state.models import ChangeEvent, Json, Message

BEHIND = 1000  # queued frames after which a page is disconnected; it reconnects and reloads


class Live:
    """The open pages, by the person they act as."""

    def __init__(self, context: PlaygroundContext) -> None:
        self._context = context
        self._open: dict[str, set[asyncio.Queue[str | None]]] = {}
        self._wires: set[web.WebSocketResponse] = set()
        context.world.listeners.append(self.on_change)

    async def close(self) -> None:
        """Close every connection."""
        for wire in list(self._wires):
            await wire.close()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer GET /ui/live?as=USER."""
        user = request.query.get("as", "")
        if user not in self._context.world.members:
            return web.json_response({"ok": False, "error": "user_not_found"}, status=404)
        wire = web.WebSocketResponse(heartbeat=30.0)
        await wire.prepare(request)
        frames: asyncio.Queue[str | None] = asyncio.Queue(BEHIND)
        self._open.setdefault(user, set()).add(frames)
        self._wires.add(wire)
        writer = asyncio.create_task(self._write(wire, frames))
        try:
            async for _ in wire:
                pass  # the page only listens
        finally:
            writer.cancel()
            self._wires.discard(wire)
            self._open[user].discard(frames)
            if not self._open[user]:
                del self._open[user]
        return wire

    async def _write(self, wire: web.WebSocketResponse, frames: asyncio.Queue[str | None]) -> None:
        while True:
            frame = await frames.get()
            if frame is None:
                await wire.close()
                return
            await wire.send_str(frame)

    def on_change(self, change: ChangeEvent) -> None:
        """Send a change to the pages whose person may see it."""
        if not self._open:
            return
        if change.kind == "clock":
            for user in list(self._open):
                self._send(user, {"type": "clock", "now": self._context.world.clock()})
        elif change.message is not None and change.user is None:
            self._send_message(change.kind, change.message)
        elif change.user is not None and change.user in self._open:
            self._send(change.user, self._private_frame(change, change.user))

    def _send_message(self, kind: str, message: Message) -> None:
        context = self._context
        channel = context.world.channels[message.channel]
        readers = [user for user in self._open if context.world.can_see_channel(user, channel)]
        if not readers:
            return
        frames: list[Json] = []
        if kind == "message_deleted":
            frames.append({"type": kind, "channel": channel.id, "ts": message.ts})
        else:
            frames.append({"type": kind, "channel": channel.id, "message": message_content(context, message)})
        parent = channel.messages.get(message.thread_ts or "")
        if parent is not None and parent is not message and kind != "message_changed":
            frames.append(
                {"type": "message_changed", "channel": channel.id, "message": message_content(context, parent)}
            )
        for user in readers:
            for frame in frames:
                self._send(user, frame)

    def _private_frame(self, change: ChangeEvent, user: str) -> Json:
        """Return the frame of a change that only one person sees."""
        context = self._context
        frame: Json = {"type": change.kind}
        if change.message is not None:
            frame["channel"] = change.message.channel
            if change.kind == "ephemeral_deleted":
                return frame | {"ts": change.message.ts}
            return frame | {"message": message_content(context, change.message)}
        if change.view is not None:
            return frame | (
                {"view_id": change.view.id}
                if change.kind == "view_closed"
                else {"view": view_content(context, change.view)}
            )
        if change.kind == "warning":
            return frame | {"message": change.text}
        return frame | {"channels": list_channels(context, context.world.members[user])}

    def _send(self, user: str, frame: Json) -> None:
        text = json.dumps(frame, ensure_ascii=False)
        for frames in self._open.get(user, ()):
            if frames.full():
                while not frames.empty():
                    frames.get_nowait()
                frames.put_nowait(None)
            else:
                frames.put_nowait(text)
