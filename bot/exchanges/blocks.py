"""What Slack shows of an exchange: its announcement, its draft, the invitation, about and privacy."""

import re
from dataclasses import replace

from bot.domain.exchanges import STAR_MEANINGS, anonymity_text, open_until_text, star_meaning_text
from bot.domain.help_text import NONE, help_text_line
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    cut,
    divider,
    escape,
    header,
    modal,
    option,
    overflow,
    section,
    when,
)
from bot.slack.mrkdwn import linked
from storage.exchanges import Counts, Exchange

MORE = "host.more"  # overflow; value of a choice: WHAT|EXCHANGE
OPEN, EDIT, DELETE = "host.open", "host.edit", "host.delete"  # value: EXCHANGE
NOT_FOR_ME = "host.not_for_me"  # value: EXCHANGE
ABOUT = "about"
_HEADER_MOST = 150  # characters that Slack's header holds
_TEASER_MOST = 280  # characters of the background that the announcement shows
_SENTENCE_END = re.compile(r"[.!?]['\")”’]*(?=\s)")
_GROUPS_NAMED = 8
NO_COUNTS = Counts(0, 0, 0, 0)


def question_block(question: str) -> Block:
    """Return a question large: as a header, or where it is too long for one, bold."""
    return header(question) if len(question) <= _HEADER_MOST else section(f"*{escape(question)}*")


def announcement(exchange: Exchange, counts: Counts) -> tuple[str, list[Block]]:
    """Return the one message in the channel: text for notifications, and blocks."""
    value = str(exchange.exchange_id)
    more = overflow([option("About and privacy", f"{ABOUT}|{value}")], action_id=MORE)
    results = button("Results", action_id=action_ids.HOST_RESULTS, value=value)
    blocks = [question_block(exchange.question)]
    if exchange.background:
        blocks.append(section(teaser(exchange.background)))
    if not exchange.is_open:
        closed = f":checkered_flag: *Closed* {when(exchange.closed_at)}." if exchange.closed_at else "*Closed.*"
        blocks += [section(f"{closed} Thank you!\n{counts_line(counts, is_open=False)}"), actions(results, more)]
        return f"Closed: {escape(exchange.question)}", [*blocks, context_block(stars_line(exchange))]
    until = f"*{open_until_text(exchange)}*"
    blocks += [
        section(f":speech_balloon: {until}\n{counts_line(counts)}"),
        actions(
            button("Comment", action_id=action_ids.SHARE_OPEN, value=value, style="primary", spoken="Share a comment"),
            button("Rate", action_id=action_ids.RATE_START, value=value, spoken="Rate comments one at a time"),
            results,
            button("Five at a time", action_id=action_ids.RATE_SET, value=value, spoken="Rate comments five at a time"),
            more,
        ),
        context_block(f"{anonymity_text(exchange)}\n{stars_line(exchange)}"),
    ]
    return escape(exchange.question), blocks


def teaser(background: str) -> str:
    """Return the beginning of the background, and where to read on."""
    if len(background) <= _TEASER_MOST:
        return linked(background)
    ends = [found.end() for found in _SENTENCE_END.finditer(background, 0, _TEASER_MOST + 1)]
    if ends and ends[-1] >= _TEASER_MOST // 2:
        begun, mark = background[: ends[-1]], ""
    else:
        begun, mark = background[: _TEASER_MOST + 1].rsplit(maxsplit=1)[0], " …"
        if len(begun) > _TEASER_MOST:  # one word without an end
            begun = begun[:_TEASER_MOST]
    return f"{linked(begun.rstrip())}{mark}\n_The rest is in the menu with the three dots, under “About and privacy”._"


