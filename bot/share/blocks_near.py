"""What Slack shows before a comment is shared that others have nearly made: theirs to rate, and the way on."""

from collections.abc import Sequence

from bot.core.personal import Detail
from bot.domain.exchanges import star_meaning_text
from bot.share.blocks import Written, share_fields
from bot.share.details import SHARE_ALL_THE_SAME, TAKE_IT_OUT, details_block
from bot.share.near import Near
from bot.slack.blocks import Block, actions, button, context_block, divider, modal, plain_section, section
from bot.slack.star_select import star_menu
from storage.exchanges import Exchange
from storage.participants import Participant

NEAR_MODAL = "share.near.modal"
NEAR_SHARE, NEAR_EDIT, NEAR_BACK = "share.near.share", "share.near.edit", "share.near.back"
SHARE_IT = "Mine is different: share it"
_SUBMIT = "Mine is different: share"  # 24 characters, as many as Slack takes there
_FITS = 2000  # characters of a button's value
_HINT = "*Others said something like it.* You can rate theirs here. If yours is different, share it."


def near_rows(exchange: Exchange, near: Sequence[Near]) -> list[Block]:
    """Return the hint: comments of others, each with its stars to choose."""
    rows = [section(_HINT), context_block(f"{star_meaning_text(exchange)} · Nothing of yours is shared yet.")]
    for each in near:
        rows += star_menu(exchange.exchange_id, each.comment, each.given)
    return rows


def near_modal(
    exchange: Exchange,
    person: Participant | None,
    near: Sequence[Near],
    written: Written,
    *,
    source: str,
    details: Sequence[Detail] = (),
    marks: str = "",
) -> Block:
    """Return what the form turns into: the hint, and below it the form with all that was written in it.

    source: what the comment comes by, the same from the first form on, so that it is kept once.
    details: what looks personal in the words. marks: of all details that were pointed out.
    """
    blocks = [
        *([details_block(details)] if details else []),
        *(near_rows(exchange, near) if near else []),
        divider(),
        *share_fields(exchange, person, written, focus=False),
    ]
    if near:
        blocks.append(actions(button("Change my words", action_id=NEAR_BACK, value=str(exchange.exchange_id))))
    return modal(
        "Is it the same?" if near else "Please look again",
        blocks,
        callback_id=NEAR_MODAL,
        submit=SHARE_ALL_THE_SAME if details else _SUBMIT,
        close="Cancel",
        metadata=f"{exchange.exchange_id}|{source}|{marks}",
    )


def near_card(
    exchange: Exchange, near: Sequence[Near], text: str, *, source: str, details: Sequence[Detail] = ()
) -> list[Block] | None:
    """Return the private answer to a command; None when the words are too long to wait in a button.

    Slack does not hand back what stood on such a card, so its buttons carry the words.
    """
    value = f"{exchange.exchange_id}|{source}|{text}"
    if len(value) > _FITS:
        return None
    return [
        plain_section(text),
        *([details_block(details)] if details else []),
        *(near_rows(exchange, near) if near else []),
        actions(
            button(SHARE_ALL_THE_SAME if details else SHARE_IT, action_id=NEAR_SHARE, value=value, style="primary"),
            button(TAKE_IT_OUT if details else "Change my words", action_id=NEAR_EDIT, value=value),
        ),
    ]
