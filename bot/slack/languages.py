"""Names of languages, as screens show them."""

from bot.texts import ENGLISH, Texts

language_name = ENGLISH.language_name
"""The English name of a language by its code, for features that are not in the catalogue yet."""


def languages_line(codes: list[str], texts: Texts = ENGLISH) -> str:
    """Return how comments of several languages were treated, "" where there is one language or none is told."""
    names = sorted({texts.language_name(code) for code in codes if code})
    if len(names) < 2:  # noqa: PLR2004 - nothing to tell apart
        return ""
    return texts("common.languages_apart", languages=names)
