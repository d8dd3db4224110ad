"""Kinds of settings: how a value of each is written in the form and in a line, and shown in a few words.

Their sentences, beside the label and the hint: `draft_form.NAME.placeholder`; of each choice
`draft_form.NAME.VALUE_option` and `.VALUE_description`, and `draft_form.NAME.unknown`; of a number `draft.range.NAME`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

from bot.core.times import EVENING, parse_moment
from bot.domain.errors import UserError
from bot.exchanges.settings.parsers import split_fields
from bot.exchanges.settings.setting import Setting, Writer
from bot.slack.blocks import Block, input_block, option, plain_text, state_of, text_input, when
from bot.slack.channels import is_channel, parse_channel
from bot.slack.mrkdwn import one_line, plain_words
from bot.texts import Texts

_MAX_DIGITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Setting):
    """Words. max_length: characters, None where only `parser` knows. multiline: several lines can be written."""

    parser: Callable[[str], Any]
    max_length: int | None = None
    multiline: bool = False
    has_placeholder: bool = False
    focus_on_load: bool = False

    def element(self, texts: Texts, value: Any) -> Block:
        """Return a field to write in."""
        return text_input(
            action_id=self.block_id,
            multiline=self.multiline,
            max_length=self.max_length,
            initial=value,
            focus_on_load=self.focus_on_load,
            placeholder=texts(f"draft_form.{self.name}.placeholder") if self.has_placeholder else None,
        )

    def refill(self, raw: Any, writer: Writer) -> Any:
        """Return the words as they were there, also where they are no value yet."""
        return str(raw) if raw else self.default_for(writer)

    def parse(self, chosen: Any) -> Any:
        """Return the words."""
        return self.parser(chosen)

    def parse_words(self, written: str) -> Any:
        """Return the words without Slack's markup."""
        return self.parser(plain_words(written))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Setting):
    """A list of texts: one a line in the form, with commas between in a line.

    max_fields: in the form; where one is full, the next line is in another, labelled `draft_form.NAME.more`.
    """

    parser: Callable[[Sequence[str]], tuple[str, ...]]
    has_placeholder: bool = False
    max_fields: int = 1

    def element(self, texts: Texts, value: Any) -> Block:
        """Return a field of several lines."""
        placeholder = texts(f"draft_form.{self.name}.placeholder") if self.has_placeholder else None
        return text_input(action_id=self.block_id, multiline=True, initial="\n".join(value), placeholder=placeholder)

    def form_fields(self, texts: Texts, value: Any) -> list[Block]:
        """Return as many fields as the lines need."""
        first, *more = split_fields(value) or [[]]
        blocks = [self.form_field(texts, first)]
        for place, part in enumerate(more[: self.max_fields - 1], start=2):
            label = texts(f"draft_form.{self.name}.more", n=place)
            blocks.append(input_block(label, self.element(texts, part), block_id=self._place(place), optional=True))
        return blocks

    def read_form(self, body: dict[str, Any]) -> Any:
        """Return all lines of all fields."""
        fields = [self.block_id, *(self._place(place) for place in range(2, self.max_fields + 1))]
        return "\n".join(filter(None, (state_of(body, each, self.block_id) for each in fields)))

    def _place(self, place: int) -> str:
        return f"{self.block_id}.{place}"

    def to_raw(self, value: Any) -> Any:
        """Return the lines as they are written."""
        return "\n".join(value)

    def refill(self, raw: Any, writer: Writer) -> Any:
        """Return the lines as they were there, also where they are no value yet."""
        _ = writer
        return tuple(str(raw or "").split("\n")) if raw else ()

    def parse(self, chosen: Any) -> Any:
        """Return the lines, empty ones left out."""
        return self._parse(chosen.split("\n"))

    def parse_words(self, written: str) -> Any:
        """Return what is between the commas."""
        return self._parse(plain_words(written).split(","))

    def _parse(self, texts: Sequence[str]) -> tuple[str, ...]:
        return self.parser([text for text in map(one_line, texts) if text])


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Setting):
    """One of a few values. Where its flag takes no value, the flag chooses the last option, and no value is refused.

    options: what is stored, by how it is written in the form, as the flag's value and in the catalogue.
    """

    options: Mapping[str, Any]
    has_hint: bool = False

    def element(self, texts: Texts, value: Any) -> Block:
        """Return a list in which the value is chosen."""
        return radio(texts, self, {written: written for written in self.options}, self._written(value))

    def to_raw(self, value: Any) -> Any:
        """Return the option's value."""
        return self._written(value)

    def parse(self, chosen: Any) -> Any:
        """Return the value that is stored for a choice."""
        written = str(chosen).lower()
        if written in self.options:
            return self.options[written]
        if self.flag and not self.flag.takes_value:
            return next(iter(self.options.values()))
        raise UserError(f"draft_form.{self.name}.unknown")

    def parse_words(self, written: str) -> Any:
        """Return the value that is stored for a flag's."""
        return self.parse(written if self.flag and self.flag.takes_value else list(self.options)[-1])

    def show(self, texts: Texts, value: Any) -> str:
        """Return the option's words."""
        return texts(f"draft_form.{self.name}.{self._written(value)}_option")

    def _written(self, value: Any) -> str:
        return next(written for written, stored in self.options.items() if stored == value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Setting):
    """A number. min_value, max_value: included. unit: may be written behind it. choices: name of each that is offered.

    With choices the form has a list, in which another number is called `draft_form.NAME.option`.
    """

    min_value: int
    max_value: int
    unit: str = ""
    choices: Mapping[int, str] = field(default_factory=dict)
    has_hint: bool = False

    def element(self, texts: Texts, value: Any) -> Block:
        """Return a list of numbers, or a field for one."""
        if self.choices:
            names = {str(number): name for number, name in self.choices.items()}
            other = "" if value in self.choices else texts(f"draft_form.{self.name}.option", n=value)
            return radio(texts, self, names, str(value), other=other)
        return {
            "type": "number_input",
            "action_id": self.block_id,
            "is_decimal_allowed": False,
            "initial_value": str(value),
            "min_value": str(self.min_value),
            "max_value": str(self.max_value),
        }

    def to_raw(self, value: Any) -> Any:
        """Return the digits."""
        return str(value)

    def parse(self, chosen: Any) -> Any:
        """Return the number."""
        digits = str(chosen).strip().removesuffix(self.unit).strip()
        is_number = digits.isdecimal() and digits.isascii() and len(digits) <= _MAX_DIGITS
        if not is_number or not self.min_value <= int(digits) <= self.max_value:
            raise UserError(f"draft.range.{self.name}", min=self.min_value, max=self.max_value)
        return int(digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Setting):
    """A day and a time. default_time: of a day without one."""

    default_time: time = EVENING
    is_optional: bool = True

    def element(self, _: Texts, value: Any) -> Block:
        """Return a field for a day and a time."""
        block: dict[str, Any] = {"type": "datetimepicker", "action_id": self.block_id}
        if value:
            block["initial_date_time"] = int(value.timestamp())
        return block

    def to_raw(self, value: Any) -> Any:
        """Return the seconds since 1970."""
        return int(value.timestamp()) if value else None

    def parse(self, chosen: Any) -> Any:
        """Return the moment that was chosen."""
        try:
            return datetime.fromtimestamp(int(chosen), UTC)
        except (ValueError, TypeError, OverflowError, OSError) as error:
            raise UserError("draft.time_unreadable") from error

    def parse_flag(self, written: str, writer: Writer) -> Any:
        """Return the moment that was written."""
        return parse_moment(written, zone=writer.zone, now=writer.now, default=self.default_time, locale=writer.locale)

    def show(self, texts: Texts, value: Any) -> str:
        """Return the moment in the reader's zone."""
        return when(value) if value else texts("draft_form.empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Setting):
    """A channel. In a line it is the one in which the line is written unless another is named."""

    def element(self, texts: Texts, value: Any) -> Block:
        """Return a list of channels."""
        block: dict[str, Any] = {
            "type": "conversations_select",
            "action_id": self.block_id,
            "placeholder": plain_text(texts(f"draft_form.{self.name}.placeholder")),
            "filter": {"include": ["public", "private"], "exclude_external_shared_channels": False},
        }
        if value:
            block["initial_conversation"] = value
        return block

    def parse(self, chosen: Any) -> Any:
        """Return the channel that was chosen."""
        if not is_channel(chosen):
            raise UserError("draft.channel_kind")
        return chosen

    def parse_flag(self, written: str, writer: Writer) -> Any:
        """Return the channel that was named."""
        channel_id = parse_channel(written, here=writer.here)
        return channel_id if is_channel(channel_id) else None

    def show(self, texts: Texts, value: Any) -> str:
        """Return the channel as Slack shows one."""
        return f"<#{value}>" if value else texts("draft_form.empty")


def radio(texts: Texts, setting: Setting, names: Mapping[str, str], chosen: str, *, other: str = "") -> Block:
    """Return a list with one chosen.

    names: of each value in the catalogue. other: what a value is called that is none of them.
    """
    options = {
        value: option(texts(f"draft_form.{setting.name}.{name}_option"), value)
        | {"description": plain_text(texts(f"draft_form.{setting.name}.{name}_description"))}
        for value, name in names.items()
    }
    if chosen not in options:
        options[chosen] = option(other, chosen) | {"description": plain_text(texts("draft_form.as_now.description"))}
    return {
        "type": "radio_buttons",
        "action_id": setting.block_id,
        "options": list(options.values()),
        "initial_option": options[chosen],
    }
