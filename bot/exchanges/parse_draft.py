"""Reading a draft: from the form, or from one line behind `new`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.core.grammar import ParsedCommand
from bot.domain.errors import FormError, UserError
from bot.exchanges.draft import Draft
from bot.exchanges.settings.declared import OPENS, QUESTION, SETTINGS
from bot.exchanges.settings.setting import Setting, Writer


def from_form(raw: Mapping[str, Any], writer: Writer, base: Draft, *, only: Sequence[Setting] = SETTINGS) -> Draft:
    """Return the draft that was written in the form. Raises FormError with everything that is wrong.

    raw: what is in its fields, by the names of settings; what is in none is as in base. only: complain of these.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, UserError] = {}
    for setting in SETTINGS:
        if setting.name not in raw and setting is not QUESTION:
            values[setting.name] = getattr(base, setting.name)
            continue
        try:
            values[setting.name] = setting.parse_field(raw.get(setting.name), writer)
        except UserError as error:
            wrong[setting.block_id] = error
    for setting in SETTINGS:
        if setting.name in values:
            try:
                setting.check(values, writer.now)
            except UserError as error:
                wrong[setting.block_id] = error
                del values[setting.name]
    shown = {each.block_id: wrong[each.block_id] for each in only if each.block_id in wrong}
    if shown:
        raise FormError(shown)
    return Draft(**{"question": ""} | values, zone=writer.zone)


def from_line(
    parsed: ParsedCommand, writer: Writer, *, command: str, template: Draft | None = None
) -> tuple[Draft, bool]:
    """Return the draft of a line, and whether it shall open now. Raises UserError.

    It is for the channel of the command unless another is named. template: what is not written is as there.
    """
    if len(parsed.words) != 1 or not parsed.words[0].is_quoted:
        raise UserError("draft.question_quotes", command=command)
    values = {setting.name: _read_flag(setting, parsed, writer, template) for setting in SETTINGS}
    values[QUESTION.name] = QUESTION.parse_flag(parsed.text, writer)
    opens_at: datetime | None = values[OPENS.name]
    opens_now = opens_at is not None and opens_at <= writer.now
    if opens_now:
        values[OPENS.name] = None
    for setting in SETTINGS:
        setting.check(values, writer.now)
    return Draft(**values, zone=writer.zone), opens_now


def _read_flag(setting: Setting, parsed: ParsedCommand, writer: Writer, template: Draft | None) -> Any:
    if setting.flag is None or setting.flag.name not in parsed.flags:
        return setting.default_for(writer) if template is None else getattr(template, setting.name)
    return setting.parse_flag(parsed.flags[setting.flag.name], writer)
