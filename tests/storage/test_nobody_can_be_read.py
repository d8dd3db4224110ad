"""Nobody can be read off the database: all tables, every chain of joins, without the secret key.

The people live through everything that leaves a trace; then an attacker holds each column against each other.
Planted leaks show that the attacker would find one.
"""

import base64
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from bot.playground.people.person import Person
from bot.playground.state.models import ChangeEvent
from storage import exchanges, participants
from storage.session import Db, Storage
from tests.attack.joins import Loot, Truth, leaks, moments, paths, statistics, steal, written_out
from tests.stories.moderating import pick
from tests.whole_bot import Playground, open_playground, words

PEOPLE = ["Ana Lopez", "Ben Okafor", "Cem Yilmaz", "Dora Lind", "Emil Novak", "Fay Winter", "Gus Haddad", "Hana Sato"]


async def shares_all_the_same(playground: Playground, person: Person) -> None:
    """Press on where a message and a command were answered with what others own_ts like it."""
    await playground.settle()
    assert await person.clicks(person.dm()[-1], "share.dm.yes")
    assert await person.clicks(person.ephemerals("general")[-1], "share.near.share")


async def live(playground: Playground) -> Truth:
    """Let eight people and a moderator do everything there is to do, in two exchanges; return who did what."""
    zone = "America/Los_Angeles"  # of the people and of the exchange: an equal value that reveals nothing
    first = await playground.exchange("What keeps us safe?", groups=["Parent", "Teacher"], zone=zone, slug="first")
    second = await playground.exchange("And what worries you?", is_anonymous=False, zone=zone, slug="second")
    views: dict[str, set[str]] = {}
    ephemerals: dict[str, set[str]] = {}

    def watch(change: ChangeEvent) -> None:
        if change.view and change.user:
            views.setdefault(change.user, set()).add(change.view.id)
        if change.kind == "ephemeral" and change.message and change.user:
            ephemerals.setdefault(change.user, set()).add(change.message.ts)

    playground.slack.world.listeners.append(watch)
    people = [playground.person(name, tz=zone) for name in PEOPLE]
    for place, person in enumerate(people):
        group = ("Parent", "Teacher")[place % 2]
        await person.opens_home()
        await playground.settle()
        assert person.home
        assert await person.clicks(person.home, "share.open", block_id=f"home.open.{first.exchange_id}")
        assert await person.submits(values={"share.text": f"By form {len(person.name)}", "share.group": group})
        if place:  # what others own_ts like it is shown first: theirs is different
            assert await person.submits()
        await person.closes()
        await person.says(f"By message, {len(views)} of them")
        await playground.settle()
        offer = person.dm()[-1]
        await person.chooses(offer, "share.which", str(second.exchange_id))
        assert await person.clicks(offer, "share.dm.yes")
        assert await person.runs("/exchange share #first By command", "general")
        if place:
            await shares_all_the_same(playground, person)
        assert await person.chooses(person.home, "home.notifications", ["subscribed"])
        await playground.settle()
    for place, person in enumerate(people):
        await person.runs("/exchange rate first", "general")
        await playground.settle()
        for stars in range(1, 5):
            assert await person.clicks(person.dm()[-1], f"rate.star.{(stars + place) % 5 + 1}")
            await playground.settle()
        await person.says("3")
        await playground.settle()
        assert await person.clicks(person.dm()[-1], "rate.skip")
        await playground.settle()
        await person.opens_home()
        await playground.settle()
        assert person.home
        assert await person.clicks(person.home, "rate.set", block_id=f"home.open.{second.exchange_id}")
        assert person.view
        fields = [block["block_id"] for block in person.view.blocks if block["type"] == "input"]
        choices = {name: f"{(place + n) % 5 + 1} {'★' * ((place + n) % 5 + 1)}" for n, name in enumerate(fields)}
        assert await person.submits(values=choices)
        await person.closes()
    await _report_and_moderate(playground)
    return await _truth(playground, views, ephemerals)


