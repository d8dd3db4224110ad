"""Rules that hold comments: how well each does, which are on, the workspace's own words, and what people kept."""

from typing import Any

from bot.moderate.desk.flow import SWITCHABLE
from bot.playground.people.person import Person
from bot.playground.state.models import View
from bot.share.second_look import SecondLooks
from storage import comments, desk_settings, moderation_log
from storage.comments import Comment
from storage.desk_settings import DeskSettings
from storage.exchanges import Exchange
from tests.sentences import EN, ES
from tests.stories.moderating import add_moderator, asked, queue_of, shared, states
from tests.whole_bot import Playground, words

RUDE = "This schedule is bullshit"
WALK = "I walk to school along the river every morning and there is no light at all before eight"


async def open_form(playground: Playground, person: Person) -> View:
    assert await person.clicks(await queue_of(playground, person), "moderate.desk")
    await playground.settle()
    assert person.view
    return person.view


def precision(view: View) -> dict[str, str]:
    """Return what each rule has under it."""
    boxes = next(each["element"] for each in view.blocks if each.get("block_id") == "desk.rules")
    return {each["text"]["text"]: each["description"]["text"] for each in boxes["options"]}


async def share_all_the_same(playground: Playground, name: str, text: str) -> None:
    """Let somebody share by the form, whatever it points out before."""
    person = playground.person(name)
    await person.runs("/exchange share", "general")
    await person.submits(values={"share.text": text})
    if person.view and "share" in person.view.callback_id:
        await person.submits(values={})
    await playground.settle()


async def rule(playground: Playground, **values: Any) -> None:
    async with playground.starling.context.storage.write() as db:
        await desk_settings.save(db, playground.tenant_id, DeskSettings(**values))


async def held_for(playground: Playground, exchange: Exchange) -> dict[str, str]:
    found: list[Comment] = await playground.comments(exchange, "live", "pending", "hidden")
    return {each.text: each.held_for if each.state == "pending" else "" for each in found}


async def test_each_rule_says_how_its_cases_were_decided_and_can_be_switched_off_but_danger(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    playground.person("Vera", locale="es-ES")
    maya, vera = await add_moderator(playground, "Maya"), await add_moderator(playground, "Vera")
    for name, text in (("Ana", RUDE), ("Ben", "What bullshit rules"), ("Cem", "This is a bullshit lunch")):
        number = await shared(playground, name, text)
        await asked(playground, maya, f"/exchange {'keep' if name == 'Ana' else 'hide'} #{number} --reason=rude")
    shown = await open_form(playground, maya)
    assert precision(shown)[EN("desk.rule.rude")] == "3 decided: 2 hidden or removed"
    assert precision(shown)[EN("desk.rule.link")] == EN("desk.precision", n=0, agreed=0)
    assert EN("desk.danger_always") in words(shown)
    shown = await open_form(playground, vera)
    assert precision(shown)[ES("desk.rule.rude")] == ES("desk.precision", n=3, agreed=2)
    await vera.submits(values={"desk.rules": ["link", "phone"], "desk.held": "snitch\nBruja", "desk.allowed": ""})
    await playground.settle()
    assert ES("desk.saved") in words(vera.view)
    await share_all_the_same(playground, "Dora", "More bullshit")
    await share_all_the_same(playground, "Edo", "las BRUJAS del comedor")
    await share_all_the_same(playground, "Fay", "I want to die and nobody notices")
    found = await held_for(playground, exchange)
    assert found["More bullshit"] == ""
    assert found["I want to die and nobody notices"] == "danger"
    assert found["las BRUJAS del comedor"] == "", "its rule is off as well"
    await rule(playground, held_words=("snitch", "Bruja"), allowed_words=("bullshit detector",))
    await share_all_the_same(playground, "Hal", "Otra vez las BRUJAS del comedor")
    await share_all_the_same(playground, "Gus", "We need a Bullshit Detector for rumours")
    found = await held_for(playground, exchange)
    assert found["Otra vez las BRUJAS del comedor"] == "words"
    assert found["We need a Bullshit Detector for rumours"] == ""
    assert EN("moderate.held.words", found="“brujas”") in words(await queue_of(playground, maya))


async def test_a_list_that_is_too_long_is_refused_in_its_field(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    await open_form(playground, maya)
    await maya.submits(values={"desk.held": ",".join(f"w{n}" for n in range(201))})
    await playground.settle()
    assert maya.view
    assert maya.view.errors == {"desk.held": EN("desk.too_many_words", n=201, max=200)}


async def test_the_same_person_saying_it_again_waits_and_nothing_says_that_it_is_the_same_person(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    await shared(playground, "Ana", WALK)
    again = WALK.replace("every morning", "each morning")
    for name, text in (("Ana", again), ("Ben", again.replace("river", "canal")), ("Cem", WALK)):
        await share_all_the_same(playground, name, text)
    found = [each.held_for for each in await playground.comments(exchange, "pending")]
    assert found == ["same", "same"], "Ana's second, and what Cem copied word for word"
    card = words(await queue_of(playground, maya))
    assert card.count(EN("moderate.held_bare.same")) == 2
    for name in ("Ana", "Cem"):
        assert name not in card
    async with playground.starling.context.storage.read() as db:
        log = await moderation_log.list_all(db, exchange.scope)
    assert {each.grounds for each in log} == {"same"}
    assert all(each.encrypted_moderator is None and each.acted_at is None for each in log)


async def test_names_of_the_workspaces_people_wait_but_for_those_that_the_question_has(
    playground: Playground,
) -> None:
    playground.person("Emi Kimura")
    exchange = await playground.exchange("What should Ms Okafor hear?", moderation="flagged")
    maya = await add_moderator(playground, "Maya Okafor")
    for text in ("Kimura shouts at us", "Okafor listens well"):
        await share_all_the_same(playground, "Ana", text)
    found = await held_for(playground, exchange)
    assert found == {"Kimura shouts at us": "name", "Okafor listens well": ""}
    assert EN("moderate.held.name", found="“Kimura”") in words(await queue_of(playground, maya))


async def test_what_a_person_kept_the_machine_never_flags_again(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    number = await shared(playground, "Ana", RUDE)
    await asked(playground, maya, f"/exchange keep #{number}")
    ctx = playground.starling.context
    (kept,) = await playground.comments(exchange)
    async with ctx.storage.write() as db:
        await comments.update_comment(db, exchange.scope, kept.comment_id, awaits_look=True)

    async def finds_danger(texts: Any) -> list[bool]:
        return [True] * len(texts)

    await SecondLooks(ctx, finds_danger).tick(ctx.workspace(playground.tenant_id))
    await rule(playground, held_words=("schedule",))
    await playground.starling.scheduler.run_once()
    assert await states(playground, exchange) == {RUDE: ("live", None)}


def test_slack_takes_as_many_boxes_as_there_are_rules() -> None:
    assert len(SWITCHABLE) <= 10
