"""The rows of a batch of acts: read together, changed in memory by one act after the other, written together.

Each method does what the function that it is named after does with statements of its own (storage/act_rows.py); a
property test compares them. What an act does is kept only when it ends without an error.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from storage.batch_changes import Act, Changes, Missing, MissingError, NotInBatchError, SavedSkip, SavedStar
from storage.comments import Comment
from storage.enums import CommentState, SkipReason
from storage.histogram import Histogram
from storage.known_comments import KnownComment, QueueHead
from storage.participant_record import Participant
from storage.ratings import Placed, Star, Undone
from storage.seals import ActSeals, PersonKey
from storage.session import Db

_MORE = 6
"""Comments of the queue that are looked at together beyond those that are wanted: most people have seen few of them."""


@dataclass(slots=True)
class Loaded:
    """What was read in this transaction because an act asked for it. None: it is not there.

    has_head: the queue was read too, so that what it does not hold is not there.
    """

    ids: dict[int, KnownComment | None] = field(default_factory=dict)
    numbers: dict[int, KnownComment | None] = field(default_factory=dict)
    stars: dict[Act, SavedStar | None] = field(default_factory=dict)
    skips: dict[Act, SavedSkip | None] = field(default_factory=dict)
    has_head: bool = False


@dataclass(slots=True)
class _Counts:
    """Counts of a comment of the queue while an act is kept: then it is put into its place once. known: as it was."""

    known: KnownComment | None = None
    histogram: list[int] = field(default_factory=lambda: [0] * 5)
    cards: int = 0
    weight: float = 1.0


class LoadedRows:
    """The rows of one exchange in one batch.

    head: as this process knows it; here it is a copy, with what the acts changed.
    """

    def __init__(self, head: QueueHead, loaded: Loaded) -> None:
        self.changes = Changes()
        self.missing = Missing()
        self.head = head.copy()
        self._loaded = loaded
        self._done: list[Callable[[], None]] = []  # what the present act does
        self._counted: dict[int, _Counts] = {}  # by comment, while an act is kept
        for each in (*loaded.ids.values(), *loaded.numbers.values()):
            if each is not None and each.comment.state == CommentState.LIVE:
                self.head.add(each)

    @property
    def db(self) -> Db:
        """There is none. Raises NotInBatchError."""
        raise NotInBatchError

    def keep(self) -> None:
        """Keep what the present act did."""
        for each in self._done:
            each()
        self._done.clear()
        for counts in self._counted.values():
            if counts.known is not None:
                now: Histogram = tuple(counts.histogram)  # type: ignore[assignment]
                self.head.change(counts.known.with_counts(now, counts.cards, counts.weight))
        self._counted.clear()

    def drop(self) -> None:
        """Forget what the present act did."""
        self._done.clear()

    # Reading ----------------------------------------------------------------------------------------------------------

    async def get_newest(self, number: int) -> Comment | None:
        """Return the newest version of comment #number."""
        comment_id = self.head.by_number.get(number)
        if comment_id is not None:
            return self._see(self.head.by_id[comment_id].comment)
        if number not in self._loaded.numbers:
            self.missing.numbers.add(number)
            raise MissingError
        found = self._loaded.numbers[number]
        return found.comment if found else None

    async def get_comment(self, comment_id: int) -> Comment | None:
        """Return the comment of that id."""
        known = self._find(comment_id)
        return self._see(known.comment) if known else None

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
        queue = self._walk(limit) if deficit_of is None else self._walk_deficits(deficit_of)
        own, seen = person.own, person.rated | person.skipped
        found: list[Comment] = []
        for some in queue:
            found += [
                each
                for each in some
                if each.position not in seen
                and each.comment_id != exclude
                and each.number not in own
                and (among is None or each.comment_id in among)
            ]
            if len(found) >= limit:
                return found[:limit]
        if among is not None:  # of the head alone: where it has none of them, any other comment comes
            return found
        if deficit_of is None and not self._loaded.has_head:
            self.missing.is_head = True
            raise MissingError
        if deficit_of is None and not self.head.is_whole:
            raise NotInBatchError
        return found

    def _walk(self, some: int) -> Iterator[list[Comment]]:
        """Yield the comments of the head by queue key, about as many at a time."""
        by_id, order, step = self.head.by_id, self.head.order, some + _MORE
        for start in range(0, len(order), step):
            yield [by_id[comment_id].comment for _, _, comment_id in order[start : start + step]]

    def _walk_deficits(self, group: str) -> Iterator[list[Comment]]:
        wanted = self.head.deficits.get(group, frozenset())
        away = {each for each in wanted if each not in self.head.by_id and each not in self._loaded.ids}
        if away:
            self.missing.ids |= away
            raise MissingError
        known = [self.head.by_id[each] for each in wanted if each in self.head.by_id]
        yield [each.comment for each in sorted(known, key=lambda each: each.key)]

    async def lock(self, seen: Iterable[Comment | None], ids: Iterable[int | None] = ()) -> dict[int, Comment]:
        """Return these comments as they are now, by id; when the batch is written, they have to be so still."""
        _ = ids
        return {each.comment_id: self._see(self._now(each)) for each in seen if each}

    async def get_stars(self, comment_id: int, seals: ActSeals) -> int | None:
        """Return the stars of this person's rating of a comment, None when there is none."""
        old = self._get_star(comment_id, seals)
        return old.stars if old else None

    def _find(self, comment_id: int) -> KnownComment | None:
        if comment_id in self.head.by_id:
            return self.head.by_id[comment_id]
        if comment_id not in self._loaded.ids:
            self.missing.ids.add(comment_id)
            raise MissingError
        return self._loaded.ids[comment_id]

    def _now(self, comment: Comment) -> Comment:
        known = self.head.by_id.get(comment.comment_id)
        return known.current if known else comment

    def _see(self, comment: Comment) -> Comment:
        if comment.state == CommentState.LIVE:
            self.changes.seen[comment.comment_id] = comment.version
        return comment

    def _get_star(self, comment_id: int, seals: ActSeals) -> SavedStar | None:
        act = (comment_id, seals.rating)
        if act in self.changes.stars:
            return self.changes.stars[act]
        self._require(comment_id, seals)
        return self._loaded.stars[act]

    def _get_skip(self, comment_id: int, seals: ActSeals) -> SavedSkip | None:
        act = (comment_id, seals.skip)
        if act in self.changes.skips:
            return self.changes.skips[act]
        self._require(comment_id, seals)
        return self._loaded.skips[act]

    def _require(self, comment_id: int, seals: ActSeals) -> None:
        if (comment_id, seals.rating) not in self._loaded.stars:
            self.missing.acts.add((comment_id, seals))
            raise MissingError

    # Writing ----------------------------------------------------------------------------------------------------------

    async def save_row(self, star: Star) -> Placed:
        """Save a star, and do not count it; the later click wins."""
        skipped = None if star.is_first else self._get_skip(star.comment_id, star.seals)
        if skipped and skipped.clicked_at > star.clicked_at:
            return Placed(None, counted=False)
        old = None if star.is_first else self._get_star(star.comment_id, star.seals)
        if old and old.clicked_at >= star.clicked_at:
            return Placed(old.stars, counted=False)
        act = (star.comment_id, star.seals.rating)
        saved = SavedStar(star.stars, star.clicked_at, is_new=self._loaded.stars.get(act) is None)
        self._done.append(partial(self.changes.stars.__setitem__, act, saved))
        if skipped:
            self._done.append(partial(self.changes.skips.__setitem__, (star.comment_id, star.seals.skip), None))
        return Placed(old.stars if old else None, counted=True)

    async def count(self, star: Star, before: int | None, *, weight: float) -> None:
        """Count a saved star, and give its comment a new sampling weight."""
        self._done.append(partial(self._count, star.comment_id, before, star.stars, weight))

    async def undo(self, comment_id: int, seals: ActSeals, clicked_at: int) -> Undone:
        """Undo a rating or skip, unless it was given or taken back later than that."""
        skipped, old = self._get_skip(comment_id, seals), self._get_star(comment_id, seals)
        if (old and old.clicked_at >= clicked_at) or (skipped and skipped.clicked_at > clicked_at):
            return Undone(counted=False)
        self._save_skip((comment_id, seals.skip), SavedSkip(SkipReason.UNDONE, clicked_at))
        if old is None:
            return Undone(counted=True)
        self._done.append(partial(self.changes.stars.__setitem__, (comment_id, seals.rating), None))
        self._done.append(partial(self._count, comment_id, old.stars, None, None))
        return Undone(counted=True, stars=old.stars)

    async def save_skip(self, comment_id: int, seals: ActSeals, reason: str, clicked_at: int) -> bool:
        """Save a skip; False when the person has rated or skipped the comment."""
        if self._get_star(comment_id, seals) is not None:
            return False
        old = self._get_skip(comment_id, seals)
        if old and (old.clicked_at >= clicked_at or old.reason != SkipReason.UNDONE):
            return False
        self._save_skip((comment_id, seals.skip), SavedSkip(reason, clicked_at))
        self._done.append(partial(self._count_skip, comment_id))
        return True

    async def change_cards(self, changes: Mapping[int, int]) -> None:
        """Change the numbers of cards that show comments, by comment id."""
        self._done += [partial(self._count_card, each, changes[each]) for each in sorted(changes)]

    async def save_person(self, who: PersonKey, person: Participant) -> Participant:
        """Keep what is kept of a person, which is written with their block."""
        self._done.append(partial(self.changes.people.__setitem__, who.mark, person))
        return person

    async def record_event(self, mark: bytes, hour: datetime) -> None:
        """Keep that an event of Slack has its effect with the batch. Raises NotInBatchError where it is there twice."""
        if mark in self.changes.events:
            raise NotInBatchError
        self._done.append(partial(self.changes.events.__setitem__, mark, hour))

    def _save_skip(self, act: Act, saved: SavedSkip) -> None:
        self._done.append(partial(self.changes.skips.__setitem__, act, saved))

    def _count(self, comment_id: int, before: int | None, after: int | None, weight: float | None) -> None:
        change, counts = self.changes.of(comment_id), self._counts_of(comment_id)
        for stars, step in ((before, -1), (after, 1)):
            if stars is not None:
                change.stars[stars - 1] += step
                counts.histogram[stars - 1] += step
        if weight is not None:
            change.weight = counts.weight = weight

    def _counts_of(self, comment_id: int) -> _Counts:
        if comment_id not in self._counted:
            known = self.head.by_id.get(comment_id)
            self._counted[comment_id] = (
                _Counts(known, list(known.histogram), known.cards, known.weight) if known else _Counts()
            )
        return self._counted[comment_id]

    def _count_skip(self, comment_id: int) -> None:
        self.changes.of(comment_id).skips += 1

    def _count_card(self, comment_id: int, change: int) -> None:
        self.changes.of(comment_id).cards += change
        self._counts_of(comment_id).cards += change
