"""The whole schema: every table, column and constraint.

`tenant_id` (the workspace) is first in every key. Ids are random and made by the app, so that they reveal no
order. In plain only moderators' Slack ids are kept. Ratings, skips, reports and comments carry seals, in which only the
exchange's key reads a person, and what is kept of people in an exchange are sealed blocks (bot/seals.py); that key is
stored encrypted (bot/keys.py). Tables of people have no hidden row order either (WITHOUT ROWID).
"""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

from storage.enums import (
    ActKind,
    AiService,
    AlertKind,
    AnswerStatus,
    AppealState,
    CardsPlace,
    CommentState,
    DeliveryKind,
    DeliveryState,
    DigestForm,
    Disclosure,
    ExchangeState,
    ExportForm,
    Language,
    MadeAgain,
    ModerationMode,
    Office,
    Renewal,
    ReportReason,
    ResultsPage,
    ResultsWhen,
    SkipReason,
    StarMeaning,
    StoredThemeKind,
    ThemeChangeKind,
    sql_in,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

ID_BITS = 53  # JSON and JavaScript keep whole numbers up to here


def new_id() -> int:
    """Return a random id, 1..2**53-1."""
    return secrets.randbelow(2**ID_BITS - 1) + 1


class UtcTime(TypeDecorator[datetime]):
    """An aware moment in UTC. Raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; SQLite keeps it without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read back aware."""
        _ = dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id(name: str) -> "Column[int]":
    return Column(name, BigInteger, nullable=False, autoincrement=False)


def _slack(name: str, *, nullable: bool = False) -> "Column[str]":
    return Column(name, String(32), nullable=nullable)


def _number(name: str) -> "Column[int]":
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _flag(name: str) -> "Column[bool]":
    return Column(name, Boolean(create_constraint=False), nullable=False, server_default=false())


def _seal(name: str) -> "Column[bytes]":
    return Column(name, LargeBinary(16), nullable=False)  # of a person, each time another: bot/seals.py


def _mark(name: str) -> "Column[bytes]":
    return Column(name, LargeBinary(16), nullable=False)  # an HMAC: bot/sealing.py


def _of_exchange() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["tenant_id", "exchange_id"], ["exchange.tenant_id", "exchange.exchange_id"], ondelete="CASCADE"
    )


def _of_comment() -> ForeignKeyConstraint:
    columns = ["tenant_id", "exchange_id", "comment_id"]
    return ForeignKeyConstraint(columns, [f"comment.{column}" for column in columns], ondelete="CASCADE")


def _key(*columns: str) -> PrimaryKeyConstraint:
    return PrimaryKeyConstraint("tenant_id", *columns)


_NO_ORDER: dict[str, Any] = {"sqlite_with_rowid": False}

tenant = Table(
    "tenant",  # a workspace that uses the app
    metadata,
    _id("tenant_id"),
    _slack("enterprise_id"),  # "" outside an Enterprise organisation; changes when the workspace joins or leaves one
    _slack("team_id"),  # permanent, so everything is keyed by it
    _flag("is_playground"),
    Column("ai_consent_hosts", String(600), nullable=False, server_default=""),  # hosts, with a space between
    _flag("has_ai_consent"),  # an owner allowed sending comments to the operator's services
    PrimaryKeyConstraint("tenant_id"),
    UniqueConstraint("team_id"),
)

installation = Table(
    "installation",  # of the app in a workspace; for a whole organisation the tenant has the organisation's id
    metadata,
    _id("tenant_id"),
    Column("sealed", LargeBinary, nullable=True),  # tokens and names, encrypted; NULL once the app is uninstalled
    _flag("is_org_wide"),
    _number("revision"),  # another after each change, so that every process sees it
    Column("expires_at", UtcTime, nullable=True),  # the token, where tokens are rotated
    Column("refreshing_until", UtcTime, nullable=True),  # a process asks for new tokens now; ends with that moment
    Column("gone_at", UtcTime, nullable=True),  # the app was uninstalled, or its tokens revoked
    Column("delete_at", UtcTime, nullable=True),  # everything of the workspace, unless the app is installed again
    _key(),
    ForeignKeyConstraint(["tenant_id"], ["tenant.tenant_id"], ondelete="CASCADE"),
)

