"""The shape of a language's words: what each table of `en` and `es` holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words for moments and schedules, as they are printed; readers compare them folded, so accents are optional.

    weekdays: 7 rows from Monday; months: 12 rows. In each the first word is the short form and the second the full one;
    both are printed, the rest is only read.
    units: words by "m", "h", "d" and "w". numbers: words for whole numbers in "in two days" and "at five".
    day_parts: phrase after an hour → for each hour that it fits, the hour of the day from 0 to 23.
    """

    weekdays: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    now: tuple[str, ...]
    never: tuple[str, ...]
    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    day_after_tomorrow: tuple[str, ...]
    yesterday: tuple[str, ...]
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    half_hour: tuple[str, ...]
    and_half: tuple[str, ...]  # after "an hour and": half of one more
    after: tuple[str, ...]  # "in" of "in 3 days"
    and_: tuple[str, ...]
    of: tuple[str, ...]  # between a day, a month and a year
    at: tuple[str, ...]  # before an hour
    fillers: tuple[str, ...]  # words without a meaning of their own, accepted anywhere
    ordinals: tuple[str, ...]  # endings of a day of the month
    coming: tuple[str, ...]  # before a weekday: the next one
    unclear_next: tuple[str, ...]  # before a weekday: this week's to some and next week's to others
    coming_after: tuple[str, ...]  # after a weekday: the next one
    past: tuple[str, ...]  # regular expressions of what is past; {weekday} and {unit} are filled in
    day_parts: Mapping[str, Mapping[int, int]]
    quarters: Mapping[str, int]  # phrase after an hour → minutes to add
    daily: tuple[str, ...]
    working_days: tuple[str, ...]
    every: tuple[str, ...]
    to: tuple[str, ...]  # "Monday to Friday"
    daily_text: str
    working_days_text: str
    reserved: tuple[str, ...] = field(default=())  # more words that no exchange is called by


@dataclass(frozen=True, slots=True)
class RatingWords:
    """Words of ratings typed as a message.

    numbers: for 1 to 5 stars; stars: the noun after a number; alone: numbers that are a rating without the noun.
    """

    numbers: Mapping[str, int]
    stars: tuple[str, ...]
    alone: tuple[str, ...]
    actions: Mapping[str, tuple[str, ...]]  # what to do: skip, undo, rate, stop → what people write
