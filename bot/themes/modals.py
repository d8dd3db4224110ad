"""Modals behind Home's *Themes*: the list with what can be done, one form for what needs words, the preview."""

from collections.abc import Sequence

from bot.domain.errors import UserError
from bot.domain.theme_names import theme_name
from bot.slack import action_ids
from bot.slack.answer_buttons import answers_button
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    cut,
    escape,
    input_block,
    modal,
    option,
    overflow,
    section,
    select,
    text_input,
)
from bot.texts import Texts
from bot.themes.blocks import as_of_blocks, facts_text, heading, none_yet_text, planned_blocks, theme_blocks, undo_text
from bot.themes.flow import Plan
from bot.themes.parse import MAX_NAME, ThemeCommand, form_text
from bot.themes.payloads import format_command, format_value
from bot.themes.queries import ListedThemes, ThemeDetails
from storage.exchanges import Exchange
from storage.theme_changes import Change
from storage.theme_snapshots import StoredTheme, ThemeSnapshot

ACT = "themes.act"  # .tN; value: exchange, what is begun, as in 7|rename t3
DO = "themes.do"  # .move, .seed or .undo; value: exchange
OPEN = action_ids.THEMES_OPEN
SETS = "sets.open"  # value: exchange
CHECK = "themes.quality.open"  # value: exchange
FORM = "themes.form"  # metadata: exchange, what is begun
SURE = "themes.sure"  # metadata: exchange, turn, command
BACK = "themes.back"  # metadata: exchange, change
NAME, WORDS, NUMBER, GOAL = "themes.name", "themes.words", "themes.number", "themes.goal"

MAX_LISTED = 40
_MAX_CHOICES = 100
_MAX_CHOICE = 70
_MAX_EXAMPLES = 400  # characters of the example words
_MAX_NUMBER = 12


def list_modal(texts: Texts, exchange: Exchange, listed: ListedThemes, note: str = "") -> Block:
    """Return the list, each theme with what can be done to it. note: what was done just now."""
    snapshot = listed.snapshot
    blocks = [section(f"*{escape(exchange.question)}*")]
    if note:
        blocks.append(context_block(note))
    if not snapshot.themes:
        blocks.append(section(none_yet_text(texts)))
    by_number = {theme.number: theme for theme in listed.rated}
    for theme in snapshot.themes[:MAX_LISTED]:
        facts = facts_text(texts, theme, by_number.get(theme.number), snapshot.themes[0].language)
        menu = overflow(_choices(texts, exchange, snapshot, theme), action_id=f"{ACT}.{theme.key}")
        blocks.append(section(f"*{escape(heading(texts, theme))}*\n{facts}", accessory=menu))
    more = len(snapshot.themes) - MAX_LISTED
    if more > 0:
        form = form_text("show", texts.language, theme=snapshot.themes[MAX_LISTED].number)
        blocks.append(context_block(texts("themes.more_form", n=more, form=form)))
    blocks += as_of_blocks(texts, listed)
    blocks += [_list_buttons(texts, exchange, has_themes=bool(snapshot.themes))]
    blocks.append(context_block(texts("themes.preview_first")))
    return modal(texts("themes.title"), blocks, close=texts("common.modal.close"))


def _list_buttons(texts: Texts, exchange: Exchange, *, has_themes: bool) -> Block:
    value = format_value(exchange.exchange_id)
    seed = button(
        texts("themes.new.button"), action_id=f"{DO}.seed", value=value, accessibility_label=texts("themes.new.spoken")
    )
    if not has_themes:
        return actions(seed)
    return actions(
        button(texts("themes.move.button"), action_id=f"{DO}.move", value=value),
        seed,
        button(texts("themes.undo_last.button"), action_id=f"{DO}.undo", value=value),
        button(texts("quality.open.button"), action_id=CHECK, value=value),
        answers_button(texts, exchange.exchange_id),
        button(texts("sets.open.button"), action_id=SETS, value=value),
    )