install_state = Table(
    "install_state",  # installs that have begun, until Slack sends the browser back; of no workspace yet: tenant 0
    metadata,
    _id("tenant_id"),
    Column("state_hash", LargeBinary(32), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    _key("state_hash"),
    **_NO_ORDER,
)

slack_person = Table(
    "slack_person",  # which messages people want, sealed; no exchange, no time, nobody's Slack id in plain
    metadata,
    _id("tenant_id"),
    _mark("person_mark"),
    Column("sealed", LargeBinary, nullable=False),  # bot/domain/preferences.py; the same size for everybody
    _key("person_mark"),
    **_NO_ORDER,
)

moderator = Table(
    "moderator",  # who has a role in a workspace; an office that everybody may know of
    metadata,
    _id("tenant_id"),
    _slack("slack_user_id"),  # an office that everybody may know of, so in plain: docs/decisions/0022-slack-side.md
    _flag("is_owner"),
    Column("office", String(16), nullable=False, server_default="moderator"),  # what they may do, if they are no owner
    _key("slack_user_id"),
    CheckConstraint(sql_in("office", Office), name="office"),
    **_NO_ORDER,
)

processed_event = Table(
    "processed_event",  # Slack's events whose effect is made, so that a repeated one has no second
    metadata,
    _id("tenant_id"),
    _mark("event_mark"),
    Column("hour", UtcTime, nullable=False),  # no finer: the row is written with what the event changes
    _flag("is_done"),  # answered as well
    _key("event_mark"),
    **_NO_ORDER,
)

event_lease = Table(
    "event_lease",  # which events a delivery processes now; deleted with its end, and in no transaction with anything
    metadata,
    _id("tenant_id"),
    _mark("lease_mark"),  # another one than the event's, so that nothing joins the two
    Column("sealed", LargeBinary, nullable=False),  # until when; a moment would date the transactions beside it
    _key("lease_mark"),
    **_NO_ORDER,
)

exchange = Table(
    "exchange",  # a question and how it is asked: its settings, its dates, its key under the server's secret
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("slug", String(40), nullable=False),
    Column("question", String(300), nullable=False),
    Column("background", String(3000), nullable=False, server_default=""),
    Column("star_meaning", String(16), nullable=False),
    Column("groups", JSON, nullable=False),  # list of names, may be empty
    Column("questions", JSON, nullable=False, server_default="[]"),  # short ones before the first comment, a line each
    Column("roster", JSON, nullable=True),  # how many people are in each group of the community, by name
    Column("nudge", JSON(none_as_null=True), nullable=True),  # the one message to groups that are missing
    Column("is_anonymous", Boolean(create_constraint=False), nullable=False),
    Column(
        "moderation", String(16), nullable=False
    ),  # post: live at once; flagged: what a rule finds waits; pre: all waits
    Column("hide_at_reports", Integer, nullable=False, server_default=text("3")),  # people; 0: reports hide nothing
    Column("comment_limit", Integer, nullable=False),  # characters
    Column("state", String(16), nullable=False),
    Column("zone", String(64), nullable=False),  # IANA
    Column("language", String(8), nullable=False, server_default="en"),  # of what is posted about it in channels
    Column("opens_at", UtcTime, nullable=True),  # set on a draft: opens by itself
    Column("closes_at", UtcTime, nullable=True),
    Column("opened_at", UtcTime, nullable=True),
    Column("closed_at", UtcTime, nullable=True),
    Column("paused_at", UtcTime, nullable=True),  # open, but nobody may share or rate until it is resumed
    Column("archived_at", UtcTime, nullable=True),  # closed and put away: left out of lists, found by its name
    Column("channel_id", String(32), nullable=True),
    Column("more_channels", String(400), nullable=False, server_default=""),  # Slack ids, with a space between
    Column("announcement_ts", String(32), nullable=True),
    Column("announced_at", UtcTime, nullable=True),
    Column("announced_snapshot", JSON, nullable=True),  # what was last shown; storage/announcement_snapshot.py
    Column("announce_lease_until", UtcTime, nullable=True),  # somebody posts or edits it now; ends with that moment
    Column("wrapped_key", LargeBinary, nullable=False),  # empty once it is erased
    Column("key_erased_at", UtcTime, nullable=True),
    Column("retention_days", Integer, nullable=False, server_default=text("60")),  # the key's, after the close
    Column("last_day_notice", String(32), nullable=False, server_default=""),  # how far it is: a mark, or "done"
    Column("rewritten_at", UtcTime, nullable=True),  # its rows, in the order of their random keys
    Column("renews", String(16), nullable=False, server_default="never"),  # whether the next quarter opens by itself
    Column("follows", BigInteger, nullable=True),  # id of the exchange of the quarter before
    Column("followed_by", BigInteger, nullable=True),  # id of that of the next quarter
    Column("next_waits_until", UtcTime, nullable=True),  # the next quarter, since the bot may not post in the channel
    Column("public_counts", JSON, nullable=True),  # what is shown of how much there is, while it is open
    Column("counted_at", UtcTime, nullable=True),
    Column("people", Integer, nullable=True),  # who took part; written when the key is erased
    Column("rating_only", Integer, nullable=False, server_default=text("0")),  # percent of the time, the last of it
    Column("min_group_size", Integer, nullable=False, server_default=text("5")),  # people; no figure of a smaller one
    _flag("needs_second_moderator"),  # to hide or remove a comment
    _flag("excludes_coordinated"),  # ratings of coordinated accounts do not count
    _flag("reviews_theme_names"),  # moderators look at the themes' names before the first digest
    Column("digest_hold", Integer, nullable=False, server_default=text("0")),  # hours moderators see a digest before
    Column("sends_reminders", Boolean(create_constraint=False), nullable=False, server_default=text("true")),
    _flag("asks_before_quotes"),  # words leave the workspace only where their author agreed
    _flag("translates_comments"),  # by the operator's service, for who reads in another language
    _flag("has_strict_protection"),  # more noise on figures of few people
    _flag("publishes_group_sizes"),  # how many of each group took part is published in full
    Column("results_page", String(16), nullable=False, server_default="slack"),
    Column("results_when", String(16), nullable=False, server_default="rated"),
    Column("policy", String(2000), nullable=False, server_default=""),  # what may be written; "" is what is usual
    Column("help_text", String(1000), nullable=False, server_default=""),  # shown where somebody may be in danger
    Column("safety_contacts", String(400), nullable=False, server_default=""),  # Slack ids of those alerted to danger
    Column("disclosure", String(16), nullable=False, server_default="nobody"),  # who can find out who wrote a comment
    Column("disclosure_mac", String(32), nullable=True),  # that two contacts can find out, under the exchange's key
    Column("safety_channel_id", String(32), nullable=True),  # which is alerted to danger as well
    Column("encrypted_creator", LargeBinary, nullable=True),  # the creator, encrypted; notified where nobody moderates
    Column("grand_mean", Float, nullable=False, server_default=text("3")),  # stars, of all its ratings
    Column("quality_threshold", Float, nullable=False, server_default=text("3")),  # stars; bot/core/routing.py
    _key("exchange_id"),
    UniqueConstraint("tenant_id", "slug"),
    UniqueConstraint("tenant_id", "follows"),  # no two follow the same
    UniqueConstraint("tenant_id", "exchange_id", "disclosure"),  # which requests refer to
    ForeignKeyConstraint(["tenant_id"], ["tenant.tenant_id"], ondelete="CASCADE"),
    CheckConstraint(sql_in("star_meaning", StarMeaning), name="star_meaning"),
    CheckConstraint(sql_in("moderation", ModerationMode), name="moderation"),
    CheckConstraint(sql_in("state", ExchangeState), name="state"),
    CheckConstraint(sql_in("language", Language), name="language"),
    CheckConstraint(sql_in("disclosure", Disclosure), name="disclosure"),
    CheckConstraint(sql_in("results_page", ResultsPage), name="results_page"),
    CheckConstraint(sql_in("results_when", ResultsWhen), name="results_when"),
    CheckConstraint(sql_in("renews", Renewal), name="renews"),
    CheckConstraint("hide_at_reports BETWEEN 0 AND 50", name="hide_at_reports"),
    CheckConstraint("comment_limit BETWEEN 1 AND 3000", name="comment_limit"),
    CheckConstraint("min_group_size >= 3", name="min_group_size"),
    CheckConstraint("rating_only BETWEEN 0 AND 50", name="rating_only"),
    CheckConstraint("retention_days BETWEEN 7 AND 365", name="retention_days"),
    CheckConstraint("digest_hold BETWEEN 0 AND 48", name="digest_hold"),
)

results_link = Table(
    "results_link",  # links to the page with the results; what is in a link is kept as a hash
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("generation", Integer, nullable=False),  # from 1; the highest one is the link of now
    Column("token_hash", LargeBinary(32), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    _flag("is_revoked"),
    _key("exchange_id", "generation"),
    UniqueConstraint("token_hash"),
    _of_exchange(),
)

web_pass = Table(
    "web_pass",  # what opens a page in a browser: a session, or a personal link; all rows look the same
    metadata,
    _id("tenant_id"),
    Column("pass_hash", LargeBinary(32), nullable=False),  # of what the browser holds
    Column("sealed", LargeBinary, nullable=False),  # whose it is, what for, and until when: bot/domain/web_passes.py
    Column("delete_after", UtcTime, nullable=False),  # a full hour, which dates nothing
    _key("pass_hash"),
    UniqueConstraint("pass_hash"),
    ForeignKeyConstraint(["tenant_id"], ["tenant.tenant_id"], ondelete="CASCADE"),
    **_NO_ORDER,
)

kept_form = Table(
    "kept_form",  # forms and lists to invite by that moderators did not send yet; storage/kept_forms.py
    metadata,
    _id("tenant_id"),
    _mark("form_mark"),  # of a person and a form
    _mark("holder_mark"),  # of the person, so that what they began is found again
    Column("sealed", LargeBinary, nullable=False),  # what is written so far: bot/domain/kept_forms.py
    Column("delete_after", UtcTime, nullable=False),  # a full day
    _key("form_mark"),
    ForeignKeyConstraint(["tenant_id"], ["tenant.tenant_id"], ondelete="CASCADE"),
    Index("ix_kept_form_holder", "tenant_id", "holder_mark"),
    **_NO_ORDER,
)

exchange_channel = Table(
    "exchange_channel",  # more channels that an exchange runs in, each with its announcement
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _slack("channel_id"),
    Column("announcement_ts", String(32), nullable=True),
    Column("announced_at", UtcTime, nullable=True),
    Column("announced_snapshot", JSON, nullable=True),  # what was last shown; storage/announcement_snapshot.py
    Column("announce_lease_until", UtcTime, nullable=True),  # somebody posts or edits it now; ends with that moment
    _key("exchange_id", "channel_id"),
    _of_exchange(),
    Index("ix_exchange_channel_ts", "tenant_id", "channel_id", "announcement_ts"),
)

invitee_list = Table(
    "invitee_list",  # whom moderators want to be invited to an exchange: bot/domain/invitees.py
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("sealed", LargeBinary, nullable=False),  # Slack ids, filled up so that its length does not count them
    _key("exchange_id"),
    _of_exchange(),
    **_NO_ORDER,
)

participant = Table(
    "participant",  # all that is kept of people in an exchange: a row is a block of people; storage/people_blocks.py
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # of the block, from 0
    Column("layout", LargeBinary(8), nullable=False),  # random, the same in all blocks: the salt by which they are made
    Column("sealed", LargeBinary, nullable=False),  # records of some 16 to 40 people, filled up
    Column("revision", LargeBinary(8), nullable=False),  # random, new at each write; storage/participants.py
    _key("exchange_id", "number"),
    _of_exchange(),
    # Blocks stay inside their page, and the next version of one finds room beside it.
    postgresql_with={"toast_tuple_target": 8160, "fillfactor": 50},
    **_NO_ORDER,
)

comment = Table(
    "comment",  # the words of a comment, its state and its day; who wrote it is a seal
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    Column("number", Integer, nullable=False),  # what people call it; random, the same for all versions
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("position", Integer, nullable=False),  # random; by it a sealed record knows what somebody rated
    _seal("author_seal"),
    Column("source_mac", String(32), nullable=False),  # of the modal, message or command it came by: once each
    Column("text", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("state", String(16), nullable=False),
    Column("reason", String(32), nullable=True),
    Column("held_for", String(128), nullable=False, server_default=""),  # rules for which it waits: "danger,rude"
    _flag("awaits_look"),  # saved before it was known whether its meaning is a sign of danger: a second look follows
    _flag("awaits_service"),  # not yet seen by the operator's own service that looks for danger beside the lists
    _flag("awaits_topic"),  # not yet looked at whether it is about the question, where moderators want that
    _flag("awaits_translation"),  # by the operator's service once it is live, where that was allowed before
    Column("translations", String(32), nullable=False, server_default=""),  # languages: "es" is kept, "es?" is to come
    Column("language", String(8), nullable=True),
    _flag("is_seed"),
    _flag("is_quotable"),  # its author agreed to be quoted outside the workspace, where the exchange asks
    Column("encrypted_name", LargeBinary, nullable=True),  # only where names are shown
    Column("shared_on", Date, nullable=False),  # the day in the exchange's zone, and nothing finer
    _number("n1"),
    _number("n2"),
    _number("n3"),
    _number("n4"),
    _number("n5"),
    _number("skips"),
    _number("open_cards"),  # on a card now, not yet rated or skipped
    _number("reports"),  # open ones
    Column(
        "sampling_weight", Float, nullable=False, server_default=text("4")
    ),  # its share of the ratings; bot/core/routing.py
    Column(
        "virtual_finish_time", Float, nullable=False, server_default=text("0")
    ),  # (ratings + open_cards) / `sampling_weight`; lowest is next
    Column("tie_breaker", Float, nullable=False),  # random, decides between equals
    _key("exchange_id", "comment_id"),
    UniqueConstraint("tenant_id", "exchange_id", "number", "version"),
    UniqueConstraint("tenant_id", "exchange_id", "position"),
    UniqueConstraint("tenant_id", "exchange_id", "source_mac"),
    _of_exchange(),
    CheckConstraint(sql_in("state", CommentState), name="state"),
    Index(
        "ix_comment_awaits_look",
        "tenant_id",
        "comment_id",
        sqlite_where=text("awaits_look"),
        postgresql_where=text("awaits_look"),
    ),
    Index(
        "ix_comment_awaits_service",
        "tenant_id",
        "comment_id",
        sqlite_where=text("awaits_service"),
        postgresql_where=text("awaits_service"),
    ),
    Index(
        "ix_comment_awaits_topic",
        "tenant_id",
        "comment_id",
        sqlite_where=text("awaits_topic"),
        postgresql_where=text("awaits_topic"),
    ),
    Index(
        "ix_comment_awaits_translation",
        "tenant_id",
        "comment_id",
        sqlite_where=text("awaits_translation"),
        postgresql_where=text("awaits_translation"),
    ),
    Index("ix_comment_queue", "tenant_id", "exchange_id", "state", "virtual_finish_time", "tie_breaker", "comment_id"),
    **_NO_ORDER,
)

# No foreign key to the comment: PostgreSQL would look each one up and lock it again for every star, a quarter of what a
# star costs it. Who saves a rating counts it in the comment's row, which has to be there; who deletes comments deletes
# their ratings (storage/exchange_removal.py). docs/decisions/0025-star.md
rating = Table(
    "rating",  # the stars of somebody on a comment; who gave them is a seal
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    _seal("rater_seal"),
    Column("stars", Integer, nullable=False),
    Column("clicked_at", BigInteger, nullable=False),  # the later click wins; blinded (bot/keys.py), reveals no time
    _key("exchange_id", "comment_id", "rater_seal"),
    CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    **_NO_ORDER,
)

skip = Table(
    "skip",  # seen and not rated, or a rating that was taken back
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    _seal("rater_seal"),
    Column("reason", String(16), nullable=False),
    Column("clicked_at", BigInteger, nullable=False),
    _key("exchange_id", "comment_id", "rater_seal"),
    _of_comment(),
    CheckConstraint(sql_in("reason", SkipReason), name="reason"),
    **_NO_ORDER,
)

report = Table(
    "report",  # that somebody reported a comment, and why; who that was is a seal
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    _seal("rater_seal"),
    Column("reason", String(16), nullable=False),
    _flag("is_settled"),  # a moderator decided
    Column("settled_by", BigInteger, nullable=True),  # by this act of the moderation log; undoing it opens them again
    _number("overruled"),  # of this person's reports of danger here, how many a moderator did not share
    _key("exchange_id", "comment_id", "rater_seal"),
    _of_comment(),
    CheckConstraint(sql_in("reason", ReportReason), name="reason"),
    **_NO_ORDER,
)

desk_setting = Table(
    "desk_setting",  # how the moderators of a workspace work: where cards go, their own words, rules that are off
    metadata,
    _id("tenant_id"),
    Column("cards", String(16), nullable=False, server_default="none"),
    Column("cards_channel_id", String(32), nullable=True),
    _flag("is_open_channel"),  # they know that everybody can join it
    Column("held_words", JSON, nullable=False),  # that hold a comment, beside the lists of the rules
    Column("allowed_words", JSON, nullable=False),  # that hold none, though a list has them
    Column("rules_off", JSON, nullable=False),  # rules that hold nothing here
    _flag("finds_off_topic"),  # hold what is not about the question, by its meaning
    PrimaryKeyConstraint("tenant_id"),
    ForeignKeyConstraint(["tenant_id"], ["tenant.tenant_id"], ondelete="CASCADE"),
    CheckConstraint(sql_in("cards", CardsPlace), name="cards"),
)

queue_item = Table(
    "queue_item",  # what waits for a moderator: where its card is and about since when, sealed
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # of the comment
    Column("sealed", LargeBinary, nullable=False),  # bot/moderate/cards/state.py
    _key("exchange_id", "number"),
    _of_exchange(),
    **_NO_ORDER,
)

talk = Table(
    "talk",  # a moderator and the author of a comment, who stays unknown; who talks, and what is said, is sealed
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # of the comment
    Column("sealed", LargeBinary, nullable=False),  # bot/receipts/talks/state.py
    _key("exchange_id", "number"),
    _of_exchange(),
    **_NO_ORDER,
)

danger_case = Table(
    "danger_case",  # comments with signs of danger; who was alerted and who takes care of one is sealed
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    _flag("is_open"),  # contacts are alerted until one takes care or a moderator decides
    Column("sealed", LargeBinary, nullable=True),  # bot/safety/case_state.py
    _key("exchange_id", "comment_id"),
    _of_comment(),
    **_NO_ORDER,
)

disclosure_request = Table(
    "disclosure_request",  # an officer asked who wrote a comment, and another confirmed it or not; rows are only added
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    _id("request_id"),
    Column("disclosure", String(16), nullable=False),  # the exchange's: where nobody can find out no row can be
    _slack("requested_by"),  # safety contacts, an office that everybody may know of
    Column("requested_at", UtcTime, nullable=False),
    _slack("confirmed_by", nullable=True),
    Column("confirmed_at", UtcTime, nullable=True),
    _key("exchange_id", "comment_id", "request_id"),
    _of_comment(),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "disclosure"],
        ["exchange.tenant_id", "exchange.exchange_id", "exchange.disclosure"],
        name="fk_disclosure_request_allowed",
    ),
    CheckConstraint("disclosure = 'officers'", name="disclosure"),
    CheckConstraint("confirmed_by IS NULL OR confirmed_by <> requested_by", name="two_people"),
    **_NO_ORDER,
)

author_help = Table(
    "author_help",  # comments whose author is due the exchange's help text, or saw it; once each
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    _flag("is_done"),
    _key("exchange_id", "comment_id"),
    _of_comment(),
    **_NO_ORDER,
)

alert = Table(
    "alert",  # pending messages about reports to the workspace's moderators; names no exchange, comment or time
    metadata,
    _id("tenant_id"),
    Column("kind", String(16), nullable=False),
    _number("report_count"),  # reports since the last message
    Column(
        "sealed", LargeBinary, nullable=True
    ),  # who has the message and when what is due; bot/moderate/alert_state.py
    _key("kind"),
    CheckConstraint(sql_in("kind", AlertKind), name="kind"),
    **_NO_ORDER,
)

answer = Table(
    "answer",  # what those who asked answer to a comment, in public: words, state, owner, date
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # of the comment; of a theme with a minus before it
    Column("text", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("owner", String(80), nullable=False, server_default=""),  # who looks after it, as it was written
    Column("due_on", Date, nullable=True),
    Column("answered_on", Date, nullable=False),
    Column("changed_on", Date, nullable=False),
    _number("revision"),  # changes so far
    Column("message_ts", String(32), nullable=True),  # in the announcement's thread
    Column(
        "helped", JSON(none_as_null=True), nullable=True
    ),  # how many people said that it helped, partly, or not; in steps
    Column("encrypted_moderator", LargeBinary, nullable=True),  # who wrote it last, under the exchange's key
    _key("exchange_id", "number"),
    _of_exchange(),
    CheckConstraint(sql_in("status", AnswerStatus), name="status"),
    **_NO_ORDER,
)

appeal = Table(
    "appeal",  # an author asks for another look at a comment that was hidden or removed; nothing says who that is
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # of the comment
    Column("text", Text, nullable=False),  # the author's words; "" once they are forgotten
    Column("state", String(16), nullable=False),
    Column("answer", Text, nullable=False, server_default=""),  # the moderator's words
    Column("answered_at", UtcTime, nullable=True),
    Column("encrypted_moderator", LargeBinary, nullable=True),  # who answered, under the exchange's key
    _flag("is_sent"),  # moderators have heard of it
    _key("exchange_id", "number"),
    _of_exchange(),
    CheckConstraint(sql_in("state", AppealState), name="state"),
    **_NO_ORDER,
)

rephrase_request = Table(
    "rephrase_request",  # authors who are due a private message: a moderator asks for other words
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("act_id"),  # in the moderation log
    _id("comment_id"),
    _key("exchange_id", "act_id"),
    _of_comment(),
    **_NO_ORDER,
)

moderation_act = Table(
    "moderation_act",  # the log of what was done about comments, added to and never changed; storage/moderation_log.py
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("act_id"),
    _id("comment_id"),
    Column("act", String(16), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("grounds", String(200), nullable=False, server_default=""),  # rules and reports for which it waited
    Column("encrypted_moderator", LargeBinary, nullable=True),  # None: rules, reports or an author
    Column("acted_at", UtcTime, nullable=True),  # of moderators alone: another moment would say when somebody acted
    Column("acted_on", Date, nullable=True),  # a day, where there is no moment; None: the day of the comment
    Column("undoes", BigInteger, nullable=True),  # the act that is taken back
    Column("state_before", String(16), nullable=True),  # of the comment, with the reason: undoing brings them back
    Column("reason_before", String(32), nullable=True),
    _key("exchange_id", "act_id"),
    _of_comment(),
    CheckConstraint(sql_in("act", ActKind), name="act"),
    Index("ix_moderation_act_comment", "tenant_id", "exchange_id", "comment_id"),
    **_NO_ORDER,
)

theme = Table(
    "theme",  # a theme of an exchange, by its name
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("theme_id"),
    Column("number", Integer, nullable=False),  # t1, t2, … in the order they came up; never given twice
    Column("name", String(150), nullable=False),
    Column("phrases", JSON, nullable=False),
    Column("example_id", BigInteger, nullable=True),  # the comment of its key sentence
    Column("for_id", BigInteger, nullable=True),  # one comment for and one against, where they oppose each other
    Column("against_id", BigInteger, nullable=True),
    Column("found_at", UtcTime, nullable=False),
    Column("language", String(8), nullable=False, server_default=""),
    _flag("has_manual_name"),  # by a moderator
    _flag("is_locked"),
    _flag("is_merged"),  # moderators merged it
    Column("words", JSON, nullable=False, server_default="[]"),  # a moderator's example words
    Column("kind", String(8), nullable=False, server_default="named"),  # what its name comes from
    Column("parts", JSON, nullable=False, server_default="[]"),  # its sub-themes: of each the name and the comments
    CheckConstraint(sql_in("kind", StoredThemeKind), name="kind"),
    _key("exchange_id", "theme_id"),
    UniqueConstraint("tenant_id", "exchange_id", "number"),
    _of_exchange(),
)

theme_member = Table(
    "theme_member",  # which comments are in a theme
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    _id("theme_id"),
    Column("confidence", Float, nullable=False),  # 0..1
    Column("secondary_theme_id", BigInteger, nullable=True),  # a second theme it clearly belongs to
    _flag("is_pinned"),  # a moderator moved it here
    _key("exchange_id", "comment_id"),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "theme_id"],
        ["theme.tenant_id", "theme.exchange_id", "theme.theme_id"],
        ondelete="CASCADE",
    ),
    _of_comment(),
    Index("ix_theme_member_theme", "tenant_id", "exchange_id", "theme_id"),
    **_NO_ORDER,
)

theme_run = Table(
    "theme_run",  # what the finder keeps between its runs
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("next_number", Integer, nullable=False),
    Column("memory", JSON, nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("comment_count", Integer, nullable=False, server_default=text("0")),  # live ones that the run was given
    Column("comment_checksum", String(60), nullable=False, server_default=""),  # of the same; "" before the first run
    Column(
        "note", String(40), nullable=False, server_default=""
    ),  # how an AI service failed; bot/domain/ai_services.py
    _key("exchange_id"),
    _of_exchange(),
)

name_review = Table(
    "name_review",  # whether moderators were asked about the themes' names before the first digest, once an exchange
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("until", UtcTime, nullable=False),  # the digest waits no longer
    Column("lease_until", UtcTime, nullable=True),  # somebody asks them now
    _flag("is_asked"),
    _flag("is_over"),  # one of them answered, or nobody could be asked
    _key("exchange_id"),
    _of_exchange(),
)

theme_change = Table(
    "theme_change",  # what happened to the set of themes, by the finder or by moderators; who is encrypted
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("change_id"),
    Column("kind", String(16), nullable=False),
    Column("number", Integer, nullable=False),  # of the theme
    Column("other", Integer, nullable=True),  # split from, merged into, moved to
    Column("facts", JSON, nullable=False),  # names before and after, figures that decided; nobody's words
    Column("before", JSON, nullable=True),  # what undo brings back
    Column("encrypted_moderator", LargeBinary, nullable=True),  # None: by itself
    Column("made_at", UtcTime, nullable=False),
    _flag("is_undone"),
    _key("exchange_id", "change_id"),
    _of_exchange(),
    CheckConstraint(sql_in("kind", ThemeChangeKind), name="kind"),
    Index("ix_theme_change_made", "tenant_id", "exchange_id", "made_at"),
)

theme_set = Table(
    "theme_set",  # a set of themes that moderators keep beside the computed one; nothing says who made it
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # s1, s2, …
    Column("name", String(60), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("changed_on", Date, nullable=False),
    Column("themes", JSON, nullable=False),  # of each the number, the name, and whether a moderator gave it
    _flag("is_first"),  # shown before the computed set
    _number("revision"),  # another after each change; begun at random
    Column("before", JSON(none_as_null=True), nullable=True),  # what undo brings back
    _key("exchange_id", "number"),
    _of_exchange(),
)

theme_set_member = Table(
    "theme_set_member",  # which comments are in which theme of such a set
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("set_number", Integer, nullable=False),
    _id("comment_id"),
    Column("theme_number", Integer, nullable=False),
    _key("exchange_id", "set_number", "comment_id"),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "set_number"],
        ["theme_set.tenant_id", "theme_set.exchange_id", "theme_set.number"],
        ondelete="CASCADE",
    ),
    _of_comment(),
    Index("ix_theme_set_member_comment", "tenant_id", "exchange_id", "comment_id"),
    **_NO_ORDER,
)

theme_check = Table(
    "theme_check",  # blind checks of the themes by moderators; nothing says who answered
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("check_id"),  # also the seed of its sample
    Column("found_at", UtcTime, nullable=False),  # of the themes that it checks
    Column("turn", Integer, nullable=False),  # changes of these themes by moderators
    Column("began_at", UtcTime, nullable=False),
    Column("items", JSON, nullable=False),  # comments, two themes, the answer; empty once it is finished
    Column("finished_at", UtcTime, nullable=True),
    _number("agreed"),
    _number("chose_other"),
    _number("neither"),
    _number("skipped"),
    _key("exchange_id", "check_id"),
    _of_exchange(),
)

comment_vector = Table(
    "comment_vector",  # an external service's vector of a comment, so that its words are sent once
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    Column("sealed", LargeBinary, nullable=False),  # the vector, and a hash of its words; bot/ai/sealed.py
    _key("exchange_id", "comment_id"),
    _of_comment(),
    **_NO_ORDER,
)

comment_translation = Table(
    "comment_translation",  # a comment's words in another language, as a service or a moderator gave them
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    Column("language", String(8), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # text and why; bot/domain/translations.py
    _flag("is_corrected"),  # by a moderator
    Column("revision", Integer, nullable=False),  # random, another at each wording: pages know by it that they are old
    _key("exchange_id", "comment_id", "language"),
    _of_comment(),
    **_NO_ORDER,
)

ai_usage = Table(
    "ai_usage",  # characters sent to external services, for the cap on spending
    metadata,
    _id("tenant_id"),
    Column("service", String(16), nullable=False),
    Column("month", String(7), nullable=False),  # as 2026-11, in UTC
    Column("characters", BigInteger, nullable=False),
    _key("service", "month"),
    ForeignKeyConstraint(["tenant_id"], ["tenant.tenant_id"], ondelete="CASCADE"),
    CheckConstraint(sql_in("service", AiService), name="service"),
)

ai_summary = Table(
    "ai_summary",  # what a service wrote for the digests of one round; kept for an hour
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _mark("request_mark"),
    Column("sealed", LargeBinary, nullable=False),  # sentences, and the ids of the comments that each cites
    Column("written_at", UtcTime, nullable=False),
    _key("exchange_id", "request_mark"),
    _of_exchange(),
    **_NO_ORDER,
)

group_deficit = Table(
    "group_deficit",  # comments that a small group rated too little, not how little; refreshed with the threshold
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("group_name", String(75), nullable=False),
    _id("comment_id"),
    _key("exchange_id", "group_name", "comment_id"),
    _of_comment(),
    **_NO_ORDER,
)

comment_score = Table(
    "comment_score",  # what is shown of a comment's stars, to the digits that are shown
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("comment_id"),
    Column("stars", Float, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("ratings", Integer, nullable=False),  # that it rests on, or more
    Column("tier", String(8)),  # top, high, middle, low; null with too few ratings
    Column("top_ten", Float, nullable=False),  # probability to be among the ten highest
    Column("position", Integer, nullable=False, server_default=text("0")),  # its place among all, from 0
    _key("exchange_id", "comment_id"),
    _of_comment(),
    **_NO_ORDER,
)

computation = Table(
    "computation",  # what a process computes of an exchange now; the others wait for its end
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("kind", String(16), nullable=False),
    Column("lease_until", UtcTime, nullable=False),
    _key("exchange_id", "kind"),
    _of_exchange(),
    CheckConstraint(
        "kind IN ('scores', 'themes', 'summary', 'retention', 'invitations', 'reminders', 'receipts', 'answers', "
        "'cards', 'rephrase', 'appeals', 'nudge', 'quarter')",
        name="kind",
    ),
)

release = Table(
    "release",  # when figures changed, and what all figures were from then on
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # from 1
    Column("made_at", UtcTime, nullable=False),
    _flag("has_groups"),  # figures by group were released too
    Column("comments_changed", Integer, nullable=False),
    Column("facts", JSON, nullable=False),
    _key("exchange_id", "number"),
    _of_exchange(),
)

release_score = Table(
    "release_score",  # the figures of the comments that changed in a release
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),
    _id("comment_id"),
    Column("stars", Float, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("ratings", Integer, nullable=False),
    _key("exchange_id", "number", "comment_id"),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "number"],
        ["release.tenant_id", "release.exchange_id", "release.number"],
        ondelete="CASCADE",
    ),
    _of_comment(),
    **_NO_ORDER,
)

release_theme = Table(
    "release_theme",  # the themes as they were when a release was made
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),  # of the release
    _id("theme_id"),
    Column("theme_number", Integer, nullable=False),
    Column("name", String(150), nullable=False),  # "" where it has none, or no live comment has its words any more
    Column("phrases", JSON, nullable=False),
    Column("example_id", BigInteger, nullable=True),
    Column("for_id", BigInteger, nullable=True),
    Column("against_id", BigInteger, nullable=True),
    Column("found_at", UtcTime, nullable=False),
    Column("language", String(8), nullable=False, server_default=""),
    _flag("has_manual_name"),
    Column("kind", String(8), nullable=False, server_default="named"),
    Column("parts", JSON, nullable=False, server_default="[]"),
    CheckConstraint(sql_in("kind", StoredThemeKind), name="kind"),
    _key("exchange_id", "number", "theme_id"),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "number"],
        ["release.tenant_id", "release.exchange_id", "release.number"],
        ondelete="CASCADE",
    ),
)

