"""Stars that people type in the app's messages: `4`, `****`, stars as signs, `skip`, `undo`."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from bot.context import Context
from bot.core.rating_words import parse_rating
from bot.domain.actor import Actor
from bot.domain.exchanges import MAX_LISTED, list_open, more_exchanges_blocks, not_open_error
from bot.rate import blocks, flow
from bot.rate.card_time import CardTime, unseal
from bot.rate.flow import CommentRef, RatingView
from bot.slack import action_ids
from bot.slack.blocks import Block, button, plain_section, section
from bot.slack.events import EventClaim
from storage import comments, exchanges, own_data
from storage.exchanges import Exchange

_FOLDED = {"stop": "Stopped", "skip": "Skipped", "undo": "You took the last one back", "rate": "The card is below"}
_MOST_REMEMBERED = 20_000

Thread = tuple[str, str]
"""The channel of somebody's messages with the app, and the ts of a thread in it."""

NO_STOP = (
    "There is nothing to stop: no card is open, and I only answer. To get no invitations either, open my *Home* tab "
    "and tick “No messages that I did not ask for”."
)
TOO_EARLY = "This card came after you wrote that, so nothing was changed. What are your stars for this one?"
EARLIER = (
    "Nothing was changed: editing a number changes only your last rating, to other stars. `undo` takes the last one "
    "back, and my *Home* tab lists all of them under *Your ratings*."
)
NO_CARD = "No card is open just now. Press Rate under an exchange, or write `rate`, and I will show you a comment."


async def is_typed(event: dict[str, Any]) -> bool:
    """Say whether a message is a typed rating, which is never a comment."""
    return (
        event.get("channel_type") == "im"
        and event.get("subtype") is None
        and not event.get("bot_id")
        and not event.get("files")
        and parse_rating(event.get("text") or "") != ""
    )


async def is_edited(event: dict[str, Any]) -> bool:
    """Say whether a message was edited from or to a typed rating: "2" to "4", "skp" to "skip"."""
    new, before = event.get("message") or {}, event.get("previous_message") or {}
    is_theirs = event.get("channel_type") == "im" and not new.get("bot_id") and not before.get("bot_id")
    is_text = new.get("subtype") is None and not new.get("files") and new.get("text") != before.get("text")
    return is_theirs and is_text and parse_rating(new.get("text") or "") != ""


@dataclass(frozen=True, slots=True)
class LastCard:
    """A card of somebody's in an exchange. place: of the comment on it, None where it shows none."""

    exchange: Exchange
    seen: CardTime
    place: CommentRef | None


@dataclass(frozen=True, slots=True)
class CardLocation:
    """Where somebody's card stands: by the address that replaces it once it was clicked, else by its message."""

    exchange_id: int
    response_url: str | None = None
    message: tuple[str, str] | None = None  # channel and ts


