"""Moderators say how many people are in each group, and everybody sees who is missing."""

from tests.sentences import EN
from tests.stories.exchange_helpers import only, run_command
from tests.stories.moderating import asked
from tests.whole_bot import Playground


async def test_a_moderator_sets_changes_and_ends_the_roster_and_others_do_not(playground: Playground) -> None:
    await run_command(playground, '/exchange new "What keeps us safe?" --groups="Student, Parent, Staff" --open=now')
    await playground.settle()
    moderator = playground.moderator
    assert EN("roster.none").split("`")[0].strip() in await asked(playground, moderator, "/exchange roster")
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
    assert EN("roster.no_groups") in await asked(playground, playground.moderator, '/exchange roster "Student 5"')
