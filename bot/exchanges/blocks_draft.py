"""Block Kit of a draft's card: the announcement as it will look, and what the exchange will be."""

from dataclasses import replace

from bot.core.question_hints import find_hints
from bot.exchanges.blocks import announcement
from bot.exchanges.blocks_questions import question_sections
from bot.exchanges.invite.blocks import invite_button
from bot.exchanges.settings.setting import Subject
from bot.exchanges.settings.shown import ON_CARD
from bot.slack.blocks import Block, actions, button, confirm, context_block, divider, escape, section
from bot.texts import Texts, texts_for
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.public_counts import PublicCounts, step_below

OPEN, EDIT, DELETE = "exchanges.open", "exchanges.edit", "exchanges.delete"  # value: EXCHANGE


def draft_card(
    texts: Texts,
    exchange: Exchange,
    seeds: int,
    *,
    command: str = "/exchange",
    warning: str = "",
    signed_up: int | None = None,
    listed: int = 0,
) -> tuple[str, list[Block]]:
    """Return a draft: the announcement exactly as it will look, what is fixed at the opening, and the ways on.

    seeds: how many comments to begin with; warning: what keeps it from opening. signed_up: how many people signed
    up for the next exchange, None where that is not shown.
    """
    _, preview = announcement(
        texts_for(exchange.language),
        replace(exchange, state=ExchangeState.OPEN),
        PublicCounts(seeds=seeds),
        takes_comments=True,
    )
    channel_id = exchange.channel_id
    channels = [f"<#{each}>" for each in exchange.channels]
    shown = texts("draft.shown_in", channels=channels) if channels else texts("draft.shown_without_channel")
    blocks = [
        context_block(f":pencil2: {shown}"),
        *preview,
        divider(),
        section("\n".join(f"• {line}" for line in draft_facts(texts, exchange, seeds))),
        *question_sections(texts, exchange),
        context_block(texts("draft.fixed_later")),
    ]
    if signed_up is not None:
        blocks.append(context_block(_signed_up_text(texts, signed_up)))
    if listed:
        blocks.append(context_block(f":envelope: {texts('invite.status', n=listed)}"))
    hints = find_hints(exchange.question)
    if hints:
        lines = [texts(f"draft.question_hint.{hint}") for hint in hints]
        blocks.append(context_block("\n".join([f":bulb: {texts('draft.question_hint.first')}", *lines])))
    if warning or not channel_id:
        blocks.append(context_block(f":warning: {warning or texts('draft.channel_missing')}"))
    again = texts("draft.show_again", command=command, name=exchange.slug)
    blocks += [_buttons(texts, exchange), context_block(again)]
    return texts("draft.card_text", question=escape(exchange.question)), blocks


def _without_contacts(texts: Texts) -> Block:
    """Return the question whether nobody is to be alerted by name."""
    return confirm(
        texts("draft.unguarded.confirm_title"),
        texts("draft.unguarded.confirm_text"),
        yes=texts("draft.unguarded.confirm_yes"),
        no=texts("draft.unguarded.confirm_no"),
    )


def _signed_up_text(texts: Texts, signed_up: int) -> str:
    """Return how many people will be invited, in a step that shows no single one."""
    n = step_below(signed_up)
    if n:
        return texts("sign_up.will_invite", n=n)
    return texts("sign_up.will_invite_few") if signed_up else texts("sign_up.will_invite_none")


def _buttons(texts: Texts, exchange: Exchange) -> Block:
    value = str(exchange.exchange_id)
    dialog = confirm(
        texts("draft.delete.confirm_title"),
        texts("draft.delete.confirm_text"),
        yes=texts("draft.delete.confirm_yes"),
        no=texts("draft.delete.confirm_no"),
        danger=True,
    )
    return actions(
        button(
            texts("draft.open.button"),
            action_id=OPEN,
            value=value,
            style="primary",
            accessibility_label=texts("draft.open.spoken"),
            confirm=None if exchange.contacts or exchange.safety_channel_id else _without_contacts(texts),
        ),
        button(texts("draft.edit.button"), action_id=EDIT, value=value, accessibility_label=texts("draft.edit.spoken")),
        invite_button(texts, exchange),
        button(texts("draft.delete.button"), action_id=DELETE, value=value, style="danger", confirm=dialog),
    )


def draft_facts(texts: Texts, exchange: Exchange, seeds: int) -> list[str]:
    """Return what a draft will be, line by line."""
    subject = Subject(exchange, seeds)
    return [fact for setting in ON_CARD for fact in setting.card(texts, subject)]
