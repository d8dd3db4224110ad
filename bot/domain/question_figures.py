"""Answers to short questions as releases show them: counted in batches of new people, never at an act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core.limits import MIN_NEW
from bot.core.question_counts import count_answers, is_next
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

    @property
    def undivided(self) -> int | None:
        """People, or more, of a question whose answers are all counted together; None where one is counted alone."""
        return self.rest if all(each is None for each in self.people) else None

    def rows(self, texts: Texts) -> list[tuple[str, int]]:
        """Return (option, or options that are counted together; people, or more); nothing where no answer is apart."""
        if all(each is None for each in self.people):
            return []
        pairs = list(zip(option_texts(texts, self.question), self.people, strict=True))
        rows = [(name, count) for name, count in pairs if count is not None]
        together = [name for name, count in pairs if count is None]
        if together and self.rest is not None:  # on a scale at its place in it, else behind the others
            place = self.people.index(None) if self.question.is_scale else len(rows)
            rows.insert(place, (" + ".join(together), self.rest))
        return rows


def count_next(
    exchange: Exchange, record: Record, people: Iterable[Participant], before: Stored
) -> tuple[Record, Stored] | None:
    """Return the record and the counts of a release by group; None where no question has enough new people.

    people: everybody who is there now. Who left counts no more from the next count on. before: the present counts. Each
    question waits for new people of its own: of those who answered another one, none may have answered this.
    """
    there = [each for each in people if any(each.answers) and not each.is_forgetting]
    answered, stored = [], []
    for place, question in enumerate(list_questions(exchange)):
        given = {each.person: each.answers[place] for each in there if each.answers[place]}
        ever = record.answered[place] if place < len(record.answered) else ()
        new = sorted(given.keys() - set(ever))
        if is_next(len(ever), len(new), min_people=exchange.min_group_size, min_new=MIN_NEW):
            counts = count_answers(list(given.values()), len(question.options), min_people=exchange.min_group_size)
            answered.append((*(each for each in ever if each in given), *new))
            stored.append((*counts.people, counts.rest))
        else:
            answered.append(ever)
            stored.append(before[place] if place < len(before) else (None,) * (len(question.options) + 1))
    after = tuple(answered)
    return None if after == record.answered or not any(after) else (replace(record, answered=after), tuple(stored))


def read_figures(exchange: Exchange, stored: Sequence[Sequence[int | None]]) -> tuple[QuestionFigures, ...]:
    """Return what a release shows of the questions of an exchange, empty before the first count."""
    figures = []
    for question, counts in zip(list_questions(exchange), stored, strict=False):
        *people, rest = counts
        if len(people) == len(question.options):
            figures.append(QuestionFigures(question, tuple(people), rest))
    return tuple(figures)