async def _report_and_moderate(playground: Playground) -> None:
    person = playground.person(PEOPLE[0])
    await person.runs("/exchange rate first", "general")
    await playground.settle()
    card = person.dm()[-1]
    menus = [each for block in card.blocks for each in block.get("elements", []) if each["type"] == "overflow"]
    await person.chooses(card, "rate.more", menus[0]["options"][3])
    await playground.settle()
    await person.clicks(person.dm()[-1], "rate.report.rude")
    await playground.settle()
    # And one of danger: moderators are notified, its author is looked for and shown help.
    await person.runs("/exchange rate second", "general")
    await playground.settle()
    card = person.dm()[-1]
    menus = [each for block in card.blocks for each in block.get("elements", []) if each["type"] == "overflow"]
    await person.chooses(card, "rate.more", menus[0]["options"][3])
    await playground.settle()
    await person.clicks(person.dm()[-1], "rate.report.danger")
    await playground.settle()
    assert any("You are not alone" in words(each) for other in playground.people.values() for each in other.dm())
    await playground.moderator.runs("/exchange queue", "general")
    await playground.settle()
    queue = playground.moderator.ephemerals("general")[-1]
    await playground.moderator.chooses(queue, "moderate.hide", **pick(queue, "moderate.hide", "rude"))
    await playground.settle()


async def _truth(playground: Playground, views: dict[str, set[str]], ephemerals: dict[str, set[str]]) -> Truth:
    """Return who did what, worked out with the keys that the attacker does not have."""
    ctx, truth = playground.starling.context, Truth()
    loot = await steal(ctx.storage)
    async with ctx.storage.read() as db:
        all_exchanges = await exchanges.list_all(db, playground.tenant_id)
    workspace = playground.slack.team_id
    for person in [*playground.people.values(), playground.moderator]:
        dm = playground.slack.world.open_im(person.id)
        own_ts = {message.ts for message in dm.messages.values()}
        truth.tokens[person.name] = {person.id, person.name, person.member.name, dm.id, *own_ts}
        truth.tokens[person.name] |= views.get(person.id, set()) | ephemerals.get(person.id, set())
        own: dict[str, set[bytes]] = {"comment": set(), "rating": set()}
        for each in all_exchanges:
            key = ctx.key_of(each)
            async with ctx.storage.read() as db:
                row = await participants.get(db, each.scope, key.person(workspace, person.id))
            if row is not None:
                for table in own:
                    ids = [one["comment_id"] for one in loot.tables[table] if one["exchange_id"] == each.exchange_id]
                    own[table] |= {
                        key.seals.seal_author(one, row.person)
                        if table == "comment"
                        else key.seals.seal_acts(one, row.person).rating
                        for one in ids
                    }
        for table, column, kept in (
            ("comment", "author_seal", truth.comments),
            ("rating", "rater_seal", truth.ratings),
        ):
            mine = [one for one in loot.tables[table] if one[column] in own[table]]
            kept[person.name] = {(one["exchange_id"], one["comment_id"], one[column]) for one in mine}
            truth.secrets |= {one[column].hex() for one in mine}
    truth.secrets |= {str(row["comment_id"]) for row in loot.tables["comment"]}
    return truth


def _check_filled(truth: Truth, tables: dict[str, list[dict[str, object]]]) -> None:
    assert all(len(truth.comments[name]) == 3 for name in PEOPLE)
    assert all(len(truth.ratings[name]) >= 7 for name in PEOPLE)
    for table in (
        "slack_person",
        "participant",
        "comment",
        "rating",
        "skip",
        "report",
        "moderation_act",
        "processed_event",
    ):
        assert tables[table], f"the story left nothing in {table}"


