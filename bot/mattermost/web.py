"""Slack's Web API as far as shared code asks it, answered by Mattermost: who people are, who is in a channel, messages.

Rules and jobs ask these questions through a workspace's client (bot/slack/workspaces.py), so it is here that another
platform takes the place of Slack. A method that is not here is refused, as one that an app has no scope for.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.mattermost.api import API_ERRORS, Api, ApiError
from bot.mattermost.posts import Posts, Team

Params = Mapping[str, Any]
Answer = dict[str, Any]
_Method = Callable[[Params], Awaitable[Answer]]

_OK, _UNKNOWN_TOKEN, _FORBIDDEN, _MISSING, _TOO_MANY, _FAULT = 200, 401, 403, 404, 429, 500
_PAGE = 200  # the most that Mattermost gives
_GUEST, _ADMIN = "system_guest", "system_admin"
_MAX_NAMES = 5_000  # remembered
METADATA = "starling"
"""The property of a post in which its key is, by which it is found again after a lost answer."""

_NO_THREADS = "starling.no_threads"  # a code of ours
_CODES = {
    _NO_THREADS: "thread_not_found",
    "api.post.create_post.can_not_post_to_deleted.error": "is_archived",
    "model.post.is_valid.message_length.app_error": "msg_blocks_too_long",
    "model.post.is_valid.props.app_error": "msg_blocks_too_long",
    "api.post.update_post.permissions_time_limit.app_error": "edit_window_closed",
}
"""Mattermost's ids of errors that mean the same as these of Slack's."""

_NOT_FOUND = {"users": "user_not_found", "chat": "message_not_found", "conversations": "channel_not_found"}


class MattermostWeb(AsyncWebClient):
    """A client that answers Slack's methods from a Mattermost server. It repeats nothing by itself.

    on_failure: takes the method and the word for why, for each failed call.
    """

    def __init__(self, api: Api, team: Team, posts: Posts, on_failure: Callable[[str, str], None]) -> None:
        super().__init__(base_url=f"{api.url}/", session=api.session, retry_handlers=[])
        self._api = api
        self._team = team
        self._posts = posts
        self._on_failure = on_failure
        self._names: OrderedDict[str, str] = OrderedDict()
        self._direct: OrderedDict[str, str] = OrderedDict()
        self._methods: dict[str, _Method] = {
            "auth.test": self._ask_self,
            "users.info": self._ask_person,
            "users.list": self._list_people,
            "users.conversations": self._list_own_channels,
            "conversations.info": self._ask_channel,
            "conversations.members": self._list_members,
            "conversations.join": self._join,
            "conversations.open": self._open_direct,
            "conversations.history": self._read,
            "conversations.replies": self._read_thread,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "chat.delete": self._delete,
        }

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Answer a method of Slack's. Raises what Slack's own client would."""
        given = {**(arguments.get("params") or {}), **(arguments.get("json") or {})}
        params = {name: value for name, value in given.items() if value is not None}
        method = self._methods.get(api_method)
        if method is None:
            raise self._error(api_method, "missing_scope", _OK)
        try:
            return self._response(api_method, {"ok": True, **await method(params)}, _OK, {})
        except ApiError as error:
            raise self._refusal(api_method, error) from error

    def _refusal(self, method: str, error: ApiError) -> SlackApiError:
        """Return what Slack would say: a no with 200, too many calls with 429, a fault with its own status."""
        if error.status == _TOO_MANY:
            wait = {} if error.wait is None else {"Retry-After": str(error.wait)}
            return self._error(method, "ratelimited", _TOO_MANY, wait)
        if error.status >= _FAULT:
            return self._error(method, "internal_error", error.status)
        by_status = {
            _UNKNOWN_TOKEN: "invalid_auth",
            _FORBIDDEN: "not_in_channel" if method == "chat.postMessage" else "channel_not_found",
            _MISSING: _NOT_FOUND.get(method.partition(".")[0], "not_found"),
        }
        return self._error(method, _CODES.get(error.code) or by_status.get(error.status, "invalid_arguments"), _OK)

    def _error(self, method: str, code: str, status: int, headers: dict[str, str] | None = None) -> SlackApiError:
        self._on_failure(method, code)
        response = self._response(method, {"ok": False, "error": code}, status, headers or {})
        return SlackApiError(f"{method}: {code}", response)  # type: ignore[no-untyped-call]

    def _response(self, method: str, data: Answer, status: int, headers: dict[str, str]) -> AsyncSlackResponse:
        return AsyncSlackResponse(
            client=self, http_verb="POST", api_url=method, req_args={}, data=data, headers=headers, status_code=status
        )

    async def read_names(self, ids: set[tuple[str, str]]) -> dict[str, str]:
        """Return names by id, without those that nobody has. ids: as `list_ids` of bot/mattermost/markdown.py does."""
        for kind, each in ids:
            if each in self._names:
                continue
            try:
                found = await self._api.get(f"/users/{each}" if kind == "@" else f"/channels/{each}")
            except API_ERRORS:  # a sentence without a name is better than none
                continue
            self._names[each] = str(found.get("username" if kind == "@" else "name") or "")
            if len(self._names) > _MAX_NAMES:
                self._names.popitem(last=False)
        return {each: self._names[each] for _, each in ids if each in self._names}

    async def direct_channel(self, user_id: str) -> str:
        """Return the conversation of a person with the bot. Raises ApiError."""
        known = self._direct.get(user_id)
        if known is None:
            known = str((await self._api.post("/channels/direct", [self._team.bot_id, user_id]))["id"])
            self._direct[user_id] = known
            if len(self._direct) > _MAX_NAMES:
                self._direct.popitem(last=False)
        return known

    async def _ask_self(self, _: Params) -> Answer:
        found = await self._api.get("/users/me")
        return {"user_id": found["id"], "team_id": self._team.team_id}

    async def _ask_person(self, params: Params) -> Answer:
        user_id = _id(params["user"])
        user = await self._api.get(f"/users/{user_id}")
        try:
            member = await self._api.get(f"/teams/{self._team.team_id}/members/{user_id}")
        except ApiError as error:
            if error.status not in {_FORBIDDEN, _MISSING}:
                raise
            member = None
        is_in_team = member is not None and not member.get("delete_at")
        is_admin = is_in_team and bool(member.get("scheme_admin") or "team_admin" in str(member.get("roles")).split())
        return {"user": _person(user, is_in_team=is_in_team, is_team_admin=is_admin)}

    async def _list_people(self, params: Params) -> Answer:
        page = int(params.get("cursor") or 0)
        of_team: dict[str, str | int] = {"in_team": self._team.team_id, "per_page": _PAGE}
        admins = {each["id"] for each in await self._api.get("/users", team_roles="team_admin", page=0, **of_team)}
        found = await self._api.get("/users", page=page, **of_team)
        people = [_person(each, is_in_team=True, is_team_admin=each["id"] in admins) for each in found]
        return {"members": people} | _next(page, len(found))

    async def _list_own_channels(self, _: Params) -> Answer:
        found = await self._api.get(f"/users/me/teams/{self._team.team_id}/channels")
        return {"channels": [_channel(each, is_member=True) for each in found]}

    async def _ask_channel(self, params: Params) -> Answer:
        channel_id = _id(params["channel"])
        found = await self._api.get(f"/channels/{channel_id}")
        if found.get("team_id") != self._team.team_id:  # of another team, or direct messages: nobody here is in it
            raise ApiError(_MISSING, "")
        try:
            await self._api.get(f"/channels/{channel_id}/members/me")
        except ApiError as error:
            if error.status not in {_FORBIDDEN, _MISSING}:
                raise
            return {"channel": _channel(found, is_member=False)}
        return {"channel": _channel(found, is_member=True)}

    async def _list_members(self, params: Params) -> Answer:
        page = int(params.get("cursor") or 0)
        found = await self._api.get(f"/channels/{_id(params['channel'])}/members", page=page, per_page=_PAGE)
        return {"members": [each["user_id"] for each in found]} | _next(page, len(found))

    async def _join(self, params: Params) -> Answer:
        await self._api.post(f"/channels/{_id(params['channel'])}/members", {"user_id": self._team.bot_id})
        return {}

    async def _open_direct(self, params: Params) -> Answer:
        return {"channel": {"id": await self.direct_channel(_id(params["users"]))}}

    async def _read(self, params: Params) -> Answer:
        """Return posts, the newest first, down to a moment; with their keys in the place of Slack's metadata."""
        page, oldest = int(params.get("cursor") or 0), float(params.get("oldest") or 0) * 1000
        found = await self._api.get(f"/channels/{_id(params['channel'])}/posts", page=page, per_page=_PAGE)
        posts = [found["posts"][each] for each in found["order"]]
        there = [
            {"ts": each["id"], "metadata": (each.get("props") or {}).get(METADATA) or {}}
            for each in posts
            if each["create_at"] >= oldest and each["user_id"] == self._team.bot_id
        ]
        is_last = not posts or posts[-1]["create_at"] < oldest
        return {"messages": there} | ({} if is_last else _next(page, len(posts)))

    async def _read_thread(self, _: Params) -> Answer:
        """Say that there is no such thread: everything is posted to the channel itself, and is looked for there."""
        raise ApiError(_MISSING, _NO_THREADS)

    async def _post(self, params: Params) -> Answer:
        channel_id = await self._channel_of(_id(params["channel"]))
        post = await self._draw(params)
        if params.get("metadata"):
            post["props"][METADATA] = params["metadata"]
        made = await self._api.post("/posts", post | {"channel_id": channel_id})
        return {"channel": channel_id, "ts": made["id"]}

    async def _update(self, params: Params) -> Answer:
        post_id = _id(params["ts"])
        before = await self._api.get(f"/posts/{post_id}")
        post = await self._draw(params)
        kept = (before.get("props") or {}).get(METADATA)
        if kept:
            post["props"][METADATA] = kept
        await self._api.call("PUT", f"/posts/{post_id}/patch", post)
        return {"channel": params["channel"], "ts": post_id}

    async def _delete(self, params: Params) -> Answer:
        await self._api.call("DELETE", f"/posts/{_id(params['ts'])}")
        return {}

    async def _draw(self, params: Params) -> Answer:
        return await self._posts.from_blocks(params.get("blocks") or [], str(params.get("text") or ""), self.read_names)

    async def _channel_of(self, place: str) -> str:
        """Return a channel's id: where Slack takes a person's id too, their conversation with the bot."""
        try:
            await self._api.get(f"/channels/{place}")
        except ApiError as error:
            if error.status not in {_FORBIDDEN, _MISSING}:
                raise
            try:
                return await self.direct_channel(place)
            except ApiError as of_person:
                if of_person.status >= _TOO_MANY:
                    raise
                raise error from of_person  # it is a channel, and one that the bot cannot see
        return place


