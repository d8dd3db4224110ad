"""A strict copy of a Mattermost server: REST and WebSocket as far as the bot uses them, with its errors."""

import asyncio
import base64
import json
import secrets
import string
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.mattermost.checks import Json, RefusedError, check_dialog, check_post, refuse_unless, stripped

FORBIDDEN = "api.context.permissions.app_error"
_LETTERS = string.ascii_lowercase + string.digits


def new_id() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(26))


@dataclass
class Channel:
    id: str
    name: str
    type: str  # O: open, P: private, D: direct
    members: set[str]
    delete_at: int = 0


@dataclass
class Standin:
    """The server: one team, a bot account in it, people, channels and posts. clock: seconds since 1970."""

    clock: Callable[[], float]
    team_id: str = field(default_factory=new_id)
    bot_id: str = field(default_factory=new_id)
    bot_token: str = field(default_factory=new_id)
    command_token: str = field(default_factory=new_id)
    users: dict[str, Json] = field(default_factory=dict)
    team_members: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    posts: dict[str, Json] = field(default_factory=dict)
    dialogs: list[tuple[str, Json]] = field(default_factory=list)  # (who, the request)
    calls: list[tuple[str, str]] = field(default_factory=list)
    lost_answers: int = 0  # of posts to come
    edits_end: bool = False  # whether posts can no longer be edited
    refuses: set[str] = field(default_factory=set)  # paths below which everything is answered 503
    port: int = 0

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.add_user("starling", self.bot_id, is_bot=True)
        self._sockets: list[web.WebSocketResponse] = []
        self._runner: web.AppRunner | None = None
        self._pongs: asyncio.Queue[None] = asyncio.Queue()
        self.joined = asyncio.Event()  # somebody connected

    def add_user(self, name: str, user_id: str | None = None, *, is_admin: bool = False, **facts: Any) -> str:
        user_id = user_id or new_id()
        usual = {"username": name.lower(), "nickname": name, "roles": "system_user", "locale": "en", "delete_at": 0}
        self.users[user_id] = {"id": user_id, "timezone": {}, **usual, **facts}
        self.team_members[user_id] = {"user_id": user_id, "scheme_admin": is_admin, "delete_at": 0}
        return user_id

    def add_channel(self, name: str, *members: str, kind: str = "O") -> Channel:
        channel = Channel(new_id(), name, kind, set(members))
        self.channels[channel.id] = channel
        return channel

    def trigger(self, user_id: str, *, at: float | None = None, key: ec.EllipticCurvePrivateKey | None = None) -> str:
        """Return what Mattermost signs of a click or a command."""
        text = f"{new_id()}:{user_id}:{int((self.clock() if at is None else at) * 1000)}:"
        signature = (key or self.key).sign(text.encode(), ec.ECDSA(SHA256()))
        return base64.b64encode(text.encode() + base64.b64encode(signature)).decode()

    def in_channel(self, channel_id: str) -> list[Json]:
        """Return the posts of a channel that are there, in the order of their making."""
        return [each for each in self.posts.values() if each["channel_id"] == channel_id and not each["delete_at"]]

    def direct(self, *user_ids: str) -> Channel:
        name = "__".join(sorted(user_ids))
        found = next((each for each in self.channels.values() if each.name == name), None)
        return found or self.add_channel(name, *user_ids, kind="D")

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/api/v4/websocket", self._socket)
        for verb, path, handler in self._routes():
            app.router.add_route(verb, f"/api/v4{path}", self._checked(handler))
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        for socket in self._sockets:
            await socket.close()
        assert self._runner
        await self._runner.cleanup()

    async def publish(self, event: str, data: Json) -> None:
        """Send an event to the bot's connections."""
        for socket in [each for each in self._sockets if not each.closed]:
            await socket.send_str(json.dumps({"event": event, "data": data, "broadcast": {}, "seq": 2}))

    async def break_off(self, text: str) -> None:
        """End each connection by what is sent in it, or where that is nothing by an orderly end."""
        for socket in [each for each in self._sockets if not each.closed]:
            self._sockets.remove(socket)
            with suppress(ConnectionError):  # the bot hung up on what is too long
                await (socket.send_str(text) if text else socket.close())

    async def flush(self) -> None:
        """Wait until the bot took every event: it answers a ping after what came before."""
        for socket in [each for each in self._sockets if not each.closed]:
            await socket.ping()
            await self._pongs.get()

    async def publish_again(self, post: Json) -> None:
        """Send the event of a post to the bot, where it is in the channel."""
        channel = self.channels[post["channel_id"]]
        if self.bot_id in channel.members:
            shown = json.dumps(stripped(post))
            await self.publish("posted", {"channel_type": channel.type, "channel_name": channel.name, "post": shown})

    async def create(self, user_id: str, post: Json) -> Json:
        made: Json = {"id": new_id(), "create_at": int(self.clock() * 1000), "delete_at": 0, "type": "", "message": ""}
        made |= {"user_id": user_id, "props": {}, **post}
        if user_id == self.bot_id:
            made["props"] = {**made["props"], "from_bot": "true"}
        self.posts[made["id"]] = made
        await self.publish_again(made)
        return made

    def _routes(self) -> list[tuple[str, str, Callable[[web.Request], Awaitable[Any]]]]:
        return [
            ("GET", "/users/me", self._me),
            ("GET", "/users", self._list_users),
            ("GET", "/users/{user}", self._user),
            ("GET", "/users/username/{name}", self._named),
            ("GET", "/users/me/teams/{team}/channels", self._own_channels),
            ("GET", "/teams/name/{name}", self._team),
            ("GET", "/teams/{team}/members/{user}", self._team_member),
            ("GET", "/config/client", self._config),
            ("POST", "/channels/direct", self._direct),
            ("GET", "/channels/{channel}", self._channel),
            ("GET", "/channels/{channel}/members", self._members),
            ("POST", "/channels/{channel}/members", self._join),
            ("GET", "/channels/{channel}/members/{user}", self._member),
            ("GET", "/channels/{channel}/posts", self._list_posts),
            ("POST", "/posts", self._post),
            ("GET", "/posts/{post}", self._get_post),
            ("PUT", "/posts/{post}/patch", self._patch),
            ("DELETE", "/posts/{post}", self._delete),
            ("POST", "/actions/dialogs/open", self._open_dialog),
        ]

    def _checked(
        self, handler: Callable[[web.Request], Awaitable[Any]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def checked(request: web.Request) -> web.StreamResponse:
            self.calls.append((request.method, request.path))
            try:
                down = any(request.path.startswith(each) for each in self.refuses)
                refuse_unless(not down, "", 503)
                token = request.headers.get("Authorization", "")
                refuse_unless(token == f"Bearer {self.bot_token}", "api.context.session_expired.app_error", 401)
                return web.json_response(await handler(request))
            except RefusedError as refused:
                body = {"id": refused.code, "message": "Not possible.", "detailed_error": "", "request_id": new_id()}
                return web.json_response(body | {"status_code": refused.status}, status=refused.status)

        return checked

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.PING:
                await socket.pong(message.data)
            elif message.type is WSMsgType.PONG:
                self._pongs.put_nowait(None)
            asked = json.loads(message.data) if message.type is WSMsgType.TEXT else {}
            if asked.get("action") == "authentication_challenge":
                if asked["data"]["token"] != self.bot_token:
                    break
                self._sockets.append(socket)
                await socket.send_str(json.dumps({"status": "OK", "seq_reply": asked["seq"]}))
                self.joined.set()
        return socket

    async def _me(self, _: web.Request) -> Json:
        return self.users[self.bot_id]

    async def _user(self, request: web.Request) -> Json:
        refuse_unless(request.match_info["user"] in self.users, "app.user.missing_account.const", 404)
        return self.users[request.match_info["user"]]

    async def _named(self, request: web.Request) -> Json:
        found = [each for each in self.users.values() if each["username"] == request.match_info["name"]]
        refuse_unless(found, "app.user.get_by_username.app_error", 404)
        return found[0]

    async def _list_users(self, request: web.Request) -> list[Json]:
        assert request.query["in_team"] == self.team_id
        assert int(request.query["per_page"]) <= 200
        wants_admins = request.query.get("team_roles") == "team_admin"
        members = [each for each, facts in self.team_members.items() if facts["scheme_admin"] or not wants_admins]
        found = [self.users[each] for each in members]
        return found if request.query["page"] == "0" else []

    async def _own_channels(self, _: web.Request) -> list[Json]:
        return [self._shown(each) for each in self.channels.values() if self.bot_id in each.members]

    async def _team(self, request: web.Request) -> Json:
        refuse_unless(request.match_info["name"] == "school", "app.team.get_by_name.missing.app_error", 404)
        return {"id": self.team_id, "name": "school"}

    async def _team_member(self, request: web.Request) -> Json:
        refuse_unless(request.match_info["user"] in self.team_members, "app.team.get_member.missing.app_error", 404)
        return self.team_members[request.match_info["user"]]

    async def _config(self, request: web.Request) -> Json:
        assert request.query["format"] == "old"
        der = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return {"AsymmetricSigningPublicKey": base64.b64encode(der).decode(), "SiteName": "School"}

    async def _direct(self, request: web.Request) -> Json:
        ids = await request.json()
        refuse_unless(isinstance(ids, list) and len(ids) == 2, "api.context.invalid_body_param.app_error")
        refuse_unless(self.bot_id in ids, FORBIDDEN, 403)
        refuse_unless(
            all(each in self.users for each in ids), "api.channel.create_direct_channel.invalid_user.app_error"
        )
        return self._shown(self.direct(*ids))

    def _seen(self, request: web.Request) -> Channel:
        """Return the channel of a request. The bot reads channels that it is in, and open ones."""
        channel = self.channels.get(request.match_info["channel"])
        refuse_unless(channel, "app.channel.get.existing.app_error", 404)
        assert channel
        refuse_unless(channel.type == "O" or self.bot_id in channel.members, FORBIDDEN, 403)
        return channel

    def _shown(self, channel: Channel) -> Json:
        team_id = "" if channel.type in "DG" else self.team_id
        facts = {"id": channel.id, "name": channel.name, "type": channel.type, "delete_at": channel.delete_at}
        return facts | {"team_id": team_id}

    async def _channel(self, request: web.Request) -> Json:
        return self._shown(self._seen(request))

    async def _members(self, request: web.Request) -> list[Json]:
        members = self._seen(request).members if request.query["page"] == "0" else set()
        return [{"user_id": each} for each in members]

    async def _member(self, request: web.Request) -> Json:
        channel = self._seen(request)
        user_id = self.bot_id if request.match_info["user"] == "me" else request.match_info["user"]
        refuse_unless(user_id in channel.members, "app.channel.get_member.missing.app_error", 404)
        return {"user_id": user_id}

    async def _join(self, request: web.Request) -> Json:
        channel, body = self._seen(request), await request.json()
        refuse_unless(channel.type == "O" and body["user_id"] == self.bot_id, FORBIDDEN, 403)
        channel.members.add(self.bot_id)
        return {"user_id": self.bot_id}

    async def _list_posts(self, request: web.Request) -> Json:
        page, size = int(request.query["page"]), int(request.query["per_page"])
        assert size <= 200
        found = self.in_channel(self._seen(request).id)[::-1][page * size : (page + 1) * size]
        return {"order": [each["id"] for each in found], "posts": {each["id"]: stripped(each) for each in found}}

    async def _post(self, request: web.Request) -> Json:
        post = await request.json()
        channel = self.channels.get(post.get("channel_id", ""))
        refuse_unless(channel and self.bot_id in channel.members, FORBIDDEN, 403)
        assert channel
        refuse_unless(not channel.delete_at, "api.post.create_post.can_not_post_to_deleted.error")
        refuse_unless(set(post) <= {"channel_id", "message", "props", "root_id", "file_ids"}, "unknown field")
        check_post(post)
        made = await self.create(self.bot_id, post)
        if self.lost_answers:
            self.lost_answers -= 1
            assert request.transport
            request.transport.abort()
        return stripped(made)

    def _own_post(self, request: web.Request) -> Json:
        post = self.posts.get(request.match_info["post"])
        refuse_unless(post and not post["delete_at"], "app.post.get.app_error", 404)
        assert post
        refuse_unless(self.bot_id in self.channels[post["channel_id"]].members, FORBIDDEN, 403)
        return post

    async def _get_post(self, request: web.Request) -> Json:
        return stripped(self._own_post(request))

    async def _patch(self, request: web.Request) -> Json:
        post, patch = self._own_post(request), await request.json()
        refuse_unless(post["user_id"] == self.bot_id, FORBIDDEN, 403)
        refuse_unless(not self.edits_end, "api.post.update_post.permissions_time_limit.app_error")
        check_post(post | patch)
        post.update(patch)
        return stripped(post)

    async def _delete(self, request: web.Request) -> Json:
        self._own_post(request)["delete_at"] = int(self.clock() * 1000)
        return {"status": "OK"}

    async def _open_dialog(self, request: web.Request) -> Json:
        asked = await request.json()
        refuse_unless(asked.get("url") and asked.get("trigger_id"), "api.context.invalid_body_param.app_error")
        check_dialog(asked["dialog"])
        trigger, who, at, signature = base64.b64decode(asked["trigger_id"]).decode().split(":")
        self.key.public_key().verify(base64.b64decode(signature), f"{trigger}:{who}:{at}:".encode(), ec.ECDSA(SHA256()))
        refuse_unless(self.clock() * 1000 - int(at) <= 30_000, "interactive_message.decode_trigger_id.expired")
        self.dialogs.append((who, asked))
        return {"status": "OK"}
