"""What the database and the log hold of people outside exchanges: nothing that names one of them without the key."""

import json
import logging
import re
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text
from structlog.testing import capture_logs

from bot.domain.preferences import Preferences, list_subscribed, load_preferences, reseal, save_preferences
from bot.keys import Keyring
from bot.playground.people.person import Person
from storage.models import alert, event_lease, metadata, processed_event, slack_person
from storage.session import Storage
from tests.stories.at_home import home_of, rates, share
from tests.stories.exchange_helpers import announcements, opened
from tests.stories.moderating import reported
from tests.whole_bot import Playground, open_playground, words

LATER = "A secret of another server, long enough to be one"
_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
OUTSIDE = {"slack_person", "event_lease"}


class Transactions:
    """The tables that each transaction wrote, in the order of their ends."""

    def __init__(self, storage: Storage) -> None:
        self.done: list[set[str]] = []
        self._open: dict[int, set[str]] = {}
        engine = storage.engine.sync_engine
        event.listen(engine, "before_cursor_execute", self._execute)
        event.listen(engine, "commit", self._commit)
        event.listen(engine, "rollback", self._rollback)

    def _execute(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if found := _WRITE.match(statement):
            self._open.setdefault(id(connection.connection.dbapi_connection), set()).add(found[1])

    def _commit(self, connection: Any) -> None:
        if written := self._open.pop(id(connection.connection.dbapi_connection), set()):
            self.done.append(written)

    def _rollback(self, connection: Any) -> None:
        self._open.pop(id(connection.connection.dbapi_connection), None)

    def mixed(self, tables: Collection[str]) -> list[set[str]]:
        """Return the transactions that wrote one of these tables and anything else."""
        return [each for each in self.done if each & set(tables) and len(each) > 1]


async def lives(playground: Playground) -> list[Person]:
    """Let four people sign up, be invited, write, rate, report, fail, and one of them be forgotten."""
    ana, ben, cem, dora = people = [playground.person(name) for name in ("Ana Lopez", "Ben Okafor", "Cem", "Dora Lind")]
    for person in people:
        assert await person.chooses(await home_of(playground, person), "home.notifications", ["subscribed"])
    await opened(playground, "--groups=Parent,Teacher")
    for _ in range(2):
        await playground.starling.scheduler.run_once()
        await playground.settle()
    assert await dora.clicks(dora.dm()[-1], "exchanges.not_for_me")
    await share(playground, ana, "Longer lunch")
    await share(playground, ben, "A crossing guard")
    playground.slack.faults.answer("chat.postMessage", status=500, times=1)
    await cem.says("Known officers")
    await playground.settle()
    assert await cem.clicks(cem.dm()[-1], "share.dm.yes")
    await rates(playground, dora, 4)
    await dora.says("3")
    await playground.settle()
    await dora.says("Under the announcement", "general", thread_ts=announcements(playground)[-1].ts)
    await playground.settle()
    await reported(playground, "Ben Okafor", "danger")
    await playground.starling.scheduler.run_once()
    await playground.settle()
    assert await ana.clicks(await home_of(playground, ana), "home.forget")
    await ana.submits()
    await ana.submits()
    await playground.settle()
    return people


async def test_preferences_and_leases_are_written_apart_from_everything_else(playground: Playground) -> None:
    written = Transactions(playground.starling.context.storage)
    await lives(playground)
    tables = set().union(*written.done)
    # Stars are written in batches by the driver itself: what is beside them is asked of the rows on PostgreSQL, below.
    assert tables >= {"slack_person", "event_lease", "processed_event", "participant", "comment"}
    assert written.mixed(OUTSIDE) == []
    together = set().union(*written.mixed({"processed_event"}))
    assert "participant" in together, "the control: the effect of an event is kept with the event, and is found here"


@pytest.mark.postgres
async def test_on_postgresql_no_transaction_id_joins_them(tmp_path: Path, postgres_database: str) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        await lives(playground)
        async with playground.starling.context.storage.read() as db:
            ids = {
                name: {row[0] for row in await db.execute(text(f'SELECT xmin::text FROM "{name}"'))}
                for name in metadata.tables
            }
    assert len(ids["slack_person"]) == 1, "the last who changed something is one of all"
    inside = set().union(*(each for name, each in ids.items() if name != "slack_person"))
    assert not ids["slack_person"] & inside
    assert not ids["event_lease"]


async def test_nothing_in_the_file_says_who_wants_what(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        people = await lives(playground)
        maya = playground.person("Maya", is_admin=True)
        await playground.moderator.runs(f"/exchange mod add <@{maya.id}>", "general")
        await playground.settle()
        running = in_files(tmp_path)
    db = sqlite3.connect(tmp_path / "starling.sqlite")
    sealed = [bytes(row[0]) for row in db.execute("SELECT sealed FROM slack_person")]
    db.close()
    assert len(sealed) == 3, "Ana was forgotten"
    assert len({len(each) for each in sealed}) == 1, "a long id and a short one, with one preference or two"
    assert len(set(sealed)) == 3
    for held in (running, in_files(tmp_path)):
        for person in people:
            assert person.id.encode() not in held
            assert person.name.encode() not in held
        assert maya.id.encode() in held, "the control: who moderates is an office, and found here"


def in_files(folder: Path) -> bytes:
    """Return the database's files as they lie there now, the write-ahead log included."""
    return b"".join(each.read_bytes() for each in sorted(folder.glob("starling.sqlite*")))


async def test_what_a_person_wants_is_kept_one_by_one_and_of_who_wants_nothing_no_row_stays(
    playground: Playground,
) -> None:
    ctx, tenant_id, ana = playground.starling.context, playground.tenant_id, playground.person("Ana")
    await save_preferences(ctx, tenant_id, ana.id, is_subscribed=True)
    await save_preferences(ctx, tenant_id, ana.id, is_muted=True)
    async with ctx.storage.read() as db:
        assert await load_preferences(ctx, db, tenant_id, ana.id) == Preferences(is_subscribed=True, is_muted=True)
        assert await list_subscribed(ctx, db, tenant_id) == []
    await save_preferences(ctx, tenant_id, ana.id, is_muted=False)
    async with ctx.storage.read() as db:
        assert await list_subscribed(ctx, db, tenant_id) == [ana.id]
    await save_preferences(ctx, tenant_id, ana.id, is_subscribed=False)
    async with ctx.storage.read() as db:
        assert not (await db.execute(select(slack_person))).all()


async def test_whose_preferences_changed_is_one_of_many_always_the_same(playground: Playground) -> None:
    ctx, tenant_id = playground.starling.context, playground.tenant_id
    people = [f"U{number:09}" for number in range(80)]
    changed: list[set[bytes]] = []
    for place, each in enumerate(people):
        before = await stored(ctx.storage)
        await save_preferences(ctx, tenant_id, each, is_subscribed=True)
        after = await stored(ctx.storage)
        changed.append({mark for mark in after if after[mark] != before.get(mark)})
        assert len(changed[-1]) >= min(place + 1, 12), "all where there are few, and half of them from 64 on"
    async with ctx.storage.read() as db:
        assert sorted(await list_subscribed(ctx, db, tenant_id)) == people
    blocks = []
    for is_muted in (True, False, True):
        before = await stored(ctx.storage)
        await save_preferences(ctx, tenant_id, people[7], is_muted=is_muted)
        blocks.append({mark for mark, sealed in (await stored(ctx.storage)).items() if sealed != before[mark]})
    assert blocks[0] == blocks[1] == blocks[2]
    assert 12 <= len(blocks[0]) < 80
    async with ctx.storage.read() as db:
        assert sorted(await list_subscribed(ctx, db, tenant_id)) == sorted(set(people) - {people[7]})


async def stored(storage: Storage) -> dict[bytes, bytes]:
    async with storage.read() as db:
        rows = await db.execute(select(slack_person.c.person_mark, slack_person.c.sealed))
        return {bytes(row.person_mark): bytes(row.sealed) for row in rows}


async def test_preferences_are_of_one_workspace_and_one_secret(playground: Playground) -> None:
    ctx, tenant_id, ana = playground.starling.context, playground.tenant_id, playground.person("Ana")
    await save_preferences(ctx, tenant_id, ana.id, is_subscribed=True)
    one, other = Keyring(LATER).of_tenant(tenant_id), Keyring(LATER).of_tenant(tenant_id + 1)
    assert one.cipher("preferences").mark(ana.id) != other.cipher("preferences").mark(ana.id)
    object.__setattr__(ctx, "keys", Keyring(LATER))
    with capture_logs() as lines:
        async with ctx.storage.read() as db:
            assert await list_subscribed(ctx, db, tenant_id) == []
            assert await load_preferences(ctx, db, tenant_id, ana.id) == Preferences()
    assert [(line["event"], line["rows"]) for line in lines] == [("preferences_unreadable", 1)], "not in silence"


async def test_under_a_new_secret_of_the_server_nobody_has_to_sign_up_again(playground: Playground) -> None:
    ctx, tenant_id = playground.starling.context, playground.tenant_id
    ana, ben, cem = (playground.person(name) for name in ("Ana", "Ben", "Cem"))
    for person in (ana, ben):
        await save_preferences(ctx, tenant_id, person.id, is_subscribed=True)
    old, new, lost = ctx.keys, Keyring(LATER), Keyring(LATER[::-1])
    object.__setattr__(ctx, "keys", lost)
    await save_preferences(ctx, tenant_id, cem.id, is_subscribed=True)
    object.__setattr__(ctx, "keys", new)
    await save_preferences(ctx, tenant_id, ben.id, is_subscribed=True, is_muted=True)  # meanwhile, so it is newer
    keys = {"old": old.of_tenant(tenant_id), "new": new.of_tenant(tenant_id)}
    async with ctx.storage.write() as db:
        assert await reseal(db, tenant_id, **keys) == (2, 1, 1)
        assert await reseal(db, tenant_id, **keys) == (0, 2, 1), "safe to repeat"
        assert await list_subscribed(ctx, db, tenant_id) == [ana.id]
        assert await load_preferences(ctx, db, tenant_id, ben.id) == Preferences(is_subscribed=True, is_muted=True)


async def test_of_slacks_events_an_hour_is_left_and_no_id(playground: Playground) -> None:
    await lives(playground)
    sent = {each.event_id for each in playground.slack.deliveries.list_for("events_api")} - {""}
    assert sent
    async with playground.starling.context.storage.read() as db:
        rows = [row._mapping for row in await db.execute(select(processed_event))]
        assert not (await db.execute(select(event_lease))).all()
    assert rows
    assert {(row["hour"].minute, row["hour"].second, row["hour"].microsecond) for row in rows} == {(0, 0, 0)}
    assert {len(row["event_mark"]) for row in rows} == {16}
    held = " ".join(repr(dict(row)) for row in rows)
    assert not [each for each in sent if each in held]


async def test_of_a_pending_alert_only_its_kind_and_its_count_are_in_plain(playground: Playground) -> None:
    await opened(playground)
    await share(playground, playground.person("Ana"), "Not well")
    maya = playground.person("Maya", is_admin=True)
    for person in (maya, playground.moderator):
        await playground.moderator.runs(f"/exchange mod add <@{person.id}>", "general")
    await playground.settle()
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    more = next(
        each for block in ben.dm()[-1].blocks for each in block.get("elements", []) if each["type"] == "overflow"
    )
    await ben.chooses(ben.dm()[-1], "rate.more", more["options"][3])
    await playground.settle()
    playground.slack.faults.limit("chat.postMessage", times=1, retry_after=30)
    assert await ben.clicks(ben.dm()[-1], "rate.report.danger")
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        rows = {row.kind: row._mapping for row in await db.execute(select(alert))}
    pending = rows["danger"]
    assert sum(_is_alerted(each) for each in (maya, playground.moderator)) == 1, "the other meets Slack's limit"
    assert set(pending) == {"tenant_id", "kind", "report_count", "sealed"}
    assert (pending["report_count"], len(pending["sealed"])) == (1, 512 + 28)
    playground.clock.later(minutes=2)
    await playground.starling.scheduler.run_once()
    await playground.settle()
    assert [_is_alerted(each) for each in (maya, playground.moderator)] == [True, True]
    async with playground.starling.context.storage.read() as db:
        done = {row.kind: row for row in await db.execute(select(alert))}["danger"]
    assert (done.report_count, len(done.sealed)) == (0, 512 + 28)


def _is_alerted(person: Person) -> bool:
    return sum("A person may be in danger" in words(each) for each in person.dm()) == 1


async def test_no_line_of_the_log_names_a_person(playground: Playground, caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as lines, caplog.at_level(logging.INFO):
        people = await lives(playground)
        playground.slack.faults.answer("users.info", status=500)
        playground.slack.faults.answer("chat.postMessage", error="user_not_found")
        playground.clock.later(hours=3)
        await home_of(playground, people[1])
        await playground.starling.scheduler.run_once()
        await playground.settle()
    names = [each for person in (*people, playground.moderator) for each in tokens(playground, person)]
    assert len(lines) >= 3, "what failed was logged"
    logged = "\n".join(
        [json.dumps(lines, default=str), *(f"{each.name} {each.getMessage()}" for each in _ours(caplog))]
    )
    assert found_in(logged, names) == []
    assert found_in(f'{{"to": "{people[0].id}"}}', names) == [people[0].id], "the control"


def tokens(playground: Playground, person: Person) -> list[str]:
    """Return what Slack knows a person by."""
    return [person.id, playground.slack.world.open_im(person.id).id, person.name]


def found_in(logged: str, names: list[str]) -> list[str]:
    return [each for each in names if re.search(rf"\b{re.escape(each)}\b", logged)]


def _ours(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Return records of the bot's libraries, not of the playground's server: that is Slack."""
    return [each for each in caplog.records if each.levelno >= logging.WARNING]
