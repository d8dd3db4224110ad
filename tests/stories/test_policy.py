"""Who may do what: each role tries each act through real requests, and the table of bot/domain/policy.py decides."""

import pytest

from bot.domain.policy import FOR_GUESTS, POLICY, Act, may
from bot.playground.people.person import Person
from bot.slack.commands import Subcommand
from bot.subcommands import SUBCOMMANDS
from storage import moderators
from storage.enums import Office
from tests.sentences import EN, ES
from tests.stories.at_home import home_of
from tests.stories.bad_cases import CLICKS
from tests.stories.exchange_helpers import only, opened, reply_text, run_command
from tests.whole_bot import Playground, words

LINES = {
    "mod": "mod list",
    "outside": "outside",
    "ai": "ai",
    "theme": "theme list",
    "digest": "digest preview",
    "new": "new --stars=agree",
    "hide": "hide #1",
    "keep": "keep #1",
    "restore": "restore #1",
    "remove": "remove #1",
    "answer": "answer #1",
    "translate": "translate #1",
}
"""A line of each subcommand that changes nothing; others are written by their names alone."""
REFUSALS = ("Only moderators can", "Only owners can")


async def person_with(playground: Playground, role: Office | None) -> Person:
    """Return somebody who has that role, in the database alone."""
    person = playground.person(f"One {role}")
    if role is not None:
        async with playground.starling.context.storage.write() as db:
            await moderators.set_role(db, playground.tenant_id, person.id, role)
    return person


def needing(act: Act) -> list[Subcommand]:
    return [each for each in SUBCOMMANDS if each.needs is act]


def test_the_table_names_every_act_and_gives_no_role_more_than_an_owner() -> None:
    assert set(POLICY) == set(Act)
    for roles in POLICY.values():
        assert Office.OWNER in roles
        assert roles <= set(Office)
    assert POLICY[Act.OWN] == {Office.OWNER}, "what gives power"
    assert all(not may(None, act) for act in Act)
    assert {act for act in Act if POLICY[act] & FOR_GUESTS} == {Act.SEE}, "guests see, at most"


@pytest.mark.parametrize("role", [*Office, None])
async def test_each_role_does_what_the_table_says_and_no_more(playground: Playground, role: Office | None) -> None:
    await opened(playground, "--slug=sro")
    person = await person_with(playground, role)
    tried = 0
    for act in Act:
        for each in needing(act):
            answer = await answer_to(playground, person, LINES.get(each.name, each.name))
            refused = any(sentence in answer for sentence in REFUSALS)
            assert refused != may(role, act), f"{role} {each.name}: {answer[:80]}"
            tried += 1
    assert tried > 20


async def answer_to(playground: Playground, person: Person, line: str) -> str:
    """Return all that somebody reads after a command: the reply, a window, a message."""
    before = len(person.ephemerals()), len(person.dm())
    assert await person.runs(f"/exchange {line}", "general")
    await playground.settle()
    shown = [*person.ephemerals()[before[0] :], *person.dm()[before[1] :]]
    text = "\n".join(words(each) for each in shown) + "\n".join(words(view) for view in person.views)
    while person.view:
        await person.closes()
    return text


@pytest.mark.parametrize("role", [Office.SAFETY, Office.ANALYST, Office.VIEWER])
async def test_no_button_of_moderators_works_for_other_roles(playground: Playground, role: Office) -> None:
    exchange = await opened(playground)
    person = await person_with(playground, role)
    playground.slack.context.unseen_clicks = True
    pressed = 0
    for click in CLICKS:
        name = click.press or click.listener
        if not click.for_moderators or name.startswith(("safety.", "^")):
            continue
        await person.clicks_unseen(name, f"{exchange.exchange_id}", block_id="unseen")
        await playground.settle()
        pressed += 1
        assert person.view is None, name
        is_seen = name in {"exchanges.status", "moderate.audit.newer", "moderate.audit.older"}
        last = max([*person.ephemerals(), *person.dm()], key=lambda each: each.ts)
        if not is_seen:
            assert any(sentence in words(last) for sentence in REFUSALS), name
    assert pressed > 20


