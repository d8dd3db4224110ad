"""Block Kit of hints before a comment is shared: near ones to rate, what else is pointed out, and the way on."""

from collections.abc import Sequence

from bot.core.personal import Detail
from bot.domain.exchanges import star_meaning_text
from bot.share import payloads
from bot.share.blocks import Written, share_fields
from bot.share.details import details_block
from bot.share.near_duplicates.index import NearComment
from bot.share.topic_hint import topic_blocks
from bot.slack.blocks import Block, actions, button, context_block, divider, modal, plain_section, section
from bot.slack.star_select import star_menu
from bot.texts import Texts
from storage.exchanges import Exchange
from storage.participant_record import Participant

NEAR_MODAL = "share.near.modal"
NEAR_SHARE, NEAR_EDIT, NEAR_BACK = "share.near.share", "share.near.edit", "share.near.back"


def near_rows(texts: Texts, exchange: Exchange, near: Sequence[NearComment]) -> list[Block]:
    """Return the hint: comments of others, each with its stars to choose."""
    facts = f"{star_meaning_text(texts, exchange)} · {texts('share.near_nothing_shared')}"
    rows = [section(texts("share.near_hint")), context_block(facts)]
    for each in near:
        rows += star_menu(exchange.exchange_id, each.comment, each.given, texts)
    return rows


def near_modal(
    texts: Texts,
    exchange: Exchange,
    person: Participant | None,
    written: Written,
    *,
    near: Sequence[NearComment],
    details: Sequence[Detail],
    source: str,
    marks: str,
    is_off_topic: bool = False,
) -> Block:
    """Return what the form turns into: the hint, and below it the form with all that was written in it.

    source: what the comment comes by, the same from the first form on, so that it is saved once.
    details: what looks personal in the words. marks: of all details that were pointed out.
    is_off_topic: it seems to be about something else than the question.
    """
    blocks = [
        *([details_block(texts, details)] if details else []),
        *(topic_blocks(texts, exchange, names_question=True) if is_off_topic else []),
        *(near_rows(texts, exchange, near) if near else []),
        divider(),
        *share_fields(texts, exchange, person, written, focus_on_load=False),
    ]
    if near:
        change = button(texts("share.near_change.button"), action_id=NEAR_BACK, value=str(exchange.exchange_id))
        blocks.append(actions(change))
    return modal(
        texts("share.near_form.title" if near else "share.details_form.title"),
        blocks,
        callback_id=NEAR_MODAL,
        submit=texts("share.details_form.submit" if details or not near else "share.near_form.submit"),
        close=texts("share.form.close"),
        metadata=payloads.form_metadata(exchange.exchange_id, source, marks),
    )


def near_card(
    texts: Texts,
    exchange: Exchange,
    text: str,
    *,
    near: Sequence[NearComment],
    details: Sequence[Detail],
    source: str,
    is_off_topic: bool = False,
) -> list[Block] | None:
    """Return the private reply to a command; None when the words are too long for a button.

    Slack does not hand back the blocks of such a card, so its buttons carry the words.
    """
    value = payloads.words_value(exchange.exchange_id, source, text)
    if value is None:
        return None
    if details:
        yes, change = texts("share.details_share.button"), texts("share.details_edit.button")
    else:
        yes = texts("share.near_share.button" if near else "share.details_share.button")
        change = texts("share.near_change.button")
    return [
        plain_section(text),
        *([details_block(texts, details)] if details else []),
        *(topic_blocks(texts, exchange, names_question=True) if is_off_topic else []),
        *(near_rows(texts, exchange, near) if near else []),
        actions(
            button(yes, action_id=NEAR_SHARE, value=value, style="primary"),
            button(change, action_id=NEAR_EDIT, value=value),
        ),
    ]
