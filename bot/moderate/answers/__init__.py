"""Answers and actions: what those who asked say about a comment, and what they do about it."""
