"""Block Kit of rating an open exchange from Home: its buttons, and the themes that somebody rates first."""

from bot.domain.questions import list_questions, option_texts
from bot.home.flow import Participation
from bot.slack import action_ids
from bot.slack.blocks import Block, button, escape, section
from bot.texts import Texts


def rating_buttons(texts: Texts, part: Participation) -> list[Block]:
    """Return the buttons that begin to rate; none while the exchange is paused."""
    if part.exchange.is_paused:
        return []
    value = str(part.exchange.exchange_id)
    rows = [
        button(texts("home.rate.button"), action_id=action_ids.RATE_START, value=value),
        button(
            texts("home.five.button"),
            action_id=action_ids.RATE_SET,
            value=value,
            accessibility_label=texts("home.five.spoken"),
        ),
    ]
    if part.has_themes:
        rows.append(button(texts("home.themes_first.button"), action_id=action_ids.RATE_THEMES, value=value))
    return rows


def answers_text(texts: Texts, part: Participation) -> str:
    """Return what somebody answered to the short questions, "" where they answered none."""
    given = part.person.answers if part.person else ()
    asked = list_questions(part.exchange)
    names = [option_texts(texts, each)[at - 1] for each, at in zip(asked, given, strict=False) if at]
    return texts("home.your_answers", answers=[escape(each) for each in names]) if names else ""


def first_themes(texts: Texts, part: Participation) -> list[Block]:
    """Return the themes that somebody rates first, with the button that ends it; nothing where they chose none."""
    if not part.first_themes:
        return []
    end = button(
        texts("home.themes_first_end.button"),
        action_id=action_ids.RATE_THEMES_END,
        value=str(part.exchange.exchange_id),
        accessibility_label=texts("home.themes_first_end.spoken"),
    )
    names = [f"*{escape(each)}*" for each in part.first_themes]
    return [section(texts("home.themes_first_are", themes=names), accessory=end)]
