"""What the stories of bad input share: a playground with something to lose, and ways to send it what nobody can click.

Every exchange of it holds comments of the same numbers, so that an id in the wrong place would find something.
"""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from structlog.testing import capture_logs

from bot.core.wall_clock import local_day
from bot.domain import kept_forms
from bot.domain.actor import Actor
from bot.domain.moderation_log import record
from bot.playground.events import payloads
from bot.playground.events.objects import visible_text
from bot.playground.people.person import Person
from bot.playground.state.app_response import AppResponse
from bot.playground.state.models import ChangeEvent, Json, Message, View
from bot.playground.web_api.messages import close_all_views, open_modal, validate_view
from bot.rate import flow
from bot.rate.payloads import CommentRef
from bot.receipts.talks.state import Talk, TalkMessage, seal_talk
from bot.safety.job import DangerCases
from bot.slack import errors
from bot.slack.blocks import modal, plain_section, section
from storage import (
    appeals,
    comments,
    danger_cases,
    deliveries,
    digests,
    exchanges,
    held_digests,
    participants,
    talks,
    tenants,
    theme_changes,
    theme_checks,
    theme_sets,
    theme_snapshots,
)
from storage.comments import NewComment
from storage.digests import DigestBody, DigestFacts
from storage.enums import ActKind
from storage.exchanges import Exchange
from storage.letters import Letters
from storage.models import disclosure_request, metadata, new_id
from storage.participant_record import Participant
from storage.scope import ExchangeScope
from storage.session import Db
from storage.theme_changes import ChangeFacts, StateBefore
from storage.theme_checks import CheckItem, ThemeCheck
from storage.theme_sets import SetBefore, SetTheme
from storage.theme_snapshots import StoredTheme
from tests.templates import run_aside
from tests.whole_bot import Playground, open_playground

OWN, OTHER, RATED, HELD, HIDDEN, OWN_HIDDEN = 101, 102, 103, 104, 105, 106
SHOWN = 9  # a digest that moderators are shown before it goes out
ASKED, CONFIRMED = 7, 8  # requests to find out who wrote the comment that is held
CANARY = "kingfisher"  # a word of what people write: no log holds it
SECRET = "nightjar"  # is in the draft: for moderators only
THEIRS = "woodlark"  # is in the other workspace's exchange: for nobody here
OPEN, CLOSED, DRAFT, FOREIGN = "open", "closed", "draft", "foreign"
MESSAGE, EPHEMERAL, MODAL, HOME = "message", "ephemeral", "modal", "home"
GENERAL = "general"
IDS = ("U0MODERATOR", "C0GENERAL")
"""Of the moderator and of #general: the database knows them."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one request. reply: all that the person reads then."""

    status: int | str
    reply: str
    view: View | None = None  # the modal that opened


