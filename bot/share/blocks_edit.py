"""Block Kit of editing one's own comment."""

from collections.abc import Sequence

from bot.core.personal import Detail
from bot.domain.disclosure import disclosure_text
from bot.share import payloads
from bot.share.blocks import (
    TEXT,
    Written,
    help_where_due,
    next_steps,
    own_words,
    quote_fields,
    quote_note,
    shared_line,
    why_field,
)
from bot.share.details import details_block
from bot.share.policy import policy_button
from bot.share.service import NOWHERE, Hosts, service_note
from bot.slack.blocks import Block, context_block, divider, escape, input_block, modal, section, text_input
from bot.texts import Texts
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange

EDIT_MODAL = "share.edit_modal"


def edit_modal(
    texts: Texts,
    exchange: Exchange,
    comment: Comment,
    written: Written | None = None,
    *,
    details: Sequence[Detail] = (),
    marks: str = "",
    card: str = "",
    service: Hosts = NOWHERE,
) -> Block:
    """Return the form in which one's own comment is edited.

    written: new words that are in it already. details: what looks personal in them. marks: of details pointed out.
    service: where the words go beside Slack.
    card: "CHANNEL:TS" of the card that shows the comment, to be changed with it.
    """
    written = written or Written(comment.text, comment.why, is_quotable=comment.is_quotable)
    note = disclosure_text(texts, exchange)
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        *([details_block(texts, details)] if details else []),
        input_block(
            texts("share.edit_field.label", number=comment.number),
            text_input(
                action_id=TEXT,
                multiline=True,
                max_length=exchange.comment_limit,
                initial=written.text,
                focus_on_load=True,
            ),
            block_id=TEXT,
            hint=texts("share.edit_field.rated_hint" if comment.ratings else "share.edit_field.hint"),
        ),
        why_field(texts, written.why),
        *quote_fields(texts, exchange, is_ticked=written.is_quotable),
        *([context_block(note)] if note else []),
        *service_note(texts, service, exchange),
        policy_button(texts, exchange),
    ]
    return modal(
        texts("share.edit_form.title"),
        blocks,
        callback_id=EDIT_MODAL,
        submit=texts("share.edit_form.details_submit" if details else "share.edit_form.submit"),
        close=texts("share.edit_form.close"),
        metadata=payloads.edit_metadata(exchange.exchange_id, comment.number, marks=marks, card=card),
    )


def saved_modal(texts: Texts, exchange: Exchange, comment: Comment) -> Block:
    """Return what the form of new words turns into."""
    blocks = [section(edited_line(texts, comment)), own_words(comment), *quote_note(texts, exchange, comment)]
    blocks += [*help_where_due(texts, exchange, comment), divider(), next_steps(texts, exchange)]
    return modal(texts("share.saved.title"), blocks, close=texts("share.thanks.close"))


def edited_line(texts: Texts, comment: Comment) -> str:
    """Return the sentence that says what became of a comment's new words."""
    if comment.state == CommentState.HIDDEN:
        return shared_line(texts, comment)
    return texts(
        "share.edited.pending" if comment.state == CommentState.PENDING else "share.edited.live", number=comment.number
    )
