"""Where what is said of each setting is shown: on the draft's card, under About, in the state for moderators."""

from bot.exchanges.settings.declared import (
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
    RATING_ONLY,
    REMINDERS,
    RESULTS_PAGE,
    RESULTS_WHEN,
    RETENTION,
    SEEDS,
    SLUG,
    STARS,
    THEME_NAMES,
)
from bot.exchanges.settings.declared_moderation import MODERATION, QUOTES, REPORTED, SECOND, TRANSLATION
from bot.exchanges.settings.declared_safety import DISCLOSURE, HELP_TEXT, SAFETY_CONTACTS
from bot.exchanges.settings.setting import Setting

ON_CARD: tuple[Setting, ...] = (
    OPENS,
    CLOSES,
    RATING_ONLY,
    SLUG,
    LANGUAGE,
    GROUPS,
    MIN_GROUP,
    PROTECTION,
    GROUP_SIZES,
    RESULTS_PAGE,
    RESULTS_WHEN,
    QUOTES,
    TRANSLATION,
    MODERATION,
    REPORTED,
    SECOND,
    THEME_NAMES,
    REMINDERS,
    LIMIT,
    HELP_TEXT,
    SAFETY_CONTACTS,
    DISCLOSURE,
    SEEDS,
    RETENTION,
)
"""Whose facts are on the draft's card, in that order."""

IN_ABOUT: tuple[Setting, ...] = (
    STARS,
    PROTECTION,
    RESULTS_PAGE,
    QUOTES,
    TRANSLATION,
    NAMES,
    GROUPS,
    MODERATION,
    HELP_TEXT,
    DISCLOSURE,
    LIMIT,
    RETENTION,
)
IN_STATUS: tuple[Setting, ...] = (
    SLUG,
    CHANNEL,
    MODERATION,
    RESULTS_PAGE,
    QUOTES,
    TRANSLATION,
    REMINDERS,
    HELP_TEXT,
    SAFETY_CONTACTS,
    DISCLOSURE,
    RETENTION,
)
