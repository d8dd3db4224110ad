"""What the buttons and modals of sharing carry: each value is formatted and parsed here."""

from dataclasses import dataclass
from typing import Any

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id

WORDS_MAX = 2000
"""Characters of a button's value."""


@dataclass(frozen=True, slots=True)
class Reword:
    """New words of a message behind a comment. edit_mark: names the edit, so that it is saved once.

    source: "CHANNEL:TS" of the message; "" where a card of old does not say it.
    """

    exchange_id: int
    number: int
    edit_mark: str
    source: str


def own_comment_value(exchange_id: int, number: int) -> str:
    """Return the value of a button about one's own comment."""
    return f"{exchange_id}:{number}"


def parse_own_comment(value: str | None) -> tuple[int, int]:
    """Return (exchange, comment number) of such a value. Raises UserError."""
    exchange_id, _, number = (value or "").partition(":")
    return parse_exchange_id(exchange_id), parse_exchange_id(number)


def offer_value(exchange_id: int | None, source: str) -> str:
    """Return the value of an offer card's buttons. exchange_id: None where the card asks for the exchange."""
    return f"{exchange_id or 0}|{source}"


def parse_offer(value: str | None) -> tuple[int | None, str]:
    """Return (exchange or None, source) of such a value. Raises UserError."""
    exchange_id, _, source = (value or "").partition("|")
    return parse_exchange_id(exchange_id) or None, require_source(source)


def require_source(source: str) -> str:
    """Return the source of a comment; no two comments share one. Raises UserError when there is none."""
    if not source:
        raise UserError("share.card_outdated")
    return source


def is_offer_of(value: str, source: str) -> bool:
    """Say whether a button's value offers what came by this source."""
    return value.endswith(f"|{source}")


def reword_value(exchange_id: int, number: int, *, edit_mark: str, source: str) -> str:
    """Return the value of a button that uses new words."""
    return f"{own_comment_value(exchange_id, number)}|{edit_mark}|{source}"


def parse_reword(value: str | None) -> Reword:
    """Return what such a value carries. Raises UserError."""
    own_comment, _, rest = (value or "").partition("|")
    edit_mark, _, source = rest.partition("|")
    return Reword(*parse_own_comment(own_comment), edit_mark, source)


def words_value(exchange_id: int, source: str, text: str) -> str | None:
    """Return the value of a button that carries a comment's words; None where they are too long for one."""
    value = f"{exchange_id}|{source}|{text}"
    return value if len(value) <= WORDS_MAX else None


def parse_words(value: str | None) -> tuple[int, str, str]:
    """Return (exchange, source, words) of such a value. Raises UserError."""
    exchange_id, _, rest = (value or "").partition("|")
    source, _, text = rest.partition("|")
    if not source or not text:
        raise UserError("share.card_outdated")
    return parse_exchange_id(exchange_id), source, text


def form_metadata(exchange_id: int, source: str, marks: str = "") -> str:
    """Return what a form carries. source: what its words came by first, "" for the form itself.

    marks: of the personal details that it points out.
    """
    return f"{exchange_id}|{source}|{marks}"


def parse_form(view: dict[str, Any]) -> tuple[int, str, str]:
    """Return (exchange, what its comment comes by, marks) of a form. Raises UserError."""
    exchange_id = (view.get("private_metadata") or "").partition("|")[0]
    source, marks = parse_form_source(view)
    # The same modal can be the form of the next comment: each time it has another hash.
    return parse_exchange_id(exchange_id), source or f"view:{view['id']}:{view.get('hash') or ''}", marks


def parse_form_source(view: dict[str, Any]) -> tuple[str, str]:
    """Return (what the words of a form came by first, marks); "" for what it does not carry."""
    _, source, marks = (*(view.get("private_metadata") or "").split("|", 2), "", "", "")[:3]
    return source, marks


def edit_metadata(exchange_id: int, number: int, *, marks: str, card: str) -> str:
    """Return what the form of new words carries. card: "CHANNEL:TS" of the card to be changed with the comment."""
    return f"{own_comment_value(exchange_id, number)}|{marks}|{card}"


def parse_edit_form(view: dict[str, Any]) -> tuple[int, int, str, str]:
    """Return (exchange, comment number, marks, card) of the form of new words. Raises UserError."""
    own_comment, marks, card = (*(view.get("private_metadata") or "").split("|"), "", "")[:3]
    return *parse_own_comment(own_comment), marks, card


def clicked_card(body: dict[str, Any]) -> str:
    """Return "CHANNEL:TS" of the card that was clicked; "" where it was none, or one that Slack cannot change later."""
    container = body.get("container") or {}
    channel, ts = container.get("channel_id"), container.get("message_ts")
    lasts = container.get("type") == "message" and not container.get("is_ephemeral")
    return f"{channel}:{ts}" if lasts and isinstance(channel, str) and isinstance(ts, str) else ""
