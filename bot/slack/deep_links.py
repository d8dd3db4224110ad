"""Deep links into the Slack client."""

import re
from typing import Any

from bot.texts import Texts

_ID = re.compile(r"[A-Z0-9]{3,32}", re.ASCII)


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
