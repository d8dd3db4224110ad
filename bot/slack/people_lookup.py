"""People in a list: reads mentions, user groups, e-mail addresses and user names, and asks Slack who they are."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.words import fold
from bot.domain.errors import UserError
from bot.slack.client import CALL_ERRORS, RateLimited, Refused, classify, is_refused
from bot.slack.directory import list_names

_MENTION = re.compile(
    r"<@(?P<person>[UW][A-Z0-9]{2,30})(?:\|[^>]*)?>|<!subteam\^(?P<group>S[A-Z0-9]{2,30})(?:\|[^>]*)?>"
)
_MAIL_LINK = re.compile(r"<mailto:([^|>\s]+)(?:\|[^>]*)?>")
_EMAIL = re.compile(r"[\w.+%'\-]+@[\w\-]+(?:\.[\w\-]+)+")
_BREAKS = re.compile(r"[,;\t\n\r]+")
_FEW = 20  # that are asked about one by one; from there on everybody is read
_PAGE, _MAX_PAGES = 999, 100
_TRIES, _PAUSE_S = 3, 30.0
_SCOPE = "missing_scope"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote. people, groups: Slack ids; emails, names: as they were written."""

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nobody is in it."""
        return not (self.people or self.groups or self.emails or self.names)


@dataclass(slots=True)
class Found:
    """People of a list. people: Slack ids, each once; groups: how many people each user group has, by its id.

    unknown, unclear: as they were written: nobody, or more than one, is called so. left: mentions of whatever is no
    person of this workspace (any more).
    """

    people: dict[str, None] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Say whether everybody was found."""
        return not (self.unknown or self.unclear or self.left)


def read_people(text: str, *, words: Iterable[str] = ()) -> Written:
    """Return who is in a text: mentions anywhere, and one e-mail address or name in each line or between commas.

    words: more of them, each whole.
    """
    mentions = list(_MENTION.finditer(text))
    rest = _MAIL_LINK.sub(lambda found: f"\n{found[1]}\n", _MENTION.sub("\n", text))
    pieces = [each.strip().strip("<>\"'").strip() for each in [*_BREAKS.split(rest), *words]]
    emails, names = [], []
    for piece in pieces:
        found = _EMAIL.search(piece)
        if found:
            emails.append(found[0])
        elif piece.lstrip("@"):
            names.append(piece)
    return Written(
        tuple(dict.fromkeys(each["person"] for each in mentions if each["person"])),
        tuple(dict.fromkeys(each["group"] for each in mentions if each["group"])),
        tuple(dict.fromkeys(emails)),
        tuple(dict.fromkeys(names)),
    )


async def list_user_groups(web: AsyncWebClient) -> list[tuple[str, str]] | None:
    """Return (id, handle) of the workspace's user groups; None where the app may not see them. Raises CALL_ERRORS."""
    try:
        answer = await web.usergroups_list()
    except CALL_ERRORS as error:
        if is_refused(error, _SCOPE):
            return None
        raise
    return [(str(each["id"]), str(each.get("handle") or "")) for each in answer.get("usergroups") or []]


async def look_up(web: AsyncWebClient, written: Written) -> Found:
    """Return who the people of a list are; nobody is left out in silence.

    Raises UserError where the app may not see user groups or e-mail addresses, or Slack does not answer.
    """
    found = Found()
    try:
        for group in written.groups:
            await _read_group(web, group, found)
        is_long = max(len(written.people), len(written.emails)) > _FEW
        everybody = await _Everybody.read(web) if written.names or is_long else None
        for slack_user_id in written.people:
            user = everybody.by_id.get(slack_user_id) if everybody else await _ask(web, slack_user_id)
            _take(found, user, f"<@{slack_user_id}>", found.left)
        if everybody and written.emails and len(written.emails) > _FEW and not everybody.by_email:
            raise UserError("invite.no_email_scope")
        for email in written.emails:
            is_read = everybody is not None and bool(everybody.by_email)
            user = everybody.by_email.get(email.lower()) if everybody and is_read else await _ask_email(web, email)
            _take(found, user, email, found.unknown)
        for name in written.names:
            called = everybody.by_name.get(_key(name), {}) if everybody else {}
            if len(called) > 1:
                found.unclear.append(name)
            else:
                _take(found, next(iter(called.values()), None), name, found.unknown)
    except CALL_ERRORS as error:
        raise UserError("invite.slack_silent") from error
    return found


