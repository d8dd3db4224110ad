"""Block Kit: the schema of messages and views, and the values of interactive elements."""
