"""What Slack shows before a comment is shared that others have nearly made: theirs to rate, and the way on."""

from collections.abc import Sequence

from bot.share.blocks import Written, share_fields
from bot.share.near import Near
from bot.slack.blocks import Block, actions, button, divider, modal, said, section, small
from bot.slack.exchanges import stars_mean
from bot.slack.stars import to_rate
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
    rows = [section(_HINT), small(f"{stars_mean(exchange)} · Nothing of yours is shared yet.")]
    for each in near:
        rows += to_rate(exchange.exchange_id, each.comment, each.given)
    return rows


def near_modal(
    exchange: Exchange, person: Participant | None, near: Sequence[Near], written: Written, *, source: str
) -> Block:
    """Return what the form turns into: the hint, and below it the form with all that was written in it.

    source: what the comment comes by, the same from the first form on, so that it is kept once.
    """
    blocks = [
        *near_rows(exchange, near),
        divider(),
        *share_fields(exchange, person, written, focus=False),
        actions(button("Change my words", action_id=NEAR_BACK, value=str(exchange.exchange_id))),
    ]
    metadata = f"{exchange.exchange_id}|{source}"
    return modal("Is it the same?", blocks, callback_id=NEAR_MODAL, submit=_SUBMIT, close="Cancel", metadata=metadata)


def near_card(exchange: Exchange, near: Sequence[Near], text: str, *, source: str) -> list[Block] | None:
    """Return the private answer to a command; None when the words are too long to wait in a button.

    Slack does not hand back what stood on such a card, so its buttons carry the words.
    """
    value = f"{exchange.exchange_id}|{source}|{text}"
    if len(value) > _FITS:
        return None
    return [
        said(text),
        *near_rows(exchange, near),
        actions(
            button(SHARE_IT, action_id=NEAR_SHARE, value=value, style="primary"),
            button("Change my words", action_id=NEAR_EDIT, value=value),
        ),
    ]
