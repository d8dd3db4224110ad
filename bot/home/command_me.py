"""Home in short, for the command: one line an exchange, and where the rest is."""

from bot.home.flow import Own
from bot.home.words import counted, not_shown
from bot.slack.blocks import context_block, cut, escape, section
from bot.slack.commands import CommandReply

_MOST = 8
_STATES = {"held": "waits for a moderator", "hidden": "hidden", "removed": "removed", "withdrawn": "withdrawn"}
_POINTER = "My *Home* tab shows every comment, what became of it, and all that you can change."


def answer(own: Own) -> CommandReply:
    """Return what only the person who asked reads."""
    parts = [part for part in own.parts if part.comments or part.ratings]
    left_out = [context_block(line) for line in not_shown(own.outside, own.unknown, own.unreadable)]
    if not parts and left_out:
        return CommandReply("What is yours", left_out)
    if not parts:
        text = "You have not shared or rated anything yet."
        return CommandReply(text, [section(f"{text} {_POINTER}")])
    lines = []
    for part in parts[:_MOST]:
        states = [comment.state for comment in part.comments]
        fates = [f"{states.count(state)} {words}" for state, words in _STATES.items() if state in states]
        shared = counted(len(states), "comment") + (f" ({', '.join(fates)})" if fates else "")
        closed = "" if part.exchange.is_open else " · closed"
        question = escape(cut(part.exchange.question, 150))
        lines.append(f"*{question}*{closed}\n{shared}, {counted(part.ratings, 'rating')}")
    more = f"{counted(len(parts) - _MOST, 'exchange')} more. " if len(parts) > _MOST else ""
    text = f"You took part in {counted(len(parts), 'exchange')}."
    return CommandReply(text, [*(section(line) for line in lines), *left_out, context_block(f"{more}{_POINTER}")])