@dataclass
class BadInput:
    """A playground with an open, a closed, a drafted and another workspace's exchange."""

    playground: Playground
    file: Path
    ana: Person
    stranger: Person
    there: dict[str, Exchange]
    card: Message
    _read: dict[bool, dict[str, list[str]]] = field(default_factory=dict)
    _read_at: int = -1

    @property
    def moderator(self) -> Person:
        """Who may everything here."""
        return self.playground.moderator

    def id_of(self, name: str) -> str:
        """Return the id of one of the exchanges."""
        return str(self.there[name].exchange_id)

    async def change_of(self, name: str) -> str:
        """Return the id of the moderators' last change to the themes of one of the exchanges."""
        exchange = self.there[name]
        async with self.playground.starling.context.storage.read() as db:
            last = await theme_changes.get_last_of_moderators(db, exchange.scope)
        assert last
        return str(last.change_id)

    async def check_of(self, name: str) -> str:
        """Return the id of the check of themes that is under way in one of the exchanges."""
        exchange = self.there[name]
        async with self.playground.starling.context.storage.read() as db:
            check = await theme_checks.get_running(db, exchange.scope)
        assert check
        return str(check.check_id)

    async def revision_of(self, name: str) -> str:
        """Return how often the set of themes that moderators keep in one of the exchanges was changed."""
        async with self.playground.starling.context.storage.read() as db:
            return "".join(str(each.revision) for each in await theme_sets.list_sets(db, self.there[name].scope))

    async def pending_of(self, name: str) -> str:
        """Return the id of a list of people that the moderator has yet to confirm, for one of the exchanges."""
        exchange, actor = self.there[name], Actor(self.playground.tenant_id, "", self.moderator.id, is_stranger=False)
        form_id = exchange.exchange_id // 2 + 1  # the same each time
        values = {"exchange": exchange.exchange_id, "people": [self.ana.id], "groups": {}, "missing": ["Nobody"]}
        await kept_forms.keep(self.playground.starling.context, actor, form_id, values, is_new=False)
        return str(form_id)

    def kept(self, *, looked: bool = False) -> dict[str, list[str]]:
        """Return every row of the database but for processed events.

        looked: leave out what a mere look changes: the card that lies before a person, and how often it lies somewhere.
        """
        [version] = self._reader.execute("PRAGMA data_version").fetchone()  # changes with each commit of another
        if version != self._read_at:
            self._read_at, self._read = version, {}
        if looked not in self._read:
            self._read[looked] = self._read_all(looked=looked)
        return self._read[looked]

    def _read_all(self, *, looked: bool) -> dict[str, list[str]]:
        found = {}
        for name, table in metadata.tables.items():
            if name == "processed_event" or (looked and name == "participant"):
                continue
            names = [
                each.name
                for each in table.columns
                if not (looked and each.name in {"open_cards", "virtual_finish_time"})
            ]
            columns = ", ".join(f'"{each}"' for each in names)
            found[name] = sorted(repr(row) for row in self._reader.execute(f'SELECT {columns} FROM "{name}"'))
        return found

    @cached_property
    def _reader(self) -> sqlite3.Connection:
        """A connection of its own, kept: the schema is read once, and each statement is prepared once."""
        return sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)

    def close(self) -> None:
        """Close what `kept` opened."""
        self._reader.close()

    # Ways in ----------------------------------------------------------------------------------------------------

    async def press(self, person: Person, action: Json, on: str) -> Sent:
        """Send a click on something that need not be shown anywhere."""
        slack = self.playground.slack
        action = {"type": "button", "block_id": "b", "action_ts": slack.world.new_ts()} | action
        if on in {MODAL, HOME}:
            view = await self._view(person, on)
            trigger = slack.tokens.new_trigger(person.id, view.id if on == MODAL else None)
            payload = payloads.view_actions(slack.context, person.member, view, [action], trigger_id=trigger)
        else:
            message = await self._whispered(person) if on == EPHEMERAL else self.card
            token = slack.tokens.new_response_url(
                person.id, message.channel, message_ts=message.ts, ephemeral=on == EPHEMERAL
            )
            payload = payloads.message_actions(
                slack.context,
                person.member,
                message,
                [action],
                response_url=slack.context.address.response_url(token),
                trigger_id=slack.tokens.new_trigger(person.id),
            )
        return await self.interact(person, payload)

    async def interact(self, person: Person, payload: Json) -> Sent:
        """Send a click, a submission or a shortcut."""
        return await self._sent(person, self.playground.slack.dispatcher.interact(payload))

    async def submit(self, person: Person, view: View, changes: Json) -> Sent:
        """Send a form whose parts are changed."""
        slack = self.playground.slack
        trigger = slack.tokens.new_trigger(person.id, view.id)
        payload = payloads.view_submission(slack.context, person.member, view, trigger_id=trigger)
        payload["view"] |= changes
        return await self.interact(person, payload)

    async def command(self, person: Person, text: str, *, channel: str = GENERAL, **changes: str) -> Sent:
        """Send a command."""
        slack = self.playground.slack
        where = slack.channel(channel) if channel else slack.world.open_im(person.id)
        token = slack.tokens.new_response_url(person.id, where.id)
        form = payloads.command_form(
            slack.context,
            person.member,
            where,
            ("/exchange", text),
            response_url=slack.context.address.response_url(token),
            trigger_id=slack.tokens.new_trigger(person.id),
        )
        return await self._sent(person, slack.dispatcher.command(form | changes))

    async def event(self, person: Person, event: Json, **envelope: Any) -> Sent:
        """Send an event."""
        slack = self.playground.slack
        whole = payloads.event_envelope(slack.context, event) | envelope
        return await self._sent(person, slack.dispatcher.event(whole))

    # ------------------------------------------------------------------------------------------------------------

    async def _sent(self, person: Person, sending: Any) -> Sent:
        changes: list[ChangeEvent] = []
        world = self.playground.slack.world
        world.listeners.append(changes.append)
        answer: AppResponse = await sending
        await self.playground.settle()
        world.listeners.remove(changes.append)
        view = person.view
        close_all_views(self.playground.slack.context, person.id)
        others = {each.id for each in world.channels.values() if each.kind == "im" and person.id not in each.members}
        seen = [each for each in changes if each.message is None or each.message.channel not in others]
        lines = [_read(answer.body), *(_change_text(each) for each in seen)]
        return Sent(answer.status, "\n".join(line for line in lines if line), view)

    async def _view(self, person: Person, on: str) -> View:
        web, slack = self.playground.web, self.playground.slack
        if on == MODAL:
            before = validate_view(slack.context, modal("Before", [section("Before")]), MODAL)
            return open_modal(slack.context, person.id, before)
        await web.views_publish(user_id=person.id, view={"type": "home", "blocks": [section("Before")]})
        assert person.home
        return person.home

    async def _whispered(self, person: Person) -> Message:
        channel = self.playground.slack.channel(GENERAL).id
        await self.playground.web.chat_postEphemeral(channel=channel, user=person.id, text="Before")
        return person.ephemerals(GENERAL)[-1]


