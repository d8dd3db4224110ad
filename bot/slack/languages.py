"""Names of languages, as screens show them."""

from bot.texts import Texts


def theme_languages(texts: Texts, language: str) -> str:
    """Return the names of a theme's languages. language: their codes with spaces between, the commonest first."""
    return texts.list([texts.language_name(code) for code in language.split()])


def languages_line(texts: Texts, languages: list[str]) -> str:
    """Return how comments of several languages were treated, "" where there is one language or none is known.

    languages: of each theme, codes with spaces between.
    """
    every = [each.split() for each in languages]
    shared = {code for codes in every if len(codes) > 1 for code in codes}
    apart = {code for codes in every for code in codes} - shared
    if not shared and len(apart) < 2:  # noqa: PLR2004 - nothing to distinguish
        return ""
    lines = [
        texts(f"common.languages_{how}", languages=sorted(map(texts.language_name, codes)))
        for how, codes in (("together", shared), ("apart", apart))
        if codes
    ]
    return "; ".join(lines)
