"""What Slack shows of new words for a comment, and of messages behind comments that were edited or deleted."""

from collections.abc import Sequence

from bot.core.personal import Detail
from bot.share.blocks import DM_KEEP, DM_REWORD, EDIT_MODAL, TEXT, WHY, Written, own_words, rate_row, withdraw_button
from bot.share.details import details_block
from bot.share.flow import WHY_MAX
from bot.slack.blocks import (
    Block,
    actions,
    button,
    divider,
    escape,
    input_block,
    modal,
    plain_section,
    section,
    text_input,
)
from storage.comments import Comment
from storage.exchanges import Exchange


def edit_modal(
    exchange: Exchange,
    comment: Comment,
    written: Written | None = None,
    details: Sequence[Detail] = (),
    marks: str = "",
    card: str = "",
) -> Block:
    """Return the form in which one's own comment is reworded.

    written: new words that stand in it already. details: what looks personal in them. marks: of details pointed out.
    card: "CHANNEL:TS" of the card that shows the comment, to be changed with it.
    """
    written = written or Written(comment.text, comment.why)
    hint = "Nobody has rated it yet, so the new words simply take the place of the old."
    if comment.ratings:
        hint = "Others have rated it. Your new words make a new version, which starts without ratings."
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        *([details_block(details)] if details else []),
        input_block(
            f"Your comment #{comment.number}",
            text_input(action_id=TEXT, lines=True, most=exchange.comment_limit, initial=written.text, focus=True),
            block_id=TEXT,
            hint=hint,
        ),
        input_block(
            "Why does it matter?",
            text_input(action_id=WHY, lines=True, most=WHY_MAX, initial=written.why),
            block_id=WHY,
            optional=True,
        ),
    ]
    metadata = f"{exchange.exchange_id}:{comment.number}|{marks}|{card}"
    submit = "Save all the same" if details else "Save"
    return modal("Edit your comment", blocks, callback_id=EDIT_MODAL, submit=submit, close="Cancel", metadata=metadata)


def saved_modal(exchange: Exchange, comment: Comment) -> Block:
    """Return what the form of new words turns into."""
    blocks = [section(edited_line(comment)), *own_words(comment), divider(), rate_row(exchange)]
    return modal("Saved", blocks, close="Done")


def edited_line(comment: Comment) -> str:
    """Return the sentence that tells what became of a comment's new words."""
    if comment.state == "held":
        return (
            f":hourglass: Comment *#{comment.number}* has your new words, and a moderator looks at them first. "
            "It stays hidden until a moderator restores it."
        )
    if comment.state == "hidden":
        return f":lock: Kept as *#{comment.number}*. It stays hidden until a moderator restores it."
    return f":white_check_mark: Comment *#{comment.number}* has your new words. Others can rate it now."


def edited_offer(
    exchange: Exchange, number: int, text: str, source: str, details: Sequence[Detail] = ()
) -> list[Block]:
    """Return the question to somebody who edited the message behind a comment. details: see `offer_card`."""
    yes = "Use them all the same" if details else "Use the new words"
    value = f"{exchange.exchange_id}:{number}|{source}"
    return [
        section(f"You edited your message. Use the new words for comment *#{number}* too?"),
        plain_section(text, block_id=TEXT),
        *([details_block(details)] if details else []),
        actions(
            button(yes, action_id=DM_REWORD, value=value, style="primary"),
            button("Keep the old", action_id=DM_KEEP, value=value),
        ),
    ]


def deleted_offer(exchange: Exchange, number: int) -> list[Block]:
    """Return the question to somebody who deleted the message behind a comment."""
    value = f"{exchange.exchange_id}:{number}"
    return [
        section(
            f"You deleted the message behind comment *#{number}*. The comment itself still stands, without a name."
        ),
        actions(withdraw_button(value, number), button("Keep it", action_id=DM_KEEP, value=value)),
    ]
