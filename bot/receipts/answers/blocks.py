"""Block Kit of messages about answers, to those who asked to hear of them."""

from collections.abc import Mapping, Sequence

from bot.domain.answers import facts_text
from bot.domain.theme_names import Named, theme_name
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, divider, escape, plain_section, section
from bot.slack.follow_answers import follow_button, unfollow_button
from bot.texts import Texts
from storage.answers import Answer
from storage.exchanges import Exchange

HELPED = "answers.helped"  # .VOTE; value: EXCHANGE:NUMBER
VOTES = ("yes", "partly", "no")
_QUESTION, _TEXT = 150, 600  # characters that are shown


def news(
    texts: Texts, exchange: Exchange, found: Sequence[Answer], themes: Mapping[int, Named]
) -> tuple[str, list[Block]]:
    """Return what is new: each answer with what is done about it. themes: by their numbers with a minus before."""
    text = texts("news.text", n=len(found))
    blocks = [section(f":speech_balloon: *{text}* · {escape(cut(exchange.question, _QUESTION))}")]
    for each in found:
        blocks += [divider(), *_answer(texts, each, themes.get(each.number))]
    value = str(exchange.exchange_id)
    results = button(texts("receipts.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value)
    return text, [
        *blocks,
        actions(results, unfollow_button(texts, exchange.exchange_id)),
        context_block(texts("news.why")),
    ]


def _answer(texts: Texts, answer: Answer, theme: Named | None = None) -> list[Block]:
    return [
        section(f"*{escape(_name(texts, answer, theme))}* · {escape(facts_text(texts, answer))}"),
        plain_section(cut(answer.text, _TEXT)),
    ]


def _name(texts: Texts, answer: Answer, theme: Named | None) -> str:
    """Return what an answer is about: "#412", or a theme's name, which is "t3" where the theme is no more."""
    if answer.theme is None:
        return f"#{answer.number}"
    return cut(theme_name(texts, theme), _QUESTION) if theme is not None else f"t{answer.theme}"


def question(texts: Texts, exchange: Exchange, answer: Answer, theme: Named | None = None) -> tuple[str, list[Block]]:
    """Return the question whether an answer helped. theme: that it answers, None for a comment."""
    value = f"{exchange.exchange_id}:{answer.number}"
    votes = [
        button(
            texts(f"news.helped_button.{vote}"),
            action_id=f"{HELPED}.{vote}",
            value=value,
            accessibility_label=texts(f"news.helped_spoken.{vote}", name=_name(texts, answer, theme)),
        )
        for vote in VOTES
    ]
    return texts("news.question_text"), [
        section(texts("news.question", question=escape(cut(exchange.question, _QUESTION)))),
        *_answer(texts, answer, theme),
        actions(*votes),
        context_block(texts("news.question_why", n=max(exchange.min_group_size, len(VOTES) + 2))),
    ]


def followed(texts: Texts, exchange_id: int, *, is_on: bool) -> tuple[str, list[Block]]:
    """Return what somebody reads who asked to hear of answers, or ended it."""
    text = texts("news.followed") if is_on else texts("news.unfollowed")
    way = unfollow_button(texts, exchange_id) if is_on else follow_button(texts, exchange_id)
    return text, [section(text), actions(way)]
