"""Block Kit of the short questions in their own words, as moderators see them; who takes part sees the form."""

from bot.domain.questions import list_questions, option_texts
from bot.slack.blocks import Block, escape, section
from bot.texts import Texts
from storage.exchanges import Exchange


def question_sections(texts: Texts, exchange: Exchange) -> list[Block]:
    """Return a section with each short question and its answers to choose from; none where nothing is asked."""
    lines = [
        f"{place}. {escape(each.text)}\n      {escape(' · '.join(option_texts(texts, each)))}"
        for place, each in enumerate(list_questions(exchange), start=1)
    ]
    return [section("\n".join([f":clipboard: *{texts('questions.heading')}*", *lines]))] if lines else []
