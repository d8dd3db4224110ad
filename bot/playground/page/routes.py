"""HTTP routes of the page: content, and people's acts, through the same code as in tests."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.page import clock
from bot.playground.page.content import UnknownMemberError, get_acting_member, load_page, read_messages
from bot.playground.people import interactions, messages
from bot.playground.people.outcome import Outcome
from bot.playground.state.errors import ClientRefusalError
from bot.playground.state.models import Json, Member, Message, View

Act = Callable[[PlaygroundContext, Member, Json], Awaitable[Outcome]]
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


# Acts ---------------------------------------------------------------------------------------------------------------


def _message(context: PlaygroundContext, me: Member, channel: object, ts: object) -> Message:
    conversation = context.world.channels.get(str(channel))
    found = conversation.messages.get(str(ts)) if conversation is not None else None
    found = found or context.world.find_ephemeral(me.id, str(channel), str(ts))
    if found is None:
        raise ClientRefusalError("message_not_found", "That message is gone.")
    return found


def _view(context: PlaygroundContext, view_id: object) -> View:
    view = context.world.views.get(str(view_id))
    if view is None:
        raise ClientRefusalError("view_not_found", "That view is not open.")
    return view


def _surface(context: PlaygroundContext, me: Member, container: Any) -> Message | View:
    if not isinstance(container, dict):
        raise ClientRefusalError("invalid_act", "There is no such button.")
    if container.get("type") == "message":
        return _message(context, me, container.get("channel"), container.get("ts"))
    if container.get("type") == "home":
        home = context.world.homes.get(me.id)
        if home is None:
            raise ClientRefusalError("view_not_found", "That view is not open.")
        return home
    return _view(context, container.get("view_id"))


async def _say(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    files = tuple(each for each in act.get("files") or () if isinstance(each, dict))
    draft = messages.NewMessage(
        str(act.get("text", "")), act.get("thread_ts"), files, broadcast=bool(act.get("broadcast"))
    )
    return await messages.send_message(context, me, context.world.channels.get(str(act.get("channel"))), draft)


async def _edit(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    return await messages.edit_own_message(
        context, me, _message(context, me, act.get("channel"), act.get("ts")), str(act.get("text", ""))
    )


async def _delete(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    return await messages.delete_own_message(context, me, _message(context, me, act.get("channel"), act.get("ts")))


async def _command(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    channel = context.world.channels.get(str(act.get("channel")))
    return await messages.run_command(
        context, me, channel, str(act.get("text", "")), in_thread=bool(act.get("thread_ts"))
    )


async def _join(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    return await messages.join_channel(context, me, context.world.channels.get(str(act.get("channel"))))


async def _click(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    on = _surface(context, me, act.get("container") or {"type": "view", "view_id": act.get("view_id")})
    interactions.require_visible(context, me, on)
    interactions.store_page_values(context, on, act.get("values"))
    done = act.get("action")
    done = done if isinstance(done, dict) else act
    given = done.get("selected_option") if done.get("type") == "overflow" else done
    if done.get("type") == "feedback_buttons":
        given = done.get("value")
    pressed = interactions.Act(
        str(act.get("action_id", "")),
        str(act["block_id"]) if act.get("block_id") else None,
        value=done.get("value") if done.get("type") == "button" else None,
        given=given,
    )
    return await interactions.click(context, me, on, pressed)


async def _submit(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    values = act.get("values")
    return await interactions.submit_modal(
        context, me, _view(context, act.get("view_id")), values if isinstance(values, dict) else {}
    )


async def _close(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    return await interactions.close_modal(context, me, _view(context, act.get("view_id")), whole=bool(act.get("whole")))


async def _open_home(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    return await interactions.open_home(context, me, "messages" if act.get("tab") == "messages" else "home")


async def _message_shortcut(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    message = _message(context, me, act.get("channel"), act.get("ts"))
    return await interactions.run_shortcut(context, me, str(act.get("callback_id")), message)


async def _global_shortcut(context: PlaygroundContext, me: Member, act: Json) -> Outcome:
    return await interactions.run_shortcut(context, me, str(act.get("callback_id")), None)


ACTS: dict[str, Act] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "command": _command,
    "join": _join,
    "click": _click,
    "input": _click,
    "submit": _submit,
    "close_view": _close,
    "open_home": _open_home,
    "message_shortcut": _message_shortcut,
    "global_shortcut": _global_shortcut,
}
_DONE_BY_PERSON = frozenset({"say", "edit", "delete"})  # done for the person, whether or not the app accepted the event


async def perform(context: PlaygroundContext, act: Json) -> Json:
    """Perform an act that the page reports; return the result to show."""
    me = get_acting_member(context, act.get("as"))
    doing = ACTS.get(str(act.get("kind")))
    if doing is None:
        return {"ok": False, "error": "invalid_act", "message": "The page asked for something unknown."}
    outcome = await messages.catch_refusal(messages.require_active(me, doing(context, me, act)))
    done = outcome.ok or (act["kind"] in _DONE_BY_PERSON and outcome.message is not None)
    result: Json = {"ok": done}
    if outcome.message is not None:
        result["ts"] = outcome.message.ts
    if not done:
        result |= {"error": outcome.error, "message": outcome.warning}
        if outcome.errors:
            result["errors"] = outcome.errors
    return result


# HTTP ---------------------------------------------------------------------------------------------------------------


@web.middleware
async def only_from_here(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse requests for other host names or from other origins: no other site can act here."""
    if urlsplit(f"//{request.host}").hostname not in _HERE:
        return web.Response(status=421, text="This is the playground of this computer only.")
    origin = request.headers.get("Origin")
    if request.path.startswith("/ui/") and origin is not None and urlsplit(origin).netloc != request.host:
        return web.Response(status=403, text="This is the playground of this computer only.")
    return await handler(request)


