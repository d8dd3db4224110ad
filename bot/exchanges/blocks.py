"""Block Kit of an exchange for all who may take part: the announcement in its channel, and the invitation to it."""

import re

from bot.domain.exchanges import anonymity_text, figures_text, open_until_text
from bot.domain.public_counts import count_texts
from bot.domain.retention import retention_text
from bot.exchanges.values import menu_value
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, escape, header, option, overflow, section, when
from bot.slack.mrkdwn import linked
from bot.slack.quarters import before_button
from bot.slack.sign_up import sign_up_button
from bot.texts import Texts
from storage.exchanges import Exchange
from storage.public_counts import PublicCounts, step_below

MORE = "exchanges.more"  # overflow; value of a choice: values.menu_value
NOT_FOR_ME = "exchanges.not_for_me"  # value: EXCHANGE
ABOUT = "about"
_MAX_HEADER = 150  # characters that Slack's header holds
_MAX_TEASER = 280  # characters of the background that the announcement shows
_SENTENCE_END = re.compile(r"[.!?]['\")”’]*(?=\s)")


def announcement(
    texts: Texts, exchange: Exchange, counts: PublicCounts, *, takes_comments: bool = True
) -> tuple[str, list[Block]]:
    """Return the one message in the channel: text for notifications, and blocks.

    texts: in the exchange's language. takes_comments: False once sharing has ended.
    """
    value = str(exchange.exchange_id)
    about = option(texts("announcement.about.option"), menu_value(ABOUT, exchange.exchange_id))
    more = overflow([about], action_id=MORE)
    results = button(texts("announcement.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value)
    blocks = [question_block(exchange.question)]
    if exchange.background:
        blocks.append(section(teaser(texts, exchange.background)))
    if exchange.is_open and exchange.follows:
        blocks.append(section(texts("quarters.announced"), accessory=before_button(texts, exchange)))
    if not exchange.is_open:
        at = exchange.closed_at
        closed = texts("announcement.closed_at", at=when(at)) if at else texts("announcement.closed")
        closed += f" {texts('quarters.closed')}" if exchange.followed_by else ""
        blocks += [
            section(f"{closed}\n{counts_line(texts, counts, takes_comments=False)}"),
            actions(results, sign_up_button(texts), more),
            context_block(stars_line(texts, exchange)),
        ]
        return texts("announcement.closed_text", question=escape(exchange.question)), blocks
    if exchange.is_paused:
        blocks += [
            section(f"{texts('announcement.paused')}\n{counts_line(texts, counts, takes_comments=False)}"),
            actions(results, more),
            context_block(stars_line(texts, exchange)),
        ]
        return texts("announcement.paused_text", question=escape(exchange.question)), blocks
    until = f":speech_balloon: *{open_until_text(texts, exchange, takes_comments=takes_comments)}*"
    five = button(
        texts("announcement.five.button"),
        action_id=action_ids.RATE_SET,
        value=value,
        accessibility_label=texts("announcement.five.spoken"),
    )
    share = [comment_button(texts, value)] if takes_comments else []
    promises = [each(texts, exchange) for each in (anonymity_text, figures_text, retention_text)]
    blocks += [
        section(f"{until}\n{counts_line(texts, counts, takes_comments=takes_comments)}"),
        actions(*share, rate_button(texts, value), results, five, more),
        context_block(f"{' '.join(promises)}\n{stars_line(texts, exchange)}"),
    ]
    return escape(exchange.question), blocks


def invitation(
    texts: Texts, exchange: Exchange, *, takes_comments: bool = True, is_named: bool = False
) -> tuple[str, list[Block]]:
    """Return the message to somebody who signed up for future exchanges, or whom moderators named."""
    value = str(exchange.exchange_id)
    closes_at = exchange.closes_at
    if is_named:
        opened = texts("announcement.named_until", at=when(closes_at)) if closes_at else texts("announcement.named")
    else:
        opened = texts("announcement.invited_until", at=when(closes_at)) if closes_at else texts("announcement.invited")
    share = [comment_button(texts, value)] if takes_comments else []
    leave = button(
        texts("announcement.not_for_me.button"),
        action_id=NOT_FOR_ME,
        value=value,
        accessibility_label=texts("announcement.not_for_me.spoken"),
    )
    blocks = [
        section(opened),
        question_block(exchange.question),
        actions(*share, rate_button(texts, value), leave),
        context_block(anonymity_text(texts, exchange)),
    ]
    question = escape(exchange.question)
    if is_named:
        return texts("announcement.named_text", question=question), blocks
    return texts("announcement.invitation_text", question=question), blocks


def reminder(texts: Texts, exchange: Exchange, *, takes_comments: bool = True) -> tuple[str, list[Block]]:
    """Return the message that reminds somebody of an exchange; nothing in it depends on what they did."""
    value = str(exchange.exchange_id)
    closes_at = exchange.closes_at
    text = texts("announcement.reminder_until", at=when(closes_at)) if closes_at else texts("announcement.reminder")
    leave = button(
        texts("announcement.not_for_me.button"),
        action_id=NOT_FOR_ME,
        value=value,
        accessibility_label=texts("announcement.not_for_me.spoken"),
    )
    share = [comment_button(texts, value)] if takes_comments else []
    blocks = [section(text), question_block(exchange.question), actions(rate_button(texts, value), *share, leave)]
    return texts("announcement.reminder_text", question=escape(exchange.question)), blocks


def question_block(question: str) -> Block:
    """Return a question large: as a header, or where it is too long for one, bold."""
    return header(question) if len(question) <= _MAX_HEADER else section(f"*{escape(question)}*")


def comment_button(texts: Texts, value: str) -> Block:
    """Return the button that opens the form of a comment."""
    return button(
        texts("announcement.comment.button"),
        action_id=action_ids.SHARE_OPEN,
        value=value,
        style="primary",
        accessibility_label=texts("announcement.comment.spoken"),
    )


def rate_button(texts: Texts, value: str) -> Block:
    """Return the button that begins rating."""
    return button(
        texts("announcement.rate.button"),
        action_id=action_ids.RATE_START,
        value=value,
        accessibility_label=texts("announcement.rate.spoken"),
    )


def teaser(texts: Texts, background: str) -> str:
    """Return the beginning of the background, and where to read on."""
    if len(background) <= _MAX_TEASER:
        return linked(background)
    ends = [found.end() for found in _SENTENCE_END.finditer(background, 0, _MAX_TEASER + 1)]
    if ends and ends[-1] >= _MAX_TEASER // 2:
        begun, mark = background[: ends[-1]], ""
    else:
        begun, mark = background[: _MAX_TEASER + 1].rsplit(maxsplit=1)[0], " …"
        if len(begun) > _MAX_TEASER:  # one word without an end
            begun = begun[:_MAX_TEASER]
    return f"{linked(begun.rstrip())}{mark}\n_{texts('announcement.rest_of_background')}_"


def counts_line(texts: Texts, counts: PublicCounts, *, takes_comments: bool = True) -> str:
    """Return how many people, comments and ratings there are, as far as that is shown."""
    if counts.is_exact and not counts.comments:
        return texts("announcement.no_comment.ended")
    is_beginning = not (counts.people or counts.ratings) and counts.comments <= step_below(counts.seeds)
    if counts.is_exact or not takes_comments or not is_beginning:
        return " · ".join(count_texts(texts, counts))
    if counts.seeds:
        return texts("announcement.seeds_only", n=counts.seeds)
    return texts("announcement.no_comment.open")


def stars_line(texts: Texts, exchange: Exchange) -> str:
    """Return what a star says here, with its sign."""
    return f":star: {texts(f'stars.scale.{exchange.star_meaning}')}"
