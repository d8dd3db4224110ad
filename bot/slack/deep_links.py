"""Links into Slack itself."""

import re
from typing import Any

_ID = re.compile(r"[A-Z0-9]{3,32}", re.ASCII)
OWN_MESSAGES = "your messages with me"


def own_messages_link(body: dict[str, Any]) -> str:
    """Return the words for somebody's conversation with the app, as a link there where Slack told its ids.

    body: what Slack sent for a command or a click. Source: docs.slack.dev, deep linking.
    """
    team = str((body.get("team") or {}).get("id") or body.get("team_id") or "")
    app = str(body.get("api_app_id") or "")
    if _ID.fullmatch(team) and _ID.fullmatch(app):
        return f"<slack://app?team={team}&amp;id={app}&amp;tab=messages|{OWN_MESSAGES}>"
    return OWN_MESSAGES
