"""What languages are called on a screen."""

_NAMES = {
    "am": "Amharic", "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hmn": "Hmong",
    "ht": "Haitian Creole", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "km": "Khmer",
    "ko": "Korean", "lo": "Lao", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "so": "Somali", "sr": "Serbian",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "yo": "Yoruba", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return a language's English name; a code without one as it is."""
    return _NAMES.get(code.split("-", maxsplit=1)[0].lower(), code)


def languages_line(codes: list[str]) -> str:
    """Return how comments of several languages were treated, "" where there is one language or none is told."""
    names = sorted({language_name(code) for code in codes if code})
    if len(names) < 2:  # noqa: PLR2004 - nothing to tell apart
        return ""
    return f"comments in {', '.join(names[:-1])} and {names[-1]} are grouped apart"
