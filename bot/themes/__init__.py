"""Where moderators arrange themes: name, join, split, fill, lock, and take it back."""