def routes(context: PlaygroundContext) -> list[web.RouteDef]:
    """Return the page's routes except the WebSocket."""

    async def serve_state(request: web.Request) -> web.Response:
        return _answer(lambda: load_page(context, request.query.get("as")))

    async def serve_messages(request: web.Request) -> web.Response:
        query = request.query
        return _answer(
            lambda: read_messages(context, query.get("as"), query.get("channel", ""), query.get("thread_ts") or None)
        )

    async def serve_act(request: web.Request) -> web.Response:
        try:
            act = json.loads(await request.text())
            body = await perform(context, act if isinstance(act, dict) else {})
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json", "message": ""}, status=400)
        except UnknownMemberError:
            return _nobody()
        return web.json_response(body)

    async def serve_permalink(request: web.Request) -> web.Response:
        query = {"channel": request.match_info["channel"]}
        if request.query.get("thread_ts"):
            query["thread"] = request.query["thread_ts"]
        return web.Response(status=302, headers={"Location": f"/?{urlencode(query)}"})

    return [
        web.get("/archives/{channel}/{message}", serve_permalink),
        web.get("/ui/state", serve_state),
        *_clock_routes(context),
        web.get("/ui/messages", serve_messages),
        web.post("/ui/act", serve_act),
    ]


def _clock_routes(context: PlaygroundContext) -> list[web.RouteDef]:
    async def serve_clock(_: web.Request) -> web.Response:
        return web.json_response(await clock.load_clock(context))

    async def move_clock(request: web.Request) -> web.Response:
        try:
            asked = json.loads(await request.text())
            return web.json_response(await clock.move_clock(context, asked if isinstance(asked, dict) else {}))
        except clock.TimeError as error:
            return web.json_response({"ok": False, "error": error.code, "message": str(error)}, status=400)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json", "message": "This is no JSON."}, status=400)

    return [web.get("/ui/clock", serve_clock), web.post("/ui/clock", move_clock)]


def _answer(ask: Callable[[], Json]) -> web.Response:
    try:
        return web.json_response(ask())
    except UnknownMemberError:
        return _nobody()


def _nobody() -> web.Response:
    body = {"ok": False, "error": "user_not_found", "message": "There is nobody of that id in this workspace."}
    return web.json_response(body, status=404)