@dataclass
class Lived:
    """What a whole story left: the database, closed, and who did what."""

    database: Path
    truth: Truth
    ids: dict[str, tuple[str, str, str]]  # by person: Slack id, DM, ts of a message of theirs

    @asynccontextmanager
    async def copy(self, folder: Path) -> AsyncIterator[Storage]:
        """Yield a copy of the database."""
        shutil.copy(self.database, folder / "copy.sqlite")
        storage = Storage(f"sqlite+aiosqlite:///{folder}/copy.sqlite")
        yield storage
        await storage.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """A story of eight people, on SQLite."""
    folder = tmp_path_factory.mktemp("lived")
    async with open_playground(folder) as playground:
        truth = await live(playground)
        ids = {}
        for name, person in playground.people.items():
            own_ts = next(message.ts for message in person.dm() if message.user == person.id)
            ids[name] = (person.id, playground.slack.world.open_im(person.id).id, own_ts)
    return Lived(folder / "starling.sqlite", truth, ids)


async def test_no_chain_of_joins_leads_from_a_person_to_what_they_wrote_or_rated(lived: Lived, tmp_path: Path) -> None:
    async with lived.copy(tmp_path) as storage:
        loot = await steal(storage)
    _check_filled(lived.truth, loot.tables)
    assert leaks(loot, lived.truth) == []


@pytest.mark.postgres
async def test_nor_on_postgresql(tmp_path: Path, postgres_database: str) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        truth = await live(playground)
        loot = await steal(playground.starling.context.storage)
    _check_filled(truth, loot.tables)
    assert leaks(loot, truth) == []


# What the attacker would find -----------------------------------------------------------------------------------------

Plant = Callable[[Db, Lived], Awaitable[None]]
Attack = Callable[[Loot, Truth], list[str]]


async def run(db: Db, statement: str, **values: object) -> None:
    await db.execute(text(statement), values)


async def an_author_beside_a_comment(db: Db, lived: Lived) -> None:
    await run(db, "ALTER TABLE comment ADD COLUMN written_by TEXT")
    for name, (slack_user_id, _, _) in lived.ids.items():
        for _, comment_id, _ in lived.truth.comments[name]:
            await run(db, "UPDATE comment SET written_by = :who WHERE comment_id = :c", who=slack_user_id, c=comment_id)


async def a_receipt_over_three_tables(db: Db, lived: Lived) -> None:
    await run(db, "CREATE TABLE receipt (tenant_id BIGINT, dm TEXT, handle TEXT)")
    await run(db, "CREATE TABLE handles (handle TEXT, source TEXT)")
    for n, (name, (_, dm, _)) in enumerate(lived.ids.items()):
        _, comment_id, _ = min(lived.truth.comments[name])
        await run(db, "INSERT INTO receipt VALUES (1, :dm, :handle)", dm=dm, handle=f"handle-{n}")
        source = "SELECT source_mac FROM comment WHERE comment_id = :c"
        await run(db, f"INSERT INTO handles VALUES (:handle, ({source}))", handle=f"handle-{n}", c=comment_id)


async def a_name_in_base64(db: Db, lived: Lived) -> None:
    code = base64.b64encode(f'{{"to": "{lived.ids[PEOPLE[2]][0]}"}}'.encode()).decode()
    await run(db, "CREATE TABLE note (about TEXT)")
    await run(db, "INSERT INTO note VALUES (:code)", code=code)


async def a_name_in_base64_without_its_beginning(db: Db, lived: Lived) -> None:
    code = base64.b64encode(f'{{"to": "{lived.ids[PEOPLE[2]][0]}"}}'.encode()).decode()
    await run(db, "CREATE TABLE note (about TEXT)")
    await run(db, "INSERT INTO note VALUES (:code)", code=f"v1:{code}:rest of it")


async def a_name_in_hexadecimal(db: Db, lived: Lived) -> None:
    await run(db, "CREATE TABLE note (about TEXT)")
    await run(db, "INSERT INTO note VALUES (:code)", code="00ff" + lived.ids[PEOPLE[2]][1].encode().hex())


