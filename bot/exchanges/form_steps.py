"""The short form of `new`: its four fields, and the steps that hold all other settings."""

from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.exchanges.settings.declared import (
    BACKGROUND,
    CHANNEL,
    CLOSES,
    GROUP_SIZES,
    GROUPS,
    LANGUAGE,
    LIMIT,
    MIN_GROUP,
    NAMES,
    OPENS,
    PROTECTION,
    QUESTION,
    QUESTIONS,
    RATING_ONLY,
    REMINDERS,
    RENEWS,
    RESULTS_PAGE,
    RESULTS_WHEN,
    RETENTION,
    SEEDS,
    SETTINGS,
    SLUG,
    STARS,
    THEME_NAMES,
)
from bot.exchanges.settings.declared_moderation import (
    DIGEST_HOLD,
    MODERATION,
    POLICY,
    QUOTES,
    REPORTED,
    SECOND,
    TRANSLATION,
)
from bot.exchanges.settings.declared_safety import DISCLOSURE, HELP_TEXT, SAFETY_CHANNEL, SAFETY_CONTACTS
from bot.exchanges.settings.setting import Setting


@dataclass(frozen=True, slots=True)
class Step:
    """Settings that are chosen together. Its sentences are `draft_form.step.NAME_button` and `.NAME_title`."""

    name: str
    settings: tuple[Setting, ...]


SHORT: tuple[Setting, ...] = (QUESTION, BACKGROUND, CHANNEL, CLOSES)
"""All that the form itself asks."""

STEPS = (
    Step("answers", (STARS, GROUPS, QUESTIONS, NAMES, LIMIT, TRANSLATION, SEEDS)),
    Step("moderation", (MODERATION, REPORTED, SECOND, POLICY)),
    Step("safety", (HELP_TEXT, SAFETY_CONTACTS, SAFETY_CHANNEL, DISCLOSURE)),
    Step("results", (MIN_GROUP, PROTECTION, GROUP_SIZES, RESULTS_PAGE, RESULTS_WHEN, QUOTES, THEME_NAMES, DIGEST_HOLD)),
    Step("times", (OPENS, RENEWS, RATING_ONLY, REMINDERS, RETENTION, LANGUAGE, SLUG)),
)
"""In the order in which one follows the other."""


def find_step(name: str) -> int:
    """Return the place of a step, from 0. Raises UserError."""
    found = next((place for place, step in enumerate(STEPS) if step.name == name), None)
    if found is None:
        raise UserError("exchanges.outdated_button")
    return found


def step_of(setting: Setting) -> Step | None:
    """Return the step that holds a setting, None where the form itself does."""
    return next((step for step in STEPS if setting in step.settings), None)


def find_setting(block_id: str) -> Setting | None:
    """Return the setting of a field."""
    return next((each for each in SETTINGS if each.block_id == block_id), None)
