"""The way to the data page, wherever the bot explains itself; the page is in bot/help."""

from bot.slack import action_ids
from bot.slack.blocks import Block, button, section
from bot.texts import Texts


def data_page_section(texts: Texts) -> Block:
    """Return a sentence about the data page with the button that opens it."""
    opens = button(texts("data_page.button"), action_id=action_ids.DATA_PAGE, value="data")
    return section(texts("about.data"), accessory=opens)
