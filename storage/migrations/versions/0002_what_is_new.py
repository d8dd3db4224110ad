"""What changed since the migration before, written by `make schema` from storage/models.py."""

import sqlalchemy as sa
from alembic import op

import storage.models

revision = "0002_d268ebbbfb19"
down_revision = "0001_e249343027c1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "install_state",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "state_hash", name=op.f("pk_install_state")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "desk_setting",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cards", sa.String(length=16), server_default="none", nullable=False),
        sa.Column("cards_channel_id", sa.String(length=32), nullable=True),
        sa.Column("is_open_channel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("held_words", sa.JSON(), nullable=False),
        sa.Column("allowed_words", sa.JSON(), nullable=False),
        sa.Column("rules_off", sa.JSON(), nullable=False),
        sa.Column("finds_off_topic", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("cards IN ('none', 'channel', 'messages')", name=op.f("ck_desk_setting_cards")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.tenant_id"], name=op.f("fk_desk_setting_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_desk_setting")),
    )
    op.create_table(
        "installation",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("is_org_wide", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("expires_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("refreshing_until", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("gone_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("delete_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.tenant_id"], name=op.f("fk_installation_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_installation")),
    )
    op.create_table(
        "kept_form",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("holder_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("delete_after", storage.models.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.tenant_id"], name=op.f("fk_kept_form_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "form_mark", name=op.f("pk_kept_form")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("kept_form", schema=None) as batch_op:
        batch_op.create_index("ix_kept_form_holder", ["tenant_id", "holder_mark"], unique=False)

    op.create_table(
        "exchange_channel",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("announcement_ts", sa.String(length=32), nullable=True),
        sa.Column("announced_at", storage.models.UtcTime(timezone=True), nullable=True),
        sa.Column("announced_snapshot", sa.JSON(), nullable=True),
        sa.Column("announce_lease_until", storage.models.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_exchange_channel_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "channel_id", name=op.f("pk_exchange_channel")),
    )
    with op.batch_alter_table("exchange_channel", schema=None) as batch_op:
        batch_op.create_index("ix_exchange_channel_ts", ["tenant_id", "channel_id", "announcement_ts"], unique=False)

    op.create_table(
        "held_digest",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hold_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("delivery_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("base_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("introduction", sa.String(length=600), server_default="", nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=16), server_default="", nullable=False),
        sa.Column("cards", sa.JSON(), nullable=False),
        sa.Column("shown", sa.String(length=16), server_default="", nullable=False),
        sa.Column("is_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("reason IN ('', 'figures', 'quote')", name=op.f("ck_held_digest_reason")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_held_digest_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "hold_id", name=op.f("pk_held_digest")),
    )
    op.create_table(
        "invitee_list",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_invitee_list_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", name=op.f("pk_invitee_list")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "queue_item",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_queue_item_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_queue_item")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "talk",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_talk_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_talk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_set",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("is_first", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_theme_set_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "number", name=op.f("pk_theme_set")),
    )
    op.create_table(
        "comment_translation",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("is_corrected", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_comment_translation_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "exchange_id", "comment_id", "language", name=op.f("pk_comment_translation")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_set_member",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_theme_set_member_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "set_number"],
            ["theme_set.tenant_id", "theme_set.exchange_id", "theme_set.number"],
            name=op.f("fk_theme_set_member_theme_set"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "exchange_id", "set_number", "comment_id", name=op.f("pk_theme_set_member")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("theme_set_member", schema=None) as batch_op:
        batch_op.create_index("ix_theme_set_member_comment", ["tenant_id", "exchange_id", "comment_id"], unique=False)

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("awaits_service", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("awaits_topic", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("awaits_translation", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("translations", sa.String(length=32), server_default="", nullable=False))
        batch_op.add_column(sa.Column("is_quotable", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.alter_column(
            "held_for",
            existing_type=sa.VARCHAR(length=64),
            type_=sa.String(length=128),
            existing_nullable=False,
            existing_server_default=sa.text("('')"),
        )
        batch_op.create_index(
            "ix_comment_awaits_service",
            ["tenant_id", "comment_id"],
            unique=False,
            sqlite_where=sa.text("awaits_service"),
            postgresql_where=sa.text("awaits_service"),
        )
        batch_op.create_index(
            "ix_comment_awaits_topic",
            ["tenant_id", "comment_id"],
            unique=False,
            sqlite_where=sa.text("awaits_topic"),
            postgresql_where=sa.text("awaits_topic"),
        )
        batch_op.create_index(
            "ix_comment_awaits_translation",
            ["tenant_id", "comment_id"],
            unique=False,
            sqlite_where=sa.text("awaits_translation"),
            postgresql_where=sa.text("awaits_translation"),
        )

    with op.batch_alter_table("digest_schedule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quiet", sa.String(length=16), server_default="", nullable=False))
        batch_op.add_column(sa.Column("holidays", sa.String(length=700), server_default="", nullable=False))
        batch_op.add_column(sa.Column("at_least", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("form", sa.String(length=16), server_default="full", nullable=False))
        batch_op.add_column(sa.Column("goes_outside", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_digest_schedule_form"), "form IN ('full', 'short', 'moderators')"
        )

    with op.batch_alter_table("exchange", schema=None) as batch_op:
        batch_op.add_column(sa.Column("questions", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("nudge", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("more_channels", sa.String(length=400), server_default="", nullable=False))
        batch_op.add_column(sa.Column("renews", sa.String(length=16), server_default="never", nullable=False))
        batch_op.add_column(sa.Column("follows", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("followed_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("next_waits_until", storage.models.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("digest_hold", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("asks_before_quotes", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("translates_comments", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("disclosure_mac", sa.String(length=32), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_exchange_tenant_id_follows"), ["tenant_id", "follows"])
        batch_op.create_check_constraint(batch_op.f("ck_exchange_digest_hold"), "digest_hold BETWEEN 0 AND 48")
        batch_op.create_check_constraint(batch_op.f("ck_exchange_renews"), "renews IN ('never', 'quarter')")

    with op.batch_alter_table("moderator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("office", sa.String(length=16), server_default="moderator", nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_moderator_office"), "office IN ('owner', 'moderator', 'safety', 'analyst', 'viewer')"
        )

    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rating_comment"), type_="foreignkey")

    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_alert_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_alert_kind"), "kind IN ('danger', 'report', 'author', 'service')"
        )

    with op.batch_alter_table("ai_usage", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_ai_usage_service"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_ai_usage_service"), "service IN ('embeddings', 'summary', 'danger', 'translation')"
        )

    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_appeal_state"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_appeal_state"), "state IN ('waiting', 'upheld', 'restored', 'dropped')"
        )

    with op.batch_alter_table("computation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_computation_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_computation_kind"),
            "kind IN ('scores', 'themes', 'summary', 'retention', 'invitations', 'reminders', 'receipts', 'answers', 'cards', 'rephrase', 'appeals', 'nudge', 'quarter')",
        )

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), "kind IN ('digest', 'redact', 'hold')")

    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_theme_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_theme_kind"), "kind IN ('named', 'unnamed', 'all', 'language', 'personal', 'silent')"
        )

    with op.batch_alter_table("moderation_act", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_moderation_act_act"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_moderation_act_act"),
            "act IN ('keep', 'hide', 'remove', 'restore', 'ask', 'propose_hide', 'propose_remove', 'claim', 'unclaim', 'undo', 'hold', 'reported', 'take_care', 'ask_author', 'show_author', 'talk', 'talk_ended', 'appeal', 'appeal_kept', 'appeal_restored', 'translate')",
        )

    with op.batch_alter_table("release_theme", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_release_theme_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_release_theme_kind"), "kind IN ('named', 'unnamed', 'all', 'language', 'personal', 'silent')"
        )


def downgrade() -> None:
    with op.batch_alter_table("release_theme", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_release_theme_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_release_theme_kind"), "kind IN ('named', 'unnamed', 'all', 'language', 'silent')"
        )

    with op.batch_alter_table("moderation_act", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_moderation_act_act"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_moderation_act_act"),
            "act IN ('keep', 'hide', 'remove', 'restore', 'ask', 'propose_hide', 'propose_remove', 'claim', 'unclaim', 'undo', 'hold', 'reported', 'appeal', 'appeal_kept', 'appeal_restored')",
        )

    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_theme_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_theme_kind"), "kind IN ('named', 'unnamed', 'all', 'language', 'silent')"
        )

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), "kind IN ('digest', 'redact')")

    with op.batch_alter_table("computation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_computation_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_computation_kind"),
            "kind IN ('scores', 'themes', 'summary', 'retention', 'invitations', 'reminders', 'receipts', 'answers')",
        )

    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_appeal_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_appeal_state"), "state IN ('waiting', 'upheld', 'restored')")

    with op.batch_alter_table("ai_usage", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_ai_usage_service"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_ai_usage_service"), "service IN ('embeddings', 'summary')")

    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_alert_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_alert_kind"), "kind IN ('danger', 'report', 'author')")

    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_foreign_key(
            batch_op.f("fk_rating_comment"),
            "comment",
            ["tenant_id", "exchange_id", "comment_id"],
            ["tenant_id", "exchange_id", "comment_id"],
            ondelete="CASCADE",
        )

    with op.batch_alter_table("moderator", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_moderator_office"), type_="check")
        batch_op.drop_column("office")

    with op.batch_alter_table("exchange", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_exchange_renews"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_exchange_digest_hold"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_exchange_tenant_id_follows"), type_="unique")
        batch_op.drop_column("disclosure_mac")
        batch_op.drop_column("translates_comments")
        batch_op.drop_column("asks_before_quotes")
        batch_op.drop_column("digest_hold")
        batch_op.drop_column("next_waits_until")
        batch_op.drop_column("followed_by")
        batch_op.drop_column("follows")
        batch_op.drop_column("renews")
        batch_op.drop_column("more_channels")
        batch_op.drop_column("nudge")
        batch_op.drop_column("questions")

    with op.batch_alter_table("digest_schedule", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_digest_schedule_form"), type_="check")
        batch_op.drop_column("goes_outside")
        batch_op.drop_column("form")
        batch_op.drop_column("at_least")
        batch_op.drop_column("holidays")
        batch_op.drop_column("quiet")

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_comment_awaits_translation",
            sqlite_where=sa.text("awaits_translation"),
            postgresql_where=sa.text("awaits_translation"),
        )
        batch_op.drop_index(
            "ix_comment_awaits_topic", sqlite_where=sa.text("awaits_topic"), postgresql_where=sa.text("awaits_topic")
        )
        batch_op.drop_index(
            "ix_comment_awaits_service",
            sqlite_where=sa.text("awaits_service"),
            postgresql_where=sa.text("awaits_service"),
        )
        batch_op.alter_column(
            "held_for",
            existing_type=sa.String(length=128),
            type_=sa.VARCHAR(length=64),
            existing_nullable=False,
            existing_server_default=sa.text("('')"),
        )
        batch_op.drop_column("is_quotable")
        batch_op.drop_column("translations")
        batch_op.drop_column("awaits_translation")
        batch_op.drop_column("awaits_topic")
        batch_op.drop_column("awaits_service")

    with op.batch_alter_table("theme_set_member", schema=None) as batch_op:
        batch_op.drop_index("ix_theme_set_member_comment")

    op.drop_table("theme_set_member")
    op.drop_table("comment_translation")
    op.drop_table("theme_set")
    op.drop_table("talk")
    op.drop_table("queue_item")
    op.drop_table("invitee_list")
    op.drop_table("held_digest")
    with op.batch_alter_table("exchange_channel", schema=None) as batch_op:
        batch_op.drop_index("ix_exchange_channel_ts")

    op.drop_table("exchange_channel")
    with op.batch_alter_table("kept_form", schema=None) as batch_op:
        batch_op.drop_index("ix_kept_form_holder")

    op.drop_table("kept_form")
    op.drop_table("installation")
    op.drop_table("desk_setting")
    op.drop_table("install_state")
