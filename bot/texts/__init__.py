"""Every sentence that a person reads, in English and Spanish: message catalogues, and what formats them."""

from bot.texts.locales import LANGUAGES, choose_language, language_of
from bot.texts.texts import (
    ENGLISH,
    Message,
    PageTexts,
    Texts,
    TextsError,
    Value,
    load_all,
    page_texts_for,
    texts_for,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Message",
    "PageTexts",
    "Texts",
    "TextsError",
    "Value",
    "choose_language",
    "language_of",
    "load_all",
    "page_texts_for",
    "texts_for",
]