def _change_text(change: ChangeEvent) -> str:
    if change.kind in {"view_closed", "message_deleted", "ephemeral_deleted"}:
        return ""
    if change.view is not None:
        return visible_text(change.view.blocks)
    return visible_text(change.message.blocks, change.message.text) if change.message else change.text


def _read(body: Any) -> str:
    """Return what a person reads in an answer: a command's text, a form's complaints, the next form."""
    if not isinstance(body, dict):
        return str(body or "")
    if body.get("response_action") == "errors":
        return "\n".join(body["errors"].values())
    view = body.get("view") or {}
    return "\n".join(filter(None, [body.get("text", ""), visible_text(body.get("blocks") or view.get("blocks") or [])]))


@asynccontextmanager
async def open_bad_input(folder: Path, **settings_facts: Any) -> AsyncIterator[BadInput]:
    """Open a playground in which everything that can be asked for is there, four times; what nobody answers is allowed.

    The database is a copy of one that is prepared once for each test process.
    """
    database, ids = prepared_database()
    async with open_playground(folder, template=database, settings_facts=settings_facts, ids=IDS) as playground:
        playground.allows_unanswered = True
        await playground.starling.scheduler.stop()
        ana, stranger = _people(playground)
        posted_ts = await _post_announcement(playground)
        ctx = playground.starling.context
        async with ctx.storage.write() as db:
            await exchanges.update_exchange(db, ids[OPEN], announcement_ts=posted_ts)
        async with ctx.storage.read() as db:
            there = {name: await exchanges.get(db, scope) for name, scope in ids.items()}
        await playground.settle()
        found = {name: each for name, each in there.items() if each is not None}
        card = playground.slack.channel(GENERAL).messages[posted_ts]
        bad = BadInput(playground, folder / "starling.sqlite", ana, stranger, found, card)
        yield bad
        bad.close()


@cache
def prepared_database() -> tuple[bytes, dict[str, ExchangeScope]]:
    """Return the SQLite file that `prepare_bad_input` leaves, and where the exchanges are in it by their names."""
    scopes: dict[str, ExchangeScope] = {}

    async def prepare(folder: Path) -> None:
        async with open_playground(folder, ids=IDS) as playground:
            bad = await prepare_bad_input(playground, folder)
            scopes.update({name: exchange.scope for name, exchange in bad.there.items()})

    with TemporaryDirectory(prefix="starling-bad-input-") as folder:
        run_aside(prepare(Path(folder)))
        assert not list(Path(folder).glob("*-wal")), "something was not checkpointed"
        return (Path(folder) / "starling.sqlite").read_bytes(), scopes


def _people(playground: Playground) -> tuple[Person, Person]:
    """Return Ana, a member, and a stranger of another workspace, with the ids that the database knows; add Vera."""
    playground.person("Vera", id="U0VERA")  # a safety contact
    playground.slack.add_channel("spare", members=[playground.moderator], app=True, id="C0SPARE")
    return playground.person("Ana", id="U0ANA"), playground.person("Stranger", id="U0STRANGER", team_id="T0OTHER")


