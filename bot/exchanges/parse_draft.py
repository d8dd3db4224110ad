"""Reading a draft: from the form, or from one line behind `new`."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any, TypeVar

from bot.core.grammar import ParsedCommand
from bot.core.times import EVENING, parse_moment
from bot.domain.errors import FormError, UserError
from bot.exchanges import draft as fields
from bot.exchanges.draft import Draft
from bot.slack.blocks import state_of
from bot.slack.channels import is_channel, parse_channel
from bot.slack.errors import is_block_of
from bot.slack.mrkdwn import plain_words
from bot.texts import language_of

SHOWN, HIDDEN = "shown", "hidden"
PRE, POST = "pre", "post"
STAYS, HIDES = "stays", "hides"
TOGETHER, IN_FULL = "together", "full"
MORNING = time(9)

Value = TypeVar("Value")


def from_form(body: dict[str, Any], *, zone: str, now: datetime, language: str) -> Draft:
    """Return the draft that was written in the form. Raises FormError with everything that is wrong.

    zone: of who wrote it; now: aware; language: of who wrote it, where the form has no choice of it.
    """
    values = (body.get("view") or {}).get("state", {}).get("values") or {}
    wrong: dict[str, UserError] = {}

    def read(field: str) -> Any:
        block = next((block_id for block_id in values if is_block_of(str(block_id), field)), field)
        return state_of(body, block, field)

    def check(field: str, parse: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return parse()
        except UserError as error:
            wrong.setdefault(error.block_id or field, error)
            return otherwise

    opens_at = check(fields.OPENS, lambda: parse_moment_field(read(fields.OPENS)), None)
    closes_at = check(fields.CLOSES, lambda: parse_moment_field(read(fields.CLOSES)), None)
    check(fields.OPENS, lambda: fields.check_dates(opens_at, None, now), None)
    check(fields.CLOSES, lambda: fields.check_dates(None if fields.OPENS in wrong else opens_at, closes_at, now), None)
    limit = check(
        fields.LIMIT_FIELD, lambda: fields.parse_limit(str(read(fields.LIMIT_FIELD) or fields.LIMIT)), fields.MAX_LIMIT
    )
    channel_id = read(fields.CHANNEL)
    if channel_id and not is_channel(channel_id):
        wrong[fields.CHANNEL] = UserError("draft.channel_kind")
    draft = Draft(
        question=check(fields.QUESTION, lambda: fields.parse_question(read(fields.QUESTION) or ""), ""),
        background=check(fields.BACKGROUND, lambda: fields.parse_background(read(fields.BACKGROUND) or ""), ""),
        star_meaning=check(fields.STARS, lambda: fields.parse_star_meaning(read(fields.STARS) or ""), ""),
        groups=check(fields.GROUPS, lambda: fields.parse_groups((read(fields.GROUPS) or "").split("\n")), ()),
        is_anonymous=read(fields.NAMES) != SHOWN,
        moderation=PRE if read(fields.MODERATION) == PRE else POST,
        hides_reported=read(fields.REPORTED) == HIDES,
        comment_limit=limit,
        channel_id=channel_id,
        opens_at=opens_at,
        closes_at=closes_at,
        slug=check(fields.SLUG, lambda: fields.parse_slug(read(fields.SLUG) or ""), ""),
        seeds=check(fields.SEEDS, lambda: fields.parse_seeds(read(fields.SEEDS) or "", limit), ()),
        zone=zone,
        rating_only=check(
            fields.RATE_LAST, lambda: fields.parse_rating_only(str(read(fields.RATE_LAST) or fields.RATING_ONLY)), 0
        ),
        min_group_size=check(
            fields.SMALLEST, lambda: fields.parse_min_group_size(str(read(fields.SMALLEST) or fields.SMALLEST_GROUP)), 0
        ),
        publishes_group_sizes=read(fields.TELLS) == IN_FULL,
        help_text=check(fields.HELP_TEXT, lambda: fields.parse_help_text(read(fields.HELP_TEXT) or ""), ""),
        language=check(
            fields.LANGUAGE, lambda: fields.parse_language(str(read(fields.LANGUAGE) or language)), language
        ),
    )
    if wrong:
        raise FormError(wrong)
    return draft


def from_line(
    parsed: ParsedCommand, *, command: str, here: str, zone: str, now: datetime, locale: str | None = None
) -> tuple[Draft, bool]:
    """Return the draft of a line, and whether it shall open now. Raises UserError.

    here: the channel of the command, which the exchange is for unless another is named.
    """
    if len(parsed.words) != 1 or not parsed.words[0].is_quoted:
        raise UserError("draft.question_quotes", command=command)
    flags = parsed.flags
    names = flags.get("names", HIDDEN)
    if names not in {SHOWN, HIDDEN}:
        raise UserError("draft.names_unknown")
    opens_at = (
        parse_when(flags["open"], zone=zone, now=now, locale=locale, default=MORNING) if "open" in flags else None
    )
    closes_at = parse_when(flags["close"], zone=zone, now=now, locale=locale) if "close" in flags else None
    opens_now = opens_at is not None and opens_at <= now
    if opens_now:
        opens_at = None
    fields.check_dates(opens_at, closes_at, now)
    channel_id = parse_channel(flags["channel"], here=here) if "channel" in flags else here
    draft = Draft(
        question=fields.parse_question(plain_words(parsed.text)),
        background=fields.parse_background(plain_words(flags.get("background", ""))),
        star_meaning=fields.parse_star_meaning(flags.get("stars", "important").lower()),
        groups=fields.parse_groups(plain_words(flags.get("groups", "")).split(",")),
        is_anonymous=names == HIDDEN,
        moderation=PRE if "review" in flags else POST,
        hides_reported="hide-reported" in flags,
        comment_limit=fields.parse_limit(flags.get("limit", str(fields.LIMIT))),
        channel_id=channel_id if is_channel(channel_id) else None,
        opens_at=opens_at,
        closes_at=closes_at,
        slug=fields.parse_slug(flags.get("slug", "")),
        zone=zone,
        rating_only=fields.parse_rating_only(flags.get("rate-last", str(fields.RATING_ONLY))),
        min_group_size=fields.parse_min_group_size(flags.get("smallest-group", str(fields.SMALLEST_GROUP))),
        publishes_group_sizes="tell-groups" in flags,
        help_text=fields.parse_help_text(plain_words(flags.get("help-text", ""))),
        language=fields.parse_language(flags.get("language") or language_of(locale)),
    )
    return draft, opens_now


def parse_when(
    text: str, *, zone: str, now: datetime, locale: str | None = None, default: time | None = None
) -> datetime:
    """Return the moment that a moderator wrote. Raises InputError."""
    return parse_moment(text, zone=zone, now=now, default=default or EVENING, locale=locale)


def parse_moment_field(unix: Any) -> datetime | None:
    """Return the moment that was chosen in a field, None when none was. Raises UserError for what is none."""
    try:
        return datetime.fromtimestamp(int(unix), UTC) if unix else None
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise UserError("draft.time_unreadable") from error
