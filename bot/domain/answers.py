"""What is shown of an answer beside its words."""

from bot.texts import Texts
from storage.answers import Answer


def status_text(texts: Texts, status: str) -> str:
    """Return what is done, in a few words."""
    return texts(f"answers.status.{status}")


def facts_text(texts: Texts, answer: Answer) -> str:
    """Return what is done, by whom and until when, side by side; plain text."""
    parts = [status_text(texts, answer.status)]
    if answer.owner:
        parts.append(texts("answers.by", owner=answer.owner))
    if answer.due_on:
        parts.append(texts("answers.until", day=texts.day(answer.due_on)))
    return " · ".join(parts)
