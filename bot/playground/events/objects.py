"""People, channels, messages and views as Slack's JSON objects."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.playground.block_kit.interactive import state_values
from bot.playground.context import PlaygroundContext
from bot.playground.events.enterprise import enterprise_id, is_org_wide
from bot.playground.state.models import Channel, File, Json, Member, Message, UserGroup, View
from bot.playground.text.emoji import replace_codes
from bot.playground.text.escape import escape_mrkdwn, escape_texts
from bot.playground.text.mrkdwn_input import rich_text

# What users.info gives of a deactivated person (brekkylab/backlot #293).
_OF_DEACTIVATED = ("id", "team_id", "name", "deleted", "profile", "is_bot", "is_app_user", "updated")


def user_json(context: PlaygroundContext, member: Member, *, locale: bool = False) -> Json:
    """Return a member as users.info does. Slack gives neither roles nor time zone of a deactivated one."""
    guest = member.is_restricted or member.is_ultra_restricted
    shown: Json = {
        "id": member.id,
        "team_id": member.team_id,
        "name": member.name,
        "deleted": member.deleted,
        "real_name": member.real_name,
        "tz": member.tz,
        "tz_label": member.tz,
        "tz_offset": tz_offset(member.tz),
        "profile": {
            "real_name": member.real_name,
            "display_name": member.name,
            "real_name_normalized": member.real_name,
            "display_name_normalized": member.name,
            "title": member.group or "",
            "team": member.team_id,
        },
        "is_admin": member.is_admin,
        "is_owner": member.is_owner,
        "is_primary_owner": False,
        "is_restricted": guest,
        "is_ultra_restricted": member.is_ultra_restricted,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if member.bot_id:
        shown["profile"]["bot_id"] = member.bot_id
    if "users:read.email" in context.manifest.scopes and not member.is_bot:
        shown["profile"]["email"] = f"{member.name}@example.org"
    if member.is_stranger:
        shown["is_stranger"] = True
    if member.deleted:
        return {key: shown[key] for key in _OF_DEACTIVATED}
    if locale:
        shown["locale"] = member.locale
    org = context.enterprise
    if org is not None and member.team_id in {context.team_id, *org.siblings} and not member.is_bot:
        shown["enterprise_user"] = {
            "id": member.id,
            "enterprise_id": org.id,
            "enterprise_name": org.name,
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "teams": list(dict.fromkeys([member.team_id, context.team_id])),
        }
    return shown


def user_group_json(context: PlaygroundContext, group: UserGroup, *, has_users: bool, has_count: bool) -> Json:
    """Return a user group as usergroups.list does. has_users, has_count: its members, and how many they are."""
    shown: Json = {
        "id": group.id,
        "team_id": context.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_update": 0,
        "date_delete": int(group.deleted),
        "auto_type": None,
        "created_by": "",
        "updated_by": "",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
    }
    if has_users:
        shown["users"] = list(group.members)
    if has_count:
        shown["user_count"] = len(group.members)
    return shown


def tz_offset(name: str) -> int:
    """Return a zone's current offset from UTC in seconds; 0 for an unknown zone."""
    try:
        ahead = datetime.now(ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return 0
    return int(ahead.total_seconds()) if ahead is not None else 0


def channel_json(context: PlaygroundContext, channel: Channel, *, members: bool = False) -> Json:
    """Return a conversation as conversations.info does."""
    known = (context.world.members.get(each) for each in channel.members)
    homes = {each.team_id for each in known if each is not None and each.is_stranger}
    team = channel.team_id or context.team_id
    shown: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_im": channel.kind == "im",
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_mpim": False,
        "is_private": channel.kind != "channel",
        "is_org_shared": False,
        "context_team_id": team,
        "updated": channel.created * 1000,
    }
    if channel.kind == "im":
        shown |= {"user": channel.person, "is_open": True, "priority": 0}
        return shown
    shown |= {
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_member": context.app.bot_user_id in channel.members,
        "is_general": channel.name == "general",
        "is_shared": bool(homes),
        "is_ext_shared": bool(homes),
        "shared_team_ids": [team, *sorted(homes)],
        "is_pending_ext_shared": False,
        "unlinked": 0,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }
    if members:
        shown["num_members"] = len(channel.members)
    return shown


def file_json(context: PlaygroundContext, file: File) -> Json:
    """Return a file as a message contains it."""
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2] if "." in file.name else "text",
        "user": file.user,
        "user_team": context.team_id,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "is_public": True,
        "url_private": f"{context.address.url}/files/{file.id}/{file.name}",
        "url_private_download": f"{context.address.url}/files/{file.id}/download/{file.name}",
        "permalink": f"{context.address.url}/files/{file.id}/{file.name}",
    }