async def _post_announcement(playground: Playground) -> str:
    """Post a message in place of the announcement of the open exchange; return its timestamp."""
    own_words = plain_section(f"A {CANARY}, and a quiet room", block_id="share.text")
    channel = playground.slack.channel(GENERAL).id
    posted = await playground.web.chat_postMessage(channel=channel, text="Before", blocks=[own_words])
    return str(posted["ts"])


async def prepare_bad_input(playground: Playground, folder: Path) -> BadInput:
    """Return a playground in which everything that can be asked for is there, four times."""
    await playground.starling.scheduler.stop()
    ctx = playground.starling.context
    ana, stranger = _people(playground)
    channel = playground.slack.channel(GENERAL).id
    posted_ts = await _post_announcement(playground)
    facts = {
        "groups": ["Student", "Parent"],
        "safety_contacts": f"{playground.moderator.id} {playground.person('Vera').id}",
        "disclosure": "officers",
        "channel_id": channel,
        "results_page": "link",
        "results_when": "always",
        "translates_comments": True,
    }
    there = {
        OPEN: await playground.exchange(
            "What keeps us safe?",
            **facts,
            announcement_ts=posted_ts,
            closes_at=playground.clock.now() + timedelta(days=90),
        ),
        CLOSED: await playground.exchange(
            "What was it like?", **facts, state="closed", closed_at=playground.clock.now()
        ),
        DRAFT: await playground.exchange(f"Is there a {SECRET} here?", **facts, state="draft", opened_at=None),
    }
    there[FOREIGN] = await _of_another_workspace(playground, facts)
    for exchange in there.values():
        await _fill(playground, exchange, ana)
    actor = Actor(playground.tenant_id, playground.slack.team_id, ana.id, is_stranger=False)
    await flow.rate(ctx, actor, CommentRef(there[OPEN].exchange_id, RATED, 1, 0), 4, 1_700_000_000_000_000)
    for workspace in ctx.workspaces.all():  # contacts have heard of what is held: no later act sends it
        await DangerCases(ctx, workspace, None).tick()
    await playground.settle()
    card = playground.slack.channel(GENERAL).messages[posted_ts]
    return BadInput(playground, folder / "starling.sqlite", ana, stranger, there, card)


async def _of_another_workspace(playground: Playground, facts: Json) -> Exchange:
    ctx = playground.starling.context
    values: dict[str, Any] = {
        "slug": "theirs",
        "question": f"Whose {THEIRS} is this?",
        "star_meaning": "agree",
        "is_anonymous": True,
        "moderation": "post",
        "comment_limit": 1000,
        "state": "open",
        "zone": "UTC",
        "wrapped_key": ctx.keys.new(),
        "opened_at": playground.clock.now(),
    }
    async with ctx.storage.write() as db:
        tenant_id = await tenants.ensure(db, enterprise_id="", team_id="T0OTHER", is_playground=True)
        exchange_id = await exchanges.insert(db, tenant_id, **values, **facts)
        found = await exchanges.get(db, ExchangeScope(tenant_id, exchange_id))
    assert found
    return found


async def _fill(playground: Playground, exchange: Exchange, author: Person) -> None:
    """Keep a comment of every kind, with the same numbers in each exchange. Comments 101 and 106 are the author's."""
    ctx = playground.starling.context
    workspace = playground.slack.team_id
    key = ctx.key_of(exchange)
    states = {OWN: "live", OTHER: "live", RATED: "live", HELD: "pending", HIDDEN: "hidden", OWN_HIDDEN: "hidden"}
    word = SECRET if exchange.state == "draft" else CANARY if exchange.tenant_id == playground.tenant_id else THEIRS
    async with ctx.storage.write() as db:
        for number, state in states.items():
            text = f"The {word} says {number}"
            day = local_day(playground.clock.now(), "UTC")
            new = NewComment(f"source{number}", text, "", state, day)
            made, _ = await comments.add(db, exchange.scope, new)
            reason = "rude" if state == "hidden" else None
            await comments.update_comment(db, exchange.scope, made.comment_id, number=number, reason=reason)
            if number == HIDDEN:
                await record(ctx, db, exchange, made.comment_id, ActKind.APPEAL)
            if number == HELD:
                await _add_danger(db, exchange, made.comment_id, playground.clock.now())
        letters = Letters(asked=frozenset({OTHER})).to_bytes()
        mine = Participant(slack_user_id=author.id, own=frozenset({OWN, OWN_HIDDEN}), letters=letters)
        await participants.add(db, exchange.scope, [(key.person(workspace, author.id), mine)])
        talk = seal_talk(
            key, exchange.exchange_id, OWN, Talk(IDS[0], (TalkMessage("moderator", "Which one?", is_sent=True),))
        )
        await talks.save(db, exchange.scope, OWN, talk, was=None)
        await _seed_theme(db, exchange, playground.clock.now())
        await _keep_set(db, exchange, local_day(playground.clock.now(), "UTC"))
        await appeals.add(db, exchange.scope, HIDDEN, f"The {word} is needed")
        await appeals.set_sent(db, exchange.scope, HIDDEN)
        await _hold_digest(db, exchange, playground.clock.now())


