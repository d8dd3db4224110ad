"""The grammar of the slash command: verb, what it is about, words, flags."""


def split_verb(text: str) -> tuple[str, str]:
    """Return the verb in small letters and the rest, untouched. Both are empty for an empty text."""
    verb, _, rest = text.strip().partition(" ")
    return verb.lower(), rest.strip()
