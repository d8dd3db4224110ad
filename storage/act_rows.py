"""What a rating act reads and writes in its exchange: `ActRows`, and its form that sends each statement by itself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from storage import comments, participants, ratings, routing_queue
from storage.comments import Comment
from storage.participant_record import Participant
from storage.ratings import Placed, Star, Undone
from storage.scope import ExchangeScope
from storage.seals import ActSeals, PersonKey
from storage.session import Db


class ActRows(Protocol):
    """The rows of one exchange, as a rating act needs them. Each method is as the function that it names."""

    @property
    def db(self) -> Db:
        """The act's own transaction. Raises NotInBatchError where it has none."""
        ...

    async def get_newest(self, number: int) -> Comment | None:
        """As `comments.get_by_number`."""
        ...

    async def get_comment(self, comment_id: int) -> Comment | None:
        """As `comments.get_by_id`."""
        ...

    async def list_next(
        self,
        person: Participant,
        *,
        limit: int,
        deficit_of: str | None = None,
        among: Collection[int] | None = None,
        exclude: int | None = None,
    ) -> list[Comment]:
        """As `routing_queue.list_next`."""
        ...

    async def lock(self, seen: Iterable[Comment | None], ids: Iterable[int | None] = ()) -> dict[int, Comment]:
        """As `comments.lock`."""
        ...

    async def get_stars(self, comment_id: int, seals: ActSeals) -> int | None:
        """As `ratings.get_stars`."""
        ...

    async def save_row(self, star: Star) -> Placed:
        """As `ratings.save_row`."""
        ...

    async def count(self, star: Star, before: int | None, *, weight: float) -> None:
        """As `ratings.count`."""
        ...

    async def undo(self, comment_id: int, seals: ActSeals, clicked_at: int) -> Undone:
        """As `ratings.undo`."""
        ...

    async def save_skip(self, comment_id: int, seals: ActSeals, reason: str, clicked_at: int) -> bool:
        """As `ratings.save_skip`."""
        ...

    async def change_cards(self, changes: Mapping[int, int]) -> None:
        """As `ratings.change_cards`."""
        ...

    async def save_person(self, who: PersonKey, person: Participant) -> Participant:
        """As `participants.save`."""
        ...


@dataclass(frozen=True, slots=True)
class DbRows:
    """The rows as the database has them: each method is a statement or a few, in the act's own transaction."""

    db: Db
    scope: ExchangeScope

    async def get_newest(self, number: int) -> Comment | None:
        """Return the newest version of comment #number."""
        return await comments.get_by_number(self.db, self.scope, number)

    async def get_comment(self, comment_id: int) -> Comment | None:
        """Return the comment of that id."""
        return await comments.get_by_id(self.db, self.scope, comment_id)

    async def list_next(
        self,
        person: Participant,
        *,
        limit: int,
        deficit_of: str | None = None,
        among: Collection[int] | None = None,
        exclude: int | None = None,
    ) -> list[Comment]:
        """Return the live comments with the lowest queue keys that this person has not written, rated or skipped."""
        return await routing_queue.list_next(
            self.db, self.scope, person, limit=limit, deficit_of=deficit_of, among=among, exclude=exclude
        )

    async def lock(self, seen: Iterable[Comment | None], ids: Iterable[int | None] = ()) -> dict[int, Comment]:
        """Lock these comments until the transaction ends, and return them as they are now, by id."""
        return await comments.lock(self.db, self.scope, seen, ids)

    async def get_stars(self, comment_id: int, seals: ActSeals) -> int | None:
        """Return the stars of this person's rating of a comment, None when there is none."""
        return await ratings.get_stars(self.db, self.scope, comment_id, seals)

    async def save_row(self, star: Star) -> Placed:
        """Save a star, and do not count it."""
        return await ratings.save_row(self.db, self.scope, star)

    async def count(self, star: Star, before: int | None, *, weight: float) -> None:
        """Count a saved star, and give its comment a new sampling weight."""
        await ratings.count(self.db, self.scope, star, before, weight=weight)

    async def undo(self, comment_id: int, seals: ActSeals, clicked_at: int) -> Undone:
        """Undo a rating or skip, unless it was given or taken back later than that."""
        return await ratings.undo(self.db, self.scope, comment_id, seals, clicked_at)

    async def save_skip(self, comment_id: int, seals: ActSeals, reason: str, clicked_at: int) -> bool:
        """Save a skip; False when the person has rated or skipped the comment."""
        return await ratings.save_skip(self.db, self.scope, comment_id, seals, reason, clicked_at)

    async def change_cards(self, changes: Mapping[int, int]) -> None:
        """Change the numbers of cards that show comments, by comment id."""
        await ratings.change_cards(self.db, self.scope, changes)

    async def save_person(self, who: PersonKey, person: Participant) -> Participant:
        """Write a person's block; return the person with the new revision."""
        return await participants.save(self.db, self.scope, who, person)
