"""What an exchange is made of while it is a draft: read and checked, wherever it was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.core.command_words import flag_value_of
from bot.core.slug_rules import MAX_SLUG
from bot.core.slugs import tidy_slug
from bot.core.words import fold
from bot.domain.errors import UserError
from bot.domain.exchanges import STAR_MEANINGS
from bot.slack.mrkdwn import in_sentence, one_line, tidy
from bot.texts import LANGUAGES, texts_for

MAX_QUESTION = 300  # characters
MAX_BACKGROUND = 3000
MAX_HELP_TEXT = 1000
MAX_GROUP = 75
MAX_FIELD = 3000  # what a field of Slack's takes
MAX_GROUPS = 99  # and "rather not say" makes a hundred, all that a menu holds
MAX_SEEDS = 30
MIN_LIMIT, MAX_LIMIT, LIMIT = 20, 3000, 1000  # characters of a comment
RATING_ONLY, MAX_RATING_ONLY = 10, 50  # percent of the time
SMALLEST_GROUP, MIN_SMALLEST_GROUP, MAX_SMALLEST_GROUP = 5, 3, 50  # people
_SHORTEST = timedelta(minutes=5)  # between opening and close
_REST = {fold(texts_for(language)("exchange.group_rest.option")) for language in LANGUAGES}
_NOBODY = "none"  # as a help text
_MARK = 8  # hexadecimal digits of a field's mark

# The fields of the form; a complaint about one is shown at it.
QUESTION, BACKGROUND, STARS, GROUPS = "host.question", "host.background", "host.stars", "host.groups"
NAMES, MODERATION, REPORTED, LIMIT_FIELD = "host.names", "host.moderation", "host.reported", "host.limit"
RATE_LAST, SMALLEST, TELLS, HELP_TEXT = "host.rate_last", "host.smallest", "host.tells", "host.help_text"
CHANNEL, OPENS, CLOSES, SLUG, SEEDS = "host.channel", "host.opens", "host.closes", "host.slug", "host.seeds"
LANGUAGE = "host.language"
FIELDS = {
    "question": QUESTION,
    "channel_id": CHANNEL,
    "closes_at": CLOSES,
    "background": BACKGROUND,
    "star_meaning": STARS,
    "groups": GROUPS,
    "is_anonymous": NAMES,
    "moderation": MODERATION,
    "hides_reported": REPORTED,
    "help_text": HELP_TEXT,
    "rating_only": RATE_LAST,
    "min_group_size": SMALLEST,
    "publishes_group_sizes": TELLS,
    "comment_limit": LIMIT_FIELD,
    "opens_at": OPENS,
    "language": LANGUAGE,
    "slug": SLUG,
    "seeds": SEEDS,
}
"""The field of each part of a draft, in the order of the form. Their labels: `draft_form.ftl`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An exchange as it was written, checked. slug: "" asks for one made from the question. Times are aware UTC.

    language: of what is posted in channels: en, es.
    """

    question: str
    background: str = ""
    star_meaning: str = "important"
    groups: tuple[str, ...] = ()
    is_anonymous: bool = True
    moderation: str = "post"
    hides_reported: bool = False
    comment_limit: int = LIMIT
    channel_id: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    slug: str = ""
    seeds: tuple[str, ...] = ()
    zone: str = "UTC"
    rating_only: int = RATING_ONLY
    min_group_size: int = SMALLEST_GROUP
    publishes_group_sizes: bool = False
    help_text: str = ""
    language: str = "en"

    def marks(self) -> dict[str, str]:
        """Return a mark of each field, to tell whether it changed; none of the zone, which comes with the writer."""
        names = [name for name in self.__dataclass_fields__ if name != "zone"]
        return {name: sha256(repr(getattr(self, name)).encode()).hexdigest()[:_MARK] for name in names}

    def columns(self) -> dict[str, Any]:
        """Return what is stored of it with the exchange; its slug and its comments to begin with are stored apart."""
        names = [name for name in self.__dataclass_fields__ if name not in {"slug", "seeds"}]
        return {name: getattr(self, name) for name in names} | {"groups": list(self.groups)}


def parse_question(text: str) -> str:
    """Return the question as one line. Raises UserError."""
    question = one_line(text)
    if not question:
        raise UserError("draft.question_missing", block_id=QUESTION)
    _require_length("question", question, MAX_QUESTION, QUESTION)
    return question


def parse_background(text: str) -> str:
    """Return the background. Raises UserError."""
    background = tidy(text)
    _require_length("background", background, MAX_BACKGROUND, BACKGROUND)
    return background


def parse_help_text(text: str) -> str:
    """Return whom people can turn to when somebody may be in danger, "" for nobody by name. Raises UserError."""
    help_text = tidy(text)
    _require_length("help_text", help_text, MAX_HELP_TEXT, HELP_TEXT)
    return "" if flag_value_of("help-text", help_text.lower().strip(". ")) == _NOBODY else help_text


def parse_star_meaning(text: str) -> str:
    """Return what a star means. Raises UserError."""
    if text not in STAR_MEANINGS:
        raise UserError("draft.stars_unknown", block_id=STARS)
    return text


def parse_language(text: str) -> str:
    """Return the language of what is posted in channels. Raises UserError."""
    if text not in LANGUAGES:
        raise UserError("draft.language_unknown", block_id=LANGUAGE)
    return text


def parse_groups(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the groups, empty lines left out. Raises UserError."""
    groups = [group for group in map(one_line, lines) if group]
    for group in groups:
        _require_length("group", group, MAX_GROUP, GROUPS)
        if fold(group) in _REST:
            raise UserError("draft.group_rest", group=in_sentence(group), block_id=GROUPS)
    twice = [group for index, group in enumerate(groups) if group.lower() in {each.lower() for each in groups[:index]}]
    if twice:
        raise UserError("draft.group_twice", group=in_sentence(twice[0]), block_id=GROUPS)
    if len(groups) == 1:
        raise UserError("draft.one_group", block_id=GROUPS)
    if len(groups) > MAX_GROUPS:
        raise UserError("draft.too_many.groups", n=len(groups), most=MAX_GROUPS, block_id=GROUPS)
    _require_length("groups", "\n".join(groups), MAX_FIELD, GROUPS)
    return tuple(groups)