def _id(value: Any) -> str:
    """Return an id as it may be part of an address. Raises ApiError for anything else: nothing has it."""
    text = str(value)
    if not (text.isascii() and text.isalnum()):
        raise ApiError(_MISSING, "")
    return text


def _next(page: int, found: int) -> Answer:
    return {"response_metadata": {"next_cursor": str(page + 1) if found == _PAGE else ""}}


def _channel(found: Params, *, is_member: bool) -> Answer:
    return {
        "id": found["id"],
        "is_private": found.get("type") != "O",
        "is_archived": bool(found.get("delete_at")),
        "is_member": is_member,
    }


def _person(user: Params, *, is_in_team: bool, is_team_admin: bool = False) -> Answer:
    """Return a user in Slack's form. Who is not in the team is nobody of this workspace, as who left."""
    roles = str(user.get("roles") or "").split()
    zone = user.get("timezone") or {}
    is_automatic = str(zone.get("useAutomaticTimezone", "true")) == "true"
    real_name = f"{user.get('first_name', '')} {user.get('last_name', '')}".strip()
    username = user.get("username") or ""
    return {
        "id": user["id"],
        "tz": zone.get("automaticTimezone" if is_automatic else "manualTimezone") or "UTC",
        "locale": user.get("locale") or "en",
        "name": username,
        "profile": {"display_name": user.get("nickname") or real_name or username, "real_name": real_name or username},
        "is_admin": _ADMIN in roles or is_team_admin,
        "is_bot": bool(user.get("is_bot")),
        "is_restricted": _GUEST in roles,
        "deleted": bool(user.get("delete_at")) or not is_in_team,
    }
