"""Write the first migration from models.py: `make schema`.

Nothing is released yet, so nothing has to be upgraded, and one migration holds the whole schema. Its revision carries a
fingerprint of the schema: a database that another build made is recognised and refused (storage/migrate.py). With the
first release this file goes, and steps are added after 0001.
"""

import hashlib
import re
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from storage.models import metadata

FILE = Path(__file__).parent / "versions" / "0001_the_first_schema.py"

_HEAD = '''"""The whole schema, written by `make schema` from storage/models.py."""

import sqlalchemy as sa
from alembic import op

import storage.models

revision = "{revision}"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
{upgrade}


def downgrade() -> None:
{downgrade}
'''


def first_migration() -> str:
    """Return the text of the migration that makes all of models.py in an empty database; not yet formatted."""
    engine = create_engine("sqlite://", poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": metadata})
        steps = produce_migrations(context, metadata)
        upgrade = _render(render_python_code(steps.upgrade_ops)) if steps.upgrade_ops else ""
        downgrade = _render(render_python_code(steps.downgrade_ops)) if steps.downgrade_ops else ""
    revision = f"0001_{hashlib.sha256(upgrade.encode()).hexdigest()[:12]}"
    return _HEAD.format(revision=revision, upgrade=upgrade, downgrade=downgrade)


def _render(code: str) -> str:
    lines = [line for line in code.splitlines() if not line.lstrip().startswith("# ###")]
    body = "\n".join(["    " + lines[0].lstrip(), *lines[1:]]) if lines else "    pass"
    # SQLite's words for a Boolean's default; PostgreSQL has others, and SQLAlchemy knows both.
    return re.sub(r"(sa\.Boolean\(\), server_default=)sa\.text\('0'\)", r"\1sa.false()", body)


if __name__ == "__main__":
    FILE.write_text(first_migration(), encoding="utf-8")