def _choices(texts: Texts, exchange: Exchange, snapshot: ThemeSnapshot, theme: StoredTheme) -> list[Block]:
    whats = ["show", "rename", "merge", "split", "unlock" if theme.is_locked else "lock"]
    if len(snapshot.themes) < 2:  # noqa: PLR2004 - one has no other to go into
        whats.remove("merge")
    return [
        option(texts(f"themes.choose_option.{what}"), format_value(exchange.exchange_id, f"{what} {theme.key}"))
        for what in whats
    ]


def theme_modal(texts: Texts, exchange: Exchange, details: ThemeDetails) -> Block:
    """Return a theme with its surest comments."""
    title = cut(texts("themes.theme_title.title", key=details.theme.key), 24)
    return modal(title, theme_blocks(texts, exchange, details), close=texts("themes.back.close"))


def form_modal(texts: Texts, exchange: Exchange, snapshot: ThemeSnapshot, begun: str) -> Block:
    """Return the form for what needs words. begun: as in "rename t3", "merge t3", "move" or "seed"."""
    what, _, key = begun.partition(" ")
    theme = next((each for each in snapshot.themes if each.key == key), None)
    blocks = [section(f"*{escape(heading(texts, theme))}*")] if theme else []
    if what == "move":
        blocks.append(_number_input(texts))
    if what in {"merge", "move"}:
        blocks.append(_goal_input(texts, [each for each in snapshot.themes if each is not theme]))
    if what in {"rename", "seed"}:
        initial = theme_name(texts, theme)[:MAX_NAME] if theme else ""
        name = text_input(action_id=NAME, initial=initial, max_length=MAX_NAME)
        stays = texts("themes.field.name_hint") if what == "rename" else None
        blocks.append(input_block(texts("themes.field.name_label"), name, block_id=NAME, hint=stays))
    if what == "seed":
        blocks.append(_words_input(texts))
    return modal(
        texts(f"themes.form_title.{what}_title"),
        blocks,
        callback_id=FORM,
        submit=texts("themes.go_on.submit"),
        close=texts("themes.cancel.close"),
        metadata=format_value(exchange.exchange_id, begun),
    )


def _number_input(texts: Texts) -> Block:
    number = text_input(action_id=NUMBER, placeholder=texts("themes.field.number_placeholder"), max_length=_MAX_NUMBER)
    label, hint = texts("themes.field.number_label"), texts("themes.field.number_hint")
    return input_block(label, number, block_id=NUMBER, hint=hint)


def _goal_input(texts: Texts, others: Sequence[StoredTheme]) -> Block:
    """Return the menu of themes to go to. Raises UserError where there is none."""
    if not others:
        raise UserError("themes.no_other")
    choices = [
        option(cut(f"{each.key}  {theme_name(texts, each)}", _MAX_CHOICE), each.key) for each in others[:_MAX_CHOICES]
    ]
    menu = select(choices, action_id=GOAL, placeholder=texts("themes.field.into_placeholder"))
    return input_block(texts("themes.field.into_label"), menu, block_id=GOAL)


def _words_input(texts: Texts) -> Block:
    words = text_input(action_id=WORDS, placeholder=texts("themes.field.words_placeholder"), max_length=_MAX_EXAMPLES)
    label, hint = texts("themes.field.words_label"), texts("themes.field.words_hint")
    return input_block(label, words, block_id=WORDS, hint=hint)


def preview_modal(texts: Texts, exchange: Exchange, planned: Plan, command: ThemeCommand, words: list[str]) -> Block:
    """Return what would change, to be applied."""
    return modal(
        texts("themes.preview.title"),
        planned_blocks(texts, planned, words),
        callback_id=SURE,
        submit=texts("themes.apply.submit"),
        close=texts("themes.cancel.close"),
        metadata=format_value(exchange.exchange_id, planned.turn, format_command(command)),
    )


def undo_preview_modal(texts: Texts, exchange: Exchange, change: Change) -> Block:
    """Return what would be taken back."""
    return modal(
        texts("themes.undo.title"),
        [section(undo_text(texts, change))],
        callback_id=BACK,
        submit=texts("themes.take_back.submit"),
        close=texts("themes.cancel.close"),
        metadata=format_value(exchange.exchange_id, change.change_id),
    )


def notice_modal(texts: Texts, text: str) -> Block:
    """Return one sentence with the way back."""
    return modal(texts("themes.title"), [section(text)], close=texts("themes.back.close"))
