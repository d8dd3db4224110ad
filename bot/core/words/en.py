"""English words that people type."""

from bot.core.words.lexicon import RatingWords, TimeWords

TIMES = TimeWords(
    weekdays=(
        ("Mon", "Monday"),
        ("Tue", "Tuesday", "Tues"),
        ("Wed", "Wednesday", "Weds"),
        ("Thu", "Thursday", "Thur", "Thurs"),
        ("Fri", "Friday"),
        ("Sat", "Saturday"),
        ("Sun", "Sunday"),
    ),
    months=(
        ("Jan", "January"),
        ("Feb", "February"),
        ("Mar", "March"),
        ("Apr", "April"),
        ("May", "May"),
        ("Jun", "June"),
        ("Jul", "July"),
        ("Aug", "August"),
        ("Sep", "September", "Sept"),
        ("Oct", "October"),
        ("Nov", "November"),
        ("Dec", "December"),
    ),
    now=("now", "right now"),
    never=("never", "none", "off"),
    today=("today",),
    tomorrow=("tomorrow",),
    day_after_tomorrow=("the day after tomorrow", "day after tomorrow"),
    yesterday=("yesterday",),
    noon=("noon",),
    midnight=("midnight",),
    units={
        "m": ("m", "min", "mins", "minute", "minutes"),
        "h": ("h", "hr", "hrs", "hour", "hours"),
        "d": ("d", "day", "days"),
        "w": ("w", "week", "weeks"),
    },
    numbers={
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    },
    half_hour=("half an hour",),
    after=("in",),
    and_=("and",),
    of=("of",),
    at=("at",),
    fillers=("at", "on", "by", "until", "the"),
    ordinals=("st", "nd", "rd", "th"),
    coming=("this", "this coming", "coming"),
    unclear_next=("next",),
    coming_after=(),
    past=("(?:last|past) (?:{weekday}|week|weekend|month|night)\\b.*", ".*{unit} ago"),
    day_parts={
        "in the morning": {hour: hour for hour in range(1, 12)},
        "in the afternoon": {12: 12} | {hour: hour + 12 for hour in range(1, 7)},
        "in the evening": {hour: hour + 12 for hour in range(5, 12)},
        "at night": {hour: hour + 12 for hour in range(7, 12)},
    },
    quarters={},
    daily=("daily", "every day", "day", "days"),
    working_days=("weekdays", "weekday", "workdays"),
    every=("every",),
    to=("to", "through"),
    daily_text="daily",
    working_days_text="weekdays",
    reserved=("tonight", "in", "next", "this", "last", "weekends"),
)  # fmt: skip

RATING = RatingWords(
    numbers={"one": 1, "two": 2, "three": 3, "four": 4, "five": 5},
    stars=("star", "stars"),
    alone=(),  # "four" may be somebody's whole answer
    actions={
        "skip": ("skip",),
        "undo": ("undo",),
        "rate": ("rate", "next"),
        "stop": ("stop", "stop it", "stop for now", "please stop", "quit", "exit"),
    },
)
