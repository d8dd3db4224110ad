"""Parser of what a moderator writes after `digest`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core import grammar
from bot.core.command_words import action_in
from bot.core.digest_pauses import parse_holidays, parse_quiet
from bot.core.digest_schedule import Every, parse_every
from bot.core.flags import Flag
from bot.core.grammar import Syntax, read_ref
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.slack.channels import is_channel, parse_channel
from bot.slack.mrkdwn import echo
from storage.enums import DigestForm

_CHANNEL = Flag("channel", ("canal",), values={"here": ("aquí",)})
_WHAT = ("now", "preview", "every", "off")
_QUIET = Flag("quiet", ("silencio",), sample="20:00-07:00")
_HOLIDAYS = Flag("holidays", ("festivos",), sample="2026-12-24")
_AT_LEAST = Flag("at-least", ("al-menos",), sample="5")
_FORM = Flag(
    "form",
    ("forma",),
    values={
        DigestForm.FULL: ("completo", "completa"),
        DigestForm.SHORT: ("corto", "corta", "breve"),
        DigestForm.MODERATORS: ("moderación",),
    },
)
_RULES = (_QUIET, _HOLIDAYS, _AT_LEAST, _FORM)
SYNTAX = Syntax("digest", ("resumen",), flags=(_CHANNEL, *_RULES), actions=_WHAT)
_MAX_AT_LEAST = 1000


@dataclass(frozen=True, slots=True)
class Rules:
    """How the digests of a channel come: when not, what is worth one, in which form; storage/schedules.py."""

    quiet: str = ""
    holidays: str = ""
    at_least: int = 0
    form: str = DigestForm.FULL


@dataclass(frozen=True, slots=True)
class DigestCommand:
    """What a moderator wants. slug: the exchange's short name, "" when none was written; every: only with "every"."""

    what: str  # now, preview, every, off, status
    slug: str = ""
    channel_id: str | None = None
    every: Every | None = None
    rules: Rules = Rules()


def parse_digest(rest: str, *, command: str, here: str, locale: str | None = None) -> DigestCommand:
    """Return what is written after `digest`. Raises InputError that says how to write it.

    here: the channel it was written in. locale: the writer's.
    """
    parsed = grammar.parse(SYNTAX, rest, locale)
    if parsed.ref and (parsed.ref.number is not None or parsed.ref.theme is not None):
        raise UserError("grammar.digest_whole")
    channel_id = parse_channel(parsed.flags["channel"], here=here) if "channel" in parsed.flags else None
    slug = parsed.ref.slug if parsed.ref else ""
    what, *more = [*parsed.args] or ["status"]
    what = what.lower()
    if what == "every":
        return DigestCommand(what, slug, channel_id, parse_every(" ".join(more)), _read_rules(parsed.flags))
    if any(each.name in parsed.flags for each in _RULES):
        raise UserError("grammar.digest_rules", command=command)
    if len(more) == 1 and what in _WHAT and read_ref(more[0]) is not None:
        name = echo(more[0].removeprefix("#"))
        shown = f"{command} {SYNTAX.name_in(locale)} {name} {action_in(locale, what)}"
        raise UserError("grammar.digest_name_first", action=action_in(locale, what), name=name, form=shown)
    if more or (parsed.args and what not in _WHAT):
        raise UserError("grammar.digest_unknown", command=command)
    return DigestCommand(what, slug, channel_id)


def outside_value(exchange_id: int, channel_id: str, order: DigestCommand) -> str:
    """Return what the button after a warning carries: the exchange, the channel, and the schedule as it was written."""
    rules = order.rules
    return json.dumps(
        [exchange_id, channel_id, str(order.every), rules.quiet, rules.holidays, rules.at_least, rules.form]
    )


def parse_outside(value: object) -> tuple[int, DigestCommand]:
    """Return the exchange and the schedule of such a button. Raises InputError."""
    try:
        exchange_id, channel_id, every, quiet, holidays, at_least, form = json.loads(str(value))
    except (ValueError, TypeError, RecursionError) as error:
        raise UserError("exchanges.outdated_button") from error
    flags = {_QUIET.name: quiet, _HOLIDAYS.name: holidays, _AT_LEAST.name: str(at_least), _FORM.name: form}
    if not is_channel(channel_id):
        raise UserError("exchanges.outdated_button")
    order = DigestCommand("every", "", str(channel_id), parse_every(str(every)), _read_rules(flags))
    return parse_exchange_id(str(exchange_id)), order


def _read_rules(flags: Mapping[str, Any]) -> Rules:
    """Return the rules of a schedule. Raises InputError."""
    form = str(flags.get(_FORM.name) or DigestForm.FULL).lower()
    if form not in list(DigestForm):
        raise UserError("grammar.digest_form")
    count = str(flags.get(_AT_LEAST.name) or "0").strip()
    if not (count.isascii() and count.isdecimal() and int(count) <= _MAX_AT_LEAST):
        raise UserError("grammar.digest_at_least", max=_MAX_AT_LEAST)
    quiet, holidays = str(flags.get(_QUIET.name) or ""), str(flags.get(_HOLIDAYS.name) or "")
    return Rules(parse_quiet(quiet), parse_holidays(holidays), int(count), form)