release_member = Table(
    "release_member",  # in which theme a comment was from a release on; only of comments that the release shows
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),
    _id("comment_id"),
    Column("theme_id", BigInteger, nullable=True),  # None: in none any more
    _key("exchange_id", "number", "comment_id"),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "number"],
        ["release.tenant_id", "release.exchange_id", "release.number"],
        ondelete="CASCADE",
    ),
    _of_comment(),
    **_NO_ORDER,
)

release_root = Table(
    "release_root",  # the hash over all figures of a release, by which an export of it is known again
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("number", Integer, nullable=False),
    Column("leaves_hash", String(64), nullable=False),  # hexadecimal
    Column("root", String(64), nullable=False),
    Column("leaves", LargeBinary, nullable=False),  # 32 bytes for each figure, of the last release alone
    _key("exchange_id", "number"),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "number"],
        ["release.tenant_id", "release.exchange_id", "release.number"],
        ondelete="CASCADE",
    ),
)

export_log = Table(
    "export_log",  # what was taken out of an exchange; who did it is encrypted under its key
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("export_id"),
    Column("form", String(16), nullable=False),
    _flag("is_full"),  # each person's pattern was in it
    Column("made_at", UtcTime, nullable=False),
    Column("encrypted_moderator", LargeBinary, nullable=True),  # None: the operator of the server
    _key("exchange_id", "export_id"),
    _of_exchange(),
    CheckConstraint(sql_in("form", ExportForm), name="form"),
    Index("ix_export_log_made", "tenant_id", "exchange_id", "made_at"),
)

