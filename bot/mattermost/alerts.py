"""Buttons of the messages about danger and reports, and every button that is answered in Mattermost."""

from collections.abc import Awaitable, Callable, Mapping

from bot.mattermost.acts import ACTIONS, Answer, Click
from bot.mattermost.commands import Command
from bot.mattermost.commands import answer as answer_command
from bot.safety import blocks, flow, payloads
from bot.safety.access import get_case
from bot.slack import action_ids
from bot.slack.blocks import when


async def _queue(click: Click) -> Answer:
    """Show what waits, as the command does; only who pressed reads it."""
    command = Command(click.platform, click.actor, "/exchange", "queue", "", click.trigger_id)
    return Answer(text=await answer_command(command))


async def _take(click: Click) -> Answer:
    """Record that somebody takes care, and say so in every message about it."""
    platform, actor = click.platform, click.actor
    exchange, comment, state = await flow.take(platform.ctx, actor, *payloads.parse_case(click.sealed.value))
    platform.ctx.outbox.spawn(flow.redraw(platform.ctx, exchange, comment.number, state), "danger taken")
    at = when(state.taken_at) if state.taken_at else ""
    return Answer(text=await platform.sentence(actor.texts("safety.taken", who=f"<@{state.taken_by}>", at=at)))


async def _show(click: Click) -> Answer:
    """Show the words of the comment to a contact or moderator alone."""
    platform, actor = click.platform, click.actor
    exchange, comment, _ = await get_case(platform.ctx, actor, *payloads.parse_case(click.sealed.value))
    return Answer(text=await platform.message("", blocks.words_modal(actor.texts, exchange, comment)["blocks"]))


ANSWERED: Mapping[str, Callable[[Click], Awaitable[Answer]]] = {
    **ACTIONS,
    action_ids.MODERATE_QUEUE: _queue,
    blocks.TAKE: _take,
    blocks.SHOW: _show,
}
"""What answers each button, by the id that it has in blocks; what is not here has no button in Mattermost."""
