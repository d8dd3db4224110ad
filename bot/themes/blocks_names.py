"""Block Kit of the names of themes: the card that asks moderators about them, and the form for another name."""

from bot.domain.key_quotes import side_text
from bot.domain.theme_names import theme_name
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    cut,
    escape,
    input_block,
    modal,
    section,
    text_input,
    when,
)
from bot.texts import Texts
from bot.themes.blocks import facts_text, heading
from bot.themes.names import NameList
from bot.themes.parse import MAX_NAME, form_text
from bot.themes.payloads import format_value
from storage.exchanges import Exchange
from storage.theme_snapshots import StoredTheme

RENAME = "themes.names.rename"  # .tN; value: exchange, tN
RIGHT = "themes.names.right"  # value: exchange, mark of the names
FORM = "themes.names.form"  # metadata: exchange, tN, CHANNEL:TS of the card
NAME = "themes.names.name"

MAX_SHOWN = 20
_MAX_QUOTE = 240  # characters
_MAX_NAMED = 60  # characters of each name under the answer


def names_card(texts: Texts, exchange: Exchange, names: NameList, *, note: str = "") -> tuple[str, list[Block]]:
    """Return the card: each theme with its name, size and key sentence. note: above it, "" for none.

    It asks whether the names are right where a digest waits for that.
    """
    waits_until, question = names.waits_until, escape(exchange.question)
    shown = [section(note)] if note else []
    shown.append(section(texts("names.ask" if waits_until else "names.list", question=question)))
    shown += [_theme(texts, exchange, names, each) for each in names.themes[:MAX_SHOWN]]
    if len(names.themes) > MAX_SHOWN:
        shown.append(context_block(texts("names.more", n=len(names.themes) - MAX_SHOWN)))
    if waits_until:
        shown.append(actions(_right_button(texts, exchange, names)))
        shown.append(context_block(texts("names.until", at=when(waits_until))))
    else:
        shown.append(context_block(texts("names.nothing_waits")))
    number = names.themes[0].number if names.themes else 3
    rename, again = form_text("rename", texts.language, theme=number), form_text("names", texts.language)
    return texts("names.title"), [*shown, context_block(texts("names.forms", rename=rename, names=again))]


def _theme(texts: Texts, exchange: Exchange, names: NameList, theme: StoredTheme) -> Block:
    snapshot = names.listed.snapshot
    lines = [f"*{escape(heading(texts, theme))}*", facts_text(texts, theme, None, snapshot.themes[0].language)]
    lines += [
        f">{side_text(texts, each.side)}“{escape(cut(each.text, _MAX_QUOTE))}”"
        for each in names.listed.keys.get(theme.number, ())
    ]
    rename = button(
        texts("names.rename.button"),
        action_id=f"{RENAME}.{theme.key}",
        value=format_value(exchange.exchange_id, theme.key),
        accessibility_label=texts("names.rename.spoken", key=theme.key),
    )
    return section("\n".join(lines), accessory=rename)


def _right_button(texts: Texts, exchange: Exchange, names: NameList) -> Block:
    sure = confirm(
        texts("names.right.confirm_title"),
        texts("names.right.confirm_text"),
        yes=texts("names.right.confirm_yes"),
        no=texts("names.right.confirm_no"),
    )
    return button(
        texts("names.right.button"),
        action_id=RIGHT,
        value=format_value(exchange.exchange_id, names.mark),
        style="primary",
        accessibility_label=texts("names.right.spoken"),
        confirm=sure,
    )


def rename_form(texts: Texts, exchange: Exchange, theme: StoredTheme, card: str) -> Block:
    """Return the form for another name.

    card: "CHANNEL:TS" of the card that it was opened from, "" where that cannot be changed later.
    """
    name = text_input(action_id=NAME, initial=theme_name(texts, theme)[:MAX_NAME], max_length=MAX_NAME)
    return modal(
        texts("names.form.title"),
        [
            section(f"*{escape(heading(texts, theme))}*"),
            input_block(texts("themes.field.name_label"), name, block_id=NAME, hint=texts("themes.field.name_hint")),
        ],
        callback_id=FORM,
        submit=texts("names.form.submit"),
        close=texts("themes.cancel.close"),
        metadata=format_value(exchange.exchange_id, theme.key, card),
    )


def thanks(texts: Texts, exchange: Exchange, names: NameList) -> tuple[str, list[Block]]:
    """Return what stays of the card once a moderator said that the names are right."""
    named = texts.list([escape(cut(theme_name(texts, each), _MAX_NAMED)) for each in names.themes[:MAX_SHOWN]])
    text = texts("names.thanks", question=escape(exchange.question), names=named)
    return texts("names.thanks_text"), [section(text)]
