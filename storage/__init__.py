"""All that is kept: the schema and its queries."""
