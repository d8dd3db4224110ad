"""The flag `--reason`, and the words that moderators type for each reason."""

from bot.core.flags import Flag

REASON = Flag(
    "reason",
    ("motivo", "razón"),
    values={
        "rude": ("grosero", "grosera", "ofensivo"),
        "name": ("nombre", "nombra"),
        "off_topic": ("fuera de tema", "fuera-de-tema", "otro tema"),
        "spam": ("publicidad",),
        "danger": ("peligro",),
        "duplicate": ("repetido", "duplicado"),
        "other": ("otro",),
    },
)
