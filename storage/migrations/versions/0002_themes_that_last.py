"""Themes that last: what moderators decide, what happened, and what services outside answered."""

import sqlalchemy as sa
from alembic import op

import storage.models

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FLAGS = ("is_named", "is_locked", "is_whole")


def upgrade() -> None:
    op.create_table(
        "outside_use",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("characters", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("service IN ('embeddings', 'summary')", name=op.f("ck_outside_use_service")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.tenant_id"], name=op.f("fk_outside_use_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "service", "month", name=op.f("pk_outside_use")),
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
        sa.Column("sealed_moderator", sa.LargeBinary(), nullable=True),
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
    with op.batch_alter_table("theme_change") as batch_op:
        batch_op.create_index("ix_theme_change_made", ["tenant_id", "exchange_id", "made_at"], unique=False)

    op.create_table(
        "theme_run",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("found_at", storage.models.UtcTime(timezone=True), nullable=False),
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
        "comment_vector",
        sa.Column("tenant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exchange_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id", "comment_id"],
            ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
            name=op.f("fk_comment_vector_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_comment_vector")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("tenant") as batch_op:
        batch_op.add_column(sa.Column("sends_texts", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("theme") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_theme_tenant_id_exchange_id_position"), type_="unique")
        batch_op.alter_column("position", new_column_name="number", existing_type=sa.Integer(), existing_nullable=False)
    with op.batch_alter_table("theme") as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f("uq_theme_tenant_id_exchange_id_number"), ["tenant_id", "exchange_id", "number"]
        )
        batch_op.add_column(sa.Column("language", sa.String(length=8), server_default="", nullable=False))
        for flag in _FLAGS:
            batch_op.add_column(sa.Column(flag, sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("words", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("theme_member") as batch_op:
        batch_op.add_column(sa.Column("second_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("is_pinned", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("theme_member", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_column("is_pinned")
        batch_op.drop_column("second_id")
    with op.batch_alter_table("theme") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_theme_tenant_id_exchange_id_number"), type_="unique")
        batch_op.alter_column("number", new_column_name="position", existing_type=sa.Integer(), existing_nullable=False)
    with op.batch_alter_table("theme") as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f("uq_theme_tenant_id_exchange_id_position"), ["tenant_id", "exchange_id", "position"]
        )
        for column in ("words", *_FLAGS, "language"):
            batch_op.drop_column(column)
    with op.batch_alter_table("tenant") as batch_op:
        batch_op.drop_column("sends_texts")
    for table in ("comment_vector", "theme_run", "theme_change", "outside_use"):
        op.drop_table(table)
