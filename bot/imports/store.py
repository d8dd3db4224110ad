"""Stores a conversation as the bot stores its own: seals, blocks of people, comments numbered at random.

People of the file become random numbers; nothing of what the file calls them is kept. The exchange is closed from the
moment of its import on, so that its retention begins then and its figures are those of a close.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from bot.core.slugs import free_slug, make_slug, tidy_slug
from bot.environment import SettingsError
from bot.imports.conversation import MAX_TEXT, Conversation, ReadComment
from bot.keys import ExchangeKey, Keyring
from storage import bulk, comment_languages, exchanges, participants, tenants
from storage.comments import Comment, NewComment
from storage.enums import CommentState, ExchangeState, ResultsPage, ResultsWhen
from storage.exchange_settings import ExchangeSettings
from storage.models import new_id
from storage.participant_record import Participant
from storage.ratings import Star
from storage.retention import DONE
from storage.scope import ExchangeScope
from storage.seals import ActSeals, random_seal
from storage.session import Db, Storage
from storage.tenants import LOCAL

_AT_ONCE = 5_000  # ratings in one statement, between two steps of the progress bar
_ZONE = "UTC"

Progress = Callable[[int], None]
"""Takes how many rows more are stored."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored. exchange: the short name."""

    exchange: str
    comments_stored: int
    ratings_stored: int
    people: int
    star_sum: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where it goes. workspace: its team id. slug: "" for one made from the conversation's name and question."""

    workspace: str = LOCAL
    slug: str = ""


async def store(
    storage: Storage,
    keys: Keyring,
    conversation: Conversation,
    place: Place,
    *,
    now: datetime,
    progress: Progress = lambda _: None,
) -> Stored:
    """Store a conversation in one transaction. Raises SettingsError where the short name is taken."""

    async def work(db: Db) -> str:
        tenant_id = await _find_tenant(db, place.workspace)
        taken = {each.slug for each in await exchanges.list_all(db, tenant_id)}
        slug = _choose_slug(conversation, place, taken)
        wrapped = keys.new()
        values = _columns(conversation, slug, now)
        exchange_id = await exchanges.insert(db, tenant_id, wrapped_key=wrapped, **values)
        await _fill(db, ExchangeScope(tenant_id, exchange_id), keys.open(wrapped), conversation, now, progress)
        return slug

    return count(await storage.transact(work), conversation)


def count(slug: str, conversation: Conversation) -> Stored:
    """Return what storing a conversation stores."""
    return Stored(
        slug,
        len(conversation.comments),
        len(conversation.ratings),
        len(conversation.people),
        sum(each.stars for each in conversation.ratings),
    )


async def preview(storage: Storage, conversation: Conversation, place: Place) -> Stored:
    """Return what `store` would store, with the short name that it would choose now. Raises SettingsError as it does.

    The database need not exist.
    """
    taken: set[str] = set()
    if not storage.is_sqlite or storage.has_file():
        async with storage.read() as db:
            tenant_id = await tenants.find(db, place.workspace)
            there = await exchanges.list_all(db, tenant_id) if tenant_id else []
            taken = {each.slug for each in there}
    return count(_choose_slug(conversation, place, taken), conversation)


async def _find_tenant(db: Db, workspace: str) -> int:
    known = await tenants.find(db, workspace)
    if known is not None:
        return known  # `ensure` would change what is known of its organisation
    return await tenants.ensure(db, enterprise_id="", team_id=workspace, is_playground=workspace == LOCAL)


def _choose_slug(conversation: Conversation, place: Place, taken: set[str]) -> str:
    if place.slug:
        slug = tidy_slug(place.slug)
        if slug != place.slug:
            msg = f"--slug {place.slug}: a short name is made of a to z, 0 to 9 and hyphens, such as {slug or 'lunch'}"
            raise SettingsError(msg)
        if slug in taken:
            msg = f"--slug {slug}: there is an exchange of that name; {free_slug(slug, taken)} is free"
            raise SettingsError(msg)
        return slug
    return free_slug(tidy_slug(conversation.name) or make_slug(conversation.question), taken)


