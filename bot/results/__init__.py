"""Results: what came out so far, for those who have a right to see it."""
