"""Digest: what an exchange says so far, in its thread and in chosen channels, when due and once each."""
