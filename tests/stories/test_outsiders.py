"""Whatever way there is in, a person outside an exchange's channel reads nothing of it and changes nothing in it.

Every listener and every subcommand that is registered is tried; a new one without a case fails the tests of
tests/stories/bad_cases.py and bad_forms.py, or the one here.
"""

import ast
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.events import payloads
from bot.playground.people.person import Person
from bot.playground.state.models import View
from tests.listeners import registered_in
from tests.stories.at_home import change, home_of
from tests.stories.bad_cases import CLICKS, Click
from tests.stories.bad_forms import FORMS, Form
from tests.stories.bad_input import CANARY, CLOSED, HOME, OPEN, OWN, OWN_HIDDEN, BadInput, Sent, open_bad_input
from tests.stories.bad_lines import WRONG_FOR_ALL, WRONG_FOR_MODERATORS
from tests.stories.bad_values import good_parts
from tests.whole_bot import words

# What somebody may do wherever they are.
OWN_DATA = {
    "answers.unfollow",
    "answers.helped.yes",
    "share.withdraw",
    "home.notifications",
    "exchanges.not_for_me",
    "home.sign_up",
    "home.sign_off",
}
QUESTIONS = ("What keeps us safe?", "What was it like?")
ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["left a private channel", "guest outside a public one"])
async def bad(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[BadInput]:
    """A playground whose exchanges belong to a channel that Ana, who wrote and rated there, is no longer in."""
    async with open_bad_input(tmp_path) as made:
        slack, is_private = made.playground.slack, request.param.startswith("left")
        slack.add_channel("board", private=is_private, members=[made.moderator])
        slack.channel("board").members[slack.bot_user_id] = None
        made.ana.member.is_restricted = request.param.startswith("guest")
        yield made


async def leave(bad: BadInput) -> None:
    """Move the exchanges into the channel that Ana is not in."""
    for name in (OPEN, CLOSED):
        await change(bad.playground, bad.there[name], channel_id=bad.playground.slack.channel("board").id)
    bad.playground.clock.later(minutes=2)


def look_at(sent: Sent, about: str) -> None:
    assert sent.status == 200, about
    for secret in (*QUESTIONS, CANARY):
        assert secret not in sent.reply, f"{about}: {sent.reply}"


async def test_no_click_of_an_old_message_shows_or_changes_anything(bad: BadInput) -> None:
    parts = [await good_parts(bad, click.exchange, click.number) | click.good for click in CLICKS]
    await leave(bad)
    for click, good in zip(CLICKS, parts, strict=True):
        for on in click.on:
            before = bad.kept()
            sent = await bad.press(bad.ana, click.action(click.value.format(**good), good), on)
            about = f"{click.name} in {on}"
            look_at(sent, about)
            assert sent.reply or click.is_silent or on == HOME, f"not a word: {about}"
            assert bad.kept() == before or click.name in OWN_DATA, about


async def test_no_form_that_was_open_shows_or_changes_anything(bad: BadInput) -> None:
    forms = [each for each in FORMS if each.metadata and not each.for_moderators]
    assert forms
    views = [(form, *await opened(bad, form)) for form in forms]
    await leave(bad)
    for form, view, metadata in views:
        before = bad.kept()
        values = {name: {name.split(".1")[0] if "pick" in name else name: each} for name, each in form.good.items()}
        changes = {"callback_id": form.callback_id, "private_metadata": metadata, "state": {"values": values}}
        sent = await bad.submit(bad.ana, view, changes)
        look_at(sent, form.callback_id)
        assert sent.reply, form.callback_id
        assert bad.kept() == before, form.callback_id


async def opened(bad: BadInput, form: Form) -> tuple[View, str]:
    """Return a form while Ana may still open it, and what it carries along."""
    parts = await good_parts(bad, form.exchange, form.number)
    click: Click = form.by
    sent = await bad.press(bad.ana, click.action(click.value.format(**parts), parts), click.on[0])
    assert sent.view, form.callback_id
    return sent.view, str(form.metadata).format(**parts)


async def test_no_command_shows_or_changes_anything(
    bad: BadInput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "again").mkdir()
    subcommands = (await registered_in(tmp_path / "again", monkeypatch))["subcommand"]
    assert set(subcommands) == {*WRONG_FOR_ALL, *WRONG_FOR_MODERATORS}
    await leave(bad)
    slugs = [bad.there[OPEN].slug, bad.there[CLOSED].slug]
    for subcommand in subcommands:
        for rest in ("", *slugs, f"{slugs[0]} More light", f"#{slugs[0]} More light", "More light", "#102"):
            for channel in ("general", ""):
                before = bad.kept()
                sent = await bad.command(bad.ana, f"{subcommand} {rest}", channel=channel)
                look_at(sent, f"{subcommand} {rest}")
                assert sent.reply, f"{subcommand} {rest}"
                assert bad.kept() == before, f"{subcommand} {rest}"


async def test_no_message_shortcut_or_home_shows_or_changes_anything(bad: BadInput) -> None:
    await leave(bad)
    slack, ana = bad.playground.slack, bad.ana
    before = bad.kept()
    for text in ("rate", "5", "skip", "undo", "results", "help", "Longer lunch", "?"):
        await ana.says(text)
        await bad.playground.settle()
    shown = "\n".join(words(each) for each in ana.dm())
    message = next(each for each in reversed(ana.dm()) if each.user == ana.id)
    trigger = slack.tokens.new_trigger(ana.id)
    anywhere = payloads.global_shortcut(slack.context, ana.member, "share.anywhere", trigger_id=trigger)
    shown += (await bad.interact(ana, anywhere)).reply
    await ana.edits(message, "Longer lunch, please")
    await bad.playground.settle()
    await ana.deletes(message)
    await bad.playground.settle()
    shown += "\n".join(words(each) for each in ana.dm())
    shown += words(await home_of(bad.playground, ana))
    for secret in (*QUESTIONS, CANARY):
        assert secret not in shown
    assert "channels that you are not in" in shown, "Home says that something of theirs is left out"
    assert bad.kept() == before


async def test_who_left_can_still_take_back_what_is_theirs_and_be_forgotten(bad: BadInput) -> None:
    await leave(bad)
    await forget(bad, bad.ana)
    kept = await bad.playground.comments(bad.there[OPEN], "live", "withdrawn")
    assert {each.number for each in kept if each.state == "withdrawn"} == {OWN, OWN_HIDDEN}
    assert all(not each.text for each in kept if each.number in {OWN, OWN_HIDDEN})


async def forget(bad: BadInput, person: Person) -> None:
    assert await person.clicks(await home_of(bad.playground, person), "home.forget")
    shown = words(person.view)
    for secret in (*QUESTIONS, CANARY):
        assert secret not in shown
    await person.submits()
    await person.submits()
    await bad.playground.settle()


READERS = {"get", "get_by_slug", "get_by_announcement", "list_all", "get_exchange"}
# Who reads exchanges past `admit`: the scheduler's jobs, what only moderators or the operator do, the page of those who
# have its link, and what is filtered right there.
MAY_READ = {
    "bot/cli_workspace.py",
    "bot/themes/job.py",
    "bot/themes/listeners.py",
    "bot/themes/sets/listeners.py",
    "bot/themes/listeners_modals.py",
    "bot/themes/listeners_names.py",
    "bot/themes/listeners_quality.py",
    "bot/themes/names_job.py",
    "bot/themes/quality.py",
    "bot/digest/held.py",
    "bot/digest/held_flow.py",
    "bot/digest/job.py",
    "bot/digest/listeners.py",
    "bot/help/listeners.py",
    "bot/home/flow.py",
    "bot/home/erase.py",
    "bot/exchanges/actions.py",
    "bot/exchanges/announcement.py",
    "bot/exchanges/opening.py",
    "bot/exchanges/resolve.py",
    "bot/exchanges/flow.py",
    "bot/exchanges/form_values.py",  # whether a form that is kept was sent, for moderators
    "bot/exchanges/invitations.py",
    "bot/exchanges/channels/command.py",
    "bot/exchanges/channels/flow.py",
    "bot/exchanges/invite/flow.py",
    "bot/exchanges/nudge/flow.py",
    "bot/exchanges/nudge/job.py",
    "bot/exchanges/job.py",
    "bot/exchanges/renewal.py",  # a job too
    "bot/exchanges/delete_form.py",
    "bot/exchanges/lifecycle.py",
    "bot/exchanges/reminders.py",
    "bot/exchanges/listeners.py",
    "bot/exchanges/listeners_form.py",
    "bot/exchanges/status.py",
    "bot/exchanges/template_form.py",
    "bot/moderate/alerts.py",
    "bot/moderate/answers/flow.py",
    "bot/moderate/resolve.py",
    "bot/moderate/translations/flow.py",
    "bot/moderate/audit/flow.py",
    "bot/moderate/case.py",
    "bot/moderate/cards/job.py",
    "bot/moderate/pages.py",
    "bot/moderate/rephrase.py",
    "bot/rate/last_card.py",
    "bot/receipts/answers/job.py",
    "bot/receipts/appeals/flow.py",
    "bot/receipts/appeals/job.py",
    "bot/receipts/job.py",
    "bot/receipts/talks/flow.py",
    "bot/receipts/talks/job.py",
    "bot/safety/access.py",
    "bot/safety/disclosure.py",
    "bot/safety/job.py",
    "bot/retention/job.py",
    "bot/retention/last_day.py",  # a part of that job
    "bot/results/link_command.py",
    "bot/results/routes.py",
    "bot/results/sign_in_routes.py",
    "bot/scores/job.py",
    "bot/share/listeners_message.py",
    "bot/share/second_look.py",
    "bot/share/topic_look.py",
    "bot/share/translating.py",
    "bot/exports/flow.py",
    "bot/imports/store.py",
    "bot/domain/access.py",
    "bot/domain/exchanges.py",
    "bot/domain/public_counts.py",  # what everybody is shown, counted by jobs
    "bot/domain/release_roots.py",
    "bot/domain/resolve.py",
    "bot/domain/results_gate.py",
}


def test_no_other_file_reads_exchanges_past_the_check() -> None:
    """A new reader is either given an Admission, or looked at and named above."""
    found = set()
    for path in sorted((ROOT / "bot").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("bot/playground/"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and reads_exchanges(node.func):
                found.add(name)
    assert found == MAY_READ


def reads_exchanges(called: Any) -> bool:
    """Say whether a call is `exchanges.get(…)` or the like, or `get_exchange(…)` or `load_exchange(…)`."""
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return called.value.id in {"exchanges", "exchange_channels"} and called.attr in READERS
    return isinstance(called, ast.Name) and called.id in {"get_exchange", "load_exchange"}
