"""Block Kit of choosing themes to rate first."""

from bot.rate.themes_first import FIELD, ThemeChoice
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
    plain_text,
    section,
)
from bot.texts import Texts
from storage.participant_record import MAX_FIRST_THEMES
from storage.released_themes import NamedTheme

MODAL = "rate.themes_modal"
_MAX_OPTIONS, _MAX_NAME = 100, 50  # of a menu of Slack; characters


def choice_modal(texts: Texts, choice: ThemeChoice) -> Block:
    """Return the form: the themes with how many comments each has, the chosen ones ticked."""
    exchange = choice.exchange
    blocks = [section(f"*{escape(exchange.question)}*")]
    title, close = texts("rate.themes.title"), texts("rate.themes.close")
    if not choice.themes:
        return modal(title, [*blocks, section(texts("rate.themes_none"))], close=texts("rate.done.close"))
    offered = {
        each.number: option(_option_text(texts, each), str(each.number)) for each in choice.themes[:_MAX_OPTIONS]
    }
    menu: Block = {
        "type": "multi_static_select",
        "action_id": FIELD,
        "options": list(offered.values()),
        "placeholder": plain_text(texts("rate.themes.placeholder")),
        "max_selected_items": MAX_FIRST_THEMES,
    }
    ticked = [offered[each] for each in choice.chosen if each in offered]
    if ticked:
        menu["initial_options"] = ticked
    blocks += [
        section(texts("rate.themes_what")),
        input_block(texts("rate.themes.label"), menu, block_id=FIELD, optional=True),
    ]
    if choice.chosen:
        value = str(exchange.exchange_id)
        end = button(texts("rate.themes_end.button"), action_id=action_ids.RATE_THEMES_END, value=value)
        blocks.append(actions(end, block_id="rate.themes_end"))
    blocks.append(context_block(texts("rate.themes_private")))
    return modal(
        title,
        blocks,
        callback_id=MODAL,
        submit=texts("rate.themes.submit"),
        close=close,
        metadata=str(exchange.exchange_id),
    )


def chosen_modal(texts: Texts, choice: ThemeChoice) -> Block:
    """Return what was chosen, and from when on it counts."""
    names = [f"*{escape(each.name)}*" for each in choice.themes if each.number in choice.chosen]
    text = texts("rate.themes_chosen", themes=names) if names else texts("rate.themes_ended")
    return modal(texts("rate.themes.title"), [section(text)], close=texts("rate.done.close"))


def _option_text(texts: Texts, theme: NamedTheme) -> str:
    return texts("rate.themes_option", name=cut(theme.name, _MAX_NAME), n=len(theme.comments))
