"""Settings of an exchange about what is shown: who looks first, what reports do, who agrees, what is quoted."""

from bot.core.flags import Flag
from bot.exchanges.settings import facts, parsers
from bot.exchanges.settings.kinds import Choice, Number, Text

MODERATION = Choice(
    name="moderation",
    block_id="exchanges.moderation",
    flag=Flag(
        "review",
        ("revisar", "revisión"),
        values={"none": ("ninguno", "nada"), "flagged": ("señalados",), "all": ("todos", "todo")},
        bare="all",
    ),
    options={"flagged": "flagged", "none": "post", "all": "pre"},
    card=facts.moderation,
    about=facts.moderation_about,
    status=facts.moderation_status,
)
REPORTED = Choice(
    name="hide_at_reports",
    block_id="exchanges.hide_at_reports",
    flag=Flag(
        "hide-reported",
        ("ocultar-con-aviso", "ocultar-reportados"),
        values={"three": ("tres",), "first": ("primero",), "never": ("nunca",)},
        bare="first",
    ),
    options={"three": 3, "first": 1, "never": 0},
    card=facts.reported,
)
QUOTES = Choice(
    name="asks_before_quotes",
    block_id="exchanges.asks_before_quotes",
    flag=Flag("ask-to-quote", ("pedir-permiso",), takes_value=False),
    options={"all": False, "asked": True},
    card=facts.quotes,
    about=facts.quotes_about,
    status=facts.quotes,
)
SECOND = Choice(
    name="needs_second_moderator",
    block_id="exchanges.needs_second_moderator",
    flag=Flag("two-moderators", ("dos-moderadores",), takes_value=False),
    options={"one": False, "two": True},
    card=facts.second_moderator,
)
DIGEST_HOLD = Number(
    name="digest_hold",
    block_id="exchanges.digest_hold",
    flag=Flag("hold-digests", ("retener-resúmenes",), sample="4h"),
    min_value=0,
    max_value=48,
    unit="h",
    choices={0: "none", 4: "four", 24: "day"},
    card=facts.digest_hold,
    status=facts.digest_hold,
)
TRANSLATION = Choice(
    name="translates_comments",
    block_id="exchanges.translates_comments",
    flag=Flag("translate", ("traducir",), takes_value=False),
    options={"none": False, "machine": True},
    card=facts.translation,
    about=facts.translation_about,
    status=facts.translation,
)
POLICY = Text(
    name="policy",
    block_id="exchanges.policy",
    flag=Flag("policy", ("normas",), sample="…"),
    parser=parsers.parse_policy,
    max_length=parsers.MAX_POLICY,
    multiline=True,
    has_placeholder=True,
    is_optional=True,
)