def parse_limit(text: str) -> int:
    """Return how many characters a comment may have. Raises UserError."""
    found = _number(text, MIN_LIMIT, MAX_LIMIT)
    if found is None:
        raise UserError("draft.range.comment_limit", least=MIN_LIMIT, most=MAX_LIMIT, block_id=LIMIT_FIELD)
    return found


def parse_rating_only(text: str) -> int:
    """Return in how much of the time, the last of it, people only rate, in percent. Raises UserError."""
    found = _number(text.strip().removesuffix("%"), 0, MAX_RATING_ONLY)
    if found is None:
        raise UserError("draft.range.rating_only", least=0, most=MAX_RATING_ONLY, block_id=RATE_LAST)
    return found


def parse_min_group_size(text: str) -> int:
    """Return how many people a group needs at least for its numbers to be shown. Raises UserError."""
    found = _number(text, MIN_SMALLEST_GROUP, MAX_SMALLEST_GROUP)
    if found is None:
        raise UserError(
            "draft.range.min_group_size", least=MIN_SMALLEST_GROUP, most=MAX_SMALLEST_GROUP, block_id=SMALLEST
        )
    return found


def parse_slug(text: str) -> str:
    """Return the short name, "" when one shall be made. Raises UserError."""
    if not text.strip():
        return ""
    slug = tidy_slug(text)
    if not slug or len(text.strip()) > MAX_SLUG:
        raise UserError("draft.slug_form", most=MAX_SLUG, block_id=SLUG)
    return slug


def parse_seeds(text: str, limit: int) -> tuple[str, ...]:
    """Return the comments to begin with, one a line, each once. Raises UserError."""
    seeds = list(dict.fromkeys(line for line in map(one_line, text.split("\n")) if line))
    if len(seeds) > MAX_SEEDS:
        raise UserError("draft.too_many.seeds", n=len(seeds), most=MAX_SEEDS, block_id=SEEDS)
    for seed in seeds:
        _require_length("seed", seed, limit, SEEDS)
    return tuple(seeds)


def check_dates(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> None:
    """Raise UserError for dates that are past or do not fit each other."""
    if opens_at is not None and opens_at <= now:
        raise UserError("draft.opens_past", block_id=OPENS)
    if closes_at is None:
        return
    if closes_at <= now:
        raise UserError("draft.closes_past", block_id=CLOSES)
    if closes_at < (opens_at or now) + _SHORTEST:
        raise UserError("draft.too_short", block_id=CLOSES)


def _number(text: str, least: int, most: int) -> int | None:
    digits = text.strip()
    is_number = digits.isdecimal() and digits.isascii() and len(digits) < 6  # noqa: PLR2004 - far above any limit
    return int(digits) if is_number and least <= int(digits) <= most else None


def _require_length(what: str, text: str, most: int, block_id: str) -> None:
    if len(text) > most:
        raise UserError(f"draft.too_long.{what}", n=len(text), most=most, over=len(text) - most, block_id=block_id)
