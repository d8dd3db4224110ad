"""Names of languages, as screens show them."""

from bot.texts import Texts


def languages_line(texts: Texts, codes: list[str]) -> str:
    """Return how comments of several languages were treated, "" where there is one language or none is known."""
    names = sorted({texts.language_name(code) for code in codes if code})
    if len(names) < 2:  # noqa: PLR2004 - nothing to distinguish
        return ""
    return texts("common.languages_apart", languages=names)
