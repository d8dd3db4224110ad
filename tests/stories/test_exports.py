"""A moderator takes the results away in Slack, by a file in their direct messages; each one is in the log."""

import json

from bot.exports.verify import verify
from storage.exchanges import Exchange
from tests.sentences import EN, ES
from tests.stories.digest_helpers import announced, order, rate, tick
from tests.whole_bot import Playground, words

FILES = {"xlsx": b"PK", "csv": b"PK", "json": b"{", "bundle": b"{"}


async def rated(playground: Playground) -> Exchange:
    exchange = await announced(playground, "Longer lunch", "More light")
    await rate(playground, exchange, Longer_lunch=(0, 0, 1, 3, 4), More_light=(1, 2, 3, 1, 0))
    return exchange


def files(playground: Playground) -> list[tuple[str, bytes]]:
    return [(each.name, each.content) for each in playground.slack.world.files.values() if each.complete]


async def test_a_moderator_gets_each_public_form_as_a_file_and_the_log_names_who_took_what(
    playground: Playground,
) -> None:
    exchange = await rated(playground)
    for form, begins in FILES.items():
        await playground.moderator.runs(f"/exchange export {exchange.slug} --as={form}", "general")
        await playground.settle()
        name, content = files(playground)[-1]
        assert name.startswith(exchange.slug)
        assert content.startswith(begins)
        assert EN("exports.on_its_way", name=exchange.slug, form=EN(f"exports.form.{form}")) in words(
            playground.moderator.ephemerals("general")[-1]
        )
    document = json.loads(files(playground)[2][1])
    assert {each["text"]: each["stars"]["ratings"] for each in document["comments"]} == {
        "Longer lunch": 5,
        "More light": 5,
    }
    found = verify(files(playground)[3][1])
    assert found.problems == ()
    shown = words(playground.moderator.ephemerals("general")[-1])
    assert EN("exports.form.csv") in shown.partition(EN("exports.before"))[2]
    assert f"<@{playground.moderator.id}>" in shown or f"@{playground.moderator.name}" in shown
    assert playground.moderator.id.encode() not in b"".join(content for _, content in files(playground))


async def test_the_file_is_in_ones_own_messages_and_the_same_again_waits(playground: Playground) -> None:
    exchange = await rated(playground)
    await playground.moderator.runs(f"/exchange export {exchange.slug}", "general")
    await playground.settle()
    question = EN("exports.file", question=exchange.question, form=EN("exports.form.xlsx"))
    assert any(question.replace("*", "") in words(each).replace("*", "") for each in playground.moderator.dm())
    await playground.moderator.runs(f"/exchange export {exchange.slug}", "general")
    await playground.settle()
    assert EN("exports.pause", n=2, form="xlsx") in words(playground.moderator.ephemerals("general")[-1])
    assert len(files(playground)) == 1
    await playground.moderator.runs(f"/exchange export {exchange.slug} --as=csv", "general")
    await playground.settle()
    assert len(files(playground)) == 2, "another form does not wait"
    playground.clock.later(minutes=3)
    await playground.moderator.runs(f"/exchange export {exchange.slug}", "general")
    await playground.settle()
    assert len(files(playground)) == 3


async def test_others_get_no_file_and_a_full_form_comes_to_nobody(playground: Playground) -> None:
    exchange = await rated(playground)
    ana = playground.person("Ana")
    await ana.runs(f"/exchange export {exchange.slug}", "general")
    for form in ("polis", "full", "html"):
        await playground.moderator.runs(f"/exchange export {exchange.slug} --as={form}", "general")
        await playground.settle()
        assert EN("exports.unknown_form", forms="xlsx, csv, json, bundle, log") in words(
            playground.moderator.ephemerals("general")[-1]
        )
    assert files(playground) == []


async def test_a_file_that_slack_does_not_take_is_reported_and_before_the_first_stars_there_is_no_bundle(
    playground: Playground,
) -> None:
    exchange = await announced(playground, "Longer lunch")
    await playground.moderator.runs(f"/exchange exportar {exchange.slug} --como=paquete", "general")
    await playground.settle()
    assert EN("exports.no_release", name=exchange.slug) in words(playground.moderator.dm()[-1])
    playground.slack.faults.answer("files.completeUploadExternal", error="internal_error")
    await playground.moderator.runs(f"/exchange export {exchange.slug} --as=json", "general")
    await playground.settle()
    assert EN("exports.not_sent", name=exchange.slug) in words(playground.moderator.dm()[-1])


async def test_in_spanish_it_is_the_same(playground: Playground) -> None:
    exchange = await rated(playground)
    playground.moderator.member.locale = "es-ES"
    await playground.moderator.runs(f"/exchange exportar {exchange.slug} --como=excel", "general")
    await playground.settle()
    assert ES("exports.on_its_way", name=exchange.slug, form=ES("exports.form.xlsx")) in words(
        playground.moderator.ephemerals("general")[-1]
    )
    assert files(playground)[0][0] == f"{exchange.slug}.xlsx"


async def test_a_digest_says_the_root_by_which_a_bundle_is_known_again(playground: Playground) -> None:
    exchange = await rated(playground)
    await order(playground)
    await tick(playground)
    await playground.moderator.runs(f"/exchange export {exchange.slug} --as=bundle", "general")
    await playground.settle()
    root = verify(files(playground)[-1][1]).root
    posted = [words(each) for each in playground.slack.channel("general").messages.values()]
    assert any(EN("digest.root", n=1, root=root).replace("`", "") in each.replace("`", "") for each in posted)
