"""Block Kit of offers: cards under a direct message, and the private offer in an announcement's thread."""

from collections.abc import Sequence

from bot.core.personal import Detail
from bot.domain.exchanges import anonymity_text
from bot.share import payloads
from bot.share.blocks import TEXT, withdraw_button
from bot.share.details import details_block
from bot.share.near_duplicates.blocks import near_rows
from bot.share.near_duplicates.index import NearComment
from bot.share.policy import policy_button
from bot.share.service import NOWHERE, Hosts, service_note
from bot.share.topic_hint import topic_blocks
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, escape, option, plain_section, section, select
from bot.texts import Texts
from storage.exchanges import Exchange

WHICH = "share.which"
DM_YES, DM_EDIT, DM_NO = "share.dm.yes", "share.dm.edit", "share.dm.no"
DM_REWORD, DM_KEEP = "share.dm.reword", "share.dm.keep"
_MAX_OPTIONS = 100  # of a menu of Slack's


def offer_card(
    texts: Texts,
    choices: Sequence[Exchange],
    text: str,
    source: str,
    *,
    near: Sequence[NearComment] = (),
    details: Sequence[Detail] = (),
    is_off_topic: bool = False,
    service: Hosts = NOWHERE,
) -> list[Block]:
    """Return the card under a message, which asks whether to share it as a comment.

    choices: the open exchanges it can go to; source: "CHANNEL:TS" of the message, or the command's mark.
    near: comments of others that say nearly the same, where only one exchange is meant.
    details: what looks personal in the words, to be taken out or shared all the same.
    is_off_topic: it seems to be about something else than the question.
    service: where the words go beside Slack.
    """
    only = choices[0] if len(choices) == 1 else None
    if only:
        question = f"{texts('share.offer')}\n*{escape(only.question)}*\n{anonymity_text(texts, only)}"
    else:
        question = texts("share.offer_where")
    blocks = [section(question), plain_section(text, block_id=TEXT), *service_note(texts, service, *choices)]
    if details:
        blocks.append(details_block(texts, details))
    if only and is_off_topic:
        blocks += topic_blocks(texts, only, names_question=False)
    if only and near:
        blocks += near_rows(texts, only, near)
    if not only:
        blocks += _exchange_menu(texts, choices)
    value = payloads.offer_value(only.exchange_id if only else None, source)
    buttons = _offer_buttons(texts, value, has_near=bool(near), has_details=bool(details), is_off_topic=is_off_topic)
    return [*blocks, buttons, *([policy_button(texts, only)] if only else [])]


def thread_offer(texts: Texts, exchange: Exchange) -> list[Block]:
    """Return the private offer to somebody who answered in the announcement's thread."""
    write = button(
        texts("share.thread_write.button"),
        action_id=action_ids.SHARE_OPEN,
        value=str(exchange.exchange_id),
        style="primary",
    )
    return [section(texts("share.thread_offer")), actions(write)]


def edited_offer(
    texts: Texts,
    exchange: Exchange,
    number: int,
    text: str,
    *,
    edit_mark: str,
    source: str,
    details: Sequence[Detail] = (),
) -> list[Block]:
    """Return the question to somebody who edited the message behind a comment. details: see `offer_card`."""
    yes = texts("share.use_all_the_same.button") if details else texts("share.use_new.button")
    value = payloads.reword_value(exchange.exchange_id, number, edit_mark=edit_mark, source=source)
    return [
        section(texts("share.edited_offer", number=number)),
        plain_section(text, block_id=TEXT),
        *([details_block(texts, details)] if details else []),
        actions(
            button(yes, action_id=DM_REWORD, value=value, style="primary"),
            button(texts("share.keep_old.button"), action_id=DM_KEEP, value=value),
        ),
    ]


def deleted_offer(texts: Texts, exchange: Exchange, number: int) -> list[Block]:
    """Return the question to somebody who deleted the message behind a comment."""
    value = payloads.own_comment_value(exchange.exchange_id, number)
    sentence = texts("share.deleted_offer" if exchange.is_anonymous else "share.deleted_offer_named", number=number)
    keep = button(texts("share.keep.button"), action_id=DM_KEEP, value=value)
    return [section(sentence), actions(withdraw_button(texts, value, number), keep)]


def _exchange_menu(texts: Texts, choices: Sequence[Exchange]) -> list[Block]:
    """Return the menu of exchanges, and how many it leaves out."""
    options = [option(exchange.question, str(exchange.exchange_id)) for exchange in choices[:_MAX_OPTIONS]]
    menu = select(options, action_id=WHICH, placeholder=texts("share.which.placeholder"))
    left = len(choices) - _MAX_OPTIONS
    return [
        actions(menu, block_id=WHICH),
        *([context_block(texts("share.which_more", n=left))] if left > 0 else []),
    ]


def _offer_buttons(texts: Texts, value: str, *, has_near: bool, has_details: bool, is_off_topic: bool) -> Block:
    if has_details:
        yes, edit = texts("share.details_share.button"), texts("share.details_edit.button")
    else:
        plain = texts("share.details_share.button" if is_off_topic else "share.yes.button")
        yes = texts("share.near_share.button") if has_near else plain
        edit = texts("share.edit_first.button")
    label = texts("share.yes.spoken")
    return actions(
        button(yes, action_id=DM_YES, value=value, style="primary", accessibility_label=label),
        button(edit, action_id=DM_EDIT, value=value),
        button(texts("share.no.button"), action_id=DM_NO, value=value, accessibility_label=texts("share.no.spoken")),
        block_id="share.offer",
    )
