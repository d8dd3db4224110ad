"""What is a person's own: read for their eyes, and changed by them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.context import Kit
from bot.domain.access import admit, sorted_out
from bot.domain.exchanges import begun, opened
from bot.domain.ratings import keep_star
from bot.domain.roles import role_of
from bot.slack.errors import KindError
from bot.slack.profiles import Profile
from bot.slack.speaker import Speaker
from storage import ai_usage, comments, exchanges, moderation, own_data, participants, ratings, scores, tenants
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.participants import Participant
from storage.ratings import Star
from storage.scores import Score
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Part:
    """A person's part in one exchange. takes_comments: False once sharing has ended there."""

    exchange: Exchange
    comments: list[Comment]
    person: Participant | None
    scores: Mapping[int, Score] = field(default_factory=dict)
    takes_comments: bool = True

    @property
    def ratings(self) -> int:
        """How many of their ratings stand."""
        return self.person.ratings if self.person else 0


@dataclass(frozen=True, slots=True)
class Staff:
    """What a moderator finds in Home."""

    waiting: int
    drafts: list[Exchange]
    begun: list[Exchange]


@dataclass(frozen=True, slots=True)
class Own:
    """All that Home shows. parts: open exchanges, and closed ones that the person took part in; newest first.

    outside: how many they took part in that belong to channels they are not in now, so that nothing of them is shown.
    unknown: of how many Slack did not say whether they may see them.
    """

    parts: list[Part]
    signed_up: bool
    is_quiet: bool
    zone: str
    staff: Staff | None
    outside: int = 0
    unknown: int = 0
    unreadable: tuple[str, ...] = ()  # questions of exchanges that the secret does not open


async def look(kit: Kit, speaker: Speaker) -> Own:
    """Return what is the speaker's own."""
    role = await role_of(kit, speaker)
    profile = await kit.people.profile(speaker.slack_user_id)
    tenant_id = speaker.tenant_id
    async with kit.storage.read() as db:
        there = [each.as_of(kit.clock()) for each in await exchanges.all_of(db, tenant_id)]
        begun = {each.exchange_id: each for each in there if each.state != "draft"}
        keys = kit.keys_of(begun.values())
        mine = await own_data.comments_of(db, tenant_id, {each: speaker.author_id(key) for each, key in keys.items()})
        people = await own_data.participants_of(
            db, tenant_id, {each: speaker.rater_id(key) for each, key in keys.items()}
        )
        facts = await tenants.person_facts(db, tenant_id, speaker.slack_user_id)
        staff = None
        if role:
            waiting = await moderation.count(db, tenant_id)
            drafts = [each for each in there if each.state == "draft"]
            staff = Staff(waiting, drafts, sorted(begun.values(), key=lambda each: not each.is_open))
        told = {
            exchange_id: await scores.of(db, tenant_id, exchange_id, [each.comment_id for each in written])
            for exchange_id, written in mine.items()
            if written
        }
    parts = [
        Part(
            each,
            mine.get(exchange_id, []),
            people.get(exchange_id),
            told.get(exchange_id, {}),
            takes_comments=each.takes_comments(kit.clock()),
        )
        for exchange_id, each in begun.items()
        if exchange_id in keys
    ]
    unreadable = [each for each in begun.values() if each.exchange_id not in keys]
    unreadable, _ = await sorted_out(kit, speaker, unreadable)
    parts = [part for part in parts if part.exchange.is_open or part.comments or part.ratings]
    inside, unknown = await sorted_out(kit, speaker, [part.exchange for part in parts])
    shown = {each.exchange_id for each in inside}
    not_said = {each.exchange_id for each in unknown}
    left = [part for part in parts if part.exchange.exchange_id not in shown | not_said]
    return Own(
        parts=[part for part in parts if part.exchange.exchange_id in shown],
        signed_up=bool(facts.get("signed_up")),
        is_quiet=bool(facts.get("is_quiet")),
        zone=profile.zone,
        staff=staff,
        outside=sum(bool(part.comments or part.ratings) for part in left),
        unknown=len(not_said),
        unreadable=tuple(each.question for each in unreadable),
    )


async def hosts(kit: Kit, speaker: Speaker) -> tuple[str, ...]:
    """Return the services outside that comments of this workspace go to now."""
    if not kit.services.hosts:
        return ()
    async with kit.storage.read() as db:
        agreed = await ai_usage.agreed(db, speaker.tenant_id)
    return tuple(host for host in kit.services.hosts if host in agreed)


