"""Block Kit of sets of themes: the list, one set, and what was done with the way back."""

from bot.domain.set_words import agreement_text, made_text, set_theme_name
from bot.slack.blocks import Block, actions, button, confirm, context_block, cut, escape, modal, section
from bot.slack.rich_text import line, rich, run
from bot.texts import Texts
from bot.themes.sets.flow import ListedSets
from bot.themes.sets.parse import form_text
from storage.exchanges import Exchange
from storage.theme_sets import ThemeSet

OPEN = "sets.open"  # value: exchange
FIRST, UNDO, DELETE = "sets.first", "sets.undo", "sets.delete"  # value: exchange, set; of the last two its revision
COMPUTED = 0
"""The number that means the computed themes in the button of what is shown first."""

_HINTED = ("new", "show", "rename", "merge", "move")
_MAX_THEMES = 40
_MAX_NAME = 80


def list_blocks(texts: Texts, exchange: Exchange, listed: ListedSets) -> list[Block]:
    """Return the sets, each with how far it agrees with the computed one."""
    shown = [section(texts("sets.list", question=escape(cut(exchange.question, 150))))]
    if not listed.sets:
        return [*shown, section(texts("sets.none_yet", form=form_text("new", texts.language, slug=exchange.slug)))]
    for one in listed.sets:
        agreement = listed.agreements[one.number]
        lines = [
            f"*{one.key}  {escape(one.name)}*" + (f" · {texts('sets.is_first')}" if one.is_first else ""),
            texts("sets.facts", themes=len(one.themes), n=len(one.members), live=listed.live),
            escape(agreement_text(texts, agreement)) if agreement else "",
        ]
        shown.append(section("\n".join(each for each in lines if each)))
    hints = [form_text(each, texts.language, slug=exchange.slug) for each in _HINTED]
    return [*shown, context_block(" · ".join(hints))]


def list_modal(texts: Texts, exchange: Exchange, listed: ListedSets) -> Block:
    """Return the same in a modal."""
    return modal(texts("sets.title"), list_blocks(texts, exchange, listed), close=texts("themes.back.close"))


def set_blocks(texts: Texts, exchange: Exchange, one: ThemeSet) -> list[Block]:
    """Return a set with its themes and what can be done with all of it."""
    themes = sorted(one.themes, key=lambda each: (-one.count(each.number), each.number))
    lines = [
        line(
            run(f"{each.key}  {cut(set_theme_name(texts, each.name), _MAX_NAME)}", bold=True),
            run(f"  {texts('common.comments', n=one.count(each.number))}\n"),
        )
        for each in themes[:_MAX_THEMES]
    ]
    notes = [made_text(texts, one.made_on, one.changed_on)]
    notes += [
        form_text(each, texts.language, number=one.number, slug=exchange.slug) for each in ("rename", "merge", "move")
    ]
    return [
        section(f"*{one.key}  {escape(one.name)}*" + (f" · {texts('sets.is_first')}" if one.is_first else "")),
        *([rich(lines)] if lines else []),
        context_block(" · ".join(notes)),
        actions(*_buttons(texts, exchange, one)),
    ]


def _buttons(texts: Texts, exchange: Exchange, one: ThemeSet) -> list[Block]:
    mine = f"{exchange.exchange_id}|{one.number}|{one.revision}"
    first = COMPUTED if one.is_first else one.number
    made = [
        button(
            texts("sets.computed_first.button" if one.is_first else "sets.first.button"),
            action_id=FIRST,
            value=f"{exchange.exchange_id}|{first}",
        )
    ]
    if one.before is not None:
        made.append(button(texts("sets.undo.button"), action_id=UNDO, value=mine))
    ask = confirm(
        texts("sets.delete_ask.title"),
        texts("sets.delete_ask.text", name=cut(one.name, _MAX_NAME)),
        yes=texts("sets.delete_ask.yes"),
        no=texts("sets.delete_ask.no"),
        danger=True,
    )
    return [*made, button(texts("sets.delete.button"), action_id=DELETE, value=mine, style="danger", confirm=ask)]


def done_blocks(texts: Texts, exchange: Exchange, one: ThemeSet, text: str) -> list[Block]:
    """Return what was done, above the set as it is now."""
    return [section(text), *set_blocks(texts, exchange, one)]
