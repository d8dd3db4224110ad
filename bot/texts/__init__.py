"""Every sentence that a person reads, in English and Spanish: message catalogues, and what formats them."""

from bot.texts.locales import LANGUAGES, choose_language, language_of
from bot.texts.texts import ENGLISH, Message, Texts, TextsError, Value, load_all, texts_for

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Message",
    "Texts",
    "TextsError",
    "Value",
    "choose_language",
    "language_of",
    "load_all",
    "texts_for",
]
