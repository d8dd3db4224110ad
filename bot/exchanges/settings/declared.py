"""Every setting of an exchange, declared once.

To add one: a column in storage/models.py, a field with its default in storage/exchange_settings.py, its declaration
here (in `SETTINGS`, in the order of the form, and where its facts are shown), its sentences, and what it does.
"""

from datetime import time

from bot.core.flags import Flag
from bot.core.slug_rules import MAX_SLUG
from bot.domain.exchanges import STAR_MEANINGS
from bot.exchanges.settings import facts, parsers
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
from bot.exchanges.settings.kinds import Channel, Choice, Lines, Moment, Number, Text
from bot.exchanges.settings.setting import Setting
from bot.slack.channels import is_channel
from bot.texts import LANGUAGES
from storage.enums import Renewal

RESULTS_WORDS: dict[str, tuple[str, ...]] = {
    "slack": (),
    "link": ("enlace",),
    "workspace": ("espacio",),
    "moderators": ("moderación",),
}
"""Where results may be, with other ways to write it."""

MORNING = time(9)  # of an opening on a day without a time

QUESTION = Text(
    name="question",
    block_id="exchanges.question",
    parser=parsers.parse_question,
    max_length=parsers.MAX_QUESTION,
    has_placeholder=True,
    focus_on_load=True,
    is_required=True,
)
CHANNEL = Channel(
    name="channel_id",
    block_id="exchanges.channel",
    flag=Flag("channel", ("canal",), values={"here": ("aquí",)}, sample="#…"),
    default=lambda writer: writer.here if is_channel(writer.here) else None,
    status=facts.channel_status,
)
CLOSES = Moment(
    name="closes_at",
    block_id=parsers.CLOSES,
    flag=Flag("close", ("cierra", "cierre")),
    check=parsers.check_close,
    card=facts.close,
    changes_later=True,
)
BACKGROUND = Text(
    name="background",
    block_id="exchanges.background",
    flag=Flag("background", ("contexto",)),
    parser=parsers.parse_background,
    max_length=parsers.MAX_BACKGROUND,
    multiline=True,
    is_optional=True,
)
STARS = Choice(
    name="star_meaning",
    block_id="exchanges.star_meaning",
    flag=Flag(
        "stars",
        ("estrellas",),
        values={"agree": ("acuerdo",), "important": ("importancia", "importante"), "experience": ("experiencia",)},
    ),
    options={meaning: meaning for meaning in STAR_MEANINGS},
    is_required=True,
    about=lambda texts, it: [texts("about.stars", scale=texts(f"stars.scale.{it.exchange.star_meaning}"))],
)
GROUPS = Lines(
    name="groups",
    block_id="exchanges.groups",
    flag=parsers.GROUPS_FLAG,
    parser=parsers.parse_groups,
    hint_params={"max": parsers.MAX_GROUPS},
    has_placeholder=True,
    is_optional=True,
    card=facts.groups,
    about=facts.groups_about,
)
QUESTIONS = Lines(
    name="questions",
    block_id="exchanges.questions",
    parser=parsers.parse_questions,
    has_placeholder=True,
    is_optional=True,
    card=facts.questions,
    about=facts.questions,
)
NAMES = Choice(
    name="is_anonymous",
    block_id="exchanges.is_anonymous",
    flag=Flag("names", ("nombres",), values={"hidden": ("ocultos",), "shown": ("visibles",)}),
    options={"hidden": True, "shown": False},
    about=facts.names_about,
)
RATING_ONLY = Number(
    name="rating_only",
    block_id="exchanges.rating_only",
    flag=Flag("rate-last", ("valorar-al-final",), sample="10%"),
    min_value=0,
    max_value=50,
    unit="%",
    choices={0: "end", 10: "tenth", 20: "fifth"},
    card=facts.rating_only,
)
MIN_GROUP = Number(
    name="min_group_size",
    block_id="exchanges.min_group_size",
    flag=Flag("smallest-group", ("grupo-mínimo",), sample="5"),
    min_value=3,
    max_value=50,
    choices={5: "five", 10: "ten", 3: "three"},
    card=facts.min_group,
)
PROTECTION = Choice(
    name="has_strict_protection",
    block_id="exchanges.has_strict_protection",
    flag=Flag("strict", ("estricta",), takes_value=False),
    options={"usual": False, "strict": True},
    card=facts.protection,
    about=facts.figures_about,
)
GROUP_SIZES = Choice(
    name="publishes_group_sizes",
    block_id="exchanges.publishes_group_sizes",
    flag=Flag("tell-groups", ("publicar-grupos",), takes_value=False),
    options={"together": False, "full": True},
    card=facts.group_sizes,
)
RESULTS_PAGE = Choice(
    name="results_page",
    block_id="exchanges.results_page",
    flag=Flag("results", ("resultados",), values=RESULTS_WORDS),
    options={each: each for each in RESULTS_WORDS},
    card=facts.results_page,
    about=facts.results_about,
    status=facts.results_status,
)
RESULTS_WHEN = Choice(
    name="results_when",
    block_id="exchanges.results_when",
    flag=Flag(
        "results-from",
        ("resultados-desde",),
        values={"rated": ("valorado",), "always": ("siempre",), "closed": ("cierre",)},
    ),
    options={"rated": "rated", "always": "always", "closed": "closed"},
    card=facts.results_when,
)
THEME_NAMES = Choice(
    name="reviews_theme_names",
    block_id="exchanges.reviews_theme_names",
    flag=Flag("check-names", ("revisar-nombres",), takes_value=False),
    options={"posted": False, "asked": True},
    card=facts.theme_names,
)
REMINDERS = Choice(
    name="sends_reminders",
    block_id="exchanges.sends_reminders",
    flag=Flag("reminders", ("recordatorios",), values={"few": ("pocos",), "none": ("ninguno", "nada")}),
    options={"few": True, "none": False},
    card=facts.reminders,
    status=facts.reminders,
)
LIMIT = Number(
    name="comment_limit",
    block_id="exchanges.comment_limit",
    flag=Flag("limit", ("límite",), sample="500"),
    min_value=parsers.MIN_LIMIT,
    max_value=parsers.MAX_LIMIT,
    card=lambda texts, it: [texts("draft.comment_limit", n=it.exchange.comment_limit)],
    about=lambda texts, it: [texts("about.comments", n=it.exchange.comment_limit)],
)
RETENTION = Number(
    name="retention_days",
    block_id="exchanges.retention_days",
    flag=Flag("retention", ("conservación",), sample="60"),
    min_value=7,
    max_value=365,
    choices={60: "sixty", 30: "thirty", 90: "ninety"},
    has_hint=True,
    card=facts.retention,
    about=facts.retention_about,
    status=facts.retention,
    changes_later=True,
)
RENEWS = Choice(
    name="renews",
    block_id="exchanges.renews",
    flag=Flag(
        "renews",
        ("renueva", "se-renueva"),
        values={"quarter": ("trimestre", "trimestral"), "never": ("nunca", "no")},
        bare="quarter",
    ),
    options={each.value: each.value for each in Renewal},
    card=facts.renewal,
    about=facts.renewal_about,
    status=facts.renewal_status,
)
OPENS = Moment(
    name="opens_at",
    block_id=parsers.OPENS,
    flag=Flag("open", ("abre", "apertura")),
    default_time=MORNING,
    check=parsers.check_opening,
    card=facts.opening,
)
LANGUAGE = Choice(
    name="language",
    block_id="exchanges.language",
    flag=Flag("language", ("idioma",), values={"en": ("inglés", "english"), "es": ("español", "spanish")}),
    options={language: language for language in LANGUAGES},
    default=lambda writer: writer.language,
    card=lambda texts, it: [texts("draft.posted_in", language=texts.language_name(it.exchange.language))],
)
SLUG = Text(
    name="slug",
    block_id="exchanges.slug",
    flag=Flag("slug", ("nombre-corto",), sample="sro"),
    parser=parsers.parse_slug,
    max_length=MAX_SLUG,
    has_placeholder=True,
    is_optional=True,
    card=lambda texts, it: [texts("draft.short_name", name=it.exchange.slug)],
    status=lambda _, it: [f"`{it.exchange.slug}`"],
)
SEEDS = Lines(
    name="seeds",
    block_id="exchanges.seeds",
    parser=parsers.parse_seeds,
    is_optional=True,
    max_fields=parsers.MAX_SEED_FIELDS,
    default=lambda _: (),
    check=parsers.check_seeds,
    card=lambda texts, it: [texts("draft.begins_with", n=it.seeds)] if it.seeds else [],
)