score_run = Table(
    "score_run",  # the last release: what is shown beside the scores of comments; nothing of a small group
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    Column("fitted_at", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False),  # number of the last release, 0 before the first
    Column("ratings", Integer, nullable=False),
    Column("slot", String(80), nullable=False, server_default=""),  # when it was last looked whether one is due
    Column("sealed", LargeBinary, nullable=True),  # whom figures count, encrypted under the exchange's key
    Column("ratings_at_threshold", Integer, nullable=False),  # ratings when the quality threshold was last computed
    Column("facts", JSON, nullable=False),
    _key("exchange_id"),
    _of_exchange(),
)

digest_schedule = Table(
    "digest_schedule",  # when digests come to a channel
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _slack("channel_id"),
    Column("every", String(40), nullable=False),  # as written, "mon 09:00"
    Column("zone", String(64), nullable=False),  # IANA, of its author
    Column("next_at", UtcTime, nullable=False),
    Column("quiet", String(16), nullable=False, server_default=""),  # hours without digests, "20:00-07:00"
    Column("holidays", String(700), nullable=False, server_default=""),  # days without digests, with commas between
    Column("at_least", Integer, nullable=False, server_default=text("0")),  # new comments that are worth a digest
    Column("form", String(16), nullable=False, server_default="full"),
    _flag("goes_outside"),  # out of a private channel, as a moderator confirmed
    _key("exchange_id", "channel_id"),
    CheckConstraint(sql_in("form", DigestForm), name="form"),
    _of_exchange(),
    Index("ix_digest_schedule_next", "next_at"),
)

