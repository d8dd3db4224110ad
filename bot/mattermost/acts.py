"""What buttons and the form do in Mattermost: the flows of sharing and rating, and the card that comes of each."""

import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.access import OutsideError, admit
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import (
    MAX_LISTED,
    anonymity_text,
    figures_text,
    list_accepting_comments,
    parse_exchange_id,
    require_accepting_comments,
)
from bot.mattermost import cards
from bot.mattermost.api import API_ERRORS, ApiError
from bot.mattermost.markdown import quoted, texts_in
from bot.mattermost.platform import Platform
from bot.mattermost.posts import Post
from bot.mattermost.proofs import Sealed
from bot.rate import blocks as rate_blocks
from bot.rate import flow as rating
from bot.rate.payloads import parse_ref, parse_star
from bot.rate.view import STARS, RatingView
from bot.share import blocks, blocks_offer, payloads
from bot.share import flow as sharing
from bot.share.details import details_text, find_details, format_marks, select_unseen
from bot.share.service import read_service, service_note
from bot.slack import action_ids
from bot.slack.blocks import escape
from bot.slack.client import CALL_ERRORS
from bot.slack.mrkdwn import tidy, unescape
from storage.enums import SkipReason
from storage.exchanges import Exchange

_GONE = {403, 404}
_MAX_REMEMBERED = 5_000  # forms


