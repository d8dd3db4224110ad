"""`/exchange new --from-csv`: comments to begin with out of a file or pasted rows; they go into the form of `new`.

Nothing is stored before that form is sent: it shows all that was read, and each comment can be changed there.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.csv_comments import BadRow, ReadComments, read_comments
from bot.domain.actor import Actor
from bot.domain.errors import FormError, UserError
from bot.domain.roles import require_moderator
from bot.exchanges import blocks_form, form_values
from bot.exchanges.draft import Draft
from bot.exchanges.origin import Origin, parse_origin
from bot.exchanges.settings.parsers import parse_seeds
from bot.slack.blocks import Block, input_block, modal, section, state_of, text_input
from bot.slack.client import CALL_ERRORS, classify, describe
from bot.slack.downloads import DownloadError, FileTooLargeError, download_file
from bot.texts import Texts
from storage.exchange_settings import ExchangeSettings

log = structlog.get_logger()

FORM = "exchanges.csv_form"  # callback
FILE, ROWS = "exchanges.csv_file", "exchanges.csv_rows"  # fields
MAX_BYTES = 1_000_000
_MAX_NAMED = 10  # bad rows that are named
_KINDS = ["csv", "tsv", "txt"]
_LIMIT = ExchangeSettings("").comment_limit  # characters of a comment, until the form says otherwise


def csv_form(texts: Texts, origin: Origin, *, pasted: str = "", notes: str = "") -> Block:
    """Return the form for a file or rows. pasted: rows to begin with; notes: what is wrong with them, in mrkdwn."""
    turn = f"~{origin.turn}" if origin.turn else ""
    file = {"type": "file_input", "action_id": FILE, "filetypes": _KINDS, "max_files": 1}
    rows = text_input(action_id=ROWS, multiline=True, max_length=3000, initial=pasted or None)
    return modal(
        texts("csv.form.title"),
        [
            section(notes or texts("csv.form.how")),
            input_block(texts("csv.file.label"), file, block_id=f"{FILE}{turn}", optional=True),
            input_block(
                texts("csv.rows.label"), rows, block_id=f"{ROWS}{turn}", hint=texts("csv.rows.hint"), optional=True
            ),
        ],
        callback_id=FORM,
        submit=texts("csv.form.submit"),
        close=texts("draft_form.cancel.close"),
        metadata=origin.to_json(),
    )


async def read_form(ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Read the rows, then go on with the form of a new exchange, or say line by line what is wrong."""
    await require_moderator(ctx, actor)
    origin, texts = parse_origin(body["view"]["private_metadata"]), actor.texts
    pasted = str(state_of(body, ROWS, ROWS) or "")
    found = read_comments(await _raw(ctx, actor, body, pasted), max_length=_LIMIT)
    if found.bad:
        again = replace(origin, turn=origin.turn + 1)
        await ack(response_action="update", view=csv_form(texts, again, pasted=pasted, notes=_wrong(texts, found.bad)))
        return
    field = ROWS if pasted.strip() else FILE
    if not found.texts:
        raise FormError({_block(body, field): UserError("csv.nothing")})
    try:
        seeds = parse_seeds(found.texts)
    except UserError as error:
        raise FormError({_block(body, field): error}) from error
    draft = Draft("", channel_id=origin.channel_id, language=texts.language, seeds=seeds)
    await form_values.keep(ctx, actor, origin, form_values.to_raw(draft))
    view = blocks_form.form(texts, draft, origin, is_new=True, notes=[_taken(texts, found)])
    await ack(response_action="update", view=view)


async def _raw(ctx: Context, actor: Actor, body: dict[str, Any], pasted: str) -> bytes:
    """Return what was given, as a file or pasted. Raises FormError where it is neither or both, or no file comes."""
    chosen = state_of(body, FILE, FILE)
    there = chosen if isinstance(chosen, list) else []
    files = [str(each.get("id") or "") for each in there if isinstance(each, dict)]
    if bool(files) == bool(pasted.strip()):
        raise FormError({_block(body, ROWS): UserError("csv.both" if files else "csv.neither")})
    if pasted.strip():
        return pasted.encode(errors="replace")
    try:
        return await download_file(ctx.workspace(actor.tenant_id).client, files[0], max_bytes=MAX_BYTES)
    except FileTooLargeError as error:
        raise FormError({_block(body, FILE): UserError("csv.too_large")}) from error
    except (*CALL_ERRORS, DownloadError) as error:
        reason = str(error) if isinstance(error, DownloadError) else describe(classify(error))
        log.warning("csv_file_not_read", reason=reason)
        raise FormError({_block(body, FILE): UserError("csv.no_file")}) from error


def _block(body: dict[str, Any], name: str) -> str:
    """Return the field as it is called in this drawing of the form."""
    values = (body.get("view") or {}).get("state", {}).get("values") or {}
    return next((each for each in values if each == name or each.startswith(f"{name}~")), name)


def _wrong(texts: Texts, bad: Sequence[BadRow]) -> str:
    lines = [texts("csv.wrong", n=len(bad))]
    lines += [f"• {texts('csv.line', line=each.line, why=texts.error(each.why))}" for each in bad[:_MAX_NAMED]]
    if len(bad) > _MAX_NAMED:
        lines.append(texts("csv.more", n=len(bad) - _MAX_NAMED))
    return "\n".join(lines)


def _taken(texts: Texts, found: ReadComments) -> str:
    lines = [texts("csv.taken", n=len(found.texts))]
    lines += [texts("csv.left_empty", n=found.empty)] if found.empty else []
    lines += [texts("csv.left_twice", n=found.twice)] if found.twice else []
    return " ".join(lines)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.view(FORM)(read_form)
