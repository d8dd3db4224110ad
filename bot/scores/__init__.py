"""Scores: the quality threshold of sampling, and the fit of all ratings, both renewed in the background."""
