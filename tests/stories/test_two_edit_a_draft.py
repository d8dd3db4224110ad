"""Two moderators who edit a draft at once do not undo each other's words unseen; nobody's typing is lost."""

import asyncio
from pathlib import Path
from typing import Any

from bot.playground.people.person import Person
from bot.playground.state.models import View
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import QUESTION, fields, only, reply_text, run_command, sends_form
from tests.whole_bot import Playground, open_playground, words


async def two_forms(playground: Playground) -> tuple[Person, View, Person, View]:
    """Return two moderators, each with the form of the same draft open."""
    await moderator_is(playground, "Maya")
    imani, maya = playground.moderator, playground.person("Maya")
    await reply_text(playground, f'/exchange new "{QUESTION}"')
    mine, hers = imani.ephemerals("general")[-1], await run_command(playground, "/exchange status", maya)
    assert await imani.clicks(mine, "exchanges.edit")
    assert await maya.clicks(hers, "exchanges.edit")
    assert imani.view
    assert maya.view
    return imani, imani.view, maya, maya.view


async def sent(playground: Playground, person: Person, view: View | None, **values: Any) -> None:
    await person.submits(view, values={f"exchanges.{name}": value for name, value in values.items()})
    await playground.settle()


def filled(view: View | None) -> dict[str, Any]:
    """Return what a form is filled with, by the field's name."""
    assert view
    inputs = [block for block in view.blocks if block["type"] == "input"]
    return {block["element"]["action_id"]: block["element"].get("initial_value") for block in inputs}


def inputs(view: View) -> set[str]:
    return {block["block_id"] for block in view.blocks if block["type"] == "input"}


async def test_what_the_other_wrote_meanwhile_is_not_lost_unseen(playground: Playground) -> None:
    imani, first, maya, second = await two_forms(playground)
    await sent(playground, imani, first, background="We meet on Monday in the library.")
    await sent(playground, maya, second, question="What keeps us safe at our school?")
    kept = await only(playground)
    assert kept.background == "We meet on Monday in the library."
    assert kept.question == QUESTION, "refused, not merged unseen"


async def test_the_form_stays_with_the_typed_words_and_shows_what_changed(playground: Playground) -> None:
    imani, first, maya, second = await two_forms(playground)
    ids = inputs(second)
    await sent(playground, imani, first, background="We meet on Monday.", question="What keeps all of us safe?")
    await sent(playground, maya, second, question="What keeps us safe at our school?")
    again = maya.view
    assert again
    assert "Another moderator changed this draft" in words(again)
    assert "“We meet on Monday.” (now in the form below)" in words(again)
    assert "“What keeps all of us safe?” (your own words are in the form below)" in words(again)
    assert filled(again)["exchanges.background"] == "We meet on Monday."
    assert filled(again)["exchanges.question"] == "What keeps us safe at our school?"
    assert not ids & inputs(again), "Slack keeps what was typed in a block of the same id"

    await sent(playground, maya, again)
    kept = await only(playground)
    assert (kept.question, kept.background) == ("What keeps us safe at our school?", "We meet on Monday.")


async def test_what_is_wrong_in_the_redrawn_form_is_shown_at_its_field(playground: Playground) -> None:
    imani, first, maya, second = await two_forms(playground)
    await sent(playground, imani, first, background="We meet on Monday.")
    await sent(playground, maya, second, question="What keeps us safe at our school?")
    outcome = await sends_form(maya, {"exchanges.groups": "Student"})
    assert isinstance(outcome.body, dict)
    assert list(outcome.body["errors"]) == ["exchanges.groups~1"]
    assert await maya.closes()
    outcome = await maya.submits(maya.view, values={"exchanges.closes": 1})
    assert isinstance(outcome.body, dict)
    assert list(outcome.body["errors"]) == ["exchanges.closes~1"]


async def test_a_third_change_is_seen_too(playground: Playground) -> None:
    imani, first, maya, second = await two_forms(playground)
    await sent(playground, imani, first, background="We meet on Monday.")
    await sent(playground, maya, second, question="What keeps us safe at our school?")
    assert await imani.clicks(await run_command(playground, "/exchange status"), "exchanges.edit")
    await sent(playground, imani, imani.view, background="We meet on Tuesday.")
    await sent(playground, maya, maya.view)
    assert "We meet on Tuesday." in words(maya.view)
    await sent(playground, maya, maya.view)
    kept = await only(playground)
    assert (kept.question, kept.background) == ("What keeps us safe at our school?", "We meet on Tuesday.")


async def test_the_same_form_sent_twice_is_one_save(playground: Playground) -> None:
    imani, first, *_ = await two_forms(playground)
    await sent(playground, imani, first, background="We meet on Monday.")
    outcome = await imani.submits(first, values={"exchanges.background": "We meet on Monday."})
    assert not (isinstance(outcome.body, dict) and outcome.body.get("response_action"))


async def at_once(playground: Playground) -> None:
    imani, first, maya, second = await two_forms(playground)
    await asyncio.gather(
        imani.submits(first, values={"exchanges.background": "We meet on Monday."}),
        maya.submits(second, values={"exchanges.question": "What keeps us safe at our school?"}),
    )
    await playground.settle()
    kept = await only(playground)
    changed = [kept.background == "We meet on Monday.", kept.question == "What keeps us safe at our school?"]
    assert changed.count(True) == 1, "one was kept, the other is asked"


async def test_of_two_at_the_same_moment_one_is_refused(playground: Playground) -> None:
    await at_once(playground)


async def test_of_two_at_the_same_moment_one_is_refused_on_postgresql(tmp_path: Path, postgres_database: str) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        await at_once(playground)


async def test_everything_that_is_wrong_in_a_form_is_shown_at_once(playground: Playground) -> None:
    imani = playground.moderator
    assert await imani.runs("/exchange new", "general")
    seeds = "\n".join(f"Seed {n}" for n in range(101))
    step = await sends_form(imani, fields(groups="Student", seeds=seeds))
    assert isinstance(step.body, dict)
    assert set(step.body["errors"]) == {"exchanges.groups", "exchanges.seeds"}
    assert "One group is no choice" in step.body["errors"]["exchanges.groups"]
    assert imani.view
    for name, typed in (("groups", "Student"), ("seeds", seeds)):
        await imani.inputs(imani.view, f"exchanges.{name}", typed)
    await imani.closes()  # leaves the step as it is
    assert imani.view
    await imani.clicks(imani.view, "exchanges.step.times")
    assert imani.view
    await imani.inputs(imani.view, "exchanges.slug", "fri")
    await imani.closes()
    outcome = await imani.submits(values=fields(closes=1))
    assert isinstance(outcome.body, dict)
    wrong = outcome.body["errors"]
    assert set(wrong) == {"exchanges.question", "exchanges.closes"}
    assert "Answers and groups" in wrong["exchanges.question"]
    assert "One group is no choice" in wrong["exchanges.question"]
    assert "101 comments" in wrong["exchanges.question"]
    assert "for example sro-contract" in wrong["exchanges.question"]
