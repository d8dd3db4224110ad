"""Scores behind the scenes: the level that the queue is held against, and what the stars say, fitted now and then."""
