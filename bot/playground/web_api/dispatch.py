"""Dispatch of Web API calls: parse arguments, check token and scope, run the method, answer as Slack does."""

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.events import enterprise
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Channel, Json
from bot.playground.state.world import ts_to_micros

Handler = Callable[[PlaygroundContext, "Args"], Json]
_TRUE = frozenset({"1", "true", "True", "yes"})
_READ_SCOPES = {"channel": "channels:read", "private": "groups:read", "im": "im:read"}


class Args:
    """The arguments of a call, from its query, form or JSON body."""

    def __init__(self, given: Json, bearer: str = "") -> None:
        self.given = given
        self.bearer = bearer  # the call's token

    def has(self, name: str) -> bool:
        """Return whether an argument was given and is not empty."""
        return self.given.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.given.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Return a required argument. Raises SlackError."""
        if not self.has(name):
            raise SlackError("invalid_arguments", f"[ERROR] missing required field: {name}")
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean argument."""
        value = self.given.get(name)
        return default if value is None else value is True or str(value) in _TRUE

    def number(self, name: str, default: int, maximum: int = 1000) -> int:
        """Return an integer argument, such as a limit. Raises SlackError."""
        value = self.given.get(name)
        if value in (None, ""):
            return default
        try:
            number = int(str(value))
        except ValueError as error:
            raise SlackError("invalid_limit") from error
        if number < 0 or number > maximum:
            raise SlackError("invalid_limit")
        return number or default

    def json(self, name: str, error: str) -> Any:
        """Return a structured argument: JSON itself, or JSON written as text. Raises SlackError(error)."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as fault:
            raise SlackError(error) from fault

    def blocks(self, name: str = "blocks") -> list[Any] | None:
        """Return the blocks of a message. Raises SlackError."""
        blocks = self.json(name, "invalid_blocks_format")
        if blocks is not None and not isinstance(blocks, list):
            raise SlackError("invalid_blocks_format")
        return blocks

    def view(self) -> Json:
        """Return a view. Raises SlackError."""
        self.required("view")
        view = self.json("view", "invalid_arguments")
        if not isinstance(view, dict):
            raise SlackError("invalid_arguments", "[ERROR] must be a valid view object [json-pointer:/view]")
        return view


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API. scope: the one it needs; accepts: kind of token (bot, app, any, signed_in, none)."""

    handler: Handler
    scope: str = ""
    accepts: str = "bot"


METHODS: dict[str, Method] = {}