class _Everybody:
    """The people of a workspace by what they are called."""

    def __init__(self) -> None:
        self.by_id: dict[str, dict[str, Any]] = {}
        self.by_email: dict[str, dict[str, Any]] = {}
        self.by_name: dict[str, dict[str, dict[str, Any]]] = {}

    @classmethod
    async def read(cls, web: AsyncWebClient) -> "_Everybody":
        """Read users.list. Raises CALL_ERRORS."""
        this = cls()
        async for user in _users(web):
            slack_user_id = str(user["id"])
            this.by_id[slack_user_id] = user
            email = (user.get("profile") or {}).get("email")
            if email:
                this.by_email[str(email).lower()] = user
            if _is_invitable(user):
                for name in list_names(user):
                    this.by_name.setdefault(_key(name), {})[slack_user_id] = user
        return this


async def _users(web: AsyncWebClient) -> AsyncIterator[dict[str, Any]]:
    cursor: str | None = None
    for _ in range(_MAX_PAGES):
        page = await _page(web, cursor)
        for user in page.get("members") or []:
            yield user
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if not cursor:
            return


async def _page(web: AsyncWebClient, cursor: str | None) -> Any:
    """Return a page of users.list, later where Slack limits the app. Raises CALL_ERRORS."""
    for left in reversed(range(_TRIES)):
        try:
            return await web.users_list(limit=_PAGE, cursor=cursor)
        except CALL_ERRORS as error:
            failure = classify(error)
            if not left or not isinstance(failure, RateLimited):
                raise
            await asyncio.sleep(_PAUSE_S if failure.seconds is None else failure.seconds)
    raise AssertionError


async def _read_group(web: AsyncWebClient, group: str, found: Found) -> None:
    try:
        users = (await web.usergroups_users_list(usergroup=group)).get("users") or []
    except CALL_ERRORS as error:
        failure = classify(error)
        if not isinstance(failure, Refused):
            raise
        if failure.code == _SCOPE:
            raise UserError("invite.no_group_scope") from error
        found.left.append(f"<!subteam^{group}>")
        return
    found.groups[group] = len(users)
    found.people.update(dict.fromkeys(map(str, users)))


async def _ask(web: AsyncWebClient, slack_user_id: str) -> dict[str, Any] | None:
    try:
        return dict((await web.users_info(user=slack_user_id)).get("user") or {})
    except CALL_ERRORS as error:
        if is_refused(error, "user_not_found", "user_not_visible"):
            return None
        raise


async def _ask_email(web: AsyncWebClient, email: str) -> dict[str, Any] | None:
    try:
        return dict((await web.users_lookupByEmail(email=email)).get("user") or {})
    except CALL_ERRORS as error:
        if is_refused(error, _SCOPE):
            raise UserError("invite.no_email_scope") from error
        if is_refused(error, "users_not_found"):
            return None
        raise


def _take(found: Found, user: dict[str, Any] | None, written: str, missing: list[str]) -> None:
    if user and _is_invitable(user):
        found.people[str(user["id"])] = None
    else:
        missing.append(written)


def _is_invitable(user: dict[str, Any]) -> bool:
    """Say whether this is a person of the workspace, guests included."""
    return not (user.get("deleted") or user.get("is_bot") or user.get("is_stranger") or user.get("id") == "USLACKBOT")


def _key(name: str) -> str:
    return fold(" ".join(name.lstrip("@").split()))
