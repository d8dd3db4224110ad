"""Error handler of Bolt: a UserError becomes a sentence in the person's language, any other error a short reference."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.core.errors import InputError
from bot.domain.errors import FormError, UserError
from bot.domain.tools import ErrorTools, OutboxTools
from bot.keys import WrongSecretError
from bot.log import safe_info
from bot.slack.blocks import when
from bot.slack.clicks import Failed
from bot.slack.waiting import NotSavedError, OverloadedError, UnknownOutcomeError
from bot.slack.workspaces import Workspace
from bot.texts import Texts, texts_for
from bot.texts.texts import Coded
from storage.waits import is_away

log = structlog.get_logger()

_OK = 200
_FAILED = 500
_LATER = 503


class InFlightError(Exception):
    """An event came again while its first delivery is still being worked on: Slack shall try once more later."""


def register(app: AsyncApp, ctx: ErrorTools) -> Failed:
    """Hang the handler on the app, and return it for what does not go through Bolt."""

    async def failed(error: Exception, body: dict[str, Any], context: dict[str, Any]) -> BoltResponse:
        """Answer the person. What was not kept is not acknowledged: Slack's own sign shows it too."""
        texts = texts_of(context)
        if isinstance(error, InputError):
            fields = error_fields(texts, error, is_form=body.get("type") == "view_submission")
            return await _tell(ctx, context, body, "\n".join(fields.values()), status=_OK, fields=fields)
        if isinstance(error, InFlightError | OverloadedError | UnknownOutcomeError):  # the last is shown once known
            return BoltResponse(status=_LATER, body="")
        if isinstance(error, NotSavedError):
            return await _tell(ctx, context, body, texts("errors.not_saved"), status=_LATER)
        if isinstance(error, WrongSecretError):  # of one exchange, as after a restored backup; the others go on
            log.error("exchange_key_not_opened", where=safe_info(error))
            return await _tell(ctx, context, body, texts("errors.other_key"), status=_OK)
        if isinstance(error, BoltUnhandledRequestError):
            # Answered all the same: a 404 makes Slack repeat an event, and shows the person nothing.
            kind = str(body.get("type"))
            ctx.unanswered[kind] += 1
            log.warning("callback_unanswered", kind=kind)
            return await _tell(ctx, context, body, texts("errors.outdated"), status=_OK)
        reference = secrets.token_hex(3)
        log.error("listener_failed", reference=reference, error=type(error).__name__, where=safe_info(error))
        if is_away(error):  # a transaction that broke off may have been kept
            sentence = texts("errors.away", reference=reference)
        else:
            sentence = texts("errors.failed", reference=reference)
        return await _tell(ctx, context, body, sentence, status=_FAILED)

    app.error(failed)
    return failed


def texts_of(context: dict[str, Any]) -> Texts:
    """Return the catalogue in the actor's language, in English where that is not known."""
    actor = context.get("actor")
    return actor.texts if actor is not None else texts_for(None)


def error_fields(texts: Texts, error: InputError, *, is_form: bool) -> dict[str, str]:
    """Return the sentences of an error by the field of a form that each is about, "" for none.

    is_form: a form shows them, which shows no moment in the reader's own zone as a message does.
    """
    block_id = error.block_id if isinstance(error, UserError) else None
    errors: Mapping[str, InputError] = error.errors if isinstance(error, FormError) else {block_id or "": error}
    return {field: error_text(texts, each, is_form=is_form) for field, each in errors.items()}


def error_text(texts: Texts, error: InputError, *, is_form: bool = False) -> str:
    """Return the sentence of an error, its moments as Slack shows them in the reader's own zone."""
    if not is_form:
        return message_text(texts, error)
    if error.code.startswith("channels.") and "channel" in error.params:
        return _plain(texts.error(error, channel=texts("channels.chosen")))
    return _plain(texts.error(error))


def _plain(sentence: str) -> str:
    """Return a sentence for a field of a form, which shows no markup: a backtick would be read as one."""
    return sentence.replace("`", "")


def message_text(texts: Texts, message: Coded) -> str:
    """Return a sentence for a message, its moments as Slack shows them in the reader's own zone."""
    return texts.error(message, **{k: when(v) for k, v in message.params.items() if isinstance(v, datetime)})


def is_block_of(block_id: str, field: str) -> bool:
    """Say whether a block holds a field: it is called so, with `~` and a number behind where the form was redrawn."""
    return block_id == field or block_id.startswith(f"{field}~")


async def _tell(
    ctx: OutboxTools,
    context: dict[str, Any],
    body: dict[str, Any],
    sentence: str,
    *,
    status: int,
    fields: dict[str, str] | None = None,
) -> BoltResponse:
    if body.get("type") == "view_submission":
        inputs = [block["block_id"] for block in body["view"].get("blocks", []) if block["type"] == "input"]
        if inputs:  # Slack takes a complaint at an input only
            errors: dict[str, str] = {}
            for field, about in (fields or {"": sentence}).items():
                place = next((each for each in inputs if field and is_block_of(each, field)), inputs[0])
                errors[place] = f"{errors[place]} {about}" if place in errors else about
            return BoltResponse(status=_OK, body=json.dumps({"response_action": "errors", "errors": errors}))
        if status == _OK:  # the modal closes; where it stays, Slack's own sign shows it
            _post(ctx, context, body["user"]["id"], sentence)
        return BoltResponse(status=status, body="")
    url = body.get("response_url")
    if url and status == _LATER:  # one of many: where these are too many, Slack's own sign says enough
        ctx.outbox.note(url, sentence)
    elif url:
        ctx.outbox.send_ephemeral(url, sentence)
    elif body.get("user"):  # a click in a modal or in Home, or a shortcut
        _post(ctx, context, body["user"]["id"], sentence)
    elif body.get("event", {}).get("channel_type") == "im" and status == _OK:
        event = body["event"]
        message = event.get("message") or event
        thread_ts = message.get("thread_ts")
        _post(
            ctx,
            context,
            event["channel"],
            sentence,
            thread_ts=thread_ts if thread_ts != message.get("ts") else None,
        )
    return BoltResponse(status=status, body="")


def _post(
    ctx: OutboxTools, context: dict[str, Any], channel: str, sentence: str, *, thread_ts: str | None = None
) -> None:
    """Write to the actor soon; where their workspace is not one of ours, there is no token to do it with."""
    workspace: Workspace | None = context.get("workspace")
    if workspace is not None:
        ctx.outbox.post_message(workspace.tenant_id, channel, sentence, thread_ts=thread_ts)
