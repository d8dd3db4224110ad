"""What every setting of an exchange has: its names, its place in the form, and what is said of it.

Sentences of a setting are found by its name in the catalogues: `draft_form.NAME.label` and `draft_form.NAME.hint`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.core.flags import Flag
from bot.domain.errors import UserError
from bot.slack.blocks import Block, cut, escape, input_block, state_of
from bot.texts import Texts, language_of
from storage.exchange_settings import ExchangeSettings
from storage.exchanges import Exchange

_DEFAULTS = ExchangeSettings("")
_MAX_QUOTED = 200  # characters of a value that is shown in a few words


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a draft, where and when. zone: IANA; now: aware; here: the channel of a line."""

    zone: str
    now: datetime
    locale: str | None = None
    here: str = ""

    @property
    def language(self) -> str:
        """The language in which they read and write."""
        return language_of(self.locale)


@dataclass(frozen=True, slots=True)
class Subject:
    """What facts are about.

    seeds: how many comments to begin with; moderators: a sentence that names them; link: to the announcement.
    """

    exchange: Exchange
    seeds: int = 0
    moderators: str = ""
    link: str = ""


Facts = Callable[[Texts, Subject], Sequence[str]]
"""Lines about a setting for people; none where there is nothing to say."""

Values = Mapping[str, Any]
"""What was written, by the names of settings; what cannot be read is not in it."""


def no_facts(_: Texts, __: Subject) -> Sequence[str]:
    """Say nothing."""
    return ()


def accept(_: Values, __: datetime) -> None:
    """Accept every value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(ABC):
    """One setting of an exchange.

    name: its column, and its field in `ExchangeSettings`, where its default is.
    block_id: in the form; its element's action is called so too.
    flag: of `new`; None where a line does not have it.
    is_optional: its field may be left empty. is_required: nothing written is refused, and does not mean the default.
    default: of a setting whose default depends on the writer.
    check: raises UserError for a value that does not fit another one or the time.
    card, about, status: what is said of it on the draft's card, under About, and to moderators of an exchange.
    changes_later: it may change after the opening too.
    """

    name: str
    block_id: str
    flag: Flag | None = None
    is_optional: bool = False
    is_required: bool = False
    has_hint: bool = True
    hint_params: Mapping[str, Any] = field(default_factory=dict)
    default: Callable[[Writer], Any] | None = None
    check: Callable[[Values, datetime], None] = accept
    card: Facts = no_facts
    about: Facts = no_facts
    status: Facts = no_facts
    changes_later: bool = False

    @abstractmethod
    def element(self, texts: Texts, value: Any) -> Block:
        """Return the form's element, filled with a value."""

    @abstractmethod
    def parse(self, chosen: Any) -> Any:
        """Return what was written or chosen in the form as it is stored. Raises UserError."""

    def parse_field(self, chosen: Any, writer: Writer) -> Any:
        """Return the value of its field; where nothing is in it, the default. Raises UserError."""
        return self.parse(chosen or "") if chosen or self.is_required else self.default_for(writer)

    def parse_words(self, written: str) -> Any:
        """Return the value of its flag, where that does not depend on who wrote it. Raises UserError."""
        return self.parse(written)

    def parse_flag(self, written: str, writer: Writer) -> Any:
        """Return the value of its flag in a line. Raises UserError."""
        _ = writer
        return self.parse_words(written)

    def default_for(self, writer: Writer) -> Any:
        """Return the value where none is written."""
        return self.default(writer) if self.default else getattr(_DEFAULTS, self.name)

    def show(self, texts: Texts, value: Any) -> str:
        """Return a value in a few words, in mrkdwn."""
        text = ", ".join(value) if isinstance(value, tuple) else str(value if value is not None else "")
        return f"“{escape(cut(text, _MAX_QUOTED))}”" if text else texts("draft_form.empty")

    def form_fields(self, texts: Texts, value: Any) -> list[Block]:
        """Return its fields of the form: one, unless a value may be longer than a field of Slack's."""
        return [self.form_field(texts, value)]

    def read_form(self, body: dict[str, Any]) -> Any:
        """Return what was written or chosen in the form; None when nothing."""
        return state_of(body, self.block_id, self.block_id)

    def to_raw(self, value: Any) -> Any:
        """Return what is in the form for a value, as `read_form` reads it and JSON takes it."""
        return value

    def refill(self, raw: Any, writer: Writer) -> Any:
        """Return what the form is filled with again for what was in it; where that is no value, the default."""
        try:
            return self.parse_field(raw, writer)
        except UserError:
            return self.default_for(writer)

    def is_in(self, body: dict[str, Any]) -> bool:
        """Say whether its field is one of a view."""
        values = (body.get("view") or {}).get("state", {}).get("values") or {}
        return any(
            each == self.block_id or each.startswith((f"{self.block_id}~", f"{self.block_id}.")) for each in values
        )

    def form_field(self, texts: Texts, value: Any, *, hint: str = "") -> Block:
        """Return its field of the form, filled with a value. hint: another one than usual."""
        if not hint and self.has_hint:
            hint = texts(f"draft_form.{self.name}.hint", **self.hint_params)
        label = texts(f"draft_form.{self.name}.label")
        element = self.element(texts, value)
        return input_block(label, element, block_id=self.block_id, hint=hint or None, optional=self.is_optional)
