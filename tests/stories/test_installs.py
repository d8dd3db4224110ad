"""Workspaces that install the app themselves: by Slack's page, through Bolt, until they uninstall it and come back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot import cli_doctor
from bot.domain.results_links import get_link
from bot.installs.routes import INSTALL_PATH, REDIRECT_PATH
from bot.installs.tokens import SealedTokensError, Tokens
from storage import exchanges, installations
from storage.models import install_state, installation, metadata
from tests.sentences import EN, ES
from tests.stories.digest_helpers import SIX, announced, rate
from tests.stories.exchange_helpers import announcements, every, opened, reply_text, run_command
from tests.stories.installing import GENERAL, Installing, agree, open_installing, tenant_of
from tests.stories.moderating import shared
from tests.stories.web_visitor import BASE, query_of
from tests.whole_bot import Playground, words

NORTH, SOUTH = "What keeps us safe at North?", "What do we eat at South?"
DAYS = 30


@pytest.fixture
async def it(tmp_path: Path) -> AsyncIterator[Installing]:
    """Two workspaces in which nothing is installed yet."""
    async with open_installing(tmp_path) as found:
        yield found


async def count_rows(it: Installing, tenant_id: int) -> dict[str, int]:
    """Return how many rows of a workspace there are, by table, without empty ones."""
    found = {}
    async with it.starling.context.storage.read() as db:
        for table in metadata.sorted_tables:
            query = select(func.count()).select_from(table).where(table.c.tenant_id == tenant_id)
            found[table.name] = int((await db.execute(query)).scalar_one())
    return {name: count for name, count in found.items() if count}


async def count_states(it: Installing) -> int:
    async with it.starling.context.storage.read() as db:
        return int((await db.execute(select(func.count()).select_from(install_state))).scalar_one())


def read_all(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("starling.sqlite*"))


async def test_a_workspace_installs_the_app_and_asks_its_first_question(it: Installing) -> None:
    visitor = it.visitor()
    asked = await visitor.opens(INSTALL_PATH)
    assert "channels:history" in asked.text
    assert query_of(visitor.asked)["redirect_uri"] == f"{BASE}{REDIRECT_PATH}"
    done = await agree(visitor, it.north.slack, it.north.moderator)
    assert (done.status, EN("installs.done", name="North High") in done.text) == (200, True)
    assert "<code>/exchange new</code>" in done.html, "what to write next"
    assert "`" not in done.html, "a page shows no marks of Slack's"
    assert done.headers["Cache-Control"] == "no-store"
    assert not await count_states(it), "what was begun is over"

    exchange = await opened(it.north, question=NORTH)
    assert NORTH in words(announcements(it.north)[0])
    await shared(it.north, "Ana", "A crossing guard at the gate")
    assert (await it.north.counts(exchange)).people == 1
    ana = it.north.person("Ana")
    await ana.opens_home()
    await it.settle()
    assert NORTH in words(ana.home)


async def test_who_reads_spanish_gets_pages_in_spanish(it: Installing) -> None:
    done = await it.install(it.north, it.visitor("es"))
    assert ES("installs.done", name="North High") in done.text
    no = await it.install(it.south, it.visitor("es"), answer="cancel")
    assert ES("installs.not.access_denied") in no.text


async def test_two_that_installed_it_see_nothing_of_each_other(it: Installing) -> None:
    for where in (it.north, it.south):
        assert (await it.install(where)).status == 200
    of_north, of_south = await opened(it.north, question=NORTH), await opened(it.south, question=SOUTH)
    await shared(it.north, "Ana", "A crossing guard at the gate")
    await it.rounds()
    for here, exchange, question in ((it.north, of_north, NORTH), (it.south, of_south, SOUTH)):
        assert [each.exchange_id for each in await every(here)] == [exchange.exchange_id]
        assert [question in words(each) for each in announcements(here)] == [True]
    assert (await it.north.counts(of_north)).people == 1
    assert (await it.south.counts(of_south)).people == 0, "the Ana of South is somebody else"
    assert SOUTH in await reply_text(it.south, "/exchange status")
    assert NORTH not in await reply_text(it.south, "/exchange status")


async def test_a_state_counts_once_for_ten_minutes_and_in_the_browser_that_began(it: Installing) -> None:
    mine, other = it.visitor(), it.visitor()
    await mine.opens(INSTALL_PATH)
    await other.opens(INSTALL_PATH)
    tokens = it.north.slack.tokens
    state = query_of(mine.asked)["state"]

    def back(state: str) -> str:
        code = tokens.new_oauth_code(it.north.moderator.id, f"{BASE}{REDIRECT_PATH}")
        return f"{REDIRECT_PATH}?code={code}&state={state}"

    elsewhere = await other.opens(back(state))
    assert (elsewhere.status, EN("installs.not.invalid_browser") in elsewhere.text) == (400, True)
    assert (await it.visitor().opens(back(state))).status == 400, "without any cookie"
    cookie = next(each for each in mine.raw if each.startswith("slack-app-oauth-state="))
    for word in ("HttpOnly", "Secure", "SameSite=Lax", "Max-Age=600"):
        assert word in cookie
    kept = dict(mine.cookies)
    assert (await mine.opens(back(state))).status == 200
    mine.cookies |= kept
    again = await mine.opens(back(state))
    assert (again.status, EN("installs.not.invalid_state") in again.text) == (401, True)

    late = it.visitor()
    await late.opens(INSTALL_PATH)
    it.clock.later(minutes=11)
    assert (await agree(late, it.south.slack, it.south.moderator)).status == 401
    assert len(it.starling.context.workspaces.all()) == 1, "South's is not installed"
    await it.visitor().opens(INSTALL_PATH)
    assert await count_states(it) == 1, "those that are over are deleted by the next"


async def test_what_goes_wrong_at_slack_has_a_kind_page_and_keeps_nothing(it: Installing) -> None:
    assert EN("installs.not.access_denied") in (await it.install(it.north, answer="cancel")).text
    visitor = it.visitor()
    await visitor.opens(INSTALL_PATH)
    state = query_of(visitor.asked)["state"]
    refused = await visitor.opens(f"{REDIRECT_PATH}?code=made.up&state={state}")
    assert (refused.status, EN("installs.not.failed") in refused.text) == (401, True)
    it.north.slack.faults.answer("oauth.v2.access", status=503)
    with capture_logs() as logs:
        assert (await it.install(it.north)).status == 401
    assert "made.up" not in str(logs)
    assert not it.starling.context.workspaces.all()
    for address in (f"{REDIRECT_PATH}?state=", REDIRECT_PATH, f"{REDIRECT_PATH}?code[]=%00&state=%ff"):
        assert (await it.visitor().opens(address)).status in {400, 401}


async def test_tokens_are_unreadable_without_the_secret_and_in_another_workspaces_row(
    it: Installing, tmp_path: Path
) -> None:
    await it.install(it.north)
    await it.install(it.south)
    token = it.north.slack.context.app.bot_token
    rows = [await it.row(where) for where in (it.north, it.south)]
    fernet = it.starling.context.keys.of_tokens()
    assert rows[0].sealed is not None
    assert Tokens.open(rows[0].sealed, rows[0].tenant_id, fernet).bot_token == token
    with pytest.raises(SealedTokensError):
        Tokens.open(rows[0].sealed, rows[1].tenant_id, fernet)
    assert token not in repr(Tokens.open(rows[0].sealed, rows[0].tenant_id, fernet))
    files = read_all(tmp_path)
    assert b"North High" not in files
    assert token.encode() not in files


async def test_a_bot_that_starts_again_serves_those_that_installed_it(it: Installing) -> None:
    await it.install(it.north)
    await it.install(it.south)
    await opened(it.north, question=NORTH)
    await it.restart()
    assert {each.team_id for each in it.starling.context.workspaces.all()} == {"T0NORTH", "T0SOUTH"}
    await shared(it.north, "Ana", "A crossing guard at the gate")
    assert NORTH in await reply_text(it.north, "/exchange status")


async def test_after_an_uninstall_nothing_is_called_and_a_new_install_takes_up_what_was_there(it: Installing) -> None:
    await it.install(it.north)
    await it.install(it.south)
    exchange = await opened(it.north, question=NORTH)
    await shared(it.north, "Ana", "A crossing guard at the gate")
    await opened(it.south, question=SOUTH)
    with capture_logs() as logs:
        await it.north.slack.uninstall()
        await it.settle()
    row = await it.row(it.north)
    assert row.sealed is None, "the tokens are erased at once"
    assert row.delete_at is not None
    assert row.gone_at is not None
    assert row.delete_at - row.gone_at == timedelta(days=DAYS)
    assert [each["delete_at"] for each in logs if each["event"] == "uninstalled"] == [row.delete_at.isoformat()]
    assert [each.team_id for each in it.starling.context.workspaces.all()] == ["T0SOUTH"]
    before = it.north.slack.calls.count()
    await it.rounds()
    assert it.north.slack.calls.count() == before, "Slack is asked nothing with a token that is gone"
    await it.restart()
    assert SOUTH in await reply_text(it.south, "/exchange status"), "the other goes on"

    assert (await it.install(it.north)).status == 200
    assert (await it.row(it.north)).delete_at is None
    assert [each.exchange_id for each in await every(it.north)] == [exchange.exchange_id]
    await shared(it.north, "Ben", "More light outside")
    assert (await it.north.counts(exchange)).people == 2
    it.clock.later(days=DAYS + 1)
    await it.rounds()
    assert await every(it.north), "nothing is deleted any more"


async def die_unheard(it: Installing, where: Playground) -> None:
    """Let Slack take no token of a workspace any more, and send no event of it."""
    await shared(where, "Ben", "A wider gate")  # so that there is something to send
    where.slack.context.app.uninstall()
    with capture_logs() as logs:
        for _ in range(5):
            await it.rounds()
            it.clock.later(minutes=10)
    events = [each["event"] for each in logs]
    assert events.count("token_refused") == events.count("token_refused_for_good") == 1, "it is logged once"


async def test_a_token_that_dies_unheard_is_let_go_and_a_new_install_mends_it(it: Installing) -> None:
    await it.install(it.north)
    await it.install(it.south)
    exchange = await opened(it.north, question=NORTH)
    await shared(it.north, "Ana", "A crossing guard at the gate")
    await opened(it.south, question=SOUTH)
    for _ in range(2):
        await it.rounds()  # everything that was due is sent
    it.north.slack.faults.answer("users.info", error="account_inactive", times=1)
    with capture_logs() as logs:
        await it.north.person("Cam").runs("/exchange status", GENERAL)
        await it.rounds()
    assert [each["event"] for each in logs if each["event"].startswith("token_")] == [
        "token_refused",
        "token_taken_again",
    ]
    assert (await it.row(it.north)).sealed is not None, "a fault of a moment changes nothing"

    it.clock.later(days=1)
    await die_unheard(it, it.north)
    row = await it.row(it.north)
    assert row.sealed is None
    assert row.gone_at is not None
    assert row.delete_at is not None
    assert row.delete_at - row.gone_at == timedelta(days=DAYS)
    assert [each.team_id for each in it.starling.context.workspaces.all()] == ["T0SOUTH"]
    async with it.starling.context.storage.read() as db:
        [found] = cli_doctor._installed(await installations.list_all(db))
    assert f"1 installed; gone: T0NORTH (deleted on {row.delete_at:%Y-%m-%d})" in found.line
    before = it.north.slack.calls.count()
    await it.rounds()
    assert it.north.slack.calls.count() == before, "Slack is asked no more"
    assert SOUTH in await reply_text(it.south, "/exchange status"), "the other goes on"

    assert (await it.install(it.north)).status == 200
    assert [each.exchange_id for each in await every(it.north)] == [exchange.exchange_id]
    await shared(it.north, "Ben", "More light outside")
    assert (await it.north.counts(exchange)).people == 2


async def test_everything_of_a_workspace_that_left_is_deleted_on_its_day(it: Installing) -> None:
    await it.install(it.north)
    await it.install(it.south)
    await opened(it.north, question=NORTH)
    await shared(it.north, "Ana", "A crossing guard at the gate")
    await opened(it.south, question=SOUTH)
    gone, stays = await tenant_of(it, it.north), await tenant_of(it, it.south)
    await it.north.slack.uninstall()
    it.clock.later(days=DAYS - 1)
    await it.rounds()
    assert "comment" in await count_rows(it, gone)
    kept = await count_rows(it, stays)
    it.clock.later(days=1, hours=1)
    await it.rounds()
    assert await count_rows(it, gone) == {}
    assert (await count_rows(it, stays))["exchange"] == kept["exchange"] == 1
    assert (await it.install(it.north)).status == 200
    assert await every(it.north) == [], "who comes back later begins anew"


async def test_the_key_of_a_workspace_that_left_is_erased_on_its_own_day(tmp_path: Path) -> None:
    async with open_installing(tmp_path, workspace_kept_days="60") as it:
        await it.install(it.north)
        await opened(it.north, question=NORTH, flags="--retention=7")
        await shared(it.north, "Ana", "A crossing guard at the gate")
        await it.north.moderator.clicks(await run_command(it.north, "/exchange close"), "exchanges.close")
        await it.settle()
        await it.north.slack.uninstall()
        await it.settle()
        tenant_id = await tenant_of(it, it.north)
        has_key = []
        for _ in range(2):
            await it.starling.scheduler.run_once("unserved")
            async with it.starling.context.storage.read() as db:
                has_key += [each.has_key for each in await exchanges.list_all(db, tenant_id)]
            it.clock.later(days=9)
        assert has_key == [True, False], "its people cannot be found any more"
        assert (await count_rows(it, tenant_id))["comment"] == 1, "its words are there until its own day"


async def test_an_uninstall_that_is_reported_late_does_not_undo_a_new_install(it: Installing) -> None:
    await it.install(it.north)
    it.north.slack.deliver_to(None)
    it.north.slack.context.app.uninstall()
    old = int(it.clock.seconds())
    it.clock.later(minutes=5)
    await it.install(it.north)
    it.north.slack.deliver_to(f"http://127.0.0.1:{it.starling.port}/slack/events")
    slack = it.north.slack
    from bot.playground.events.payloads import event_envelope

    for event in ({"type": "tokens_revoked", "tokens": {"bot": [slack.bot_user_id]}}, {"type": "app_uninstalled"}):
        await slack.dispatcher.event(event_envelope(slack.context, dict(event)) | {"event_time": old})
    await it.settle()
    assert (await it.row(it.north)).sealed is not None
    assert await opened(it.north, question=NORTH)


async def test_only_workspaces_that_the_operator_named_may_install(tmp_path: Path) -> None:
    async with open_installing(tmp_path, workspaces_allowed="T0SOUTH, E0OTHER") as it:
        refused = await it.install(it.north)
        assert (refused.status, EN("installs.not.not_allowed") in refused.text) == (403, True)
        assert not it.north.slack.context.app.is_installed, "the token that came is revoked"
        async with it.starling.context.storage.read() as db:
            assert not (await db.execute(select(installation.c.tenant_id))).all()
        assert (await it.install(it.south)).status == 200


async def test_a_workspace_may_have_as_many_exchanges_open_as_the_operator_allows(tmp_path: Path) -> None:
    async with open_installing(tmp_path, workspace_exchanges="1") as it:
        for where in (it.north, it.south):
            await it.install(where)
            await opened(where, question=NORTH)
        [first] = await every(it.north)
        too_many = EN("exchanges.too_many_open", max=1).partition(".")[0]
        assert too_many in await reply_text(it.north, '/exchange new "What else?" --open=now')
        async with it.starling.context.storage.write() as db:
            closed = {"state": "closed", "closed_at": it.clock.now()}
            waits = {"renews": "quarter", "next_waits_until": it.clock.now() + timedelta(days=1)}
            await exchanges.update_exchange(db, first.scope, **closed, **waits)
        waiting = EN("quarters.takes_room", max=1, name=first.slug).partition(".")[0]
        assert waiting in await reply_text(it.north, '/exchange new "What else?" --open=now')
        async with it.starling.context.storage.write() as db:
            await exchanges.update_exchange(db, first.scope, renews="never")
        assert await opened(it.north, question="And then?")


async def test_pages_and_exports_are_for_the_people_of_their_own_workspace(tmp_path: Path) -> None:
    async with open_installing(tmp_path) as it:
        links = {}
        for where in (it.north, it.south):
            await it.install(where)
            exchange = await announced(where, *SIX, results_page="workspace", results_when="always", slug="same")
            await rate(where, exchange, Lunch_longer=[0, 0, 0, 1, 9], Door_locked=[0, 0, 5, 0, 4])
            links[where.slack.team_id] = await get_link(where.starling.context, exchange, is_moderator=True)
        here = it.visitor()
        page = await here.signs_in(links["T0NORTH"], it.north.person("Ana"))
        assert (page.status, "Lunch longer" in page.text) == (200, True)
        across = await here.opens(links["T0SOUTH"])
        assert across.status == 403, "the Ana of South has the same id, and is somebody else"
        assert "Lunch longer" not in across.text

        await it.north.slack.uninstall()
        await it.settle()
        gone = await here.opens(links["T0NORTH"])
        assert (gone.status, EN("explorer.shut.unknown") in gone.text) == (404, True)


async def test_it_is_the_same_on_postgresql(tmp_path: Path, postgres_database: str) -> None:
    async with open_installing(tmp_path, rotates=True, database_url=postgres_database) as it:
        for where, question in ((it.north, NORTH), (it.south, SOUTH)):
            assert (await it.install(where)).status == 200
            await opened(where, question=question)
        it.clock.later(hours=11)
        await it.rounds()
        assert it.north.web.token == it.north.slack.context.app.bot_token
        gone, stays = await tenant_of(it, it.north), await tenant_of(it, it.south)
        await it.north.slack.uninstall()
        it.clock.later(days=DAYS, hours=1)
        await it.rounds()
        assert await count_rows(it, gone) == {}
        assert (await count_rows(it, stays))["exchange"] == 1
        await die_unheard(it, it.south)
        assert (await it.row(it.south)).sealed is None


async def test_a_request_of_a_workspace_that_did_not_install_it_is_refused(it: Installing) -> None:
    await it.install(it.south)
    it.north.slack.context.app.is_installed = True  # Slack sends what another server's installation brought about
    await it.north.moderator.runs("/exchange status", GENERAL)
    await it.settle()
    assert any(EN("exchange.other_workspace") in words(each) for each in it.north.moderator.ephemerals(GENERAL))
