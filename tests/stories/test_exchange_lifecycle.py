"""Moderators halt an exchange for a while, put it away when it is over, and delete it for good."""

from sqlalchemy import func, select

from storage.models import comment, exchange, metadata
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import announcements, every, only, opened, reply_text, run_command
from tests.whole_bot import Playground, list_action_ids, words


async def _shares(playground: Playground, name: str, text: str) -> None:
    person = playground.person(name)
    await person.runs(f"/exchange share {text}", "general")
    await playground.settle()


async def test_while_it_is_paused_nobody_shares_or_rates_and_what_is_one_s_own_can_be_withdrawn(
    playground: Playground,
) -> None:
    await opened(playground, '--slug=sro --close="in 9d"')
    await _shares(playground, "Ana", "Longer lunch")
    ben = playground.person("Ben")
    await ben.runs("/exchange rate sro", "general")
    await playground.settle()
    card = ben.dm()[-1]
    status = await run_command(playground, "/exchange status sro")
    assert await playground.moderator.clicks(status, "exchanges.pause")
    await playground.settle()
    assert (await only(playground)).is_paused
    [message] = announcements(playground)
    assert EN("announcement.paused").split("*")[1] in words(message)
    assert list_action_ids(message) == ["exchanges.results", "exchanges.more"]

    await _shares(playground, "Cleo", "Warm rooms")
    assert "is paused" in words([*playground.person("Cleo").ephemerals(), *playground.person("Cleo").dm()][-1])
    assert await ben.clicks(card, "rate.star.4")
    await playground.settle()
    assert "is paused" in words([*ben.ephemerals(), *ben.dm()][-1])
    async with playground.starling.context.storage.read() as db:
        shared = (await db.execute(select(comment.c.text, comment.c.state))).all()
    assert [each.text for each in shared] == ["Longer lunch"]
    ana = playground.person("Ana")
    receipt = [*ana.ephemerals(), *ana.dm()][-1]
    assert await ana.clicks(receipt, "share.withdraw")
    await playground.settle()

    assert "is paused already" in await reply_text(playground, "/exchange pause sro")
    assert "goes on" in await reply_text(playground, "/exchange resume")
    [message] = announcements(playground)
    assert "share.open" in list_action_ids(message)
    await _shares(playground, "Cleo", "Warm rooms")
    async with playground.starling.context.storage.read() as db:
        shared = (await db.execute(select(comment.c.text, comment.c.state).order_by(comment.c.text))).all()
    assert [tuple(each) for each in shared] == [("Longer lunch", "withdrawn"), ("Warm rooms", "live")]
    assert "is not paused" in await reply_text(playground, "/exchange resume sro")


async def test_its_close_date_comes_while_it_is_paused_too_and_reopened_it_is_not_paused(
    playground: Playground,
) -> None:
    await opened(playground, '--slug=sro --close="in 2d"')
    assert "is paused" in await reply_text(playground, "/exchange pause")
    playground.clock.later(days=3)
    await playground.starling.scheduler.run_once()
    await playground.settle()
    kept = await only(playground)
    assert kept.state == "closed"
    assert "Closed" in words(announcements(playground)[0])
    assert "is open again" in await reply_text(playground, "/exchange reopen sro")
    assert not (await only(playground)).is_paused


async def test_a_closed_one_is_archived_out_of_every_list_and_found_by_its_name(playground: Playground) -> None:
    await opened(playground, "--slug=sro")
    assert "It is open" in await reply_text(playground, "/exchange archive sro")
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    status = await run_command(playground, "/exchange status sro")
    assert await playground.moderator.clicks(status, "exchanges.archive")
    await playground.settle()
    assert (await only(playground)).archived_at is not None
    assert "No exchange is closed" in await reply_text(playground, "/exchange reopen")
    await playground.moderator.runs("/exchange results sro", "general")
    await playground.settle()
    assert "What keeps us safe" in words(playground.moderator.views[-1])
    status = await run_command(playground, "/exchange status sro")
    assert "archived" in words(status)
    assert await playground.moderator.clicks(status, "exchanges.archive")
    await playground.settle()
    assert (await only(playground)).archived_at is None


async def test_an_owner_deletes_it_by_typing_its_name_and_nothing_of_it_is_left(playground: Playground) -> None:
    await opened(playground, "--slug=sro")
    await _shares(playground, "Ana", "Longer lunch")
    assert "short name alone" in await reply_text(playground, "/exchange delete next week")
    assert not playground.moderator.views, "no form about an exchange that was not named"
    before = len(playground.moderator.ephemerals())
    await playground.moderator.runs("/exchange delete sro", "general")
    await playground.settle()
    assert len(playground.moderator.ephemerals()) == before, "a form asks"
    outcome = await playground.moderator.submits(values={"exchanges.delete_name": "sr"})
    assert "not its short name" in outcome.errors["exchanges.delete_name"]
    assert len(await every(playground)) == 1
    assert await playground.moderator.submits(values={"exchanges.delete_name": "SRO"})
    await playground.settle()
    assert await every(playground) == []
    assert announcements(playground) == []
    assert "is deleted" in words(playground.moderator.dm()[-1])
    async with playground.starling.context.storage.read() as db:
        for table in metadata.sorted_tables:
            if "exchange_id" in table.c and table.name != exchange.name:
                assert (await db.execute(select(func.count()).select_from(table))).scalar() == 0, table.name


async def test_a_family_reads_in_spanish_that_it_is_paused(playground: Playground) -> None:
    rosa = playground.person("Rosa", locale="es-MX", is_admin=True)
    line = '/exchange nueva "¿Qué nos mantiene seguros?" --nombre-corto=sro --apertura=ahora'
    await run_command(playground, line, rosa)
    await playground.settle()
    assert "está en pausa" in await reply_text(playground, "/exchange pausar sro", rosa)
    assert ES("announcement.paused") in words(announcements(playground)[0])
    eva = playground.person("Eva", locale="es-MX")
    await eva.runs("/exchange compartir Más tiempo para comer", "general")
    await playground.settle()
    assert ES("exchange.not_open.paused") in words([*eva.ephemerals(), *eva.dm()][-1])
