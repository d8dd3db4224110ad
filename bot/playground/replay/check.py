"""The check: acknowledged acts compared with the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.keys import ExchangeKey, Keyring
from storage import comments, exchanges, ratings, tenants
from storage.comments import Comment
from storage.enums import CommentState
from storage.scope import ExchangeScope
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
    """The stored rows of one exchange. ratings: (comment id, rater id, stars)."""

    key: ExchangeKey
    workspace: str
    comments: list[Comment]
    ratings: list[tuple[int, str, int]]
    people: int


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
        return StoredExchange(
            key=keys.open(exchange.wrapped_key),
            workspace=team_id,
            comments=await comments.list_in_state(db, ExchangeScope(tenant_id, exchange_id), *_STATES),
            ratings=await ratings.list_all(db, ExchangeScope(tenant_id, exchange_id)),
            people=(await exchanges.get_counts(db, ExchangeScope(tenant_id, exchange_id))).people,
        )


def compare(played: Acknowledged, stored: StoredExchange) -> Comparison:
    """Compare what was acknowledged with what is stored."""
    found = Comparison(
        comments_stored=len(stored.comments),
        ratings_stored=len(stored.ratings),
        people=stored.people,
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
        author_id = stored.key.author_id(stored.workspace, each.slack_id)
        if comment is None:
            found.missing += 1
        elif (
            comment.author_id != author_id
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
    author_of = {comment.comment_id: comment.author_id for comment in stored.comments}
    rater_of = {who: stored.key.rater_id(stored.workspace, who) for who in played.people}
    author_ids = {rater_of[who]: stored.key.author_id(stored.workspace, who) for who in played.people}
    rows: dict[tuple[str, int | None], int] = {}
    for comment_id, rater_id, stars in stored.ratings:
        key = (rater_id, number_of.get(comment_id))
        found.doubled += key in rows
        rows[key] = stars
        found.own += author_of.get(comment_id) == author_ids.get(rater_id)
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
