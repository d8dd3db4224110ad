"""Places of comments, drawn at random: numbers for people, and positions for the rows of people who rated them."""

import secrets
from random import SystemRandom

from sqlalchemy import bindparam, func, select

from storage.models import comment
from storage.scope import ExchangeScope, in_scope
from storage.session import Db

_FIRST_NUMBERS = 900  # numbers 100..999 first, then more as the exchange grows
_SPREAD = 4  # numbers to choose from, for each comment there is
_FIRST_POSITIONS = 2**17  # so that a position says nothing of when; dense in large exchanges, where it has to be
_TRIES = 20

_COUNT = select(func.count()).where(in_scope(comment))
_TAKEN = select(comment.c.number, comment.c.position).where(
    in_scope(comment),
    comment.c.number.in_(bindparam("numbers", expanding=True))
    | comment.c.position.in_(bindparam("positions", expanding=True)),
)


async def draw_places(db: Db, scope: ExchangeScope) -> tuple[int, int]:
    """Return a free number and a free position, both at random."""
    count = int((await db.execute(_COUNT, scope.bind())).scalar_one())
    numbers = {each + 100 for each in _draw(max(_FIRST_NUMBERS, _SPREAD * count))}
    positions = _draw(_count_positions(count))
    rows = (await db.execute(_TAKEN, scope.bind(numbers=sorted(numbers), positions=sorted(positions)))).all()
    numbers -= {int(row.number) for row in rows}
    positions -= {int(row.position) for row in rows}
    if not numbers or not positions:  # so few are free that none was drawn
        return await draw_places(db, scope)
    return secrets.choice(sorted(numbers)), secrets.choice(sorted(positions))


def _draw(space: int) -> set[int]:
    return {secrets.randbelow(space) for _ in range(_TRIES)}


def _count_positions(count: int) -> int:
    """Return how many positions there are in an exchange of `count` comments: the same for nearly all."""
    return max(_FIRST_POSITIONS, count * 3 // 2)


def numbers_for(count: int) -> list[int]:
    """Return `count` distinct random numbers for the first comments of an exchange."""
    space = max(_FIRST_NUMBERS, _SPREAD * count)
    return SystemRandom().sample(range(100, 100 + space), count)


def positions_for(count: int) -> list[int]:
    """Return `count` distinct random positions for the first comments of an exchange."""
    return SystemRandom().sample(range(_count_positions(count)), count)
