"""What a theme is called on a screen, and which set of comments is no theme."""

from typing import Protocol

from bot.core.themes import ThemeKind
from bot.texts import Texts


class Named(Protocol):
    """A theme, as the finder or the database knows it."""

    @property
    def kind(self) -> str:
        """A ThemeKind."""
        ...

    @property
    def language(self) -> str:
        """Codes of its languages, with a space between."""
        ...

    @property
    def name(self) -> str:
        """Its own name, "" where it has none."""
        ...


def theme_name(texts: Texts, theme: Named) -> str:
    """Return a theme's name, in the reader's language where it has none of its own."""
    return kind_text(texts, theme.kind, theme.language) or theme.name


def kind_text(texts: Texts, kind: str, language: str) -> str:
    """Return what a theme without a name is called, "" where its kind has a name. kind: a ThemeKind."""
    if kind == ThemeKind.UNNAMED:
        return unnamed_text(texts)
    if kind == ThemeKind.ALL:
        return texts("themes.name_all")
    if kind == ThemeKind.LANGUAGE:
        return texts(
            "themes.name_language", language=texts.list([texts.language_name(code) for code in language.split()])
        )
    if kind == ThemeKind.PERSONAL:
        return texts("themes.name_personal")
    if kind == ThemeKind.SILENT:
        return texts("themes.name_silent")
    return ""


def unnamed_text(texts: Texts) -> str:
    """Return what a theme is called that has no name, or whose name is no longer known."""
    return texts("themes.name_unnamed")


def is_silent(theme: Named) -> bool:
    """Say whether these are the comments that say nothing: they are counted apart, and no theme."""
    return theme.kind == ThemeKind.SILENT
