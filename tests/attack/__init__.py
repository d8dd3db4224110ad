"""The attacker: what an analyst with a copy of the database, and no key, finds out about who wrote and who rated."""
