"""Parser of what a moderator writes after `digest`."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
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
_WHAT = ("now", "preview", "every", "off", "hold")
_OFF = "off"
_ENDS = {_OFF: ("no", "none", "ninguno", "ninguna", "nunca")}
_QUIET = Flag("quiet", ("silencio",), values=_ENDS, sample="20:00-07:00")
_HOLIDAYS = Flag("holidays", ("festivos",), values=_ENDS, sample="2026-12-24")
_AT_LEAST = Flag("at-least", ("al-menos",), values=_ENDS, sample="5")
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
_MAX_DIGITS = 5
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|hours?|horas?)?", re.ASCII)
_HOLD = Flag("hold", (), values={"off": (*_ENDS["off"], "no", "desactivar", "0")})
MAX_HOLD = 48
"""Hours."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the digests of a channel come: when not, what is worth one, in which form; storage/schedules.py."""

    quiet: str = ""
    holidays: str = ""
    at_least: int = 0
    form: str = DigestForm.FULL


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """What is written of the rules. None: nothing is, and what a channel has stays as it is."""

    quiet: str | None = None
    holidays: str | None = None
    at_least: int | None = None
    form: str | None = None

    def over(self, earlier: Rules) -> Rules:
        """Return the rules with what is written in the place of what was there."""
        written = {name: value for name, value in asdict(self).items() if value is not None}
        return replace(earlier, **written)


@dataclass(frozen=True, slots=True)
class DigestCommand:
    """What a moderator wants. slug: the exchange's short name, "" when none was written.

    every: only with "every"; None there where only rules are written, and the days and the time stay.
    hold: hours in which moderators can change a digest before it goes out, only with "hold"; 0 for none.
    """

    what: str  # now, preview, every, hold, off, status
    slug: str = ""
    channel_id: str | None = None
    every: Every | None = None
    rules: RuleChanges = RuleChanges()
    hold: int = 0


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
        has_rules = any(each.name in parsed.flags for each in _RULES)
        every = None if has_rules and not more else parse_every(" ".join(more))
        return DigestCommand(what, slug, channel_id, every, _read_rules(parsed.flags))
    if what == "hold":
        return DigestCommand(what, slug, hold=_read_hold(" ".join(more), command))
    if any(each.name in parsed.flags for each in _RULES):
        raise UserError("grammar.digest_rules", command=command)
    if len(more) == 1 and what in _WHAT and read_ref(more[0]) is not None:
        name = echo(more[0].removeprefix("#"))
        shown = f"{command} {SYNTAX.name_in(locale)} {name} {action_in(locale, what)}"
        raise UserError("grammar.digest_name_first", action=action_in(locale, what), name=name, form=shown)
    if more or (parsed.args and what not in _WHAT):
        raise UserError("grammar.digest_unknown", command=command)
    return DigestCommand(what, slug, channel_id)


def rule_ends(rules: Rules, locale: str | None) -> list[str]:
    """Return how each rule that holds is ended, as readers of a locale write it: "--quiet=off"."""
    off = [(_QUIET, rules.quiet), (_HOLIDAYS, rules.holidays), (_AT_LEAST, rules.at_least)]
    ends = [(flag, _OFF) for flag, value in off if value]
    if rules.form != DigestForm.FULL:
        ends.append((_FORM, DigestForm.FULL))
    return [f"--{flag.name_in(locale)}={flag.value_in(locale, value)}" for flag, value in ends]


def outside_value(exchange_id: int, channel_id: str, every: Every | None, rules: Rules) -> str:
    """Return what the button after a warning carries: the exchange, the channel, and the schedule as it will be.

    every: None where days and time stay.
    """
    written = str(every) if every else ""
    return json.dumps([exchange_id, channel_id, written, rules.quiet, rules.holidays, rules.at_least, rules.form])


def parse_outside(value: object) -> tuple[int, DigestCommand]:
    """Return the exchange and the schedule of such a button. Raises InputError."""
    try:
        exchange_id, channel_id, every, quiet, holidays, at_least, form = json.loads(str(value))
    except (ValueError, TypeError, RecursionError) as error:
        raise UserError("exchanges.outdated_button") from error
    flags = {_QUIET.name: quiet, _HOLIDAYS.name: holidays, _AT_LEAST.name: str(at_least), _FORM.name: form}
    if not is_channel(channel_id):
        raise UserError("exchanges.outdated_button")
    when = parse_every(str(every)) if every != "" else None
    order = DigestCommand("every", "", str(channel_id), when, _read_rules(flags))
    return parse_exchange_id(str(exchange_id)), order


def _read_hold(text: str, command: str) -> int:
    """Return for how many hours moderators can look: "4h", "4 hours", "off". Raises UserError."""
    written = text.strip().lower()
    if _HOLD.value_of(written) == _OFF:
        return 0
    found = _HOURS.fullmatch(written)
    if found is None or not 1 <= int(found[1]) <= MAX_HOLD:
        raise UserError("grammar.digest_hold", command=command, max=MAX_HOLD)
    return int(found[1])


def _read_rules(flags: Mapping[str, Any]) -> RuleChanges:
    """Return what is written of a schedule's rules; "off" ends one. Raises InputError."""
    written = {name: "" if value == _OFF else str(value or "").strip() for name, value in flags.items()}
    quiet, holidays = written.get(_QUIET.name), written.get(_HOLIDAYS.name)
    count, form = written.get(_AT_LEAST.name), written.get(_FORM.name)
    if form is not None:
        form = form.lower() or DigestForm.FULL
        if form not in list(DigestForm):
            raise UserError("grammar.digest_form")
    if count and not (count.isascii() and count.isdecimal() and int(count[:_MAX_DIGITS]) <= _MAX_AT_LEAST):
        raise UserError("grammar.digest_at_least", max=_MAX_AT_LEAST)
    return RuleChanges(
        parse_quiet(quiet) if quiet is not None else None,
        parse_holidays(holidays) if holidays is not None else None,
        int(count or "0") if count is not None else None,
        form,
    )
