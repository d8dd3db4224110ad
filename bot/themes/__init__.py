"""Themes: moderators name, merge, split, fill and lock them, and undo it."""
