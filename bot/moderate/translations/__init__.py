"""Translations of comments: shown to who asks for one, and corrected by moderators."""
