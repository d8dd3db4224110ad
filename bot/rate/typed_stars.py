"""The dialogue of typed stars: what a word such as `4`, `skip` or `undo` does, and the card that answers it."""

from dataclasses import replace

from bot.context import Context
from bot.domain.access import not_open_error
from bot.domain.actor import Actor
from bot.domain.exchanges import list_open
from bot.rate import blocks, flow
from bot.rate.cards import CardLocation, CardRegistry
from bot.rate.last_card import LastCard, find_last_card, list_cards
from bot.rate.view import RatingView
from bot.slack.blocks import Block, section
from bot.slack.events import EventClaim
from bot.texts import Message
from storage.enums import SkipReason

Thread = tuple[str, str]
"""The channel of somebody's messages with the app, and the ts of a thread in it."""


class TypedStars:
    """Answers typed stars. Which card they are about is in the database, in the participant's record."""

    def __init__(self, ctx: Context, cards: CardRegistry) -> None:
        self._ctx = ctx
        self._cards = cards

    async def answer(
        self, actor: Actor, word: str, typed_at: int, event: EventClaim, *, thread: Thread | None = None
    ) -> None:
        """Do what a typed word means, and show the next card below it, in the thread where it was typed.

        word: as `parse_rating` returns it. typed_at: Slack's time of the message, microseconds since 1970. Where an
        earlier delivery of the event had its effect, only the answer is given again.
        """
        last = await find_last_card(self._ctx, actor)
        actor.set_subject(*([last.exchange] if last else []))
        has_no_card = last is None or last.seen.is_stopped
        if has_no_card and not event.has_effect and word != "rate":
            await self._say(actor, Message("rate.no_stop" if word == "stop" else "rate.no_card"), thread)
        elif word == "?":
            await self._say(actor, Message("rate.only_stars"), thread)
        elif last is None or (word == "rate" and (has_no_card or not last.exchange.is_open)):
            await self._begin(actor, typed_at, event, thread)
        elif not last.exchange.is_open:
            raise not_open_error(last.exchange)
        else:
            view = await self._leave_as_is(actor, word, typed_at, last, event)
            view = view or await self._act(actor, word, typed_at, last, event)
            self._fold(actor, view, word)
            if word == "stop":
                self._cards.forget(actor)
                await self._post(actor, *blocks.stopped_card(actor.texts, view), thread)
            else:
                await self._post_card(actor, view, thread)

    async def correct(
        self, actor: Actor, word: str, message_at: int, edited_at: int, event: EventClaim, thread: Thread | None
    ) -> None:
        """Answer an edit of a typed word: other stars change the rating that it gave, if that was the last one."""
        found = [each for each in await list_cards(self._ctx, actor) if each.seen.typed_at == message_at]
        actor.set_subject(*(each.exchange for each in found[:1]))
        answer = Message("rate.only_last")
        if found and word.isdecimal():
            exchange_id, stars = found[0].exchange.exchange_id, int(word)
            given = blocks.stars_text(stars)
            if event.has_effect:
                answer = Message("rate.changed_now", {"given": given})
            else:
                view = await flow.correct(self._ctx, actor, exchange_id, stars, message_at, edited_at, event)
                if view and view.changed:
                    answer = Message("rate.changed", {"number": view.changed.number, "given": given})
        await self._say(actor, answer, thread)

    async def _begin(self, actor: Actor, typed_at: int, event: EventClaim, thread: Thread | None) -> None:
        """Show a card to somebody who has none before them, or ask for the exchange."""
        choices = await list_open(self._ctx, actor)
        if len(choices) == 1:
            claim = None if event.has_effect else event
            view = await flow.start(self._ctx, actor, choices[0].exchange_id, typed_at, claim)
            await self._post_card(actor, view, thread)
            return
        text = actor.texts("rate.which" if choices else "rate.no_card")
        await self._post(actor, text, blocks.choose_exchange_card(actor.texts, text, choices), thread)

    async def _leave_as_is(
        self, actor: Actor, word: str, typed_at: int, last: LastCard, event: EventClaim
    ) -> RatingView | None:
        """Return the card again where the word was acted on, or was typed before the card came; else None."""
        exchange_id = last.exchange.exchange_id
        if event.has_effect and word != "stop":  # nothing is done again: the card as it is, with what was done
            view = await flow.start(self._ctx, actor, exchange_id, typed_at)
            return replace(view, last_stars=int(word) if word.isdecimal() else None)
        if typed_at < last.seen.seen_from:
            view = await flow.start(self._ctx, actor, exchange_id, last.seen.at, event)
            return replace(view, refusal=Message("rate.too_early"))
        return None

    async def _act(self, actor: Actor, word: str, typed_at: int, last: LastCard, event: EventClaim) -> RatingView:
        """Do what a word means on the last card."""
        ctx, exchange_id = self._ctx, last.exchange.exchange_id
        if word == "stop":
            return await flow.stop(ctx, actor, exchange_id, typed_at, None if event.has_effect else event)
        if word == "undo":
            return await flow.undo(ctx, actor, exchange_id, typed_at, event)
        if word == "rate" or last.ref is None:
            return await flow.start(ctx, actor, exchange_id, typed_at, event)
        if word == "skip":
            return await flow.skip(ctx, actor, last.ref, SkipReason.SKIP, typed_at, event)
        return await flow.rate(ctx, actor, last.ref, int(word), typed_at, event=event)

    def _fold(self, actor: Actor, view: RatingView, word: str) -> None:
        """Make a short line of the card above, where it can still be replaced."""
        if view.refusal:
            word = "rate"
        done = blocks.stars_text(int(word)) if word.isdecimal() else actor.texts(f"rate.folded.{word}")
        self._cards.fold(actor, view, done)

    async def _post_card(self, actor: Actor, view: RatingView, thread: Thread | None) -> None:
        """Send the card as a new message now: where Slack does not take it, the event is delivered again."""
        exchange_id = view.exchange.exchange_id
        self._cards.remember(actor, CardLocation(exchange_id))
        message = await self._post(actor, *blocks.rating_card(actor.texts, view), thread)
        self._cards.remember(actor, CardLocation(exchange_id, message=message))

    async def _say(self, actor: Actor, sentence: Message, thread: Thread | None) -> None:
        text = actor.texts.error(sentence)
        await self._post(actor, text, [section(text)], thread)

    async def _post(self, actor: Actor, text: str, card: list[Block], thread: Thread | None) -> tuple[str, str]:
        """Write to the person now; return the message's channel and ts."""
        channel, thread_ts = thread or (actor.slack_user_id, None)
        posted = await self._ctx.workspace(actor.tenant_id).client.chat_postMessage(
            channel=channel, thread_ts=thread_ts, text=text, blocks=card, unfurl_links=False, unfurl_media=False
        )
        return str(posted["channel"]), str(posted["ts"])
