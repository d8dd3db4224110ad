"""The windows behind Home's *Themes*: the list with what can be done, one form for what needs words, the preview."""

from collections.abc import Sequence

from bot.core.theme_grammar import MAX_NAME
from bot.slack import action_ids
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
from bot.slack.errors import KindError
from bot.themes.blocks import NONE_YET, about, done_line, planned_blocks, theme_blocks
from bot.themes.flow import Plan
from bot.themes.queries import ThemeDetails
from storage.exchanges import Exchange
from storage.theme_changes import Change
from storage.theme_snapshots import StoredTheme, ThemeSnapshot
from storage.themes import Theme

ACT = "arrange.act"  # .tN; value: EXCHANGE|what is asked for, as in 7|rename t3
DO = "arrange.do"  # .move, .seed or .undo; value: EXCHANGE
OPEN = action_ids.ARRANGE_OPEN
FORM = "arrange.form"  # metadata: EXCHANGE|what was begun
SURE = "arrange.sure"  # metadata: EXCHANGE|TURN|what was written
BACK = "arrange.back"  # metadata: EXCHANGE|CHANGE
NAME, WORDS, NUMBER, GOAL = "arrange.name", "arrange.words", "arrange.number", "arrange.goal"

LISTED = 40
_TITLE = "Themes"
_CHOICE_MOST = 70
_HEADINGS = {"rename": "Rename", "merge": "Merge", "move": "Move a comment", "seed": "New theme"}


def list_modal(exchange: Exchange, stood: ThemeSnapshot, rated: Sequence[Theme], note: str = "") -> Block:
    """Return the list, each theme with what can be done to it. note: what was done just now."""
    blocks = [section(f"*{escape(exchange.question)}*")]
    if note:
        blocks.append(context_block(note))
    if not stood.themes:
        blocks.append(section(NONE_YET))
    told = {theme.number: theme for theme in rated}
    for theme in stood.themes[:LISTED]:
        said = about(theme, told.get(theme.number), stood.themes[0].language)
        text = f"*{theme.key}  {escape(cut(theme.name, 80))}*\n{said}"
        menu = overflow(_choices(exchange, stood, theme), action_id=f"{ACT}.{theme.key}")
        blocks.append(section(text, accessory=menu))
    more = len(stood.themes) - LISTED
    if more > 0:
        blocks.append(
            context_block(f"and {more} more, smaller ones: `/exchange theme show t{stood.themes[LISTED].number}`")
        )
    value = str(exchange.exchange_id)
    row = [button("New theme", action_id=f"{DO}.seed", value=value, spoken="Give comments a theme of your own")]
    if stood.themes:
        row.insert(0, button("Move a comment", action_id=f"{DO}.move", value=value))
        row.append(button("Undo the last change", action_id=f"{DO}.undo", value=value))
    return modal(
        _TITLE, [*blocks, actions(*row), context_block("You see each change before it is made.")], close="Close"
    )


def _choices(exchange: Exchange, stood: ThemeSnapshot, theme: StoredTheme) -> list[Block]:
    lock = ("unlock", "Unlock") if theme.is_locked else ("lock", "Lock as it is")
    acts = [("show", "Show comments"), ("rename", "Rename …"), ("merge", "Merge into …"), ("split", "Split …"), lock]
    if len(stood.themes) < 2:  # noqa: PLR2004 - one has no other to go into
        acts = [act for act in acts if act[0] != "merge"]
    return [option(words, f"{exchange.exchange_id}|{what} {theme.key}") for what, words in acts]


def theme_modal(seen: ThemeDetails) -> Block:
    """Return a theme with its surest comments."""
    return modal(cut(f"Theme {seen.theme.key}", 24), theme_blocks(seen), close="Back")


def form_modal(exchange: Exchange, stood: ThemeSnapshot, begun: str) -> Block:
    """Return the form for what needs words. begun: as in "rename t3", "merge t3", "move" or "seed"."""
    what, _, key = begun.partition(" ")
    theme = next((each for each in stood.themes if each.key == key), None)
    blocks = [section(f"*{theme.key}  {escape(theme.name)}*")] if theme else []
    if what == "move":
        number = text_input(action_id=NUMBER, placeholder="#412", most=12)
        hint = "It stands behind each comment in results and digests."
        blocks.append(input_block("Number of the comment", number, block_id=NUMBER, hint=hint))
    if what in {"merge", "move"}:
        others = [each for each in stood.themes if each is not theme][:100]
        if not others:
            raise KindError("There is no other theme any more. Please open the themes again.")
        choices = [option(cut(f"{each.key}  {each.name}", _CHOICE_MOST), each.key) for each in others]
        menu = select(choices, action_id=GOAL, placeholder="Choose a theme")
        blocks.append(input_block("Into which theme?", menu, block_id=GOAL))
    if what in {"rename", "seed"}:
        name = text_input(action_id=NAME, initial=theme.name[:MAX_NAME] if theme else "", most=MAX_NAME)
        stays = "It stays for good, whatever comments come." if what == "rename" else None
        blocks.append(input_block("Name", name, block_id=NAME, hint=stays))
    if what == "seed":
        words = text_input(action_id=WORDS, placeholder="bus, stop, driver", most=400)
        hint = "Comments that say one of these come to this theme from the next digest on."
        blocks.append(input_block("Example words", words, block_id=WORDS, hint=hint))
    metadata = f"{exchange.exchange_id}|{begun}"
    return modal(_HEADINGS[what], blocks, callback_id=FORM, submit="Go on", close="Cancel", metadata=metadata)


def preview_modal(exchange: Exchange, planned: Plan, written: str, words: list[str]) -> Block:
    """Return what would change, to be applied."""
    metadata = f"{exchange.exchange_id}|{planned.turn}|{written}"
    shown = planned_blocks(planned, words)
    return modal("Please look", shown, callback_id=SURE, submit="Apply", close="Cancel", metadata=metadata)


def undo_preview_modal(exchange: Exchange, change: Change) -> Block:
    """Return what would be taken back."""
    blocks = [section(f"*Take this back?*\n{done_line(change)}")]
    metadata = f"{exchange.exchange_id}|{change.change_id}"
    return modal("Undo", blocks, callback_id=BACK, submit="Take it back", close="Cancel", metadata=metadata)


def notice_modal(text: str, *, heading: str = "Themes") -> Block:
    """Return one sentence with the way back."""
    return modal(heading, [section(text)], close="Back")
