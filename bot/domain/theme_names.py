"""What a theme is called on a screen."""

from bot.texts import Texts
from storage.theme_snapshots import StoredTheme
from storage.themes import Theme


def theme_name(texts: Texts, theme: Theme | StoredTheme) -> str:
    """Return a theme's name."""
    _ = texts
    return theme.name