def counts_line(counts: Counts, *, is_open: bool = True) -> str:
    """Return how many people, comments and ratings there are."""
    if counts == NO_COUNTS:
        return ":seedling: No comment yet: be the first." if is_open else "No comment was shared."
    if is_open and not counts.people:
        return f":seedling: {_many(counts.comments, 'comment', 'comments')} to begin with: rate, and add your own."
    return (
        f"{_many(counts.people, 'person', 'people')} · {_many(counts.comments, 'comment', 'comments')} · "
        f"{_many(counts.ratings, 'rating', 'ratings')}"
    )


def stars_line(exchange: Exchange) -> str:
    """Return what a star says here, with its sign."""
    return f":star: {star_meaning_text(exchange)}, 1 to 5."


def draft_card(
    exchange: Exchange, seeds: int, *, command: str = "/exchange", warning: str = ""
) -> tuple[str, list[Block]]:
    """Return a draft: the announcement exactly as it will look, what is fixed at the opening, and the ways on.

    seeds: how many comments to begin with; warning: what keeps it from opening.
    """
    value = str(exchange.exchange_id)
    _, preview = announcement(replace(exchange, state="open"), Counts(0, seeds, 0, 0))
    channel = f"<#{exchange.channel_id}>" if exchange.channel_id else "no channel yet"
    blocks = [
        context_block(f":pencil2: *Draft* for {channel}, seen by you alone. This is how it will look:"),
        *preview,
        divider(),
        section("\n".join(f"• {line}" for line in draft_facts(exchange, seeds))),
        context_block("*Fixed at the opening:* all but the dates. Until then, *Edit* changes everything."),
    ]
    if warning or not exchange.channel_id:
        blocks.append(context_block(f":warning: {warning or 'Choose a channel with *Edit*, then it can open.'}"))
    row = [
        button("Open now", action_id=OPEN, value=value, style="primary", spoken="Open this exchange now"),
        button("Edit", action_id=EDIT, value=value, spoken="Edit this draft"),
        button(
            "Delete draft",
            action_id=DELETE,
            value=value,
            style="danger",
            confirm=confirm(
                "Delete this draft?",
                "Nobody but you will notice. It cannot be brought back.",
                yes="Delete",
                danger=True,
            ),
        ),
    ]
    blocks += [actions(*row), context_block(f"`{command} status {exchange.slug}` shows this card again.")]
    return f"Draft: {escape(exchange.question)}", blocks


def draft_facts(exchange: Exchange, seeds: int) -> list[str]:
    """Return what a draft will be, line by line."""
    opens = f"Opens by itself {when(exchange.opens_at)}" if exchange.opens_at else "Opens when you press *Open now*"
    closes = f"closes {when(exchange.closes_at)}" if exchange.closes_at else "stays open until you close it"
    first = (
        "A moderator looks at each comment before others see it" if reviewed(exchange) else "Comments appear at once"
    )
    reported = f"a reported one {'is hidden' if exchange.hides_reported else 'stays'} until a moderator has looked"
    last = f", the last {exchange.rating_only} % of the time for rating only" if exchange.closes_at else ""
    lines = [
        f"{opens}, {closes}{last if exchange.rating_only else ''}",
        f"Short name `{exchange.slug}`",
        f"Groups: {groups_line(exchange.groups)}{_small_groups(exchange)}",
        f"{first}; {reported}",
        f"Up to {exchange.comment_limit:,} characters a comment",
        help_text_line(exchange),
    ]
    if seeds:
        lines.append(f"{_plain_many(seeds, 'comment', 'comments')} to begin with, marked as such")
    return lines


def _small_groups(exchange: Exchange) -> str:
    """Return what is told of small groups; nothing where none are asked for."""
    if not exchange.groups:
        return ""
    counted = "every group is counted in full" if exchange.tells_groups else "smaller ones are counted together"
    return f" (figures from {exchange.smallest_group} people of a group on; {counted})"


def groups_line(groups: list[str]) -> str:
    """Return the groups by name, only the first where there are many."""
    if not groups:
        return "not asked"
    named = ", ".join(escape(cut(group, 40)) for group in groups[:_GROUPS_NAMED])
    rest = len(groups) - _GROUPS_NAMED
    return named + (f" and {rest} more" if rest > 0 else "")


