"""What moderators read when something was reported, and what its author reads: never who wrote or reported it."""

from collections.abc import Sequence

from bot.domain.help_text import help_blocks
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, section
from storage.alerts import DANGER
from storage.exchanges import Exchange

_NAMED = 3  # exchanges


def alert(kind: str, count: int, about: Sequence[Exchange]) -> tuple[str, list[Block]]:
    """Return a message to a moderator. count: reports of danger since the last message; else comments that wait."""
    where = _where(about)
    if kind == DANGER:
        text = "Somebody reported that a person may be in danger. Please look now."
        top = "*A person may be in danger.*" if count == 1 else f"*A person may be in danger: {count} reports.*"
        lines = [
            section(f":rotating_light: {top}{where}\nPlease look now. It stands first in the queue."),
            _queue("danger"),
            context_block(
                "If it is urgent, do not wait: call the people who are responsible, or the emergency number."
            ),
        ]
    else:
        text = "1 reported comment waits for you." if count == 1 else f"{count:,} reported comments wait for you."
        lines = [
            section(f":triangular_flag_on_post: *{text}*{where}"),
            _queue("primary"),
            context_block("One such message an hour at most. Reports of danger come at once."),
        ]
    return text, [*lines, context_block("Who wrote a comment and who reported it is shown to nobody.")]


def author_help(exchange: Exchange) -> tuple[str, list[Block]]:
    """Return who can help, for somebody who wrote in an exchange. It says nothing of a report."""
    text = "You are not alone: here is who can help."
    top = (
        f"*You are not alone.*\nYou answered _{escape(cut(exchange.question, 150))}_\nSometimes what we write about is "
        "hard. If that is so for you, or for somebody you know, there are people who listen and help."
    )
    last = context_block(":lock: Only you see this message. You did nothing wrong, and you need not answer.")
    return text, [section(top), *help_blocks(exchange), last]


def _queue(style: str) -> Block:
    return actions(button("Open the queue", action_id=action_ids.MODERATE_QUEUE, value="0", style=style))


def _where(about: Sequence[Exchange]) -> str:
    lines = [f"\n• {escape(cut(exchange.question, 150))}" for exchange in about[:_NAMED]]
    rest = len(about) - _NAMED
    return "".join(lines) + (f"\n• and in {rest} more" if rest > 0 else "")
