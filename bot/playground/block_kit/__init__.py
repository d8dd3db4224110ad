"""Block Kit: the schema that messages and views must fulfil, and the values that interactive elements hold."""
