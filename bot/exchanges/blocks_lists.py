"""Block Kit of the lists of exchanges that moderators choose from."""

from collections.abc import Sequence

from bot.exchanges.blocks_status import state_line
from bot.exchanges.values import picker_block_id
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, divider, escape, option, section, select
from bot.texts import Texts
from storage.exchanges import Exchange

PICK = "exchanges.pick"  # a menu; its block id: values.picker_block_id
_MAX_LISTED = 12
_MAX_PICKED = 100  # choices of a menu
_MAX_QUESTION = 150  # characters


def overview(texts: Texts, found: Sequence[Exchange], command: str) -> tuple[str, list[Block]]:
    """Return every exchange in a line each, with a button for more."""
    blocks: list[Block] = []
    for exchange in found[:_MAX_LISTED]:
        more = button(
            texts("status.show.button"),
            action_id=action_ids.EXCHANGE_STATUS,
            value=str(exchange.exchange_id),
            accessibility_label=texts("status.show_one.spoken", name=exchange.slug),
        )
        question = escape(cut(exchange.question, _MAX_QUESTION))
        blocks.append(section(f"*{question}*\n{state_line(texts, exchange)} · `{exchange.slug}`", accessory=more))
    if len(found) > _MAX_LISTED:
        blocks += [divider(), context_block(texts("status.older", n=len(found) - _MAX_LISTED, command=command))]
    return texts("status.exchanges", n=len(found)), blocks


def picker(texts: Texts, found: Sequence[Exchange], subcommand: str, time: str) -> tuple[str, list[Block]]:
    """Return a menu of exchanges. subcommand: for the chosen one; time: as it was written, "" for none."""
    text = texts(f"status.which.{subcommand}_one")
    options = [
        option(f"{exchange.slug}: {exchange.question}", str(exchange.exchange_id)) for exchange in found[:_MAX_PICKED]
    ]
    menu = select(options, action_id=PICK, placeholder=texts("status.pick.placeholder"))
    blocks = [section(text), actions(menu, block_id=picker_block_id(PICK, subcommand, time))]
    if len(found) > _MAX_PICKED:
        blocks.append(context_block(texts("status.more_to_pick", n=len(found) - _MAX_PICKED)))
    return text, blocks
