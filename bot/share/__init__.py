"""Share: a comment by form, by message, by command, by shortcut; reworded and withdrawn."""