@dataclass(frozen=True, slots=True)
class Click:
    """A button that somebody pressed. at: microseconds since 1970, as Mattermost signed it."""

    platform: Platform
    actor: Actor
    sealed: Sealed
    at: int
    trigger_id: str

    @property
    def is_own_card(self) -> bool:
        """Say whether it was on a card of this person alone, which changes in its place."""
        return bool(self.sealed.user_id)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a click is answered with. post: in the place of what was clicked; text: which only this person reads."""

    post: Post | None = None
    text: str = ""


async def answer(click: Click, act: Callable[[Click], Awaitable[Answer]]) -> Answer:
    """Do what a button says. A refusal is an answer too: on the card, where that has nothing more to offer."""
    try:
        return await act(click)
    except UserError as error:
        text = await click.platform.error(click.actor, error)
        is_over = isinstance(error, OutsideError) or error.code == "exchange.not_open.closed"
        if is_over and click.is_own_card:
            return Answer(click.platform.posts.plain_card(text))
        return Answer(text=text)


async def _star(click: Click) -> Answer:
    ref, stars = parse_star({"value": click.sealed.value})
    return _rated(click, await rating.rate(click.platform.ctx, click.actor, ref, stars, click.at))


async def _skip(click: Click) -> Answer:
    ref = parse_ref(click.sealed.value)
    return _rated(click, await rating.skip(click.platform.ctx, click.actor, ref, SkipReason.SKIP, click.at))


async def _undo(click: Click) -> Answer:
    exchange_id = parse_ref(click.sealed.value).exchange_id
    return _rated(click, await rating.undo(click.platform.ctx, click.actor, exchange_id, click.at))


async def _start(click: Click) -> Answer:
    """Put a card before the person: in the place of their own one, or in their conversation with the bot."""
    exchange_id = parse_exchange_id(click.sealed.value)
    view = await rating.start(click.platform.ctx, click.actor, exchange_id, click.at)
    if click.is_own_card:
        return _rated(click, view)
    texts = click.actor.texts_about(view.exchange)
    await click.platform.write(click.actor, rating_post(click.platform, click.actor, view))
    return Answer(text=texts("rate.waits", link=texts("common.own_messages")))


def _rated(click: Click, view: RatingView) -> Answer:
    return Answer(rating_post(click.platform, click.actor, view))


def rating_post(platform: Platform, actor: Actor, view: RatingView) -> Post:
    """Return the card that shows what is before a person."""
    texts, user_id = actor.texts_about(view.exchange), actor.slack_user_id
    if view.changed is not None:
        return cards.older_card(platform.posts, texts, view, view.changed, user_id)
    return cards.rating_card(platform.posts, texts, view, user_id)


async def _open_form(click: Click) -> Answer:
    await open_form(click.platform, click.actor, parse_exchange_id(click.sealed.value), click.trigger_id)
    return Answer()


async def open_form(platform: Platform, actor: Actor, exchange_id: int, trigger_id: str) -> None:
    """Open the form of a comment. Raises UserError where the exchange takes none, or Mattermost does not open it."""
    ctx = platform.ctx
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await require_accepting_comments(db, admission, now=ctx.clock())
    texts, mark = actor.texts_about(exchange), f"view:{secrets.token_hex(8)}"
    state = platform.posts.state(Sealed(action_ids.SHARE_OPEN, f"{exchange_id}|{mark}", actor.slack_user_id))
    dialog = cards.share_dialog(texts, exchange, state, notices=await _notices(platform, actor, exchange))
    form = {"trigger_id": trigger_id, "url": platform.posts.dialog_url, "dialog": dialog}
    try:
        await platform.api.post("/actions/dialogs/open", form)
    except API_ERRORS as error:
        raise UserError("mattermost.form_not_opened") from error


async def _notices(platform: Platform, actor: Actor, exchange: Exchange) -> str:
    """Return what people read before they write: what becomes of names, who can find out, and where words go."""
    texts, service = actor.texts_about(exchange), await read_service(platform.ctx, actor)
    notices = [f"{anonymity_text(texts, exchange)} {figures_text(texts, exchange)}"]
    notices += texts_in(service_note(texts, service, exchange))
    return "\n\n".join([await platform.sentence(text) for text in notices])


async def _share_offered(click: Click) -> Answer:
    """Share the words on the card, unless their message says something else by now: then that is offered."""
    platform, actor = click.platform, click.actor
    exchange_id, source = payloads.parse_offer(click.sealed.value)
    words = await _newest(platform, actor, source, click.sealed.words)
    if words != click.sealed.words:
        changed = await offer(platform, actor, words, source)
        return Answer(changed, actor.texts("share.message_changed"))
    exchange, comment, person = await sharing.share(
        platform.ctx, actor, exchange_id or 0, text=words, source=sharing.parse_source(source)
    )
    card = blocks.shared_card(actor.texts_about(exchange), exchange, comment, person)
    return Answer(await platform.card(actor, card))


async def _newest(platform: Platform, actor: Actor, source: str, shown: str) -> str:
    """Return the newest words of a message. source: its id, or the mark of a command, whose words do not change.

    Raises UserError when the message is gone, or nobody knows.
    """
    if sharing.parse_source(source)[0] != "message":
        return shown
    try:
        post = await platform.api.get(f"/posts/{source}")
    except ApiError as error:
        if error.status in _GONE:
            raise UserError("share.message_gone") from error
        raise UserError("share.message_unknown") from error
    except CALL_ERRORS as error:
        raise UserError("share.message_unknown") from error
    words = tidy(str(post.get("message") or ""))
    if post.get("delete_at") or post.get("user_id") != actor.slack_user_id or not words:
        raise UserError("share.message_gone")
    return words


async def _leave_offer(click: Click) -> Answer:
    return Answer(click.platform.posts.plain_card(click.actor.texts("share.not_shared")))


async def _ask_withdrawal(click: Click) -> Answer:
    """Ask before a comment is withdrawn: Mattermost's buttons ask nothing by themselves."""
    _, number = payloads.parse_own_comment(click.sealed.value)
    texts, user_id = click.actor.texts, click.actor.slack_user_id
    sure = Sealed(WITHDRAW_SURE, click.sealed.value, user_id)
    button = click.platform.posts.button(texts("exchange.withdraw.confirm_yes"), sure, style="danger")
    question = texts("exchange.withdraw.confirm_text", number=number)
    return Answer(click.platform.posts.plain_card(question, [button]))


async def _withdraw(click: Click) -> Answer:
    exchange_id, number = payloads.parse_own_comment(click.sealed.value)
    await sharing.withdraw(click.platform.ctx, click.actor, exchange_id, number)
    return Answer(click.platform.posts.plain_card(click.actor.texts("share.withdrawn_text", number=number)))