digest = Table(
    "digest",  # what was said, frozen
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("digest_id"),
    Column("slot", String(40), nullable=False),  # of its delivery, and after which digest
    Column("made_at", UtcTime, nullable=False),
    Column("facts", JSON, nullable=False),  # counts and themes at that time; the next one compares
    Column("body", JSON, nullable=False),  # the blocks
    _key("exchange_id", "digest_id"),
    UniqueConstraint("tenant_id", "exchange_id", "slot"),
    _of_exchange(),
)

digest_quote = Table(
    "digest_quote",  # which comments a digest quotes, to edit them out when removed
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("digest_id"),
    _id("comment_id"),
    _key("exchange_id", "digest_id", "comment_id"),
    ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "digest_id"],
        ["digest.tenant_id", "digest.exchange_id", "digest.digest_id"],
        ondelete="CASCADE",
    ),
    # No foreign key to the comment: after its row is deleted, this one must still locate its quotes.
    Index("ix_digest_quote_comment", "tenant_id", "exchange_id", "comment_id"),
)

delivery = Table(
    "delivery",  # deliveries to channels: due, claimed under a lease, then done or failed
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("delivery_id"),
    Column("kind", String(16), nullable=False),
    Column("slot", String(40), nullable=False),
    _slack("channel_id"),
    Column("due_at", UtcTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempt", Integer, nullable=False, server_default=text("0")),
    Column("lease_until", UtcTime, nullable=True),
    Column("claimed_at", UtcTime, nullable=True),
    Column("digest_id", BigInteger, nullable=True),
    Column("message_ts", String(32), nullable=True),
    Column("error", String(80), nullable=True),
    _key("exchange_id", "delivery_id"),
    UniqueConstraint("tenant_id", "exchange_id", "kind", "slot", "channel_id"),
    _of_exchange(),
    CheckConstraint(sql_in("kind", DeliveryKind), name="kind"),
    CheckConstraint(sql_in("state", DeliveryState), name="state"),
    Index("ix_delivery_due", "state", "due_at"),
)

held_digest = Table(
    "held_digest",  # digests that moderators are shown before they go out, and what they changed
    metadata,
    _id("tenant_id"),
    _id("exchange_id"),
    _id("hold_id"),  # of the delivery that shows it to moderators
    _id("delivery_id"),  # of the delivery that posts it
    Column("version", Integer, nullable=False, server_default=text("0")),  # how often it was made or changed
    _id("base_id"),  # the digest without what moderators changed
    Column("introduction", String(600), nullable=False, server_default=""),  # a moderator's own sentences above it
    Column("left_out", JSON, nullable=False),  # ids of comments that are not quoted
    Column("reason", String(16), nullable=False, server_default=""),  # why it was made again
    Column("cards", JSON, nullable=False),  # where moderators see it: channel, ts, language
    Column("shown", String(16), nullable=False, server_default=""),  # a mark of what the cards say
    _flag("is_over"),  # nothing can change any more, and the cards say so
    _key("exchange_id", "hold_id"),
    _of_exchange(),
    CheckConstraint(sql_in("reason", MadeAgain), name="reason"),
)