def message_json(context: PlaygroundContext, message: Message, *, metadata: bool = True, raw: bool = False) -> Json:
    """Return a message as the Web API and events contain it. raw: with its texts as they were posted."""
    text = message.text if raw else escape_mrkdwn(message.text)
    shown: Json = {"type": "message", "ts": message.ts, "text": text}
    author = context.world.members.get(message.user or "")
    if author is not None:
        shown["team"] = author.team_id
    for key in ("user", "subtype", "bot_id", "username", "client_msg_id", "edited"):
        content = getattr(message, key)
        if content:
            shown[key] = content
    shown |= {"hidden": True} if message.subtype == "tombstone" else {}
    if message.bot_id == context.app.bot_id:
        shown |= {"app_id": context.app.app_id, "bot_profile": _bot_profile(context)}
    if message.blocks:
        shown["blocks"] = message.blocks if raw else escape_texts(message.blocks)
    elif author is not None and not author.is_bot and message.text:
        shown["blocks"] = rich_text(message.text, message.ts)
    if message.files:
        shown |= {"files": [file_json(context, context.world.files[each]) for each in message.files], "upload": False}
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown | _reactions(message) | _thread(context, message)


def _reactions(message: Message) -> Json:
    found = [{"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()]
    return {"reactions": found} if found else {}


def _thread(context: PlaygroundContext, message: Message) -> Json:
    if not message.thread_ts:
        return {}
    shown: Json = {"thread_ts": message.thread_ts}
    channel = context.world.channels[message.channel]
    if message.thread_ts != message.ts:
        parent = channel.messages.get(message.thread_ts)
        if parent is not None and parent.user:
            shown["parent_user_id"] = parent.user
        return shown
    if message.replies or message.subtype == "tombstone":
        users = dict.fromkeys(channel.messages[each].user for each in message.replies if each in channel.messages)
        shown |= {
            "reply_count": len(message.replies),
            "reply_users_count": len(users),
            "latest_reply": message.replies[-1] if message.replies else "0000000000.000000",
            "reply_users": [each for each in users if each][:5],
            "is_locked": False,
            "subscribed": False,
        }
    return shown


def _bot_profile(context: PlaygroundContext) -> Json:
    return {
        "id": context.app.bot_id,
        "app_id": context.app.app_id,
        "user_id": context.app.bot_user_id,
        "name": context.manifest.name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": context.team_id,
    }


def view_json(context: PlaygroundContext, view: View, *, raw: bool = False) -> Json:
    """Return a view as views.open and payloads contain it. raw: with its texts as they were posted."""
    source = view.source
    shown: Json = {
        "id": view.id,
        "team_id": context.team_id,
        "type": view.type,
        "blocks": view.blocks,
        "private_metadata": source.get("private_metadata") or "",
        "callback_id": view.callback_id,
        "state": {"values": state_values(view.blocks, view.state)},
        "hash": view.hash,
        "title": source.get("title"),
        "clear_on_close": bool(source.get("clear_on_close")),
        "notify_on_close": bool(source.get("notify_on_close")),
        "close": source.get("close"),
        "submit": source.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": context.app.app_id,
        "external_id": source.get("external_id") or "",
        "app_installed_team_id": (enterprise_id(context) if is_org_wide(context) else None) or context.team_id,
        "bot_id": context.app.bot_id,
    }
    return shown if raw else escape_texts(shown)


_READ = (
    *("label", "title", "rich_text_title", "subtitle", "caption", "text", "fields", "accessory", "elements", "element"),
    *("options", "rows", "child_blocks", "tasks", "details", "output", "sources"),
)


def visible_text(blocks: list[Json], text: str = "") -> str:
    """Return the text that a person reads in these blocks, line by line; without blocks, `text`."""
    lines: list[str] = []
    for block in blocks:
        _collect(block, lines)
    return "\n".join(lines) if blocks else replace_codes(text)


def _collect(part: Any, lines: list[str]) -> None:
    if isinstance(part, list):
        for each in part:
            _collect(each, lines)
        return
    if not isinstance(part, dict):
        return
    if isinstance(part.get("text"), str):
        has_codes = part.get("type") == "mrkdwn" or part.get("emoji", part.get("type") == "plain_text")
        lines.append(replace_codes(part["text"]) if has_codes else part["text"])
        return
    for key in _READ:
        if isinstance(part.get(key), str) and key in {"title", "caption"}:
            lines.append(part[key])
        else:
            _collect(part.get(key), lines)
