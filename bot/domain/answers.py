"""What is shown of an answer beside its words, and which comments should have one."""

from collections.abc import Mapping, Sequence

from bot.core.limits import TIERS
from bot.domain.public_counts import ratings_for_stars
from bot.texts import Texts
from storage import answers, comments, scores
from storage.answers import Answer
from storage.enums import AnswerStatus, CommentState
from storage.exchanges import Exchange
from storage.session import Db

FIRST = 10
"""Highest comments that should have an answer."""


def is_acted_on(answer: Answer) -> bool:
    """Say whether something is begun or done about it. A plan is none yet."""
    return answer.status in {AnswerStatus.STARTED, AnswerStatus.DONE}


def answers_of(
    own: Mapping[int, Answer], by_theme: Mapping[int, Answer], theme_of: Mapping[int, int | None]
) -> dict[int, tuple[Answer, ...]]:
    """Return the answers that each comment has, by its number: its own first, then its theme's.

    own: by a comment's number; by_theme: by a theme's. theme_of: the theme's number of every comment that is shown.
    """
    found = {
        number: tuple(each for each in (own.get(number), by_theme.get(theme or 0)) if each is not None)
        for number, theme in theme_of.items()
    }
    return {number: each for number, each in found.items() if each}


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
    if answer.helped:
        parts.append(texts("news.helped", **{name: answer.helped.get(name, 0) for name in ("yes", "partly", "no")}))
    return " · ".join(parts)


async def list_missing(db: Db, exchange: Exchange) -> list[int]:
    """Return the numbers of the comments that should have an answer before an exchange is archived, and have none.

    They are the first ten of the top tier, the highest first.
    """
    best = await scores.list_best(db, exchange.scope, min_ratings=ratings_for_stars(exchange), limit=FIRST)
    top = [each.comment_id for each in best if each.tier == TIERS[0]]
    there = {each.comment_id: each for each in await comments.get_by_ids(db, exchange.scope, top)}
    given = {each.number for each in await answers.list_for(db, exchange.scope)}
    live = [there[each] for each in top if each in there and there[each].state == CommentState.LIVE]
    return [each.number for each in live if each.number not in given]


def missing_text(texts: Texts, numbers: Sequence[int], *, command: str = "/exchange") -> str:
    """Return which comments still need an answer, and how to give it; "" where none does."""
    if not numbers:
        return ""
    named = [f"#{each}" for each in numbers]
    return texts("answers.missing", n=len(named), named=named, command=command)
