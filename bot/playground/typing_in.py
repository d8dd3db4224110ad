"""What becomes of the words a person types before an app reads them: escapes, mentions, links."""

import re

from bot.playground.outgoing import escape
from bot.playground.world import World

_MENTION = re.compile(r"(?<![\w.])@([\w.\-]+)|&lt;@([UW][A-Z0-9]+)&gt;")
_CHANNEL = re.compile(r"(?<![\w&])#([\w\-]+)")
_LINK = re.compile(r"(?<![<|\w])(https?://[^\s<>|]+)")
_TRAILING = ".,;:!?)]'\""


def typed(world: World, text: str, *, names: bool = False) -> str:
    """Return what Slack makes of typed words: known @names and #channels become mentions, links get brackets.

    names: mentions carry the name too, as a command with should_escape gets them.
    Nobody can type a special mention: `<!channel>` arrives escaped.
    """
    handles = world.handles

    def mention(found: re.Match[str]) -> str:
        name = found[1] or ""
        user = handles.get(name) or handles.get(name.rstrip(".-")) or found[2] or ""
        member = world.members.get(user)
        if member is None:
            return found[0]
        rest = name[len(member.name) :] if found[1] else ""
        return (f"<@{user}|{member.name}>" if names else f"<@{user}>") + rest

    def channel(found: re.Match[str]) -> str:
        known = world.channel_of(found[1])
        if known is None or known.kind == "im":
            return found[0]
        return f"<#{known.id}|{known.name}>" if names else f"<#{known.id}>"

    def link(found: re.Match[str]) -> str:
        address = found[1]
        end = address.rstrip(_TRAILING)
        return f"<{end}>{address[len(end) :]}"

    text = _LINK.sub(link, escape(text))
    text = _MENTION.sub(mention, text)
    return _CHANNEL.sub(channel, text)
