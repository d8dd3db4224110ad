"""The check: acknowledged acts compared with the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.keys import Keyring
from storage import comments, exchanges, participants, ratings, tenants
from storage.comments import Comment
from storage.enums import CommentState
from storage.scope import ExchangeScope
from storage.seals import NOBODY, SealPurpose
from storage.session import Storage

_STATES = (
    CommentState.LIVE,
    CommentState.PENDING,
    CommentState.HIDDEN,
    CommentState.REMOVED,
    CommentState.WITHDRAWN,
    CommentState.SUPERSEDED,
)


@dataclass(frozen=True, slots=True)
class SharedComment:
    """A comment that somebody shared. number: as acknowledged, None when it was not."""

    slack_id: str
    text: str
    number: int | None


@dataclass(slots=True)
class Acknowledged:
    """What people did, and what was acknowledged.

    stars: by (Slack id, comment number), the last acknowledged. unsure: not checked, since the last click was never
    answered.
    """

    shared: list[SharedComment] = field(default_factory=list)
    stars: dict[tuple[str, int], int] = field(default_factory=dict)
    unsure: set[tuple[str, int]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class StoredExchange:
    """The stored rows of one exchange, their seals opened.

    authors: by comment id; ratings: (comment id, person, stars); people: the persons of Slack ids.
    """

    comments: list[Comment]
    authors: dict[int, int]
    ratings: list[tuple[int, int, int]]
    people: dict[str, int]
    took_part: int


@dataclass(slots=True)
class Comparison:
    """Counts of differences.

    missing: acknowledged and not stored; wrong: stored with another value; doubled: rows without an act, and ratings
    stored twice; own: ratings of one's own comment; miscounted: comment counts that differ from the rows.
    """

    comments_stored: int = 0
    ratings_stored: int = 0
    people: int = 0
    star_sum: int = 0
    missing: int = 0
    wrong: int = 0
    doubled: int = 0
    own: int = 0
    miscounted: int = 0

    @property
    def lost(self) -> int:
        """Acknowledged, and missing or with another value."""
        return self.missing + self.wrong

    @property
    def is_whole(self) -> bool:
        """Whether everything acknowledged is stored once, with its value, and counted correctly."""
        return not (self.missing or self.wrong or self.doubled or self.own or self.miscounted)


async def read_stored(storage: Storage, team_id: str, exchange_id: int, keys: Keyring) -> StoredExchange:
    """Read an exchange of the pretend workspace. Raises LookupError when it does not exist."""
    async with storage.read() as db:
        tenant_id = await tenants.find(db, team_id)
        exchange = await exchanges.get(db, ExchangeScope(tenant_id, exchange_id)) if tenant_id else None
        if tenant_id is None or exchange is None:
            raise LookupError(exchange_id)
        key = keys.open(exchange.wrapped_key).seals
        there = await comments.list_in_state(db, exchange.scope, *_STATES)
        rows = await ratings.list_all(db, exchange.scope)
        everybody = await participants.list_all(db, exchange.scope, key)
    written = [each.comment_id for each in there]
    authors = key.open_seals(SealPurpose.AUTHOR, written, [each.author_seal for each in there]).tolist()
    raters = key.open_seals(SealPurpose.RATING, [each[0] for each in rows], [each[1] for each in rows]).tolist()
    return StoredExchange(
        comments=there,
        authors=dict(zip(written, authors, strict=True)),
        ratings=[(comment_id, person, stars) for (comment_id, _, stars), person in zip(rows, raters, strict=True)],
        people={each.slack_user_id: each.person for each in everybody},
        took_part=sum(each.took_part for each in everybody),
    )


def compare(played: Acknowledged, stored: StoredExchange) -> Comparison:
    """Compare what was acknowledged with what is stored."""
    found = Comparison(
        comments_stored=len(stored.comments),
        ratings_stored=len(stored.ratings),
        people=stored.took_part,
        star_sum=sum(stars for _, _, stars in stored.ratings),
    )
    _compare_comments(found, played.shared, stored)
    _compare_ratings(found, played, stored)
    _compare_counts(found, stored)
    return found


def same_words(first: str, second: str) -> bool:
    """Return whether two texts are equal apart from white space and control characters."""
    return _words(first) == _words(second)


def _words(text: str) -> list[str]:
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace()).split()


def _compare_comments(found: Comparison, shared: Sequence[SharedComment], stored: StoredExchange) -> None:
    by_number = {comment.number: comment for comment in stored.comments}
    numbers = Counter(each.number for each in shared if each.number is not None)
    found.missing += sum(times - 1 for times in numbers.values())  # two comments were given the same number
    unanswered = [each for each in shared if each.number is None]
    for each in shared:
        if each.number is None:
            continue
        comment = by_number.get(each.number)
        if comment is None:
            found.missing += 1
        elif (
            stored.authors[comment.comment_id] != stored.people.get(each.slack_id)
            or comment.state != CommentState.LIVE
            or not same_words(comment.text, each.text)
        ):
            found.wrong += 1
    for comment in stored.comments:
        if comment.number in numbers and comment.version == 1:
            continue
        of = [each for each in unanswered if same_words(comment.text, each.text)]
        if of:
            unanswered.remove(of[0])  # stored, though the answer never arrived
        else:
            found.doubled += 1


def _compare_ratings(found: Comparison, played: Acknowledged, stored: StoredExchange) -> None:
    number_of = {comment.comment_id: comment.number for comment in stored.comments}
    rater_of = {who: stored.people.get(who, NOBODY) for who in played.people}
    rows: dict[tuple[int, int | None], int] = {}
    for comment_id, person, stars in stored.ratings:
        key = (person, number_of.get(comment_id))
        found.doubled += key in rows
        rows[key] = stars
        found.own += stored.authors.get(comment_id) == person
    for (who, number), stars in played.stars.items():
        row = rows.pop((rater_of[who], number), None)
        if (who, number) in played.unsure:
            continue
        found.missing += row is None
        found.wrong += row not in {None, stars}
    unsure = {(rater_of[who], number) for who, number in played.unsure}
    found.doubled += sum(key not in unsure for key in rows)


def _compare_counts(found: Comparison, stored: StoredExchange) -> None:
    """Compare the stored counts of each comment with its ratings."""
    counted = Counter((comment_id, stars) for comment_id, _, stars in stored.ratings)
    for comment in stored.comments:
        for stars, kept in enumerate(comment.histogram, start=1):
            found.miscounted += abs(kept - counted[comment.comment_id, stars])
