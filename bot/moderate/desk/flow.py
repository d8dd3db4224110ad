"""The rules of a workspace with their precision, counted from decisions; its own words; where cards go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.context import Context
from bot.core.screening import HOLDING, Rule
from bot.domain.actor import Actor
from bot.domain.card_places import may_have_cards
from bot.domain.errors import FormError, UserError
from bot.moderate.like_cases import LikeCases, count_for
from bot.slack.channels import ensure_can_post, is_channel
from bot.slack.client import CALL_ERRORS
from bot.slack.deadlines import within
from storage import desk_settings, moderation_log
from storage.desk_settings import DeskSettings
from storage.enums import CardsPlace

log = structlog.get_logger()

MAX_WORDS, MAX_WORD = 200, 60  # words or phrases of a list; characters of one

SWITCHABLE = tuple(rule for rule in HOLDING if rule not in {Rule.DANGER, Rule.OFF_TOPIC})
"""Rules that moderators can switch off. Signs of danger always hold; what is off topic holds where that is wanted."""

_SECONDS = 1.5  # of the 3 s in which a form is answered


@dataclass(frozen=True, slots=True)
class Desk:
    """What the form shows. counts: how what each rule held was decided, by rule."""

    settings: DeskSettings
    counts: dict[str, LikeCases]


async def load_desk(ctx: Context, actor: Actor) -> Desk:
    """Return the settings of the actor's workspace, and what its moderators decided so far."""
    async with ctx.storage.read() as db:
        settings = await desk_settings.get(db, actor.tenant_id)
        decided = await moderation_log.list_decided(db, actor.tenant_id)
    return Desk(settings, {rule: count_for(decided, rule) for rule in HOLDING})


def parse_words(written: str, block_id: str) -> tuple[str, ...]:
    """Return the words of a list, one a line or with commas between. Raises UserError for too many or too long ones."""
    words = [re.sub(r"\s+", " ", each).strip() for each in re.split(r"[\n,]", written)]
    kept = tuple(dict.fromkeys(each for each in words if each))
    if len(kept) > MAX_WORDS:
        raise UserError("desk.too_many_words", block_id=block_id, n=len(kept), max=MAX_WORDS)
    long = next((each for each in kept if len(each) > MAX_WORD), None)
    if long:
        raise UserError("desk.word_too_long", block_id=block_id, word=long[:MAX_WORD], max=MAX_WORD)
    return kept


def parse_rules(chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the rules that are off. chosen: those that are on; Raises UserError for one that nobody knows."""
    if any(each not in SWITCHABLE for each in chosen):
        raise UserError("moderate.old_card")
    return tuple(str(rule) for rule in SWITCHABLE if rule not in chosen)


async def save(ctx: Context, actor: Actor, settings: DeskSettings, *, channel_block: str, sure_block: str) -> None:
    """Save what moderators chose. Raises UserError where cards could not go to the channel, or not unasked.

    channel_block, sure_block: the fields that complaints are shown at.
    """
    if settings.cards not in list(CardsPlace):
        raise UserError("moderate.old_card")
    if settings.cards == CardsPlace.CHANNEL:
        await _check_channel(ctx, actor, settings, channel_block, sure_block)
    async with ctx.storage.write() as db:
        await desk_settings.save(db, actor.tenant_id, settings)
    log.info("desk_changed", cards=settings.cards, rules_off=len(settings.rules_off))
    ctx.wake()  # cards of what waits go out in the next round


async def _check_channel(
    ctx: Context, actor: Actor, settings: DeskSettings, channel_block: str, sure_block: str
) -> None:
    channel_id = settings.cards_channel_id
    if not channel_id or not is_channel(channel_id):
        raise UserError("desk.which_channel", block_id=channel_block)
    try:
        await ensure_can_post(ctx, actor.tenant_id, channel_id)
        async with within(_SECONDS):
            answer = await ctx.workspace(actor.tenant_id).client.conversations_info(channel=channel_id)
    except UserError as error:
        raise FormError({channel_block: error}) from error
    except CALL_ERRORS as error:
        raise UserError("desk.channel_unknown", block_id=channel_block) from error
    if not may_have_cards(answer["channel"], is_confirmed=settings.is_open_channel):
        raise UserError("desk.channel_is_open", block_id=sure_block)
