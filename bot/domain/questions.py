"""Short questions before the first comment or star: how they are written, asked once, and kept.

An answer is kept in the person's sealed record alone (storage/participant_record.py) and shown only in the counts of
releases. Questions are fixed once an exchange is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.access import admit, require_open
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.tools import GroupTools
from bot.slack.blocks import Block, escape, input_block, modal, option, section, select
from bot.texts import Texts
from storage import participants
from storage.exchanges import Exchange
from storage.participant_record import MAX_QUESTIONS, Participant
from storage.session import Db

FIELD = "questions.answer"
_SEPARATOR = "|"
_SCALE = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class ShortQuestion:
    """A short question. options: 2 to 8; of a scale of agreement "1" to "5", which texts name."""

    text: str
    options: tuple[str, ...]
    is_scale: bool = False


def read_question(line: str) -> ShortQuestion:
    """Return the question of a line: "Where do you learn? | North hall | South hall"; without options: agreement."""
    text, *options = (part.strip() for part in line.split(_SEPARATOR))
    named = tuple(each for each in options if each)
    return ShortQuestion(text, named or _SCALE, is_scale=not named)


def list_questions(exchange: Exchange) -> list[ShortQuestion]:
    """Return the short questions of an exchange."""
    return [read_question(each) for each in exchange.questions]


def option_texts(texts: Texts, question: ShortQuestion) -> list[str]:
    """Return what the options are called, in the reader's language where they are a scale."""
    return [texts(f"questions.agree_{each}") for each in _SCALE] if question.is_scale else list(question.options)


def are_asked(exchange: Exchange, person: Participant | None) -> bool:
    """Say whether to ask: the exchange has questions, and this person neither answered nor passed on."""
    return bool(exchange.questions) and not (person and person.questions_asked)


def questions_modal(texts: Texts, exchange: Exchange, callback_id: str) -> Block:
    """Return the form: every question may be left out, and it is asked once."""
    blocks = [section(f"*{escape(exchange.question)}*\n{texts('questions.why', n=exchange.min_group_size)}")]
    for place, question in enumerate(list_questions(exchange), start=1):
        options = [option(name, str(at)) for at, name in enumerate(option_texts(texts, question), start=1)]
        menu = select(options, action_id=FIELD, placeholder=texts("questions.answer.placeholder"))
        blocks.append(input_block(question.text, menu, block_id=f"{FIELD}.{place}", optional=True))
    return modal(
        texts("questions.form.title"),
        blocks,
        callback_id=callback_id,
        submit=texts("questions.form.submit"),
        close=texts("questions.form.close"),
        metadata=str(exchange.exchange_id),
    )


async def save_answers(ctx: GroupTools, actor: Actor, exchange_id: int, values: Sequence[str | None]) -> Exchange:
    """Keep a person's answers, the first time alone, and that they were asked. values: by question, None for none.

    Returns the exchange. Raises UserError where it is closed, or for an option that there is not.
    """
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> Exchange:
        exchange = await require_open(db, admission)
        answers = _parse(exchange, values)
        who = actor.person(ctx.key_of(exchange))
        person = await participants.hold(db, exchange.scope, who)
        if not person.questions_asked:
            given = answers if any(answers) else ()
            await participants.save(db, exchange.scope, who, replace(person, questions_asked=True, answers=given))
        return exchange

    exchange = await ctx.storage.transact(work)
    ctx.changes.send(actor)
    return exchange


def _parse(exchange: Exchange, values: Sequence[str | None]) -> tuple[int, ...]:
    answers = [0] * MAX_QUESTIONS
    for place, question in enumerate(list_questions(exchange)[: len(values)]):
        value = values[place]
        if value is None:
            continue
        is_there = value.isdecimal() and value.isascii() and 1 <= int(value) <= len(question.options)
        if not is_there:
            raise UserError("questions.no_such_answer", block_id=f"{FIELD}.{place + 1}")
        answers[place] = int(value)
    return tuple(answers)


def read_answers(values: dict[str, dict[str, dict[str, object]]]) -> list[str | None]:
    """Return what was chosen, by question. values: of the form's state, as Slack sends them."""
    chosen: list[str | None] = []
    for place in range(1, MAX_QUESTIONS + 1):
        found = values.get(f"{FIELD}.{place}", {}).get(FIELD, {}).get("selected_option")
        chosen.append(str(found.get("value")) if isinstance(found, dict) else None)
    return chosen
