"""Words about sets of themes that moderators keep, the same in Slack, on the page and in files."""

from bot.core.theme_sets import Agreement
from bot.domain.theme_names import unnamed_text
from bot.texts import Texts


def set_theme_name(texts: Texts, name: str) -> str:
    """Return what a theme of a set is called."""
    return name or unnamed_text(texts)


def agreement_text(texts: Texts, agreement: Agreement) -> str:
    """Return how far a set and the computed one agree, in a word and in numbers."""
    return texts(
        f"sets.similar.{agreement.similarity}",
        together=agreement.together,
        n=agreement.comments,
        index=texts.number(agreement.index, 2),
    )
