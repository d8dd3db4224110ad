"""The whole schema, written by `make schema` from storage/models.py."""

import sqlalchemy as sa
from alembic import op

import storage.models

revision = "0001_e249343027c1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("report_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("kind IN ('danger', 'report', 'author')", name=op.f("ck_alert_kind")),
        sa.PrimaryKeyConstraint("tenant_id", "kind", name=op.f("pk_alert")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_lease",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lease_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "lease_mark", name=op.f("pk_event_lease")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "moderator",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slack_user_id", sa.String(length=32), nullable=False),
        sa.Column("is_owner", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "slack_user_id", name=op.f("pk_moderator")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "processed_event",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("hour", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("is_done", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "event_mark", name=op.f("pk_processed_event")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "slack_person",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "person_mark", name=op.f("pk_slack_person")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tenant",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("is_playground", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("ai_consent_hosts", sa.String(length=600), server_default="", nullable=False),
        sa.Column("has_ai_consent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_tenant")),
        sa.UniqueConstraint("team_id", name=op.f("uq_tenant_team_id")),
    )
    op.create_table(
        "ai_usage",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("characters", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("service IN ('embeddings', 'summary')", name=op.f("ck_ai_usage_service")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.tenant_id"], name=op.f("fk_ai_usage_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "service", "month", name=op.f("pk_ai_usage")),
    )
    op.create_table(
        "exchange",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("background", sa.String(length=3000), server_default="", nullable=False),
        sa.Column("star_meaning", sa.String(length=16), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("roster", sa.JSON(), nullable=True),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("moderation", sa.String(length=16), nullable=False),
        sa.Column("hide_at_reports", sa.Integer(), server_default=sa.text("3"), nullable=False),
        sa.Column("comment_limit", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), server_default="en", nullable=False),
        sa.Column("opens_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("closes_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("opened_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("closed_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("paused_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("archived_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("announcement_ts", sa.String(length=32), nullable=True),
        sa.Column("announced_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("announced_snapshot", sa.JSON(), nullable=True),
        sa.Column("announce_lease_until", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_erased_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("retention_days", sa.Integer(), server_default=sa.text("60"), nullable=False),
        sa.Column("last_day_notice", sa.String(length=32), server_default="", nullable=False),
        sa.Column("rewritten_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("public_counts", sa.JSON(), nullable=True),
        sa.Column("counted_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("rating_only", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("min_group_size", sa.Integer(), server_default=sa.text("5"), nullable=False),
        sa.Column("needs_second_moderator", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("excludes_coordinated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reviews_theme_names", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sends_reminders", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("has_strict_protection", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("publishes_group_sizes", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("results_page", sa.String(length=16), server_default="slack", nullable=False),
        sa.Column("results_when", sa.String(length=16), server_default="rated", nullable=False),
        sa.Column("policy", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("help_text", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("safety_contacts", sa.String(length=400), server_default="", nullable=False),
        sa.Column("disclosure", sa.String(length=16), server_default="nobody", nullable=False),
        sa.Column("safety_channel_id", sa.String(length=32), nullable=True),
        sa.Column("encrypted_creator", sa.LargeBinary(), nullable=True),
        sa.Column("grand_mean", sa.Float(), server_default=sa.text("3"), nullable=False),
        sa.Column("quality_threshold", sa.Float(), server_default=sa.text("3"), nullable=False),
        sa.CheckConstraint("disclosure IN ('nobody', 'officers')", name=op.f("ck_exchange_disclosure")),
        sa.CheckConstraint("language IN ('en', 'es')", name=op.f("ck_exchange_language")),
        sa.CheckConstraint("moderation IN ('post', 'flagged', 'pre')", name=op.f("ck_exchange_moderation")),
        sa.CheckConstraint(
            "results_page IN ('slack', 'link', 'workspace', 'moderators')", name=op.f("ck_exchange_results_page")
        ),
        sa.CheckConstraint("results_when IN ('rated', 'always', 'closed')", name=op.f("ck_exchange_results_when")),
        sa.CheckConstraint(
            "star_meaning IN ('agree', 'important', 'experience')", name=op.f("ck_exchange_star_meaning")
        ),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f("ck_exchange_state")),
        sa.CheckConstraint("comment_limit BETWEEN 1 AND 3000", name=op.f("ck_exchange_comment_limit")),
        sa.CheckConstraint("hide_at_reports BETWEEN 0 AND 50", name=op.f("ck_exchange_hide_at_reports")),
        sa.CheckConstraint("min_group_size >= 3", name=op.f("ck_exchange_min_group_size")),
        sa.CheckConstraint("rating_only BETWEEN 0 AND 50", name=op.f("ck_exchange_rating_only")),
        sa.CheckConstraint("retention_days BETWEEN 7 AND 365", name=op.f("ck_exchange_retention_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.tenant_id"], name=op.f("fk_exchange_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", name=op.f("pk_exchange")),
        sa.UniqueConstraint(
            "tenant_id", "exchange_id", "disclosure", name=op.f("uq_exchange_tenant_id_exchange_id_disclosure")
        ),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("uq_exchange_tenant_id_slug")),
    )
    op.create_table(
        "web_pass",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pass_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("delete_after", storage.models.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.tenant_id"], name=op.f("fk_web_pass_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "pass_hash", name=op.f("pk_web_pass")),
        sa.UniqueConstraint("pass_hash", name=op.f("uq_web_pass_pass_hash")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ai_summary",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_ai_summary_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "request_mark", name=op.f("pk_ai_summary")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=80), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("message_ts", sa.String(length=32), nullable=True),
        sa.Column("helped", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("encrypted_moderator", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "status IN ('heard', 'planned', 'started', 'done', 'declined')", name=op.f("ck_answer_status")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_answer_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "appeal",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("encrypted_moderator", sa.LargeBinary(), nullable=True),
        sa.Column("is_sent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'upheld', 'restored')", name=op.f("ck_appeal_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_appeal_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_appeal")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_seal", sa.LargeBinary(length=16), nullable=False),
        sa.Column("source_mac", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("held_for", sa.String(length=64), server_default="", nullable=False),
        sa.Column("awaits_look", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("is_seed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("encrypted_name", sa.LargeBinary(), nullable=True),
        sa.Column("shared_on", sa.Date(), nullable=False),
        sa.Column("n1", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n2", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n3", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n4", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n5", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("skips", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("open_cards", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("reports", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("sampling_weight", sa.Float(), server_default=sa.text("4"), nullable=False),
        sa.Column("virtual_finish_time", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("tie_breaker", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "state IN ('live', 'pending', 'hidden', 'removed', 'withdrawn', 'superseded')",
            name=op.f("ck_comment_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_comment_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_comment")),
        sa.UniqueConstraint(
            "tenant_id",
            "exchange_id",
            "number",
            "version",
            name=op.f("uq_comment_tenant_id_exchange_id_number_version"),
        ),
        sa.UniqueConstraint(
            "tenant_id", "exchange_id", "position", name=op.f("uq_comment_tenant_id_exchange_id_position")
        ),
        sa.UniqueConstraint(
            "tenant_id", "exchange_id", "source_mac", name=op.f("uq_comment_tenant_id_exchange_id_source_mac")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_comment_awaits_look",
        "comment",
        ["tenant_id", "comment_id"],
        unique=False,
        sqlite_where=sa.text("awaits_look"),
        postgresql_where=sa.text("awaits_look"),
    )
    op.create_index(
        "ix_comment_queue",
        "comment",
        ["tenant_id", "exchange_id", "state", "virtual_finish_time", "tie_breaker", "comment_id"],
        unique=False,
    )
    op.create_table(
        "computation",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("lease_until", storage.models.UtcTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('scores', 'themes', 'summary', 'retention', 'invitations', 'reminders', 'receipts', 'answers')",
            name=op.f("ck_computation_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_computation_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "kind", name=op.f("pk_computation")),
    )
    op.create_table(
        "delivery",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("delivery_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("due_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("claimed_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("digest_id", sa.BigInteger(), nullable=True),
        sa.Column("message_ts", sa.String(length=32), nullable=True),
        sa.Column("error", sa.String(length=80), nullable=True),
        sa.CheckConstraint("kind IN ('digest', 'redact')", name=op.f("ck_delivery_kind")),
        sa.CheckConstraint("state IN ('due', 'claimed', 'done', 'failed', 'dropped')", name=op.f("ck_delivery_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_delivery_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "delivery_id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "tenant_id",
            "exchange_id",
            "kind",
            "slot",
            "channel_id",
            name=op.f("uq_delivery_tenant_id_exchange_id_kind_slot_channel_id"),
        ),
    )
    op.create_index("ix_delivery_due", "delivery", ["state", "due_at"], unique=False)
    op.create_table(
        "digest",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("made_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_digest_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "digest_id", name=op.f("pk_digest")),
        sa.UniqueConstraint("tenant_id", "exchange_id", "slot", name=op.f("uq_digest_tenant_id_exchange_id_slot")),
    )
    op.create_table(
        "digest_schedule",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("every", sa.String(length=40), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("next_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_digest_schedule_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "channel_id", name=op.f("pk_digest_schedule")),
    )
    op.create_index("ix_digest_schedule_next", "digest_schedule", ["next_at"], unique=False)
    op.create_table(
        "export_log",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("export_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("is_full", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("made_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("encrypted_moderator", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "form IN ('csv', 'json', 'xlsx', 'html', 'pdf', 'polis', 'bundle', 'log')", name=op.f("ck_export_log_form")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_export_log_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "export_id", name=op.f("pk_export_log")),
    )
    op.create_index("ix_export_log_made", "export_log", ["tenant_id", "exchange_id", "made_at"], unique=False)
    op.create_table(
        "name_review",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("lease_until", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("is_asked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_name_review_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", name=op.f("pk_name_review")),
    )
    op.create_table(
        "participant",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("layout", sa.LargeBinary(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.LargeBinary(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_participant_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_participant")),
        postgresql_with={"toast_tuple_target": 8160, "fillfactor": 50},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("has_groups", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("comments_changed", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_release_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_release")),
    )
    op.create_table(
        "results_link",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("is_revoked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_results_link_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "generation", name=op.f("pk_results_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_results_link_token_hash")),
    )
    op.create_table(
        "score_run",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fitted_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=80), server_default="", nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ratings_at_threshold", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_score_run_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", name=op.f("pk_score_run")),
    )
    op.create_table(
        "theme",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("example_id", sa.BigInteger(), nullable=True),
        sa.Column("for_id", sa.BigInteger(), nullable=True),
        sa.Column("against_id", sa.BigInteger(), nullable=True),
        sa.Column("found_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=8), server_default="", nullable=False),
        sa.Column("has_manual_name", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_merged", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("words", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("kind", sa.String(length=8), server_default="named", nullable=False),
        sa.Column("parts", sa.JSON(), server_default="[]", nullable=False),
        sa.CheckConstraint("kind IN ('named', 'unnamed', 'all', 'language', 'silent')", name=op.f("ck_theme_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_theme_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "theme_id", name=op.f("pk_theme")),
        sa.UniqueConstraint("tenant_id", "exchange_id", "number", name=op.f("uq_theme_tenant_id_exchange_id_number")),
    )
    op.create_table(
        "theme_change",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("encrypted_moderator", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("is_undone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('new', 'split', 'merge', 'gone', 'rename', 'move', 'lock', 'unlock', 'seed')",
            name=op.f("ck_theme_change_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_theme_change_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "change_id", name=op.f("pk_theme_change")),
    )
    op.create_index("ix_theme_change_made", "theme_change", ["tenant_id", "exchange_id", "made_at"], unique=False)
    op.create_table(
        "theme_check",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("check_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("found_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("began_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("finished_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("agreed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("chose_other", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("neither", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("skipped", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_theme_check_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "check_id", name=op.f("pk_theme_check")),
    )
    op.create_table(
        "theme_run",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("found_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("comment_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("comment_checksum", sa.String(length=60), server_default="", nullable=False),
        sa.Column("note", sa.String(length=40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_theme_run_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", name=op.f("pk_theme_run")),
    )
    op.create_table(
        "author_help",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_done", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_author_help_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_author_help")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_score",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stars", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=8), nullable=True),
        sa.Column("top_ten", sa.Float(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_comment_score_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_comment_score")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_vector",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_comment_vector_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_comment_vector")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "danger_case",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_danger_case_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_danger_case")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "digest_quote",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "digest_id"],
            ["digest.tenant_id", "digest.exchange_id", "digest.digest_id"],
            name=op.f("fk_digest_quote_digest"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "digest_id", "comment_id", name=op.f("pk_digest_quote")),
    )
    op.create_index("ix_digest_quote_comment", "digest_quote", ["tenant_id", "exchange_id", "comment_id"], unique=False)
    op.create_table(
        "disclosure_request",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("disclosure", sa.String(length=16), nullable=False),
        sa.Column("requested_by", sa.String(length=32), nullable=False),
        sa.Column("requested_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=32), nullable=True),
        sa.Column("confirmed_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.CheckConstraint("disclosure = 'officers'", name=op.f("ck_disclosure_request_disclosure")),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> requested_by", name=op.f("ck_disclosure_request_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_disclosure_request_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "disclosure"],
            ["exchange.tenant_id", "exchange.exchange_id", "exchange.disclosure"],
            name="fk_disclosure_request_allowed",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "exchange_id", "comment_id", "request_id", name=op.f("pk_disclosure_request")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_deficit",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_name", sa.String(length=75), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_group_deficit_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "group_name", "comment_id", name=op.f("pk_group_deficit")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "moderation_act",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("grounds", sa.String(length=200), server_default="", nullable=False),
        sa.Column("encrypted_moderator", sa.LargeBinary(), nullable=True),
        sa.Column("acted_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("acted_on", sa.Date(), nullable=True),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.Column("state_before", sa.String(length=16), nullable=True),
        sa.Column("reason_before", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "act IN ('keep', 'hide', 'remove', 'restore', 'ask', 'propose_hide', 'propose_remove', 'claim', 'unclaim', 'undo', 'hold', 'reported', 'appeal', 'appeal_kept', 'appeal_restored')",
            name=op.f("ck_moderation_act_act"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_moderation_act_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "act_id", name=op.f("pk_moderation_act")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_moderation_act_comment", "moderation_act", ["tenant_id", "exchange_id", "comment_id"], unique=False
    )
    op.create_table(
        "rating",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rater_seal", sa.LargeBinary(length=16), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("clicked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_rating_stars")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_rating_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", "rater_seal", name=op.f("pk_rating")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release_member",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_release_member_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "number"],
            ["release.tenant_id", "release.exchange_id", "release.number"],
            name=op.f("fk_release_member_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", "comment_id", name=op.f("pk_release_member")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release_root",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("leaves_hash", sa.String(length=64), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "number"],
            ["release.tenant_id", "release.exchange_id", "release.number"],
            name=op.f("fk_release_root_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_release_root")),
    )
    op.create_table(
        "release_score",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stars", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_release_score_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "number"],
            ["release.tenant_id", "release.exchange_id", "release.number"],
            name=op.f("fk_release_score_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", "comment_id", name=op.f("pk_release_score")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release_theme",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("example_id", sa.BigInteger(), nullable=True),
        sa.Column("for_id", sa.BigInteger(), nullable=True),
        sa.Column("against_id", sa.BigInteger(), nullable=True),
        sa.Column("found_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=8), server_default="", nullable=False),
        sa.Column("has_manual_name", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("kind", sa.String(length=8), server_default="named", nullable=False),
        sa.Column("parts", sa.JSON(), server_default="[]", nullable=False),
        sa.CheckConstraint(
            "kind IN ('named', 'unnamed', 'all', 'language', 'silent')", name=op.f("ck_release_theme_kind")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "number"],
            ["release.tenant_id", "release.exchange_id", "release.number"],
            name=op.f("fk_release_theme_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", "theme_id", name=op.f("pk_release_theme")),
    )
    op.create_table(
        "rephrase_request",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_rephrase_request_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "act_id", name=op.f("pk_rephrase_request")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rater_seal", sa.LargeBinary(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("is_settled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.Column("overruled", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "reason IN ('rude', 'name', 'off_topic', 'spam', 'danger', 'other')", name=op.f("ck_report_reason")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_report_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", "rater_seal", name=op.f("pk_report")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "skip",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rater_seal", sa.LargeBinary(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("clicked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('skip', 'unclear', 'off_topic', 'duplicate', 'undone')", name=op.f("ck_skip_reason")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_skip_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", "rater_seal", name=op.f("pk_skip")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_member",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("secondary_theme_id", sa.BigInteger(), nullable=True),
        sa.Column("is_pinned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_theme_member_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "theme_id"],
            ["theme.tenant_id", "theme.exchange_id", "theme.theme_id"],
            name=op.f("fk_theme_member_theme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_theme_member")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_theme_member_theme", "theme_member", ["tenant_id", "exchange_id", "theme_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_theme_member_theme", table_name="theme_member")
    op.drop_table("theme_member")
    op.drop_table("skip")
    op.drop_table("report")
    op.drop_table("rephrase_request")
    op.drop_table("release_theme")
    op.drop_table("release_score")
    op.drop_table("release_root")
    op.drop_table("release_member")
    op.drop_table("rating")
    op.drop_index("ix_moderation_act_comment", table_name="moderation_act")
    op.drop_table("moderation_act")
    op.drop_table("group_deficit")
    op.drop_table("disclosure_request")
    op.drop_index("ix_digest_quote_comment", table_name="digest_quote")
    op.drop_table("digest_quote")
    op.drop_table("danger_case")
    op.drop_table("comment_vector")
    op.drop_table("comment_score")
    op.drop_table("author_help")
    op.drop_table("theme_run")
    op.drop_table("theme_check")
    op.drop_index("ix_theme_change_made", table_name="theme_change")
    op.drop_table("theme_change")
    op.drop_table("theme")
    op.drop_table("score_run")
    op.drop_table("results_link")
    op.drop_table("release")
    op.drop_table("participant")
    op.drop_table("name_review")
    op.drop_index("ix_export_log_made", table_name="export_log")
    op.drop_table("export_log")
    op.drop_index("ix_digest_schedule_next", table_name="digest_schedule")
    op.drop_table("digest_schedule")
    op.drop_table("digest")
    op.drop_index("ix_delivery_due", table_name="delivery")
    op.drop_table("delivery")
    op.drop_table("computation")
    op.drop_index("ix_comment_queue", table_name="comment")
    op.drop_index(
        "ix_comment_awaits_look",
        table_name="comment",
        sqlite_where=sa.text("awaits_look"),
        postgresql_where=sa.text("awaits_look"),
    )
    op.drop_table("comment")
    op.drop_table("appeal")
    op.drop_table("answer")
    op.drop_table("ai_summary")
    op.drop_table("web_pass")
    op.drop_table("exchange")
    op.drop_table("ai_usage")
    op.drop_table("tenant")
    op.drop_table("slack_person")
    op.drop_table("processed_event")
    op.drop_table("moderator")
    op.drop_table("event_lease")
    op.drop_table("alert")
