"""A town of people: the whole bot against the playground."""
