"""Answers to short questions as releases show them: counted in batches of new people, never at an act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core.limits import MIN_NEW
from bot.core.question_counts import AnswerCounts, count_answers, is_next
from bot.domain.questions import ShortQuestion, list_questions, option_texts
from bot.domain.releases import Record
from bot.texts import Texts
from storage.exchanges import Exchange
from storage.participant_record import Participant

Stored = tuple[tuple[int | None, ...], ...]
"""By question: the people of each option, and behind them those of all that are counted together."""


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """A question with its counts, as they may be shown."""

    question: ShortQuestion
    people: tuple[int | None, ...]
    rest: int | None

    def rows(self, texts: Texts) -> list[tuple[str, int]]:
        """Return (option, or options that are counted together; people, or more) of what is shown."""
        names = option_texts(texts, self.question)
        rows = [(name, count) for name, count in zip(names, self.people, strict=True) if count is not None]
        together = [name for name, count in zip(names, self.people, strict=True) if count is None]
        return rows + ([(texts.list(together), self.rest)] if together and self.rest is not None else [])


def count_next(exchange: Exchange, record: Record, people: Iterable[Participant]) -> tuple[Record, Stored] | None:
    """Return the record and the counts of a release by group; None where too few new people answered.

    people: everybody who is there now. Who left counts no more from the next count on.
    """
    answered = {each.person: each.answers for each in people if any(each.answers)}
    counted = [each for each in record.answered if each in answered]
    new = sorted(answered.keys() - set(counted))
    if not exchange.questions or not is_next(
        len(record.answered), len(new), min_people=exchange.min_group_size, min_new=MIN_NEW
    ):
        return None
    stored = tuple(
        _to_stored(
            count_answers(
                [each[place] for each in answered.values()],
                len(question.options),
                min_people=exchange.min_group_size,
            )
        )
        for place, question in enumerate(list_questions(exchange))
    )
    return replace(record, answered=(*counted, *new)), stored


def read_figures(exchange: Exchange, stored: Sequence[Sequence[int | None]]) -> tuple[QuestionFigures, ...]:
    """Return what a release shows of the questions of an exchange, empty before the first count."""
    figures = []
    for question, counts in zip(list_questions(exchange), stored, strict=False):
        *people, rest = counts
        if len(people) == len(question.options):
            figures.append(QuestionFigures(question, tuple(people), rest))
    return tuple(figures)


def _to_stored(counts: AnswerCounts) -> tuple[int | None, ...]:
    return (*counts.people, counts.rest)
