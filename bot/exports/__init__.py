"""Exports: what is public of an exchange as files, and the operator's full forms."""