async def _add_danger(db: Db, exchange: Exchange, comment_id: int, now: datetime) -> None:
    """Keep a danger case, and requests to find out who wrote the comment: one to confirm, one confirmed."""
    await danger_cases.add(db, exchange.scope, comment_id)
    if exchange.state == DRAFT:
        return
    first, other = exchange.contacts
    for request_id, confirmed_by in ((ASKED, None), (CONFIRMED, first)):
        await db.execute(
            disclosure_request.insert().values(
                **exchange.scope.columns,
                comment_id=comment_id,
                request_id=request_id,
                disclosure="officers",
                requested_by=other,
                requested_at=now,
                confirmed_by=confirmed_by,
                confirmed_at=now if confirmed_by else None,
            )
        )


async def _hold_digest(db: Db, exchange: Exchange, now: datetime) -> None:
    """Keep a digest that moderators are shown two days before it goes out."""
    due_at = now + timedelta(days=2)
    slot = held_digests.scheduled_slot(due_at)
    delivery_id = await deliveries.add(db, exchange.scope, slot=slot, channel_id="C0NOBODY", due_at=due_at)
    made = await digests.save(
        db,
        exchange.scope,
        slot=held_digests.slot_of(SHOWN, 0),
        made_at=now,
        facts=DigestFacts(),
        body=DigestBody("A digest", [section("A digest")]),
        quoted=(),
    )
    assert delivery_id
    await held_digests.begin(db, exchange.scope, SHOWN, delivery_id=delivery_id, digest_id=made.digest_id)


async def _seed_theme(db: Db, exchange: Exchange, now: datetime) -> None:
    """Keep a theme that a moderator seeded, and how to take it back."""
    await theme_snapshots.save_theme(
        db, exchange.scope, StoredTheme(1, "Buses", has_manual_name=True, words=("bus",)), now=now
    )
    await theme_snapshots.save_theme(db, exchange.scope, StoredTheme(2, "Halls", has_manual_name=True), now=now)
    live = await comments.list_in_state(db, exchange.scope, "live")
    items = tuple(CheckItem(each.comment_id, 1, 2, "left") for each in live)
    await theme_checks.begin(db, exchange.scope, ThemeCheck(new_id(), now, 0, now, items))
    before = StateBefore(made=(1,))
    facts = ChangeFacts("Buses")
    await theme_changes.record(
        db, exchange.scope, "seed", 1, made_at=now, facts=facts, before=before, encrypted_moderator=b"sealed"
    )


async def _keep_set(db: Db, exchange: Exchange, today: date) -> None:
    """Keep a set of themes, with a change that can be taken back."""
    names = (SetTheme(1, "Buses"), SetTheme(2, "Halls"))
    await theme_sets.add(db, exchange.scope, "Of the board", names, {}, today=today)
    [one] = await theme_sets.list_sets(db, exchange.scope)
    changed = replace(one, themes=(replace(names[0], name="Trains"), names[1]), before=SetBefore(names))
    assert await theme_sets.save(db, exchange.scope, changed, moved={}, today=today)


@contextmanager
def nothing_in_the_log(*known: str) -> Iterator[None]:
    """Fail when a listener failed meanwhile, or somebody's words were logged. known: errors that belong there."""
    with capture_logs() as lines:
        errors.log.info("heard")
        yield
    assert lines[0]["event"] == "heard", "the log is heard here"
    failed = [line for line in lines if line["log_level"] in {"error", "critical"} and line["event"] not in known]
    assert not failed, failed
    written = json.dumps(lines, default=str)
    assert not any(word in written for word in (CANARY, SECRET, THEIRS))


def nowhere() -> str:
    """Return the id of an exchange that does not exist."""
    return str(new_id())
