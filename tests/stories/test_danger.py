"""Somebody reports that a person may be in danger: who gets a message, what is hidden, who is shown help."""

from collections.abc import Sequence

from bot.playground.people.person import Person
from storage.exchanges import Exchange
from tests.sentences import EN
from tests.stories.at_home import home_of
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import every, fields, only, reply_text, run_command, sends_form
from tests.stories.moderating import press, queue_of, reported, shared, states
from tests.whole_bot import Playground, list_action_ids, words

HELP = "Ms Vega, room 12, 555 0100"
ALERT = "A person may be in danger"
NOT_ALONE = "You are not alone"


def read_by(person: Person, sign: str) -> list[str]:
    return [words(each) for each in person.dm() if sign in words(each)]


async def opened(playground: Playground, help_text: str = HELP) -> Exchange:
    flag = f'--help-text="{help_text}"' if help_text else ""
    await run_command(playground, f'/exchange new "What keeps us safe?" --open=now {flag}'.strip())
    await playground.settle()
    return await only(playground)


async def test_from_the_report_to_the_decision(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await moderator_is(playground, "Noor")
    maya, noor, ana, ben = (playground.person(name) for name in ("Maya", "Noor", "Ana", "Ben"))
    exchange = await opened(playground)
    await shared(playground, "Cem", "The bell is too loud")
    number = await shared(playground, "Ana", "Everything is too heavy for me")
    for comment in await playground.comments(exchange):
        if comment.number != number:
            await reply_text(
                playground, f"/exchange hide #{comment.number} rude", maya
            )  # so that Ben is shown the other one
    await reported(playground, "Ben", "danger")

    assert dict(await states(playground, exchange))["Everything is too heavy for me"] == ("hidden", "reported")
    for moderator in (maya, noor):
        (alert,) = read_by(moderator, ALERT)
        assert "Ben" not in alert
        assert "Ana" not in alert
        assert "too heavy" not in alert
        assert "moderate.queue" in list_action_ids(moderator.dm()[-1])
    assert not read_by(playground.moderator, ALERT), "somebody moderates, and was told"
    (card,) = read_by(ben, HELP)
    assert EN("rate.danger") in card
    (help_message,) = read_by(ana, HELP)
    assert NOT_ALONE in help_message
    for word in ("report", "hidden", "moderator", "Ben"):
        assert word not in help_message.lower()
    assert not read_by(playground.person("Cem"), HELP)

    assert await maya.clicks(maya.dm()[-1], "moderate.queue")
    queue = maya.view
    assert queue
    assert "somebody may be in danger 1×" in words(queue)
    assert await maya.clicks(queue, "moderate.keep", **press(queue, "moderate.keep", number))
    await playground.settle()
    assert dict(await states(playground, exchange))["Everything is too heavy for me"] == ("live", None)


async def test_the_queue_shows_danger_first(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Rude words")
    await reported(playground, "Ben", "rude")
    await shared(playground, "Cem", "Somebody may get hurt")
    await reported(playground, "Ben", "danger")
    queue = words(await queue_of(playground))
    assert queue.index("Somebody may get hurt") < queue.index("Rude words")


async def test_the_reporter_goes_on_rating_from_the_card_with_help(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Not well")
    await reported(playground, "Ben", "danger")
    ben = playground.person("Ben")
    await shared(playground, "Cem", "A longer lunch")
    assert await ben.clicks(ben.dm()[-1], "rate.start")
    await playground.settle()
    assert "A longer lunch" in words(ben.dm()[-1])


async def test_without_a_help_text_there_is_a_general_word(playground: Playground) -> None:
    await opened(playground, help_text="")
    await shared(playground, "Ana", "Not well")
    await reported(playground, "Ben", "danger")
    assert "an adult you trust" in words(playground.person("Ben").dm()[-1])
    assert "an adult you trust" in words(playground.person("Ana").dm()[-1])


async def test_an_author_who_is_not_in_the_channel_is_found_too(playground: Playground) -> None:
    await opened(playground)
    ana = playground.slack.add_person("Ana Elsewhere")
    playground.people["Ana"] = ana
    await ana.says("Not well")
    await playground.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()
    await reported(playground, "Ben", "danger")
    assert len(read_by(ana, HELP)) == 1


async def test_an_author_is_shown_help_once_for_a_comment_however_many_report_it(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Not well")
    await shared(playground, "Ben", "Fine words")
    await reports(playground, ["Cem", "Dora"], "Not well")
    assert len(read_by(playground.person("Ana"), HELP)) == 1
    assert not read_by(playground.person("Ben"), HELP)


async def reports(playground: Playground, names: Sequence[str], words_of_it: str) -> None:
    """Let people report a comment as danger, each on a card that lay open before the first of them did."""
    for name in names:
        person = playground.person(name)
        await person.runs("/exchange rate", "general")
        await playground.settle()
        if words_of_it not in words(person.dm()[-1]):
            await person.clicks(person.dm()[-1], "rate.skip")
            await playground.settle()
        card = person.dm()[-1]
        assert words_of_it in words(card)
        menu = next(each for block in card.blocks for each in block.get("elements", []) if each["type"] == "overflow")
        await person.chooses(card, "rate.more", menu["options"][3])
        await playground.settle()
    for name in names:
        await playground.person(name).clicks(playground.person(name).dm()[-1], "rate.report.danger")
        await playground.settle()


async def test_what_a_moderator_kept_is_not_hidden_again_but_everybody_gets_a_message(playground: Playground) -> None:
    exchange = await opened(playground)
    number = await shared(playground, "Ana", "Not well")
    await reported(playground, "Ben", "danger")
    await reply_text(playground, f"/exchange keep #{number}")
    assert await states(playground, exchange) == {"Not well": ("live", None)}
    await reported(playground, "Cem", "danger")
    assert await states(playground, exchange) == {"Not well": ("live", None)}
    assert len(read_by(playground.moderator, ALERT)) == 2
    assert len(read_by(playground.person("Ana"), HELP)) == 1


async def test_one_person_hides_three_comments_at_most(playground: Playground) -> None:
    exchange = await opened(playground)
    for text in ("One", "Two", "Three", "Four"):
        await shared(playground, "Ana", f"{text} of my words")
        await reported(playground, "Ben", "danger")
    found = [state for state, _ in (await states(playground, exchange)).values()]
    assert sorted(found) == ["hidden", "hidden", "hidden", "live"]
    assert len(read_by(playground.moderator, ALERT)) == 4
    await reported(playground, "Cem", "danger")
    assert {state for state, _ in (await states(playground, exchange)).values()} == {"hidden"}


async def test_who_was_overruled_twice_hides_nothing_more(playground: Playground) -> None:
    exchange = await opened(playground)
    for text in ("One", "Two"):
        number = await shared(playground, "Ana", f"{text} of my words")
        await reported(playground, "Ben", "danger")
        await reply_text(playground, f"/exchange keep #{number}")
    await shared(playground, "Ana", "Three of my words")
    await reported(playground, "Ben", "danger")
    assert {state for state, _ in (await states(playground, exchange)).values()} == {"live"}
    assert len(read_by(playground.moderator, ALERT)) == 3, "it is told all the same"
    assert HELP in words(playground.person("Ben").dm()[-1])


async def test_a_report_that_a_moderator_shares_overrules_nobody(playground: Playground) -> None:
    exchange = await opened(playground)
    for text in ("One", "Two", "Three"):
        number = await shared(playground, "Ana", f"{text} of my words")
        await reported(playground, "Ben", "danger")
        await reply_text(playground, f"/exchange hide #{number} danger")
    assert {state for state, _ in (await states(playground, exchange)).values()} == {"hidden"}


async def test_about_the_draft_and_the_status_say_whether_there_is_a_help_text(playground: Playground) -> None:
    draft = await reply_text(playground, f'/exchange new "What keeps us safe?" --help-text="{HELP}"')
    assert "Help text: written" in draft
    assert "Help text: none" in await reply_text(playground, '/exchange new "And what else?"')
    exchange = next(each for each in await every(playground) if each.help_text)
    assert exchange.help_text == HELP
    await run_command(playground, f"/exchange open {exchange.slug}")
    await playground.settle()
    assert EN("exchange.help_text.written") in await reply_text(playground, f"/exchange status {exchange.slug}")
    ana = playground.person("Ana")
    (announcement,) = [each for each in playground.slack.channel("general").messages.values() if each.metadata]
    about = next(
        each for block in announcement.blocks for each in block.get("elements", []) if each.get("type") == "overflow"
    )
    await ana.chooses(announcement, "exchanges.more", about["options"][0])
    await playground.settle()
    assert HELP in words(ana.view)


async def test_the_form_keeps_a_help_text_and_says_when_it_is_too_long(playground: Playground) -> None:
    await playground.moderator.runs("/exchange new", "general")
    outcome = await sends_form(playground.moderator, fields(help_text="x" * 1001))
    assert not outcome.ok
    outcome = await sends_form(playground.moderator, fields(help_text=HELP))
    assert outcome.ok
    await playground.settle()
    assert (await only(playground)).help_text == HELP


async def test_home_does_not_tell_the_author_of_a_report(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Not well")
    await reported(playground, "Ben", "danger")
    home = words(await home_of(playground, playground.person("Ana")))
    assert "hidden until a moderator has looked" in home
    assert "report" not in home.lower()
    assert "danger" not in home.lower()
