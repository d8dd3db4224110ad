"""Home: a person's own exchanges, comments, ratings, notification settings and data rights, in one place."""
