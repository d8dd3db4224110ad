"""What an exchange is made of while it is a draft: read and checked, wherever it was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.core.slug_rules import MAX_SLUG
from bot.core.slugs import tidy_slug
from bot.domain.exchanges import STAR_MEANINGS
from bot.slack.errors import KindError
from bot.slack.mrkdwn import in_sentence, one_line, tidy

MAX_QUESTION = 300  # characters
MAX_BACKGROUND = 3000
MAX_HELP_TEXT = 1000
MAX_GROUP = 75
MAX_FIELD = 3000  # what a field of Slack's takes
MAX_GROUPS = 99  # and "rather not say" makes a hundred, all that a menu holds
MAX_SEEDS = 30
LIMIT_LEAST, LIMIT_MOST, LIMIT = 20, 3000, 1000
RATING_ONLY, RATING_ONLY_MOST = 10, 50  # percent of the time
SMALLEST_GROUP, SMALLEST_LEAST, SMALLEST_MOST = 5, 3, 50  # people
_SHORTEST = timedelta(minutes=5)  # between opening and close
_REST = "rather not say"
_MARK = 8  # hexadecimal digits of a field's mark

# The fields of the form; a complaint about one is shown at it.
QUESTION, BACKGROUND, STARS, GROUPS = "host.question", "host.background", "host.stars", "host.groups"
NAMES, MODERATION, REPORTED, LIMIT_FIELD = "host.names", "host.moderation", "host.reported", "host.limit"
RATE_LAST, SMALLEST, TELLS, HELP_TEXT = "host.rate_last", "host.smallest", "host.tells", "host.help_text"
CHANNEL, OPENS, CLOSES, SLUG, SEEDS = "host.channel", "host.opens", "host.closes", "host.slug", "host.seeds"
FIELDS = {
    "question": ("Your question", QUESTION),
    "channel_id": ("Channel", CHANNEL),
    "closes_at": ("Closes", CLOSES),
    "background": ("Background", BACKGROUND),
    "star_meaning": ("What do stars mean?", STARS),
    "groups": ("Groups", GROUPS),
    "names_hidden": ("Names", NAMES),
    "moderation": ("New comments", MODERATION),
    "hides_reported": ("Reported comments", REPORTED),
    "help_text": ("If somebody may be in danger: who can help", HELP_TEXT),
    "rating_only": ("Sharing closes", RATE_LAST),
    "smallest_group": ("Figures of a group need at least", SMALLEST),
    "tells_groups": ("How many of each group took part", TELLS),
    "comment_limit": ("Longest comment, in characters", LIMIT_FIELD),
    "opens_at": ("Opens", OPENS),
    "slug": ("Short name", SLUG),
    "seeds": ("Comments to begin with", SEEDS),
}
"""The label and the field of each part of a draft, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An exchange as it was written, checked. slug: "" asks for one made from the question. Times are aware UTC."""

    question: str
    background: str = ""
    star_meaning: str = "important"
    groups: tuple[str, ...] = ()
    names_hidden: bool = True
    moderation: str = "open"
    hides_reported: bool = False
    comment_limit: int = LIMIT
    channel_id: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    slug: str = ""
    seeds: tuple[str, ...] = ()
    zone: str = "UTC"
    rating_only: int = RATING_ONLY
    smallest_group: int = SMALLEST_GROUP
    tells_groups: bool = False
    help_text: str = ""

    def marks(self) -> dict[str, str]:
        """Return a mark of each field, to tell whether it changed; none of the zone, which comes with the writer."""
        names = [name for name in self.__dataclass_fields__ if name != "zone"]
        return {name: sha256(repr(getattr(self, name)).encode()).hexdigest()[:_MARK] for name in names}

    def columns(self) -> dict[str, Any]:
        """Return what is kept of it with the exchange; its slug and its comments to begin with are kept apart."""
        names = [name for name in self.__dataclass_fields__ if name not in {"slug", "seeds"}]
        return {name: getattr(self, name) for name in names} | {"groups": list(self.groups)}


def parse_question(text: str) -> str:
    """Return the question as one line. Raises KindError."""
    question = one_line(text)
    if not question:
        raise KindError("Please write the question.", block_id=QUESTION)
    _fits(question, MAX_QUESTION, "The question", QUESTION)
    return question


def parse_background(text: str) -> str:
    """Return the background. Raises KindError."""
    background = tidy(text)
    _fits(background, MAX_BACKGROUND, "The background", BACKGROUND)
    return background


def parse_help_text(text: str) -> str:
    """Return whom people can turn to when somebody may be in danger, "" for nobody by name. Raises KindError."""
    help_text = tidy(text)
    _fits(help_text, MAX_HELP_TEXT, "The help text", HELP_TEXT)
    return "" if help_text.lower().strip(". ") == "none" else help_text


def parse_star_meaning(text: str) -> str:
    """Return what a star means. Raises KindError."""
    if text not in STAR_MEANINGS:
        listed = ", ".join(f"`{each}`" for each in STAR_MEANINGS)
        raise KindError(f"A star can mean {listed}. Please choose one.", block_id=STARS)
    return text


def parse_groups(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the groups, empty lines left out. Raises KindError."""
    groups = [group for group in map(one_line, lines) if group]
    for group in groups:
        _fits(group, MAX_GROUP, "A group", GROUPS)
        if group.lower() == _REST:
            raise KindError("“Rather not say” is offered by itself: please leave it out.", block_id=GROUPS)
    twice = [group for place, group in enumerate(groups) if group.lower() in {each.lower() for each in groups[:place]}]
    if twice:
        raise KindError(f"The group “{in_sentence(twice[0])}” stands there twice.", block_id=GROUPS)
    if len(groups) == 1:
        raise KindError("One group is no choice: please name two or more, or none.", block_id=GROUPS)
    if len(groups) > MAX_GROUPS:
        raise KindError(f"These are {len(groups)} groups, and a menu holds {MAX_GROUPS}.", block_id=GROUPS)
    _fits("\n".join(groups), MAX_FIELD, "The list of groups", GROUPS)
    return tuple(groups)