WITHDRAW_SURE = "mattermost.withdraw"

ACTIONS: Mapping[str, Callable[[Click], Awaitable[Answer]]] = {
    **{f"{rate_blocks.STAR}.{stars}": _star for stars in STARS},
    rate_blocks.SKIP: _skip,
    rate_blocks.UNDO: _undo,
    action_ids.RATE_START: _start,
    action_ids.SHARE_OPEN: _open_form,
    blocks_offer.DM_YES: _share_offered,
    blocks_offer.DM_NO: _leave_offer,
    action_ids.SHARE_WITHDRAW: _ask_withdrawal,
    WITHDRAW_SURE: _withdraw,
}
"""What answers each button of people who take part, by the id that it has in blocks."""


async def offer(platform: Platform, actor: Actor, words: str, source: str, only: Exchange | None = None) -> Post:
    """Return the card that asks whether to share words. source: as for `_newest`; only: the exchange that was named.

    Raises UserError where no exchange takes comments, or the words are too many.
    """
    choices = [only] if only else await list_accepting_comments(platform.ctx, actor)
    if not choices:
        raise UserError("share.nothing_open")
    words = sharing.check_fits(choices, words)
    details, service = await find_details(platform.ctx, actor, words), await read_service(platform.ctx, actor)
    if len(choices) > 1:
        names = [(each, anonymity_text(actor.texts, each)) for each in choices[:MAX_LISTED]]
        is_same = len({text for _, text in names}) == 1
        notices = [names[0][1]] if is_same else [f"*{escape(each.question)}*: {text}" for each, text in names]
        notices += texts_in(service_note(actor.texts, service, *choices))
        return cards.choice_card(
            platform.posts,
            choices,
            actor.slack_user_id,
            action_id=blocks_offer.DM_YES,
            lines=[
                actor.texts("share.offer_where"),
                quoted(words),
                *[await platform.sentence(text) for text in notices],
                await platform.sentence(details_text(actor.texts, details)) if details else "",
            ],
            source=source,
            words=words,
        )
    card = blocks_offer.offer_card(
        actor.texts_about(choices[0]), choices, words, source, details=details, service=service
    )
    return await platform.card(actor, card, words=words)


class Forms:
    """Answers the form of a comment. It remembers which personal details it pointed out in which form.

    Where another process pointed them out, they are pointed out twice.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[str, str] = OrderedDict()

    async def sent(self, platform: Platform, actor: Actor, sealed: Sealed, fields: Mapping[str, str]) -> dict[str, Any]:
        """Share the comment; return what Mattermost shows in the form: nothing closes it."""
        try:
            return await self._share(platform, actor, sealed, fields)
        except UserError as error:
            sentence = (await platform.error(actor, error)).replace("`", "")
            return {"errors": {cards.TEXT: sentence}} if error.block_id == blocks.TEXT else {"error": sentence}

    async def _share(
        self, platform: Platform, actor: Actor, sealed: Sealed, fields: Mapping[str, str]
    ) -> dict[str, Any]:
        exchange_id, _, mark = sealed.value.partition("|")
        text, why = fields.get(cards.TEXT, ""), fields.get(cards.WHY, "")
        found = await find_details(platform.ctx, actor, tidy(text), tidy(why))
        if select_unseen(found, self._seen.get(mark, "")):
            self._seen[mark] = format_marks(found)
            if len(self._seen) > _MAX_REMEMBERED:
                self._seen.popitem(last=False)
            return {"errors": {cards.TEXT: unescape(details_text(actor.texts, found)).replace("*", "")}}
        exchange, comment, person = await sharing.share(
            platform.ctx,
            actor,
            parse_exchange_id(exchange_id),
            text=text,
            why=why,
            source=sharing.parse_source(mark),
            block_id=blocks.TEXT,
        )
        card = blocks.shared_card(actor.texts_about(exchange), exchange, comment, person)
        try:
            await platform.write(actor, await platform.card(actor, card))
        except API_ERRORS:  # who can help must not be lost: the form says it, and sent again it is the same comment
            return {"error": (await platform.message("", card)).replace("**", "")}
        return {}