async def a_name_in_a_blob(db: Db, lived: Lived) -> None:
    await run(db, "ALTER TABLE comment ADD COLUMN sealed BLOB")
    await run(db, "UPDATE comment SET sealed = :raw", raw=b"\x01\x02" + lived.ids[PEOPLE[4]][0].encode() + b"\x03")


async def a_message_ts_as_a_number(db: Db, lived: Lived) -> None:
    micros = int(lived.ids[PEOPLE[3]][2].replace(".", ""))
    _, comment_id, _ = min(lived.truth.comments[PEOPLE[3]])
    await run(db, "ALTER TABLE comment ADD COLUMN arrived BIGINT")
    await run(db, "UPDATE comment SET arrived = :at WHERE comment_id = :c", at=micros, c=comment_id)


async def a_time_to_the_second(db: Db, lived: Lived) -> None:
    await run(db, "ALTER TABLE comment ADD COLUMN shared_at INTEGER")
    for name, (_, _, ts) in lived.ids.items():
        for _, comment_id, _ in lived.truth.comments[name]:
            values = {"at": int(float(ts)), "c": comment_id}
            await run(db, "UPDATE comment SET shared_at = :at WHERE comment_id = :c", **values)


async def small_numbers_in_common(db: Db, lived: Lived) -> None:
    await run(db, "CREATE TABLE person (slack_user_id TEXT, position INTEGER)")
    await run(db, "ALTER TABLE comment ADD COLUMN place INTEGER")
    for n, (name, (slack_user_id, _, _)) in enumerate(lived.ids.items()):
        await run(db, "INSERT INTO person VALUES (:who, :n)", n=n, who=slack_user_id)
        for _, comment_id, _ in lived.truth.comments[name]:
            await run(db, "UPDATE comment SET place = :n WHERE comment_id = :c", n=n, c=comment_id)


async def small_numbers_over_a_table(db: Db, lived: Lived) -> None:
    await run(db, "CREATE TABLE person (slack_user_id TEXT, position INTEGER)")
    await run(db, "ALTER TABLE rating ADD COLUMN seat INTEGER")
    await run(db, "CREATE TABLE seating (position INTEGER, seat INTEGER)")
    for n, (name, (slack_user_id, _, _)) in enumerate(lived.ids.items()):
        await run(db, "INSERT INTO person VALUES (:who, :n)", n=n, who=slack_user_id)
        await run(db, "INSERT INTO seating VALUES (:n, :seat)", n=n, seat=90 - n)
        for _, _, rater_seal in lived.truth.ratings[name]:
            await run(db, "UPDATE rating SET seat = :seat WHERE rater_seal = :r", seat=90 - n, r=rater_seal)


async def an_exchange_beside_a_person(db: Db, lived: Lived) -> None:
    await run(db, "CREATE TABLE reminder (slack_user_id TEXT, exchange_id BIGINT)")
    who = lived.ids[PEOPLE[0]][0]
    await run(db, "INSERT INTO reminder SELECT :who, exchange_id FROM exchange LIMIT 1", who=who)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("plant", "attack"),
    [
        (an_author_beside_a_comment, written_out),
        (an_author_beside_a_comment, paths),
        (a_receipt_over_three_tables, paths),
        (a_name_in_base64, written_out),
        (a_name_in_base64_without_its_beginning, written_out),
        (a_name_in_hexadecimal, written_out),
        (a_name_in_a_blob, written_out),
        (a_message_ts_as_a_number, written_out),
        (a_message_ts_as_a_number, paths),
        (a_time_to_the_second, moments),
        (small_numbers_in_common, statistics),
        (small_numbers_over_a_table, statistics),
        (an_exchange_beside_a_person, written_out),
    ],
)
async def test_the_attacker_finds_what_was_planted(lived: Lived, tmp_path: Path, plant: Plant, attack: Attack) -> None:
    async with lived.copy(tmp_path) as storage:
        assert attack(await steal(storage), lived.truth) == []
        async with storage.write() as db:
            await plant(db, lived)
        assert attack(await steal(storage), lived.truth), "a leak was planted, and the attacker missed it"
