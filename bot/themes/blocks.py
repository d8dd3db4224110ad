"""Block Kit of themes for moderators: the list, one theme, what would change, and what did."""

from bot.core.themes import MIN_COMMENTS
from bot.domain.figures import as_of_text
from bot.domain.quotes import quote_text
from bot.domain.theme_names import is_silent, theme_name
from bot.slack.answer_buttons import theme_button
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, section
from bot.slack.charts import stars_short
from bot.slack.key_quotes import key_quote_lines
from bot.slack.languages import theme_languages
from bot.slack.rich_text import line, quote, rich, run
from bot.texts import Texts
from bot.themes.flow import Plan
from bot.themes.parse import ThemeCommand, form_text
from bot.themes.payloads import format_command, format_value
from bot.themes.queries import ListedThemes, ThemeDetails
from storage.exchanges import Exchange
from storage.theme_changes import Change
from storage.theme_snapshots import StoredTheme
from storage.themes import Theme

APPLY = "themes.apply"  # value: exchange, turn, command
CANCEL = "themes.cancel"  # value: exchange
UNDO = "themes.undo"  # value: exchange, change

MAX_LISTED = 30
_HINTED = ("show", "rename", "merge", "split", "move", "lock", "undo")
_MAX_NAME = 80


def list_blocks(texts: Texts, exchange: Exchange, listed: ListedThemes) -> list[Block]:
    """Return all themes, the largest first, each with its key sentence."""
    snapshot, keys = listed.snapshot, listed.keys
    shown = [section(texts("themes.list", question=escape(exchange.question)))]
    if not snapshot.themes:
        return [*shown, section(none_yet_text(texts))]
    by_number = {theme.number: theme for theme in listed.rated}
    main = snapshot.themes[0].language
    lines: list[Block] = []
    for each in snapshot.themes[:MAX_LISTED]:
        lines.append(_line(texts, each, by_number.get(each.number), main))
        lines += key_quote_lines(texts, keys.get(each.number, ()))
    shown.append(rich(lines))
    more = len(snapshot.themes) - MAX_LISTED
    if more > 0:
        shown.append(context_block(texts("themes.more", n=more)))
    shown += as_of_blocks(texts, listed)
    return [*shown, context_block(" · ".join(form_text(each, texts.language) for each in _HINTED))]


def as_of_blocks(texts: Texts, listed: ListedThemes) -> list[Block]:
    """Return of when the stars are, nothing where there are none."""
    if listed.made_at is None or not any(each.mean for each in listed.rated):
        return []
    return [context_block(as_of_text(texts, listed.made_at, in_short=True))]


def none_yet_text(texts: Texts) -> str:
    """Return when themes will come."""
    return texts("themes.none_yet", min=MIN_COMMENTS, form=form_text("seed", texts.language))


def theme_blocks(texts: Texts, exchange: Exchange, details: ThemeDetails) -> list[Block]:
    """Return a theme with some of its comments, and the button to answer it."""
    theme, words = details.theme, details.words
    second = sum(member.second == theme.number for each in details.snapshot.themes for member in each.members)
    parts = [_line(texts, theme, details.rated)]
    parts += [quote(run(quote_text(text)), run(f"  #{number}", italic=True)) for number, text in words]
    notes = []
    if theme.parts:
        named = ", ".join(f"{escape(name)} ({len(ids)})" for name, ids in theme.parts)
        notes.append(texts("themes.parts", parts=named))
    if len(theme.members) > len(words):
        notes.append(texts("themes.shown", shown=len(words), n=len(theme.members)))
    if second:
        notes.append(texts("themes.also_here", n=second))
    if theme.words:
        notes.append(texts("themes.attracts", words=escape(", ".join(theme.words))))
    shown = [rich(parts), *([context_block(" · ".join(notes))] if notes else [])]
    if details.rated is None or is_silent(theme):
        return shown
    return [*shown, actions(theme_button(texts, exchange.exchange_id, theme.number, has_answer=details.has_answer))]


def planned_blocks(texts: Texts, planned: Plan, words: list[str]) -> list[Block]:
    """Return what would change. words: of some comments that it is about."""
    lines = [texts("themes.before"), *(escape(texts.show(each)) for each in planned.messages)]
    shown = [section("\n".join(lines))]
    return [*shown, rich([quote(run(quote_text(text))) for text in words])] if words else shown


def preview(texts: Texts, exchange: Exchange, planned: Plan, command: ThemeCommand, words: list[str]) -> list[Block]:
    """Return what would change, with a yes and a no."""
    value = format_value(exchange.exchange_id, planned.turn, format_command(command))
    row = actions(
        button(texts("themes.apply.button"), action_id=APPLY, value=value, style="primary"),
        _cancel_button(texts, exchange),
    )
    return [*planned_blocks(texts, planned, words), row]


def undo_preview(texts: Texts, exchange: Exchange, change: Change) -> list[Block]:
    """Return what would be taken back."""
    value = format_value(exchange.exchange_id, change.change_id)
    row = actions(
        button(texts("themes.take_back.button"), action_id=UNDO, value=value, style="primary"),
        _cancel_button(texts, exchange),
    )
    return [section(undo_text(texts, change)), row]


def done_blocks(texts: Texts, exchange: Exchange, change: Change) -> list[Block]:
    """Return what was done, and the way back."""
    value = format_value(exchange.exchange_id, change.change_id)
    row = actions(button(texts("themes.undo.button"), action_id=UNDO, value=value))
    return [section(done_text(texts, change)), row]


def undo_text(texts: Texts, change: Change) -> str:
    """Return the question whether to take a change back."""
    return f"{texts('themes.take_back_ask')}\n{change_text(texts, change)}"


def done_text(texts: Texts, change: Change) -> str:
    """Return what was done."""
    return texts("themes.done", change=change_text(texts, change))


def taken_back_text(texts: Texts, change: Change) -> str:
    """Return what was taken back."""
    return texts("themes.taken_back", change=change_text(texts, change))


def change_text(texts: Texts, change: Change) -> str:
    """Return a moderator's change as a sentence."""
    names = {"name": escape(change.facts.name), "other": escape(change.facts.other)}
    return texts(f"themes.done_{change.kind}", **{"key": f"t{change.number}"} | names)


def facts_text(texts: Texts, theme: StoredTheme, rated: Theme | None, main: str = "") -> str:
    """Return what there is to say of a theme beside its name. main: the language that is left out."""
    count = len(theme.members)
    marks = [
        *([texts("themes.mark.locked")] if theme.is_locked else []),
        *([texts("themes.mark.named")] if theme.has_manual_name else []),
        *([theme_languages(texts, theme.language)] if theme.language not in {"", main} else []),
    ]
    facts = [
        texts("common.comments", n=count) if count else texts("themes.no_comment"),
        stars_short(texts, rated.mean, rated.missing) if rated is not None else "",
        ", ".join(marks),
    ]
    return " · ".join(each for each in facts if each)


def heading(texts: Texts, theme: StoredTheme) -> str:
    """Return a theme's key and name, cut to what fits in a line."""
    return f"{theme.key}  {cut(theme_name(texts, theme), _MAX_NAME)}"


def _cancel_button(texts: Texts, exchange: Exchange) -> Block:
    return button(texts("themes.cancel.button"), action_id=CANCEL, value=format_value(exchange.exchange_id))


def _line(texts: Texts, theme: StoredTheme, rated: Theme | None, main: str = "") -> Block:
    return line(run(heading(texts, theme), bold=True), run(f"\n{facts_text(texts, theme, rated, main)}\n"))