async def keep_profile(kit: Kit, speaker: Speaker) -> None:
    """Keep the speaker's language and zone, if they differ from what is kept."""
    profile = await kit.people.profile(speaker.slack_user_id)
    if profile == Profile():
        return  # Slack did not tell
    async with kit.storage.read() as db:
        facts = await tenants.person_facts(db, speaker.tenant_id, speaker.slack_user_id)
    if (facts.get("locale"), facts.get("zone")) != (profile.locale, profile.zone):
        await kit.storage.transact(
            lambda db: tenants.keep_person(
                db, speaker.tenant_id, speaker.slack_user_id, locale=profile.locale, zone=profile.zone
            )
        )


async def keep_wishes(kit: Kit, speaker: Speaker, *, signed_up: bool, is_quiet: bool) -> None:
    """Keep whether the speaker wants to hear of future exchanges, and whether they want no other message."""
    here = (speaker.tenant_id, speaker.slack_user_id)
    await kit.storage.transact(lambda db: tenants.keep_person(db, *here, signed_up=signed_up, is_quiet=is_quiet))


async def own_comment(kit: Kit, speaker: Speaker, exchange_id: int, number: int) -> tuple[Exchange, Comment]:
    """Return the speaker's own comment #number, whatever became of it. Raises KindError when it is not theirs."""
    admission = await admit(kit, speaker, exchange_id)
    async with kit.storage.read() as db:
        exchange = await begun(db, admission)
        comment = await comments.by_number(db, speaker.tenant_id, exchange_id, number)
    if comment is None or comment.author_id != speaker.author_id(kit.key_of(exchange)):
        raise KindError(f"#{number} is not a comment of yours.")
    return exchange, comment


async def own_ratings(kit: Kit, speaker: Speaker, exchange_id: int) -> tuple[Exchange, list[tuple[Comment, int]]]:
    """Return the exchange and the comments that the speaker rated, with the stars they gave."""
    admission = await admit(kit, speaker, exchange_id)
    async with kit.storage.read() as db:
        exchange = await begun(db, admission)
        rater_id = speaker.rater_id(kit.key_of(exchange))
        return exchange, await ratings.of_person(db, speaker.tenant_id, exchange_id, rater_id)


async def change_rating(
    kit: Kit, speaker: Speaker, exchange_id: int, *, number: int, version: int, stars: int, clicked_at: int
) -> None:
    """Keep stars that were chosen in the list of one's ratings; of two choices the later one counts.

    clicked_at: microseconds since 1970. Raises KindError when the comment can no longer be rated.
    """
    admission = await admit(kit, speaker, exchange_id)

    async def work(db: Db) -> None:
        exchange = await opened(db, admission, hold=True)
        key = kit.key_of(exchange)
        person = await participants.ensure(db, speaker.tenant_id, exchange_id, speaker.rater_id(key))
        comment = await comments.newest(db, speaker.tenant_id, exchange_id, number)
        if comment is None or comment.version < version or comment.author_id == speaker.author_id(key):
            raise KindError("There is no such comment among those you rated.")
        if comment.state != "live" or comment.version != version:
            raise KindError(f"#{number} can no longer be rated: it was reworded, withdrawn or taken down.")
        moment = key.veiled(person.rater_id, comment.comment_id, clicked_at)
        star = Star(comment.comment_id, person.rater_id, stars, moment, "chosen")
        placed = await keep_star(kit, db, exchange, person, star)
        if placed.counted and placed.before is None:
            changes: Mapping[str, object] = {"ratings": person.ratings + 1, "took_part": True}
            await participants.change(db, speaker.tenant_id, exchange_id, person.rater_id, **changes)

    await kit.commit(speaker, work)


async def group_of(kit: Kit, speaker: Speaker, exchange_id: int) -> tuple[Exchange, str | None]:
    """Return the exchange and the group that the speaker said. Raises KindError when it is not open or has none."""
    admission = await admit(kit, speaker, exchange_id)
    async with kit.storage.read() as db:
        exchange = await opened(db, admission)
        rater_id = speaker.rater_id(kit.key_of(exchange))
        person = await participants.get(db, speaker.tenant_id, exchange_id, rater_id)
    if not exchange.groups:
        raise KindError("This exchange does not ask for a group.")
    return exchange, person.group_name if person else None
