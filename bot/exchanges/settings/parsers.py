"""Parsers of settings that are words, and what has to fit together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.flags import Flag
from bot.core.slug_rules import MAX_SLUG
from bot.core.slugs import tidy_slug
from bot.core.words import fold
from bot.domain.errors import UserError
from bot.domain.questions import read_question
from bot.exchanges.settings.setting import Values
from bot.slack.mrkdwn import in_sentence, one_line, tidy
from bot.texts import LANGUAGES, texts_for
from storage.participant_record import MAX_QUESTIONS

MAX_QUESTION = 300  # characters
MAX_BACKGROUND = 3000
MAX_HELP_TEXT = 1000
MAX_POLICY = 2000
MAX_GROUP = 75
MAX_FIELD = 3000  # what a field of Slack's takes
MAX_SHORT_QUESTION = 150
MAX_ANSWERS = 8  # of a short question
MAX_GROUPS = 99  # and "rather not say" makes a hundred, all that a menu holds
MAX_SEEDS = 100
MAX_SEED_FIELDS = 40  # of a form, which has a hundred blocks at most
MIN_LIMIT, MAX_LIMIT = 20, 3000  # characters of a comment
OPENS, CLOSES = "exchanges.opens", "exchanges.closes"  # fields
_SHORTEST = timedelta(minutes=5)  # between opening and close
_REST = {fold(texts_for(language)("exchange.group_rest.option")) for language in LANGUAGES}
_NOBODY = "none"  # as a help text, and as groups

GROUPS_FLAG = Flag("groups", ("grupos",), values={_NOBODY: ("ninguno",)}, sample="…")
HELP_TEXT_FLAG = Flag("help-text", ("texto-de-ayuda",), values={_NOBODY: ("ninguno", "nadie")}, sample="…")


def parse_question(text: str) -> str:
    """Return the question as one line. Raises UserError."""
    question = one_line(text)
    if not question:
        raise UserError("draft.question_missing")
    return _require_length("question", question, MAX_QUESTION)


def parse_background(text: str) -> str:
    """Return the background. Raises UserError."""
    return _require_length("background", tidy(text), MAX_BACKGROUND)


def parse_policy(text: str) -> str:
    """Return what may be written, in the exchange's own words or as a link; "" for what is usual. Raises UserError."""
    return _require_length("policy", tidy(text), MAX_POLICY)


def parse_help_text(text: str) -> str:
    """Return whom people can turn to when somebody may be in danger, "" for nobody by name. Raises UserError."""
    help_text = _require_length("help_text", tidy(text), MAX_HELP_TEXT)
    return "" if HELP_TEXT_FLAG.value_of(help_text.lower().strip(". ")) == _NOBODY else help_text


def parse_groups(groups: Sequence[str]) -> tuple[str, ...]:
    """Return the groups: one a line, or all in one line with commas between; none for the word. Raises UserError."""
    if len(groups) == 1:
        groups = [each.strip() for each in groups[0].split(",") if each.strip()]
    if len(groups) == 1 and GROUPS_FLAG.value_of(groups[0].strip(". ")) == _NOBODY:
        return ()
    for group in groups:
        _require_length("group", group, MAX_GROUP)
        if fold(group) in _REST:
            raise UserError("draft.group_rest", group=in_sentence(group))
    twice = [group for index, group in enumerate(groups) if group.lower() in {each.lower() for each in groups[:index]}]
    if twice:
        raise UserError("draft.group_twice", group=in_sentence(twice[0]))
    if len(groups) == 1:
        raise UserError("draft.one_group")
    if len(groups) > MAX_GROUPS:
        raise UserError("draft.too_many.groups", n=len(groups), max=MAX_GROUPS)
    _require_length("groups", "\n".join(groups), MAX_FIELD)
    return tuple(groups)


def parse_questions(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the short questions, each with its options behind it and | between; without options: agreement.

    Raises UserError.
    """
    if len(lines) > MAX_QUESTIONS:
        raise UserError("draft.too_many.questions", n=len(lines), max=MAX_QUESTIONS)
    kept = []
    for line in lines:
        found = read_question(line)
        _require_length("short_question", found.text, MAX_SHORT_QUESTION)
        options = () if found.is_scale else found.options
        for each in options:
            _require_length("short_answer", each, MAX_GROUP)
        is_choice = found.is_scale or len({fold(each) for each in options}) == len(options)
        if not found.text or not is_choice or len(options) == 1 or len(options) > MAX_ANSWERS:
            raise UserError("draft.short_question_form", question=in_sentence(found.text), max=MAX_ANSWERS)
        kept.append(" | ".join((found.text, *options)))
    return tuple(kept)


def parse_slug(text: str) -> str:
    """Return the short name, "" when one shall be made. Raises UserError."""
    if not text.strip():
        return ""
    slug = tidy_slug(text)
    if not slug or len(text.strip()) > MAX_SLUG:
        raise UserError("draft.slug_form", max=MAX_SLUG)
    return slug


def parse_seeds(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the comments to begin with, each once. Raises UserError."""
    seeds = tuple(dict.fromkeys(lines))
    if len(seeds) > MAX_SEEDS:
        raise UserError("draft.too_many.seeds", n=len(seeds), max=MAX_SEEDS)
    fields = len(split_fields(seeds))
    if fields > MAX_SEED_FIELDS:
        n, most = sum(map(len, seeds)), MAX_SEED_FIELDS * MAX_FIELD
        raise UserError("draft.too_many.seed_letters", n=n, max=most)
    return seeds


def split_fields(lines: Sequence[str]) -> list[list[str]]:
    """Return lines in parts that fit in a field of the form each."""
    parts: list[list[str]] = []
    size = MAX_FIELD
    for line in lines:
        if size + 1 + len(line) > MAX_FIELD:
            parts.append([])
            size = -1
        parts[-1].append(line)
        size += 1 + len(line)
    return parts


def check_seeds(values: Values, _: datetime) -> None:
    """Raise UserError for a comment to begin with that is longer than people's may be."""
    for seed in values["seeds"]:
        _require_length("seed", seed, values.get("comment_limit", MAX_LIMIT))


def check_opening(values: Values, now: datetime) -> None:
    """Raise UserError for an opening that is past."""
    if values["opens_at"] is not None and values["opens_at"] <= now:
        raise UserError("draft.opens_past", block_id=OPENS)


def check_close(values: Values, now: datetime) -> None:
    """Raise UserError for a close that is past or comes too soon after the opening."""
    closes_at = values["closes_at"]
    if closes_at is None:
        return
    if closes_at <= now:
        raise UserError("draft.closes_past", block_id=CLOSES)
    if closes_at < (values.get("opens_at") or now) + _SHORTEST:
        raise UserError("draft.too_short", block_id=CLOSES)


def _require_length(what: str, text: str, max_length: int) -> str:
    if len(text) > max_length:
        raise UserError(f"draft.too_long.{what}", n=len(text), max=max_length, over=len(text) - max_length)
    return text
