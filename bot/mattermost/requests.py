"""What Mattermost sends: clicks, forms and commands, each checked before anything is done, and answered in one go."""

import json
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import structlog
from aiohttp import web

from bot.domain.actor import Actor
from bot.http.errors import BAD_REQUEST, UNSUPPORTED, RefusedError
from bot.http.slack_requests import read_body
from bot.keys import WrongSecretError
from bot.log import safe_info
from bot.mattermost.acts import Click, Forms
from bot.mattermost.acts import answer as answer_click
from bot.mattermost.alerts import ANSWERED
from bot.mattermost.api import API_ERRORS
from bot.mattermost.commands import Command
from bot.mattermost.commands import answer as answer_command
from bot.mattermost.platform import Platform
from bot.mattermost.posts import ACTION, ACTION_PATH, COMMAND_PATH, DIALOG, DIALOG_PATH
from bot.mattermost.proofs import require_token
from storage.waits import is_away

log = structlog.get_logger()

Json = dict[str, Any]
_ID = re.compile(r"[a-z0-9]{26}", re.ASCII)
_COMMAND = re.compile(r"/[\w.-]{1,128}", re.ASCII)
_MAX_FIELDS = 100
_LATER = 503
_UNREADABLE = (ValueError, RecursionError)


class Requests:
    """Answers a team's requests. on_refusal: counts what is refused."""

    def __init__(self, platform: Platform, on_refusal: Callable[[str], None]) -> None:
        self._platform = platform
        self._on_refusal = on_refusal
        self._forms = Forms()

    @property
    def routes(self) -> list[web.RouteDef]:
        """The routes of the web server."""
        paths = {ACTION_PATH: self._action, DIALOG_PATH: self._dialog, COMMAND_PATH: self._command}
        return [web.post(path, self._guarded(handler)) for path, handler in paths.items()]

    def _guarded(
        self, handler: Callable[[web.Request], Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Return a handler that answers a refusal with an empty body, and one line in the log with its kind only."""

        async def guarded(request: web.Request) -> web.Response:
            try:
                return web.json_response(await handler(request))
            except RefusedError as refusal:
                log.warning("request_refused", kind=refusal.kind, status=refusal.status)
                self._on_refusal(refusal.kind)
                return web.Response(status=refusal.status)
            except Exception as error:  # noqa: BLE001 - Mattermost shows the person that it failed
                log.error("request_failed", error=type(error).__name__, where=safe_info(error))
                return web.Response(status=_LATER)

        return guarded

    async def _action(self, request: web.Request) -> Json:
        """Answer a click."""
        body = _read_json(request, await read_body(request))
        context = body.get("context")
        user_id, trigger_id = self._person(body), _text(body, "trigger_id")
        sealed = self._platform.seals.open(
            context.get("sealed") if isinstance(context, dict) else None, ACTION, user_id
        )
        at_ms = self._verify(trigger_id, user_id)
        if sealed.kind not in ANSWERED:
            raise RefusedError("outdated")
        actor = await self._platform.actor(user_id)
        click = Click(self._platform, actor, sealed, at_ms * 1000, trigger_id)

        async def act() -> Json:
            done = await answer_click(click, ANSWERED[sealed.kind])
            shown: Json = {"skip_slack_parsing": True}
            return (
                shown
                | ({"update": done.post} if done.post else {})
                | ({"ephemeral_text": done.text} if done.text else {})
            )

        return await _tried(actor, act, lambda sentence: {"ephemeral_text": sentence, "skip_slack_parsing": True})

    async def _dialog(self, request: web.Request) -> Json:
        """Answer a form. Who sent it is in what it carries, which was sealed for one person."""
        body = _read_json(request, await read_body(request))
        user_id, fields = _user(body), body.get("submission")  # whatever team they look at: the seal is enough
        sealed = self._platform.seals.open(_text(body, "state"), DIALOG, user_id)
        if body.get("cancelled") is True:
            return {}
        if not sealed.user_id or not isinstance(fields, dict):
            raise RefusedError("shape", BAD_REQUEST)
        written = {name: value for name, value in fields.items() if isinstance(value, str)}
        actor = await self._platform.actor(user_id)
        return await _tried(
            actor,
            lambda: self._forms.sent(self._platform, actor, sealed, written),
            lambda sentence: {"error": sentence},
        )

    async def _command(self, request: web.Request) -> Json:
        """Answer a command."""
        body = _read_form(request, await read_body(request))
        require_token(_text(body, "token"), self._platform.command_token)
        user_id, trigger_id = self._person(body), _text(body, "trigger_id")
        if body.get("team_id") != self._platform.workspace.team_id:
            raise RefusedError("other_team")
        self._verify(trigger_id, user_id)
        name, channel_id = _text(body, "command"), _text(body, "channel_id")
        if not _COMMAND.fullmatch(name) or not _ID.fullmatch(channel_id):
            raise RefusedError("shape", BAD_REQUEST)
        actor = await self._platform.actor(user_id)
        command = Command(self._platform, actor, name, str(body.get("text", "")), channel_id, trigger_id)

        async def act() -> Json:
            return _private(await answer_command(command))

        return await _tried(actor, act, _private)

    def _person(self, body: Mapping[str, Any]) -> str:
        user_id, team_id = _user(body), body.get("team_id") or self._platform.workspace.team_id
        if team_id != self._platform.workspace.team_id:  # a direct message is of no team
            raise RefusedError("other_team")
        return user_id

    def _verify(self, trigger_id: str, user_id: str) -> int:
        now_ms = int(self._platform.ctx.clock().timestamp() * 1000)
        return self._platform.triggers.verify(trigger_id, user_id, now_ms)


def _user(body: Mapping[str, Any]) -> str:
    """Return who acted. Raises RefusedError where that is no id."""
    user_id = _text(body, "user_id")
    if not _ID.fullmatch(user_id):
        raise RefusedError("shape", BAD_REQUEST)
    return user_id


async def _tried(actor: Actor, act: Callable[[], Awaitable[Json]], failed: Callable[[str], Json]) -> Json:
    """Return an answer; where it fails, a sentence with a reference that the log has too, and nothing else.

    It says that nothing was kept only where that is so for certain.
    """
    try:
        return await act()
    except RefusedError:
        raise
    except WrongSecretError as error:  # of one exchange, as after a restored backup; the others go on
        log.error("exchange_key_not_opened", where=safe_info(error))
        return failed(actor.texts("errors.other_key"))
    except Exception as error:  # noqa: BLE001 - whatever it is, the person reads that it failed
        reference = secrets.token_hex(3)
        log.error("listener_failed", reference=reference, error=type(error).__name__, where=safe_info(error))
        if is_away(error):  # a transaction that broke off may have been kept
            return failed(actor.texts("errors.away", reference=reference))
        if isinstance(error, API_ERRORS):  # what came before the call is kept
            return failed(actor.texts("mattermost.unsure", reference=reference))
        return failed(actor.texts("errors.failed", reference=reference))


def _private(text: str) -> Json:
    return {"response_type": "ephemeral", "text": text, "skip_slack_parsing": True}


def _read_json(request: web.Request, raw: bytes) -> Json:
    """Return a body as JSON. Raises RefusedError for anything but an object of well-formed text."""
    if request.content_type != "application/json":
        raise RefusedError("content_type", UNSUPPORTED)
    try:
        body = json.loads(raw)
        json.dumps(body, ensure_ascii=False).encode()  # no half of a character
    except _UNREADABLE as error:
        raise RefusedError("malformed", BAD_REQUEST) from error
    if not isinstance(body, dict):
        raise RefusedError("shape", BAD_REQUEST)
    return body


def _read_form(request: web.Request, raw: bytes) -> Json:
    """Return a body as a form. Raises RefusedError where it is none, or names a field twice."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise RefusedError("content_type", UNSUPPORTED)
    try:
        fields = parse_qsl(
            raw.decode(), keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=_MAX_FIELDS
        )
    except ValueError as error:
        raise RefusedError("malformed", BAD_REQUEST) from error
    if len({name for name, _ in fields}) != len(fields):
        raise RefusedError("shape", BAD_REQUEST)
    return dict(fields)


def _text(body: Mapping[str, Any], name: str) -> str:
    """Return a field that must be text. Raises RefusedError."""
    value = body.get(name)
    if not isinstance(value, str):
        raise RefusedError("shape", BAD_REQUEST)
    return value
