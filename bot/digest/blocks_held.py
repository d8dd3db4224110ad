"""Block Kit of a digest that moderators are shown before it goes out: its card, and the form to change it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from json import dumps

from bot.core.summary import quote as quote_briefly
from bot.digest.blocks import MAX_BLOCKS, MAX_INTRODUCTION
from bot.digest.held_flow import Held
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    cut,
    divider,
    escape,
    input_block,
    modal,
    option,
    plain_text,
    section,
    text_input,
    when,
)
from bot.texts import Message, Texts
from storage.comments import Comment
from storage.enums import DeliveryState, MadeAgain

POST = "digest.held.post"  # value of each: exchange and held digest
EDIT = "digest.held.edit"
SKIP = "digest.held.skip"
UNDO = "digest.held.undo"
FORM = "digest.held.form"
INTRODUCTION = "digest.held.introduction"
LEFT_OUT = "digest.held.left_out"

_MAX_OPTIONS = 100
_MAX_QUESTION = 150
_MAX_QUOTE = 60


def format_held(it: Held) -> str:
    """Return what a button or form carries of a held digest."""
    return f"{it.exchange.exchange_id}:{it.held.hold_id}"


def parse_held(value: object) -> tuple[int, int]:
    """Return the ids of the exchange and of the held digest. Raises UserError."""
    exchange_id, _, rest = str(value or "").partition(":")
    return parse_exchange_id(exchange_id), parse_exchange_id(rest.partition(":")[0])


def require_seen(value: object, it: Held) -> None:
    """Raise UserError where another moderator changed the digest since the form of this value was opened."""
    if str(value or "").rpartition(":")[2] != _changes_mark(it):
        raise UserError("digest.held_over")


def _changes_mark(it: Held) -> str:
    return sha256(dumps([it.held.introduction, sorted(it.held.left_out)]).encode()).hexdigest()[:12]


def card(texts: Texts, it: Held, now: datetime) -> tuple[str, list[Block]]:
    """Return the card for moderators: with a preview and buttons while it waits, then one line."""
    params = {
        "question": escape(cut(it.exchange.question, _MAX_QUESTION)),
        "channel": f"<#{it.posting.channel_id}>",
        "at": when(it.posting.due_at),
    }
    is_past = it.posting.due_at <= now
    if it.is_waiting and not is_past:
        text = texts("digest.held.waits", **params)
        return text, [
            section(f":eyes: {text}"),
            *_notes(texts, it),
            _buttons(texts, it),
            divider(),
            *_preview(texts, it),
        ]
    if it.is_skipped:
        text = texts("digest.held.skipped", **params)
        undo = button(texts("digest.held.undo_button"), action_id=UNDO, value=format_held(it))
        return text, [section(text), *([] if is_past else [actions(undo)])]
    text = _end_text(texts, it, params)
    again = [context_block(texts(f"digest.held.again_{it.held.reason}"))] if it.held.reason else []
    return text, [section(text), *again]


def card_mark(texts: Texts, it: Held, now: datetime) -> str:
    """Return what changes where the cards have to be edited."""
    return sha256(dumps(card(texts, it, now)).encode()).hexdigest()[:12]


def can_change(it: Held) -> bool:
    """Say whether the card may still change without anybody's act."""
    return it.is_waiting or it.posting.state == DeliveryState.CLAIMED


def made_again(it: Held) -> Message:
    """Return the message to moderators who had changed it that it was made again."""
    question = escape(cut(it.exchange.question, _MAX_QUESTION))
    params = {"question": question, "channel": f"<#{it.posting.channel_id}>", "at": when(it.posting.due_at)}
    return Message(f"digest.held_again.{it.held.reason or MadeAgain.FIGURES}", params)