SETTINGS: tuple[Setting, ...] = (
    QUESTION,
    CHANNEL,
    CLOSES,
    BACKGROUND,
    STARS,
    GROUPS,
    QUESTIONS,
    NAMES,
    MODERATION,
    REPORTED,
    SECOND,
    HELP_TEXT,
    SAFETY_CONTACTS,
    DISCLOSURE,
    SAFETY_CHANNEL,
    POLICY,
    RATING_ONLY,
    MIN_GROUP,
    PROTECTION,
    GROUP_SIZES,
    RESULTS_PAGE,
    RESULTS_WHEN,
    QUOTES,
    TRANSLATION,
    THEME_NAMES,
    DIGEST_HOLD,
    REMINDERS,
    RENEWS,
    RETENTION,
    LIMIT,
    OPENS,
    LANGUAGE,
    SLUG,
    SEEDS,
)
"""In the order of the form."""

FROM_CSV = Flag("from-csv", ("desde-csv",), takes_value=False)
"""Comments to begin with come out of a file: bot/exchanges/csv_form.py."""

TEMPLATE = Flag("template", ("plantilla",), sample="climate")
"""What is not written comes out of a template: bot/exchanges/templates.py."""

FLAGS: tuple[Flag, ...] = (*(each.flag for each in SETTINGS if each.flag), FROM_CSV, TEMPLATE)
"""What `new` takes behind the question."""
