"""Settings for danger: who is alerted, and whether anybody can find out who wrote a comment."""

from bot.core.flags import Flag
from bot.exchanges.settings import facts, parsers
from bot.exchanges.settings.kinds import Channel, Choice, Text
from bot.exchanges.settings.people import People

HELP_TEXT = Text(
    name="help_text",
    block_id="exchanges.help_text",
    flag=parsers.HELP_TEXT_FLAG,
    parser=parsers.parse_help_text,
    max_length=parsers.MAX_HELP_TEXT,
    multiline=True,
    has_placeholder=True,
    is_optional=True,
    card=facts.help_text,
    about=facts.help_text_about,
    status=facts.help_text,
)
SAFETY_CONTACTS = People(
    name="safety_contacts",
    block_id="exchanges.safety_contacts",
    flag=Flag("safety", ("seguridad",), values={"none": ("nadie", "ninguno")}, sample="@…"),
    max_people=10,
    card=facts.safety,
    status=facts.safety,
)
DISCLOSURE = Choice(
    name="disclosure",
    block_id="exchanges.disclosure",
    flag=Flag("disclosure", ("revelar-autoría",), values={"nobody": ("nadie",), "officers": ("contactos",)}),
    options={"nobody": "nobody", "officers": "officers"},
    card=facts.disclosure_card,
    about=facts.disclosure,
    status=facts.disclosure,
)
SAFETY_CHANNEL = Channel(
    name="safety_channel_id",
    block_id="exchanges.safety_channel_id",
    flag=Flag("safety-channel", ("canal-de-seguridad",), sample="#…"),
    is_optional=True,
)
