"""Block Kit of about and privacy: what there is to know of an exchange before taking part."""

from bot.exchanges.blocks import question_block, teaser
from bot.exchanges.settings.setting import Subject
from bot.exchanges.settings.shown import IN_ABOUT
from bot.slack.blocks import TEXT_MAX, Block, divider, modal, section
from bot.slack.data_page import data_page_section
from bot.slack.mrkdwn import linked
from bot.texts import Texts
from storage.exchanges import Exchange


def about_modal(texts: Texts, exchange: Exchange, moderators: str, command: str) -> Block:
    """Return what there is to know before taking part. moderators: a sentence that names them."""
    blocks = [question_block(exchange.question)]
    if exchange.background:
        background = linked(exchange.background)
        blocks.append(section(background if len(background) <= TEXT_MAX else teaser(texts, exchange.background)))
        blocks.append(divider())
    blocks += [section(text) for text in about_texts(texts, exchange, moderators, command)]
    blocks.append(data_page_section(texts))
    return modal(texts("about.modal.title"), blocks, close=texts("common.modal.close"))


def about_texts(texts: Texts, exchange: Exchange, moderators: str, command: str) -> list[str]:
    """Return about and privacy of one exchange, a heading and sentences each."""
    subject = Subject(exchange, moderators=moderators)
    facts = [fact for setting in IN_ABOUT for fact in setting.about(texts, subject)]
    return [*facts, texts("about.stop", command=command)]
