"""Moderators invite by user group, by mention and by a list: each person once, and nothing shows who took part."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.invitees import list_invitees
from bot.domain.preferences import save_preferences
from bot.exchanges.invite import listeners
from bot.playground.people.person import Person
from bot.sealing import OVERHEAD_BYTES
from bot.slack import people_lookup
from bot.slack.people_lookup import Found
from bot.texts import Texts
from storage import exchanges, invitee_lists
from storage.enums import ExchangeState
from storage.models import kept_form
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import only, opened, reply_text, run_command
from tests.stories.test_exchange_invitations import ticks
from tests.whole_bot import Playground, list_action_ids, words

SAVE, LIST = "exchanges.invite_save", "exchanges.invite_list"


def grant(playground: Playground, *scopes: str, but: str = "") -> None:
    """Give the app more scopes, or take one away."""
    context = playground.slack.context
    context.manifest = replace(context.manifest, scopes=context.manifest.scopes.union(scopes) - {but})


def invited(person: Person) -> int:
    return sum(
        any(EN(name) in words(each) for name in ("announcement.named", "announcement.invited")) for each in person.dm()
    )


async def test_a_user_group_and_people_are_invited_once_and_only_who_may_be(playground: Playground) -> None:
    imani, slack = playground.moderator, playground.slack
    ana, ben, cho, dee, eva = (playground.person(name) for name in ("Ana", "Ben", "Cho", "Dee", "Eva"))
    group = slack.add_user_group("teachers", [ana, ben, cho])
    await opened(playground)
    await cho.runs("/exchange share Longer lunch", "general")
    await save_preferences(playground.starling.context, playground.tenant_id, ben.id, is_muted=True)
    await save_preferences(playground.starling.context, playground.tenant_id, eva.id, is_subscribed=True)
    asked = await run_command(playground, "/exchange invite @teachers @dee")
    assert EN("invite.sure", n=4) in words(asked), "who is muted or took part does not show"
    assert EN("invite.of_group", group=f"<!subteam^{group.id}>", n=3) in words(asked)
    await ticks(playground, 2)
    assert not any(map(invited, (ana, dee))), "nobody before the press"
    assert not await ana.clicks(asked, SAVE)
    assert await imani.clicks(asked, SAVE)
    await playground.settle()
    assert EN("invite.done", n=4) in words(imani.ephemerals("general")[-1])
    await ticks(playground, 4)
    assert [invited(each) for each in (ana, ben, cho, dee, eva)] == [1, 0, 0, 1, 1]
    assert EN("invite.status", n=4) in await reply_text(playground, "/exchange status")
    assert {"rate.start", "exchanges.not_for_me"} <= set(list_action_ids(ana.dm()[-1]))

    again = await run_command(playground, "/exchange invite @ana @eva")
    assert EN("invite.sure", n=1) in words(again)
    assert EN("invite.before", n=1) in words(again)
    await imani.clicks(again, SAVE)
    assert EN("invite.all_listed") in await reply_text(playground, "/exchange invite @teachers")
    await ticks(playground, 3)
    assert [invited(each) for each in (ana, eva)] == [1, 1]


async def test_a_pasted_list_is_taken_whole_or_not_at_all(playground: Playground) -> None:
    imani = playground.moderator
    ana, ben, gone = (playground.person(name) for name in ("Ana Ruiz", "Ben", "Gone"))
    twins = [playground.person("Kim Lee"), playground.slack.add_person("Kim Lee")]
    gone.member.deleted = True
    await run_command(playground, '/exchange new "A draft?"')

    async def sends(text: str) -> str:
        outcome = await imani.submits(values={LIST: text})
        return str(outcome.errors.get(LIST, "")) if outcome.errors else ""

    assert await imani.runs("/exchange invite", "general")
    assert EN("invite.nobody") in await sends("")
    assert EN("invite.no_email_scope").replace("`", "") in await sends("ana.ruiz@example.org")
    grant(playground, "users:read.email")
    error = await sends(f"Ana Ruiz\nnobody@example.org, gone\nkim lee\n<@{ben.id}>")
    for name in ("nobody@example.org", "gone", "kim lee"):
        assert name in error
    assert "Ana" not in error
    assert "<" not in error
    async with playground.starling.context.storage.read() as db:
        assert await invitee_lists.get(db, (await only(playground)).scope) is None, "nothing half done"
    assert not await sends(f"Ana Ruiz <ana.ruiz@example.org>\n@{twins[0].member.name}; ben")
    assert EN("invite.sure", n=3) in words(imani.view)
    assert await imani.submits()
    assert EN("invite.done_draft", n=3) in words(imani.view)
    async with playground.starling.context.storage.read() as db:
        kept = await invitee_lists.get(db, (await only(playground)).scope)
    assert kept
    assert len(kept) == 4096 + OVERHEAD_BYTES, "its size counts nobody"
    assert not any(each.id.encode() in kept for each in (ana, ben, *twins))
    await imani.closes()
    await imani.clicks(await run_command(playground, "/exchange status"), "exchanges.open")
    await ticks(playground, 3)
    assert [invited(each) for each in (ana, ben, *twins)] == [1, 1, 1, 0]
    assert EN("invite.cleared") in await reply_text(playground, "/exchange invite --off")


async def test_who_was_not_found_is_corrected_in_spanish_and_the_rest_is_kept(playground: Playground) -> None:
    imani, slack = playground.moderator, playground.slack
    imani.member.locale = "es-MX"
    ana, ben = playground.person("Ana"), playground.person("Ben")
    slack.add_user_group("docentes", [ana])
    await opened(playground)
    asked = await run_command(playground, '/exchange invitar @docentes "Benn"')
    assert ES("invite.missing", names="“Benn”") in words(asked)
    assert ES("invite.nothing_done") in words(asked)
    assert await imani.clicks(asked, "exchanges.invite_correct")
    assert ES("invite.found_so_far", n=1) in words(imani.view)
    assert await imani.submits(values={LIST: "Ben"})
    assert ES("invite.sure", n=2) in words(imani.view)
    assert await imani.submits()
    await ticks(playground, 3)
    assert [invited(each) for each in (ana, ben)] == [1, 1]


async def test_without_the_scope_groups_are_named_and_people_still_work(playground: Playground) -> None:
    imani, slack = playground.moderator, playground.slack
    slack.add_user_group("teachers", [playground.person("Ana")])
    grant(playground, but="usergroups:read")
    await opened(playground)
    assert EN("invite.no_group_scope") in await reply_text(playground, "/exchange invite @teachers")
    assert await imani.runs("/exchange invite", "general")
    assert EN("invite.no_group_scope") in words(imani.view)
    await imani.closes()
    assert EN("invite.sure", n=1) in await reply_text(playground, "/exchange invite @ana")


async def test_a_private_channel_keeps_an_invitation_waiting_and_forget_me_takes_a_person_off(
    playground: Playground,
) -> None:
    imani = playground.moderator
    ana, ben = playground.person("Ana"), playground.person("Ben")
    board = playground.slack.add_channel("board", private=True, members=[imani], app=True)
    await run_command(playground, '/exchange new "What next?" --open=now', channel="board")
    asked = await run_command(playground, "/exchange invite @ana @ben", channel="board")
    assert EN("invite.outside", n=2, channel=f"<#{board.id}>") in words(asked)
    await imani.clicks(asked, SAVE)
    await ticks(playground, 2)
    assert not any(map(invited, (ana, ben)))
    await ben.runs("/exchange forget-me", "general")
    await playground.settle()
    await ben.clicks(ben.ephemerals("general")[-1], "home.forget")
    await ben.submits()
    await ben.submits()
    await playground.settle()
    assert EN("invite.status", n=2) in await reply_text(playground, "/exchange status"), "moderators see nothing of it"
    assert EN("invite.all_listed") in await reply_text(playground, "/exchange invite @ben")
    exchange = await only(playground)
    async with playground.starling.context.storage.read() as db:
        key = playground.starling.context.key_of(exchange)
        assert await list_invitees(db, exchange, key) == [ana.id], "their Slack id is nowhere"
    for each in (ana, ben):
        board.members[each.id] = None
    playground.clock.later(minutes=2)
    await ticks(playground, 3)
    assert [invited(each) for each in (ana, ben)] == [1, 0]


@pytest.mark.parametrize("how", ["closed", "fails"])
async def test_a_list_that_is_looked_up_while_the_exchange_closes_ends_in_a_sentence(
    playground: Playground, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    imani, ready = playground.moderator, asyncio.Event()
    playground.person("Ana")
    exchange = await opened(playground)
    find = people_lookup.look_up

    async def finds_slowly(*asked: Any) -> Found:
        await ready.wait()
        if how == "fails":
            raise RuntimeError
        return await find(*asked)

    monkeypatch.setattr(listeners, "look_up", finds_slowly)
    monkeypatch.setattr(listeners, "_SECONDS", 0.0)
    assert await imani.runs("/exchange invite", "general")
    assert await imani.submits(values={LIST: "Ana"})
    assert EN("invite.looking") in words(imani.view)
    async with playground.starling.context.storage.write() as db:
        now = playground.clock.now()
        await exchanges.update_exchange(db, exchange.scope, state=ExchangeState.CLOSED, closed_at=now)
    ready.set()
    await playground.settle()
    shown = words(imani.view)
    assert EN("invite.looking") not in shown
    ends = {"fails": EN("invite.failed"), "closed": EN("exchanges.not_open.closed", name=exchange.slug)}
    assert ends[how] in shown


@pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])
async def test_an_unconfirmed_list_is_gone_in_a_day_or_two_and_both_say_so(
    playground: Playground, texts: Texts
) -> None:
    imani, ctx = playground.moderator, playground.starling.context
    imani.member.locale = "es-MX" if texts is ES else "en-US"
    playground.person("Ana")
    await opened(playground)

    async def has_rows() -> bool:
        async with ctx.storage.read() as db:
            return bool((await db.execute(select(kept_form.c.tenant_id))).all())

    asked = await run_command(playground, "/exchange invite @ana")
    assert texts("invite.kept") in words(asked)
    await imani.runs("/exchange help", "general")
    await playground.settle()
    await imani.clicks(imani.ephemerals()[-1], "help.data")
    assert texts("data_page.kept.month") in words(imani.view)
    await imani.closes()
    playground.clock.later(hours=23)
    await playground.starling.scheduler.run_once()
    assert await has_rows()
    playground.clock.later(hours=25)
    await playground.starling.scheduler.run_once()
    assert not await has_rows()
    assert await imani.clicks(asked, SAVE)
    await playground.settle()
    assert texts("invite.outdated") in words(imani.ephemerals("general")[-1])
