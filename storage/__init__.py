"""The database: schema, sessions and queries."""

from storage.light_sqlalchemy import import_without_sessions

import_without_sessions()