def form(texts: Texts, it: Held, quoted: Sequence[Comment]) -> Block:
    """Return the form to change it. quoted: the comments that it quotes, with their words."""
    writes = text_input(
        action_id=INTRODUCTION, multiline=True, max_length=MAX_INTRODUCTION, initial=it.held.introduction or None
    )
    blocks = [
        section(texts("digest.held.form_about")),
        input_block(
            texts("digest.held.introduction_label"),
            writes,
            block_id=INTRODUCTION,
            hint=texts("digest.held.introduction_hint"),
            optional=True,
        ),
    ]
    options = {each.comment_id: _quote_option(each) for each in quoted[:_MAX_OPTIONS]}
    if options:
        chosen = [options[each] for each in it.held.left_out if each in options]
        element: Block = {
            "type": "multi_static_select",
            "action_id": LEFT_OUT,
            "options": list(options.values()),
            "placeholder": plain_text(texts("digest.held.left_out_placeholder")),
        } | ({"initial_options": chosen} if chosen else {})
        blocks.append(
            input_block(
                texts("digest.held.left_out_label"),
                element,
                block_id=LEFT_OUT,
                hint=texts("digest.held.left_out_hint"),
                optional=True,
            )
        )
    else:
        blocks.append(context_block(texts("digest.held.no_quotes")))
    return modal(
        texts("digest.held.form_title"),
        blocks,
        callback_id=FORM,
        submit=texts("digest.held.form_submit"),
        close=texts("themes.cancel.button"),
        metadata=f"{format_held(it)}:{_changes_mark(it)}",
    )


def read_left_out(chosen: object) -> list[int]:
    """Return the ids of the comments that were chosen to be left out. Raises UserError."""
    if not chosen:
        return []
    if not isinstance(chosen, list) or not all(isinstance(each, Mapping) for each in chosen):
        raise UserError("exchanges.outdated_button")
    return [parse_exchange_id(each.get("value")) for each in chosen]


def _quote_option(comment: Comment) -> Block:
    return option(f"#{comment.number} {cut(quote_briefly(comment.text), _MAX_QUOTE)}", str(comment.comment_id))


def _notes(texts: Texts, it: Held) -> list[Block]:
    """Return what was changed, and why it was made again."""
    facts = [texts(f"digest.held.again_{it.held.reason}")] if it.held.reason else []
    if it.held.introduction:
        facts.append(texts("digest.held.has_introduction"))
    if it.held.left_out:
        facts.append(texts("digest.held_leaves_out", n=len(it.held.left_out)))
    return [context_block(" ".join(facts))] if facts else []


def _buttons(texts: Texts, it: Held) -> Block:
    value = format_held(it)
    sure = confirm(
        texts("digest.held.post_title"),
        texts("digest.held.post_text"),
        yes=texts("digest.now.confirm_yes"),
        no=texts("digest.now.confirm_no"),
    )
    return actions(
        button(texts("digest.now.button"), action_id=POST, value=value, style="primary", confirm=sure),
        button(texts("digest.held.edit_button"), action_id=EDIT, value=value),
        button(texts("digest.held.skip_button"), action_id=SKIP, value=value),
    )


def _preview(texts: Texts, it: Held) -> list[Block]:
    """Return the digest as it will be posted, without its buttons, and with the chart as lines of text."""
    shown = [each for each in it.digest.body.blocks if each["type"] != "actions"]
    language = it.exchange.language
    note = texts("digest.held.preview")
    if language != texts.language:
        note = texts("digest.held.preview_language", language=texts.language_name(language))
    return [context_block(note), *shown[: MAX_BLOCKS - _CARD_BLOCKS]]


_CARD_BLOCKS = 5
"""Blocks of a card beside the preview."""


def _end_text(texts: Texts, it: Held, params: Mapping[str, str]) -> str:
    """Return what became of it."""
    if it.posting.state == DeliveryState.DONE:
        return texts("digest.held.posted", **params)
    if it.posting.state in {DeliveryState.DUE, DeliveryState.CLAIMED}:
        return texts("digest.held.on_its_way", **params)
    if it.posting.state == DeliveryState.FAILED:
        return texts("digest.held.failed", **params)
    return texts("digest.held.dropped", **params)
