"""What is in the form of an exchange, over all of its steps: read from a view, kept, and filled in again."""

from collections.abc import Mapping
from typing import Any

from bot.context import Context
from bot.domain import kept_forms
from bot.domain.actor import Actor
from bot.domain.errors import FormError, UserError
from bot.exchanges import flow
from bot.exchanges.draft import Draft
from bot.exchanges.form_steps import find_setting, step_of
from bot.exchanges.origin import Origin
from bot.exchanges.settings.declared import QUESTION, SETTINGS
from bot.exchanges.settings.setting import Writer
from bot.texts import Texts
from storage import exchanges

Raw = dict[str, Any]
"""What is in fields, by the names of settings; as JSON takes it."""


def read_view(body: dict[str, Any]) -> Raw:
    """Return what is in the fields of a view; other settings are not in it."""
    return {setting.name: setting.read_form(body) for setting in SETTINGS if setting.is_in(body)}


def to_raw(draft: Draft) -> Raw:
    """Return what is in the form for a draft."""
    return {setting.name: setting.to_raw(getattr(draft, setting.name)) for setting in SETTINGS}


def fill(raw: Mapping[str, Any], base: Draft, writer: Writer) -> Draft:
    """Return a draft to fill a form with; also what is no value yet is in it as it was written."""
    values = {
        setting.name: setting.refill(raw[setting.name], writer) if setting.name in raw else getattr(base, setting.name)
        for setting in SETTINGS
    }
    return Draft(**values, zone=writer.zone)


async def load_base(ctx: Context, actor: Actor, origin: Origin) -> Draft:
    """Return what the form began with: the draft as it is stored, or what is usual."""
    if origin.seen is not None:
        exchange = await flow.find_draft(ctx, actor, origin.exchange_id)
        return flow.to_draft(exchange, await flow.list_seed_texts(ctx, exchange))
    return Draft("", channel_id=origin.channel_id, language=actor.texts.language)


async def load(ctx: Context, actor: Actor, origin: Origin) -> tuple[Draft, Raw]:
    """Return what the form began with, and what was written in any of its steps since."""
    kept = await kept_forms.find(ctx, actor, origin.exchange_id)
    return await load_base(ctx, actor, origin), dict(kept.values) if kept else {}


async def keep(ctx: Context, actor: Actor, origin: Origin, raw: Mapping[str, Any], *, at: float = 0.0) -> None:
    """Keep what was written; nothing of a form that was sent meanwhile. at: seconds, by Slack's clock."""
    is_new = origin.seen is None
    if is_new:
        async with ctx.storage.read() as db:
            if await exchanges.get(db, actor.scope(origin.exchange_id)) is not None:
                return
    await kept_forms.keep(ctx, actor, origin.exchange_id, raw, is_new=is_new, at=at)


def name_elsewhere(texts: Texts, error: UserError, body: dict[str, Any]) -> UserError:
    """Return an error whose complaints about fields of a step say where that is; those of the view stay at theirs."""
    errors = error.errors if isinstance(error, FormError) else {error.block_id or "": error}
    shown: dict[str, UserError] = {}
    elsewhere: list[str] = []
    for block_id, each in errors.items():
        setting = find_setting(block_id)
        step = step_of(setting) if setting and not setting.is_in(body) else None
        if setting is None or step is None:
            shown[block_id] = each
            continue
        where = texts(f"draft_form.step.{step.name}_button"), texts(f"draft_form.{setting.name}.label")
        elsewhere.append(texts("draft_form.step.problem", step=where[0], field=where[1], problem=texts.error(each)))
    if not elsewhere:
        return error
    if QUESTION.block_id in shown:
        elsewhere.insert(0, texts.error(shown[QUESTION.block_id]))
    wrapped = UserError("draft_form.step.problems", problems=" ".join(elsewhere), block_id=QUESTION.block_id)
    return FormError(shown | {QUESTION.block_id: wrapped})
