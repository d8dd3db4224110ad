"""Copies of a database as an attacker reads them: every row, where it lies, who wrote it when, and what was there."""
