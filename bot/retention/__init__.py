"""Retention: each exchange's key is erased on its day, authors hear of it before, and files keep no trace."""
