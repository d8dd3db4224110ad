"""Messages as a way to share: the direct message, the thread under the announcement, edits, deletions, shortcuts."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.share import blocks, blocks_near, flow
from bot.share.form import open_form
from bot.share.near import NearComments
from bot.slack.access import OutsideError, admit
from bot.slack.blocks import Block, section, state_of
from bot.slack.errors import KindError
from bot.slack.events import EventClaim, process_once
from bot.slack.exchanges import open_here, opened, read_id
from bot.slack.kit import Kit
from bot.slack.links import own_messages
from bot.slack.speaker import Speaker, speaker_of
from bot.slack.text import plain_words, unescape
from storage import comments, exchanges, participants
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.session import Db

_NO_FILES = (
    "I cannot take files: a picture or document can show who you are. "
    "Please say it in words, and I will ask before anything is shared."
)
_NOTHING_OPEN = (
    "Hello! No exchange is open right now, so there is nothing to answer. "
    "When one opens, write your comment to me here. `/exchange help` shows what I understand."
)


def register(app: AsyncApp, kit: Kit, near: NearComments) -> None:
    """Hang the listeners for messages on the app."""

    async def said(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Read a message: in the app's own channel an offer to share it, in an announcement's thread another."""
        if event.get("bot_id") or event.get("subtype") not in {None, "file_share", "thread_broadcast"}:
            return  # other bots, joins and the like
        speaker = speaker_of(context)
        async with process_once(kit, speaker, body) as claim:
            if not claim.is_ours:
                return
            if event.get("channel_type") == "im":
                await _offer(kit, near, speaker, event)
            elif event.get("thread_ts"):
                await _thread_offer(kit, speaker, event, claim)

    async def edited(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Ask whether new words of a message become the comment's new words."""
        new = event.get("message") or {}
        before = event.get("previous_message") or {}
        if event.get("channel_type") != "im" or new.get("bot_id") or new.get("text") == before.get("text"):
            return
        speaker = speaker_of(context)
        async with process_once(kit, speaker, body) as claim:
            source = f"{event['channel']}:{new.get('ts')}"
            found = await _behind(kit, speaker, source) if claim.is_ours else None
            if found:
                exchange, comment = found
                text = flow.check_length(exchange, plain_words(new.get("text") or ""))
                card = blocks.edited_offer(exchange, comment.number, text, event["event_ts"])
                await _say(kit, speaker, "Use your new words?", card)
            elif claim.is_ours and new.get("user") == speaker.slack_user_id:
                await _offer(kit, near, speaker, {**new, "channel": event["channel"]})

    async def deleted(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Ask whether the comment goes with the message it was written in."""
        if event.get("channel_type") != "im" or (event.get("previous_message") or {}).get("bot_id"):
            return
        speaker = speaker_of(context)
        async with process_once(kit, speaker, body) as claim:
            found = (
                await _behind(kit, speaker, f"{event['channel']}:{event.get('deleted_ts')}") if claim.is_ours else None
            )
            if found:
                exchange, comment = found
                await _say(kit, speaker, "Withdraw the comment too?", blocks.deleted_offer(exchange, comment.number))

    async def yes(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Share what stands on the card."""
        speaker = speaker_of(context)
        exchange_id, source, text = _card(body)
        if exchange_id == 0:
            raise KindError("Please choose first which question it answers.")
        if _asks_which(body):  # only now it is known where others may have said it
            exchange, is_kept = await flow.look_over(kit, speaker, exchange_id, text=text, mark=source)
            card = [] if is_kept else await _near_offer(near, speaker, exchange, text, source)
            if card:
                await ack()
                kit.cards.replace_later(body["response_url"], "Share this as a comment?", card)
                return
        exchange, comment, person = await flow.share(
            kit, speaker, exchange_id, text=text, source=flow.source_of(source)
        )
        await ack()
        kit.cards.replace_later(
            body["response_url"], f"Shared as #{comment.number}", blocks.shared_card(exchange, comment, person)
        )

    async def edit(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open what stands on the card in the form."""
        speaker = speaker_of(context)
        exchange_id, source, text = _card(body)
        if exchange_id == 0:
            raise KindError("Please choose first which question it answers.")
        admission = await admit(kit, speaker, exchange_id)
        async with kit.storage.read() as db:
            exchange = await opened(db, admission)
        await open_form(
            kit,
            speaker,
            exchange,
            body["trigger_id"],
            body["response_url"],
            written=blocks.Written(text),
            source=source,
        )
        await ack()

    async def no(ack: AsyncAck, body: dict[str, Any]) -> None:
        """Leave it."""
        await ack()
        text = "Not shared. Your message stays between you and me."
        kit.cards.replace_later(body["response_url"], text, [section(text)])

    async def chosen(ack: AsyncAck) -> None:
        """Keep nothing: the choice is read when the card's button is pressed."""
        await ack()

    async def new_words(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Use the edited message's words."""
        speaker = speaker_of(context)
        target, _, source = (body["actions"][0].get("value") or "").partition("|")
        exchange_id, _, number = target.partition(":")
        exchange, comment = await flow.reword(
            kit,
            speaker,
            read_id(exchange_id),
            read_id(number),
            text=_words_on_card(body),
            why=None,
            source=("edit", _sure(source)),
        )
        await ack()
        near.reworded(exchange, comment.comment_id)
        text = f"Comment #{comment.number} has your new words."
        kit.cards.replace_later(body["response_url"], text, [section(text)])

    async def old_words(ack: AsyncAck, body: dict[str, Any]) -> None:
        """Leave the comment as it is."""
        await ack()
        text = "The comment stays as it was."
        kit.cards.replace_later(body["response_url"], text, [section(text)])

    async def from_message(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Share one's own message by the shortcut; another's is theirs to share."""
        speaker = speaker_of(context)
        theirs = body["message"]
        if theirs.get("user") != speaker.slack_user_id or theirs.get("bot_id"):
            raise KindError("Only your own messages can become your comments. This one is somebody else's to share.")
        choices = await open_here(kit, speaker, body["channel"]["id"])
        text = plain_words(theirs.get("text") or "")
        if not choices or not text:
            raise KindError(_NOTHING_OPEN if not choices else _NO_FILES)
        flow.check_fits(choices, text)
        source = f"{body['channel']['id']}:{theirs['ts']}"
        if len(choices) == 1:
            # A form, not a whisper: Slack does not hand back what stood on a whispered card.
            trigger_id, url = body["trigger_id"], body["response_url"]
            near.warm(speaker, choices[0])
            written = blocks.Written(text)
            await open_form(kit, speaker, choices[0], trigger_id, url, written=written, source=source)
            await ack()
            return
        await ack()
        await _say(kit, speaker, "Share this as a comment?", blocks.offer_card(choices, text, source))
        asked = f"I asked you in {own_messages(body)} which question it answers."
        kit.cards.whisper_later(body["response_url"], asked)

    app.event({"type": "message", "subtype": "message_changed"})(edited)
    app.event({"type": "message", "subtype": "message_deleted"})(deleted)
    app.event("message")(said)
    app.action(blocks.DM_YES)(yes)
    app.action(blocks.DM_EDIT)(edit)
    app.action(blocks.DM_NO)(no)
    app.action(blocks.WHICH)(chosen)
    app.action(blocks.DM_REWORD)(new_words)
    app.action(blocks.DM_KEEP)(old_words)
    app.shortcut("share.message")(from_message)


async def _offer(kit: Kit, near: NearComments, speaker: Speaker, event: dict[str, Any]) -> None:
    text = plain_words(event.get("text") or "")
    if event.get("files"):
        await _say(kit, speaker, _NO_FILES, [section(_NO_FILES)])
    if not text:
        return
    choices = await open_here(kit, speaker)
    if not choices:
        await _say(kit, speaker, _NOTHING_OPEN, [section(_NOTHING_OPEN)])
        return
    flow.check_fits(choices, text)
    source = f"{event['channel']}:{event['ts']}"
    card = await _near_offer(near, speaker, choices[0], text, source) if len(choices) == 1 else []
    await _say(kit, speaker, "Share this as a comment?", card or blocks.offer_card(choices, text, source))


async def _near_offer(near: NearComments, speaker: Speaker, exchange: Exchange, text: str, source: str) -> list[Block]:
    """Return the offer with what others said like it; empty when nobody did."""
    alike = await near.to(speaker, exchange, text)
    if not alike:
        return []
    rows = blocks_near.near_rows(exchange, alike)
    return blocks.offer_card([exchange], text, source, near=rows, yes=blocks_near.SHARE_IT)


async def _thread_offer(kit: Kit, speaker: Speaker, event: dict[str, Any], claim: EventClaim) -> None:
    async with kit.storage.read() as db:
        exchange = await exchanges.by_announcement(db, speaker.tenant_id, event["channel"], event["thread_ts"])
    if exchange is None or not exchange.is_open:
        return
    try:
        await admit(kit, speaker, exchange.exchange_id)
    except OutsideError:
        return
    is_first = claim.has_effect  # kept by a delivery that failed before it could offer
    if not claim.has_effect:
        rater_id = speaker.rater_id(kit.key_of(exchange))

        async def work(db: Db) -> bool:
            is_first = await participants.offer_once(db, speaker.tenant_id, exchange.exchange_id, rater_id)
            if is_first:
                await claim.record_effect(db)
            return is_first

        is_first = await kit.storage.transact(work)
    if is_first:
        await kit.web.chat_postEphemeral(
            channel=event["channel"],
            user=speaker.slack_user_id,
            thread_ts=event["thread_ts"],
            text="Your reply shows your name. Would you like to share it without?",
            blocks=blocks.thread_offer(exchange),
        )


async def _behind(kit: Kit, speaker: Speaker, source: str) -> tuple[Exchange, Comment] | None:
    """Return the speaker's live comment that came by this message, and its exchange."""
    for exchange in await open_here(kit, speaker):
        key = kit.key_of(exchange)
        async with kit.storage.read() as db:
            first = await comments.by_source(
                db, speaker.tenant_id, exchange.exchange_id, key.source_mac("message", source)
            )
            if first is None or first.author_id != speaker.author_id(key):
                continue
            newest = await comments.by_number(db, speaker.tenant_id, exchange.exchange_id, first.number)
        if newest and newest.state not in {"withdrawn", "removed"}:
            return exchange, newest
    return None


def _card(body: dict[str, Any]) -> tuple[int, str, str]:
    """Return (exchange or 0, source, words) of an offer card that was clicked."""
    exchange_id, _, source = (body["actions"][0].get("value") or "").partition("|")
    if exchange_id == "0":
        exchange_id = state_of(body, blocks.WHICH, blocks.WHICH) or "0"
    return read_id(exchange_id), _sure(source), _words_on_card(body)


def _asks_which(body: dict[str, Any]) -> bool:
    """Return whether the card that was clicked asks for the exchange."""
    return (body["actions"][0].get("value") or "").startswith("0|")


def _sure(source: str) -> str:
    """Return where the words came from: by it the same words are kept once. Raises KindError when it is not told."""
    if not source:
        raise KindError("I cannot read this card. Please write your words to me again.")
    return source


def _words_on_card(body: dict[str, Any]) -> str:
    """Return the words that the card shows: they are shared exactly as the person saw them."""
    for block in (body.get("message") or {}).get("blocks") or []:
        if block.get("block_id") == blocks.TEXT:
            return unescape(str(block["text"]["text"]))
    raise KindError("This card no longer shows your words. Please write them to me again.")


async def _say(kit: Kit, speaker: Speaker, text: str, card: list[Block]) -> None:
    await kit.web.chat_postMessage(
        channel=speaker.slack_user_id, text=text, blocks=card, unfurl_links=False, unfurl_media=False
    )
