"""Receipts: of each comment its author has one private message, which says what became of it and changes with it."""
