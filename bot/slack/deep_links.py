"""Deep links into the Slack client."""

import re
from typing import Any

from bot.slack.workspaces import Workspaces
from bot.texts import Texts

_ID = re.compile(r"[A-Z0-9]{3,32}", re.ASCII)


def app_link(workspaces: Workspaces, tenant_id: int) -> str:
    """Return the link from a web page to one's conversation with the app; "" for what belongs to no workspace.

    Source: docs.slack.dev, deep linking.
    """
    try:
        identity = workspaces.get(tenant_id).identity
    except KeyError:
        return ""
    return f"slack://user?team={identity.team_id}&id={identity.bot_user_id}"


def own_messages_link(body: dict[str, Any], texts: Texts) -> str:
    """Return the words for somebody's conversation with the app, as a link there where Slack gave its ids.

    body: what Slack sent for a command or a click. Source: docs.slack.dev, deep linking.
    """
    words = texts("common.own_messages")
    team = str((body.get("team") or {}).get("id") or body.get("team_id") or "")
    app = str(body.get("api_app_id") or "")
    if _ID.fullmatch(team) and _ID.fullmatch(app):
        return f"<slack://app?team={team}&amp;id={app}&amp;tab=messages|{words}>"
    return words