class TypedStars:
    """Answers typed stars. Which card they are about stands in the database, in the participant's row.

    Remembers for a while where a person's card can be replaced, so as to fold it away: without that it stays as it is.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._cards: OrderedDict[Actor, CardLocation] = OrderedDict()

    def card_stands(self, actor: Actor, exchange_id: int, response_url: str) -> None:
        """Remember the address that replaces somebody's card."""
        self._remember(actor, CardLocation(exchange_id, response_url))

    def lay(self, actor: Actor, exchange_id: int, text: str, card: list[Block]) -> None:
        """Send a card as a new message soon, and remember where it stands."""
        self._remember(actor, CardLocation(exchange_id))

        def stands(channel: str, ts: str) -> None:
            if self._cards.get(actor) == CardLocation(exchange_id):  # nothing came in between
                self._cards[actor] = CardLocation(exchange_id, message=(channel, ts))

        self._ctx.outbox.post_message(actor.slack_user_id, text, card, stands=stands)

    def _remember(self, actor: Actor, standing: CardLocation) -> None:
        self._cards[actor] = standing
        self._cards.move_to_end(actor)
        if len(self._cards) > _MOST_REMEMBERED:
            self._cards.popitem(last=False)

    def forget(self, actor: Actor) -> None:
        """Forget where the card stands."""
        self._cards.pop(actor, None)

    async def answer(
        self, actor: Actor, word: str, typed_at: int, event: EventClaim, *, thread: Thread | None = None
    ) -> None:
        """Do what a typed word stands for, and show the next card below it, in the thread where it was typed.

        typed_at: Slack's time of the message, microseconds since 1970. Where an earlier delivery of the event had its
        effect, only the answer is given again.
        """
        ctx = self._ctx
        last = await self._last_card(actor)
        is_none = last is None or last.seen.is_stopped
        if is_none and not event.has_effect and word != "rate":
            text = NO_STOP if word == "stop" else NO_CARD
            await _say(ctx, actor, text, [section(text)], thread)
            return
        if word == "?":
            sentence = "I take 1 to 5 stars. Nothing was changed."
            await _say(ctx, actor, sentence, [section(sentence)], thread)
            return
        if last is None or (word == "rate" and (is_none or not last.exchange.is_open)):
            await self._begin(actor, typed_at, event, thread)
            return
        if not last.exchange.is_open:
            raise not_open_error(last.exchange)
        if event.has_effect and word != "stop":  # nothing is done again: the card as it is, with what was done
            desk = await flow.start(ctx, actor, last.exchange.exchange_id, typed_at)
            desk = replace(desk, last_stars=int(word) if word.isdecimal() else None)
        elif typed_at < last.seen.seen_from:
            desk = await flow.start(ctx, actor, last.exchange.exchange_id, last.seen.at, event)
            desk = replace(desk, refusal=TOO_EARLY)
        else:
            desk = await self._do(actor, word, typed_at, last, event)
        self._fold(actor, desk, word)
        if word == "stop":
            self.forget(actor)
            await _say(ctx, actor, *blocks.stopped_card(desk), thread)
            return
        await self._lay_below(actor, desk, thread)

    async def correct(
        self, actor: Actor, word: str, message_at: int, edited_at: int, event: EventClaim, thread: Thread | None
    ) -> None:
        """Answer an edit of a typed word: other stars change the rating that it gave, if that was the last one."""
        found = [each for each in await self._cards_of(actor) if each.seen.typed_at == message_at]
        text = EARLIER
        if found and word.isdecimal():
            exchange_id = found[0].exchange.exchange_id
            if event.has_effect:
                text = f"Your rating is now {blocks.stars_text(int(word))}."
            else:
                desk = await flow.correct(self._ctx, actor, exchange_id, int(word), message_at, edited_at, event)
                if desk:
                    text = blocks.changed_line(desk)
        await _say(self._ctx, actor, text, [section(text)], thread)

    async def _begin(self, actor: Actor, typed_at: int, event: EventClaim, thread: Thread | None) -> None:
        """Show a card to somebody who has none before them, or ask of which exchange."""
        choices = await list_open(self._ctx, actor)
        if len(choices) == 1:
            claim = None if event.has_effect else event
            desk = await flow.start(self._ctx, actor, choices[0].exchange_id, typed_at, claim)
            await self._lay_below(actor, desk, thread)
            return
        text = "Which exchange would you like to rate?" if choices else NO_CARD
        await _say(self._ctx, actor, text, choose_exchange_card(text, choices), thread)

    async def _lay_below(self, actor: Actor, desk: RatingView, thread: Thread | None) -> None:
        """Send the card as a new message now: where Slack does not take it, the event is delivered again."""
        exchange_id = desk.exchange.exchange_id
        self._remember(actor, CardLocation(exchange_id))
        said = await _say(self._ctx, actor, *blocks.rating_card(desk), thread)
        self._remember(actor, CardLocation(exchange_id, message=said))

    async def _do(self, actor: Actor, word: str, typed_at: int, last: LastCard, event: EventClaim) -> RatingView:
        ctx, exchange_id = self._ctx, last.exchange.exchange_id
        if word == "stop":
            return await flow.stop(ctx, actor, exchange_id, typed_at, None if event.has_effect else event)
        if word == "undo":
            return await flow.undo(ctx, actor, exchange_id, typed_at, event)
        if word == "rate" or last.place is None:
            return await flow.start(ctx, actor, exchange_id, typed_at, event)
        if word == "skip":
            return await flow.skip(ctx, actor, last.place, "skip", typed_at, event)
        return await flow.rate(ctx, actor, last.place, int(word), typed_at, way="typed", event=event)

    def _fold(self, actor: Actor, desk: RatingView, word: str) -> None:
        """Make a short line of the card above, where it can still be replaced."""
        stood = self._cards.get(actor)
        if stood is None or stood.exchange_id != desk.exchange.exchange_id:
            return
        done = blocks.stars_text(int(word)) if word.isdecimal() else _FOLDED[word]
        if desk.refusal:
            done = _FOLDED["rate"]
        folded = [section(f"{done} · {desk.person.ratings} rated")]
        if stood.response_url:
            self._ctx.outbox.replace_message(stood.response_url, done, folded)
        elif stood.message:
            self._ctx.outbox.update_message(*stood.message, done, folded)

    async def _last_card(self, actor: Actor) -> LastCard | None:
        """Return the card that came before the person last, in whichever exchange; None when there was none."""
        cards = await self._cards_of(actor)
        return max(cards, key=lambda each: each.seen.at, default=None)

    async def _cards_of(self, actor: Actor) -> list[LastCard]:
        """Return the person's card in each exchange where they had one: one look-up by the ids that its key gives."""
        ctx, now = self._ctx, self._ctx.clock()
        async with ctx.storage.read() as db:
            begun = [each.as_of(now) for each in await exchanges.list_all(db, actor.tenant_id, "open", "closed")]
            keys = ctx.keys_of(begun)
            raters = {exchange_id: actor.rater_id(key) for exchange_id, key in keys.items()}
            people = await own_data.list_participants(db, actor.tenant_id, raters)
            found = []
            for exchange in begun:
                person = people.get(exchange.exchange_id)
                if person is None or person.sealed_card is None:
                    continue
                comment = None
                if person.open_comment_id is not None:
                    comment = await comments.get_by_id(
                        db, actor.tenant_id, exchange.exchange_id, person.open_comment_id
                    )
                place = None
                if comment is not None and person.open_version is not None:
                    there = (exchange.exchange_id, comment.number, person.open_version, person.card_serial)
                    place = CommentRef(*there)
                found.append(LastCard(exchange, unseal(keys[exchange.exchange_id], person.sealed_card), place))
        return found


def choose_exchange_card(text: str, choices: list[Exchange]) -> list[Block]:
    """Return one line and one Rate button for each open exchange."""
    rows = [section(text)]
    for exchange in choices[:MAX_LISTED]:
        value = str(exchange.exchange_id)
        rows.append(
            plain_section(exchange.question, accessory=button("Rate", action_id=action_ids.RATE_START, value=value))
        )
    return rows + more_exchanges_blocks(choices, "/exchange rate NAME")


async def _say(ctx: Context, actor: Actor, text: str, card: list[Block], thread: Thread | None) -> tuple[str, str]:
    """Write to the person now; return the message's channel and ts."""
    channel, thread_ts = thread or (actor.slack_user_id, None)
    said = await ctx.web.chat_postMessage(
        channel=channel, thread_ts=thread_ts, text=text, blocks=card, unfurl_links=False, unfurl_media=False
    )
    return str(said["channel"]), str(said["ts"])
