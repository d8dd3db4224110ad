"""The promise queue, sharing that ends before rating, and scores that were fitted."""

import sqlalchemy as sa
from alembic import op

import storage.models

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _of_comment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "exchange_id", "comment_id"],
        ["comment.tenant_id", "comment.exchange_id", "comment.comment_id"],
        name=op.f(f"fk_{table}_comment"),
        ondelete="CASCADE",
    )


def _ids(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "group_wish",
        *_ids("tenant_id", "exchange_id"),
        sa.Column("group_name", sa.String(length=75), nullable=False),
        *_ids("comment_id"),
        sa.Column("missing", sa.Integer(), nullable=False),
        _of_comment("group_wish"),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "group_name", "comment_id", name=op.f("pk_group_wish")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_score",
        *_ids("tenant_id", "exchange_id", "comment_id"),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("stars", "low", "high")),
        sa.Column("ratings", sa.Integer(), nullable=False),
        _of_comment("comment_score"),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", "comment_id", name=op.f("pk_comment_score")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "score_run",
        *_ids("tenant_id", "exchange_id"),
        sa.Column("fitted_at", storage.models.UtcTime(timezone=True), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("levelled", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exchange_id"],
            ["exchange.tenant_id", "exchange.exchange_id"],
            name=op.f("fk_score_run_exchange"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "exchange_id", name=op.f("pk_score_run")),
    )
    with op.batch_alter_table("tenant") as batch_op:
        batch_op.add_column(sa.Column("texts_go_to", sa.String(length=600), server_default="", nullable=False))
    with op.batch_alter_table("exchange") as batch_op:
        batch_op.add_column(sa.Column("rating_only", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("smallest_group", sa.Integer(), server_default=sa.text("5"), nullable=False))
        for name in ("tells_groups", "leaves_alike_out"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        for name in ("level_middle", "level_bar"):
            batch_op.add_column(sa.Column(name, sa.Float(), server_default=sa.text("3"), nullable=False))
        batch_op.create_check_constraint(op.f("ck_exchange_smallest_group"), "smallest_group >= 3")
        batch_op.create_check_constraint(op.f("ck_exchange_rating_only"), "rating_only BETWEEN 0 AND 50")
    with op.batch_alter_table("comment", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.add_column(sa.Column("promise", sa.Float(), server_default=sa.text("4"), nullable=False))
    _ways("'card', 'set', 'typed', 'chosen', 'near'")


def _ways(known: str) -> None:
    with op.batch_alter_table("rating", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_constraint(op.f("ck_rating_way"), type_="check")
        batch_op.create_check_constraint(op.f("ck_rating_way"), f"way IN ({known})")


def downgrade() -> None:
    op.execute("UPDATE rating SET way = 'chosen' WHERE way = 'near'")
    _ways("'card', 'set', 'typed', 'chosen'")
    with op.batch_alter_table("comment", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_column("promise")
    with op.batch_alter_table("exchange") as batch_op:
        batch_op.drop_constraint(op.f("ck_exchange_rating_only"), type_="check")
        batch_op.drop_constraint(op.f("ck_exchange_smallest_group"), type_="check")
        for name in ("level_bar", "level_middle", "leaves_alike_out", "tells_groups", "smallest_group", "rating_only"):
            batch_op.drop_column(name)
    with op.batch_alter_table("tenant") as batch_op:
        batch_op.drop_column("texts_go_to")
    for table in ("score_run", "comment_score", "group_wish"):
        op.drop_table(table)