def reviewed(exchange: Exchange) -> bool:
    """Say whether a moderator looks before a comment is live."""
    return exchange.moderation == "review"


def invitation(exchange: Exchange) -> tuple[str, list[Block]]:
    """Return the message to somebody who signed up for future exchanges."""
    value = str(exchange.exchange_id)
    until = f" until *{when(exchange.closes_at)}*" if exchange.closes_at else ""
    text = f"A new exchange is open: {escape(exchange.question)}"
    blocks = [
        section(f":wave: A new exchange is open{until}. You asked to hear of it."),
        question_block(exchange.question),
        actions(
            button("Comment", action_id=action_ids.SHARE_OPEN, value=value, style="primary", spoken="Share a comment"),
            button("Rate", action_id=action_ids.RATE_START, value=value, spoken="Rate comments"),
            button("Not for me", action_id=NOT_FOR_ME, value=value, spoken="Send me no more invitations"),
        ),
        context_block(anonymity_text(exchange)),
    ]
    return text, blocks


def about_modal(exchange: Exchange, moderators: str, command: str) -> Block:
    """Return what there is to know before taking part. moderators: a sentence that names them."""
    blocks = [question_block(exchange.question)]
    if exchange.background:
        background = linked(exchange.background)
        blocks.append(section(background if len(background) <= 3000 else teaser(exchange.background)))  # noqa: PLR2004
        blocks.append(divider())
    blocks += [section(f"*{title}*\n{text}") for title, text in about_lines(exchange, moderators, command)]
    return modal("About and privacy", blocks, close="Close")


def about_lines(exchange: Exchange, moderators: str, command: str) -> list[tuple[str, str]]:
    """Return about and privacy of one exchange, title and text each."""
    names = anonymity_text(exchange).partition(": ")[2]
    if exchange.names_hidden:
        names += " Beside a comment or rating lies a mark made with a secret key, no name and no Slack id."
    looked = (
        "A moderator looks at each comment before others see it."
        if reviewed(exchange)
        else "Comments appear at once. Anybody can report one: ⋯ on its card."
    )
    looked += (
        " A reported comment is hidden until a moderator has looked."
        if exchange.hides_reported
        else " A reported comment stays until a moderator has looked, unless somebody may be in danger."
    )
    lines = [
        (
            ":star: Stars",
            f"1 to 5: {STAR_MEANINGS[exchange.star_meaning]}. You rate what others wrote, never your own.",
        ),
        (":bust_in_silhouette: Names", names),
    ]
    if exchange.groups:
        groups = f"{groups_line(exchange.groups)}. Asked once, and you may leave it. Results never show a small group."
        lines.append((":busts_in_silhouette: Groups", groups))
    yours = (
        f"Up to {exchange.comment_limit:,} characters each, as many as you like. In my Home tab you edit and withdraw "
        "them, and change your stars, while the exchange is open."
    )
    lines += [
        (":shield: Moderation", f"{looked} {moderators}"),
        (":sos: Help", _help(exchange)),
        (":writing_hand: Your comments", yours),
        (
            ":wave: Stop",
            f"Whenever you like, nothing is needed for it. `{command} forget-me` erases what leads to you.",
        ),
    ]
    return lines


def _help(exchange: Exchange) -> str:
    """Return who can help when somebody may be in danger. A report of danger reaches every moderator at once."""
    words = escape(exchange.help_text) if exchange.help_text else f"No help text was written here ({NONE})."
    return (
        f"If a comment sounds as if somebody may be in danger, report it: ⋯ on its card. Moderators are told at once, "
        f"and never by whom. If it is urgent, call the emergency number of the place where you are.\n{words}"
    )


def _many(count: int, one: str, many: str) -> str:
    return f"*{count:,}* {one if count == 1 else many}"


def _plain_many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