def parse_limit(text: str) -> int:
    """Return how many characters a comment may have. Raises KindError."""
    found = _number(text, LIMIT_LEAST, LIMIT_MOST)
    if found is None:
        raise KindError(
            f"A comment may have {LIMIT_LEAST} to {LIMIT_MOST:,} characters: please write a number between them.",
            block_id=LIMIT_FIELD,
        )
    return found


def parse_rating_only(text: str) -> int:
    """Return in how much of the time, the last of it, people only rate, in percent. Raises KindError."""
    found = _number(text.strip().removesuffix("%"), 0, RATING_ONLY_MOST)
    if found is None:
        raise KindError(
            f"The last part of the time, in which people only rate, is 0 to {RATING_ONLY_MOST} percent of it.",
            block_id=RATE_LAST,
        )
    return found


def parse_min_group_size(text: str) -> int:
    """Return of how many people a group's figures are told at least. Raises KindError."""
    found = _number(text, SMALLEST_LEAST, SMALLEST_MOST)
    if found is None:
        raise KindError(
            f"The smallest group that figures are told of has {SMALLEST_LEAST} to {SMALLEST_MOST} people.",
            block_id=SMALLEST,
        )
    return found


def parse_slug(text: str) -> str:
    """Return the short name, "" when one shall be made. Raises KindError."""
    if not text.strip():
        return ""
    slug = tidy_slug(text)
    if not slug or len(text.strip()) > MAX_SLUG:
        raise KindError(
            f"A short name has letters, digits and hyphens, {MAX_SLUG} characters at most, and is no time or day: "
            "for example `sro-contract`.",
            block_id=SLUG,
        )
    return slug


def parse_seeds(text: str, limit: int) -> tuple[str, ...]:
    """Return the comments to begin with, one a line, each once. Raises KindError."""
    seeds = list(dict.fromkeys(line for line in map(one_line, text.split("\n")) if line))
    if len(seeds) > MAX_SEEDS:
        raise KindError(
            f"These are {len(seeds)} comments, and an exchange begins with {MAX_SEEDS} at most.", block_id=SEEDS
        )
    for seed in seeds:
        _fits(seed, limit, "A comment to begin with", SEEDS)
    return tuple(seeds)


def check_dates(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> None:
    """Raise KindError for dates that are past or do not fit each other."""
    if opens_at is not None and opens_at <= now:
        raise KindError("This time to open is past. Leave it empty to open by hand.", block_id=OPENS)
    if closes_at is None:
        return
    if closes_at <= now:
        raise KindError("This time to close is past. Please choose a later one.", block_id=CLOSES)
    if closes_at < (opens_at or now) + _SHORTEST:
        raise KindError("It would close before anybody can answer. Please choose a later time.", block_id=CLOSES)


def _number(text: str, least: int, most: int) -> int | None:
    digits = text.strip()
    is_number = digits.isdecimal() and digits.isascii() and len(digits) < 6  # noqa: PLR2004 - far above any limit
    return int(digits) if is_number and least <= int(digits) <= most else None


def _fits(text: str, most: int, what: str, block_id: str) -> None:
    if len(text) > most:
        raise KindError(
            f"{what} has {len(text):,} characters, and {most:,} fit. Please shorten it by {len(text) - most:,}.",
            block_id=block_id,
        )
