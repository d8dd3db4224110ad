"""Moderators say how many people are in each group, and everybody sees who is missing."""

import pytest

from bot.exchanges import roster_command
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import only, run_command
from tests.stories.moderating import asked
from tests.stories.test_exchange_invite import grant
from tests.whole_bot import Playground, words

NEW = '/exchange new "What keeps us safe?" --groups="Student, Parent, Staff" --open=now'


async def test_a_moderator_sets_changes_and_ends_the_roster_and_others_do_not(playground: Playground) -> None:
    await run_command(playground, '/exchange new "What keeps us safe?" --groups="Student, Parent, Staff" --open=now')
    await playground.settle()
    moderator = playground.moderator
    exchange = await only(playground)
    text = await asked(playground, moderator, "/exchange roster")
    assert f"*{exchange.question}*" in text, "it says which exchange it is about, though none was named"
    assert EN("roster.none", name=exchange.slug).split("`")[0].strip() in text
    text = await asked(playground, moderator, '/exchange roster "Student 620, parent 1,100, Staff 45"')
    assert EN("roster.saved").split(": ", 1)[-1].split(":")[-1].strip() in text
    assert EN("roster.waiting") in text, "nobody took part yet"
    assert (await only(playground)).roster == {"Student": 620, "Parent": 1100, "Staff": 45}
    text = await asked(playground, moderator, '/exchange roster "Teacher 5"')
    assert EN("roster.no_group", name="Teacher", groups=["Student", "Parent", "Staff"]) in text
    assert (await only(playground)).roster is not None, "as it was"
    await asked(playground, playground.person("Ana"), '/exchange roster "Student 1"')
    assert (await only(playground)).roster == {"Student": 620, "Parent": 1100, "Staff": 45}
    await asked(playground, moderator, "/exchange roster --off")
    assert (await only(playground)).roster is None


async def test_without_groups_there_is_nobody_to_miss(playground: Playground) -> None:
    await run_command(playground, '/exchange new "What keeps us safe?" --open=now')
    await playground.settle()
    answer = await asked(playground, playground.moderator, '/exchange roster "Student 5"')
    assert EN("roster.no_groups") in answer
    assert "What keeps us safe?" in answer, "who named no exchange reads which one it is about"


async def test_a_user_group_is_counted_in_the_place_of_a_number_and_nobody_of_it_is_kept(
    playground: Playground,
) -> None:
    slack, moderator = playground.slack, playground.moderator
    ana, ben, cho = (playground.person(name) for name in ("Ana", "Ben", "Cho"))
    grades = [slack.add_user_group("grade9", [ana, ben]), slack.add_user_group("grade10", [ben, cho])]
    slack.add_user_group("nobody", [])
    await run_command(playground, NEW)
    text = await asked(playground, moderator, '/exchange roster "Student @grade9 @grade10, Staff 45"')
    both = " and ".join(f"<!subteam^{each.id}>" for each in grades)
    assert EN("roster.of_group", name="Student", groups=both, n=3) in text, "Ben counts once"
    assert EN("roster.of_group_now") in text
    assert (await only(playground)).roster == {"Student": 3, "Staff": 45}, "numbers and nothing else"
    text = await asked(playground, moderator, '/exchange roster "Student 5, Parent @nobody"')
    assert EN("roster.no_user_group", name="Parent") in text
    assert (await only(playground)).roster == {"Student": 3, "Staff": 45}, "as it was"
    await asked(playground, ana, '/exchange roster "Student @grade9"')
    assert (await only(playground)).roster == {"Student": 3, "Staff": 45}, "others do not set it"


async def test_in_spanish_a_user_group_is_counted_too(playground: Playground) -> None:
    moderator = playground.moderator
    moderator.member.locale = "es-MX"
    group = playground.slack.add_user_group("familias", [playground.person("Ana"), playground.person("Ben")])
    await run_command(playground, NEW)
    text = await asked(playground, moderator, '/exchange censo "Parent @familias"')
    assert ES("roster.of_group", name="Parent", groups=f"<!subteam^{group.id}>", n=2) in text
    assert ES("roster.of_group_now") in text
    assert (await only(playground)).roster == {"Parent": 2}


async def test_where_the_app_may_not_see_user_groups_a_number_is_asked_for(playground: Playground) -> None:
    playground.slack.add_user_group("grade9", [playground.person("Ana")])
    grant(playground, but="usergroups:read")
    await run_command(playground, NEW)
    text = await asked(playground, playground.moderator, '/exchange roster "Student @grade9"')
    assert EN("roster.no_group_scope") in text
    assert (await only(playground)).roster is None


async def test_where_slack_is_slow_the_answer_follows_and_the_number_is_kept(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    playground.slack.add_user_group("grade9", [playground.person("Ana")])
    await run_command(playground, NEW)
    monkeypatch.setattr(roster_command, "_SECONDS", -1)
    first = await run_command(playground, '/exchange roster "Student @grade9"')
    assert EN("roster.looking") in words(first)
    await playground.settle()
    assert EN("roster.of_group_now") in words(playground.moderator.ephemerals()[-1])
    assert (await only(playground)).roster == {"Student": 1}
