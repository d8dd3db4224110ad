"""Block Kit of the page of five comments."""

from collections.abc import Sequence

from bot.domain.exchanges import star_meaning_text
from bot.domain.translations import is_offered, translate_button
from bot.rate.batch import BatchResult
from bot.rate.payloads import pick_name, pick_value
from bot.rate.view import STARS
from bot.slack.blocks import Block, actions, context_block, escape, input_block, modal, option, section, select
from bot.texts import Texts
from storage.comments import Comment
from storage.exchanges import Exchange

MODAL = "rate.set_modal"
PICK = "rate.pick"
PAGE = 5  # comments
_MAX_LABEL = 2_000  # characters


def batch_modal(
    texts: Texts, exchange: Exchange, waiting: Sequence[Comment], *, done: BatchResult | None = None, turn: str = ""
) -> Block:
    """Return a page of five comments, a menu of stars each.

    done: what became of the page before. turn: another one on each page, so that Slack keeps no star chosen before.
    """
    blocks = [section(f"*{escape(exchange.question)}*"), context_block(star_meaning_text(texts, exchange))]
    if done:
        blocks += [context_block(line) for line in _done_lines(texts, done)]
    if not waiting:
        blocks.append(section(texts("rate.set_empty")))
        return modal(texts("rate.set.title"), blocks, close=texts("rate.done.close"))
    return modal(
        texts("rate.set.title"),
        [*blocks, *(block for comment in waiting for block in _field(texts, exchange, comment, turn))],
        callback_id=MODAL,
        submit=texts("rate.set.submit"),
        close=texts("rate.set.close"),
        metadata=str(exchange.exchange_id),
    )


def _field(texts: Texts, exchange: Exchange, comment: Comment, turn: str) -> list[Block]:
    """Return the menu of stars of a comment, and the way to its translation where there is one."""
    stars = [option(f"{n} {'★' * n}", pick_value(comment.number, comment.version, n)) for n in STARS]
    field = input_block(
        comment.text[:_MAX_LABEL],
        select(stars, action_id=PICK, placeholder=texts("rate.set.placeholder")),
        block_id=f"{PICK}.{pick_name(comment.number, comment.version)}~{turn}",
        optional=True,
    )
    if not is_offered(comment.translations, texts.language):
        return [field]
    return [field, actions(translate_button(texts, exchange.exchange_id, comment.number, comment.version))]


def _done_lines(texts: Texts, done: BatchResult) -> list[str]:
    """Return what became of the page before."""
    lines = []
    if done.saved:
        lines.append(texts("rate.set_saved", n=done.saved))
    if done.edited:
        numbers = [f"#{each.number}" for each in done.edited]
        lines.append(texts("rate.set_edited", n=len(done.edited), numbers=numbers))
    return lines or [texts("rate.set_none")]