async def test_an_owner_gives_a_role_after_a_question_and_takes_it_back_in_home(playground: Playground) -> None:
    imani, kim = playground.moderator, playground.person("Kim")
    card = await run_command(playground, f"/exchange mod add <@{kim.id}> --role=analyst")
    assert EN("moderate.role.analyst_description") in words(card)
    assert EN("moderate.role.hint") in words(card), "a role that somebody has ends"
    assert "Only moderators can" in await reply_text(playground, "/exchange export", kim), "nothing is given yet"
    assert await imani.clicks(card, "moderate.role.give")
    await playground.settle()
    given = imani.ephemerals()[-1]
    assert EN("moderate.role_given.analyst", who=f"<@{kim.id}>") in words(given)
    assert await imani.clicks(given, "moderate.role.undo")
    await playground.settle()
    assert EN("moderate.role.undone", people=f"<@{kim.id}>") in words(imani.ephemerals()[-1])
    assert "Only moderators can" in await reply_text(playground, "/exchange export", kim), "nothing is given any more"
    card = await run_command(playground, f"/exchange mod add <@{kim.id}> --role=analyst")
    assert await imani.clicks(card, "moderate.role.give")
    await playground.settle()
    assert EN("moderate.role.analyst_option") in words(kim.dm()[-1]), "Kim hears of it"
    assert "Only moderators can" not in await reply_text(playground, "/exchange export", kim)
    assert EN("home.role.analyst") in words(await home_of(playground, kim))

    home = await home_of(playground, imani)
    assert EN("home.workspace_of.analyst", who=f"<@{kim.id}>") in words(home)
    assert await imani.clicks(home, "moderate.role.take", value=kim.id)
    await playground.settle()
    assert "Only moderators can" in await reply_text(playground, "/exchange export", kim)


async def test_a_role_is_given_in_homes_form_and_a_guest_may_be_a_viewer_alone(playground: Playground) -> None:
    imani = playground.moderator
    guest, bot = playground.person("Gus", is_restricted=True), playground.person("Botty", is_bot=True)
    for who, role, sentence in ((guest, "analyst", "guest"), (bot, "viewer", "bot")):
        assert await imani.clicks(await home_of(playground, imani), "moderate.role.open")
        outcome = await imani.submits(values={"moderate.role.who": [who.id], "moderate.role.which": role})
        assert sentence in next(iter(outcome.errors.values()))
        await imani.closes()
    assert await imani.clicks(await home_of(playground, imani), "moderate.role.open")
    assert await imani.submits(values={"moderate.role.who": [guest.id], "moderate.role.which": "viewer"})
    await playground.settle()
    await opened(playground, "--slug=sro")
    assert "Only moderators can" not in await reply_text(playground, "/exchange status sro", guest)
    assert "Only moderators can" in await reply_text(playground, "/exchange export sro", guest)


async def test_a_viewer_sees_the_exchanges_of_their_own_channels_alone(playground: Playground) -> None:
    viewer = await person_with(playground, Office.VIEWER)
    analyst = await person_with(playground, Office.ANALYST)
    playground.slack.add_channel("board", private=True, members=[playground.moderator], app=True)
    await run_command(playground, '/exchange new "What of the board?" --slug=board --open=now', channel="board")
    await playground.settle()
    assert "What of the board?" not in await reply_text(playground, "/exchange status board", viewer)
    assert "What of the board?" not in await reply_text(playground, "/exchange status", viewer)
    playground.slack.context.unseen_clicks = True
    board = await only(playground)
    await viewer.clicks_unseen("exchanges.status", str(board.exchange_id))
    await playground.settle()
    assert "What of the board?" not in "".join(words(each) for each in [*viewer.ephemerals(), *viewer.dm()])
    assert "What of the board?" in await reply_text(playground, "/exchange status board", analyst)


async def test_a_question_that_came_long_ago_gives_nothing_once_its_reader_is_no_owner(playground: Playground) -> None:
    ada, kim = playground.person("Ada", is_admin=True), playground.person("Kim")
    card = await run_command(playground, f"/exchange mod add <@{kim.id}> --role=owner", ada)
    ada.member.is_admin = False
    await ada.clicks(card, "moderate.role.give")
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        assert await moderators.get_role(db, playground.tenant_id, kim.id) is None
    card = await run_command(playground, f"/exchange mod add <@{kim.id}> --role=owner")
    await playground.moderator.clicks(card, "moderate.role.give")
    assert f"Owners: <@{kim.id}>" in await reply_text(playground, "/exchange outside off", ada), "it names who can"


async def test_in_spanish_roles_are_in_spanish(playground: Playground) -> None:
    imani = playground.moderator
    imani.member.locale = "es-ES"
    kim = playground.person("Kim")
    card = await run_command(playground, f"/exchange moderador agregar <@{kim.id}> --papel=análisis")
    assert ES("moderate.role.analyst_description") in words(card)
    assert ES("home.workspace.give") in words(await home_of(playground, imani))
