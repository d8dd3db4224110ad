"""The choice of the next comments for somebody: their themes, their group's deficits, and the whole queue."""

from typing import Protocol

from bot.context import Context
from bot.core import routing
from bot.rate.view import GOAL, WaitingCount
from storage.act_rows import ActRows
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.participant_record import Participant


class Turn(Protocol):
    """An act of a participant, as far as a choice needs it."""

    @property
    def ctx(self) -> Context:
        """The random source, and the themes that are remembered."""
        ...

    @property
    def rows(self) -> ActRows:
        """The rows of the exchange."""
        ...

    @property
    def exchange(self) -> Exchange:
        """The exchange."""
        ...

    @property
    def person(self) -> Participant:
        """Who is shown the comments."""
        ...

    @property
    def waiting(self) -> list[WaitingCount]:
        """How many comments waited at this choice; it is changed."""
        ...


async def choose_comments(turn: Turn, count: int, *, but: Comment | None = None) -> list[Comment]:
    """Return count comments to show, chosen as bot/core/routing.py says; fewer where there are no more.

    Who chose themes is shown three of four from these; the others come as to everybody, so that none of them starves.
    but: one that is left out.
    """
    rng, chosen = turn.ctx.rng, list[Comment]()
    wanted = turn.ctx.first_themes.wanted_by(turn.exchange, turn.person)
    if wanted:
        of_themes = sum(routing.serves_chosen_themes(rng) for _ in range(count))
        chosen = await _draw(turn, of_themes, [], but, among=wanted)
    if turn.person.group_name:
        for_group = sum(routing.serves_deficit(rng) for _ in range(count - len(chosen)))
        chosen += await _draw(turn, for_group, chosen, but, deficit_of=turn.person.group_name)
    return chosen + await _draw(turn, count - len(chosen), chosen, but)


async def _draw(
    turn: Turn,
    count: int,
    taken: list[Comment],
    but: Comment | None,
    *,
    deficit_of: str | None = None,
    among: frozenset[int] | None = None,
) -> list[Comment]:
    if count == 0:
        return []
    wanted = routing.SPREAD * count + len(taken)
    is_whole_queue = deficit_of is None and among is None
    if is_whole_queue:
        wanted = max(wanted, GOAL - turn.person.ratings)  # then the goal need not be asked for
    waiting = await turn.rows.list_next(
        turn.person, limit=wanted, deficit_of=deficit_of, among=among, exclude=but.comment_id if but else None
    )
    if is_whole_queue:
        turn.waiting[:] = [WaitingCount(but, len(waiting))]
    ids = {each.comment_id for each in taken}
    free = [each for each in waiting if each.comment_id not in ids]
    return [free[at] for at in routing.choose(len(free), turn.ctx.rng, places=count)]
