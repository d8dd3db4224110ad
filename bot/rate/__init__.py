"""Rate: one card, one click a star; skip, undo, report, stop; five at a time."""
