"""What is said of settings that take more than a sentence: on the draft's card, under About, in the state."""

from collections.abc import Sequence

from bot.core.release import MIN_NEW
from bot.core.release_noise import MIN_EXACT
from bot.domain.help_text import help_text_line
from bot.domain.retention import retention_text
from bot.exchanges.settings.setting import Subject
from bot.slack.blocks import cut, escape, when
from bot.texts import Texts
