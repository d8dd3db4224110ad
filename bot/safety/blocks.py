"""Block Kit of danger cases: the message to contacts, what it turns into, and the comment's words for who may look."""

from collections.abc import Sequence

from bot.domain.disclosure import can_disclose
from bot.domain.help_text import help_blocks
from bot.safety import payloads
from bot.slack.blocks import Block, actions, button, confirm, context_block, cut, escape, modal, plain_section, section
from bot.texts import Texts
from storage.comments import Comment
from storage.exchanges import Exchange

TAKE, SHOW = "safety.take", "safety.show"
ASK_AUTHOR, CONFIRM_AUTHOR, REVEAL = "safety.ask_author", "safety.confirm_author", "safety.reveal"
_QUESTION_LENGTH = 150  # characters


def alert(texts: Texts, exchange: Exchange, number: int, *, rounds: int) -> tuple[str, list[Block]]:
    """Return a message to a contact. rounds: how often they were alerted before."""
    text = texts("safety.alert")
    value = payloads.case_value(exchange.exchange_id, number)
    question = texts("safety.about", question=escape(cut(exchange.question, _QUESTION_LENGTH)), number=number)
    take = button(texts("safety.take.button"), action_id=TAKE, value=value, style="danger")
    show = button(texts("safety.show.button"), action_id=SHOW, value=value)
    notes = [texts("safety.again", n=rounds + 1)] if rounds else []
    notes.append(texts("safety.until_taken"))
    if not can_disclose(exchange):
        notes.append(texts("moderate.nobody_shown"))
    return text, [
        section(f":rotating_light: *{text}*\n{question}\n{texts('safety.do_now')}"),
        actions(take, show, *ask_button(texts, exchange, number)),
        *(context_block(each) for each in notes),
    ]


def taken(texts: Texts, exchange: Exchange, number: int, *, by: str, at: str) -> tuple[str, list[Block]]:
    """Return what a message turns into once somebody takes care. by: Slack id; at: a moment, as Slack shows one."""
    text = texts("safety.taken", who=f"<@{by}>", at=at)
    question = texts("safety.about", question=escape(cut(exchange.question, _QUESTION_LENGTH)), number=number)
    show = button(texts("safety.show.button"), action_id=SHOW, value=payloads.case_value(exchange.exchange_id, number))
    return text, [
        section(f":white_check_mark: *{text}*\n{question}"),
        actions(show, *ask_button(texts, exchange, number)),
    ]


def words_modal(texts: Texts, exchange: Exchange, comment: Comment) -> Block:
    """Return the words of a comment for a contact or moderator."""
    blocks = [section(f"*{escape(exchange.question)}*"), plain_section(comment.text)]
    if comment.why:
        blocks.append(plain_section(texts("moderate.why_it_matters", why=comment.why)))
    blocks += [context_block(texts("safety.words_private")), context_block(texts("moderate.danger_urgent"))]
    return modal(texts("safety.words.title", number=comment.number), blocks, close=texts("safety.words.close"))


# Two officers together ------------------------------------------------------------------------------------------------


def ask_button(texts: Texts, exchange: Exchange, number: int) -> list[Block]:
    """Return the button by which an officer asks who wrote a comment; none where nobody can find out."""
    if not can_disclose(exchange):
        return []
    sure = confirm(
        texts("safety.ask_author.confirm_title"),
        texts("safety.ask_author.confirm_text"),
        yes=texts("safety.ask_author.confirm_yes"),
        no=texts("safety.ask_author.confirm_no"),
    )
    value = payloads.case_value(exchange.exchange_id, number)
    return [button(texts("safety.ask_author.button"), action_id=ASK_AUTHOR, value=value, confirm=sure)]


def confirmation(texts: Texts, exchange: Exchange, number: int, request_id: int, *, by: str) -> tuple[str, list[Block]]:
    """Return the message that asks another officer to confirm. by: Slack id of the one who asks."""
    text = texts("safety.disclosure_wanted", who=f"<@{by}>", number=number)
    value = payloads.request_value(exchange.exchange_id, number, request_id)
    sure = confirm(
        texts("safety.confirm_author.confirm_title"),
        texts("safety.ask_author.confirm_text"),
        yes=texts("safety.confirm_author.confirm_yes"),
        no=texts("safety.ask_author.confirm_no"),
    )
    press = button(
        texts("safety.confirm_author.button"), action_id=CONFIRM_AUTHOR, value=value, style="danger", confirm=sure
    )
    show = button(texts("safety.show.button"), action_id=SHOW, value=payloads.case_value(exchange.exchange_id, number))
    return text, [_about(texts, exchange, number, text), actions(press, show), context_block(texts("safety.one_hour"))]


def confirmed(texts: Texts, exchange: Exchange, number: int, request_id: int) -> tuple[str, list[Block]]:
    """Return the message with which both officers can see who wrote a comment."""
    text = texts("safety.disclosure_confirmed", number=number)
    value = payloads.request_value(exchange.exchange_id, number, request_id)
    press = button(texts("safety.reveal.button"), action_id=REVEAL, value=value)
    return text, [_about(texts, exchange, number, text), actions(press), context_block(texts("safety.one_hour_shown"))]


def author_notice(texts: Texts, exchange: Exchange, number: int, officers: Sequence[str]) -> tuple[str, list[Block]]:
    """Return the message to an author: which two officers can see that it was them, and who can help."""
    text = texts("safety.author_notice", number=number, people=[f"<@{each}>" for each in officers])
    return text, [_about(texts, exchange, number, text), *help_blocks(exchange, texts)]


def author_modal(texts: Texts, exchange: Exchange, number: int, author: str) -> Block:
    """Return the author of a comment, for an officer. author: Slack id, "" for somebody who is forgotten."""
    line = texts("safety.author", number=number, who=f"<@{author}>") if author else texts("safety.author_forgotten")
    notes = [context_block(texts("safety.author_logged")), context_block(texts("moderate.danger_urgent"))]
    blocks = [section(f"*{escape(exchange.question)}*"), section(line), *notes]
    return modal(texts("safety.words.title", number=number), blocks, close=texts("safety.words.close"))


def _about(texts: Texts, exchange: Exchange, number: int, text: str) -> Block:
    question = texts("safety.about_short", question=escape(cut(exchange.question, _QUESTION_LENGTH)), number=number)
    return section(f"*{text}*\n{question}")
