"""English sentences of input errors."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.core.words import en

_TIMES = "Write a time like `fri 17:00`, `tomorrow 9:00`, `2026-12-11 17:00` or `in 3d`."
SCHEDULES = "Write the days and a time, like `mon 9:00`, `mon, thu 16:30`, `weekdays 9:00` or `daily 8:00`."
_SENTENCES = {
    "times.unreadable": f"I cannot read `{{written}}` as a time. {_TIMES}",
    "times.missing": f"Please write a time. {_TIMES}",
    "times.past_word": "`{written}` is in the past. Please write a later time.",
    "times.past": "{moment} ({zone}) is in the past. Please write a later time.",
    "times.too_far": "{moment} ({zone}) is more than two years away. Please write an earlier time.",
    "times.midnight": "Midnight may be the start or the end of a day. Please write `0:00` or `23:59`.",
    "times.hours_or_clock": "Write `in {hour} h` for {hour} hours from now, or `{hour}:00` for the time of day.",
    "times.order_unclear": "{written} is one day to some and another to others: write it as `{year}-12-11`.",
    "times.no_such_month": "There is no month {month}. {times}",
    "times.no_such_day": "{month} {year} has {days} days. Please write another day.",
    "times.no_such_day_ever": "{month} never has more than {days} days. Please write another day.",
    "times.no_such_time": "There is no {written}. Please write a time from `0:00` to `23:59`.",
    "times.day_or_time": (
        "{day}.{month} may be a day or a time: write `{day}.{month}.` for the day, `{day}:{month}` for the time."
    ),
    "times.date_or_hour": (
        "{weekday} {number} may be a day or an hour: write the date with its month, or `{weekday} {number}:00`."
    ),
    "times.next_unclear": (
        "“Next {weekday}” is this week to some and next week to others. Please write the date, like `2026-12-11`."
    ),
    "times.wrong_weekday": "That is not a {weekday}: it is {moment}. Please write one of the two.",
    "times.days_differ": "The two days that you wrote differ: the date is {moment}. Please write one of them.",
    "schedule.unreadable": SCHEDULES,
    "grammar.flag_twice": "`--{flag}` is there twice. Please write it once.",
    "grammar.needs_quotes": 'Please put quotes around words that belong together: `--{flag}="{value}"`.',
    "grammar.no_flags": "`{command}` takes no flags. Please leave `--{flag}` out.",
    "grammar.unknown_flag": "`{command}` does not know `--{flag}`. It knows {flags}.",
    "grammar.unknown_flag_near": "`{command}` does not know `--{flag}`. Did you mean `--{near}`? It knows {flags}.",
    "grammar.flag_stands_alone": "`--{flag}` takes no value. Please write it alone.",
    "grammar.flag_needs_value": '`--{flag}` needs a value: `--{flag}="…"`.',
    "grammar.flag_unreadable": "I cannot read `--{flag}`. Write flags like `--name=value`.",
    "grammar.quote_open": "The quote before `{written}` is not closed. Please close it.",
    "grammar.theme_first": "Please write first what to do, for example {form}.",
    "grammar.theme_unknown": "I understand {forms}.",
    "grammar.theme_form": "Please write it like {form}.",
    "grammar.theme_too_much": "That is one word too many. Please write it like {form}.",
    "grammar.theme_name": "A name has 1 to {most} characters, as in {form}.",
    "grammar.theme_words": "Please add 1 to {most} example words, as in {form}.",
    "grammar.theme_word": "An example word begins with a letter or digit and has at most {most} characters.",
    "grammar.two_exchanges": "That names two exchanges. Please name one.",
}  # fmt: skip


def english(code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence of an error."""
    from bot.core.times import format_moment

    filled = dict(params) | {"times": _TIMES}
    if isinstance(filled.get("moment"), datetime):
        filled["moment"] = format_moment(filled["moment"], str(filled["zone"]))
    if "month" in filled and code.startswith("times.no_such_day"):
        filled["month"] = en.TIMES.months[int(filled["month"]) - 1][1]
    if "weekday" in filled:
        filled["weekday"] = en.TIMES.weekdays[int(filled["weekday"])][1]
    return _SENTENCES[code].format(**filled)
