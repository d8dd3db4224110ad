"""Home: what is a person's own, in one place: exchanges, comments and their fates, ratings, notification settings, data rights."""
