"""Near duplicates: before a comment is shared, its author sees what others said like it, and can rate theirs."""
