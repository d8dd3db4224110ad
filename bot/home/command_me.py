"""Home in short, for the command: one line an exchange, and where the rest is."""

from bot.home.flow import Own, Participation
from bot.home.words import left_out_texts
from bot.slack.blocks import context_block, cut, escape, section
from bot.slack.commands import CommandReply
from bot.texts import Texts
from storage.enums import CommentState

_MAX_PARTS = 8


def answer(texts: Texts, own: Own) -> CommandReply:
    """Return what only the person who asked reads."""
    parts = [part for part in own.parts if part.comments or part.ratings]
    left_out = [context_block(line) for line in left_out_texts(texts, own)]
    if not parts and left_out:
        return CommandReply(texts("home.me_title"), left_out)
    pointer = texts("home.me_pointer")
    if not parts:
        text = texts("home.me_nothing")
        return CommandReply(text, [section(f"{text} {pointer}")])
    lines = [section(_part(texts, part)) for part in parts[:_MAX_PARTS]]
    more = f"{texts('home.me_more', n=len(parts) - _MAX_PARTS)} " if len(parts) > _MAX_PARTS else ""
    text = texts("home.me_part", n=len(parts))
    return CommandReply(text, [*lines, *left_out, context_block(f"{more}{pointer}")])


def _part(texts: Texts, part: Participation) -> str:
    states = [comment.state for comment in part.comments]
    fates = [
        texts("home.me_pending", n=states.count(CommentState.PENDING)) if CommentState.PENDING in states else "",
        texts("home.me_hidden", n=states.count(CommentState.HIDDEN)) if CommentState.HIDDEN in states else "",
        texts("home.me_removed", n=states.count(CommentState.REMOVED)) if CommentState.REMOVED in states else "",
        texts("home.me_withdrawn", n=states.count(CommentState.WITHDRAWN)) if CommentState.WITHDRAWN in states else "",
    ]
    apart = ", ".join(each for each in fates if each)
    shared = texts("common.comments", n=len(states)) + (f" ({apart})" if apart else "")
    closed = "" if part.exchange.is_open else f" · {texts('home.closed')}"
    question = escape(cut(part.exchange.question, 150))
    return f"*{question}*{closed}\n{shared}, {texts('common.ratings', n=part.ratings)}"
