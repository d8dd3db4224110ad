"""What moderators see of themes: the list, one theme, what would change, and what did."""

from bot.core.grammar import COMMAND
from bot.core.theme_grammar import FORMS, ThemeCommand
from bot.domain.quotes import quote_text
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, section
from bot.slack.charts import stars_short
from bot.slack.languages import language_name
from bot.slack.rich_text import line, quote, rich, run
from bot.themes.flow import Plan
from bot.themes.queries import ThemeDetails
from storage.exchanges import Exchange
from storage.theme_changes import Change
from storage.theme_snapshots import StoredTheme, ThemeSnapshot
from storage.themes import Theme

APPLY = "arrange.apply"  # value: EXCHANGE|TURN|what was written
CANCEL = "arrange.cancel"
UNDO = "arrange.undo"  # value: EXCHANGE|CHANGE

LISTED = 30
_HINTED = ("show", "rename", "merge", "split", "move", "lock", "undo")
_SHOWN = 5
_NAME_MOST = 80

NONE_YET = (
    "Themes appear by themselves from 6 comments on, with the first digest. "
    '`/exchange theme seed "Buses" bus, stop` gives one a head start.'
)
_DONE = {
    "rename": "{key} is called “{name}” now.",
    "merge": "{key} “{name}” went into “{other}”.",
    "split": "{key} “{name}” was split off “{other}”.",
    "move": "The comment is in {key} “{name}” now, and stays there.",
    "lock": "{key} “{name}” is locked: it stays as it is.",
    "unlock": "{key} “{name}” may change again.",
    "seed": "{key} “{name}” attracts comments from the next digest on.",
}


def list_blocks(exchange: Exchange, stood: ThemeSnapshot, rated: list[Theme]) -> list[Block]:
    """Return all themes, the largest first."""
    shown = [section(f"*Themes of {escape(exchange.question)}*")]
    if not stood.themes:
        return [*shown, section(NONE_YET)]
    told = {theme.number: theme for theme in rated}
    lines = [_line(each, told.get(each.number), stood.themes[0].language) for each in stood.themes[:LISTED]]
    shown.append(rich(lines))
    more = len(stood.themes) - LISTED
    if more > 0:
        shown.append(context_block(f"and {more} more, smaller ones"))
    return [*shown, context_block(" · ".join(f"`{COMMAND} {FORMS[each]}`" for each in _HINTED))]


def theme_blocks(seen: ThemeDetails) -> list[Block]:
    """Return a theme with some of its comments."""
    theme, words = seen.theme, seen.words
    second = sum(member.second == theme.number for each in seen.stood.themes for member in each.members)
    parts = [_line(theme, seen.rated)]
    parts += [quote(run(quote_text(text)), run(f"  #{number}", italic=True)) for number, text in words]
    shown = [rich(parts)]
    notes = []
    if len(theme.members) > len(words):
        notes.append(f"{len(words)} of {len(theme.members)} comments, the surest first")
    if second:
        notes.append(f"{second} of other themes speak of it too")
    if theme.words:
        notes.append(f"attracts: {escape(', '.join(theme.words))}")
    return [*shown, context_block(" · ".join(notes))] if notes else shown


def planned_blocks(planned: Plan, words: list[str]) -> list[Block]:
    """Return what would change. words: of some comments that it is about."""
    shown = [section("*Before anything changes:*\n" + "\n".join(escape_marks(each) for each in planned.says))]
    return [*shown, rich([quote(run(quote_text(text))) for text in words])] if words else shown


def preview(exchange: Exchange, planned: Plan, written: str, words: list[str]) -> list[Block]:
    """Return what would change, with a yes and a no."""
    value = f"{exchange.exchange_id}|{planned.turn}|{written}"
    return [
        *planned_blocks(planned, words),
        actions(
            button("Apply", action_id=APPLY, value=value, style="primary"),
            button("Cancel", action_id=CANCEL, value=str(exchange.exchange_id)),
        ),
    ]


def undo_preview(exchange: Exchange, change: Change) -> list[Block]:
    """Return what would be taken back."""
    return [
        section(f"*Take this back?*\n{done_line(change)}"),
        actions(
            button("Take it back", action_id=UNDO, value=f"{exchange.exchange_id}|{change.change_id}", style="primary"),
            button("Cancel", action_id=CANCEL, value=str(exchange.exchange_id)),
        ),
    ]


def done_blocks(exchange: Exchange, change: Change) -> list[Block]:
    """Return what was done, and the way back."""
    row = actions(button("Undo", action_id=UNDO, value=f"{exchange.exchange_id}|{change.change_id}"))
    return [section(f":white_check_mark: {done_line(change)}"), row]


def done_line(change: Change) -> str:
    """Return a change in a sentence."""
    names = {name: escape(str(change.facts.get(name, ""))) for name in ("name", "other")}
    return _DONE[change.kind].format(key=f"t{change.number}", **names)


def written_of(order: ThemeCommand) -> str:
    """Return an order as it is read again when it is applied."""
    parts = [order.what, *([f"#{order.comment}"] if order.comment else []), *(f"t{each}" for each in order.themes)]
    if order.name:
        parts.append('"' + order.name.replace('"', "'") + '"')
    return " ".join([*parts, ", ".join(order.words)]).strip()


def escape_marks(text: str) -> str:
    """Return a line of ours, with names of people's making in it, as Slack may show it."""
    return escape(text)


def about(theme: StoredTheme, rated: Theme | None, main: str = "") -> str:
    """Return what there is to say of a theme beside its name. main: the language that need not be told."""
    marks = [
        *(["locked"] if theme.is_locked else []),
        *(["named by a moderator"] if theme.is_named else []),
        *([language_name(theme.language)] if theme.language != main and theme.language else []),
    ]
    count = len(theme.members)
    comments = f"{count:,} {'comment' if count == 1 else 'comments'}" if count else "no comment yet"
    stars = f" · {stars_short(rated.mean, rated.ratings)}" if rated is not None and rated.ratings else ""
    return comments + stars + (f" · {', '.join(marks)}" if marks else "")


def _line(theme: StoredTheme, rated: Theme | None, main: str = "") -> Block:
    said = about(theme, rated, main)
    return line(run(f"{theme.key}  {cut(theme.name, _NAME_MOST)}", bold=True), run(f"\n{said}\n"))
