"""Reading a draft: from the form, or from one line behind `new`."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any, TypeVar

from bot.core.grammar import ParsedCommand
from bot.core.times import EVENING, parse_moment
from bot.domain.errors import UserError
from bot.exchanges import draft as fields
from bot.exchanges.draft import Draft
from bot.slack.blocks import state_of
from bot.slack.channels import is_channel, parse_channel
from bot.slack.errors import FormErrors, KindError, error_text, is_block_of
from bot.slack.mrkdwn import plain_words
from bot.texts import ENGLISH

SHOWN, HIDDEN = "shown", "hidden"
REVIEW, OPEN = "review", "open"
STAYS, HIDES = "stays", "hides"
TOGETHER, IN_FULL = "together", "full"
MORNING = time(9)

Value = TypeVar("Value")

_EXAMPLE = 'new "What keeps us safe at school?" --close="fri 17:00"'


def from_form(body: dict[str, Any], *, zone: str, now: datetime) -> Draft:
    """Return the draft that was written in the form. Raises FormErrors with everything that is wrong.

    zone: of who wrote it; now: aware.
    """
    values = (body.get("view") or {}).get("state", {}).get("values") or {}
    wrong: dict[str, str] = {}

    def read(field: str) -> Any:
        place = next((block_id for block_id in values if is_block_of(str(block_id), field)), field)
        return state_of(body, place, field)

    def checked(field: str, reading: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return reading()
        except UserError as error:
            wrong.setdefault(error.block_id or field, error_text(ENGLISH, error))
            return otherwise

    opens_at = checked(fields.OPENS, lambda: moment(read(fields.OPENS)), None)
    closes_at = checked(fields.CLOSES, lambda: moment(read(fields.CLOSES)), None)
    checked(fields.OPENS, lambda: fields.check_dates(opens_at, None, now), None)
    checked(
        fields.CLOSES, lambda: fields.check_dates(None if fields.OPENS in wrong else opens_at, closes_at, now), None
    )
    limit = checked(
        fields.LIMIT_FIELD, lambda: fields.parse_limit(str(read(fields.LIMIT_FIELD) or fields.LIMIT)), fields.LIMIT_MOST
    )
    channel_id = read(fields.CHANNEL)
    if channel_id and not is_channel(channel_id):
        wrong[fields.CHANNEL] = "Please choose a channel: an exchange is announced to many."
    draft = Draft(
        question=checked(fields.QUESTION, lambda: fields.parse_question(read(fields.QUESTION) or ""), ""),
        background=checked(fields.BACKGROUND, lambda: fields.parse_background(read(fields.BACKGROUND) or ""), ""),
        star_meaning=checked(fields.STARS, lambda: fields.parse_star_meaning(read(fields.STARS) or ""), ""),
        groups=checked(fields.GROUPS, lambda: fields.parse_groups((read(fields.GROUPS) or "").split("\n")), ()),
        names_hidden=read(fields.NAMES) != SHOWN,
        moderation=REVIEW if read(fields.MODERATION) == REVIEW else OPEN,
        hides_reported=read(fields.REPORTED) == HIDES,
        comment_limit=limit,
        channel_id=channel_id,
        opens_at=opens_at,
        closes_at=closes_at,
        slug=checked(fields.SLUG, lambda: fields.parse_slug(read(fields.SLUG) or ""), ""),
        seeds=checked(fields.SEEDS, lambda: fields.parse_seeds(read(fields.SEEDS) or "", limit), ()),
        zone=zone,
        rating_only=checked(
            fields.RATE_LAST, lambda: fields.parse_rating_only(str(read(fields.RATE_LAST) or fields.RATING_ONLY)), 0
        ),
        smallest_group=checked(
            fields.SMALLEST, lambda: fields.parse_min_group_size(str(read(fields.SMALLEST) or fields.SMALLEST_GROUP)), 0
        ),
        tells_groups=read(fields.TELLS) == IN_FULL,
        help_text=fields.parse_help_text(read(fields.HELP_TEXT) or ""),
    )
    if wrong:
        raise FormErrors(wrong)
    return draft


def from_line(
    order: ParsedCommand, *, command: str, here: str, zone: str, now: datetime, locale: str | None = None
) -> tuple[Draft, bool]:
    """Return the draft of a line, and whether it shall open now. Raises KindError.

    here: the channel of the command, which the exchange is for unless another is named.
    """
    if len(order.words) != 1 or not order.words[0].is_quoted:
        raise KindError(f"Please put the question in quotes: `{command} {_EXAMPLE}`.")
    flags = order.flags
    names = flags.get("names", HIDDEN)
    if names not in {SHOWN, HIDDEN}:
        raise KindError("Names are `--names=hidden` or `--names=shown`.")
    opens_at = when(flags["open"], zone=zone, now=now, locale=locale, default=MORNING) if "open" in flags else None
    closes_at = when(flags["close"], zone=zone, now=now, locale=locale) if "close" in flags else None
    opens_now = opens_at is not None and opens_at <= now
    if opens_now:
        opens_at = None
    fields.check_dates(opens_at, closes_at, now)
    channel_id = parse_channel(flags["channel"], here=here) if "channel" in flags else here
    draft = Draft(
        question=fields.parse_question(plain_words(order.text)),
        background=fields.parse_background(plain_words(flags.get("background", ""))),
        star_meaning=fields.parse_star_meaning(flags.get("stars", "important").lower()),
        groups=fields.parse_groups(plain_words(flags.get("groups", "")).split(",")),
        names_hidden=names == HIDDEN,
        moderation=REVIEW if "review" in flags else OPEN,
        hides_reported="hide-reported" in flags,
        comment_limit=fields.parse_limit(flags.get("limit", str(fields.LIMIT))),
        channel_id=channel_id if is_channel(channel_id) else None,
        opens_at=opens_at,
        closes_at=closes_at,
        slug=fields.parse_slug(flags.get("slug", "")),
        zone=zone,
        rating_only=fields.parse_rating_only(flags.get("rate-last", str(fields.RATING_ONLY))),
        smallest_group=fields.parse_min_group_size(flags.get("smallest-group", str(fields.SMALLEST_GROUP))),
        tells_groups="tell-groups" in flags,
        help_text=fields.parse_help_text(plain_words(flags.get("help-text", ""))),
    )
    return draft, opens_now


def when(text: str, *, zone: str, now: datetime, locale: str | None = None, default: time | None = None) -> datetime:
    """Return the moment that a moderator wrote. Raises InputError."""
    return parse_moment(text, zone=zone, now=now, default=default or EVENING, locale=locale)


def moment(unix: Any) -> datetime | None:
    """Return the moment that was chosen in a field, None when none was. Raises KindError for what is none."""
    try:
        return datetime.fromtimestamp(int(unix), UTC) if unix else None
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise KindError("I cannot read this time. Please choose it again.") from error
