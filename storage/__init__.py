"""The database: schema, sessions and queries."""
