"""Words about sets of themes that moderators keep, the same in Slack, on the page and in files."""

from datetime import date

from bot.core.theme_sets import Agreement
from bot.domain.theme_names import unnamed_text
from bot.texts import Texts


def set_theme_name(texts: Texts, name: str) -> str:
    """Return what a theme of a set is called."""
    return name or unnamed_text(texts)


def made_text(texts: Texts, made_on: date, changed_on: date) -> str:
    """Return who keeps a set, and since when; a change on the day itself is not named."""
    made = texts.day(made_on)
    if made_on == changed_on:
        return texts("sets.by_moderators_made", made=made)
    return texts("sets.by_moderators", made=made, changed=texts.day(changed_on))


def agreement_text(texts: Texts, agreement: Agreement) -> str:
    """Return how far a set and the computed one agree, in a word and in numbers."""
    return texts(
        f"sets.similar.{agreement.similarity}",
        together=agreement.together,
        n=agreement.comments,
        index=texts.number(agreement.index, 2),
    )