def method(name: str, *, scope: str = "", accepts: str = "bot") -> Callable[[Handler], Handler]:
    """Register a function as a method of the Web API."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, scope, accepts)
        return handler

    return register


async def serve(context: PlaygroundContext, request: web.Request) -> web.StreamResponse:
    """Answer /api/METHOD."""
    name = request.match_info["method"]
    given = await _arguments(request)
    if request.headers.get("Authorization", "").startswith("Basic "):
        given |= _parse_client(request.headers["Authorization"])
    token = _token(request, given)
    context = _whose(context, token, given)
    context.calls.add(name, given)
    fault = await context.faults.before(name, given)
    if fault is not None:
        context.calls.add_refusal(name, "ratelimited" if fault.status == 429 else "fault")  # noqa: PLR2004
        return fault
    headers = {"x-oauth-scopes": ",".join(sorted(context.manifest.scopes))}
    try:
        known = get_method(name)
        if known.scope:
            headers["x-accepted-oauth-scopes"] = known.scope
        authorise(context, known, token)
        body = {"ok": True, **known.handler(context, Args(given, token))}
    except SlackError as refusal:
        context.calls.add_refusal(name, refusal.error)
        return web.json_response(refusal.body(), status=refusal.status, headers=headers)
    context.faults.after(request, name)
    return web.json_response(body, headers=headers)


def get_method(name: str) -> Method:
    """Return a method by its name. Raises SlackError."""
    known = METHODS.get(name)
    if known is None:
        raise SlackError("unknown_method", req_method=name)
    return known


async def _arguments(request: web.Request) -> Json:
    given: Json = dict(request.query)
    if request.method != "POST":
        return given
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            body = {}
        if isinstance(body, dict):
            given |= body
        return given
    form = await request.post()
    return given | {key: value for key, value in form.items() if isinstance(value, str)}


def _parse_client(header: str) -> Json:
    """Return client_id and client_secret from HTTP basic authentication, which OAuth calls may use."""
    try:
        name, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": name, "client_secret": secret}


def _whose(context: PlaygroundContext, token: str, given: Json) -> PlaygroundContext:
    """Return the workspace of a call, of those behind this address: whose token, code or refresh token it carries."""
    refresh, code = str(given.get("refresh_token") or ""), str(given.get("code") or "")
    for each in (context, *context.neighbours):
        if each.app.knows(token) or each.app.knows(refresh) or each.tokens.has_oauth_code(code):
            return each
    return context


def _token(request: web.Request, given: Json) -> str:
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    return str(given.get("token") or "")


def authorise(context: PlaygroundContext, known: Method, token: str) -> None:
    """Check that a token may call a method. Raises SlackError."""
    if known.accepts == "none":
        return
    if not token:
        raise SlackError("not_authed")
    kinds = {**dict.fromkeys(context.app.ends, "bot"), context.app.bot_token: "bot", context.app.app_token: "app"}
    kind = kinds.get(token) or ("signed_in" if context.tokens.get_signed_in(token) else None)
    if kind is None:
        raise SlackError("invalid_auth")
    if not context.app.is_installed:
        raise SlackError("account_inactive")
    ends = context.app.ends.get(token)
    if ends is not None and context.world.clock() >= ends:
        raise SlackError("token_expired")
    if known.accepts not in {kind, "any"}:
        raise SlackError("not_allowed_token_type")
    if known.scope:
        require_scope(context, known.scope)


def require_scope(context: PlaygroundContext, *scopes: str) -> None:
    """Check that the app has one of these scopes. Raises SlackError."""
    if not context.manifest.scopes.intersection(scopes):
        raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(context.manifest.scopes)))


def require_team(context: PlaygroundContext, args: Args) -> None:
    """Check that a call with an org-wide token names its workspace. Raises SlackError."""
    if not enterprise.is_org_wide(context):
        return
    if not args.has("team_id"):
        raise SlackError("missing_argument", "[ERROR] missing required field: team_id")
    if args.text("team_id") not in enterprise.list_workspaces(context):
        raise SlackError("team_access_not_granted")


def get_channel(context: PlaygroundContext, args: Args, name: str = "channel") -> Channel:
    """Return the conversation in an argument, if the app may know of it. Raises SlackError."""
    channel = context.world.channels.get(args.required(name))
    if channel is None or (channel.kind != "channel" and not is_member(context, channel)):
        raise SlackError("channel_not_found")
    return channel


def is_member(context: PlaygroundContext, channel: Channel) -> bool:
    """Return whether the app is in a conversation."""
    return channel.kind == "im" or context.app.bot_user_id in channel.members


def require_read_scope(context: PlaygroundContext, channel: Channel) -> None:
    """Check that the app has the read scope of a conversation's kind. Raises SlackError."""
    require_scope(context, _READ_SCOPES[channel.kind])


def paginate(items: Iterable[Any], args: Args, *, default: int, maximum: int = 1000) -> tuple[list[Any], Json]:
    """Return one page of items, and the response_metadata with the cursor of the next. Raises SlackError."""
    cursor = args.text("cursor")
    start = 0
    if cursor:
        head, _, rest = cursor.partition(":")
        if head != "next" or not rest.rstrip("=").isdigit():
            raise SlackError("invalid_cursor")
        start = int(rest.rstrip("="))
    size = args.number("limit", default, maximum)
    every = list(items)
    following = start + size
    token = f"next:{following}=" if following < len(every) else ""
    return every[start:following], {"next_cursor": token}


def time_filter(args: Args) -> Callable[[str], bool]:
    """Return a predicate: is a ts between the arguments `oldest` and `latest`? Raises SlackError."""
    bounds: list[int | None] = []
    for name in ("oldest", "latest"):
        text = args.text(name)
        if text and text != "0" and not ts_to_micros(text):
            raise SlackError(f"invalid_ts_{name}")
        bounds.append(ts_to_micros(text) if text and text != "0" else None)
    oldest, latest = bounds
    inclusive = args.flag("inclusive")

    def inside(ts: str) -> bool:
        at = ts_to_micros(ts)
        if oldest is not None and (at < oldest or (at == oldest and not inclusive)):
            return False
        return latest is None or at < latest or (at == latest and inclusive)

    return inside
