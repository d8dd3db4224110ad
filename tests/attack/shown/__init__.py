"""An attacker who has no copy of the database: only what is shown, posted and taken away, at every release."""