def _columns(conversation: Conversation, slug: str, now: datetime) -> dict[str, Any]:
    groups = sorted(set(conversation.groups.values()))
    settings = ExchangeSettings(
        question=conversation.question,
        background=conversation.background,
        star_meaning=conversation.star_meaning,
        comment_limit=MAX_TEXT,
        slug=slug,
        zone=_ZONE,
        rating_only=0,
        results_page=ResultsPage.LINK,  # nobody has a link until the operator hands one out
        results_when=ResultsWhen.ALWAYS,
    )
    first = min((each.day for each in conversation.comments), default=now.date())
    opened_at = min(datetime.combine(first, time(0), UTC), now)
    state = {"state": ExchangeState.CLOSED, "opened_at": opened_at, "closed_at": now}
    state["last_day_notice"] = DONE  # there is nobody to write to
    return {**asdict(settings), "groups": groups, **state}


async def _fill(
    db: Db, scope: ExchangeScope, key: ExchangeKey, conversation: Conversation, now: datetime, progress: Progress
) -> None:
    people = {name: Participant() for name in conversation.people}
    new = [_new_comment(key, people, each, place) for place, each in enumerate(conversation.comments)]
    made = await bulk.add_comments(db, scope, new) if new else []
    spoken = zip(made, conversation.comments, strict=True)
    await comment_languages.save(db, scope, {each.comment_id: read.language for each, read in spoken})
    progress(len(made))
    ids = [made[each.comment].comment_id for each in conversation.ratings]
    raters = [people[each.person].person for each in conversation.ratings]
    seals = key.seals.seal_ratings(ids, raters)
    moment = int(now.timestamp() * 1_000_000)
    stars = [
        Star(comment_id, ActSeals(seal, b"", b""), rating.stars, key.blind_timestamp(seal, moment))
        for comment_id, seal, rating in zip(ids, seals, conversation.ratings, strict=True)
    ]
    stars.sort(key=lambda each: (each.comment_id, each.seals.rating))  # the order of rows says nothing on PostgreSQL
    for start in range(0, len(stars), _AT_ONCE):
        some = stars[start : start + _AT_ONCE]
        await bulk.add_ratings(db, scope, some)
        progress(len(some))
    await _add_people(db, scope, key, conversation, people, made)


async def _add_people(
    db: Db,
    scope: ExchangeScope,
    key: ExchangeKey,
    conversation: Conversation,
    people: Mapping[str, Participant],
    made: Sequence[Comment],
) -> None:
    own: defaultdict[str, set[int]] = defaultdict(set)
    rated: defaultdict[str, set[int]] = defaultdict(set)
    for written, comment in zip(conversation.comments, made, strict=True):
        if written.person is not None:
            own[written.person].add(comment.number)
    for each in conversation.ratings:
        rated[each.person].add(made[each.comment].position)
    rows = [
        (
            key.person(LOCAL, secrets.token_hex(16)),  # found by nobody again: no Slack id leads to them
            replace(
                person,
                took_part=True,
                group_name=conversation.groups.get(name),
                group_asked=True,
                own=frozenset(own[name]),
                rated=frozenset(rated[name]),
            ),
        )
        for name, person in people.items()
    ]
    if rows:
        await participants.add(db, scope, rows)


def _new_comment(key: ExchangeKey, people: Mapping[str, Participant], read: ReadComment, place: int) -> NewComment:
    comment_id = new_id()
    author = people[read.person].person if read.person is not None else None
    seal = random_seal() if author is None else key.seals.seal_author(comment_id, author)
    return NewComment(
        source_mac=key.source_mac("import", str(place)),
        text=read.text,
        why=read.why,
        state=CommentState.LIVE,
        shared_on=read.day,
        comment_id=comment_id,
        author_seal=seal,
    )
